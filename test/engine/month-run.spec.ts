import { Readable } from 'node:stream';
import * as dossierQueries from '../../projections/dossiers/query.js';
import * as statementQueries from '../../projections/statements/query.js';
import { auditTrail } from '../../projections/audit-trail/project.js';
import { balances } from '../../projections/balances/project.js';
import { trialBalanceAt } from '../../projections/balances/query.js';
import { dossiers } from '../../projections/dossiers/project.js';
import { statements } from '../../projections/statements/project.js';
import { Rejection } from '../../src/domain/rejection.js';
import { statementRun } from '../../src/domain/statement-run/statement-run.js';
import { itemText } from '../../src/domain/statements/item.js';
import { day, instant, yearMonth } from '../../src/domain/time.js';
import type { Acting } from '../../src/engine/acting.js';
import { MerkleRoot } from '../../src/engine/merkle.js';
import { confirmRun, determineDue, mayConfirm, proposeRun, resumeRun } from '../../src/engine/month-run.js';
import { runHistory } from '../../src/engine/month-run-history.js';
import type { MonthRunTools } from '../../src/engine/month-run.js';
import { keepFile, readIn, receive } from '../../src/engine/submit.js';
import { SqliteEventLog } from '../../src/log/sqlite.event-log.js';
import { uuidFrom } from '../../src/uuid.js';
import { DIED, DyingLog } from '../support/dying-log.js';
import { ndjson, formB, formD, unrealNiss } from '../support/forms.js';
import { context } from '../support/engine-node.js';
import { FACTS, NEW, openIntakeNode } from '../support/intake-node.js';
import type { IntakeNode, StreamFacts } from '../support/intake-node.js';
import { LosingLog } from '../support/losing-log.js';
import { proposeUndetermined, replaceLine } from '../support/moved.js';
import { CLARA, DAVID, MANDATES } from '../support/published.js';

const JANUARY = yearMonth('2025-01');
const READ_MODELS = [dossiers, statements, balances, auditTrail];
/** The successor is registered before the succession, as its decider has it. */
const SETUP: StreamFacts = [
  ...FACTS.filter(([stream]) => stream === `party-${NEW}`),
  ...FACTS.filter(([stream]) => stream !== `party-${NEW}`),
  ['mandate-david', MANDATES.filter(({ data }) => data.officialId === DAVID)],
];

const clara: Acting = { official: CLARA, on: day('2025-01-06'), door: 'test', key: 'propose' };
const david: Acting = { official: DAVID, on: day('2025-01-06'), door: 'test', key: 'confirm' };

/** Three files: two standing decisions since December, one of a CPAS whose share of 2022 is not known. */
const FORMS = ndjson(
  formB(),
  formB({
    formReference: 'B-2',
    fileNumber: '7',
    beneficiaries: [{ role: 'main', niss: unrealNiss('850102') }],
  }),
  formB({
    formReference: 'B-3',
    fileNumber: '8',
    senderNis: '46013',
    beneficiaries: [{ role: 'main', niss: unrealNiss('850103') }],
  }),
);

interface Node extends IntakeNode {
  readonly runs: MonthRunTools;
}

async function open(log?: LosingLog, local?: SqliteEventLog['local']): Promise<Node> {
  const node = await openIntakeNode(
    {
      projections: READ_MODELS,
      ...(log && local ? { log, local } : {}),
      engine: { batchSize: 2 },
    },
    SETUP,
  );
  return { ...node, runs: { engine: node.engine, reads: { ...dossierQueries, ...statementQueries } } };
}

async function ready(node: Node): Promise<void> {
  node.clock.set(instant('2024-12-10T09:00:00.000Z'));
  const report = await node.submit(FORMS);
  expect(report).toMatchObject({ accepted: 3, refused: 0 });
  node.clock.set(instant('2025-01-06T09:00:00.000Z'));
}

const propose = async (node: Node): Promise<string> =>
  (await proposeRun(node.runs, clara, { month: JANUARY, sentThrough: null })).proposalId;

const confirm = async (node: Node, proposalId: string) =>
  confirmRun(node.runs, david, { month: JANUARY, proposalId });

/** Everything that people see of the run. */
async function picture(node: Node): Promise<object> {
  await node.engine.waitFor(node.local.head(), { timeoutMs: 10_000 });
  return node.engine.read('statements', (store) => {
    const [run] = statementQueries.runsOf(store);
    if (run === undefined) throw new Error('there is no run');
    return {
      ...run,
      cut: 0,
      statements: statementQueries.statementsOfRun(store, run.cut).map((row) => ({
        ...row,
        cut: 0,
        sequence: 0,
        itemRoot: row.itemRoot?.length,
      })),
    };
  });
}

describe('a month run', () => {
  let node: Node;
  beforeEach(async () => {
    node = await open();
    await ready(node);
  });
  afterEach(() => node.close());

  it('lets what is due fall due, makes the cut, and gives every CPAS its numbered statement', async () => {
    const steps: string[] = [];
    const tools: MonthRunTools = {
      ...node.runs,
      onProgress: (step, done, total) => steps.push(`${step} ${done}/${total}`),
    };
    const proposed = await proposeRun(tools, clara, { month: JANUARY, sentThrough: null });
    expect(proposed.determined).toEqual({ dossiers: 3, lines: 3, refused: {} });
    expect(proposed.due).toMatchObject({ items: 3, net: 231749, payable: 231749 });
    const repeated = await proposeRun(tools, clara, { month: JANUARY, sentThrough: null });
    expect(repeated).toMatchObject({ proposalId: proposed.proposalId, due: proposed.due });
    const run = await confirmRun(tools, david, { month: JANUARY, proposalId: proposed.proposalId });
    expect(run).toMatchObject({ statements: 2, issued: 2, items: 3, determined: { dossiers: 0, lines: 0 } });
    expect(run.net).toBe(run.payable);
    const rows = node.engine.read('statements', (store) => statementQueries.statementsOfRun(store, run.cut));
    expect(rows.map((row) => [row.cpasId, row.number, row.items])).toEqual([
      ['cpas-21004', 1, 2],
      ['cpas-46030', 1, 1],
    ]);
    expect(node.engine.read('statements', statementQueries.lastRun)?.completed).toBe(true);
    expect(steps).toContain('issue 2/2');
  });

  it('seals the items of each statement under its root', async () => {
    const { cut } = await confirm(node, await propose(node));
    node.engine.read('statements', (store) => {
      for (const { cpasId, itemRoot } of statementQueries.statementsOfRun(store, cut)) {
        const tree = new MerkleRoot();
        for (const item of statementQueries.itemsOf(store, { cut, cpasId, afterPosition: 0, limit: 10 })) {
          tree.add(itemText(item));
        }
        expect(itemRoot).toBe(tree.root());
      }
    });
  });

  it('leaves nothing open of what was sent in time, and the trial balance at zero', async () => {
    const run = await confirm(node, await propose(node));
    const [total] = node.engine.read('balances', (store, at) =>
      trialBalanceAt(store, { asOfSequence: at.sequence, validOn: null }),
    );
    expect(total).toMatchObject({ open: 0, stated: run.net, expense: -run.net, total: 0 });
  });

  it('is asked twice and happens once', async () => {
    const proposalId = await propose(node);
    expect(await propose(node)).toBe(proposalId);
    const first = await confirm(node, proposalId);
    const head = node.local.head();
    expect(await confirm(node, proposalId)).toMatchObject({ cut: first.cut, statements: 2, issued: 2 });
    expect(await resumeRun(node.runs, david, JANUARY)).toMatchObject({ cut: first.cut });
    expect(node.local.head()).toBe(head);
  });

  it('is confirmed on the version that the official saw, and issued whatever its version is by then', async () => {
    const wanted = { month: JANUARY, proposalId: await propose(node) };
    const unseen = confirmRun(node.runs, { ...david, key: 'unseen', expectedRevision: 1 }, wanted);
    await expect(unseen).rejects.toMatchObject({ code: 'staleVersion' });
    const run = await confirmRun(node.runs, { ...david, expectedRevision: 0 }, wanted);
    expect(run).toMatchObject({ statements: 2, issued: 2 });
    expect(node.engine.read('statements', statementQueries.lastRun)?.completed).toBe(true);
  });

  it('takes two officials', async () => {
    const proposalId = await propose(node);
    const alone = confirmRun(node.runs, { ...david, official: CLARA }, { month: JANUARY, proposalId });
    await expect(alone).rejects.toMatchObject({ code: 'sameOfficial' });
    expect(node.engine.read('statements', statementQueries.lastRun)).toBeNull();
  });

  it('is not resumed before its cut', async () => {
    await propose(node);
    await expect(resumeRun(node.runs, david, JANUARY)).rejects.toThrow(Rejection);
  });

  it('goes on where a dossier cannot be determined, and says why', async () => {
    node.clock.set(instant('2027-01-05T09:00:00.000Z'));
    const late = { ...clara, on: day('2027-01-05') };
    const { determined } = await proposeRun(node.runs, late, {
      month: yearMonth('2027-01'),
      sentThrough: null,
    });
    expect(determined.dossiers).toBe(3);
    expect(determined.lines).toBeGreaterThan(3);
    const again = await proposeRun(
      node.runs,
      { ...late, key: 'again' },
      { month: yearMonth('2027-01'), sentThrough: null },
    );
    expect(again.determined).toEqual({ dossiers: 3, lines: 0, refused: { shareMissing: 3 } });
  });

  it('is refused where a line moved since it was proposed, and made once it is proposed anew', async () => {
    const proposalId = await propose(node);
    await replaceLine(node.engine, CLARA);
    const head = node.local.head();
    // 831.92 twice and 653.65; then category 3 without resources, 1741.29 × 0.7, in the place of one of the first two.
    const moved = {
      code: 'dueMoved',
      details: { proposalId, proposedItems: 3, items: 4, proposedPayable: 231749, payable: 270447 },
    };
    await expect(confirm(node, proposalId)).rejects.toMatchObject(moved);
    await expect(confirm(node, proposalId)).rejects.toMatchObject(moved);
    expect(node.local.head()).toBe(head);
    const again = { month: JANUARY, sentThrough: null };
    const anew = await proposeRun(node.runs, { ...clara, key: 'anew' }, again);
    await expect(confirm(node, proposalId)).rejects.toMatchObject({ code: 'proposalUnknown' });
    const run = await confirmRun(node.runs, { ...david, key: 'anew' }, { ...again, ...anew });
    expect(run).toMatchObject({ items: 4, net: 270447, payable: 270447 });
  });

  it('is refused too where only what falls due shows that it moved; nothing is cut, by the same key neither', async () => {
    const wanted = { month: JANUARY, proposalId: 'early' };
    await proposeUndetermined(node.engine, CLARA, { ...wanted, on: clara.on });
    expect(await mayConfirm(node.runs, david, wanted)).toBe(false);
    expect(node.engine.local.readStream('statementRun-2025-01')).toHaveLength(1);
    const steps: string[] = [];
    const tools: MonthRunTools = {
      ...node.runs,
      onProgress: (step, done, total) => steps.push(`${step} ${done}/${total}`),
    };
    for (let time = 0; time < 2; time += 1) {
      await expect(confirmRun(tools, david, wanted)).rejects.toMatchObject({
        code: 'dueMoved',
        details: { proposedItems: 0, items: 3 },
      });
    }
    expect(steps).toEqual(['determine 3/3']);
    expect(node.engine.read('statements', statementQueries.lastRun)).toBeNull();
  });

  it('is refused where a cut took what was proposed, and as many and as much came since', async () => {
    // Received on the last day of January, and read once the run of January was cut.
    node.clock.set(instant('2025-01-31T09:00:00.000Z'));
    const sent = { effectiveFrom: '2025-01-01', decidedOn: '2025-01-10' };
    const merged = { senderNis: '46030', openedByNis: '46013' };
    const forms = ['B-5', 'B-6', 'B-7'].map((formReference, index) =>
      formB({
        ...{ ...sent, formReference, fileNumber: `${10 + index}`, ...(index === 2 && merged) },
        beneficiaries: [{ role: 'main', niss: unrealNiss(`85010${5 + index}`) }],
      }),
    );
    const kept = await keepFile(node.tools, node.acting, Readable.from([Buffer.from(ndjson(...forms))]));
    await receive(node.tools, node.acting, kept);
    node.clock.set(instant('2025-02-03T09:00:00.000Z'));
    const on = day('2025-02-03');
    const february = { month: yearMonth('2025-02'), sentThrough: null };
    const first = await proposeRun(node.runs, { ...clara, on }, { month: JANUARY, sentThrough: null });
    const { proposalId, due } = await proposeRun(node.runs, { ...clara, on }, february);
    const { cut } = await confirmRun(node.runs, { ...david, on }, { ...first, month: JANUARY });
    expect(await readIn(node.tools, node.acting, kept)).toMatchObject({ accepted: 3 });
    await determineDue(node.runs, { ...clara, on }, february.month);
    const approved = confirmRun(node.runs, { ...david, on, key: 'second' }, { ...february, proposalId });
    await expect(approved).rejects.toMatchObject({
      code: 'dueMoved',
      details: { cutSince: cut, proposedItems: 6, items: 6, proposedNet: due?.net, net: due?.net },
    });
    const again = await proposeRun(node.runs, { ...clara, on, key: 'again' }, february);
    expect(await confirmRun(node.runs, { ...david, on }, { ...february, ...again })).toMatchObject({
      items: 6,
    });
  });

  it('whose cut is made determines nothing more when it is confirmed again', async () => {
    const proposalId = await propose(node);
    const { cut } = await confirm(node, proposalId);
    const opened = { formReference: 'B-4', fileNumber: '9' };
    await node.submit(
      ndjson(formB({ ...opened, beneficiaries: [{ role: 'main', niss: unrealNiss('850104') }] })),
    );
    const head = node.local.head();
    expect(await mayConfirm(node.runs, david, { month: JANUARY, proposalId })).toBe(true);
    expect(await confirm(node, proposalId)).toMatchObject({ cut, determined: { dossiers: 0, lines: 0 } });
    expect(node.local.head()).toBe(head);
  });

  it('determines again what a form opened after it was proposed', async () => {
    const proposalId = await propose(node);
    const report = await node.submit(
      ndjson(
        formB({
          formReference: 'B-4',
          fileNumber: '9',
          beneficiaries: [{ role: 'main', niss: unrealNiss('850104') }],
        }),
      ),
    );
    expect(report.accepted).toBe(1);
    const run = await confirm(node, proposalId);
    expect(run.determined).toEqual({ dossiers: 1, lines: 1, refused: {} });
    // Its form was sent in January: the next run takes it.
    expect(run.items).toBe(3);
  });

  it('of the next month follows it, carries what is negative and takes what waited', async () => {
    await confirm(node, await propose(node));
    node.clock.set(instant('2025-01-20T09:00:00.000Z'));
    const recovery = formD({ bookingMonth: '2025-01', referenceMonth: '2024-12', amount: '100.00' });
    expect(await node.submit(ndjson(recovery))).toMatchObject({ accepted: 1 });
    node.clock.set(instant('2025-02-02T09:00:00.000Z'));
    const on = day('2025-02-02');
    const wanted = { month: yearMonth('2025-02'), sentThrough: null };
    const { proposalId } = await proposeRun(node.runs, { ...clara, on, key: 'p2' }, wanted);
    const run = await confirmRun(node.runs, { ...david, on, key: 'c2' }, { month: wanted.month, proposalId });
    expect(run).toMatchObject({ statements: 2, items: 4 });
    const rows = node.engine.read('statements', (store) => statementQueries.statementsOfRun(store, run.cut));
    expect(rows.map((row) => [row.cpasId, row.number, row.items])).toEqual([
      ['cpas-21004', 2, 3],
      ['cpas-46030', 2, 1],
    ]);
  });

  it('is issued though a node that was behind has cut the next month meanwhile, which then follows', async () => {
    const on = day('2025-02-02');
    node.clock.set(instant('2025-02-02T09:00:00.000Z'));
    const months = [JANUARY, yearMonth('2025-02')];
    for (const month of months)
      await proposeRun(node.runs, { ...clara, on, key: 'both' }, { month, sentThrough: null });
    for (const month of months) {
      const proposalId = uuidFrom('statementRun', month, 'both');
      const { due } = runHistory(node.local, month, node.local.head())?.proposed.data ?? {};
      if (!due) throw new Error('the proposal does not say what is due');
      // As that node had it: it knew of no run before.
      const cut = {
        type: 'ConfirmStatementRun',
        month,
        proposalId,
        runBefore: null,
        due,
        by: DAVID,
        on,
      } as const;
      await node.engine.execute(statementRun, cut, context(`cut ${month}`));
    }
    expect(await resumeRun(node.runs, david, JANUARY)).toMatchObject({ statements: 2, issued: 2, items: 3 });
    expect(await resumeRun(node.runs, david, yearMonth('2025-02'))).toMatchObject({
      statements: 2,
      issued: 2,
    });
  });

  it('is answered alike when it is confirmed again after a later run', async () => {
    const proposalId = await propose(node);
    const { determined: _determined, ...first } = await confirm(node, proposalId);
    const on = day('2025-02-02');
    node.clock.set(instant('2025-02-02T09:00:00.000Z'));
    const february = { month: yearMonth('2025-02'), sentThrough: null };
    const next = await proposeRun(node.runs, { ...clara, on, key: 'p2' }, february);
    await confirmRun(node.runs, { ...david, on, key: 'c2' }, { ...february, ...next });
    const head = node.local.head();
    const { determined: _again, ...again } = await confirm(node, proposalId);
    expect(again).toEqual(first);
    expect(node.local.head()).toBe(head);
  });
});

/** Sent in the month of the run. */
const LATE = ndjson(
  formB({
    formReference: 'B-4',
    fileNumber: '9',
    beneficiaries: [{ role: 'main', niss: unrealNiss('850104') }],
  }),
);

describe('a month run that dies at any of its appends', () => {
  /** From the start of the run to its end, over a log that may die; undefined where it did. */
  async function runOver(node: Node): Promise<object | undefined> {
    try {
      const proposalId = await propose(node);
      // What falls due between the officials, of a form for the next run.
      await node.submit(LATE);
      await confirm(node, proposalId);
    } catch (error) {
      if (error instanceof Error && error.message === DIED) return undefined;
      throw error;
    }
    return picture(node);
  }

  it('is run again and does only what is missing: the statements are those of a run that did not die', async () => {
    const whole = await open();
    await ready(whole);
    const expected = await runOver(whole);
    const head = whole.local.head();
    await whole.close();
    let deaths = 0;
    for (let at = 1; ; at += 1) {
      const results = await Promise.all([true, false].map((isWritten) => dieAndResume(at, isWritten)));
      for (const { died, result, events } of results) {
        expect(result).toEqual(expected);
        expect(events).toBe(head);
        if (died) deaths += 1;
      }
      if (results.every(({ died }) => !died)) break;
    }
    // Determination in batches of two, proposal, a submission of three appends, what it opened, cut, statements, completion.
    expect(deaths).toBe(2 * (2 + 1 + 3 + 1 + 1 + 1 + 1));
  }, 60_000);

  async function dieAndResume(at: number, isWritten: boolean) {
    const inner = SqliteEventLog.open({ path: ':memory:', instance: 'test' });
    const first = await open(new LosingLog(inner), inner.local);
    await ready(first);
    await first.close();
    const dying = await open(new DyingLog(inner, at, isWritten), inner.local);
    dying.clock.set(instant('2025-01-06T09:00:00.000Z'));
    const died = (await runOver(dying)) === undefined;
    await dying.close();
    const after = await open(new LosingLog(inner), inner.local);
    after.clock.set(instant('2025-01-06T09:00:00.000Z'));
    const result = await runOver(after);
    const events = after.local.head();
    for (const { name } of READ_MODELS) {
      expect(await after.engine.rebuild(name, { verify: true })).toMatchObject({ name, equal: true });
    }
    await after.close();
    await inner.close();
    return { died, result, events };
  }
});
