import { setTimeout as pause } from 'node:timers/promises';
import type { DomainEvent } from '../domain/decider.js';
import { Rejection } from '../domain/rejection.js';
import type { Instant } from '../domain/time.js';
import { LogUnavailable } from '../log/event-log.js';
import type { AppendOutcome, StreamAppend, StreamEvent } from '../log/event-log.js';
import type { CommandContext, Settled } from './command.js';
import { metadataFor, untilLocal } from './runtime.js';
import type { Runtime } from './runtime.js';
import { recall } from './stream.js';

/** The events of one decision, and the revision it was made on. */
export interface Intent {
  readonly context: CommandContext;
  readonly commandHash: string;
  readonly stream: string;
  readonly expectedRevision: number;
  readonly knownThrough: number;
  readonly events: readonly DomainEvent[];
}

/** The append of an intent: at each try the same ids and expectation, a new stamp and new salts. */
export function appendOf(runtime: Runtime, intent: Intent, recordedAt: Instant): StreamAppend {
  const meta = metadataFor(runtime, intent.context, { ...intent, recordedAt });
  const events = intent.events.map((event, index) => runtime.codec.encode(event, index, meta));
  return { stream: intent.stream, expectedRevision: intent.expectedRevision, events };
}

/**
 * Appends until the answer is final, or the retries are used up. An append of unknown outcome is tried again as it was:
 * then `appended` means that it is there once, and `conflict` that it never will be. `tried` keeps the salts of every try.
 */
export async function settle(runtime: Runtime, intent: Intent, tried: Set<string>): Promise<AppendOutcome> {
  let outcome = await appendOnce(runtime, intent, tried);
  for (const delay of runtime.retryDelaysMs) {
    if (outcome.status !== 'unknown') break;
    await pause(delay);
    try {
      outcome = await appendOnce(runtime, intent, tried);
    } catch (error) {
      // This try wrote nothing, since the log is away or the clock is off, but the one before may have.
      if (!(error instanceof LogUnavailable || error instanceof Rejection)) throw error;
    }
  }
  return outcome;
}

/**
 * What the log holds after an append that it accepted. It also accepts ids that an earlier try had brought, of this node
 * or of another, whatever they said; so the answer is read back, and known as ours by its salt.
 */
export async function confirm<Event extends DomainEvent>(
  runtime: Runtime,
  intent: Intent,
  { lastRevision, tried }: { readonly lastRevision: number; readonly tried: ReadonlySet<string> },
): Promise<Settled<Event>> {
  const { stream, commandHash } = intent;
  // The events of an append are there together or not at all: its last one tells whose they are.
  const place = runtime.local.placeOf(stream, lastRevision);
  if (place !== undefined && tried.has(place.salt)) return recorded(intent, lastRevision, place.sequence);
  const found = await readBack(runtime, intent, lastRevision);
  const [first, last] = [found[0], found[lastRevision - intent.expectedRevision - 1]];
  if (first === undefined || last === undefined)
    throw new Error(`${stream}: what was appended cannot be read back`);
  if (tried.has(first.salt)) return recorded(intent, lastRevision, sequenceOf(last));
  const facts = found
    .map((event) => runtime.codec.decodeInStream(event))
    .filter((fact) => fact !== undefined);
  const answer = recall<Event>(facts, { commandId: intent.context.commandId, commandHash, stream });
  if (answer === undefined) throw new Error(`${stream}: the log kept another event under the id of ours`);
  return { ...answer, sequence: runtime.local.sequenceOf(stream, answer.revision) ?? null };
}

const recorded = <Event extends DomainEvent>(
  { stream, events }: Intent,
  revision: number,
  sequence: number | null,
): Settled<Event> => ({
  status: 'recorded',
  stream,
  revision,
  sequence,
  // Those of a decision of this decider.
  events: events as readonly Event[],
});

async function appendOnce(runtime: Runtime, intent: Intent, tried: Set<string>): Promise<AppendOutcome> {
  const append = appendOf(runtime, intent, runtime.stamps.next());
  for (const { salt } of append.events) tried.add(salt);
  const [outcome] = await runtime.log.append([append]);
  if (outcome === undefined) throw new Error('the log gave no outcome');
  return outcome;
}

/** From the local log once it has the events, since only there they have a sequence; else from the log of record. */
async function readBack(
  runtime: Runtime,
  intent: Intent,
  lastRevision: number,
): Promise<readonly StreamEvent[]> {
  const { local, log, readBackMs } = runtime;
  const { stream } = intent;
  const from = intent.expectedRevision + 1;
  const events = local.readStream(stream, from);
  if ((events.at(-1)?.revision ?? -1) >= lastRevision) return events;
  const reached = await untilLocal(local, { stream, revision: lastRevision, waitMs: readBackMs });
  return reached ? local.readStream(stream, from) : log.readStream(stream, from);
}

const sequenceOf = (event: StreamEvent): number | null =>
  'sequence' in event && typeof event.sequence === 'number' ? event.sequence : null;
