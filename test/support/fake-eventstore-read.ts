import streams from '@eventstore/db-client/generated/streams_pb.js';
import grpc from '@grpc/grpc-js';
import type { Fault, Faults } from './fake-eventstore-faults.js';
import { serviceError, statusOf } from './fake-eventstore-faults.js';
import type { FakeStore, StoredEvent } from './fake-eventstore-store.js';
import {
  caughtUpMessage,
  checkpointMessage,
  confirmationMessage,
  eventMessage,
  notFoundMessage,
  streamNameFrom,
} from './fake-eventstore-wire.js';

export type ReadCall = grpc.ServerWritableStream<streams.ReadReq, streams.ReadResp>;

const BACKWARDS = streams.ReadReq.Options.ReadDirection.BACKWARDS;

/** How many events the server looks at between two checkpoints when the client names no window. */
const SEARCH_WINDOW = 32;

/** The node as its calls see it. */
export interface FakeNode {
  readonly store: FakeStore;
  readonly faults: Faults;
  /** Reads and subscriptions that the client has not ended. */
  readonly openReads: Set<ReadCall>;
  /** Events handed to the transport by all reads and subscriptions so far. */
  readonly sent: { events: number };
  /** Appends that reached the node, whatever became of them. */
  readonly received: { appends: number };
}

/** Serves one Read call: a page of a stream or of `$all`, or a subscription. */
export async function serveRead(node: FakeNode, call: ReadCall): Promise<void> {
  node.openReads.add(call);
  try {
    const options = call.request.getOptions();
    if (options === undefined) throw serviceError(grpc.status.INVALID_ARGUMENT, 'no options');
    const stream = options.hasStream()
      ? streamNameFrom(options.getStream()?.getStreamIdentifier())
      : undefined;
    const fault = node.faults.take(options.hasSubscription() ? 'subscribe' : 'read', stream);
    const sender = new Sender(node, call, fault);
    await sender.begin();
    if (options.hasSubscription()) await follow(node, sender, options);
    else if (stream !== undefined) await readStream(node, sender, stream, options);
    else await readAll(node, sender, options);
    call.end();
  } catch (error) {
    if (error instanceof Ended) call.end();
    else if (!call.cancelled) call.emit('error', error);
  } finally {
    node.openReads.delete(call);
  }
}

/** The call is over without an error: the client went away, or a fault closes it with OK. */
class Ended extends Error {}

type Options = streams.ReadReq.Options;

async function readStream(node: FakeNode, sender: Sender, stream: string, options: Options): Promise<void> {
  const visible = node.store.visible(stream);
  if (visible === 'deleted') {
    throw serviceError(grpc.status.FAILED_PRECONDITION, 'deleted', {
      exception: 'stream-deleted',
      'stream-name': stream,
    });
  }
  if (visible === 'notFound') return sender.send(notFoundMessage(stream));
  const from = options.getStream();
  const revision = Number(from?.getRevision() ?? 0);
  const limit = Number(options.getCount());
  const backwards = options.getReadDirection() === BACKWARDS;
  const chosen = backwards
    ? visible.toReversed().filter((event) => from?.hasEnd() === true || event.revision <= revision)
    : visible.filter((event) => from?.hasStart() === true || event.revision >= revision);
  for (const event of chosen.slice(0, limit)) await sender.deliver(event);
}

async function readAll(node: FakeNode, sender: Sender, options: Options): Promise<void> {
  const all = options.getAll();
  const position = Number(all?.getPosition()?.getCommitPosition() ?? 0);
  const limit = Number(options.getCount());
  if (options.getReadDirection() === BACKWARDS) {
    const end = all?.hasEnd() === true ? node.store.all.length : node.store.indexAfter(position - 1);
    for (const event of node.store.all.slice(Math.max(0, end - limit), end).toReversed()) {
      await sender.deliver(event);
    }
    return;
  }
  const start = all?.hasPosition() === true ? node.store.indexAfter(position - 1) : 0;
  const end = Math.min(node.store.all.length, start + limit);
  for (let index = start; index < end; index += 1) await sender.deliver(at(node.store, index));
}

/** A subscription: confirmation, what is there, caught up, then whatever comes, until the client leaves. */
async function follow(node: FakeNode, sender: Sender, options: Options): Promise<void> {
  const matches = matcherOf(options);
  const filter = options.getFilter();
  const window = (filter?.getMax() ?? 0) > 0 ? (filter?.getMax() ?? 0) : SEARCH_WINDOW;
  const checkpointEvery = window * Math.max(1, filter?.getCheckpointintervalmultiplier() ?? 1);
  await sender.send(confirmationMessage());
  const announced = sender.fault?.does === 'checkpointAhead' ? node.store.all.at(-1)?.position : undefined;
  if (announced !== undefined) await sender.send(checkpointMessage(announced + 1_000_000));
  let index = startOf(node.store, options);
  let considered = 0;
  let live = false;
  for (;;) {
    while (index < node.store.all.length) {
      const event = at(node.store, index);
      index += 1;
      considered += 1;
      if (matches(event)) await sender.deliver(event);
      if (filter !== undefined && considered % checkpointEvery === 0) {
        await sender.send(checkpointMessage(event.position));
      }
    }
    await sender.flush();
    if (index < node.store.all.length) continue;
    if (!live) await sender.send(caughtUpMessage());
    live = true;
    if (index >= node.store.all.length) await sender.growth();
  }
}

function startOf(store: FakeStore, options: Options): number {
  const all = options.getAll();
  if (all === undefined || all.hasStart()) return 0;
  if (all.hasEnd()) return store.all.length;
  return store.indexAfter(Number(all.getPosition()?.getCommitPosition() ?? 0));
}

function matcherOf(options: Options): (event: StoredEvent) => boolean {
  const stream = options.getStream();
  if (stream !== undefined) {
    const name = streamNameFrom(stream.getStreamIdentifier());
    const after = stream.hasStart() ? -1 : Number(stream.getRevision());
    return (event) => event.stream === name && event.revision > after;
  }
  const filter = options.getFilter();
  const byStream = filter?.getStreamIdentifier();
  const expression = byStream ?? filter?.getEventType();
  if (expression === undefined) return () => true;
  const subject = (event: StoredEvent): string => (byStream === undefined ? event.type : event.stream);
  const prefixes = expression.getPrefixList();
  const pattern = new RegExp(expression.getRegex());
  return prefixes.length > 0
    ? (event) => prefixes.some((prefix) => subject(event).startsWith(prefix))
    : (event) => pattern.test(subject(event));
}

function at(store: FakeStore, index: number): StoredEvent {
  const event = store.all[index];
  if (event === undefined) throw new Error(`no event at ${index}`);
  return event;
}

/** Writes to one call, no faster than the client reads, and lets its fault strike at the event it names. */
class Sender {
  private delivered = 0;
  private late: StoredEvent | undefined;
  private isReleased = false;
  /** Rejects when the client left. */
  private readonly gone: Promise<never>;

  constructor(
    private readonly node: FakeNode,
    private readonly call: ReadCall,
    readonly fault: Fault | undefined,
  ) {
    this.gone = new Promise((_resolve, reject) => call.once('cancelled', () => reject(new Ended())));
    this.gone.catch(() => undefined);
  }

  async begin(): Promise<void> {
    if (this.fault?.does === 'notLeader') throw statusOf(this.fault);
    await this.strike();
  }

  async deliver(event: StoredEvent): Promise<void> {
    await this.strike();
    const skewed = this.fault !== undefined && 'afterEvents' in this.fault ? this.fault : undefined;
    const struck = skewed?.afterEvents === this.delivered;
    this.delivered += 1;
    if (struck && skewed.does === 'skip') return;
    if (struck && skewed.does === 'swap') {
      this.late = event;
      return;
    }
    await this.sendEvent(event);
    if (struck && skewed.does === 'duplicate') await this.sendEvent(event);
    await this.flush();
  }

  /** Sends the event that was held back to come after its successor. */
  async flush(): Promise<void> {
    const late = this.late;
    this.late = undefined;
    if (late !== undefined) await this.sendEvent(late);
  }

  async send(message: streams.ReadResp): Promise<void> {
    if (this.call.cancelled) throw new Ended();
    if (this.call.write(message)) return;
    await Promise.race([new Promise<void>((resolve) => this.call.once('drain', resolve)), this.gone]);
  }

  /** Resolves when the log grew; ends the call when the client left. */
  async growth(): Promise<void> {
    await this.strike();
    let stop = (): void => undefined;
    const grown = new Promise<void>((resolve) => (stop = this.node.store.onGrowth(resolve)));
    await Promise.race([grown, this.gone]).finally(stop);
  }

  private async sendEvent(event: StoredEvent): Promise<void> {
    this.node.sent.events += 1;
    await this.send(eventMessage(event));
  }

  private async strike(): Promise<void> {
    const fault = this.fault;
    if (fault === undefined || (('afterEvents' in fault && fault.afterEvents) || 0) !== this.delivered)
      return;
    if (fault.does === 'fail') throw statusOf(fault);
    if (fault.does === 'end') throw new Ended();
    if (fault.does === 'hold' && !this.isReleased) {
      this.isReleased = true;
      await Promise.race([new Promise<void>((resolve) => this.node.faults.hold(resolve)), this.gone]);
    }
  }
}
