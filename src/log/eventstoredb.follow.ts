import { streamNameFilter } from '@eventstore/db-client';
import type { AllStreamSubscription, Position, ReadPosition } from '@eventstore/db-client';
import { LogDamaged } from './event-log.js';
import type { LoggedEvent, StreamEvent } from './event-log.js';
import { firstDifference, positionOf, resumePosition } from './eventstoredb.resume.js';
import type { Source } from './eventstoredb.resume.js';
import { refuseRetention } from './eventstoredb.read.js';
import { fromServer, retentionIn } from './eventstoredb.wire.js';
import type { ServerEvent } from './eventstoredb.wire.js';
import type { LocalLogFile } from './local-log-file.js';

/** Events and bytes of one transaction of the local copy at most. */
const BATCH_EVENTS = 1_000;
const BATCH_BYTES = 4 * 1024 * 1024;
/** Events that wait in each half of the client's stream; with the batch, all that a slow disk lets pile up. */
const WAITING_EVENTS = 128;
/** Events that the server looks at in one go when few of them are ours. */
const SEARCH_WINDOW = 500;

export interface Follow extends Source {
  readonly local: LocalLogFile;
  readonly signal: AbortSignal;
  /** Tells what happens, in the order in which it is written to the local copy. */
  readonly tell: {
    subscribed(): void;
    caughtUp(): void;
    /** Events now in the local copy, with the server's stamp of each. */
    written(events: readonly Arrived[]): void;
    duplicate(): void;
  };
}

export interface Arrived {
  readonly event: LoggedEvent;
  readonly created: Date;
}

/**
 * Follows the server's log from the local copy's last event until the signal. Throws when the subscription ends for
 * any other reason, a silent end included; {@link LogDamaged} when what comes does not go on from the copy.
 */
export async function follow(tail: Follow): Promise<void> {
  const from = await resumePosition(tail, tail.local);
  const { prefix, metadataPrefix } = tail.names;
  const subscription = tail.client.subscribeToAll(
    {
      fromPosition: from,
      filter: streamNameFilter({
        prefixes: [prefix, metadataPrefix],
        maxSearchWindow: SEARCH_WINDOW,
        checkpointInterval: 20,
      }),
      requiresLeader: true,
    },
    { highWaterMark: WAITING_EVENTS },
  );
  // The loop hears the first error; one more, after it, must not end the process.
  subscription.on('error', () => undefined);
  // The client announces it while earlier events still wait: a mark among them arrives in its place.
  subscription.on('caughtUp', () => subscription.push(CAUGHT_UP));
  const silence = setTimeout(
    () => subscription.destroy(new Error('the server does not confirm')),
    tail.timeoutMs,
  );
  subscription.on('confirmation', () => {
    clearTimeout(silence);
    tail.tell.subscribed();
  });
  const stop = (): unknown => subscription.destroy();
  tail.signal.addEventListener('abort', stop);
  try {
    if (!tail.signal.aborted) await consume(tail, subscription, from);
  } catch (error) {
    if (!tail.signal.aborted) throw error;
  } finally {
    clearTimeout(silence);
    tail.signal.removeEventListener('abort', stop);
    subscription.unsubscribe().catch(() => undefined);
  }
  if (!tail.signal.aborted) throw new Error('the server ended the subscription without a word');
}

const CAUGHT_UP = { isCaughtUp: true } as const;

type Item = { readonly event?: ServerEvent } | typeof CAUGHT_UP;

async function consume(tail: Follow, subscription: AllStreamSubscription, from: ReadPosition): Promise<void> {
  const batch = new Batch(tail, typeof from === 'string' ? undefined : from);
  const items: AsyncIterable<Item> = subscription;
  let isLive = false;
  try {
    for await (const item of items) {
      if ('isCaughtUp' in item) {
        isLive = true;
        batch.write();
        tail.tell.caughtUp();
      } else if (item.event !== undefined) {
        await take(tail, batch, item.event);
      }
      // While there is more to catch up with, only whole batches are worth a transaction.
      if (batch.isFull || (isLive && !(await moreArrives(subscription)))) batch.write();
    }
  } finally {
    // What came before an error is in order and was checked: it is kept.
    batch.write();
  }
}

/** One turn of the event loop reads whatever has reached this machine. */
async function moreArrives(subscription: AllStreamSubscription): Promise<boolean> {
  if (subscription.readableLength > 0) return true;
  await new Promise((resolve) => setImmediate(resolve));
  return subscription.readableLength > 0;
}

async function take(tail: Follow, batch: Batch, event: ServerEvent): Promise<void> {
  const { prefix, metadataPrefix } = tail.names;
  if (event.streamId.startsWith(metadataPrefix)) {
    if (retentionIn(event.data) === undefined) return;
    // History may tell of a retention that was taken back before anything was lost: what holds now decides.
    await refuseRetention({ ...tail, stream: event.streamId.slice('$$'.length) });
  } else if (event.streamId.startsWith(prefix)) {
    batch.add(event);
  }
}

/** Events that are checked and not yet written: each goes on from the one before it, in the log and in its stream. */
class Batch {
  private arrived: Arrived[] = [];
  private bytes = 0;
  /** Last revisions of the streams in this batch. */
  private readonly revisions = new Map<string, number>();

  constructor(
    private readonly tail: Follow,
    private position: Position | undefined,
  ) {}

  get isFull(): boolean {
    return this.arrived.length >= BATCH_EVENTS || this.bytes >= BATCH_BYTES;
  }

  add(event: ServerEvent): void {
    const next = fromServer(event, this.tail.names);
    const known = this.revisions.get(next.stream) ?? this.tail.local.revisionOf(next.stream);
    if (next.revision <= known) return this.refuseOther(next);
    if (next.revision > known + 1) {
      throw new LogDamaged(`${next.stream} goes on at revision ${next.revision}, after ${known}`);
    }
    this.advance(next, positionOf(event));
    const sequence = this.tail.local.head() + this.arrived.length + 1;
    this.arrived.push({ event: { ...next, sequence }, created: event.created });
    this.revisions.set(next.stream, next.revision);
    this.bytes += next.data.length + next.meta.length;
  }

  write(): void {
    const { arrived } = this;
    if (arrived.length === 0) return;
    this.arrived = [];
    this.bytes = 0;
    this.revisions.clear();
    this.tail.local.appendLogged(arrived.map(({ event }) => event));
    this.tail.tell.written(arrived);
  }

  private advance({ stream, revision }: StreamEvent, { commit, prepare }: Position): void {
    const before = this.position;
    this.position = { commit, prepare };
    if (before === undefined || commit > before.commit) return;
    if (commit === before.commit && prepare > before.prepare) return;
    throw new LogDamaged(`${stream} ${revision} came after an event that stands behind it in the log`);
  }

  /** The same event a second time is nothing new; another one at its place is. */
  private refuseOther(again: StreamEvent): void {
    const { stream, revision } = again;
    const waiting = this.arrived.find(({ event }) => event.stream === stream && event.revision === revision);
    const known = waiting?.event ?? this.tail.local.readStream(stream, revision)[0];
    const difference = known === undefined ? 'place' : firstDifference(again, known);
    if (difference !== undefined) {
      throw new LogDamaged(`${stream} ${revision} came again with another ${difference}`);
    }
    this.tail.tell.duplicate();
  }
}
