import { catalog } from '../domain/catalog.js';
import type { Recorded } from '../domain/decider.js';
import type {
  StatementRunCompleted,
  StatementRunEvent,
  StatementRunProposed,
  StatementRunStarted,
} from '../domain/statement-run/events.js';
import type { YearMonth } from '../domain/time.js';
import type { LocalLog } from '../log/event-log.js';
import { codecOf } from './codec.js';

/** What was recorded of the run of a month. */
export interface RunHistory {
  /** Revision of its stream. */
  readonly version: number;
  /** The last proposal: the one that was approved, where one was. */
  readonly proposed: Recorded<StatementRunProposed>;
  readonly started: Recorded<StatementRunStarted> | undefined;
  readonly completed: Recorded<StatementRunCompleted> | undefined;
}

const codec = codecOf(catalog);

/** The stream that the facts of a run are on. */
export const runStream = (month: YearMonth): string => `statementRun-${month}`;

/** The run of a month as it was known at a sequence, from the log itself; undefined where none was proposed. */
export function runHistory(local: LocalLog, month: YearMonth, asOfSequence: number): RunHistory | undefined {
  const facts = local
    .readStream(runStream(month))
    .filter((event) => event.sequence <= asOfSequence)
    .flatMap((event) => codec.decode(event) ?? []) as readonly Recorded<StatementRunEvent>[];
  const last = <Type extends StatementRunEvent['type']>(type: Type) =>
    facts.findLast(
      (fact): fact is Recorded<Extract<StatementRunEvent, { type: Type }>> => fact.type === type,
    );
  const proposed = last('StatementRunProposed');
  const version = facts.at(-1)?.revision;
  if (proposed === undefined || version === undefined) return undefined;
  return {
    version,
    proposed,
    started: last('StatementRunStarted'),
    completed: last('StatementRunCompleted'),
  };
}
