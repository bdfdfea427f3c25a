import { eventRecord, newSalt, sizeOf } from '../../src/log/format.js';
import { NO_STREAM } from '../../src/log/event-log.js';
import type { EventContent } from '../../src/log/format.js';
import type { EventRecord, StreamAppend } from '../../src/log/event-log.js';
import { uuidFrom } from '../../src/uuid.js';

export const LOG_ID = uuidFrom('contract', 'log');

const META = {
  recordedAt: '2025-02-03T09:00:00.000Z',
  actor: { issuer: 'test', subject: 'official-1', kind: 'official', mandate: 'administrator' },
  commandId: 'contract',
  commandHash: 'a'.repeat(64),
  causationId: 'contract',
  correlationId: 'contract',
  traceId: '0'.repeat(32),
  knownThrough: 0,
  engine: '0.1.0',
  node: 'test',
};

/** A record with a fixed id made of the key; what is given replaces what would be made up. */
export const record = (key: string | number, given: Partial<EventContent> = {}): EventRecord =>
  eventRecord({
    id: uuidFrom('contract', key),
    type: 'SampleRecorded.v1',
    data: { key },
    meta: META,
    ...given,
  });

export const records = (...keys: readonly (string | number)[]): readonly EventRecord[] =>
  keys.map((key) => record(key));

export const appendOf = (
  stream: string,
  expectedRevision: number,
  ...keys: readonly (string | number)[]
): StreamAppend => ({
  stream,
  expectedRevision,
  events: records(...keys),
});

/** The append with which every log begins. */
export const logOpened = (instance = 'contract'): StreamAppend => ({
  stream: 'log',
  expectedRevision: NO_STREAM,
  events: [
    record('log opened', {
      type: 'LogOpened.v1',
      data: {
        logId: LOG_ID,
        format: 1,
        instance,
        clock: 'simulated',
        founders: ['official-1', 'official-2'],
      },
    }),
  ],
});

/** A record of exactly so many bytes. */
export function sized(bytes: number): EventRecord {
  const empty = record('sized', { data: { text: '' } });
  return record('sized', { data: { text: 'x'.repeat(bytes - sizeOf(empty)) }, salt: newSalt() });
}
