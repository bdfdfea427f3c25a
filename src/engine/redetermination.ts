import type { ApprovedMonth, RedetermineMonths } from '../domain/dossier/commands.js';
import type { Recorded } from '../domain/decider.js';
import { dossier } from '../domain/dossier/dossier.js';
import type { DossierEvent } from '../domain/dossier/events.js';
import type { DossierId } from '../domain/ids.js';
import { ZERO, minus, plus, sum } from '../domain/money.js';
import type { Cents } from '../domain/money.js';
import type { PreviewTotal, RedeterminationScope } from '../domain/redetermination/events.js';
import type { Redetermination } from '../domain/redetermination/redetermination-book.js';
import { mayPropose, redetermination } from '../domain/redetermination/redetermination.js';
import type { CompleteRedetermination } from '../domain/redetermination/redetermination.js';
import { Rejection } from '../domain/rejection.js';
import { lineKeyText } from '../domain/statements/item.js';
import { uuidFrom } from '../uuid.js';
import { contextOf, processOf } from './acting.js';
import type { Acting } from './acting.js';
import { OutcomeUnknown } from './acts.js';
import type { Answer } from './command.js';
import type { Engine } from './engine.js';
import { ordersOf } from './process.js';
import type { ProcessItem } from './process.js';
import { planOf } from './redetermination-plan.js';
import type { Plan, PlannedDossier, RedeterminationTools } from './redetermination-plan.js';
import type { Line } from './redetermination-scope.js';
import { Total, previewOf, sumOf } from './redetermination-preview.js';
import type { Preview } from './redetermination-preview.js';

const WAIT_MS = 600_000;
const FILES_AN_APPEND = 100;
/** Lines a command, so that one append stays far below what a log takes. */
const LINES_A_COMMAND = 100;

const PROCESS = 'redetermination:';
/** Operations, as the ids of their commands and tasks have them. */
export const PROPOSE = 'redetermination.propose';
export const APPROVE = 'redetermination.approve';

/** The process that determines the lines again; it is the correlation of every event that comes of it. */
export const processIdOf = (redeterminationId: string): string => `${PROCESS}${redeterminationId}`;

/** The redetermination that an event comes of, by its correlation; undefined where it comes of something else. */
export const redeterminationIdIn = ({ meta: { correlationId } }: Recorded): string | undefined =>
  correlationId.startsWith(PROCESS) ? correlationId.slice(PROCESS.length) : undefined;

/** The id of what is proposed under a key: known before it is computed. */
export const redeterminationIdFor = ({ door, key }: Acting): string => uuidFrom('redetermination', door, key);

/** Every redetermination as it stands now, in the order of the log. */
export const listRedeterminations = (engine: Engine): readonly Redetermination[] =>
  engine.reference().redeterminations.list();

/** Throws `proposalUnknown`. */
export function redeterminationOf(engine: Engine, redeterminationId: string): Redetermination {
  const found = engine.reference().redeterminations.find(redeterminationId);
  if (found === undefined) throw new Rejection('proposalUnknown', { proposalId: redeterminationId });
  return found;
}

/**
 * Computes what the scope comes to on the log as it is, and proposes that. Refused where no line comes out otherwise. The same key
 * again gives what was proposed under it.
 */
export async function proposeRedetermination(
  tools: RedeterminationTools,
  acting: Acting,
  scope: RedeterminationScope,
): Promise<{ readonly redetermination: Redetermination; readonly answer: Answer }> {
  const { engine } = tools;
  const redeterminationId = redeterminationIdFor(acting);
  const who = { by: acting.official, on: acting.on };
  mayPropose({ scope, ...who }, engine.reference());
  const known = engine.reference().redeterminations.find(redeterminationId)?.proposal;
  const preview = known ?? (await previewNow(tools, acting, scope));
  const { ruleSequence, totals, digest } = preview;
  const command = {
    type: 'ProposeRedetermination',
    redeterminationId,
    scope,
    ruleSequence,
    totals,
    digest,
    ...who,
  } as const;
  const context = contextOf(acting, PROPOSE, scope);
  const answer = await engine.execute(redetermination, command, context);
  return { answer, redetermination: await after(engine, answer, redeterminationId) };
}

async function previewNow(
  tools: RedeterminationTools,
  { on }: Acting,
  scope: RedeterminationScope,
): Promise<Preview & { readonly ruleSequence: number }> {
  const ruleSequence = tools.engine.local.head();
  const plan = await planOf(tools, { scope, ruleSequence, proposedOn: on });
  const preview = await previewOf(plan, scope.scheme, (done, total) =>
    tools.onProgress?.('preview', done, total),
  );
  return { ...preview, ruleSequence };
}

/** The second official, who saw the preview of this digest. Nothing is determined yet: that is {@link runRedetermination}. */
export async function approveRedetermination(
  engine: Engine,
  acting: Acting,
  wanted: { readonly redeterminationId: string; readonly digest: string },
): Promise<{ readonly redetermination: Redetermination; readonly answer: Answer }> {
  const command = {
    type: 'ApproveRedetermination',
    ...wanted,
    by: acting.official,
    on: acting.on,
  } as const;
  const context = contextOf(acting, APPROVE, wanted);
  const answer = await engine.execute(redetermination, command, context);
  return { answer, redetermination: await after(engine, answer, wanted.redeterminationId) };
}

/** Ends it: what was not determined yet will not be. */
export async function withdrawRedetermination(
  engine: Engine,
  acting: Acting,
  redeterminationId: string,
): Promise<{ readonly redetermination: Redetermination; readonly answer: Answer }> {
  const command = {
    type: 'WithdrawRedetermination',
    redeterminationId,
    by: acting.official,
    on: acting.on,
  } as const;
  const context = contextOf(acting, 'redetermination.withdraw', { redeterminationId });
  const answer = await engine.execute(redetermination, command, context);
  return { answer, redetermination: await after(engine, answer, redeterminationId) };
}

/**
 * Determines the lines of an approved redetermination, CPAS by CPAS, each only once what it comes to was found to be what was
 * approved. Killed anywhere, the same again does what is missing; on two nodes at once, each line gets its version once.
 * Throws `staleVersion` where the preview no longer comes out as it was approved (another release), `mandateMissing`, and
 * {@link OutcomeUnknown}.
 */
export async function runRedetermination(
  tools: RedeterminationTools,
  acting: Acting,
  redeterminationId: string,
): Promise<Redetermination> {
  const { engine } = tools;
  const found = redeterminationOf(engine, redeterminationId);
  const { status, proposal } = found;
  if (status === 'completed') return found;
  if (status !== 'approved') throw new Rejection('invalidState', { proposalId: redeterminationId, status });
  const { totals, ruleSequence, proposedOn } = proposal;
  const plan = await planOf(tools, { scope: proposal, ruleSequence, proposedOn });
  const planned = sumOf(totals);
  const done = new Done();
  for (const total of totals) {
    const { files, grossBefore } = await plannedAsApproved(plan, total);
    const items = itemsOf(files, { acting, redeterminationId });
    const process = processOf(acting, 'redetermination.run', processIdOf(redeterminationId));
    const orders = ordersOf(process, items);
    for await (const result of engine.executeMany(dossier, orders, {
      batchSize: tools.filesAnAppend ?? FILES_AN_APPEND,
    })) {
      if ('rejection' in result) {
        if (result.rejection.code === 'overtaken') continue;
        const now = redeterminationOf(engine, redeterminationId);
        // Another node was first to come to its end.
        if (now.status === 'completed') return now;
        if (now.status === 'withdrawn') {
          throw new Rejection('invalidState', { proposalId: redeterminationId, status: now.status });
        }
        throw result.rejection;
      } else if (result.answer.status === 'unknown') {
        throw new OutcomeUnknown(result.answer.commandId);
      } else {
        done.add(result.answer.events, grossBefore);
      }
      tools.onProgress?.('redetermine', done.lines, planned.lines);
    }
  }
  const command: CompleteRedetermination = {
    type: 'CompleteRedetermination',
    redeterminationId,
    lines: done.lines,
    gross: done.gross,
    net: done.net,
    overtaken: planned.lines - done.lines,
    refused: planned.refused,
  };
  // The version that the official saw was that of the approval.
  const { expectedRevision: _seen, ...worker } = { ...acting, key: redeterminationId };
  const context = contextOf(worker, 'redetermination.complete', { redeterminationId });
  const answer = await engine.execute(redetermination, command, context);
  return after(engine, answer, redeterminationId);
}

/** The files of a CPAS as they were approved, held in memory: what comes out otherwise is refused before any line is written. */
async function plannedAsApproved(plan: Plan, approved: PreviewTotal): Promise<ApprovedFiles> {
  const total = new Total(approved.cpasId, approved.scheme);
  const files: ApprovedFile[] = [];
  const grossBefore = new Map<string, Cents>();
  for await (const planned of plan.dossiersOf(approved.cpasId)) {
    total.add(planned);
    if (planned.months.length > 0) files.push(approvedFile(planned));
    for (const { before } of planned.months.flatMap(({ lines }) => lines)) {
      grossBefore.set(placeOf(before), before.gross);
    }
  }
  const { digest } = total.result();
  if (digest !== approved.digest) {
    throw new Rejection('staleVersion', { cpasId: approved.cpasId, approved: approved.digest, digest });
  }
  return { files, grossBefore };
}

interface ApprovedFiles {
  readonly files: readonly ApprovedFile[];
  /** Of the versions that are replaced, by file and line. */
  readonly grossBefore: ReadonlyMap<string, Cents>;
}

const placeOf = ({ dossierId, line }: Line): string => `${dossierId} ${lineKeyText(line)}`;

interface ApprovedFile {
  readonly dossierId: DossierId;
  readonly months: readonly ApprovedMonth[];
}

const approvedFile = ({ dossierId, months }: PlannedDossier): ApprovedFile => ({
  dossierId,
  months: months.map(({ month, lines }) => ({
    month,
    lines: lines.map(({ after: { line, replacesVersion, articles } }) => ({
      lineKey: lineKeyText(line),
      replacesVersion,
      articles: articles.map(({ budgetArticle, basicAllocation, gross, net }) => ({
        budgetArticle,
        basicAllocation,
        gross,
        net,
      })),
    })),
  })),
});

function* itemsOf(
  files: readonly ApprovedFile[],
  { acting, redeterminationId }: { readonly acting: Acting; readonly redeterminationId: string },
): Generator<ProcessItem<RedetermineMonths>> {
  const act = { type: 'RedetermineMonths', redeterminationId, by: acting.official, on: acting.on } as const;
  for (const { dossierId, months } of files) {
    for (const some of portionsOf(months)) {
      yield { item: `${dossierId}/${some[0]?.month}`, command: { ...act, dossierId, months: some } };
    }
  }
}

function portionsOf(months: readonly ApprovedMonth[]): readonly (readonly ApprovedMonth[])[] {
  const portions: ApprovedMonth[][] = [];
  let room = 0;
  for (const month of months) {
    const last = portions.at(-1);
    if (last && room >= month.lines.length) last.push(month);
    else portions.push([month]);
    room = (last && room >= month.lines.length ? room : LINES_A_COMMAND) - month.lines.length;
  }
  return portions;
}

/** What the new versions come to, whether they are recorded now or were before. */
class Done {
  lines = 0;
  gross = ZERO;
  net = ZERO;

  /** The gross of a line is not the sum of its articles: the one of a project is on top of what another grants. */
  add(events: readonly DossierEvent[], grossBefore: ReadonlyMap<string, Cents>): void {
    for (const event of events) {
      if (event.type !== 'LineDetermined') continue;
      const { data } = event;
      const before = grossBefore.get(placeOf(data));
      if (before === undefined) throw new Error(`${placeOf(data)} was determined again, but not planned`);
      this.lines += 1;
      this.gross = plus(this.gross, minus(data.gross, before));
      this.net = sum([this.net, ...data.differences.map((one) => one.net)]);
    }
  }
}

/** As it stands once this node can read what was recorded. */
async function after(engine: Engine, answer: Answer, redeterminationId: string): Promise<Redetermination> {
  if (answer.status === 'unknown') throw new OutcomeUnknown(answer.commandId);
  await engine.reached(answer, { timeoutMs: WAIT_MS, names: [] });
  return redeterminationOf(engine, redeterminationId);
}
