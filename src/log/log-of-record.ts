import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { EventLog, LogUnavailable } from './event-log.js';
import type { AppendOutcome, LocalLog, StreamAppend, StreamEvent, TailHealth } from './event-log.js';
import { LocalLogFile } from './local-log-file.js';
import type { EventStoreTail } from './eventstoredb.tail.js';
import { LogLocked } from './log-file-schema.js';
import { SqliteEventLog } from './sqlite.event-log.js';

export interface LogOptions {
  /** Folder of `log.sqlite`. */
  readonly data: string;
  readonly instance: string;
  readonly log: { readonly kind: 'sqlite' } | { readonly kind: 'eventstoredb'; readonly url: string };
  /** False for who only asks: then a log that another process writes to is read beside it. */
  readonly write: boolean;
  /** Longest wait for an answer of the server, 10 s unless told. */
  readonly serverTimeoutMs?: number;
}

const SERVER_TIMEOUT_MS = 10_000;

/** The log of record and the local file that everybody reads, opened together and closed together. */
export class LogOfRecord {
  private constructor(
    readonly log: EventLog,
    readonly local: LocalLog,
    private readonly end: () => Promise<void>,
  ) {}

  /**
   * Throws where another process writes to the file and `write` is asked for, and where the server cannot be reached
   * and there is no copy of its log yet that could answer for it.
   */
  static async open(options: LogOptions): Promise<LogOfRecord> {
    mkdirSync(options.data, { recursive: true });
    const path = join(options.data, 'log.sqlite');
    try {
      if (options.log.kind === 'eventstoredb')
        return await LogOfRecord.tailing(options.log.url, path, options);
      const log = SqliteEventLog.open({ path, instance: options.instance });
      return new LogOfRecord(log, log.local, () => log.close());
    } catch (error) {
      if (options.write || !(error instanceof LogLocked)) throw error;
      const local = LocalLogFile.open({ path, writable: false });
      return new LogOfRecord(new LogOfAnother(local), local, async () => local.close());
    }
  }

  /**
   * Waits until the copy has caught up once, so that what is asked next is answered from all that the server had. While
   * the server is away a copy that there is answers alone, and the tail goes on trying.
   */
  private static async tailing(url: string, path: string, options: LogOptions): Promise<LogOfRecord> {
    const { instance, serverTimeoutMs: timeoutMs = SERVER_TIMEOUT_MS } = options;
    // The client takes a fifth of a start, which an embedded log need not wait for.
    const [{ EventStoreEventLog }, { EventStoreTail }] = await Promise.all([
      import('./eventstoredb.event-log.js'),
      import('./eventstoredb.tail.js'),
    ]);
    const local = LocalLogFile.open({ path, writable: true, durability: 'copy', instance });
    const log = await EventStoreEventLog.connect({ url, instance, timeoutMs });
    const tail = EventStoreTail.start({ url, instance, local, timeoutMs });
    const end = async (): Promise<void> => {
      await tail.stop();
      await log.close();
      local.close();
    };
    try {
      await tail.caughtUp(timeoutMs);
    } catch (error) {
      if (!(error instanceof LogUnavailable) || local.head() === 0) {
        await end();
        throw error;
      }
    }
    return new LogOfRecord(new TailedLog(log, tail), local, end);
  }

  /** True where the local file is a copy that a tail fills. */
  get tailed(): boolean {
    return this.log.tail() !== null;
  }

  close(): Promise<void> {
    return this.end();
  }
}

/** The log on a server. Nothing is appended any more once its tail has found that the server's log is not that of the copy. */
class TailedLog extends EventLog {
  constructor(
    private readonly log: EventLog,
    private readonly follower: EventStoreTail,
  ) {
    super();
  }

  override async append(appends: readonly StreamAppend[]): Promise<readonly AppendOutcome[]> {
    const { state, reason } = this.tail();
    if (state === 'damaged' || state === 'behind') {
      throw new LogUnavailable(`the tail has stopped, and with it this node's appends: ${reason}`);
    }
    return this.log.append(appends);
  }

  override async readStream(stream: string, fromRevision?: number): Promise<readonly StreamEvent[]> {
    return this.log.readStream(stream, fromRevision);
  }

  override async close(): Promise<void> {
    return this.log.close();
  }

  override tail(): TailHealth {
    return this.follower.health();
  }
}

/** Stands for the log while another process writes to it: what is asked is read, what is written is refused. */
class LogOfAnother extends EventLog {
  constructor(private readonly local: LocalLog) {
    super();
  }

  override async append(): Promise<readonly AppendOutcome[]> {
    throw new LogUnavailable('another process writes to this log');
  }

  override async readStream(stream: string, fromRevision = 0): Promise<readonly StreamEvent[]> {
    return this.local.readStream(stream, fromRevision);
  }

  override tail(): null {
    return null;
  }

  override async close(): Promise<void> {
    return Promise.resolve();
  }
}
