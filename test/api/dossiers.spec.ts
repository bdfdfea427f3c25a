import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { decision, openBooks } from '../support/api-books.js';
import type { Books } from '../support/api-books.js';
import { unrealNiss } from '../support/forms.js';

const SSIN = unrealNiss('850101');
const person = { beneficiaries: [{ role: 'main', niss: SSIN }] };

let api: Books;
let before: number;
let href: string;
beforeAll(async () => {
  api = await openBooks();
  await api.submit('2024-12-10T09:00:00.000Z', decision(1, person), decision(2), decision(4), decision(7));
  await api.runMonth('2025-01-06T09:00:00.000Z');
  before = api.engine.local.head();
  const found = await api.call('GET /dossiers?cpasId=cpas-2&fileNumber=1');
  href = String(found.body.items[0].href);
}, 60_000);
afterAll(() => api.close());

describe('dossiers', () => {
  it('are listed by page, the same while others are opened', async () => {
    const whole = await api.call('GET /dossiers?pageSize=100');
    expect(whole.body.items).toHaveLength(4);
    const items = await api.everyPage('/dossiers?pageSize=1', async () => {
      await api.submit('2025-01-07T09:00:00.000Z', decision(5));
    });
    expect(items).toEqual(whole.body.items);
    expect((await api.call(`GET /dossiers?pageSize=100&asOfSequence=${before}`)).text).toBe(whole.text);
    expect((await api.call('GET /dossiers?pageSize=100')).body.items).toHaveLength(5);
  });

  it('are found by CPAS, scheme and file number, however it is written', async () => {
    const found = await api.call('GET /dossiers?cpasId=cpas-2&fileNumber=00-1&schemeCode=RIS');
    expect(found.body.items).toMatchObject([{ href, fileNumber: '1', cpas: { id: 'cpas-2' } }]);
    expect((await api.call('GET /dossiers?schemeCode=OTHER')).body.items).toEqual([]);
    expect((await api.call('GET /dossiers?fileNumber=1')).body.issues).toMatchObject([{ name: 'cpasId' }]);
    expect((await api.call('GET /dossiers?cpasId=cpas-9')).body.issues).toMatchObject([{ name: 'cpasId' }]);
    const wrong = await api.call('GET /dossiers?schemeCode=ris&pageSize=0&validOn=2025-01-01');
    expect((wrong.body.issues as readonly { name: string }[]).map((one) => one.name).sort()).toEqual([
      'pageSize',
      'schemeCode',
      'validOn',
    ]);
    expect((await api.call('GET /dossiers', { scopes: ['prepare'] })).status).toBe(403);
  });

  it('are shown with the decision of a day, what is determined and what is due', async () => {
    const shown = await api.call(`GET ${href}?asOfSequence=${before}&validOn=2025-01-10`);
    expect(shown.body).toMatchObject({
      asOfSequence: before,
      validOn: '2025-01-10',
      schemeCode: 'RIS',
      openedBy: { id: 'cpas-2' },
      decision: { kindCode: 'decision', effectiveDate: '2024-12-01', category: 2 },
      determinedPeriods: [{ startMonth: '2024-12', endMonth: '2024-12' }],
      dueFromMonth: '2025-01',
    });
    expect(shown.headers).toMatchObject({
      etag: `"${String(shown.body.version)}"`,
      'cache-control': 'no-store, max-age=0',
    });
    const early = await api.call(`GET ${href}?validOn=2024-11-30`);
    expect(early.body.decision).toBeUndefined();
    const same = await api.call(`GET ${href}?asOfSequence=${before}`, {
      headers: { 'if-none-match': shown.headers['etag'] ?? '' },
    });
    expect(same.status).toBe(304);
    expect((await api.call('GET /dossiers/nothing')).status).toBe(404);
    expect((await api.call(`GET ${href}?asOfSequence=1`)).status).toBe(404);
  });

  it('have decisions with their entry in the audit trail', async () => {
    const { body } = await api.call(`GET ${href}/decisions`);
    expect(body.items).toMatchObject([
      { kindCode: 'decision', form: { formReference: 'B-1' }, replaces: false },
    ]);
    expect(body.items[0].href).toContain(`/auditTrail?sequence=${String(body.items[0].sequence)}`);
  });
});

describe('a person', () => {
  const query = { ssin: SSIN, reason: 'letter of 3 February 2025' };

  it('is found by number, which is written down before the answer and kept nowhere', async () => {
    const { status, body, headers, text } = await api.call('POST /dossiers/query', {
      key: null,
      body: query,
    });
    expect(status).toBe(200);
    expect(headers['cache-control']).toBe('no-store, max-age=0');
    expect(body.items).toMatchObject([{ href }]);
    expect(text).not.toContain(SSIN);
    const log = await readFile(join(api.config.shared, 'access', `${api.config.node}.ndjson`), 'utf8');
    const last = JSON.parse(log.trimEnd().split('\n').at(-1) ?? '') as object;
    expect(last).toMatchObject({ kind: 'sensitiveRead', subject: 'anna', reason: query.reason });
    expect(log).not.toContain(SSIN);
  });

  it('who was not named then is not found then; what is no number is refused with every other issue', async () => {
    const then = await api.call('POST /dossiers/query', { key: null, body: { ...query, asOfSequence: 2 } });
    expect(then.body.items).toEqual([]);
    const never = { ...query, asOfSequence: Number.MAX_SAFE_INTEGER };
    const { body: told } = await api.call('POST /dossiers/query', { key: null, body: never });
    expect(told.issues).toMatchObject([{ in: 'body', name: 'asOfSequence' }]);
    const dotted = { ...query, ssin: SSIN.replace(/^(..)(..)(..)(...)/, '$1.$2.$3-$4.') };
    const written = await api.call('POST /dossiers/query', { key: null, body: dotted });
    expect(written.status).toBe(400);
    expect(written.body.issues).toMatchObject([{ in: 'body', name: 'ssin' }]);
    expect(written.text).not.toContain(dotted.ssin);
    const wrong = { ssin: '12345678901', reason: 'x', name: 'y' };
    const { body } = await api.call('POST /dossiers/query', { key: null, body: wrong });
    expect((body.issues as readonly { name: string }[]).map((one) => one.name).sort()).toEqual([
      'name',
      'reason',
      'ssin',
    ]);
  });
});

describe('the lines of a dossier', () => {
  it('are listed by key in their current version, and shown in all versions', async () => {
    const list = await api.call(`GET ${href}/lines`);
    expect(list.body.items).toMatchObject([{ key: '2024-12', version: 1, causeCode: 'due' }]);
    expect((await api.call(`GET ${href}/lines?referenceMonth=2025-06`)).body.items).toEqual([]);
    const line = await api.call(`GET ${String(list.body.items[0].href)}`);
    expect(line.body).toMatchObject({
      line: { key: '2024-12', kindCode: 'grant' },
      versions: [{ version: 1 }],
    });
    expect((await api.call(`GET ${href}/lines/2025-06`)).status).toBe(404);
    expect((await api.call(`GET ${href}/lines/june`)).status).toBe(400);
  });

  it('are explained down to the event that approved each rule, the share and the statement', async () => {
    const then = await api.call(`GET ${href}/lines/2024-12/explanation?asOfSequence=${before}`);
    expect(then.status).toBe(200);
    const { determination, statementItems, ruleApprovals, shares } = then.body;
    expect(determination).toMatchObject({ cpas: { id: 'cpas-2' }, schemeCode: 'RIS', version: 1 });
    expect(determination.articles[0].components[0].rule.parameterId).toBe('ris.share');
    expect(statementItems).toMatchObject([
      { yearMonth: '2025-01', statement: { id: 'cpas-2-1', number: 1 } },
    ]);
    expect(ruleApprovals.length).toBeGreaterThan(0);
    expect(shares).toMatchObject([{ year: 2024, share: '0.7' }]);
    const cut = await api.call(
      `GET ${href}/lines/2024-12/explanation?asOfSequence=${String(then.body.sequence)}`,
    );
    expect(cut.body.statementItems).toEqual([]);
    expect((await api.call(`GET ${href}/lines/2024-12/explanation?version=7`)).status).toBe(400);
  });

  it('are at a sequence what they were there, whatever came later', async () => {
    const paths = ['', '/decisions', '/lines', '/lines/2024-12', '/lines/2024-12/explanation'];
    const ask = async () =>
      Promise.all(
        paths.map(async (path) => (await api.call(`GET ${href}${path}?asOfSequence=${before}`)).text),
      );
    const first = await ask();
    await api.submit(
      '2025-01-20T09:00:00.000Z',
      decision(1, { ...person, formReference: 'B-1b', category: 1, decidedOn: '2025-01-15' }),
    );
    await api.runMonth('2025-02-03T09:00:00.000Z');
    expect(await ask()).toEqual(first);
    const now = await api.call(`GET ${href}/lines/2024-12`);
    expect(now.body.versions.length).toBeGreaterThan(1);
    const explained = await api.call(`GET ${href}/lines/2024-12/explanation?version=1`);
    expect(explained.body.replacedByVersion).toBe(2);
    const lines = await api.everyPage(`/${href.split('/v1/')[1] ?? ''}/lines?pageSize=1`);
    expect(lines).toEqual((await api.call(`GET ${href}/lines?pageSize=100`)).body.items);
  });
});
