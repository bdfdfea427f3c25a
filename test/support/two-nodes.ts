import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { auditTrail } from '../../projections/audit-trail/project.js';
import { balances } from '../../projections/balances/project.js';
import { dossiers } from '../../projections/dossiers/project.js';
import * as dossierQueries from '../../projections/dossiers/query.js';
import { forms } from '../../projections/forms/project.js';
import { reference } from '../../projections/reference/project.js';
import { referenceFacts } from '../../projections/reference/query.js';
import { statements } from '../../projections/statements/project.js';
import * as statementQueries from '../../projections/statements/query.js';
import type { Catalog } from '../../src/domain/catalog.js';
import { simulatedClock } from '../../src/engine/clock.js';
import type { SimulatedClock } from '../../src/engine/clock.js';
import { Engine } from '../../src/engine/engine.js';
import type { MonthRunTools } from '../../src/engine/month-run.js';
import { EventLog } from '../../src/log/event-log.js';
import type {
  AppendOutcome,
  StreamAppend,
  StreamEvent,
  TailHealth,
  LocalLog,
} from '../../src/log/event-log.js';
import { EventStoreEventLog } from '../../src/log/eventstoredb.event-log.js';
import { EventStoreTail } from '../../src/log/eventstoredb.tail.js';
import { LocalLogFile } from '../../src/log/local-log-file.js';
import { START, hashContent, openTestLog } from './engine-node.js';
import { startFakeEventStore } from './fake-eventstore.js';
import type { FakeEventStore } from './fake-eventstore.js';
import { appendFacts } from './intake-node.js';
import type { StreamFacts } from './intake-node.js';
import { LaggingLocal } from './losing-log.js';

const INSTANCE = 'races';
const MODELS = [reference, dossiers, forms, statements, balances, auditTrail];
const WAIT = { timeoutMs: 60_000 };

/** A node with a local copy and read models of its own, whose tail and appends a test can hold. */
export interface RaceNode {
  readonly name: string;
  readonly engine: Engine;
  readonly runs: MonthRunTools;
  readonly log: GatedLog;
  readonly local: PausableLocal;
  /** Stops the engine and opens it anew over the same files, as an upgrade of the release does. */
  upgrade(catalog: Catalog): Promise<RaceNode>;
  close(): Promise<void>;
}

export interface TwoNodes {
  readonly server: FakeEventStore;
  readonly clock: SimulatedClock;
  readonly a: RaceNode;
  readonly b: RaceNode;
  /** Resolves when both nodes and all their read models hold everything that the server has. */
  level(...nodes: readonly RaceNode[]): Promise<void>;
  close(...nodes: readonly RaceNode[]): Promise<void>;
}

/** Two nodes on one fake server, whose log begins with these facts. */
export async function openTwoNodes(
  facts: StreamFacts,
  options: { readonly newer?: Catalog } = {},
): Promise<TwoNodes> {
  const folder = mkdtempSync(join(tmpdir(), 'flows-races-'));
  const server = await startFakeEventStore();
  const clock = simulatedClock(START);
  const log = await EventStoreEventLog.connect({ url: server.url, instance: INSTANCE, timeoutMs: 10_000 });
  await openTestLog(log, clock, INSTANCE);
  await appendFacts(log, facts);
  await log.close();
  const open = (name: string, catalog?: Catalog): Promise<RaceNode> =>
    openRaceNode({ name, url: server.url, folder: join(folder, name), clock }, catalog);
  const [a, b] = [await open('a', options.newer), await open('b')];
  return {
    server,
    clock,
    a,
    b,
    async level(...nodes) {
      const ours = server.store.all.filter(({ stream }) => stream.startsWith(`${INSTANCE}.`)).length;
      for (const node of nodes) {
        await reached(node.local, ours);
        await node.engine.waitFor(ours, WAIT);
      }
    },
    async close(...nodes) {
      for (const node of nodes) await node.close();
      await server.stop();
      rmSync(folder, { recursive: true });
    },
  };
}

interface NodeParts {
  readonly name: string;
  readonly url: string;
  readonly folder: string;
  readonly clock: SimulatedClock;
}

async function openRaceNode(parts: NodeParts, catalog?: Catalog): Promise<RaceNode> {
  const { name, url, folder, clock } = parts;
  mkdirSync(folder, { recursive: true });
  const file = LocalLogFile.open({ path: join(folder, 'log.sqlite'), writable: true, durability: 'copy' });
  const tail = EventStoreTail.start({ url, instance: INSTANCE, local: file });
  await tail.ready;
  const connected = await EventStoreEventLog.connect({ url, instance: INSTANCE, timeoutMs: 10_000 });
  const [log, local] = [new GatedLog(connected), new PausableLocal(file)];
  const engine = Engine.open({
    log,
    local,
    clock,
    projections: MODELS,
    referenceFacts,
    readModels: join(folder, 'read-models'),
    hashContent,
    release: 'test',
    node: name,
    batchSize: 1,
    readBackMs: 20,
    ...(catalog === undefined ? {} : { catalog }),
  });
  const close = async (): Promise<void> => {
    await engine.close();
    await tail.stop();
    await log.close();
    file.close();
  };
  return {
    name,
    engine,
    runs: { engine, reads: { ...dossierQueries, ...statementQueries } },
    log,
    local,
    close,
    async upgrade(newer) {
      await close();
      return openRaceNode(parts, newer);
    },
  };
}

/** Resolves when the local log, as its engine sees it, holds the sequence. */
export async function reached(local: LocalLog, sequence: number): Promise<void> {
  while (local.head() < sequence) {
    await new Promise<void>((resolve) => {
      const stop = local.onGrowth(() => {
        stop();
        resolve();
      });
    });
  }
}

/** A local copy whose tail can be held: while paused, it shows the log up to where it was. */
export class PausableLocal extends LaggingLocal {
  constructor(inner: LocalLog) {
    super(inner, Infinity);
    inner.onGrowth(() => {
      if (this.through === Infinity) this.resume();
    });
  }

  pause(): void {
    this.through = this.inner.head();
  }

  resume(): void {
    this.catchUp(Infinity);
  }
}

/** An append that waits in front of the log until it is let through. */
interface Gate {
  readonly prefix: string;
  readonly arrived: PromiseWithResolvers<undefined>;
  readonly opened: PromiseWithResolvers<undefined>;
}

/** A log before which appends to some streams can be held, decided but not written. */
export class GatedLog extends EventLog {
  private gates: Gate[] = [];
  private readonly reads: { readonly stream: string; readonly done: () => void }[] = [];

  constructor(private readonly inner: EventLog) {
    super();
  }

  /** Holds the next append to a stream of this prefix. */
  hold(prefix: string): { readonly arrived: Promise<undefined>; readonly open: () => void } {
    const gate = {
      prefix,
      arrived: Promise.withResolvers<undefined>(),
      opened: Promise.withResolvers<undefined>(),
    };
    this.gates.push(gate);
    return { arrived: gate.arrived.promise, open: () => gate.opened.resolve(undefined) };
  }

  /** Resolves when the stream is read next from the log of record, and that read is answered. */
  nextReadOf(stream: string): Promise<void> {
    return new Promise((done) => this.reads.push({ stream, done }));
  }

  async append(appends: readonly StreamAppend[]): Promise<readonly AppendOutcome[]> {
    const gate = this.gates.find(({ prefix }) => appends.some(({ stream }) => stream.startsWith(prefix)));
    if (gate) {
      this.gates = this.gates.filter((one) => one !== gate);
      gate.arrived.resolve(undefined);
      await gate.opened.promise;
    }
    return this.inner.append(appends);
  }

  async readStream(stream: string, fromRevision?: number): Promise<readonly StreamEvent[]> {
    const events = await this.inner.readStream(stream, fromRevision);
    const index = this.reads.findIndex((one) => one.stream === stream);
    const [waiting] = index < 0 ? [] : this.reads.splice(index, 1);
    waiting?.done();
    return events;
  }

  tail(): TailHealth | null {
    return this.inner.tail();
  }

  close(): Promise<void> {
    return this.inner.close();
  }
}
