import { createHmac } from 'node:crypto';
import type { Actor } from '../../src/domain/decider.js';
import type { Role } from '../../src/domain/mandate/events.js';
import { mandate } from '../../src/domain/mandate/mandate.js';
import { officialId } from '../../src/domain/ids.js';
import { day, instant } from '../../src/domain/time.js';
import { simulatedClock } from '../../src/engine/clock.js';
import type { SimulatedClock } from '../../src/engine/clock.js';
import type { CommandContext } from '../../src/engine/command.js';
import { Engine } from '../../src/engine/engine.js';
import type { EngineOptions } from '../../src/engine/engine.js';
import { openLog } from '../../src/engine/open-log.js';
import type { EventLog, LocalLog } from '../../src/log/event-log.js';
import { SqliteEventLog } from '../../src/log/sqlite.event-log.js';
import type { Projection } from '../../projections/projection.js';
import { reference } from '../../projections/reference/project.js';
import { referenceFacts } from '../../projections/reference/query.js';
import { ALICE, BRUNO, FOUNDERS } from './facts.js';

/** One engine over an embedded log, in memory unless files are named. */
export interface EngineNode {
  readonly engine: Engine;
  readonly log: EventLog;
  readonly local: LocalLog;
  readonly clock: SimulatedClock;
  close(): Promise<void>;
}

export interface NodeOptions {
  /** A log that is already open, such as one with faults around it. */
  readonly log?: EventLog;
  readonly local?: LocalLog;
  readonly clock?: SimulatedClock;
  readonly projections?: readonly Projection[];
  readonly engine?: Partial<EngineOptions>;
}

export const ACTOR: Actor = { issuer: 'test', subject: 'alice', kind: 'official', mandate: 'administrator' };
export const START = instant('2024-11-20T09:00:00.000Z');
export const TODAY = day('2024-11-20');

export const hashContent = (text: string): string =>
  createHmac('sha256', 'key of the tests').update(text).digest('hex');

/** Opens an engine over a new log in memory, or over the one given, which is opened if it is still empty. */
export async function openNode(options: NodeOptions = {}): Promise<EngineNode> {
  const own =
    options.log === undefined ? SqliteEventLog.open({ path: ':memory:', instance: 'test' }) : undefined;
  const log = options.log ?? own;
  const local = options.local ?? own?.local;
  const clock = options.clock ?? simulatedClock(START);
  if (log === undefined || local === undefined) throw new Error('a log comes with its local file');
  if (local.head() === 0) await openTestLog(log, clock);
  const engine = Engine.open({
    log,
    local,
    clock,
    projections: [reference, ...(options.projections ?? [])],
    referenceFacts,
    readModels: ':memory:',
    hashContent,
    release: 'test',
    node: 'node-1',
    retryDelaysMs: [0, 0, 0],
    readBackMs: 50,
    ...options.engine,
  });
  const close = async (): Promise<void> => {
    await engine.close();
    await own?.close();
  };
  return { engine, log, local, clock, close };
}

export async function openTestLog(log: EventLog, clock: SimulatedClock, instance = 'test'): Promise<void> {
  await openLog({
    log,
    clock,
    logId: 'log-test',
    instance,
    founders: FOUNDERS,
    actor: ACTOR,
    hashContent,
    engine: 'test',
    node: 'node-1',
  });
}

/** The context of a command whose content is the command itself. */
export const context = (commandId: string, content: unknown = commandId): CommandContext => ({
  commandId,
  actor: ACTOR,
  content,
});

/** Two founders give an official a role. */
export async function giveMandate(engine: Engine, official: string, role: Role): Promise<void> {
  const proposalId = `${official}-${role}`;
  const base = { officialId: officialId(official), proposalId, on: TODAY };
  const validFrom = day('2020-01-01');
  const asked = { role, schemes: ['*'], validFrom, validUntil: null };
  const propose = { type: 'ProposeMandate', ...base, ...asked, by: ALICE } as const;
  await engine.execute(mandate, propose, context(`propose-${proposalId}`));
  await engine.execute(
    mandate,
    { type: 'ConfirmMandate', ...base, by: BRUNO },
    context(`confirm-${proposalId}`),
  );
}
