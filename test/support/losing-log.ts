import { EventLog, LocalLog, LogUnavailable, NO_STREAM } from '../../src/log/event-log.js';
import type {
  AppendOutcome,
  LoggedEvent,
  Place,
  StreamAppend,
  StreamEvent,
  TailHealth,
} from '../../src/log/event-log.js';

/** What happens to a call of `append`: its answer is lost before or after it was written, the log is away, or none of it. */
export type Fault = 'lostBefore' | 'lostAfter' | 'unavailable' | 'none';

/** A real log between which and its caller things get lost: a fault injector, which keeps nothing itself. */
export class LosingLog extends EventLog {
  /** Taken one for each call; none when empty. */
  readonly faults: Fault[] = [];
  /** Runs before each call of `append` reaches the log, such as another node that is faster. */
  beforeAppend: (() => Promise<void>) | undefined;
  appends = 0;

  constructor(readonly inner: EventLog) {
    super();
  }

  async append(appends: readonly StreamAppend[]): Promise<readonly AppendOutcome[]> {
    this.appends += 1;
    const interfere = this.beforeAppend;
    this.beforeAppend = undefined;
    await interfere?.();
    const fault = this.faults.shift() ?? 'none';
    if (fault === 'unavailable') throw new LogUnavailable('away');
    if (fault === 'lostBefore') return lost(appends);
    const outcomes = await this.inner.append(appends);
    return fault === 'lostAfter' ? lost(appends) : outcomes;
  }

  readStream(stream: string, fromRevision?: number): Promise<readonly StreamEvent[]> {
    return this.inner.readStream(stream, fromRevision);
  }

  tail(): TailHealth | null {
    return this.inner.tail();
  }

  close(): Promise<void> {
    return this.inner.close();
  }
}

const lost = (appends: readonly StreamAppend[]): readonly AppendOutcome[] =>
  appends.map(({ stream }) => ({ status: 'unknown', stream, reason: 'the answer was lost' }));

/** The local log of a node whose tail is behind: it shows a real one up to a sequence. */
export class LaggingLocal extends LocalLog {
  private readonly listeners = new Set<() => void>();

  constructor(
    protected readonly inner: LocalLog,
    protected through = inner.head(),
  ) {
    super();
  }

  get logId(): string {
    return this.inner.logId;
  }

  /** The tail delivers: up to a sequence, or all there is. */
  catchUp(through = this.inner.head()): void {
    this.through = through;
    for (const listener of this.listeners) listener();
  }

  head(): number {
    return Math.min(this.through, this.inner.head());
  }

  read(afterSequence: number, limit: number): readonly LoggedEvent[] {
    return this.inner.read(afterSequence, limit).filter((event) => event.sequence <= this.through);
  }

  readStream(stream: string, fromRevision?: number): readonly LoggedEvent[] {
    return this.inner.readStream(stream, fromRevision).filter((event) => event.sequence <= this.through);
  }

  revisionOf(stream: string): number {
    return this.readStream(stream).at(-1)?.revision ?? NO_STREAM;
  }

  leafAt(sequence: number): string {
    return this.inner.leafAt(sequence);
  }

  sequenceOf(stream: string, revision: number): number | undefined {
    const sequence = this.inner.sequenceOf(stream, revision);
    return sequence !== undefined && sequence <= this.through ? sequence : undefined;
  }

  placeOf(stream: string, revision: number): Place | undefined {
    const place = this.inner.placeOf(stream, revision);
    return place !== undefined && place.sequence <= this.through ? place : undefined;
  }

  onGrowth(listener: () => void): () => void {
    const own = (): void => listener();
    this.listeners.add(own);
    return () => this.listeners.delete(own);
  }
}
