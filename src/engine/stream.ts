import type { Decider, DomainEvent } from '../domain/decider.js';
import { Rejection } from '../domain/rejection.js';
import type { Rules } from '../domain/rules.js';
import { NO_STREAM } from '../log/event-log.js';
import type { StreamEvent } from '../log/event-log.js';
import type { Codec, FactInStream } from './codec.js';
import type { Settled } from './command.js';

/** A stream as a decision sees it. */
export interface StreamState<State> {
  readonly state: State;
  /** Revision of the last event in it, `NO_STREAM` where there is none. */
  readonly revision: number;
}

/** A stream with all its facts, in which commands are looked for. */
export interface FullStream<State> extends StreamState<State> {
  readonly facts: readonly FactInStream[];
}

/** Folds events that follow `from`, or the whole stream. An unreadable event is passed over here as everywhere. */
export function fold<State, Command, Event extends DomainEvent>(
  codec: Codec,
  decider: Decider<State, Command, Event, Rules>,
  events: readonly StreamEvent[],
  from: StreamState<State> = { state: decider.initial, revision: NO_STREAM },
): FullStream<State> {
  const facts: FactInStream[] = [];
  let state = from.state;
  for (const event of events) {
    const fact = codec.decodeInStream(event);
    if (fact === undefined) continue;
    facts.push(fact);
    // The stream's name says which facts are in it; the decider's `evolve` handles each by name.
    state = decider.evolve(state, fact.event as Event);
  }
  return { state, revision: events.at(-1)?.revision ?? from.revision, facts };
}

/** The answer that a command was given before; undefined where the stream does not know it. */
export function recall<Event extends DomainEvent>(
  facts: readonly FactInStream[],
  command: { readonly commandId: string; readonly commandHash: string; readonly stream: string },
): (Settled<Event> & { readonly status: 'replayed' }) | undefined {
  const own = facts.filter((fact) => fact.meta.commandId === command.commandId);
  const last = own.at(-1);
  if (last === undefined) return undefined;
  const { commandId, stream } = command;
  if (last.meta.commandHash !== command.commandHash) {
    throw new Rejection('idempotencyKeyReused', { commandId, stream });
  }
  const events = own.map((fact) => fact.event as Event);
  return { status: 'replayed', stream, revision: last.revision, sequence: null, events };
}
