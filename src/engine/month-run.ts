import { dossier } from '../domain/dossier/dossier.js';
import { dossierId } from '../domain/ids.js';
import { Rejection } from '../domain/rejection.js';
import type { RejectionCode } from '../domain/rejection.js';
import type { RunDue } from '../domain/statement-run/events.js';
import { isRunRefused, statementRun } from '../domain/statement-run/statement-run.js';
import type { RunBefore } from '../domain/statement-run/statement-run.js';
import { itemText } from '../domain/statements/item.js';
import type { StatementItem } from '../domain/statements/item.js';
import { statements } from '../domain/statements/statements.js';
import type { IssueStatement, StatementDraft } from '../domain/statements/statements.js';
import type { Cents } from '../domain/money.js';
import { addDays, addMonths, firstDayOf } from '../domain/time.js';
import type { Day, YearMonth } from '../domain/time.js';
import { uuidFrom } from '../uuid.js';
import type { Store } from '../../projections/projection.js';
import { contextOf, processOf } from './acting.js';
import type { Acting } from './acting.js';
import { OutcomeUnknown } from './acts.js';
import type { Answer, Settled } from './command.js';
import type { Engine } from './engine.js';
import { MerkleRoot } from './merkle.js';
import type { ProcessItem } from './process.js';

/** A run that made its cut, as the read model `statements` has it. */
export interface CutRun extends RunBefore {
  readonly cut: number;
  readonly issuedOn: Day;
}

export interface RunTotals {
  readonly statements: number;
  readonly issued: number;
  readonly items: number;
  readonly net: Cents;
  readonly payable: Cents;
}

export type ItemsOf = (page: {
  readonly cut: number;
  readonly cpasId: string;
  readonly afterPosition: number;
  readonly limit: number;
}) => readonly StatementItem[];

/** The questions that a month run asks of the read models `dossiers` and `statements`. */
export interface RunReads {
  dueDossiers(
    store: Store,
    page: { readonly through: YearMonth; readonly after: string; readonly limit: number },
  ): readonly { readonly dossierId: string; readonly lastSequence: number }[];
  countDue(store: Store, through: YearMonth): number;
  lastRun(store: Store): CutRun | null;
  draftsOf(store: Store, cut: number): readonly StatementDraft[];
  /** Pages of the items of statements. */
  itemsIn(store: Store): ItemsOf;
  runTotals(store: Store, cut: number): RunTotals;
  /** What a run would take and pay as the read model stands. */
  runDue(store: Store, sentThrough: Day): Omit<RunDue, 'asOfSequence'>;
}

export interface MonthRunTools {
  readonly engine: Engine;
  readonly reads: RunReads;
  readonly onProgress?: (step: 'determine' | 'issue', done: number, total: number) => void;
}

/** What became of the dossiers that were due. */
export interface Determined {
  readonly dossiers: number;
  readonly lines: number;
  /** Dossiers of which nothing could be determined, by reason. */
  readonly refused: Readonly<Partial<Record<RejectionCode, number>>>;
}

const WAIT_MS = 600_000;
const PAGE = 1_000;
const DOSSIERS = 'dossiers';
const STATEMENTS = 'statements';

/** Lets every month fall due that standing decisions leave open before the run, then asks for the run and says what is due. */
export async function proposeRun(
  tools: MonthRunTools,
  acting: Acting,
  wanted: { readonly month: YearMonth; readonly sentThrough: Day | null },
): Promise<{ readonly proposalId: string; readonly determined: Determined }> {
  const { engine } = tools;
  const proposalId = uuidFrom('statementRun', wanted.month, acting.key);
  const who = { by: acting.official, on: acting.on };
  const asked = { ...wanted, ...who, runBefore: await runNow(tools) };
  // What is refused is refused below, and a repeat is answered there from memory, but nothing is determined for them.
  const refused = isRunRefused(asked, engine.reference());
  const determined = refused ? NOTHING : await determineDue(tools, acting, wanted.month);
  const now = await runNowAndDue(tools, wanted.sentThrough ?? lastDayBefore(wanted.month));
  const command = { type: 'ProposeStatementRun', ...wanted, proposalId, ...now, ...who } as const;
  await settled(engine.execute(statementRun, command, contextOf(acting, 'run.propose', wanted)));
  return { proposalId, determined };
}

/** The second official makes the cut; then every CPAS gets its statement. Killed anywhere, {@link resumeRun} goes on. */
export async function confirmRun(
  tools: MonthRunTools,
  acting: Acting,
  wanted: { readonly month: YearMonth; readonly proposalId: string },
): Promise<RunTotals & { readonly cut: number; readonly determined: Determined }> {
  const { engine } = tools;
  const determined = await determineDue(tools, acting, wanted.month);
  const pending = engine.reference().pendingProposals();
  const proposal = pending.find((one) => one.proposalId === wanted.proposalId);
  const now = await runNowAndDue(tools, proposal?.sentThrough ?? lastDayBefore(wanted.month));
  const command = {
    type: 'ConfirmStatementRun',
    ...wanted,
    ...now,
    by: acting.official,
    on: acting.on,
  } as const;
  const cut = await settled(engine.execute(statementRun, command, contextOf(acting, 'run.confirm', wanted)));
  // A copy of the log may be behind the cut that was just made on the server.
  await engine.reached(cut, { timeoutMs: WAIT_MS, names: [STATEMENTS] });
  return { determined, ...(await resumeRun(tools, acting, wanted.month)) };
}

/** Issues what the cut of the month left to issue, and completes the run. Throws `proposalUnknown` before there is a cut. */
export async function resumeRun(
  tools: MonthRunTools,
  acting: Acting,
  month: YearMonth,
): Promise<RunTotals & { readonly cut: number }> {
  const { engine, reads } = tools;
  const run = await runNow(tools);
  if (run?.month !== month) throw new Rejection('proposalUnknown', { month });
  const { cut } = run;
  await engine.verdictAt(cut, { timeoutMs: WAIT_MS, names: [STATEMENTS] });
  await issueAll(tools, acting, run);
  await engine.waitFor(engine.local.head(), { timeoutMs: WAIT_MS, names: [STATEMENTS] });
  const totals = engine.read(STATEMENTS, (store) => reads.runTotals(store, cut));
  if (totals.issued !== totals.statements) {
    throw new Rejection('invalidState', { month, statements: totals.statements, issued: totals.issued });
  }
  const { statements: count, items, net, payable } = totals;
  const command = {
    type: 'CompleteStatementRun',
    month,
    cut,
    statements: count,
    items,
    net,
    payable,
  } as const;
  // The version that the official saw was that of the proposal.
  const { expectedRevision: _seen, ...worker } = { ...acting, key: `${cut}` };
  const context = contextOf(worker, 'run.complete', { month, cut });
  await settled(engine.execute(statementRun, command, context));
  await engine.waitFor(engine.local.head(), { timeoutMs: WAIT_MS });
  return { cut, ...totals };
}

/** Determines every month before that of the run which standing decisions leave undetermined, dossier by dossier. */
export async function determineDue(
  tools: MonthRunTools,
  acting: Acting,
  month: YearMonth,
): Promise<Determined> {
  const { engine, reads, onProgress } = tools;
  const through = addMonths(month, -1);
  await engine.waitFor(engine.local.head(), { timeoutMs: WAIT_MS, names: [DOSSIERS] });
  const total = engine.read(DOSSIERS, (store) => reads.countDue(store, through));
  const process = processOf(acting, 'run.determine', `month-run:${month}:determine`);
  const refused: Partial<Record<RejectionCode, number>> = {};
  let [dossiers, lines] = [0, 0];
  for await (const result of engine.runProcess(dossier, process, dueCommands(tools, acting, through))) {
    dossiers += 1;
    if ('rejection' in result) refused[result.rejection.code] = (refused[result.rejection.code] ?? 0) + 1;
    else if (result.answer.status === 'unknown') throw new OutcomeUnknown(result.answer.commandId);
    else if (result.answer.status === 'recorded') lines += result.answer.events.length;
    if (dossiers % PAGE === 0) onProgress?.('determine', dossiers, total);
  }
  return { dossiers, lines, refused };
}

type DetermineDue = Extract<Parameters<typeof dossier.decide>[0], { type: 'DetermineDue' }>;

/** The last event of a dossier is part of the item: a dossier that changed since is another piece of work. */
function* dueCommands(
  { engine, reads }: MonthRunTools,
  { official, on }: Acting,
  through: YearMonth,
): Generator<ProcessItem<DetermineDue>> {
  for (let after = ''; ;) {
    const page = engine.read(DOSSIERS, (store) => reads.dueDossiers(store, { through, after, limit: PAGE }));
    for (const { dossierId: id, lastSequence } of page) {
      after = id;
      const command = { type: 'DetermineDue', dossierId: dossierId(id), through, by: official, on } as const;
      yield { item: `${id}@${lastSequence}`, command };
    }
    if (page.length < PAGE) return;
  }
}

/** Every statement of the cut that has no number yet. */
async function issueAll(tools: MonthRunTools, acting: Acting, { month, cut }: CutRun): Promise<void> {
  const { engine, reads, onProgress } = tools;
  const drafts = engine.read(STATEMENTS, (store) => reads.draftsOf(store, cut));
  const process = processOf(acting, 'run.issue', `month-run:${month}:issue:${cut}`);
  const issued: Settled[] = [];
  for await (const result of engine.runProcess(statements, process, issueCommands(tools, drafts))) {
    if ('rejection' in result) throw result.rejection;
    if (result.answer.status === 'unknown') throw new OutcomeUnknown(result.answer.commandId);
    issued.push(result.answer);
    onProgress?.('issue', issued.length, drafts.length);
  }
  for (const answer of issued) await engine.reached(answer, { timeoutMs: WAIT_MS, names: [] });
}

function* issueCommands(
  tools: MonthRunTools,
  drafts: readonly StatementDraft[],
): Generator<ProcessItem<IssueStatement>> {
  for (let start = 0; start < drafts.length; start += ROOTS_A_TURN) {
    const some = drafts.slice(start, start + ROOTS_A_TURN);
    const roots = itemRootsOf(tools, some);
    for (const [index, draft] of some.entries()) {
      const itemRoot = roots[index];
      if (itemRoot === undefined) throw new Error(`${draft.cpasId} was given no item root`);
      yield { item: draft.cpasId, command: { type: 'IssueStatement', ...draft, itemRoot } };
    }
  }
}

/** Opening a picture of a read model costs more than the items of a small CPAS; a large one has some ten thousand. */
const ROOTS_A_TURN = 20;

/** Merkle root over the items of each statement. */
const itemRootsOf = (
  { engine, reads }: MonthRunTools,
  drafts: readonly StatementDraft[],
): readonly string[] =>
  engine.read(STATEMENTS, (store) => {
    const itemsOf = reads.itemsIn(store);
    return drafts.map((draft) => itemRootOf(itemsOf, draft));
  });

/** Read page by page, so that no more than a page is held. */
function itemRootOf(itemsOf: ItemsOf, { cut, cpasId, itemCount }: StatementDraft): string {
  const tree = new MerkleRoot();
  let position = 0;
  while (position < itemCount) {
    const items = itemsOf({ cut, cpasId, afterPosition: position, limit: PAGE });
    for (const item of items) tree.add(itemText(item));
    const last = items.at(-1)?.position;
    if (last === undefined)
      throw new Error(`${cpasId} has ${itemCount} items at ${cut}, but none after ${position}`);
    position = last;
  }
  return tree.root();
}

/** The newest run that made its cut, as of the end of the log. */
async function runNow({ engine, reads }: MonthRunTools): Promise<CutRun | null> {
  await engine.waitFor(engine.local.head(), { timeoutMs: WAIT_MS, names: [STATEMENTS] });
  return engine.read(STATEMENTS, (store) => reads.lastRun(store));
}

/** The same, and what the next run would take and pay. */
async function runNowAndDue(
  tools: MonthRunTools,
  sentThrough: Day,
): Promise<{ readonly runBefore: RunBefore | null; readonly due: RunDue }> {
  const { engine, reads } = tools;
  const runBefore = await runNow(tools);
  const due = engine.read(STATEMENTS, (store, { sequence }) => ({
    asOfSequence: sequence,
    ...reads.runDue(store, sentThrough),
  }));
  return { runBefore, due };
}

const lastDayBefore = (month: YearMonth): Day => addDays(firstDayOf(month), -1);

const NOTHING: Determined = { dossiers: 0, lines: 0, refused: {} };

async function settled(work: Promise<Answer>): Promise<Settled> {
  const answer = await work;
  if (answer.status === 'unknown') throw new OutcomeUnknown(answer.commandId);
  return answer;
}
