import { catalog } from '../domain/catalog.js';
import { Rejection } from '../domain/rejection.js';
import type { Actor } from '../domain/decider.js';
import type { OfficialId } from '../domain/ids.js';
import { LOG_STREAM } from '../domain/log-opened.js';
import type { LogOpened } from '../domain/log-opened.js';
import { NO_STREAM } from '../log/event-log.js';
import type { EventLog, LocalLog } from '../log/event-log.js';
import { canonical } from '../log/format.js';
import { uuidFrom } from '../uuid.js';
import type { Clock } from './clock.js';
import { codecOf } from './codec.js';

export interface OpenLogOptions {
  readonly log: EventLog;
  readonly clock: Clock;
  /** Names the log for ever; a random UUID unless figures must be the same on every run (tests, the demo). */
  readonly logId: string;
  readonly instance: string;
  readonly founders: readonly [OfficialId, OfficialId];
  readonly actor: Actor;
  readonly hashContent: (canonicalText: string) => string;
  readonly engine: string;
  readonly node: string;
}

/**
 * Makes the first event of an empty log. The same again changes nothing. Throws the rejection `idempotencyKeyReused` where
 * the log id was opened with other content, and an error where the log is already another one.
 */
export async function openLog(options: OpenLogOptions): Promise<void> {
  const { log, logId, instance, founders, clock, engine, node, actor } = options;
  const event: LogOpened = {
    type: 'LogOpened',
    data: { logId, format: 1, instance, clock: clock.kind, founders },
  };
  const commandId = `open:${logId}`;
  const record = codecOf(catalog).encode(event, 0, {
    recordedAt: clock.now(),
    actor,
    commandId,
    commandHash: options.hashContent(canonical(event.data)),
    causationId: commandId,
    correlationId: commandId,
    traceId: uuidFrom('trace', commandId).replaceAll('-', ''),
    knownThrough: 0,
    engine,
    node,
  });
  const [outcome] = await log.append([{ stream: LOG_STREAM, expectedRevision: NO_STREAM, events: [record] }]);
  if (outcome?.status !== 'appended') {
    throw new Error(
      outcome?.status === 'unknown'
        ? `the log gave no answer to its opening (${outcome.reason}): try again`
        : 'the log is already open, as another one',
    );
  }
  // The log accepts the id that an earlier opening brought, whatever that one said.
  const [opened] = await log.readStream(LOG_STREAM);
  if (opened?.data !== record.data) throw new Rejection('idempotencyKeyReused', { logId });
}

/** What the first event of the log says; throws where the local log does not hold it yet. */
export function logOpened(local: LocalLog): LogOpened['data'] {
  const [first] = local.read(0, 1);
  const fact = first && codecOf(catalog).decode(first);
  if (fact?.type !== 'LogOpened') throw new Error('the log has no events yet: open it first');
  return fact.data as LogOpened['data'];
}
