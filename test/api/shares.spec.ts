import { confirmProposal, proposeRules } from '../../src/engine/acts.js';
import { publishedRis } from '../../src/rulebook/files.js';
import { parseRulebookFile } from '../../src/rulebook/rulebook-file.js';
import { ANNA, BEA, openApi } from '../support/api.js';
import type { Api } from '../support/api.js';

let api: Api;
beforeAll(async () => {
  api = await openApi();
  const file = parseRulebookFile(publishedRis());
  if (!file.ok) throw new Error('the published rulebook cannot be read');
  const { proposalId } = await proposeRules(api.engine, api.acting(ANNA), file);
  await confirmProposal(api.engine, api.acting(BEA), proposalId);
}, 60_000);
afterAll(() => api.close());

const KEY = '0e3a3c1c-6a31-4c8c-9d9e-2f6c3f3f8f02';
const IMPORT = {
  year: 2025,
  statusCode: 'final',
  source: 'circular',
  shares: [
    { municipalityCode: 10001, share: '0.6' },
    { municipalityCode: 10002, share: '0.65' },
    { municipalityCode: 10003, share: '0.55' },
  ],
};

describe('an import of shares', () => {
  it('becomes one proposal, once for a key and its content', async () => {
    const first = await api.call('POST /shareImports', { key: KEY, body: IMPORT });
    expect(first).toMatchObject({ status: 201, body: { recorded: 3, unchanged: 0, refused: [] } });
    const again = await api.call('POST /shareImports', { key: KEY, body: IMPORT });
    expect(again).toMatchObject({
      status: 201,
      text: first.text,
      headers: { 'idempotency-replayed': 'true' },
    });
    const other = await api.call('POST /shareImports', { key: KEY, body: { ...IMPORT, source: 'other' } });
    expect(other.body).toMatchObject({ type: 'urn:problem-type:miis:fundingFlows:idempotencyKeyReused' });
    const same = await api.call('POST /shareImports', { body: IMPORT });
    expect(same.body).toMatchObject({ id: first.body.id, recorded: 0, unchanged: 3 });
    expect((await api.call('GET /shares')).body.items).toEqual([]);
    await confirmProposal(api.engine, api.acting(BEA), String(first.body.id));
  });

  it('computes them from counts', async () => {
    const counts = [
      { municipalityCode: 10001, year: 2024, average: '1200.5' },
      { municipalityCode: 10001, year: 2023, average: '900' },
    ];
    const body = { year: 2026, statusCode: 'provisional', source: 'counts', counts };
    const { status, body: receipt } = await api.call('POST /shareImports', { body });
    expect({ status, receipt }).toMatchObject({ status: 201, receipt: { recorded: 1 } });
    await confirmProposal(api.engine, api.acting(BEA), String(receipt.id));
    const share = await api.call('GET /cpas/cpas-1/shares/2026');
    expect(share.body).toMatchObject({
      statusCode: 'provisional',
      counts: [
        { year: 2024, average: '1200.5' },
        { year: 2023, average: '900' },
      ],
      proposedBy: 'anna',
      approvedBy: 'bea',
    });
  });

  it('names all that is wrong with it', async () => {
    const shares = [{ municipalityCode: 1, share: 'x' }, { municipalityCode: 10001 }];
    const { status, body } = await api.call('POST /shareImports', {
      body: { ...IMPORT, shares, year: 3000 },
    });
    expect(status).toBe(400);
    expect((body.issues as { name: string }[]).map((one) => one.name).sort()).toEqual([
      'shares[0].municipalityCode',
      'shares[0].share',
      'shares[1].share',
      'year',
    ]);
    const unknown = { ...IMPORT, shares: [{ municipalityCode: 99999, share: '0.6' }] };
    expect((await api.call('POST /shareImports', { body: unknown })).body).toMatchObject({ status: 409 });
    const { shares: _shares, ...neither } = IMPORT;
    expect((await api.call('POST /shareImports', { body: neither })).status).toBe(400);
  });
});

describe('shares', () => {
  it('are listed by page, and a page stands while others come', async () => {
    const first = await api.call('GET /shares?year=2025&pageSize=2');
    expect(first.body).toMatchObject({ total: 3, items: [{ share: '0.6' }, { share: '0.65' }] });
    const more = { ...IMPORT, shares: [{ municipalityCode: 10003, share: '0.7' }] };
    const { body } = await api.call('POST /shareImports', { body: more });
    await confirmProposal(api.engine, api.acting(BEA), String(body.id));
    const next = await api.call(`GET ${first.body.next}`);
    expect(next.body.items).toMatchObject([{ cpas: { id: 'cpas-3' }, share: '0.55' }]);
    expect((await api.call('GET /shares?cpasId=cpas-3')).body.items).toMatchObject([{ share: '0.7' }]);
  });

  it('of a CPAS have a version, and say at a sequence what they said then', async () => {
    const own = await api.call('GET /cpas/cpas-3/shares');
    expect(own).toMatchObject({ status: 200, body: { items: [{ year: 2025, share: '0.7' }], version: '3' } });
    const then = await api.call('GET /cpas/cpas-3/shares/2025?asOfSequence=1');
    expect(then.status).toBe(404);
    expect((await api.call('GET /cpas/cpas-3/shares/2031')).status).toBe(404);
    expect((await api.call('GET /cpas/cpas-9/shares')).status).toBe(404);
    const tag = { headers: { 'if-none-match': '"3"' } };
    expect((await api.call('GET /cpas/cpas-3/shares/2025', tag)).status).toBe(304);
  });
});
