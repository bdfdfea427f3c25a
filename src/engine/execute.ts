import type { Decider, DomainEvent } from '../domain/decider.js';
import { Rejection } from '../domain/rejection.js';
import type { Rules } from '../domain/rules.js';
import type { StreamEvent } from '../log/event-log.js';
import { confirm, settle } from './append.js';
import type { Intent } from './append.js';
import type { Answer, Order, Settled } from './command.js';
import { decide } from './decide.js';
import type { Decision } from './decide.js';
import { commandHashOf } from './runtime.js';
import type { Runtime } from './runtime.js';
import { fold, recall } from './stream.js';

/** After so many conflicts the command is given up; each time it is decided again on what the log of record holds. */
const CONFLICTS_MAX = 3;

/**
 * Runs one command: its id is looked for first, then it is decided on the stream's state and appended at the revision
 * that was read. Throws `Rejection`, also `staleVersion` where others were faster each time; `LogUnavailable` where
 * nothing was written. Outcome `unknown` is an answer: the same command again tells.
 */
export async function execute<State, Command, Event extends DomainEvent>(
  runtime: Runtime,
  decider: Decider<State, Command, Event, Rules>,
  order: Order<Command>,
): Promise<Answer<Event>> {
  const { command, context } = order;
  const { commandId } = context;
  const stream = decider.streamOf(command);
  const tried = new Set<string>();
  let seen: Seen = { events: runtime.local.readStream(stream), ofRecord: false };
  let conflicts = 0;
  for (;;) {
    const verdict = await verdictOn(runtime, decider, order, seen);
    if (verdict.kind === 'answer') return verdict.answer;
    const { events, knownThrough, commandHash } = verdict;
    const intent: Intent = {
      context: verdict.context,
      commandHash,
      stream,
      expectedRevision: verdict.revision,
      knownThrough,
      events,
    };
    const outcome = await settle(runtime, intent, tried);
    if (outcome.status === 'unknown') return { status: 'unknown', commandId, stream };
    if (outcome.status === 'appended') {
      return confirm<Event>(runtime, intent, { lastRevision: outcome.lastRevision, tried });
    }
    conflicts += 1;
    if (conflicts > CONFLICTS_MAX || context.expectedRevision !== undefined) {
      throw new Rejection('staleVersion', { stream, expected: outcome.expected, actual: outcome.actual });
    }
    seen = { events: await runtime.log.readStream(stream), ofRecord: true };
  }
}

/**
 * What {@link execute} would do as the log stands, writing nothing: `recorded` where it would record something, else its answer. Throws
 * what it would refuse.
 */
export async function foresee<State, Command, Event extends DomainEvent>(
  runtime: Runtime,
  decider: Decider<State, Command, Event, Rules>,
  order: Order<Command>,
): Promise<Settled['status']> {
  const events = runtime.local.readStream(decider.streamOf(order.command));
  const verdict = await verdictOn(runtime, decider, order, { events, ofRecord: false });
  return verdict.kind === 'answer' ? verdict.answer.status : 'recorded';
}

/** What is known of a stream, and whether the log of record had no more when it was read. */
interface Seen {
  readonly events: readonly StreamEvent[];
  readonly ofRecord: boolean;
}

type Verdict<Event extends DomainEvent> =
  | { readonly kind: 'answer'; readonly answer: Settled<Event> }
  | (Extract<Decision<Event>, { readonly kind: 'append' }> & {
      readonly revision: number;
      readonly commandHash: string;
    });

async function verdictOn<State, Command, Event extends DomainEvent>(
  runtime: Runtime,
  decider: Decider<State, Command, Event, Rules>,
  order: Order<Command>,
  seen: Seen,
): Promise<Verdict<Event>> {
  const { commandId } = order.context;
  const stream = decider.streamOf(order.command);
  const commandHash = commandHashOf(runtime, order.context);
  for (let { events, ofRecord } = seen; ;) {
    const known = fold(runtime.codec, decider, events);
    const replayed = recall<Event>(known.facts, { commandId, commandHash, stream });
    if (replayed) {
      const sequence = runtime.local.sequenceOf(stream, replayed.revision) ?? null;
      return { kind: 'answer', answer: { ...replayed, sequence } };
    }
    const decision = decide(decider, order, known, runtime.reference.current());
    const { revision } = known;
    if (decision.kind === 'append') return { ...decision, revision, commandHash };
    // That there is nothing to record, or that it is not allowed, is only true of the stream of record.
    const newer = ofRecord ? [] : await runtime.log.readStream(stream, revision + 1);
    [events, ofRecord] = [[...events, ...newer], true];
    if (newer.length > 0) continue;
    if (decision.kind === 'rejected') throw decision.rejection;
    return {
      kind: 'answer',
      answer: { status: 'unchanged', stream, revision, sequence: null, events: [] },
    };
  }
}
