/** An event as the log keeps it. `data` and `meta` are canonical JSON text (ADR 0002); `meta` is without its salt. */
export interface EventRecord {
  /** UUID, lower case. Derived from (command id, index): the same append tried twice carries the same ids. */
  readonly id: string;
  /** Stored name with its version, such as `ShareDetermined.v1`. */
  readonly type: string;
  readonly data: string;
  readonly meta: string;
  /** 32 hex digits; blinds the leaf hash, so that a proof shows one event and lets no other be guessed. */
  readonly salt: string;
}

/** A record at its place in its stream. Stream names are without the instance's prefix; revisions start at 0. */
export interface StreamEvent extends EventRecord {
  readonly stream: string;
  readonly revision: number;
}

/** A stream event with its place in the log: the n-th event of ours has sequence n, from 1. */
export interface LoggedEvent extends StreamEvent {
  readonly sequence: number;
}

/** Revision to expect of a stream that does not exist. */
export const NO_STREAM = -1;

/** One atomic write: all events or none, and only if the stream's last revision is the expected one. */
export interface StreamAppend {
  readonly stream: string;
  readonly expectedRevision: number;
  readonly events: readonly EventRecord[];
}

/**
 * What became of an append. `appended` is durable, and is also the answer to a repeat of an append that had landed
 * (same ids, same expectation). `unknown` may or may not have landed: the same append again gives the final answer.
 */
export type AppendOutcome =
  | { readonly status: 'appended'; readonly lastRevision: number; readonly position: string }
  | {
      readonly status: 'conflict';
      readonly stream: string;
      readonly expected: number;
      readonly actual: number;
    }
  | { readonly status: 'unknown'; readonly stream: string; readonly reason: string };

/** An append or a record that breaks the contract of the log (size, ids, names, not canonical): a bug of the caller. */
export class InvalidAppend extends Error {
  override readonly name = 'InvalidAppend';
}

/** The log answers that a stream of ours was deleted, cut or given retention: an alarm, never a normal state. */
export class LogDamaged extends Error {
  override readonly name = 'LogDamaged';
}

/** The log cannot be reached now; nothing was written. */
export class LogUnavailable extends Error {
  override readonly name = 'LogUnavailable';
}

/** How a tail stands that copies the log of record into the local log. */
export interface TailHealth {
  /** `damaged` and `behind` need people: the tail has stopped and says why. */
  readonly state: 'connecting' | 'catchingUp' | 'live' | 'reconnecting' | 'damaged' | 'behind' | 'stopped';
  /** Of the last event in the local copy. */
  readonly sequence: number;
  /** Why the last subscription ended, or why the tail stopped. */
  readonly reason: string | undefined;
  /** Subscriptions that ended without being asked to, since the start. */
  readonly drops: number;
  /** Events that the server sent twice and that are in the copy once. */
  readonly duplicates: number;
  /** Events under our prefix that are not in our format, seen since the start; the first of them by place. */
  readonly unreadable: { readonly count: number; readonly first: readonly string[] };
  /**
   * How far this machine's clock is ahead of the server's, in ms, by the quickest live event of the last ten minutes;
   * the way here is in it. Undefined where none came live.
   */
  readonly clockAheadMs: number | undefined;
}

/** The log of record. Two adapters pass one contract suite: SQLite and EventStoreDB. It cannot delete. */
export abstract class EventLog {
  /** Appends each entry on its own terms; one entry's conflict does not touch another's. Outcomes in the order given. */
  abstract append(appends: readonly StreamAppend[]): Promise<readonly AppendOutcome[]>;
  /** The stream's events from a revision on, read from the log of record itself; empty if it does not exist. */
  abstract readStream(stream: string, fromRevision?: number): Promise<readonly StreamEvent[]>;
  abstract close(): Promise<void>;

  /** How the tail stands that fills the local log; null where the local log is the log of record itself. */
  abstract tail(): TailHealth | null;
}

/** Where an event is in the log, and by which salt it is known: the same event tried again has another one. */
export interface Place {
  readonly sequence: number;
  readonly salt: string;
}

/**
 * The local log file: one order, one sequence per event. Embedded it is the log of record itself,
 * with EventStoreDB a disposable copy that a tail writes. Projections and deciders read this and nothing else.
 */
export abstract class LocalLog {
  abstract readonly logId: string;
  /** Sequence of the last event; 0 when empty. */
  abstract head(): number;
  /** Up to `limit` events after the sequence, in order. */
  abstract read(afterSequence: number, limit: number): readonly LoggedEvent[];
  abstract readStream(stream: string, fromRevision?: number): readonly LoggedEvent[];
  /** Last revision of a stream, {@link NO_STREAM} if there is none. */
  abstract revisionOf(stream: string): number;
  /** SHA-256 leaf of an event as 64 hex digits (ADR 0002). */
  abstract leafAt(sequence: number): string;
  /** Sequence of an event by its place in its stream, undefined until the local file holds it. */
  abstract sequenceOf(stream: string, revision: number): number | undefined;
  /** Sequence and salt of an event by its place in its stream, undefined until the local file holds it. */
  abstract placeOf(stream: string, revision: number): Place | undefined;
  /** Calls back after the file grew; returns the function that stops it. */
  abstract onGrowth(listener: () => void): () => void;
}
