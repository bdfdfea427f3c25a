import { EventLog } from '../log/event-log.js';
import type { AppendOutcome, StreamAppend, StreamEvent, TailHealth } from '../log/event-log.js';
import type { Answer, Settled } from './command.js';

/** Who watches an engine at work: for traces and figures, never for rules. It must not throw. */
export interface Observer {
  /** Runs a command; `reached` resolves once the read models hold what it recorded. */
  command<A extends Answer>(
    told: { readonly commandId: string; readonly stream: string },
    work: () => Promise<A>,
    reached: (answer: Settled) => Promise<number>,
  ): Promise<A>;
  /** Runs one append of the log of record. */
  append<T>(told: { readonly events: number }, work: () => Promise<T>): Promise<T>;
}

/** Runs a command under the eyes of an observer, if there is one. */
export const observed = async <A extends Answer>(
  observer: Observer | undefined,
  told: { readonly commandId: string; readonly stream: string },
  work: () => Promise<A>,
  engine: { reached(answer: Settled, wait: { readonly timeoutMs: number }): Promise<number> },
): Promise<A> =>
  observer
    ? observer.command(told, work, (answer) => engine.reached(answer, { timeoutMs: LOOK_MS }))
    : work();

/** How long an observer looks at the read models. */
const LOOK_MS = 30_000;

/** A log of record whose appends are watched. */
export class ObservedLog extends EventLog {
  private running = 0;

  constructor(
    private readonly log: EventLog,
    private readonly observer: Observer,
  ) {
    super();
  }

  /** Calls of `append` that wait at this moment: those that the next commit answers. */
  get pending(): number {
    return this.running;
  }

  async append(appends: readonly StreamAppend[]): Promise<readonly AppendOutcome[]> {
    const events = appends.reduce((sum, append) => sum + append.events.length, 0);
    this.running += 1;
    try {
      return await this.observer.append({ events }, () => this.log.append(appends));
    } finally {
      this.running -= 1;
    }
  }

  async readStream(stream: string, fromRevision?: number): Promise<readonly StreamEvent[]> {
    return this.log.readStream(stream, fromRevision);
  }

  tail(): TailHealth | null {
    return this.log.tail();
  }

  async close(): Promise<void> {
    return this.log.close();
  }
}
