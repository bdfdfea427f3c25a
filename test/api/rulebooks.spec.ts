import { confirmProposal } from '../../src/engine/acts.js';
import { publishedRis } from '../../src/rulebook/files.js';
import { ANNA, BEA, openApi } from '../support/api.js';
import type { Api } from '../support/api.js';

let api: Api;
beforeAll(async () => {
  api = await openApi();
}, 60_000);
afterAll(() => api.close());

const KEY = '0e3a3c1c-6a31-4c8c-9d9e-2f6c3f3f8f01';
const ROW = {
  parameterId: 'ris.share.range',
  startDate: '2030-01-01',
  values: { lowestPoints: '55', highestPoints: '80' },
  legalReference: 'law of 26 May 2002, art. 32',
  statusCode: 'published',
  certaintyCode: 'confirmed',
  lastCheckedDate: '2024-11-20',
  source: 'gazette',
};

describe('the rulebook', () => {
  it('is no resource before it has rows', async () => {
    expect((await api.call('GET /rulebooks/RIS')).status).toBe(404);
    expect((await api.call('GET /rulebooks')).body.items).toEqual([]);
  });

  it('is proposed as it is published, once for a key, and approved', async () => {
    const first = await api.call('POST /rulebooks/RIS/importProposals', { key: KEY, body: {} });
    expect(first).toMatchObject({ status: 201, body: { version: '0' } });
    const again = await api.call('POST /rulebooks/RIS/importProposals', { key: KEY, body: {} });
    expect(again).toMatchObject({
      status: 201,
      headers: { 'idempotency-replayed': 'true' },
      text: first.text,
    });
    const other = await api.call('POST /rulebooks/RIS/importProposals', { key: KEY, body: { rows: [ROW] } });
    expect(other.body).toMatchObject({ type: 'urn:problem-type:miis:fundingFlows:idempotencyKeyReused' });
    await confirmProposal(api.engine, api.acting(BEA), String(first.body.id));
    const file = await api.call('POST /rulebooks/RIS/importProposals', {
      body: publishedRis(),
      headers: { 'content-type': 'text/plain' },
    });
    expect(file).toMatchObject({ status: 201, body: { id: 'RIS', version: '1' } });
  });

  it('is read whole, on a day, and by parameter, with its version as tag', async () => {
    const whole = await api.call('GET /rulebooks/RIS');
    expect(whole).toMatchObject({ status: 200, body: { id: 'RIS', version: '1' }, headers: { etag: '"1"' } });
    const list = await api.call('GET /rulebooks');
    expect(list.body.items).toMatchObject([{ id: 'RIS', rows: whole.body.rows.length }]);
    const day = await api.call('GET /rulebooks/RIS/parameters/ris.amount?validOn=2025-03-01');
    expect(day.body.rows).toMatchObject([{ parameterId: 'ris.amount', certaintyCode: 'confirmed' }]);
    const again = await api.call('GET /rulebooks/RIS', { headers: { 'if-none-match': '"1"' } });
    expect(again.status).toBe(304);
    expect((await api.call('GET /rulebooks/RIS/parameters/ris.other')).status).toBe(404);
    expect((await api.call('GET /rulebooks/XYZ')).status).toBe(404);
  });

  it('says at a sequence what it said then', async () => {
    const path = 'GET /rulebooks/RIS/parameters/ris.share.range';
    const before = await api.call(path);
    const { body } = await api.call('POST /rulebooks/RIS/importProposals', { body: { rows: [ROW] } });
    await confirmProposal(api.engine, api.acting(BEA), String(body.id));
    const after = await api.call(path);
    expect(after.body.rows.length).toBe(Number(before.body.rows.length) + 1);
    const then = await api.call(`${path}?asOfSequence=${before.body.asOfSequence}`);
    expect(then.text).toBe(before.text);
  });

  it('has no day with two rows of a parameter', async () => {
    const rows = [
      { ...ROW, startDate: '2031-01-01', endDate: '2031-06-30' },
      { ...ROW, startDate: '2031-06-30' },
    ];
    const told = await api.call('POST /rulebooks/RIS/importProposals', { body: { rows } });
    expect(told.body).toMatchObject({
      status: 409,
      type: 'urn:problem-type:miis:fundingFlows:ruleOverlap',
      ruleId: 'ris.share.range',
      from: '2031-06-30',
    });
  });

  it('names all that is wrong with rows and files, and asks for the scope', async () => {
    const rows = [{ ...ROW, statusCode: 'law', lastCheckedDate: '2024-13-01', colour: 'red' }];
    const { status, body } = await api.call('POST /rulebooks/RIS/importProposals', { body: { rows } });
    expect(status).toBe(400);
    expect((body.issues as { name: string }[]).map((one) => one.name).sort()).toEqual([
      'rows[0].colour',
      'rows[0].lastCheckedDate',
      'rows[0].statusCode',
    ]);
    const file = await api.call('POST /rulebooks/RIS/importProposals', {
      body: 'no rulebook\nat all',
      headers: { 'content-type': 'text/plain' },
    });
    expect(file.status).toBe(400);
    expect(file.body.issues.length).toBeGreaterThan(0);
    const wrong = { ...ROW, values: { ...ROW.values, lowestPoints: 'many' } };
    const refused = await api.call('POST /rulebooks/RIS/importProposals', { body: { rows: [wrong] } });
    expect(refused.status).toBe(400);
    expect(refused.body.issues).toMatchObject([{ in: 'body', name: 'rows[0].values.lowestPoints' }]);
    const read = { as: ANNA, scopes: ['consult'] as const, body: {} };
    expect((await api.call('POST /rulebooks/RIS/importProposals', read)).status).toBe(403);
  });
});
