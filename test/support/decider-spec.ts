import type { Decider, DomainEvent } from '../../src/domain/decider.js';
import { Rejection } from '../../src/domain/rejection.js';
import type { Details, RejectionCode } from '../../src/domain/rejection.js';

/** What came of a command: the assertions read as the end of a sentence. */
export interface Outcome<Event extends DomainEvent> {
  /** Exactly these facts, in this order. */
  then(...events: readonly Event[]): void;
  /** The same facts are there already: nothing is recorded. */
  thenNothing(): void;
  /** Refused with this code; `details` names the fields that must be among those of the refusal. */
  thenRejected(code: RejectionCode, details?: Details): void;
  /** The facts, for a test that looks into them. Throws the refusal, if there was one. */
  events(): readonly Event[];
}

export interface Given<Command, Event extends DomainEvent> {
  when(command: Command): Outcome<Event>;
}

/**
 * Tests of a decider: `const given = specOf(party, rules)`, then `given(...facts).when(command).then(...facts)`.
 * `rules` may be a function, where they depend on the facts given.
 */
export function specOf<State, Command, Event extends DomainEvent, Rules>(
  decider: Decider<State, Command, Event, Rules>,
  rules: Rules | ((facts: readonly Event[]) => Rules),
): (...facts: readonly Event[]) => Given<Command, Event> {
  return (...facts) => ({
    when(command) {
      const known =
        typeof rules === 'function' ? (rules as (facts: readonly Event[]) => Rules)(facts) : rules;
      const state = facts.reduce((before, fact) => decider.evolve(before, fact), decider.initial);
      const frozen = deepFreeze(state);
      return outcomeOf(() => decider.decide(command, frozen, known));
    },
  });
}

function outcomeOf<Event extends DomainEvent>(decide: () => readonly Event[]): Outcome<Event> {
  return {
    then: (...events) => expect(decide()).toEqual(events),
    thenNothing: () => expect(decide()).toEqual([]),
    thenRejected(code, details = {}) {
      const refusal = refusalOf(decide);
      expect({ code: refusal.code, details: pick(refusal.details, details) }).toEqual({ code, details });
    },
    events: decide,
  };
}

function refusalOf(decide: () => readonly DomainEvent[]): Rejection {
  try {
    const events = decide();
    throw new Error(`not refused: ${JSON.stringify(events)}`);
  } catch (error) {
    if (error instanceof Rejection) return error;
    throw error;
  }
}

const pick = (details: Details, wanted: Details): Details =>
  Object.fromEntries(Object.keys(wanted).map((key) => [key, details[key] ?? null]));

/** A decider that writes into the state it was given fails here and not one command later. */
function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.freeze(value);
  for (const member of Object.values(value)) deepFreeze(member);
  return value;
}
