import { join } from 'node:path';
import { Module } from '@nestjs/common';
import type { DynamicModule, OnApplicationShutdown, Provider } from '@nestjs/common';
import { dossierOfForm } from '../projections/forms/query.js';
import { referenceFacts } from '../projections/reference/query.js';
import type { Config } from './config.js';
import type { OfficialId } from './domain/ids.js';
import { realClock, realClockBeside, simulatedClock } from './engine/clock.js';
import type { Clock } from './engine/clock.js';
import { Engine } from './engine/engine.js';
import { ObservedLog } from './engine/observer.js';
import { logOpened, openLog } from './engine/open-log.js';
import { ReadModelsThread } from './engine/read-models-thread.js';
import { untilGrown } from './engine/runtime.js';
import { Stamps } from './engine/stamp.js';
import type { Instant } from './domain/time.js';
import { Stores } from './evidence/stores.js';
import { AccessLog } from './evidence/access-log.js';
import { openTokenKey } from './evidence/token-key.js';
import { CONTROLLERS } from './http/controllers.js';
import { Links } from './http/links.js';
import { localIssuer } from './http/local-issuer.js';
import { loggerFor } from './http/logger.js';
import { Metrics } from './http/metrics.js';
import { Moments } from './http/moment.js';
import { Observation } from './http/observation.js';
import { Cursors } from './http/page.js';
import { Intake } from './http/resources/intake.js';
import { Tasks } from './http/resources/tasks.js';
import { Shell } from './http/shell.js';
import { configuredIssuer } from './http/tokens.js';
import { LogUnavailable } from './log/event-log.js';
import { LogOfRecord } from './log/log-of-record.js';
import { READ_MODELS } from './read-models.js';

/** Longest wait for the copy to hold what the server has taken. */
const OPENED_WITHIN_MS = 30_000;

/** Name and version of this release, as every event's metadata carries it. */
export const RELEASE = 'cpas-flows@0.1.0';

export interface AppOptions {
  readonly config: Config;
  /** False for who only asks. */
  readonly write: boolean;
  /**
   * True where a thread of its own feeds the read models, beside the one that decides: for whoever records much. Only in
   * `dist/`, since a thread runs a compiled program.
   */
  readonly ownThread?: boolean;
  /** Given once, for a log that is still empty. */
  readonly opening?: { readonly logId: string; readonly founders: readonly [OfficialId, OfficialId] };
  /** Moment from which a simulated clock goes on; its log's last stamp where not given. Not for a real clock. */
  readonly simulatedFrom?: Instant;
  /** True for a node that opens its HTTP door. */
  readonly serve?: boolean;
}

/** The clock of this node, of the kind that its log was opened with. */
export class NodeClock {
  constructor(readonly clock: Clock) {}
}

class Shutdown implements OnApplicationShutdown {
  constructor(
    private readonly engine: Engine,
    private readonly record: LogOfRecord,
  ) {}

  /** Commands that run are finished, read models stop where they are, then the log is closed. */
  async onApplicationShutdown(): Promise<void> {
    await this.engine.close();
    await this.record.close();
  }
}

/** Builds everything once and picks the log's adapter. */
@Module({})
export class AppModule {
  static for(options: AppOptions): DynamicModule {
    const { config, write } = options;
    return {
      module: AppModule,
      controllers: options.serve === true ? [...CONTROLLERS] : [],
      providers: [
        { provide: LogOfRecord, useFactory: () => LogOfRecord.open({ ...config, write }) },
        {
          provide: Stores,
          useFactory: ({ local }: LogOfRecord) => {
            const empty = local.head() === 0;
            if (empty && options.opening === undefined) {
              throw new LogUnavailable(
                `the log in ${config.data} has no events yet: open it with flows log open`,
              );
            }
            return Stores.open(config.shared, { create: empty });
          },
          inject: [LogOfRecord],
        },
        {
          provide: NodeClock,
          useFactory: (record: LogOfRecord) => new NodeClock(clockFor(record, options)),
          inject: [LogOfRecord],
        },
        {
          provide: Engine,
          useFactory: (record: LogOfRecord, stores: Stores, { clock }: NodeClock, metrics?: Metrics) =>
            openEngine({ record, stores, clock, metrics }, options),
          inject: [LogOfRecord, Stores, NodeClock, { token: Metrics, optional: true }],
        },
        {
          provide: Shutdown,
          useFactory: (engine: Engine, record: LogOfRecord) => new Shutdown(engine, record),
          inject: [Engine, LogOfRecord],
        },
        ...(options.serve === true ? doorOf(config) : []),
      ],
    };
  }
}

/** What the controllers of the HTTP door are given. */
function doorOf(config: Config): readonly Provider[] {
  const { issuer } = config.tokens;
  return [
    { provide: Links, useFactory: () => new Links(config.publicUrl) },
    {
      provide: Moments,
      useFactory: (engine: Engine, { clock }: NodeClock) => new Moments(engine, clock),
      inject: [Engine, NodeClock],
    },
    {
      provide: Cursors,
      useFactory: ({ keys }: Stores) => new Cursors((content) => keys.cursorSeal(content)),
      inject: [Stores],
    },
    {
      provide: Intake,
      useFactory: (engine: Engine, { evidence, keys }: Stores, { clock }: NodeClock) =>
        new Intake({ engine, evidence, keys, clock, dossierOfForm }),
      inject: [Engine, Stores, NodeClock],
    },
    {
      provide: Tasks,
      useFactory: (links: Links, { clock, log }: Shell) =>
        new Tasks({
          links,
          clock,
          failed: (taskId, { traceId }, err) => log.error({ traceId, taskId, err }, 'task failed'),
        }),
      inject: [Links, Shell],
    },
    Metrics,
    {
      provide: Shell,
      useFactory: async ({ local }: LogOfRecord, { clock }: NodeClock, metrics: Metrics, links: Links) => {
        const tokens = issuer
          ? configuredIssuer(issuer)
          : localIssuer(config, local.logId, await openTokenKey(config.shared));
        const log = loggerFor(config.logLevel, config.node);
        const failed = (err: unknown) => log.fatal({ err }, 'access log');
        const accessLog = await AccessLog.open(config.shared, config.node, failed);
        return new Shell({ config, clock, issuer: tokens, accessLog, metrics, log, links });
      },
      // The engine has opened a log that was empty, so that it has its id.
      inject: [LogOfRecord, NodeClock, Metrics, Links, Engine],
    },
  ];
}

function clockFor(record: LogOfRecord, { opening, simulatedFrom }: AppOptions): Clock {
  const { local } = record;
  const simulated =
    local.head() === 0
      ? opening !== undefined && simulatedFrom !== undefined
      : logOpened(local).clock === 'simulated';
  if (!simulated) return realClockBeside(() => record.log.tail()?.clockAheadMs);
  const from = simulatedFrom ?? new Stamps(local, realClock).lastRecordedAt();
  if (from === undefined) throw new Error('a simulated clock needs a moment to begin with');
  return simulatedClock(from);
}

interface Parts {
  readonly record: LogOfRecord;
  readonly stores: Stores;
  readonly clock: Clock;
  /** Where the node is watched. */
  readonly metrics: Metrics | undefined;
}

async function openEngine(
  { record, stores, clock, metrics }: Parts,
  { config, opening, ownThread }: AppOptions,
): Promise<Engine> {
  const { local, tailed } = record;
  const observer = metrics && new Observation(metrics);
  const log = observer ? new ObservedLog(record.log, observer) : record.log;
  const hashContent = (text: string): string => stores.keys.commandHash(text);
  const node = { engine: RELEASE, node: config.node, clock, hashContent };
  if (opening !== undefined) {
    const actor = {
      issuer: 'opening',
      subject: opening.founders[0],
      kind: 'official',
      mandate: 'founder',
    } as const;
    await openLog({ log, instance: config.instance, actor, ...opening, ...node });
    if (tailed) await grown(record);
  }
  const folder = join(config.data, 'read-models');
  const readModels = ownThread === true ? await feedApart(record, config.data, folder) : folder;
  try {
    const engine = Engine.open({
      log,
      ...(observer && { observer }),
      local,
      clock,
      projections: READ_MODELS,
      referenceFacts,
      readModels,
      stateCache: join(config.data, 'states.sqlite'),
      hashContent,
      release: RELEASE,
      node: config.node,
    });
    metrics?.watch(engine);
    if (log instanceof ObservedLog) local.onGrowth(() => metrics?.commit(log.pending));
    return engine;
  } catch (error) {
    if (typeof readModels !== 'string') await readModels.close();
    throw error;
  }
}

const feedApart = ({ local }: LogOfRecord, data: string, folder: string): Promise<ReadModelsThread> =>
  ReadModelsThread.start({
    program: new URL('./read-models-thread.js', import.meta.url),
    log: join(data, 'log.sqlite'),
    folder,
    projections: READ_MODELS,
    local,
  });

/** Until the copy holds the opening of its log. */
async function grown({ local }: LogOfRecord): Promise<void> {
  if (await untilGrown(local, () => local.head() > 0, OPENED_WITHIN_MS)) return;
  throw new LogUnavailable('the log was opened, but its copy here did not come to hold that: start again');
}
