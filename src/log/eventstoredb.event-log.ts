import { EventLog, InvalidAppend, LogDamaged, LogUnavailable } from './event-log.js';
import type { AppendOutcome, StreamAppend, StreamEvent } from './event-log.js';
import { LOG_OPENED_STREAM, checkAppends, logIdOf } from './append-rules.js';
import { appendTo, giveBackAppendingClient, takeAppendingClient } from './eventstoredb.append.js';
import type { AppendingClient, Settled } from './eventstoredb.append.js';
import { ClientHolder, checkUrl, reasonOf } from './eventstoredb.client.js';
import { readEvents, refuseRetention } from './eventstoredb.read.js';
import { fromServer, streamNames } from './eventstoredb.wire.js';
import type { StreamNames } from './eventstoredb.wire.js';

export interface EventStoreOptions {
  /** `esdb://` or `esdb+discover://`; see docs/operating/eventstoredb.md. */
  readonly url: string;
  /** Whose streams: the part of each name before its first dot. */
  readonly instance: string;
  /** Longest wait for the answer to one append, and longest silence within a read. */
  readonly timeoutMs: number;
}

/**
 * The log of record on EventStoreDB or KurrentDB. Translates and never retries: an append whose answer did not come
 * is `unknown`, and the same append again gives the final answer (ADR 0003).
 */
export class EventStoreEventLog extends EventLog {
  /** Once seen, the first event of the log is not asked for again. */
  private isOpened = false;
  private isClosed = false;

  private constructor(
    private readonly options: EventStoreOptions,
    private readonly names: StreamNames,
    private readonly appending: AppendingClient,
    private readonly reading: ClientHolder,
  ) {
    super();
  }

  /**
   * Checks the options; the server is spoken to at the first call, so that a node starts while it is away.
   * Throws where this process already appends to another server.
   */
  static async connect(options: EventStoreOptions): Promise<EventStoreEventLog> {
    checkUrl(options.url);
    const names = streamNames(options.instance);
    return new EventStoreEventLog(
      options,
      names,
      takeAppendingClient(options.url),
      new ClientHolder(options.url),
    );
  }

  override async append(appends: readonly StreamAppend[]): Promise<readonly AppendOutcome[]> {
    checkAppends(appends);
    if (this.isClosed) throw new LogUnavailable('the log is closed');
    const [first, ...rest] = appends;
    if (first === undefined) return [];
    if (this.isOpened || (await this.seeOpened())) return outcomesOf(appends, await this.send(appends));
    const [opened] = first.events;
    logIdOf(first.stream, opened?.type ?? '', opened?.data ?? '', this.options.instance);
    const opening = await this.send([first]);
    this.isOpened = opening[0]?.status === 'appended';
    return outcomesOf(appends, [...opening, ...(await this.send(rest))]);
  }

  override async readStream(stream: string, fromRevision = 0): Promise<readonly StreamEvent[]> {
    if (this.isClosed) throw new LogUnavailable('the log is closed');
    const client = await this.reading.client();
    const read = { client, stream: this.names.prefix + stream, timeoutMs: this.options.timeoutMs };
    const events: StreamEvent[] = [];
    try {
      await readEvents({ ...read, from: fromRevision }, (event) => {
        const next = fromServer(event, this.names);
        const expected = fromRevision + events.length;
        if (next.revision !== expected) throw new LogDamaged(`${stream} has lost its revision ${expected}`);
        events.push(next);
      });
      if (events.length === 0) await refuseRetention(read);
    } catch (error) {
      if (error instanceof LogDamaged) throw error;
      this.reading.retireAfter(client, error);
      throw new LogUnavailable(`reading ${stream}: ${reasonOf(error)}`);
    }
    if (!this.reading.isCurrent(client))
      throw new LogUnavailable(`reading ${stream}: the connection was lost`);
    return events;
  }

  /** The adapter copies nothing; who opens a tail beside it tells of it. */
  override tail(): null {
    return null;
  }

  override async close(): Promise<void> {
    if (this.isClosed) return;
    this.isClosed = true;
    await Promise.all([giveBackAppendingClient(this.appending), this.reading.close()]);
  }

  private async seeOpened(): Promise<boolean> {
    this.isOpened = (await this.readStream(LOG_OPENED_STREAM)).length > 0;
    return this.isOpened;
  }

  /** Streams side by side, the entries of one stream one after the other. */
  private async send(appends: readonly StreamAppend[]): Promise<readonly Settled[]> {
    const settled = new Map<StreamAppend, Settled>();
    const lanes = Map.groupBy(appends, ({ stream }) => stream);
    const call = { failure: undefined };
    const { timeoutMs } = this.options;
    await Promise.all(
      Array.from(lanes.values(), async (lane) => {
        for (const append of lane) {
          const target = { ...append, stream: this.names.prefix + append.stream };
          settled.set(append, await appendTo(this.appending, target, { timeoutMs, call }));
        }
      }),
    );
    return appends.map((append) => settled.get(append) ?? { status: 'notWritten', reason: 'not sent' });
  }
}

/**
 * The outcomes of one call. What could not be sent makes the call fail only when nothing of it can have landed;
 * otherwise it is `unknown` like the rest, and the same append again is sure to be right.
 */
function outcomesOf(appends: readonly StreamAppend[], settled: readonly Settled[]): readonly AppendOutcome[] {
  for (const each of settled) {
    if (each.status === 'damaged') throw new LogDamaged(each.reason);
    if (each.status === 'refused') throw new InvalidAppend(each.reason);
  }
  const [first] = settled;
  if (first?.status === 'notWritten' && settled.every(({ status }) => status === 'notWritten')) {
    throw new LogUnavailable(first.reason);
  }
  return appends.map(({ stream, expectedRevision: expected }, index) => {
    const each = settled[index];
    switch (each?.status) {
      case 'appended':
        return each;
      case 'conflict':
        return { status: 'conflict', stream, expected, actual: each.actual };
      default:
        return { status: 'unknown', stream, reason: each?.reason ?? 'not sent' };
    }
  });
}
