import { catalog as ownCatalog } from '../domain/catalog.js';
import type { Catalog } from '../domain/catalog.js';
import type { Decider, DomainEvent, Recorded } from '../domain/decider.js';
import type { LogOpened } from '../domain/log-opened.js';
import type { Reference } from '../domain/reference.js';
import type { Rules } from '../domain/rules.js';
import type { Instant } from '../domain/time.js';
import { LogUnavailable } from '../log/event-log.js';
import type { EventLog, LocalLog, TailHealth } from '../log/event-log.js';
import type { Projection, Store } from '../../projections/projection.js';
import type { Checkpoint } from '../../projections/read-store.js';
import type { Clock } from './clock.js';
import { codecOf } from './codec.js';
import type { Codec } from './codec.js';
import { NodeStopped, NotReached } from './command.js';
import type { Answer, CommandContext, Order, Result, Settled } from './command.js';
import type { Digest } from './digest.js';
import { executeMany } from './execute-many.js';
import { execute, foresee } from './execute.js';
import { keptFacts } from './kept-facts.js';
import type { LaneHealth } from './lane.js';
import { logOpened } from './open-log.js';
import { ordersOf } from './process.js';
import { observed } from './observer.js';
import type { Observer } from './observer.js';
import type { Process, ProcessItem } from './process.js';
import { readModelsHere } from './read-models.js';
import type { ReadModels } from './read-models.js';
import type { Rebuilt } from './rebuild.js';
import { referenceView } from './reference-view.js';
import { untilGrown, untilLocal } from './runtime.js';
import type { Runtime } from './runtime.js';
import { Stamps } from './stamp.js';
import { openStateCache } from './state-cache.js';
import type { StateCache } from './state-cache.js';
import { verifyLog, verifyStates } from './verify.js';
import type { AnyDecider, LogReport, StatesReport } from './verify.js';

export interface EngineOptions {
  readonly log: EventLog;
  /** The embedded log's own file, or the copy that a tail fills. It must hold `LogOpened` (see `openLog`). */
  readonly local: LocalLog;
  /** Of the kind that `LogOpened` names. */
  readonly clock: Clock;
  /** One of them is `reference`, from which decisions know the rules. */
  readonly projections: readonly Projection[];
  readonly referenceFacts: (store: Store) => Iterable<Recorded>;
  /**
   * Folder of the read models, or `:memory:`, where they are fed in this thread; or those that another thread feeds,
   * which this engine closes.
   */
  readonly readModels: string | ReadModels;
  /** File of kept states for large lists of commands; none where not given. */
  readonly stateCache?: string;
  /** HMAC of what a client sent, under a key that no rotation changes. */
  readonly hashContent: (canonicalText: string) => string;
  /** Names this release and this node in the metadata of every event. */
  readonly release: string;
  readonly node: string;
  /** Facts that this release can read and write: its own, unless a test of upgrades gives an older or a newer one. */
  readonly catalog?: Catalog;
  /** Who watches commands; nobody where not given. */
  readonly observer?: Observer;
  readonly batchSize?: number;
  readonly retryDelaysMs?: readonly number[];
  readonly readBackMs?: number;
}

export interface Wait {
  readonly timeoutMs: number;
  /** Names of read models; all where not given. */
  readonly names?: readonly string[];
}

export interface EngineHealth {
  readonly logId: string;
  readonly head: number;
  /** Events that the slowest read model is behind. */
  readonly lag: number;
  readonly readModels: readonly LaneHealth[];
  /** Why commands are refused on this node; null while they are taken. */
  readonly commandsStopped: string | null;
  /** How the copy of a server's log stands; null where the log is embedded. */
  readonly tail: TailHealth | null;
}

const BATCH_SIZE = 2_000;

/** The engine of one node: commands in, facts to the log, read models behind it. It owns neither log nor clock. */
export class Engine {
  private readonly queues = new Map<string, Promise<unknown>>();

  private constructor(
    private readonly options: EngineOptions,
    private readonly runtime: Runtime,
    private readonly readModels: ReadModels,
    private readonly cache: StateCache | undefined,
  ) {}

  /** Throws where the log is empty, or its clock is of another kind. Read models begin to catch up at once. */
  static open(options: EngineOptions): Engine {
    const { local, log, clock, release, node } = options;
    const opened = logOpened(local);
    if (opened.clock !== clock.kind)
      throw new Error(`the clock of this log is ${opened.clock}, not ${clock.kind}`);
    const catalog = options.catalog ?? ownCatalog;
    const codec = codecOf(catalog);
    const readModels = readModelsOf(options, codec);
    const names = catalog.versions.map((version) => version.stored).join(' ');
    const cache =
      options.stateCache === undefined
        ? undefined
        : openStateCache(options.stateCache, local, `${release} ${names}`);
    const runtime: Runtime = {
      log,
      local,
      codec,
      stamps: new Stamps(local, clock),
      hashContent: options.hashContent,
      engine: release,
      node,
      reference: referenceView(local, codec, keptFacts(readModels, local, options.referenceFacts)),
      retryDelaysMs: options.retryDelaysMs ?? [50, 250, 1_000],
      readBackMs: options.readBackMs ?? 1_000,
    };
    return new Engine(options, runtime, readModels, cache);
  }

  /**
   * Runs one command. Throws `Rejection` where a rule refuses it, `LogUnavailable` where nothing was written and
   * {@link NodeStopped}; the outcome `unknown` is an answer.
   */
  async execute<State, Command, Event extends DomainEvent>(
    decider: Decider<State, Command, Event, Rules>,
    command: Command,
    context: CommandContext,
  ): Promise<Answer<Event>> {
    this.assertCommandsTaken();
    const stream = decider.streamOf(command);
    const work = () => this.inTurn(stream, () => execute(this.runtime, decider, { command, context }));
    return observed(this.options.observer, { commandId: context.commandId, stream }, work, this);
  }

  /** What {@link execute} would do as the log stands, writing nothing. Throws what it would refuse. */
  async foresee<State, Command, Event extends DomainEvent>(
    decider: Decider<State, Command, Event, Rules>,
    command: Command,
    context: CommandContext,
  ): Promise<Settled['status']> {
    this.assertCommandsTaken();
    return foresee(this.runtime, decider, { command, context });
  }

  /** Runs a list of commands in its order; see `executeMany`. Throws as {@link execute}, but hands out refusals as results. */
  executeMany<State, Command, Event extends DomainEvent>(
    decider: Decider<State, Command, Event, Rules>,
    orders: Iterable<Order<Command>> | AsyncIterable<Order<Command>>,
    options: { readonly batchSize?: number } = {},
  ): AsyncGenerator<Result<Event>, void, undefined> {
    this.assertCommandsTaken();
    return executeMany(this.runtime, decider, orders, {
      batchSize: options.batchSize ?? this.options.batchSize ?? BATCH_SIZE,
      cache: this.cache,
      alone: ({ command, context }) => this.execute(decider, command, context),
    });
  }

  /** Runs the items of a process, each under an id derived from process and item: run again, it does only what is missing. */
  runProcess<State, Command, Event extends DomainEvent>(
    decider: Decider<State, Command, Event, Rules>,
    process: Process,
    items: Iterable<ProcessItem<Command>> | AsyncIterable<ProcessItem<Command>>,
  ): AsyncGenerator<Result<Event>, void, undefined> {
    return this.executeMany(decider, ordersOf(process, items));
  }

  get local(): LocalLog {
    return this.options.local;
  }

  logOpened(): LogOpened['data'] {
    return logOpened(this.options.local);
  }

  lastRecordedAt(): Instant | undefined {
    return this.runtime.stamps.lastRecordedAt();
  }

  /** What decisions look up, up to the head of the local log. */
  reference(): Reference {
    return this.runtime.reference.current();
  }

  /** One picture of a read model, with the checkpoint it is of. Throws `NotBuilt` before it was caught up once. */
  read<T>(name: string, work: (store: Store, at: Checkpoint) => T): T {
    return this.readModels.reader(name).read(work);
  }

  /** Resolves once the read models hold the sequence. Throws `NotReached` or `ReadModelStopped`. */
  async waitFor(sequence: number, wait: Wait): Promise<void> {
    return this.readModels.waitFor(sequence, wait);
  }

  /** Waits until this node can read its own write, and returns the sequence of it. */
  async reached(answer: Pick<Settled, 'status' | 'stream' | 'revision'>, wait: Wait): Promise<number> {
    const { status, stream, revision } = answer;
    if (status === 'unchanged' && revision < 0) return this.options.local.head();
    await untilLocal(this.options.local, { stream, revision, waitMs: wait.timeoutMs });
    const sequence = this.options.local.sequenceOf(stream, revision);
    if (sequence === undefined) throw new NodeStopped(`the local log does not hold ${stream} ${revision}`);
    await this.verdictAt(sequence, wait);
    return sequence;
  }

  /**
   * Waits until this node can read what the log of record holds of a stream: people may have seen it on another node.
   * Throws `LogUnavailable` where the copy of the log is not live: nobody knows then how far behind it is.
   */
  async streamReached(stream: string, wait: Wait): Promise<void> {
    const { log, local } = this.options;
    const { state } = log.tail() ?? { state: 'live' };
    if (state !== 'live') throw new LogUnavailable(`the copy of the log is ${state}`);
    const newer = await log.readStream(stream, local.revisionOf(stream) + 1);
    const revision = newer.at(-1)?.revision ?? local.revisionOf(stream);
    await this.reached({ status: 'unchanged', stream, revision }, wait);
  }

  /**
   * Before an act with effect outside: waits until the local log and the named read models hold the sequence. The
   * verdict is then read from them *as of that sequence*, which every node computes alike.
   */
  async verdictAt(sequence: number, wait: Wait): Promise<void> {
    await this.untilHead(sequence, wait.timeoutMs);
    await this.readModels.waitFor(sequence, wait);
  }

  health(): EngineHealth {
    const { local } = this.options;
    const readModels = this.healths();
    const slowest = Math.min(local.head(), ...readModels.map((model) => model.sequence));
    return {
      logId: local.logId,
      head: local.head(),
      lag: local.head() - slowest,
      readModels,
      commandsStopped: this.stopOfCommands(),
      tail: this.options.log.tail(),
    };
  }

  /** Builds a read model anew beside the live one and switches to it; with `verify`, only if both are equal. */
  async rebuild(name: string, options: { readonly verify: boolean }): Promise<Rebuilt> {
    return this.readModels.rebuild(name, options);
  }

  async digest(name: string): Promise<Digest> {
    return this.readModels.digest(name);
  }

  /** Replays the whole log: leaves, revisions, types, data. */
  async verifyLog(): Promise<LogReport> {
    return verifyLog(this.options.local, this.runtime.codec);
  }

  /** Compares every kept state with a replay of its stream; none where there is no cache. */
  async verifyStates(deciderOf: (stream: string) => AnyDecider | undefined): Promise<StatesReport> {
    const { cache } = this;
    return cache ? verifyStates(cache, this.runtime, deciderOf) : { states: 0, different: [] };
  }

  get readModelNames(): readonly string[] {
    return this.readModels.names;
  }

  /** Stops the read models where they are. The log stays open: who opened it closes it, after this. */
  async close(): Promise<void> {
    await Promise.allSettled(this.queues.values());
    await this.readModels.close();
    this.cache?.close();
  }

  private healths(): readonly LaneHealth[] {
    return this.readModels.standings().map(({ health }) => health);
  }

  private async untilHead(sequence: number, timeoutMs: number): Promise<void> {
    const { local } = this.options;
    const there = (): boolean => local.head() >= sequence;
    if (!(await untilGrown(local, there, timeoutMs))) {
      throw new NotReached('the local log', sequence, local.head());
    }
  }

  private assertCommandsTaken(): void {
    const stop = this.stopOfCommands();
    if (stop !== null) throw new NodeStopped(stop);
  }

  /** A log that this release cannot read to its end, or that is not the one its copy or its read models come from. */
  private stopOfCommands(): string | null {
    const tail = this.options.log.tail();
    if (tail?.state === 'damaged' || tail?.state === 'behind') return tail.reason ?? tail.state;
    const stops = this.healths().map((model) => model.stopped);
    const stop = stops.find((one) => one?.kind === 'unknownType' || one?.kind === 'otherLog');
    return stop?.reason ?? null;
  }

  /** Commands on one stream wait for each other in this process, since of two at once one would only conflict. */
  private async inTurn<T>(stream: string, work: () => Promise<T>): Promise<T> {
    const before = this.queues.get(stream) ?? Promise.resolve();
    const own = before.then(work, work);
    this.queues.set(stream, own);
    try {
      return await own;
    } finally {
      if (this.queues.get(stream) === own) this.queues.delete(stream);
    }
  }
}

function readModelsOf(options: EngineOptions, codec: Codec): ReadModels {
  const { local, projections, readModels } = options;
  return typeof readModels === 'string'
    ? readModelsHere({ local, codec, projections, folder: readModels })
    : readModels;
}
