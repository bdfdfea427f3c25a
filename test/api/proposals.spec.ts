import { randomUUID } from 'node:crypto';
import { ALICE } from '../support/facts.js';
import { nisCode, partyId } from '../../src/domain/ids.js';
import { rate } from '../../src/domain/money.js';
import { day } from '../../src/domain/time.js';
import {
  confirmProposal,
  importParties,
  proposeMandate,
  proposeRules,
  proposeShares,
} from '../../src/engine/acts.js';
import { publishedRis } from '../../src/rulebook/files.js';
import { parseRulebookFile } from '../../src/rulebook/rulebook-file.js';
import { ANNA, BEA, openApi } from '../support/api.js';
import type { Api, Told } from '../support/api.js';

let api: Api;
let rules: Awaited<ReturnType<typeof proposeRules>>;
const scheme = 'RIS';
const file = parseRulebookFile(publishedRis());
const rows = file.ok ? file.parameters : [];

beforeAll(async () => {
  api = await openApi();
  rules = await proposeRules(api.engine, api.acting(ANNA), { scheme, parameters: rows });
}, 60_000);
afterAll(() => api.close());

const show = (id: string, query = ''): Promise<Told> => api.call(`GET /proposals/${id}${query}`);
interface Approving {
  readonly as?: string;
  readonly key?: string;
  readonly scopes?: readonly ['consult'];
}

const approve = (
  id: string,
  version: string,
  { key = randomUUID(), ...who }: Approving = {},
): Promise<Told> =>
  api.call(`POST /proposals/${id}/approvals`, {
    as: BEA,
    ...who,
    ifMatch: `"${version}"`,
    headers: { 'idempotency-key': key },
  });

describe('an import of rules', () => {
  it('is shown with every row that is new, before anybody approves it', async () => {
    const { status, body, headers } = await show(rules.proposalId);
    expect(status).toBe(200);
    expect(headers['etag']).toBe(`"${body.version}"`);
    expect(body).toMatchObject({ kindCode: 'rulebook', stateCode: 'pending', proposedBy: 'anna' });
    expect(body.parts[0].ruleChanges).toHaveLength(rows.length);
    expect(
      new Set((body.parts[0].ruleChanges as { changeCode: string }[]).map((one) => one.changeCode)),
    ).toEqual(new Set(['added']));
  });

  it('is not approved by who proposed it, nor on another version, nor without the scope', async () => {
    const { body } = await show(rules.proposalId);
    expect((await approve(rules.proposalId, String(body.version), { as: ANNA })).body).toMatchObject({
      status: 403,
      reason: 'sameOfficial',
    });
    expect((await approve(rules.proposalId, '1')).body).toMatchObject({
      status: 412,
      currentVersion: body.version,
    });
    expect((await approve(rules.proposalId, String(body.version), { scopes: ['consult'] })).status).toBe(403);
  });

  it('is approved once for a key, and answered alike again', async () => {
    const { version } = (await show(rules.proposalId)).body;
    const key = randomUUID();
    const first = await approve(rules.proposalId, String(version), { key });
    expect(first).toMatchObject({ status: 201, body: { recorded: 1, unchanged: 0, refused: [] } });
    const again = await approve(rules.proposalId, String(version), { key });
    expect(again).toMatchObject({ status: 201, headers: { 'idempotency-replayed': 'true' } });
    expect(again.text).toBe(first.text);
    expect((await approve(rules.proposalId, String(first.body.version))).body).toMatchObject({
      status: 409,
      type: 'urn:problem-type:miis:fundingFlows:alreadyConfirmed',
    });
    const approved = await show(rules.proposalId);
    expect(approved.body).toMatchObject({
      stateCode: 'approved',
      approvedBy: 'bea',
      version: first.body.version,
    });
    expect(approved.body.parts[0].ruleChanges).toHaveLength(rows.length);
  });

  it('that changes, ends and adds rows says the old and the new values, as of any sequence alike', async () => {
    const last = rows.findLast((row) => row.ruleId === 'ris.share.range');
    if (!last) throw new Error('the published rulebook has a range of shares');
    const next = {
      ...last,
      validFrom: day('2030-01-01'),
      values: { lowestPoints: '55', highestPoints: '80' },
    };
    const parameters = [{ ...last, source: 'another source' }, next];
    const { proposalId } = await proposeRules(api.engine, api.acting(ANNA), { scheme, parameters });
    const before = await show(proposalId);
    const [ended, added] = before.body.parts[0].ruleChanges;
    expect(ended).toMatchObject({ changeCode: 'ended', parameterId: 'ris.share.range' });
    expect(ended.fields).toEqual([
      { name: 'endDate', newValue: '2029-12-31' },
      { name: 'source', oldValue: last.source, newValue: 'another source' },
    ]);
    expect(added).toMatchObject({ changeCode: 'added', startDate: '2030-01-01' });
    const at = `?asOfSequence=${before.body.asOfSequence}`;
    const standing = (await show(proposalId, at)).text;
    await confirmProposal(api.engine, api.acting(BEA), proposalId);
    expect((await show(proposalId, at)).text).toBe(standing);
    expect((await show(proposalId)).body.parts[0].ruleChanges).toEqual(before.body.parts[0].ruleChanges);
  });
});

describe('other proposals', () => {
  it('show the share, the present one and what it follows from; a present one that changes makes another version', async () => {
    const give = (share: string) =>
      proposeShares(api.engine, api.acting(ANNA), (proposalId) => [
        {
          type: 'GiveShare',
          cpasId: partyId('cpas-1'),
          year: 2025,
          share: rate(share),
          status: 'final',
          source: 'circular',
          legalReference: 'law',
          proposalId,
          by: ANNA,
          on: day('2024-11-20'),
        },
      ]);
    const first = await give('0.6');
    await confirmProposal(api.engine, api.acting(BEA), first.proposalId);
    const second = await give('0.65');
    const { body } = await show(second.proposalId);
    expect(body.parts[0].share).toMatchObject({ share: '0.65', presentShare: '0.6', basisCode: 'given' });
    const third = await give('0.55');
    expect((await show(second.proposalId)).body).toMatchObject({ stateCode: 'overtaken' });
    expect((await approve(second.proposalId, String(body.version))).status).toBe(412);
    const overtaken = await show(second.proposalId);
    expect((await approve(second.proposalId, String(overtaken.body.version))).body).toMatchObject({
      status: 409,
    });
    expect((await show(third.proposalId)).body.parts[0].share).toMatchObject({ presentShare: '0.6' });
  });

  it('show both parties of a succession', async () => {
    const { proposalId } = await importParties(api.engine, api.acting(ANNA), (id) => [
      {
        type: 'ProposeSuccession',
        proposalId: id,
        partyId: partyId('cpas-3'),
        successorId: partyId('cpas-2'),
        effectiveOn: day('2024-11-01'),
        mode: 'absorbed',
        source: 'decree',
        by: ANNA,
        on: day('2024-11-20'),
      },
    ]);
    const { body } = await show(proposalId ?? '');
    expect(body.parts[0].succession).toMatchObject({
      party: { id: 'cpas-3', municipalityCode: Number(nisCode('10003')) },
      successor: { id: 'cpas-2' },
      startDate: '2024-11-01',
    });
  });

  it('are listed by page, the oldest first, and the pages stand while others come', async () => {
    const wanted = {
      officialId: BEA,
      role: 'auditor',
      schemes: ['*'],
      validFrom: day('2025-01-01'),
    } as const;
    for (const validUntil of [day('2025-01-31'), day('2025-02-28')]) {
      await proposeMandate(api.engine, api.acting(ALICE), { ...wanted, validUntil });
    }
    const first = await api.call('GET /proposals?pageSize=1&kindCode=mandate');
    expect(first.body).toMatchObject({
      total: 2,
      items: [{ kindCode: 'mandate', stateCode: 'pending', parts: 1 }],
    });
    const more = await proposeMandate(api.engine, api.acting(ALICE), { ...wanted, validUntil: null });
    const next = await api.call(`GET ${first.body.next}`);
    expect(next.body).toMatchObject({ page: 2, total: 2, asOfSequence: first.body.asOfSequence });
    const { body } = await show(more.proposalId);
    expect(body.parts[0].mandate).toMatchObject({ roleCode: 'auditor', allSchemes: true });
    expect((await show(more.proposalId, `?asOfSequence=${first.body.asOfSequence}`)).status).toBe(404);
  });

  it('are listed by what became of them too, as of any sequence', async () => {
    const list = (query: string): Promise<Told> => api.call(`GET /proposals${query}`);
    const { body: waits } = await list('');
    expect(waits.first).not.toContain('stateCode');
    expect((await list('?stateCode=pending')).body.items).toEqual(waits.items);
    const share = await list('?kindCode=share');
    expect(share.body.items).toMatchObject([{ stateCode: 'pending', parts: 1 }]);
    const approved = await list('?stateCode=approved&kindCode=share&proposedBy=anna');
    expect(approved.body).toMatchObject({ total: 1, items: [{ stateCode: 'approved', kindCode: 'share' }] });
    const overtaken = await list('?stateCode=overtaken&kindCode=share');
    expect(overtaken.body).toMatchObject({ total: 1, items: [{ stateCode: 'overtaken', parts: 1 }] });
    for (const { href, stateCode } of [
      approved.body.items[0],
      overtaken.body.items[0],
      share.body.items[0],
    ]) {
      expect((await api.call(`GET ${href}`)).body).toMatchObject({ stateCode });
    }
    expect((await list('?stateCode=approved&kindCode=share&proposedBy=bea')).body.items).toEqual([]);
    expect((await list('?stateCode=withdrawn')).body.items).toEqual([]);

    const [{ id }] = share.body.items;
    await confirmProposal(api.engine, api.acting(BEA), String(id));
    const two = await list('?stateCode=approved&kindCode=share&pageSize=1');
    expect(two.body).toMatchObject({ total: 2, items: [{ id: approved.body.items[0].id }] });
    expect((await api.call(`GET ${two.body.next}`)).body.items).toMatchObject([{ id }]);
    const then = `?stateCode=approved&kindCode=share&proposedBy=anna&asOfSequence=${approved.body.asOfSequence}`;
    expect((await list(then)).text).toBe(approved.text);
  });

  it('tell all that is wrong with the question', async () => {
    const { body } = await api.call('GET /proposals?stateCode=done&kindCode=other&page=0&colour=red');
    expect((body.issues as { name: string }[]).map((one) => one.name).sort()).toEqual([
      'colour',
      'kindCode',
      'page',
      'stateCode',
    ]);
    expect((await show(randomUUID())).status).toBe(404);
  });
});

describe('approvals that come at once', () => {
  const proposed = async (cpasId: string): Promise<{ id: string; version: string }> => {
    const { version } = (await api.call(`GET /cpas/${cpasId}`)).body;
    const { body } = await api.call(`POST /cpas/${cpasId}/ibanProposals`, {
      as: ANNA,
      ifMatch: `"${version}"`,
      body: { iban: 'BE68539007547034', startDate: '2025-01-01' },
    });
    const shown = await show(String(body.id));
    return { id: String(body.id), version: String(shown.body.version) };
  };

  it('with one key have one effect and one answer', async () => {
    const { id, version } = await proposed('cpas-1');
    const key = randomUUID();
    const all = await Promise.all(Array.from({ length: 20 }, () => approve(id, version, { key })));
    expect(new Set(all.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(all.filter(({ headers }) => headers['idempotency-replayed'] === undefined)).toHaveLength(1);
  });

  it('with keys of their own are one approval, and the others are told so, then and later', async () => {
    const { id, version } = await proposed('cpas-2');
    const keys = Array.from({ length: 20 }, () => randomUUID());
    const all = await Promise.all(keys.map((key) => approve(id, version, { key })));
    expect(all.filter(({ status }) => status === 201)).toHaveLength(1);
    const later = await Promise.all(keys.map((key) => approve(id, version, { key })));
    expect(later.map(({ status }) => status)).toEqual(all.map(({ status }) => status));
  });
});
