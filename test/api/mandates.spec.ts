import { confirmProposal } from '../../src/engine/acts.js';
import { openApi } from '../support/api.js';
import type { Api, Told } from '../support/api.js';
import { BRUNO } from '../support/facts.js';

let api: Api;
beforeAll(async () => {
  api = await openApi();
}, 60_000);
afterAll(() => api.close());

const KEY = '0e3a3c1c-6a31-4c8c-9d9e-2f6c3f3f8f03';
const WANTED = {
  officialId: 'carl',
  roleCode: 'runManager',
  allSchemes: true,
  startDate: '2024-11-20',
  ceilingAmount: 50_000_000,
};
const DELEGATION = {
  delegateId: 'dora',
  roleCodes: ['runManager'],
  schemeCodes: ['RIS'],
  startDate: '2024-12-01',
  endDate: '2024-12-31',
};
const mandates = (id: string, query = ''): Promise<Told> => api.call(`GET /mandates/${id}${query}`);
const tag = async (id: string): Promise<string> => String((await mandates(id)).headers['etag']);

describe('a mandate', () => {
  it('is proposed by an administrator, once for a key, and holds once another approved it', async () => {
    const ask = { as: 'alice', key: KEY, body: WANTED };
    const first = await api.call('POST /mandateProposals', ask);
    expect(first.status).toBe(201);
    const again = await api.call('POST /mandateProposals', ask);
    expect(again).toMatchObject({ text: first.text, headers: { 'idempotency-replayed': 'true' } });
    const other = await api.call('POST /mandateProposals', {
      ...ask,
      body: { ...WANTED, roleCode: 'intake' },
    });
    expect(other.body).toMatchObject({ status: 409 });
    const before = await mandates('carl');
    expect(before).toMatchObject({ status: 200, body: { mandates: [], version: first.body.version } });
    await confirmProposal(api.engine, api.acting(BRUNO), String(first.body.id));
    const after = await mandates('carl');
    expect(after.body).toMatchObject({
      founder: false,
      mandates: [{ roleCode: 'runManager', allSchemes: true, ceilingAmount: 50_000_000 }],
    });
    const then = await mandates('carl', `?asOfSequence=${before.body.asOfSequence}`);
    expect(then.text).toBe(before.text);
    expect((await api.call('POST /mandateProposals', { as: 'anna', body: WANTED })).status).toBe(403);
    const read = { as: 'alice', scopes: ['consult'] as const, body: WANTED };
    expect((await api.call('POST /mandateProposals', read)).status).toBe(403);
  });

  it('is listed by official and by role on a day', async () => {
    const first = await api.call('GET /mandates?pageSize=2&validOn=2024-11-20');
    expect(first.body).toMatchObject({ total: 5, items: [{ id: 'alice', founder: true }, { id: 'anna' }] });
    await api.give('zoe', 'auditor');
    const next = await api.call(`GET ${first.body.next}`);
    expect(next.body).toMatchObject({ total: 5, items: [{ id: 'bea' }, { id: 'bruno' }] });
    const runs = await api.call('GET /mandates?roleCode=runManager&schemeCode=RIS');
    expect((runs.body.items as { id: string }[]).map((one) => one.id)).toEqual(['anna', 'bea', 'carl']);
    expect((await mandates('nobody')).status).toBe(404);
  });

  it('is told all that is wrong with it', async () => {
    const body = { ...WANTED, roleCode: 'king', startDate: 'today', ceilingAmount: -1 };
    const { status, body: problem } = await api.call('POST /mandateProposals', { as: 'alice', body });
    expect(status).toBe(400);
    expect((problem.issues as { name: string }[]).map((one) => one.name).sort()).toEqual([
      'ceilingAmount',
      'roleCode',
      'startDate',
    ]);
    const { allSchemes: _all, ...neither } = WANTED;
    expect((await api.call('POST /mandateProposals', { as: 'alice', body: neither })).status).toBe(400);
  });
});

describe('a delegation', () => {
  it('is proposed by the holder alone, on the version seen, and shown on both sides', async () => {
    const seen = await tag('carl');
    const path = 'POST /mandates/carl/delegationProposals';
    const foreign = await api.call(path, { as: 'anna', ifMatch: seen, body: DELEGATION });
    expect(foreign.body).toMatchObject({ status: 403, reason: 'mandateMissing' });
    const stale = await api.call(path, { as: 'carl', ifMatch: '"2"', body: DELEGATION });
    expect(stale.body).toMatchObject({ status: 412, currentVersion: seen.replaceAll('"', '') });
    const ask = { as: 'carl', key: KEY, ifMatch: seen, body: DELEGATION };
    const first = await api.call(path, ask);
    expect(first.status).toBe(201);
    expect((await api.call(path, ask)).text).toBe(first.text);
    await confirmProposal(api.engine, api.acting(BRUNO), String(first.body.id));
    const given = { delegateId: 'dora', roleCodes: ['runManager'], proposal: { id: first.body.id } };
    expect((await mandates('carl')).body.delegationsGiven).toMatchObject([given]);
    expect((await mandates('dora')).body).toMatchObject({ mandates: [], delegationsReceived: [given] });
    expect((await mandates('dora', '?validOn=2025-01-01')).body.delegationsReceived).toEqual([]);
  });

  it('ends by the holder, and a mandate by one administrator', async () => {
    const [given] = (await mandates('carl')).body.delegationsGiven as { proposal: { id: string } }[];
    const end = { proposalId: given?.proposal.id, startDate: '2024-12-15', reason: 'back earlier' };
    const ended = await api.call('POST /mandates/carl/delegationRevocations', {
      as: 'carl',
      ifMatch: await tag('carl'),
      body: end,
    });
    expect(ended).toMatchObject({ status: 201, body: { id: 'carl' } });
    expect((await mandates('dora')).body.delegationsReceived).toMatchObject([{ endDate: '2024-12-14' }]);
    const left = { roleCode: 'runManager', startDate: '2025-01-01', reason: 'left the service' };
    const ask = { as: 'alice', key: KEY, ifMatch: await tag('carl'), body: left };
    const first = await api.call('POST /mandates/carl/revocations', ask);
    expect(first).toMatchObject({ status: 201 });
    const again = await api.call('POST /mandates/carl/revocations', ask);
    expect(again).toMatchObject({ text: first.text, headers: { 'idempotency-replayed': 'true' } });
    expect((await mandates('carl')).body.mandates).toMatchObject([{ endDate: '2024-12-31' }]);
    const nobody = await api.call('POST /mandates/nobody/revocations', {
      as: 'alice',
      ifMatch: '"1"',
      body: left,
    });
    expect(nobody.status).toBe(404);
  });
});
