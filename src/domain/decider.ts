import type { MandateUse } from './rules.js';

/** An event in memory: today's shape, without the version that its stored name carries. */
export interface DomainEvent {
  readonly type: string;
  readonly data: object;
}

/** A fact read back from the log: the event with its place and the metadata that readers use. */
export type Recorded<Event extends DomainEvent = DomainEvent> = Event & {
  readonly sequence: number;
  readonly stream: string;
  readonly revision: number;
  readonly id: string;
  readonly meta: Metadata;
};

/** Who, when, why and on what knowledge an event was recorded. The engine writes it, never a decider. */
export interface Metadata {
  /** UTC with milliseconds. */
  readonly recordedAt: string;
  readonly actor: Actor;
  readonly commandId: string;
  /** HMAC of what the client sent, after pseudonymization. */
  readonly commandHash: string;
  readonly causationId: string;
  readonly correlationId: string;
  readonly traceId: string;
  /** The local sequence that the decision had seen: decisions on stale rules are found by it. */
  readonly knownThrough: number;
  readonly engine: string;
  readonly node: string;
}

/** An official or a process of this system, and the mandate under which it acts. */
export interface Actor {
  readonly issuer: string;
  readonly subject: string;
  readonly kind: 'official' | 'process';
  readonly mandate: string;
}

/**
 * The rules of one kind of stream: pure functions of their arguments.
 * Time, ids and the acting official arrive in the command; what is in force is looked up in `rules` by a date.
 */
export interface Decider<State, Command, Event extends DomainEvent, Rules> {
  /** Part of the key of every cached state: raise it when `evolve` or the shape of the state changes. */
  readonly version: number;
  readonly initial: State;
  streamOf(command: Command): string;
  /** The events that the command causes, none when there is nothing to change. Throws {@link Rejection}. */
  decide(command: Command, state: State, rules: Rules): readonly Event[];
  /**
   * The mandate that an official needs for the command on this state, where `decide` asks for one: the metadata of what
   * is recorded name the mandate that served. Null for a command that needs none of its own.
   */
  mandateOf?(command: Command, state: State): MandateUse | null;
  evolve(state: State, event: Event): State;
}

/** Makes a forgotten case of a union a compile error. */
export function unreachable(value: never): never {
  throw new Error(`unreachable case: ${JSON.stringify(value)}`);
}
