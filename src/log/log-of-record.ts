import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { EventLog, LogUnavailable } from './event-log.js';
import type { AppendOutcome, LocalLog, StreamEvent } from './event-log.js';
import { LocalLogFile } from './local-log-file.js';
import { LogLocked } from './log-file-schema.js';
import { SqliteEventLog } from './sqlite.event-log.js';

export interface LogOptions {
  /** Folder of `log.sqlite`. */
  readonly data: string;
  readonly instance: string;
  readonly log: { readonly kind: 'sqlite' } | { readonly kind: 'eventstoredb'; readonly url: string };
  /** False for who only asks: then a log that another process writes to is read beside it. */
  readonly write: boolean;
}

const SERVER_TIMEOUT_MS = 10_000;

/** The log of record and the local file that everybody reads, opened together and closed together. */
export class LogOfRecord {
  private constructor(
    readonly log: EventLog,
    readonly local: LocalLog,
    /** True where the local file is a copy that a tail fills. */
    readonly tailed: boolean,
    private readonly end: () => Promise<void>,
  ) {}

  /** Throws where another process writes to the file and `write` is asked for, or where the server cannot be reached. */
  static async open(options: LogOptions): Promise<LogOfRecord> {
    mkdirSync(options.data, { recursive: true });
    const path = join(options.data, 'log.sqlite');
    if (options.log.kind === 'eventstoredb') return LogOfRecord.tailing(options.log.url, path, options);
    try {
      const log = SqliteEventLog.open({ path, instance: options.instance });
      return new LogOfRecord(log, log.local, false, () => log.close());
    } catch (error) {
      if (options.write || !(error instanceof LogLocked)) throw error;
      const local = LocalLogFile.open({ path, writable: false });
      return new LogOfRecord(new LogOfAnother(local), local, false, async () => local.close());
    }
  }

  /** Waits until the copy has caught up once, so that what is asked next is answered from all that the server had. */
  private static async tailing(url: string, path: string, { instance }: LogOptions): Promise<LogOfRecord> {
    // The client takes a fifth of a start, which an embedded log need not wait for.
    const [{ EventStoreEventLog }, { EventStoreTail }] = await Promise.all([
      import('./eventstoredb.event-log.js'),
      import('./eventstoredb.tail.js'),
    ]);
    const local = LocalLogFile.open({ path, writable: true, durability: 'copy', instance });
    const log = await EventStoreEventLog.connect({ url, instance, timeoutMs: SERVER_TIMEOUT_MS });
    const tail = EventStoreTail.start({ url, instance, local });
    const end = async (): Promise<void> => {
      await tail.stop();
      await log.close();
      local.close();
    };
    try {
      await tail.reachable(SERVER_TIMEOUT_MS);
      await tail.ready;
      return new LogOfRecord(log, local, true, end);
    } catch (error) {
      await end();
      throw error;
    }
  }

  close(): Promise<void> {
    return this.end();
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

  override async close(): Promise<void> {
    return Promise.resolve();
  }
}
