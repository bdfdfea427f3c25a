import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Decider, DomainEvent } from '../domain/decider.js';
import type { Rules } from '../domain/rules.js';
import { same } from '../domain/same.js';
import type { LocalLog } from '../log/event-log.js';
import { leafOf } from '../log/format.js';
import { readBatch } from './batch.js';
import type { Codec } from './codec.js';
import type { StateCache } from './state-cache.js';
import { fold } from './stream.js';

/** What a replay of the whole log found. */
export interface LogReport {
  readonly logId: string;
  readonly events: number;
  readonly streams: number;
  /** Events without valid metadata: not ours, counted and passed over by all. */
  readonly unreadable: number;
  /** What is wrong, each with its event; empty in a sound log. The first thousand. */
  readonly problems: readonly string[];
}

const BATCH_SIZE = 500;
const PROBLEMS_MAX = 1_000;

/** Reads every event: leaf computed anew, dense revisions, known type, readable data. */
export async function verifyLog(local: LocalLog, codec: Codec): Promise<LogReport> {
  const { logId } = local;
  const head = local.head();
  const revisions = new Map<string, number>();
  const problems: string[] = [];
  let unreadable = 0;
  const report = (problem: string): void => {
    if (problems.length < PROBLEMS_MAX) problems.push(problem);
  };
  for (let sequence = 0; sequence < head;) {
    const batch = readBatch(local, codec, sequence, Math.min(BATCH_SIZE, head - sequence));
    if (batch.events.length === 0)
      throw new Error(`the log has no event after ${sequence}, though it ends at ${head}`);
    for (const [index, event] of batch.events.entries()) {
      const place = `event ${event.sequence} (${event.stream} ${event.revision})`;
      if (leafOf(logId, event) !== local.leafAt(event.sequence))
        report(`${place}: its content does not match its leaf`);
      if (event.revision !== (revisions.get(event.stream) ?? -1) + 1)
        report(`${place}: its revision does not follow`);
      revisions.set(event.stream, event.revision);
      sequence = event.sequence;
      try {
        if (batch.fact(index) === undefined) unreadable += 1;
      } catch (error) {
        report(`${place}: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
    await nextTurn();
  }
  return { logId, events: head, streams: revisions.size, unreadable, problems };
}

/** A decider of any kind of stream. */
export type AnyDecider = Decider<unknown, never, DomainEvent, Rules>;

export interface StatesReport {
  readonly states: number;
  /** Streams whose kept state is not what a replay gives. */
  readonly different: readonly string[];
}

/** Every kept state against a replay of its stream. */
export async function verifyStates(
  cache: StateCache,
  { local, codec }: { readonly local: LocalLog; readonly codec: Codec },
  deciderOf: (stream: string) => AnyDecider | undefined,
): Promise<StatesReport> {
  const different: string[] = [];
  let states = 0;
  for (const kept of cache.all()) {
    const decider = deciderOf(kept.stream);
    if (decider?.version !== kept.deciderVersion) continue;
    states += 1;
    const events = local.readStream(kept.stream).filter((event) => event.revision <= kept.revision);
    if (!same(fold(codec, decider, events).state, JSON.parse(kept.state))) different.push(kept.stream);
    if (states % BATCH_SIZE === 0) await nextTurn();
  }
  return { states, different };
}
