import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { AppModule, NodeClock } from '../../src/app.module.js';
import { playNation } from '../../src/bench/nation.js';
import { START } from '../../src/bench/node.js';
import { configFrom } from '../../src/config.js';
import { iban, officialId } from '../../src/domain/ids.js';
import type { Iban, PartyId } from '../../src/domain/ids.js';
import { brusselsDay } from '../../src/domain/time.js';
import type { Clock } from '../../src/engine/clock.js';
import { Engine } from '../../src/engine/engine.js';
import { Stores } from '../../src/evidence/stores.js';
import { openTokenKey } from '../../src/evidence/token-key.js';
import { signToken } from '../../src/http/local-issuer.js';

/** The official of the synthetic nation who prepares. */
export const CLERK = officialId('officer-1');

/** A node without a door, with its read models in a thread of their own as the server has them. */
export interface LoadNode {
  readonly engine: Engine;
  readonly stores: Stores;
  readonly clock: Clock;
  close(): Promise<void>;
}

export async function openLoadNode(data: string, isNew = false): Promise<LoadNode> {
  const config = configFrom({ FLOWS_DATA: data, FLOWS_NODE: 'load' });
  const start = isNew ? { opening: START, simulatedFrom: START.at } : {};
  const module = AppModule.for({ config, write: true, ownThread: true, ...start });
  const app = await NestFactory.createApplicationContext(module, { logger: false, abortOnError: false });
  const { clock } = app.get(NodeClock);
  return { engine: app.get(Engine), stores: app.get(Stores), clock, close: () => app.close() };
}

/** A log with so many files and one month run; answers how many events it has, and its CPAS. */
export async function buildLoadLog(
  data: string,
  files: number,
  progress: (text: string) => void,
): Promise<{ readonly events: number; readonly cpas: readonly PartyId[] }> {
  const node = await openLoadNode(data, true);
  try {
    await playNation(node, { files, events: 1, progress });
    const { engine, clock } = node;
    const today = brusselsDay(clock.now());
    return { events: engine.local.head(), cpas: engine.reference().parties.cpasOn(today) };
  } finally {
    await node.close();
  }
}

/** A token of the local issuer for an hour and a half, with which {@link CLERK} may look and prepare. */
export async function clerkToken(data: string): Promise<string> {
  const config = configFrom({ FLOWS_DATA: data });
  return signToken(
    config,
    { logId: START.logId, key: await openTokenKey(config.shared) },
    { official: CLERK, scopes: ['consult', 'prepare'], ttlSeconds: 5_400 },
  );
}

/** The n-th Belgian account number, with its check digits. */
export function ibanOf(n: number): Iban {
  const account = String(n).padStart(10, '0');
  const digits = `${account}${String(Number(account) % 97 || 97).padStart(2, '0')}`;
  const check = 98n - (BigInt(`${digits}111400`) % 97n);
  return iban(`BE${String(check).padStart(2, '0')}${digits}`);
}
