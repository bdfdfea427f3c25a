import type { Decider, DomainEvent } from '../domain/decider.js';
import { Rejection } from '../domain/rejection.js';
import { mandateFor } from '../domain/mandate/mandate-for.js';
import type { MandateUse, Rules } from '../domain/rules.js';
import type { CommandContext } from './command.js';
import type { StreamState } from './stream.js';

/** What a decider made of a command on one state of its stream. */
export type Decision<Event extends DomainEvent = DomainEvent> =
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'rejected'; readonly rejection: Rejection }
  | {
      readonly kind: 'append';
      readonly events: readonly Event[];
      readonly knownThrough: number;
      /** With the mandate that served, where the decider asked for one. */
      readonly context: CommandContext;
    };

/** The version that the client named is compared first; then the decider decides. A bug in it is thrown on. */
export function decide<State, Command, Event extends DomainEvent>(
  decider: Decider<State, Command, Event, Rules>,
  order: { readonly command: Command; readonly context: CommandContext },
  { state, revision }: StreamState<State>,
  rules: Rules,
): Decision<Event> {
  const expected = order.context.expectedRevision;
  if (expected !== undefined && expected !== revision) {
    return { kind: 'rejected', rejection: new Rejection('staleVersion', { expected, actual: revision }) };
  }
  const { knownThrough } = rules;
  try {
    const events = decider.decide(order.command, state, rules);
    if (events.length === 0) return { kind: 'unchanged' };
    const use = decider.mandateOf?.(order.command, state) ?? null;
    return { kind: 'append', events, knownThrough, context: underMandate(order.context, use, rules) };
  } catch (error) {
    if (error instanceof Rejection) return { kind: 'rejected', rejection: error };
    throw error;
  }
}

/** Who acted under which mandate, and on whose behalf, is in the metadata of what they recorded. */
function underMandate(context: CommandContext, use: MandateUse | null, rules: Rules): CommandContext {
  if (use === null) return context;
  const { name } = mandateFor(rules.mandates, use);
  return { ...context, actor: { ...context.actor, mandate: name } };
}
