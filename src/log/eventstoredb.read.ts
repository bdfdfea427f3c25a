import type { EventStoreDBClient } from '@eventstore/db-client';
import { BACKWARDS, END, FORWARDS, StreamDeletedError, StreamNotFoundError } from '@eventstore/db-client';
import { LogDamaged } from './event-log.js';
import { retentionIn } from './eventstoredb.wire.js';
import type { ServerEvent } from './eventstoredb.wire.js';

export interface StreamRead {
  readonly client: EventStoreDBClient;
  /** As the server calls it. */
  readonly stream: string;
  /** A revision, that one included, or the last event alone. */
  readonly from: number | 'last';
  readonly limit?: number;
  /** Longest silence of the server before the read is given up. */
  readonly timeoutMs: number;
}

/**
 * Reads a stream from the leader and gives each event to `take`; false when there is no such stream.
 * Throws {@link LogDamaged} when it was deleted for ever, otherwise what the client throws.
 */
export async function readEvents(read: StreamRead, take: (event: ServerEvent) => void): Promise<boolean> {
  const last = read.from === 'last';
  const events = read.client.readStream(read.stream, {
    fromRevision: read.from === 'last' ? END : BigInt(read.from),
    direction: last ? BACKWARDS : FORWARDS,
    maxCount: last ? 1 : (read.limit ?? Number.MAX_SAFE_INTEGER),
    requiresLeader: true,
  });
  // The loop below hears the first error; one more, after it, must not end the process.
  events.on('error', () => undefined);
  const silence = setTimeout(
    () => events.destroy(new Error(`no answer within ${read.timeoutMs} ms`)),
    read.timeoutMs,
  );
  try {
    for await (const { event } of events) {
      silence.refresh();
      if (event !== undefined) take(event);
    }
    return true;
  } catch (error) {
    if (error instanceof StreamNotFoundError) return false;
    if (error instanceof StreamDeletedError) throw new LogDamaged(`${read.stream} was deleted for ever`);
    throw error;
  } finally {
    clearTimeout(silence);
    // Leaving the loop does not end the call, and a call that never began has nothing to cancel.
    events.cancel().catch(() => undefined);
  }
}

/**
 * Refuses with {@link LogDamaged} a stream whose metadata let the server drop its events: asked for where a read
 * ended early, and of streams whose metadata changed.
 */
export async function refuseRetention(read: Omit<StreamRead, 'from' | 'limit'>): Promise<void> {
  let retention: string | undefined;
  await readEvents({ ...read, stream: `$$${read.stream}`, from: 'last' }, (event) => {
    retention = retentionIn(event.data);
  });
  if (retention !== undefined) {
    throw new LogDamaged(`${read.stream} was deleted, or is given retention: ${retention}`);
  }
}
