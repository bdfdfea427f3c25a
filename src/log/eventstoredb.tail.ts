import { setTimeout } from 'node:timers/promises';
import { InvalidAppend, LogDamaged, LogUnavailable } from './event-log.js';
import type { TailHealth } from './event-log.js';
import { ClientHolder, TIMED_OUT, checkUrl, reasonOf, within } from './eventstoredb.client.js';
import { ServerClock } from './eventstoredb.clock.js';
import { follow } from './eventstoredb.follow.js';
import type { Arrived } from './eventstoredb.follow.js';
import { LogBehindCopy } from './eventstoredb.resume.js';
import { streamNames } from './eventstoredb.wire.js';
import { isReadable } from './format.js';
import type { LocalLogFile } from './local-log-file.js';

/** Waits before the next try, doubled from the first to the last. */
const BACKOFF_MS = { first: 100, last: 10_000 };
/** Foreign events that health lists by their place; the others are only counted. */
const UNREADABLE_LISTED = 20;

export interface TailOptions {
  readonly url: string;
  readonly instance: string;
  /** The copy, opened for writing. The tail alone writes to it. */
  readonly local: LocalLogFile;
  /** Longest wait for an answer of the server, 10 s unless told. */
  readonly timeoutMs?: number;
}

/**
 * Copies the server's events of one instance into the local log file, in their one order, each once (ADR 0003).
 * It resumes from the copy's last event and keeps trying while the server is away; where the server's log does not
 * go on from the copy it stops for good.
 */
export class EventStoreTail {
  /** Resolves when the copy has held all that the server held, once; rejects when the tail stops before. */
  readonly ready: Promise<void>;
  private readonly stopping = new AbortController();
  private readonly holder: ClientHolder;
  private readonly running: Promise<void>;
  private readonly readiness = Promise.withResolvers<undefined>();
  private state: TailHealth['state'] = 'connecting';
  private reason: string | undefined;
  private failures = 0;
  private drops = 0;
  private duplicates = 0;
  private readonly unreadable = { count: 0, first: [] as string[] };
  private readonly serverClock = new ServerClock();

  private constructor(private readonly options: TailOptions) {
    this.holder = new ClientHolder(options.url);
    this.ready = this.readiness.promise;
    // Whoever waits for it hears it; a tail that nobody waits for tells by its health.
    this.ready.catch(() => undefined);
    this.running = this.run();
  }

  /** Throws where the options are not valid; the server may be away. */
  static start(options: TailOptions): EventStoreTail {
    checkUrl(options.url);
    streamNames(options.instance);
    return new EventStoreTail(options);
  }

  /**
   * Resolves as {@link ready} does. Throws {@link LogUnavailable} with the reason where the server is away and nothing
   * came for so long, and what `ready` rejects with; the tail itself goes on trying.
   */
  async caughtUp(awayMs: number): Promise<void> {
    const { local } = this.options;
    for (let head = -1; this.state === 'catchingUp' || local.head() > head;) {
      head = local.head();
      if ((await within(awayMs, this.ready)) !== TIMED_OUT) return;
    }
    throw new LogUnavailable(
      `the server cannot be reached: ${this.reason ?? `no answer within ${awayMs} ms`}`,
    );
  }

  /** Ends the subscription; what was received before is in the copy. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await Promise.all([this.running, this.holder.close()]);
    if (this.state !== 'damaged' && this.state !== 'behind') this.state = 'stopped';
    this.readiness.reject(new Error('the tail was stopped'));
  }

  health(): TailHealth {
    return {
      state: this.state,
      sequence: this.options.local.head(),
      reason: this.reason,
      drops: this.drops,
      duplicates: this.duplicates,
      unreadable: { count: this.unreadable.count, first: [...this.unreadable.first] },
      clockAheadMs: this.serverClock.aheadMs(),
    };
  }

  private async run(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      const error = await this.followOnce();
      if (this.stopping.signal.aborted) return;
      this.reason = reasonOf(error);
      if (error instanceof LogBehindCopy) return this.fail('behind', error);
      // A log whose first event is not LogOpened is refused by the copy, today and at the next try.
      if (error instanceof LogDamaged || error instanceof InvalidAppend) return this.fail('damaged', error);
      this.drops += 1;
      this.state = 'reconnecting';
      await this.pause();
    }
  }

  /** Why it ended. */
  private async followOnce(): Promise<unknown> {
    const client = await this.holder.client();
    try {
      await follow({
        client,
        names: streamNames(this.options.instance),
        timeoutMs: this.options.timeoutMs ?? 10_000,
        local: this.options.local,
        signal: this.stopping.signal,
        tell: {
          subscribed: () => (this.state = 'catchingUp'),
          caughtUp: () => this.onCaughtUp(),
          written: (events) => this.onWritten(events),
          duplicate: () => (this.duplicates += 1),
        },
      });
      return undefined;
    } catch (error) {
      this.holder.retireAfter(client, error);
      return error;
    }
  }

  private onCaughtUp(): void {
    this.state = 'live';
    this.failures = 0;
    this.readiness.resolve(undefined);
  }

  private onWritten(events: readonly Arrived[]): void {
    this.failures = 0;
    for (const { event, created } of events) {
      if (!isReadable(event)) this.note(`${event.sequence} ${event.stream} ${event.revision} ${event.type}`);
      if (this.state === 'live') this.serverClock.hear(created);
    }
  }

  private note(place: string): void {
    this.unreadable.count += 1;
    if (this.unreadable.first.length < UNREADABLE_LISTED) this.unreadable.first.push(place);
  }

  private fail(state: 'damaged' | 'behind', error: unknown): void {
    this.state = state;
    this.readiness.reject(error);
  }

  private async pause(): Promise<void> {
    const waitMs = Math.min(BACKOFF_MS.last, BACKOFF_MS.first * 2 ** this.failures);
    this.failures += 1;
    // Stopping ends the wait, and nothing else can.
    await setTimeout(waitMs, undefined, { signal: this.stopping.signal }).catch(() => undefined);
  }
}
