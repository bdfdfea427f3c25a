import { dossier } from '../domain/dossier/dossier.js';
import { dossierId } from '../domain/ids.js';
import { Rejection } from '../domain/rejection.js';
import type { RejectionCode } from '../domain/rejection.js';
import type { RunDue } from '../domain/statement-run/events.js';
import { isRunRefused, mustBeProposable, statementRun } from '../domain/statement-run/statement-run.js';
import type { ConfirmStatementRun, RunBefore } from '../domain/statement-run/statement-run.js';
import { addDays, addMonths, firstDayOf } from '../domain/time.js';
import type { Day, YearMonth } from '../domain/time.js';
import { uuidFrom } from '../uuid.js';
import { contextOf, processOf, taskIdOf } from './acting.js';
import type { Acting } from './acting.js';
import { OutcomeUnknown } from './acts.js';
import type { Order, Settled } from './command.js';
import { runHistory, runStream } from './month-run-history.js';
import { resumeRun } from './month-run-issue.js';
import { PAGE, STATEMENTS, WAIT_MS, runNow, settled } from './month-run-tools.js';
import type { MonthRunTools, RunTotals } from './month-run-tools.js';
import type { ProcessItem } from './process.js';

export { resumeRun } from './month-run-issue.js';
export type { MonthRunTools, RunReads } from './month-run-tools.js';

/** What became of the dossiers that were due. */
export interface Determined {
  readonly dossiers: number;
  readonly lines: number;
  /** Dossiers of which nothing could be determined, by reason. */
  readonly refused: Readonly<Partial<Record<RejectionCode, number>>>;
}

const DOSSIERS = 'dossiers';

const PROPOSE = 'run.propose';
const CONFIRM = 'run.confirm';

/** The long work that proposing a run is, and that of its cut: their events name it, so that the log can tell what became of it. */
export const proposeTaskOf = (acting: Acting): string => taskIdOf(acting, PROPOSE);
export const confirmTaskOf = (acting: Acting): string => taskIdOf(acting, CONFIRM);

export interface ProposedRun {
  readonly proposalId: string;
  readonly determined: Determined;
  /** As it was proposed: a repeat is told what it was told first. Null where that was not recorded. */
  readonly due: RunDue | null;
}

/** Lets every month fall due that standing decisions leave open before the run, then asks for the run and says what is due. */
export async function proposeRun(
  tools: MonthRunTools,
  acting: Acting,
  wanted: { readonly month: YearMonth; readonly sentThrough: Day | null },
): Promise<ProposedRun> {
  const { engine } = tools;
  const proposalId = uuidFrom('statementRun', wanted.month, acting.key);
  const who = { by: acting.official, on: acting.on };
  const asked = { ...wanted, ...who, runBefore: await runNow(tools) };
  // What is refused is refused below, and a repeat is answered there from memory, but nothing is determined for them.
  const refused = isRunRefused(asked, engine.reference());
  const determined = refused ? NOTHING : await determineDue(tools, acting, wanted.month);
  const now = await runNowAndDue(tools, wanted.sentThrough ?? lastDayBefore(wanted.month));
  const command = { type: 'ProposeStatementRun', ...wanted, proposalId, ...now, ...who } as const;
  const context = { ...contextOf(acting, PROPOSE, wanted), causationId: proposeTaskOf(acting) };
  const { events } = await settled(engine.execute(statementRun, command, context));
  const proposed = events.find((event) => event.type === 'StatementRunProposed');
  return { proposalId, determined, due: proposed?.data.due ?? null };
}

/** Throws what {@link proposeRun} would refuse whatever the months give, before any of them is determined. */
export async function mayPropose(
  tools: MonthRunTools,
  { official: by, on }: Acting,
  wanted: { readonly month: YearMonth; readonly sentThrough: Day | null },
): Promise<void> {
  const { engine } = tools;
  mustBeProposable({ ...wanted, by, on, runBefore: await runNow(tools) }, engine.reference());
  const { month } = wanted;
  const { started } = runHistory(engine.local, month, engine.local.head()) ?? {};
  if (started) throw new Rejection('runAlreadyStarted', { month });
}

/** The proposed run that a second official confirms. */
export interface RunToConfirm {
  readonly month: YearMonth;
  readonly proposalId: string;
}

/**
 * The second official makes the cut; then every CPAS gets its statement. Killed anywhere, the same again or {@link resumeRun} goes on.
 * Throws `dueMoved` where what is due is not what was proposed, before any month is determined or once they are.
 */
export async function confirmRun(
  tools: MonthRunTools,
  acting: Acting,
  wanted: RunToConfirm,
): Promise<RunTotals & { readonly cut: number; readonly determined: Determined }> {
  const isCut = await mayConfirm(tools, acting, wanted);
  const determined = isCut ? NOTHING : await makeCut(tools, acting, wanted);
  return { determined, ...(await resumeRun(tools, acting, wanted.month)) };
}

/** Whether the very cut is made already. Throws what {@link confirmRun} would refuse as things stand, before a month is determined. */
export async function mayConfirm(
  tools: MonthRunTools,
  acting: Acting,
  wanted: RunToConfirm,
): Promise<boolean> {
  const { engine, waitMs = WAIT_MS } = tools;
  await engine.streamReached(runStream(wanted.month), { timeoutMs: waitMs, names: [STATEMENTS] });
  const { command, context } = await confirmationNow(tools, acting, wanted);
  return (await engine.foresee(statementRun, command, context)) !== 'recorded';
}

/** The cut alone, after what fell due since the proposal is determined; {@link resumeRun} issues the statements. */
async function makeCut(tools: MonthRunTools, acting: Acting, wanted: RunToConfirm): Promise<Determined> {
  const { engine } = tools;
  const determined = await determineDue(tools, acting, wanted.month);
  const { command, context } = await confirmationNow(tools, acting, wanted);
  const cut = await settled(engine.execute(statementRun, command, context));
  // A copy of the log may be behind the cut that was just made on the server.
  await engine.reached(cut, { timeoutMs: WAIT_MS, names: [STATEMENTS] });
  return determined;
}

/** The confirmation by what is due as this node stands. */
async function confirmationNow(
  tools: MonthRunTools,
  acting: Acting,
  wanted: RunToConfirm,
): Promise<Order<ConfirmStatementRun>> {
  const { local } = tools.engine;
  const { proposed } = runHistory(local, wanted.month, local.head()) ?? {};
  const now = await runNowAndDue(tools, proposed?.data.sentThrough ?? lastDayBefore(wanted.month));
  const { official: by, on } = acting;
  return {
    command: { type: 'ConfirmStatementRun', ...wanted, ...now, by, on },
    context: { ...contextOf(acting, CONFIRM, wanted), causationId: confirmTaskOf(acting) },
  };
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
  const ahead: Settled[] = [];
  let [dossiers, lines] = [0, 0];
  for await (const result of engine.runProcess(dossier, process, dueCommands(tools, acting, through))) {
    dossiers += 1;
    if ('rejection' in result) refused[result.rejection.code] = (refused[result.rejection.code] ?? 0) + 1;
    else if (result.answer.status === 'unknown') throw new OutcomeUnknown(result.answer.commandId);
    else if (result.answer.status !== 'unchanged') {
      const { answer } = result;
      if (answer.status === 'recorded') lines += answer.events.length;
      if (answer.sequence === null) ahead.push({ ...answer, events: [] });
    }
    if (dossiers % PAGE === 0) onProgress?.('determine', dossiers, total);
  }
  if (dossiers % PAGE > 0) onProgress?.('determine', dossiers, total);
  // A copy of the log may be behind what was just recorded on the server: what is due is told from all of it.
  for (const answer of ahead) await engine.reached(answer, { timeoutMs: WAIT_MS, names: [] });
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

/** Until when forms count for the run of a month where nothing else is asked. */
export const lastDayBefore = (month: YearMonth): Day => addDays(firstDayOf(month), -1);

const NOTHING: Determined = { dossiers: 0, lines: 0, refused: {} };
