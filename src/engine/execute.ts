import type { Decider, DomainEvent } from '../domain/decider.js';
import { Rejection } from '../domain/rejection.js';
import type { Rules } from '../domain/rules.js';
import type { StreamEvent } from '../log/event-log.js';
import { confirm, settle } from './append.js';
import type { Intent } from './append.js';
import type { Answer, Order } from './command.js';
import { decide } from './decide.js';
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
  const commandHash = commandHashOf(runtime, context);
  const tried = new Set<string>();
  let source: readonly StreamEvent[] = runtime.local.readStream(stream);
  let ofRecord = false;
  let conflicts = 0;
  for (;;) {
    const known = fold(runtime.codec, decider, source);
    const replayed = recall<Event>(known.facts, { commandId, commandHash, stream });
    if (replayed)
      return { ...replayed, sequence: runtime.local.sequenceOf(stream, replayed.revision) ?? null };
    const decision = decide(decider, order, known, runtime.reference.current());
    if (decision.kind !== 'append') {
      // That there is nothing to record, or that it is not allowed, is only true of the stream of record.
      const newer = ofRecord ? [] : await runtime.log.readStream(stream, known.revision + 1);
      ofRecord = true;
      source = [...source, ...newer];
      if (newer.length > 0) continue;
      if (decision.kind === 'rejected') throw decision.rejection;
      return { status: 'unchanged', stream, revision: known.revision, sequence: null, events: [] };
    }
    const { events, knownThrough } = decision;
    const intent: Intent = {
      context: decision.context,
      commandHash,
      stream,
      expectedRevision: known.revision,
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
    source = await runtime.log.readStream(stream);
    ofRecord = true;
  }
}
