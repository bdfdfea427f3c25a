import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EventRecord } from '../../src/log/event-log.js';
import { EventStoreTail } from '../../src/log/eventstoredb.tail.js';
import type { TailOptions } from '../../src/log/eventstoredb.tail.js';
import { wireMeta } from '../../src/log/format.js';
import { LocalLogFile } from '../../src/log/local-log-file.js';
import { logOpened, record } from '../contract/log-samples.js';
import { startFakeEventStore } from './fake-eventstore.js';
import type { FakeEventStore, FakeEventStoreOptions } from './fake-eventstore.js';
import type { ProposedEvent } from './fake-eventstore-store.js';

export interface RunningTail {
  readonly tail: EventStoreTail;
  readonly local: LocalLogFile;
  stop(): Promise<void>;
}

/** A fake server, a folder for copies of it, and whatever a test starts on them; all of it ends with the test. */
export class TailFixture {
  private running: FakeEventStore | undefined;
  folder = '';
  private closing: (() => Promise<unknown>)[] = [];

  get server(): FakeEventStore {
    if (this.running === undefined) throw new Error('the fixture is not open');
    return this.running;
  }

  async open(): Promise<void> {
    this.folder = mkdtempSync(join(tmpdir(), 'flows-tail-'));
    this.running = await startFakeEventStore();
  }

  async close(): Promise<void> {
    for (const close of this.closing.toReversed()) await close();
    this.closing = [];
    await this.server.stop();
    rmSync(this.folder, { recursive: true });
  }

  /** Runs at the end of the test, the last one first. */
  atEnd(close: () => Promise<unknown>): void {
    this.closing.push(close);
  }

  /** Another server in place of this one. */
  async replaceServer(options: FakeEventStoreOptions = {}): Promise<void> {
    await this.server.stop();
    this.running = await startFakeEventStore(options);
  }

  /** A tail into the copy of that name. */
  startTail(options: Partial<TailOptions> = {}, name = 'copy'): RunningTail {
    const local = options.local ?? this.openCopy(name);
    const tail = EventStoreTail.start({ url: this.server.url, instance: 'contract', ...options, local });
    let isStopped = false;
    const stop = async (): Promise<void> => {
      if (isStopped) return;
      isStopped = true;
      await tail.stop();
      local.close();
    };
    this.atEnd(stop);
    return { tail, local, stop };
  }

  openCopy(name: string): LocalLogFile {
    const path = join(this.folder, `${name}.sqlite`);
    return LocalLogFile.open({ path, writable: true, durability: 'copy' });
  }

  begin(): void {
    this.server.store.append('contract.log', 'noStream', logOpened().events.map(proposed));
  }

  /** Writes samples to a stream of ours at its end, on the server itself. */
  write(stream: string, ...keys: readonly (string | number)[]): void {
    const events = keys.map((key) => proposed(record(key)));
    this.server.store.append(`contract.${stream}`, 'any', events);
  }

  idsOnServer(): readonly string[] {
    return this.server.store.all.filter(({ stream }) => stream.startsWith('contract.')).map(({ id }) => id);
  }
}

/** The event as a client sends it. */
export const proposed = (event: EventRecord): ProposedEvent => ({
  id: event.id,
  type: event.type,
  contentType: 'application/json',
  data: Buffer.from(event.data),
  meta: Buffer.from(wireMeta(event)),
});

export const idsOf = (local: LocalLogFile): readonly string[] => local.read(0, 10_000).map(({ id }) => id);

/** Resolves when the copy has come so far. */
export async function upTo(local: LocalLogFile, sequence: number): Promise<void> {
  while (local.head() < sequence) {
    await new Promise<void>((resolve) => {
      const stop = local.onGrowth(() => {
        stop();
        resolve();
      });
    });
  }
}

/** Waits for what another turn of the event loop brings about, 4 s at most. */
export async function until(condition: () => boolean): Promise<void> {
  const endAt = performance.now() + 4_000;
  while (!condition()) {
    if (performance.now() > endAt) throw new Error(`did not come about: ${String(condition)}`);
    await new Promise((resolve) => setImmediate(resolve));
  }
}
