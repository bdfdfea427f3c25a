import type { KeyObject } from 'node:crypto';
import type { Command } from 'commander';
import type { BenchOptions } from '../bench/bench.js';
import type { BenchFigure } from '../bench/figure.js';
import { Malformed, Rejection, atField } from '../domain/rejection.js';
import { officialId } from '../domain/ids.js';
import type { OfficialId } from '../domain/ids.js';
import { brusselsDay, instant } from '../domain/time.js';
import type { Instant } from '../domain/time.js';
import type { Acting } from '../engine/acting.js';
import type { Clock } from '../engine/clock.js';
import type { Engine } from '../engine/engine.js';
import { uuidRandom } from '../uuid.js';
import { Ended, codeOf, messageOf } from './exit-codes.js';
import { outputTo } from './output.js';
import type { Output } from './output.js';
import type { EventLog, LocalLog } from '../log/event-log.js';
import type { Stores } from '../evidence/stores.js';
import type { Config } from '../config.js';

/** Everything of an open node that a command may need. */
export interface Flows {
  readonly engine: Engine;
  readonly stores: Stores;
  readonly clock: Clock;
  readonly config: Config;
  close(): Promise<void>;
}

/** Only the log, for what is done before or without an engine. */
export interface BareLog {
  readonly log: EventLog;
  readonly local: LocalLog;
  readonly config: Config;
  close(): Promise<void>;
}

export interface Opening {
  readonly logId: string;
  readonly founders: readonly [OfficialId, OfficialId];
}

export interface OpenOptions {
  readonly write: boolean;
  readonly data?: string;
  readonly opening?: Opening;
  readonly simulatedFrom?: Instant;
}

/** How commands get at a node; given by the root, which alone knows the log's adapters. */
export interface Door {
  open(options: OpenOptions): Promise<Flows>;
  openLog(options: { readonly write: boolean; readonly data?: string }): Promise<BareLog>;
  /** Opens the HTTP doors of a node, until the process is told to stop. */
  serve(options: { readonly data?: string; readonly simulatedFrom?: Instant }): Promise<{
    readonly port: number;
    readonly opsPort: number;
  }>;
  /** The key of the local issuer of tokens. */
  tokenKey(config: Config): Promise<KeyObject>;
  /** Measures on nodes of its own; with `month`, the national month alone. */
  bench(options: BenchOptions & { readonly month: boolean }): Promise<readonly BenchFigure[]>;
}

/** Options that every command takes. */
export interface Globals {
  readonly json?: boolean;
  readonly csv?: boolean;
  readonly as?: string;
  readonly key?: string;
  readonly at?: string;
  readonly data?: string;
}

/** What a command is given to do its work. */
export interface Session {
  readonly flows: Flows;
  readonly output: Output;
  /** Who acts, with the key of what is asked. Throws {@link Malformed} where `--as` is missing. */
  readonly acting: () => Acting;
}

/** Opens a node, does the work, closes it, and turns what is thrown into a message and an exit code. */
export async function inSession(
  door: Door,
  command: Command,
  options: { readonly write: boolean; readonly caughtUp?: false },
  work: (session: Session) => Promise<void>,
): Promise<void> {
  const globals = command.optsWithGlobals<Globals>();
  await guarded(globals, async (output) => {
    const simulatedFrom = simulatedMoment(globals);
    const flows = await door.open({
      write: options.write,
      ...(globals.data === undefined ? {} : { data: globals.data }),
      ...(simulatedFrom === undefined ? {} : { simulatedFrom }),
    });
    try {
      if (options.caughtUp !== false) await caughtUp(flows);
      await work({ flows, output, acting: () => actingOf(flows, globals) });
    } finally {
      await flows.close();
    }
  });
}

const CATCH_UP_MS = 3_600_000;

/** Read models may be behind what was written last: what is asked is answered from all of it. */
async function caughtUp({ engine }: Flows): Promise<void> {
  await engine.waitFor(engine.local.head(), { timeoutMs: CATCH_UP_MS });
}

/** The same for work on the log alone. */
export async function inLog(
  door: Door,
  command: Command,
  options: { readonly write: boolean },
  work: (log: BareLog, output: Output) => Promise<void>,
): Promise<void> {
  const globals = command.optsWithGlobals<Globals>();
  await guarded(globals, async (output) => {
    const bare = await door.openLog({
      ...options,
      ...(globals.data === undefined ? {} : { data: globals.data }),
    });
    try {
      await work(bare, output);
    } finally {
      await bare.close();
    }
  });
}

/** Runs the work with the output that was asked for; what it throws ends in a message on standard error and a code. */
export async function guarded(globals: Globals, work: (output: Output) => Promise<void>): Promise<void> {
  const output = outputTo(globals.json ? 'json' : globals.csv ? 'csv' : 'table');
  try {
    await work(output);
  } catch (error) {
    if (!(error instanceof Ended)) report(error, globals.json === true);
    process.exitCode = codeOf(error);
  }
}

function report(error: unknown, json: boolean): void {
  const refused = error instanceof Rejection ? { code: error.code, details: error.details } : undefined;
  const malformed =
    error instanceof Malformed ? { code: 'malformed', field: error.field, rule: error.rule } : undefined;
  const problem = refused ?? malformed ?? { code: error instanceof Error ? error.name : 'Error' };
  process.stderr.write(
    `${json ? JSON.stringify({ ...problem, message: messageOf(error) }) : messageOf(error)}\n`,
  );
}

function actingOf(flows: Flows, globals: Globals): Acting {
  const { as } = globals;
  if (as === undefined) throw new Malformed('must name the official who acts', '--as');
  return {
    official: atField('--as', () => officialId(as)),
    on: brusselsDay(flows.clock.now()),
    door: 'cli',
    key: globals.key ?? uuidRandom(),
  };
}

/** The moment from which a simulated clock goes on, as `--at` gives it. */
export const simulatedMoment = ({ at }: Globals): Instant | undefined =>
  at === undefined ? undefined : atField('--at', () => instant(at));
