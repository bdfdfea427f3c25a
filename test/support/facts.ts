import type { DomainEvent, Metadata, Recorded } from '../../src/domain/decider.js';
import { officialId } from '../../src/domain/ids.js';
import type { OfficialId } from '../../src/domain/ids.js';
import type { LogOpened } from '../../src/domain/log-opened.js';
import { Reference } from '../../src/domain/reference.js';

/** The two founders of every test log; they hold `administrator`. */
export const ALICE = officialId('alice');
export const BRUNO = officialId('bruno');
export const FOUNDERS: readonly [OfficialId, OfficialId] = [ALICE, BRUNO];

export const LOG_OPENED: LogOpened = {
  type: 'LogOpened',
  data: { logId: 'log-test', format: 1, instance: 'test', clock: 'simulated', founders: FOUNDERS },
};

/** Metadata of a test: fixed but for the moment. */
export const metadata = (recordedAt = '2024-11-20T09:00:00.000Z'): Metadata => ({
  recordedAt,
  actor: { issuer: 'test', subject: 'alice', kind: 'official', mandate: 'administrator' },
  commandId: 'command',
  commandHash: 'hash',
  causationId: 'command',
  correlationId: 'command',
  traceId: 'trace',
  knownThrough: 0,
  engine: 'test',
  node: 'test',
});

/** The event as it would be read back from the log. */
export const recorded = <Event extends DomainEvent>(
  event: Event,
  sequence: number,
  recordedAt?: string,
): Recorded<Event> => ({
  ...event,
  sequence,
  stream: 'test',
  revision: sequence,
  id: `event-${sequence}`,
  meta: metadata(recordedAt),
});

/** The rules known after these facts, which follow a `LogOpened` of 2024-11-20 and have the sequences 2, 3, ... */
export function referenceOf(...events: readonly DomainEvent[]): Reference {
  const reference = new Reference();
  [LOG_OPENED, ...events].forEach((event, index) => reference.apply(recorded(event, index + 1)));
  return reference;
}
