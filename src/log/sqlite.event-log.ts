import { checkAppends } from './append-rules.js';
import { EventLog, InvalidAppend, LogUnavailable } from './event-log.js';
import type { AppendOutcome, LocalLog, StreamAppend, StreamEvent } from './event-log.js';
import { LocalLogFile, WriteFailed } from './local-log-file.js';
import type { AddEvent } from './local-log-file.js';
import { messageOf } from './log-file-schema.js';

const CLOSED = 'the log is closed';

/** One call of `append`, waiting for the transaction that it will share. */
interface Waiting {
  readonly appends: readonly StreamAppend[];
  readonly resolve: (outcomes: readonly AppendOutcome[]) => void;
  readonly reject: (error: Error) => void;
}

/**
 * The embedded log of record: one SQLite file, one process that writes. All calls that wait at the same time share one
 * transaction and its one sync to disk; each is answered after the commit.
 */
export class SqliteEventLog extends EventLog {
  readonly #file: LocalLogFile;
  #queue: Waiting[] = [];
  /** Why no append is taken any more. */
  #stopped: string | undefined;
  #closed = false;

  private constructor(file: LocalLogFile) {
    super();
    this.#file = file;
  }

  /** Opens or makes the file. Throws where another process writes to it, or it is the log of another instance. */
  static open(options: { readonly path: string; readonly instance: string }): SqliteEventLog {
    return new SqliteEventLog(LocalLogFile.open({ ...options, writable: true }));
  }

  /** The same file, for everybody who reads. */
  get local(): LocalLog {
    return this.#file;
  }

  async append(appends: readonly StreamAppend[]): Promise<readonly AppendOutcome[]> {
    checkAppends(appends);
    if (appends.length === 0) return [];
    if (this.#stopped !== undefined) throw new LogUnavailable(this.#stopped);
    return new Promise((resolve, reject) => {
      this.#queue.push({ appends, resolve, reject });
      if (this.#queue.length === 1) setImmediate(() => this.#flush());
    });
  }

  async readStream(stream: string, fromRevision = 0): Promise<readonly StreamEvent[]> {
    if (this.#closed) throw new LogUnavailable(CLOSED);
    return this.#file.readStream(stream, fromRevision).map(({ sequence: _, ...event }) => event);
  }

  tail(): null {
    return null;
  }

  /** Writes what is still waiting, then closes the file. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#flush();
    this.#closed = true;
    this.#stopped ??= CLOSED;
    this.#file.close();
  }

  #flush(): void {
    const queue = this.#queue;
    if (queue.length === 0) return;
    this.#queue = [];
    try {
      const answers = this.#file.write((add) => queue.map(({ appends }) => this.#decideCall(appends, add)));
      for (const [index, { resolve, reject }] of queue.entries()) {
        const answer = answers[index];
        if (answer instanceof Error) reject(answer);
        else resolve(answer ?? []);
      }
    } catch (error) {
      this.#fail(queue, error);
    }
  }

  /** A call that would begin an empty log with anything but LogOpened is refused; nothing of it was entered. */
  #decideCall(appends: readonly StreamAppend[], add: AddEvent): readonly AppendOutcome[] | InvalidAppend {
    try {
      return appends.map((append) => this.#decide(append, add));
    } catch (error) {
      if (error instanceof InvalidAppend) return error;
      throw error;
    }
  }

  /** The rows of the server's idempotency table that remain when every append names a revision. */
  #decide({ stream, expectedRevision, events }: StreamAppend, add: AddEvent): AppendOutcome {
    const actual = this.#file.revisionOf(stream);
    if (expectedRevision === actual) {
      let position = '';
      for (const record of events) position = positionOf(add(stream, record).sequence);
      return { status: 'appended', lastRevision: actual + events.length, position };
    }
    const lastRevision = expectedRevision + events.length;
    if (expectedRevision < actual && lastRevision <= actual) {
      const present = this.#file.readStream(stream, expectedRevision + 1);
      if (events.every((record, index) => present[index]?.id === record.id)) {
        const sequence = present[events.length - 1]?.sequence ?? 0;
        return { status: 'appended', lastRevision, position: positionOf(sequence) };
      }
    }
    return { status: 'conflict', stream, expected: expectedRevision, actual };
  }

  /**
   * A failed commit may have reached the disk, so its outcome is unknown; what failed before it was not written.
   * Either way the log takes no more appends: what this process believes to be the end may not be it.
   */
  #fail(queue: readonly Waiting[], error: unknown): void {
    const failure = error instanceof Error ? error : new Error(messageOf(error));
    const reason = failure.message;
    const stage = failure instanceof WriteFailed ? failure.stage : undefined;
    if (stage !== 'begin') this.#stopped = `the log stopped and must be opened again: ${reason}`;
    for (const { appends, resolve, reject } of queue) {
      if (stage === 'commit') resolve(appends.map(({ stream }) => ({ status: 'unknown', stream, reason })));
      else if (stage === undefined) reject(failure);
      else reject(new LogUnavailable(reason, { cause: error }));
    }
  }
}

/** Fixed width, so that positions order as text. */
const positionOf = (sequence: number): string => String(sequence).padStart(16, '0');
