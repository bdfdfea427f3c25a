import type { DomainEvent } from '../domain/decider.js';
import type { RunDue } from '../domain/statement-run/events.js';
import type { RunBefore } from '../domain/statement-run/statement-run.js';
import type { StatementItem } from '../domain/statements/item.js';
import type { StatementDraft } from '../domain/statements/statements.js';
import type { Cents } from '../domain/money.js';
import type { Day, YearMonth } from '../domain/time.js';
import type { Store } from '../../projections/projection.js';
import { OutcomeUnknown } from './acts.js';
import type { Answer, Settled } from './command.js';
import type { Engine } from './engine.js';

export const WAIT_MS = 600_000;
/** Rows that are held at once. */
export const PAGE = 1_000;
export const STATEMENTS = 'statements';

/** A run that made its cut, as the read model `statements` has it. */
export interface CutRun extends RunBefore {
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
  runOf(store: Store, month: YearMonth): CutRun | null;
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
  /** How long read models may take to hold what the log holds before it is asked whether a run may be; ten minutes where not given. */
  readonly waitMs?: number;
}

/** The newest run that made its cut, as of the end of the log. */
export async function runNow({ engine, reads, waitMs = WAIT_MS }: MonthRunTools): Promise<CutRun | null> {
  await engine.waitFor(engine.local.head(), { timeoutMs: waitMs, names: [STATEMENTS] });
  return engine.read(STATEMENTS, (store) => reads.lastRun(store));
}

export async function settled<Event extends DomainEvent>(
  work: Promise<Answer<Event>>,
): Promise<Settled<Event>> {
  const answer = await work;
  if (answer.status === 'unknown') throw new OutcomeUnknown(answer.commandId);
  return answer;
}
