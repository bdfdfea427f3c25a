import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { LocalLog } from '../log/event-log.js';
import type { Projection } from '../../projections/projection.js';
import { buildsInFolder } from '../../projections/read-store.js';
import type { Reader } from '../../projections/read-store.js';
import type { Digest } from './digest.js';
import type { ReadModels } from './read-models.js';
import type { Said, Told } from './read-models-messages.js';
import type { Rebuilt } from './rebuild.js';
import { ReadModelStopped, Waits, standingOf } from './waits.js';
import type { ReadModelWait, Standing } from './waits.js';

/** What the program of the thread is started with, as `workerData`. */
export interface ThreadStart {
  /** File of the local log, which the thread opens for reading. */
  readonly log: string;
  /** Folder of the read models. */
  readonly folder: string;
}

export interface ThreadOptions extends ThreadStart {
  /** The compiled program that the thread runs; it calls `serveReadModels`. */
  readonly program: URL;
  /** Those that the program feeds, for reading. */
  readonly projections: readonly Projection[];
  /** Of the same file, to be told of its growth. */
  readonly local: LocalLog;
}

/** Left alone, two threads would both let garbage grow as if each were alone in the process. */
const YOUNG_MIB = 32;

interface Request {
  readonly resolve: (result: Rebuilt | Digest) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Read models that a thread of their own feeds, so that reading the log, parsing it and writing rows take nothing from
 * the thread that decides and appends. The files are the only thing that both have: the thread writes them, this side
 * reads them. No events are handed over, so a thread that is behind holds no memory. Where the thread dies, all read
 * models are stopped, and health says why.
 */
export class ReadModelsThread implements ReadModels {
  private readonly waits = new Waits();
  private readonly requests = new Map<number, Request>();
  private readonly readers: ReadonlyMap<string, Reader>;
  private readonly stopListening: () => void;
  private stands: readonly Standing[] = [];
  private lastRequest = 0;
  private ended: Error | undefined;

  private constructor(
    private readonly worker: Worker,
    { folder, projections, local }: ThreadOptions,
  ) {
    this.readers = new Map(
      projections.map((projection) => [projection.name, buildsInFolder(folder, projection).reader()]),
    );
    worker.on('message', (said: Said) => this.hear(said));
    worker.on('error', (error) => this.stop(`the thread of the read models failed: ${String(error)}`));
    worker.on('exit', () => this.stop('the thread of the read models ended'));
    this.stopListening = local.onGrowth(() => this.tell({ kind: 'grown' }));
  }

  /** Resolves when the thread has opened all of them and said where they stand. Throws what kept it from that. */
  static async start(options: ThreadOptions): Promise<ReadModelsThread> {
    const { program, log, folder } = options;
    const workerData: ThreadStart = { log, folder };
    const worker = new Worker(program, {
      workerData,
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MIB },
    });
    const thread = new ReadModelsThread(worker, options);
    const ended = new AbortController();
    worker.once('exit', () => ended.abort());
    try {
      await once(worker, 'message', { signal: ended.signal });
    } catch (error) {
      const { aborted } = ended.signal;
      await thread.close();
      if (!aborted) throw error;
      throw new ReadModelStopped('the thread of the read models ended before it began');
    }
    // From here on it keeps the process alive only while an answer of it is waited for.
    worker.unref();
    return thread;
  }

  get names(): readonly string[] {
    return [...this.readers.keys()];
  }

  standings(): readonly Standing[] {
    return this.stands;
  }

  reader(name: string): Reader {
    const reader = this.readers.get(name);
    if (reader === undefined) throw new Error(`there is no read model ${name}`);
    return reader;
  }

  async waitFor(sequence: number, wait: ReadModelWait): Promise<void> {
    return this.waits.untilReached(() => this.stands, sequence, wait);
  }

  async rebuild(name: string, { verify }: { readonly verify: boolean }): Promise<Rebuilt> {
    return (await this.ask(name, (id) => ({ kind: 'rebuild', id, name, verify }))) as Rebuilt;
  }

  async digest(name: string): Promise<Digest> {
    return (await this.ask(name, (id) => ({ kind: 'digest', id, name }))) as Digest;
  }

  async close(): Promise<void> {
    this.stopListening();
    if (this.ended === undefined) {
      this.worker.ref();
      const exit = once(this.worker, 'exit');
      this.tell({ kind: 'close' });
      await exit;
    }
    this.waits.end(new ReadModelStopped('the engine was closed'));
    for (const reader of this.readers.values()) reader.close();
  }

  private async ask(name: string, message: (id: number) => Told): Promise<Rebuilt | Digest> {
    standingOf(this.stands, name);
    if (this.ended) throw this.ended;
    const id = (this.lastRequest += 1);
    this.worker.ref();
    try {
      return await new Promise((resolve, reject) => {
        this.requests.set(id, { resolve, reject });
        this.tell(message(id));
      });
    } finally {
      this.requests.delete(id);
      if (this.requests.size === 0) this.worker.unref();
    }
  }

  private tell(told: Told): void {
    this.worker.postMessage(told);
  }

  private hear(said: Said): void {
    if (said.kind === 'standings') {
      this.stands = said.standings;
      this.waits.answer();
    } else if (said.kind === 'answer') {
      this.requests.get(said.id)?.resolve(said.result);
    } else {
      const { id, name, message } = said;
      const error = name === 'ReadModelStopped' ? new ReadModelStopped(message) : new Error(message);
      this.requests.get(id)?.reject(error);
    }
  }

  /** The thread is no more: what it last said stays, and nothing goes on. */
  private stop(reason: string): void {
    if (this.ended) return;
    this.ended = new ReadModelStopped(reason);
    const stopped = { kind: 'failure', reason, event: null } as const;
    this.stands = this.stands.map(({ health, pointed }) => ({
      health: { ...health, stopped: health.stopped ?? stopped },
      pointed,
    }));
    for (const { reject } of this.requests.values()) reject(this.ended);
    this.waits.answer();
  }
}
