import { openApi } from '../support/api.js';
import type { Api } from '../support/api.js';

let api: Api;
beforeAll(async () => {
  api = await openApi();
}, 60_000);
afterAll(() => api.close());

const IBAN = { iban: 'BE68539007547034', startDate: '2025-01-01' };

describe('the CPAS', () => {
  it('are listed by page, with links that stand where the page stands', async () => {
    const { status, body } = await api.call('GET /cpas?pageSize=2&validOn=2025-01-01');
    expect(status).toBe(200);
    expect(body).toMatchObject({ page: 1, pageSize: 2, total: 3, validOn: '2025-01-01' });
    expect(body.items).toMatchObject([{ id: 'cpas-1' }, { id: 'cpas-2' }]);
    const next = await api.call(`GET ${body.next}`);
    expect(next.body.items).toMatchObject([{ id: 'cpas-3' }]);
    expect(next.body.asOfSequence).toBe(body.asOfSequence);
  });

  it('are found by code and by name', async () => {
    expect((await api.call('GET /cpas?municipalityCode=10002')).body.items).toMatchObject([{ id: 'cpas-2' }]);
    expect((await api.call('GET /cpas?q=oshz%20cpas-3')).body.items).toMatchObject([{ id: 'cpas-3' }]);
  });

  it('are shown with their version as tag, and not again to who has it', async () => {
    const shown = await api.call('GET /cpas/cpas-1');
    expect(shown).toMatchObject({
      status: 200,
      body: { id: 'cpas-1', version: '0' },
      headers: { etag: '"0"' },
    });
    const again = await api.call('GET /cpas/cpas-1', { headers: { 'if-none-match': '"0"' } });
    expect(again).toMatchObject({ status: 304, text: '' });
  });

  it('that are not there are no resource', async () => {
    const { status, body } = await api.call('GET /cpas/cpas-9');
    expect(status).toBe(404);
    expect(body).toMatchObject({
      type: 'urn:problem-type:belgif:resourceNotFound',
      issues: [{ in: 'path', name: 'cpasId', value: 'cpas-9' }],
    });
  });
});

describe('the account of a CPAS', () => {
  it('is proposed on a version, and once for a key', async () => {
    const key = '3f0e7a54-5c5e-4a4f-9f0e-0c9d5f3b7a11';
    const ask = { key, ifMatch: '"0"', body: IBAN };
    const first = await api.call('POST /cpas/cpas-1/ibanProposals', ask);
    expect(first).toMatchObject({ status: 201, body: { version: '1' }, headers: { etag: '"1"' } });
    expect(first.headers['location']).toBe(first.body.href);
    const again = await api.call('POST /cpas/cpas-1/ibanProposals', ask);
    expect(again).toMatchObject({
      status: 201,
      body: first.body,
      headers: { 'idempotency-replayed': 'true' },
    });
    const other = { ...ask, body: { ...IBAN, startDate: '2025-02-01' } };
    expect((await api.call('POST /cpas/cpas-1/ibanProposals', other)).body).toMatchObject({
      status: 409,
      type: 'urn:problem-type:miis:fundingFlows:idempotencyKeyReused',
    });
  });

  it('is not proposed on a version that others have overtaken', async () => {
    const { status, body } = await api.call('POST /cpas/cpas-2/ibanProposals', {
      ifMatch: '"5"',
      body: IBAN,
    });
    expect(status).toBe(412);
    expect(body).toMatchObject({
      type: 'urn:problem-type:miis:fundingFlows:versionMismatch',
      currentVersion: '0',
    });
  });
});
