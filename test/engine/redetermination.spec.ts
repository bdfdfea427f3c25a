import { trialBalanceAt } from '../../projections/balances/query.js';
import * as statementQueries from '../../projections/statements/query.js';
import type { RedeterminationScope } from '../../src/domain/redetermination/events.js';
import { Rejection } from '../../src/domain/rejection.js';
import { partyId } from '../../src/domain/ids.js';
import { itemText } from '../../src/domain/statements/item.js';
import { yearMonth } from '../../src/domain/time.js';
import { lineFactAt } from '../../src/engine/line-fact.js';
import {
  approveRedetermination,
  listRedeterminations,
  proposeRedetermination,
  redeterminationOf,
  runRedetermination,
  withdrawRedetermination,
} from '../../src/engine/redetermination.js';
import { redeterminationLines } from '../../src/engine/redetermination-lines.js';
import type { LinesAsked, RedeterminationLine } from '../../src/engine/redetermination-lines.js';
import { sumOf } from '../../src/engine/redetermination-preview.js';
import { SqliteEventLog } from '../../src/log/sqlite.event-log.js';
import { DIED, DyingLog } from '../support/dying-log.js';
import { formB, formD, unrealNiss } from '../support/forms.js';
import { BRUSSELS, NEW, OLD } from '../support/intake-node.js';
import { LosingLog } from '../support/losing-log.js';
import {
  PIIS_LAW,
  READ_MODELS,
  SCOPE,
  accepted,
  at,
  clara,
  correctShare,
  david,
  determinedOnOldRules,
  lawPublishedLate,
  openRedeterminationNode,
  runMonth,
  twoMonthsStated,
} from '../support/redetermination.js';
import type { RedeterminationNode } from '../support/redetermination.js';

const ON = '2025-02-10';
const STALE: RedeterminationScope = { ...SCOPE, basis: 'stale', ruleIds: [] };
/** Amounts of no law: 60.00 a month for category 2. */
const LOW_AMOUNTS = {
  ruleId: 'ris.amount',
  from: '2024-05-01',
  values: { cat1Month: '50.00', cat2Month: '60.00', cat3Month: '70.00' },
};

const propose = async (node: RedeterminationNode, scope: RedeterminationScope = SCOPE, key = 'again') =>
  (await proposeRedetermination(node.again, clara(ON, key), scope)).redetermination.proposal;

const approve = async (node: RedeterminationNode, redeterminationId: string) => {
  const { digest } = redeterminationOf(node.engine, redeterminationId).proposal;
  await approveRedetermination(node.engine, david(ON, redeterminationId), { redeterminationId, digest });
};

const run = async (node: RedeterminationNode, redeterminationId: string) =>
  runRedetermination(node.again, david(ON, redeterminationId), redeterminationId);

const linePage = (
  node: RedeterminationNode,
  redeterminationId: string,
  page: Partial<LinesAsked> = {},
): Promise<readonly RedeterminationLine[]> =>
  redeterminationLines(node.again, redeterminationOf(node.engine, redeterminationId), {
    cpasId: BRUSSELS,
    after: null,
    limit: 100,
    asOfSequence: node.local.head(),
    ...page,
  });

const linesOf = (node: RedeterminationNode, redeterminationId: string, cpasId = BRUSSELS) =>
  linePage(node, redeterminationId, { cpasId });

const openNow = (node: RedeterminationNode) =>
  node.engine.read('statements', (store) =>
    statementQueries.openItems(store, { afterSequence: 0, limit: 100 }),
  );

/** Statements and their items, as they were issued and printed. */
async function stated(node: RedeterminationNode, cuts: readonly number[]): Promise<readonly string[]> {
  await node.engine.waitFor(node.local.head(), { timeoutMs: 10_000 });
  return node.engine.read('statements', (store) =>
    cuts.flatMap((cut) =>
      statementQueries
        .statementsOfRun(store, cut)
        .flatMap((row) => [
          JSON.stringify(row),
          ...statementQueries
            .itemsOf(store, { cut, cpasId: row.cpasId, afterPosition: 0, limit: 1_000 })
            .map(itemText),
        ]),
    ),
  );
}

const cutsOf = (node: RedeterminationNode): readonly number[] =>
  node.engine.read('statements', (store) => statementQueries.runsOf(store).map((one) => one.cut));

/** Sum of all statements and open items against the ledger. */
async function balanced(node: RedeterminationNode): Promise<void> {
  await node.engine.waitFor(node.local.head(), { timeoutMs: 10_000 });
  const [ledger] = node.engine.read('balances', (store, { sequence }) =>
    trialBalanceAt(store, { asOfSequence: sequence, validOn: null }),
  );
  const { onStatements, open } = node.engine.read('statements', (store) => ({
    onStatements: cutsOf(node)
      .flatMap((cut) => statementQueries.statementsOfRun(store, cut))
      .reduce((sum, row) => sum + row.movements, 0),
    open: statementQueries.openTotals(store).reduce((sum, row) => sum + row.net, 0),
  }));
  expect(ledger).toMatchObject({ total: 0, open, stated: onStatements, expense: -(onStatements + open) });
}

describe('a law published late, for months that are on statements', () => {
  let node: RedeterminationNode;
  let law: number;
  beforeEach(async () => {
    node = await openRedeterminationNode();
    await twoMonthsStated(node);
    law = await lawPublishedLate(node, PIIS_LAW);
  });
  afterEach(() => node.close());

  it('is previewed per CPAS: the lines that come out otherwise, before and after; nothing is determined yet', async () => {
    const before = node.local.head();
    const proposal = await propose(node);
    expect(proposal.ruleSequence).toBe(before);
    // December is 1288.46 a month for category 2, January too: 10 % and then 15 % of it.
    expect(proposal.totals).toMatchObject([
      { cpasId: BRUSSELS, scheme: 'RIS', lines: 4, grossBefore: 515384, grossAfter: 515384, refused: [] },
      { cpasId: NEW, scheme: 'RIS', lines: 2, grossBefore: 257692, grossAfter: 257692, refused: [] },
    ]);
    expect(sumOf(proposal.totals)).toMatchObject({
      cpas: 2,
      lines: 6,
      grossDifference: 0,
      netDifference: 6 * (19327 - 12885),
    });
    expect(node.local.head()).toBe(before + 1);
    const lines = await linesOf(node, proposal.redeterminationId);
    expect(
      lines.map((line) => ('lineKey' in line ? [line.lineKey, line.status, line.netDifference] : line)),
    ).toEqual([
      ['2024-12', 'waiting', 6442],
      ['2025-01', 'waiting', 6442],
      ['2024-12', 'waiting', 6442],
      ['2025-01', 'waiting', 6442],
    ]);
  });

  it('lists the lines of a preview page by page', async () => {
    const { redeterminationId } = await propose(node);
    const all: RedeterminationLine[] = [];
    for (let page: readonly RedeterminationLine[] | undefined; page?.length !== 0; all.push(...page)) {
      page = await linePage(node, redeterminationId, { after: all.at(-1)?.place ?? null, limit: 3 });
      expect(page.length).toBeLessThanOrEqual(3);
    }
    expect(all).toHaveLength(4);
    expect(all).toEqual(await linesOf(node, redeterminationId));
    await expect(linesOf(node, redeterminationId, OLD)).rejects.toMatchObject({ code: 'partyUnknown' });
    const broken = linePage(node, redeterminationId, { after: 'x' });
    await expect(broken).rejects.toMatchObject({ name: 'Malformed', field: 'after' });
  });

  it('takes another official', async () => {
    const { redeterminationId, digest } = await propose(node);
    const alone = approveRedetermination(node.engine, clara(ON, 'alone'), { redeterminationId, digest });
    await expect(alone).rejects.toMatchObject({ code: 'sameOfficial' });
    await expect(run(node, redeterminationId)).rejects.toMatchObject({ code: 'invalidState' });
    const other = approveRedetermination(node.engine, david(ON, 'other'), {
      redeterminationId,
      digest: 'other',
    });
    await expect(other).rejects.toMatchObject({ code: 'staleVersion' });
  });

  it('becomes regularizations on the next statements and leaves the statements before as they were, byte for byte', async () => {
    const cuts = cutsOf(node);
    const before = await stated(node, cuts);
    const { redeterminationId } = await propose(node);
    await approve(node, redeterminationId);
    const done = await run(node, redeterminationId);
    expect(done).toMatchObject({
      status: 'completed',
      outcome: { lines: 6, gross: 0, net: 6 * 6442, overtaken: 0, refused: [] },
    });
    await balanced(node);
    const march = await runMonth(node, '2025-03', '2025-03-03');
    // Two of the items of each file with a project, and February of all four.
    const items = node.engine.read('statements', (store) =>
      [BRUSSELS, NEW].flatMap((cpasId) =>
        statementQueries.itemsOf(store, { cut: march.cut, cpasId, afterPosition: 0, limit: 100 }),
      ),
    );
    const regularized = items.filter((item) => item.lineType > 3);
    expect(
      regularized.map(({ lineKey, lineType, gross, net }) => ({ lineKey, lineType, gross, net })),
    ).toEqual(
      Array.from({ length: 3 }, () => [
        { lineKey: '2024-12', lineType: 4, gross: 0, net: 6442 },
        { lineKey: '2025-01', lineType: 4, gross: 0, net: 6442 },
      ]).flat(),
    );
    expect(await stated(node, cuts)).toEqual(before);
    await balanced(node);
    for (const { name } of READ_MODELS) {
      expect(await node.engine.rebuild(name, { verify: true })).toMatchObject({ name, equal: true });
    }
  });

  it('is explained down to the row that changed: the line names the event that confirmed it, and the redetermination', async () => {
    const { redeterminationId } = await propose(node);
    await approve(node, redeterminationId);
    await run(node, redeterminationId);
    await node.engine.waitFor(node.local.head(), { timeoutMs: 10_000 });
    const lines = await linesOf(node, redeterminationId);
    for (const line of lines) {
      if (!('lineKey' in line) || line.sequence === null) throw new Error('not determined');
      const { data, meta } = lineFactAt(node.local, line.sequence);
      const piis = data.articles.flatMap((one) => one.components).find((one) => one.code === 'piis');
      expect(piis).toMatchObject({ rate: '0.15', rule: { ruleId: 'ris.rate.piis', sequence: law } });
      expect(data).toMatchObject({ cause: 'redetermination', version: 2, replacesVersion: 1 });
      expect(meta).toMatchObject({
        correlationId: `redetermination:${redeterminationId}`,
        actor: { subject: 'david' },
      });
      expect(
        node.engine.read('statements', (store) =>
          statementQueries.explainSequence(store, line.sequence ?? 0),
        ),
      ).toMatchObject({
        lineKey: line.lineKey,
        version: 2,
        replaces: expect.any(Number) as number,
        replacedBy: null,
      });
    }
  });

  it('is asked twice and happens once', async () => {
    const proposal = await propose(node);
    expect(await propose(node)).toEqual(proposal);
    await expect(propose(node, STALE)).rejects.toMatchObject({
      code: 'idempotencyKeyReused',
    });
    await approve(node, proposal.redeterminationId);
    const first = await run(node, proposal.redeterminationId);
    const head = node.local.head();
    await approve(node, proposal.redeterminationId);
    expect(await run(node, proposal.redeterminationId)).toEqual(first);
    expect(node.local.head()).toBe(head);
    await expect(propose(node, SCOPE, 'a second time')).rejects.toMatchObject({ code: 'invalidState' });
  });

  it('is approved on the version that the official saw, and carried out whatever its version is by then', async () => {
    const { redeterminationId, digest } = await propose(node);
    const { revision } = redeterminationOf(node.engine, redeterminationId);
    const wanted = { redeterminationId, digest };
    const seen = { ...david(ON, 'seen'), expectedRevision: revision };
    const stale = { ...david(ON, 'stale'), expectedRevision: revision + 1 };
    await expect(approveRedetermination(node.engine, stale, wanted)).rejects.toMatchObject({
      code: 'staleVersion',
    });
    await approveRedetermination(node.engine, seen, wanted);
    const done = await runRedetermination(node.again, seen, redeterminationId);
    expect(done).toMatchObject({ status: 'completed', outcome: { lines: 6 } });
  });

  it('is withdrawn by one official, and then nothing of it happens', async () => {
    const { redeterminationId } = await propose(node);
    await withdrawRedetermination(node.engine, clara(ON, 'away'), redeterminationId);
    await expect(approve(node, redeterminationId)).rejects.toMatchObject({ code: 'invalidState' });
    await expect(run(node, redeterminationId)).rejects.toMatchObject({ code: 'invalidState' });
    expect(listRedeterminations(node.engine)).toMatchObject([{ status: 'withdrawn', withdrawnBy: 'clara' }]);
  });

  it('leaves a month alone that a form changed after the preview, and says so; the rest happens as approved', async () => {
    const { redeterminationId } = await propose(node);
    const changed = formB({
      formReference: 'B-9',
      fileNumber: '7',
      resourcesYear: '0.00',
      category: 3,
      decidedOn: '2025-02-10',
      effectiveFrom: '2025-01-01',
      piisFrom: '2024-12-01',
      beneficiaries: [{ role: 'main', niss: unrealNiss('850102') }],
    });
    await accepted(node, changed);
    await approve(node, redeterminationId);
    const done = await run(node, redeterminationId);
    expect(done.outcome).toMatchObject({ lines: 5, net: 5 * 6442, overtaken: 1 });
    const lines = await linesOf(node, redeterminationId);
    expect(lines.map((line) => line.status).sort()).toEqual([
      'determined',
      'determined',
      'determined',
      'overtaken',
    ]);
    await balanced(node);
  });

  it('gives no line another amount than approved where another rule was confirmed after the preview', async () => {
    const { redeterminationId } = await propose(node);
    await lawPublishedLate(node, { ...PIIS_LAW, from: '2025-01-01', values: { rate: '0.2' } });
    await approve(node, redeterminationId);
    const done = await run(node, redeterminationId);
    // December comes out as approved, January no longer does.
    expect(done.outcome).toMatchObject({ lines: 3, net: 3 * 6442, overtaken: 3 });
    const rest = await propose(node, SCOPE, 'the rest');
    expect(sumOf(rest.totals)).toMatchObject({ lines: 3, netDifference: 3 * (25769 - 12885) });
  });

  it('previews the same at its sequence, whatever came after', async () => {
    const proposal = await propose(node);
    const { redeterminationId } = proposal;
    const asked = redeterminationOf(node.engine, redeterminationId);
    const before = await linesOf(node, redeterminationId);
    const page = { cpasId: BRUSSELS, after: null, limit: 100, asOfSequence: node.local.head() };
    await lawPublishedLate(node, { ...PIIS_LAW, from: '2025-01-01', values: { rate: '0.3' } });
    await runMonth(node, '2025-03', '2025-03-03');
    expect(await linesOf(node, redeterminationId)).toEqual(before);
    await approve(node, redeterminationId);
    expect((await run(node, redeterminationId)).outcome).toMatchObject({ lines: 3, overtaken: 3 });
    expect(await linesOf(node, redeterminationId)).not.toEqual(before);
    // As of the sequence at which it was asked before, also what became of the lines is as it was.
    expect(await redeterminationLines(node.again, asked, page)).toEqual(before);
  });

  it('is taken by a run whose cut comes after it, and by the next where the cut was first', async () => {
    const { redeterminationId } = await propose(node);
    await approve(node, redeterminationId);
    const march = await runMonth(node, '2025-03', '2025-03-03');
    expect(march.items).toBe(4 * 2 - 1);
    await runRedetermination(node.again, david('2025-03-03', 'late'), redeterminationId);
    const april = await runMonth(node, '2025-04', '2025-04-07');
    expect(april.items).toBe(march.items + 6);
    await balanced(node);
  });
});

describe('the scope of a redetermination', () => {
  let node: RedeterminationNode;
  beforeEach(async () => {
    node = await openRedeterminationNode();
    await twoMonthsStated(node);
  });
  afterEach(() => node.close());

  it('is refused where no line comes out otherwise', async () => {
    await expect(propose(node)).rejects.toMatchObject({ code: 'invalidState', details: { lines: 0 } });
  });

  it('is refused before anything is computed where the official may not, or it is not possible', async () => {
    const nobody = { ...clara(ON, 'x'), official: partyId('nobody') as never };
    await expect(proposeRedetermination(node.again, nobody, SCOPE)).rejects.toMatchObject({
      code: 'mandateMissing',
    });
    await expect(propose(node, { ...SCOPE, ruleIds: ['ris.nothing'] })).rejects.toThrow(Rejection);
  });

  it('is of the rules that are named: a line that changes for another reason alone stays out', async () => {
    const register = { ruleId: 'ris.rate.foreignersRegister', from: '2024-12-01', values: { rate: '0.9' } };
    await lawPublishedLate(node, PIIS_LAW, register);
    await expect(propose(node, { ...SCOPE, ruleIds: [register.ruleId] })).rejects.toMatchObject({
      code: 'invalidState',
    });
    expect(sumOf((await propose(node, SCOPE, 'piis')).totals).lines).toBe(6);
  });

  it('is of reference months', async () => {
    await lawPublishedLate(node, PIIS_LAW);
    const proposal = await propose(node, { ...SCOPE, from: yearMonth('2025-01'), to: yearMonth('2025-01') });
    expect(proposal.totals).toMatchObject([
      { cpasId: BRUSSELS, lines: 2 },
      { cpasId: NEW, lines: 1 },
    ]);
  });

  it('is of CPAS: one that was merged away has the months before its merger, its successor has them all', async () => {
    await lawPublishedLate(node, PIIS_LAW);
    const ofOld = await propose(node, { ...SCOPE, cpasIds: [OLD] }, 'old');
    expect(ofOld.totals).toMatchObject([{ cpasId: NEW, lines: 1, netBefore: 83750 }]);
    const ofNew = await propose(node, { ...SCOPE, cpasIds: [NEW] }, 'new');
    expect(ofNew.totals).toMatchObject([{ cpasId: NEW, lines: 2 }]);
  });

  it('has the recoveries of a month follow its grant', async () => {
    // 1288.46 becomes 60.00 a month: of the 100.00 recovered only 60.00 can be.
    await lawPublishedLate(node, LOW_AMOUNTS);
    const proposal = await propose(node, { ...SCOPE, ruleIds: ['ris.amount'], to: yearMonth('2024-12') });
    const lines = await linesOf(node, proposal.redeterminationId);
    const recovery = lines.find((line) => 'lineKey' in line && line.lineKey === '2024-12.2025-01.1');
    expect(recovery).toMatchObject({
      grossBefore: -10000,
      grossAfter: -6000,
      netBefore: -7000,
      netAfter: -4200,
    });
    await approve(node, proposal.redeterminationId);
    const done = await run(node, proposal.redeterminationId);
    // As previewed: an article of a project is on top of what its line grants, and not granted besides.
    const gross = 4 * (6000 - 128846) + 4000;
    expect(sumOf(proposal.totals)).toMatchObject({ lines: 5, grossDifference: gross });
    expect(done.outcome).toMatchObject({ lines: 5, gross, overtaken: 0 });
    await balanced(node);
  });

  it('takes a month as a whole: where a recovery came after the preview, its grant is left alone too', async () => {
    await lawPublishedLate(node, LOW_AMOUNTS);
    const proposal = await propose(node, { ...SCOPE, ruleIds: ['ris.amount'], from: yearMonth('2025-01') });
    const { redeterminationId } = proposal;
    const recovery = { bookingMonth: '2025-02', referenceMonth: '2025-01', amount: '1288.46' };
    await accepted(node, formD({ formReference: 'D-2', ...recovery }));
    await approve(node, redeterminationId);
    expect((await run(node, redeterminationId)).outcome).toMatchObject({ lines: 3, overtaken: 1 });
    const lines = await linesOf(node, redeterminationId);
    expect(lines.map((line) => line.status).sort()).toEqual(['determined', 'determined', 'overtaken']);
    await balanced(node);
  });

  it('is of shares: one that was corrected changes the months of its year, and recoveries from before the log', async () => {
    const early = { bookingMonth: '2025-02', referenceMonth: '2024-03', amount: '100.00' };
    await accepted(node, formD({ formReference: 'D-3', ...early }));
    await correctShare(node, BRUSSELS, 2024, '0.65');
    const proposal = await propose(node, { ...SCOPE, basis: 'shares', ruleIds: [] });
    expect(proposal.totals).toMatchObject([{ cpasId: BRUSSELS, lines: 5 }]);
    const lines = await linesOf(node, proposal.redeterminationId);
    const ofKeys = lines.flatMap((line) => ('lineKey' in line ? [[line.lineKey, line.netDifference]] : []));
    expect(ofKeys.sort()).toEqual([
      ['2024-03.2025-02.1', 500],
      ['2024-12', -6442],
      ['2024-12', -6442],
      ['2024-12', -6442],
      ['2024-12.2025-01.1', 500],
    ]);
    await approve(node, proposal.redeterminationId);
    const done = await run(node, proposal.redeterminationId);
    expect(done.outcome).toMatchObject({ lines: 5, net: 1000 - 3 * 6442, overtaken: 0 });
    await balanced(node);
  });

  it('is of stale decisions: those that did not know a rule that was confirmed before them', async () => {
    await expect(propose(node, STALE, 'none')).rejects.toMatchObject({ code: 'invalidState' });
    const staleLine = await determinedOnOldRules(node, () => lawPublishedLate(node, PIIS_LAW));
    const proposal = await propose(node, STALE);
    expect(proposal.totals).toMatchObject([{ cpasId: BRUSSELS, lines: 1 }]);
    await approve(node, proposal.redeterminationId);
    await run(node, proposal.redeterminationId);
    await node.engine.waitFor(node.local.head(), { timeoutMs: 10_000 });
    const stale = node.engine.read('statements', (store) => statementQueries.staleLines(store));
    expect(stale).toMatchObject([{ ...staleLine, ruleId: 'ris.rate.piis', replaced: true }]);
    await balanced(node);
  });
});

describe('two nodes that determine again at once', () => {
  it('give every line its new version once, and both say the same of it', async () => {
    const inner = SqliteEventLog.open({ path: ':memory:', instance: 'test' });
    const a = await openRedeterminationNode({ log: new LosingLog(inner), local: inner.local });
    await twoMonthsStated(a);
    await lawPublishedLate(a, PIIS_LAW);
    const { redeterminationId } = await propose(a);
    await approve(a, redeterminationId);
    const b = await openRedeterminationNode({ log: new LosingLog(inner), local: inner.local });
    at(b, `${ON}T10:00:00.000Z`);
    const head = inner.local.head();
    const [ofA, ofB] = await Promise.all([run(a, redeterminationId), run(b, redeterminationId)]);
    expect(ofA.outcome).toMatchObject({ lines: 6, net: 6 * 6442, overtaken: 0 });
    expect(ofB).toEqual(ofA);
    expect(inner.local.head()).toBe(head + 7);
    await balanced(a);
    await b.close();
    await a.close();
    await inner.close();
  });
});

describe('a redetermination that dies at any of its appends', () => {
  async function wholeOver(node: RedeterminationNode): Promise<object | undefined> {
    try {
      const { redeterminationId } = await propose(node);
      await approve(node, redeterminationId);
      const { outcome, status } = await run(node, redeterminationId);
      await balanced(node);
      return { outcome, status, open: openNow(node).map(({ sequence: _sequence, ...row }) => row) };
    } catch (error) {
      if (error instanceof Error && error.message === DIED) return undefined;
      throw error;
    }
  }

  async function ready(): Promise<SqliteEventLog> {
    const inner = SqliteEventLog.open({ path: ':memory:', instance: 'test' });
    const node = await openRedeterminationNode({ log: new LosingLog(inner), local: inner.local });
    await twoMonthsStated(node);
    await lawPublishedLate(node, PIIS_LAW);
    await node.close();
    return inner;
  }

  it('is run again and does only what is missing: the same as one that did not die', async () => {
    const inner = await ready();
    const whole = await openRedeterminationNode({ log: new LosingLog(inner), local: inner.local });
    at(whole, `${ON}T10:00:00.000Z`);
    const expected = await wholeOver(whole);
    const head = whole.local.head();
    await whole.close();
    let deaths = 0;
    for (let n = 1; ; n += 1) {
      const results = [await dieAndResume(n, true), await dieAndResume(n, false)];
      for (const { died, result, events } of results) {
        expect(result).toEqual(expected);
        expect(events).toBe(head);
        if (died) deaths += 1;
      }
      if (results.every(({ died }) => !died)) break;
    }
    // Proposal, approval, three files one by one, completion.
    expect(deaths).toBe(2 * 6);
  }, 60_000);

  async function dieAndResume(n: number, isWritten: boolean) {
    const inner = await ready();
    const dying = await openRedeterminationNode({
      log: new DyingLog(inner, n, isWritten),
      local: inner.local,
    });
    at(dying, `${ON}T10:00:00.000Z`);
    const died = (await wholeOver(dying)) === undefined;
    await dying.close();
    const after = await openRedeterminationNode({ log: new LosingLog(inner), local: inner.local });
    at(after, `${ON}T10:00:00.000Z`);
    const result = await wholeOver(after);
    const events = after.local.head();
    await after.close();
    await inner.close();
    return { died, result, events };
  }
});
