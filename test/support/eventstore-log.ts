import { join } from 'node:path';
import type { AppendOutcome, StreamAppend, StreamEvent, TailHealth } from '../../src/log/event-log.js';
import { EventLog } from '../../src/log/event-log.js';
import { EventStoreEventLog } from '../../src/log/eventstoredb.event-log.js';
import { EventStoreTail } from '../../src/log/eventstoredb.tail.js';
import { LocalLogFile } from '../../src/log/local-log-file.js';
import type { OpenLog } from '../contract/event-log.contract.js';

export interface NodeOptions {
  readonly url: string;
  readonly instance: string;
  /** Folder of this node alone; its local copy stays there. */
  readonly folder: string;
  readonly timeoutMs?: number;
}

export interface OpenNode extends OpenLog {
  readonly local: LocalLogFile;
  readonly tail: EventStoreTail;
  reopen(): Promise<OpenNode>;
}

/** One node on a server of EventStoreDB: the log, its tail and the local copy, as the application wires them. */
export async function openNode(options: NodeOptions): Promise<OpenNode> {
  const { url, instance, folder, timeoutMs = 10_000 } = options;
  const local = LocalLogFile.open({
    path: join(folder, 'log.sqlite'),
    writable: true,
    durability: 'copy',
  });
  const tail = EventStoreTail.start({ url, instance, local, timeoutMs });
  const log = new Remembering(await EventStoreEventLog.connect({ url, instance, timeoutMs }));
  const close = async (): Promise<void> => {
    await Promise.all([tail.stop(), log.close()]);
    local.close();
  };
  return {
    log,
    local,
    instance,
    tail,
    settled: async () => {
      await tail.ready;
      for (const [stream, revision] of log.lastRevisions) await reached(local, stream, revision);
    },
    close,
    reopen: async () => {
      await close();
      return openNode(options);
    },
  };
}

/** Resolves when the local copy holds the event. */
export async function reached(local: LocalLogFile, stream: string, revision: number): Promise<void> {
  while (local.revisionOf(stream) < revision) {
    await new Promise<void>((resolve) => {
      const stop = local.onGrowth(() => {
        stop();
        resolve();
      });
    });
  }
}

/** Passes everything on, and remembers how far the streams it wrote to have come. */
class Remembering extends EventLog {
  readonly lastRevisions = new Map<string, number>();

  constructor(private readonly log: EventLog) {
    super();
  }

  override async append(appends: readonly StreamAppend[]): Promise<readonly AppendOutcome[]> {
    const outcomes = await this.log.append(appends);
    outcomes.forEach((outcome, index) => {
      const stream = appends[index]?.stream;
      if (outcome.status !== 'appended' || stream === undefined) return;
      const known = this.lastRevisions.get(stream) ?? -1;
      this.lastRevisions.set(stream, Math.max(known, outcome.lastRevision));
    });
    return outcomes;
  }

  override async readStream(stream: string, fromRevision?: number): Promise<readonly StreamEvent[]> {
    return this.log.readStream(stream, fromRevision);
  }

  override tail(): TailHealth | null {
    return this.log.tail();
  }

  override async close(): Promise<void> {
    await this.log.close();
  }
}
