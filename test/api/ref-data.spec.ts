import { readFileSync } from 'node:fs';
import { openApi } from '../support/api.js';
import type { Api } from '../support/api.js';

let api: Api;
beforeAll(async () => {
  api = await openApi();
}, 60_000);
afterAll(() => api.close());

describe('the lists of codes', () => {
  it('are all there, those that the contract names among them', async () => {
    const { status, body } = await api.call('GET /refData');
    expect(status).toBe(200);
    const ids = (body.items as { id: string }[]).map((one) => one.id);
    const contract = readFileSync(new URL('../../src/http/openapi.json', import.meta.url), 'utf8');
    const named = new Set([...contract.matchAll(/\/refData\/([a-z]\w+)/g)].map((match) => match[1]));
    expect([...named].filter((id) => id !== undefined && !ids.includes(id))).toEqual([]);
    for (const id of ids) {
      const list = await api.call(`GET /refData/${id}`);
      expect(list).toMatchObject({ status: 200, body: { id } });
      expect(list.body.items.length).toBeGreaterThan(0);
    }
  });

  it('are not sent again to who has them', async () => {
    const first = await api.call('GET /refData/roles');
    const tag = String(first.headers['etag']);
    expect((await api.call('GET /refData/roles', { headers: { 'if-none-match': tag } })).status).toBe(304);
  });

  it('have each code with its labels, and no other', async () => {
    expect((await api.call('GET /refData/roles/auditor')).body).toMatchObject({
      code: 'auditor',
      label: { fr: 'auditeur', nl: 'auditor', de: 'Prüfer' },
    });
    expect((await api.call('GET /refData/roles/king')).body).toMatchObject({
      status: 404,
      issues: [{ name: 'refDataCode' }],
    });
    expect((await api.call('GET /refData/colours')).status).toBe(404);
    expect((await api.call('GET /refData', { scopes: ['prepare'] })).status).toBe(403);
  });

  it('show a problem that was met, as a page for people too', async () => {
    const problem = await api.call('GET /refData/problemTypes/sameOfficial');
    expect(problem.body).toMatchObject({ code: 'sameOfficial', status: 403 });
    const page = await api.call('GET /refData/problemTypes/versionMismatch', {
      headers: { accept: 'text/html', 'accept-language': 'nl' },
    });
    expect(page).toMatchObject({ status: 200, headers: { 'content-language': 'nl' } });
    expect(page.headers['content-type']).toContain('text/html');
    expect(page.text).toContain('HTTP 412');
  });
});
