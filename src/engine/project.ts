import { setImmediate as nextTurn } from 'node:timers/promises';
import type { LocalLog } from '../log/event-log.js';
import type { Projection } from '../../projections/projection.js';
import { buildsInFolder, buildsInMemory } from '../../projections/read-store.js';
import type { Builds, Reader } from '../../projections/read-store.js';
import { readBatch } from './batch.js';
import type { Codec } from './codec.js';
import { NotReached } from './command.js';
import { Lane } from './lane.js';
import { ReadModelStopped, Waits } from './waits.js';
import type { ReadModelWait, Standing } from './waits.js';

export interface ProjectionsOptions {
  readonly local: LocalLog;
  readonly codec: Codec;
  readonly projections: readonly Projection[];
  /** Folder of the read models, or `:memory:`. */
  readonly folder: string;
  /** Events a transaction. */
  readonly batchSize?: number;
  /** Told after each step, when read models may stand elsewhere than before. */
  readonly onStep?: () => void;
}

interface Model {
  readonly projection: Projection;
  readonly builds: Builds;
  readonly reader: Reader;
  live: Lane;
  /** False until the first build has once reached the end of the log: until then readers are told so. */
  pointed: boolean;
}

const BATCH_SIZE = 2_000;
const SMALL_BATCH = 100;
/** How soon a node where nothing happens follows a build that another process switched to. */
const LOOK_MS = 1_000;

/** All read models of a node, fed from one reading of the local log: first catching up, then live. */
export class Projections {
  private readonly models = new Map<string, Model>();
  private readonly shadows = new Set<Lane>();
  private readonly waits = new Waits();
  private readonly stopListening: () => void;
  private readonly looking: NodeJS.Timeout;
  private running: Promise<void> | undefined;
  private closed = false;

  constructor(private readonly options: ProjectionsOptions) {
    for (const projection of options.projections)
      this.models.set(projection.name, this.openModel(projection));
    this.stopListening = options.local.onGrowth(() => this.wake());
    this.looking = setInterval(() => this.wake(), LOOK_MS).unref();
    this.wake();
  }

  get local(): LocalLog {
    return this.options.local;
  }

  get names(): readonly string[] {
    return [...this.models.keys()];
  }

  standings(): readonly Standing[] {
    return [...this.models.values()].map(({ live, pointed }) => ({ health: live.health(), pointed }));
  }

  live(name: string): Lane {
    return this.model(name).live;
  }

  /** Reads of this node's newest complete build; `read` throws `NotBuilt` before there is one. */
  reader(name: string): Reader {
    return this.model(name).reader;
  }

  /** Resolves once the read models hold the sequence. Throws {@link NotReached} or {@link ReadModelStopped}. */
  async waitFor(sequence: number, wait: ReadModelWait): Promise<void> {
    return this.waits.untilReached(() => this.standings(), sequence, wait);
  }

  /** A second build of a read model, fed beside the live one until it is switched to or dropped. */
  beginShadow(name: string): Lane {
    const { builds, projection } = this.model(name);
    const shadow = new Lane(projection, builds.begin({ resume: false }), this.local);
    shadow.resume();
    this.shadows.add(shadow);
    this.wake();
    return shadow;
  }

  /** Readers see the new build from their next read on; the old one is deleted when nobody has it open. */
  switchTo(name: string, shadow: Lane): void {
    const model = this.model(name);
    const old = model.live;
    this.shadows.delete(shadow);
    model.builds.pointTo(shadow.build);
    model.live = shadow;
    model.pointed = true;
    old.close();
    model.builds.sweep();
    this.told();
  }

  dropShadow(name: string, shadow: Lane): void {
    this.shadows.delete(shadow);
    shadow.close();
    this.model(name).builds.sweep();
  }

  /** Resolves when the test holds; it is tried now and after each batch. Rejects with what the test throws. */
  async until(done: () => boolean, timeoutMs: number): Promise<void> {
    const late = () => new NotReached('read models', this.local.head(), this.local.head());
    return this.waits.until(done, timeoutMs, late);
  }

  /** Looks whether there is something to read: when the log grew, and now and then. */
  wake(): void {
    if (!this.closed) this.running ??= this.run();
  }

  async close(): Promise<void> {
    this.closed = true;
    this.stopListening();
    clearInterval(this.looking);
    await this.running;
    this.waits.end(new ReadModelStopped('the engine was closed'));
    for (const model of this.models.values()) {
      model.reader.close();
      model.live.close();
    }
    for (const shadow of this.shadows) shadow.close();
  }

  private openModel(projection: Projection): Model {
    const { folder, local } = this.options;
    const builds = folder === ':memory:' ? buildsInMemory(projection) : buildsInFolder(folder, projection);
    const current = builds.current();
    const live = new Lane(projection, current ?? builds.begin({ resume: true }), local);
    live.resume();
    return { projection, builds, reader: builds.reader(), live, pointed: current !== undefined };
  }

  private model(name: string): Model {
    const model = this.models.get(name);
    if (model === undefined) throw new Error(`there is no read model ${name}`);
    return model;
  }

  private async run(): Promise<void> {
    // The caller that made the log grow goes on first; commands are served between batches.
    await nextTurn();
    try {
      while (!this.closed && (await this.step())) await nextTurn();
    } catch (error) {
      // A full disk, say: whoever waits is told, and health names it.
      for (const lane of this.lanes()) lane.fail(error);
      this.told();
    }
    this.running = undefined;
  }

  private lanes(): readonly Lane[] {
    return [...[...this.models.values()].map((model) => model.live), ...this.shadows];
  }

  /** One batch for each position at which read models stand; false when all are at the end of the log. */
  private async step(): Promise<boolean> {
    this.followPointers();
    const head = this.local.head();
    const behind = this.lanes().filter((lane) => !lane.stopped && lane.sequence < head);
    const positions = [...new Set(behind.map((lane) => lane.sequence))].sort((a, b) => a - b);
    for (const [index, position] of positions.entries()) {
      const room = (positions[index + 1] ?? head) - position;
      const together = behind.filter((lane) => lane.sequence === position);
      await this.feed(together, position, Math.min(room, this.options.batchSize ?? BATCH_SIZE));
    }
    this.pointToComplete();
    this.told();
    return behind.length > 0;
  }

  /** Another process of this node (`flows rebuild`) may have switched to a new build: then this one carries that on. */
  private followPointers(): void {
    for (const model of this.models.values()) {
      const { builds, live } = model;
      const file = model.pointed ? builds.pointed() : undefined;
      const build = file === undefined || file === live.build.file ? undefined : builds.current();
      if (build === undefined) continue;
      live.close();
      model.live = new Lane(model.projection, build, this.local);
      model.live.resume();
      builds.sweep();
    }
  }

  /** Between two read models others have their turn: a large batch takes each a tenth of a second. */
  private async feed(lanes: readonly Lane[], after: number, limit: number): Promise<void> {
    try {
      const batch = readBatch(this.local, this.options.codec, after, limit);
      for (const [index, lane] of lanes.entries()) {
        if (index > 0 && batch.events.length > SMALL_BATCH) await nextTurn();
        lane.advance(batch);
      }
    } catch (error) {
      for (const lane of lanes) lane.fail(error);
    }
  }

  private pointToComplete(): void {
    for (const model of this.models.values()) {
      if (model.pointed || model.live.sequence < this.local.head()) continue;
      model.builds.pointTo(model.live.build);
      model.builds.sweep();
      model.pointed = true;
    }
  }

  private told(): void {
    this.waits.answer();
    this.options.onStep?.();
  }
}
