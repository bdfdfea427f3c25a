import { leafHash, MerkleRoot } from '../../src/engine/merkle.js';
import { decision, openBooks } from '../support/api-books.js';
import type { Books } from '../support/api-books.js';

let api: Books;
let cut: number;
beforeAll(async () => {
  api = await openBooks();
  const forms = [1, 4, 7, 10].map((n) => decision(n, n === 4 ? { fileNumber: '=4' } : {}));
  await api.submit('2024-12-10T09:00:00.000Z', ...forms, decision(2));
  ({ cut } = await api.runMonth('2025-01-06T09:00:00.000Z'));
}, 60_000);
afterAll(() => api.close());

const everyLine = (part: 'lines' | 'proof', size = 3): Promise<readonly Record<string, unknown>[]> =>
  api.everyPage(`/statements/cpas-2-1/${part}?pageSize=${size}`) as Promise<
    readonly Record<string, unknown>[]
  >;

describe('statements', () => {
  it('are listed, the newest month first, from the moment that they are issued', async () => {
    const { body } = await api.call('GET /statements?yearMonth=2025-01');
    expect(body.items).toMatchObject([{ id: 'cpas-1-1' }, { id: 'cpas-2-1' }, { id: 'cpas-3-1' }]);
    expect(body.items[1]).toMatchObject({ cpas: { id: 'cpas-2' }, number: 1, yearMonth: '2025-01' });
    expect((await api.call('GET /statements?cpasId=cpas-2')).body).toMatchObject({ total: 1 });
    expect((await api.call(`GET /statements?asOfSequence=${cut}`)).body).toMatchObject({ total: 0 });
    const bad = await api.call('GET /statements?yearMonth=2025-13&cpasId=A&pageSize=500');
    expect(bad.body.issues).toHaveLength(3);
  });

  it('are documents that never change', async () => {
    const { body, headers } = await api.call('GET /statements/cpas-2-1');
    expect(headers['etag']).toBe('"0"');
    const { opening, movements, payable, closing } = body as Record<string, number>;
    expect(Number(opening) + Number(movements)).toBe(Number(payable) + Number(closing));
    const again = await api.call('GET /statements/cpas-2-1', { headers: { 'if-none-match': '"0"' } });
    expect(again.status).toBe(304);
    for (const id of ['cpas-2-2', 'cpas-9-1']) {
      expect((await api.call(`GET /statements/${id}`)).status).toBe(404);
    }
    expect((await api.call(`GET /statements/cpas-2-1?asOfSequence=${cut}`)).status).toBe(404);
    expect((await api.call('GET /statements/cpas-2-1/lines', { scopes: ['approve'] })).status).toBe(403);
  });

  it('have their lines over pages, each with where it is explained', async () => {
    const lines = await everyLine('lines');
    const { body } = await api.call('GET /statements/cpas-2-1');
    expect(lines).toHaveLength(Number(body.items));
    expect(lines.map((line) => line['position'])).toEqual(lines.map((_line, index) => index + 1));
    expect(lines.reduce((sum, line) => sum + Number(line['net']), 0)).toBe(body.movements);
    expect(await api.everyPage('/statements/cpas-2-1/lines?pageSize=100')).toEqual(lines);
  });

  it('have them as CSV too, whole, and without a formula in it', async () => {
    const { text, headers } = await api.call('GET /statements/cpas-2-1/lines', {
      headers: { accept: 'text/csv' },
    });
    expect(headers['content-type']).toContain('text/csv');
    expect(text.trim().split('\r\n')).toHaveLength((await everyLine('lines')).length + 1);
    const csv = { headers: { accept: 'text/csv' } };
    const paged = await api.call('GET /statements/cpas-2-1/lines?pageSize=5', csv);
    expect(paged).toMatchObject({ status: 400, body: { issues: [{ name: 'pageSize' }] } });
    expect((await api.call('GET /statements/cpas-9-1/lines', csv)).status).toBe(404);
  });

  it('are proven by the sealed text of every line', async () => {
    const { body } = await api.call('GET /statements/cpas-2-1/proof');
    const tree = new MerkleRoot();
    for (const leaf of await everyLine('proof')) {
      tree.add(String(leaf['sealedText']));
      expect(leafHash(String(leaf['sealedText']))).toBe(leaf['leafHash']);
    }
    expect(tree.root()).toBe(body.itemRoot);
    expect(body.leafHash).toBe(api.engine.local.leafAt(Number(body.sequence)));
  });
});
