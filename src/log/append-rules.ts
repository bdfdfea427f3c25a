import { APPEND_BYTES_MAX, EVENT_BYTES_MAX, checkRecord, sizeOf } from './format.js';
import { InvalidAppend, NO_STREAM } from './event-log.js';
import type { EventRecord, StreamAppend } from './event-log.js';

export const LOG_OPENED_TYPE = 'LogOpened.v1';
export const LOG_OPENED_STREAM = 'log';

/** What an adapter refuses before it touches its store; one bad entry refuses the call. Throws {@link InvalidAppend}. */
export function checkAppends(appends: readonly StreamAppend[]): void {
  for (const append of appends) {
    try {
      checkAppend(append);
    } catch (error) {
      if (error instanceof InvalidAppend)
        throw new InvalidAppend(`append to ${append.stream}: ${error.message}`);
      throw error;
    }
  }
}

function checkAppend({ stream, expectedRevision, events }: StreamAppend): void {
  checkStreamName(stream);
  if (!Number.isSafeInteger(expectedRevision) || expectedRevision < NO_STREAM) {
    throw new InvalidAppend('the expected revision must be a revision or NO_STREAM');
  }
  if (events.length === 0) throw new InvalidAppend('an append must have at least one event');
  let bytes = 0;
  for (const [index, record] of events.entries()) {
    try {
      checkRecord(record);
      bytes += checkedSize(record);
    } catch (error) {
      if (error instanceof InvalidAppend) throw new InvalidAppend(`event ${index}: ${error.message}`);
      throw error;
    }
  }
  if (bytes > APPEND_BYTES_MAX) {
    throw new InvalidAppend(`${bytes} bytes are more than an append's ${APPEND_BYTES_MAX}`);
  }
}

function checkedSize(record: EventRecord): number {
  const bytes = sizeOf(record);
  if (bytes > EVENT_BYTES_MAX) {
    throw new InvalidAppend(`${bytes} bytes are more than an event's ${EVENT_BYTES_MAX}`);
  }
  return bytes;
}

const ASCII_STREAM = /^[A-Za-z0-9][A-Za-z0-9._:-]{0,199}$/;
const UNICODE_STREAM = /^[\p{L}\p{N}][\p{L}\p{M}\p{N}._:-]{0,199}$/u;

/** Letters, digits and `. _ : -`, at most 200 code points: so no `$`, which servers keep for themselves. */
export function checkStreamName(stream: string): void {
  if (!ASCII_STREAM.test(stream) && !UNICODE_STREAM.test(stream)) {
    throw new InvalidAppend(
      'a stream name must be 1 to 200 letters, digits or . _ : - and begin with a letter or digit',
    );
  }
}

/**
 * The log id that the first event of a log gives it. Throws {@link InvalidAppend} for any other event, and where the
 * log is to be of another instance than the one named: environments never mix.
 */
export function logIdOf(stream: string, type: string, data: string, instance?: string): string {
  const opened: unknown = stream === LOG_OPENED_STREAM && type === LOG_OPENED_TYPE ? JSON.parse(data) : {};
  const named = opened as {
    readonly logId?: unknown;
    readonly format?: unknown;
    readonly instance?: unknown;
  };
  if (typeof named.logId !== 'string' || named.logId === '' || named.format !== 1) {
    throw new InvalidAppend(
      `a log must begin with ${LOG_OPENED_TYPE} of format 1 on stream ${LOG_OPENED_STREAM}`,
    );
  }
  if (instance !== undefined && named.instance !== instance) {
    throw new InvalidAppend(`the log is of instance ${String(named.instance)}, and not of ${instance}`);
  }
  return named.logId;
}
