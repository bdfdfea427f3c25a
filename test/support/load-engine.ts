import { randomUUID } from 'node:crypto';
import { balancesPage } from '../../projections/balances/query.js';
import { partyId } from '../../src/domain/ids.js';
import { brusselsDay, day } from '../../src/domain/time.js';
import { proposeIban } from '../../src/engine/acts.js';
import { answerParent } from './load-child.js';
import { closedLoop } from './load-client.js';
import type { LoadResult } from './load-client.js';
import { CLERK, ibanOf, openLoadNode } from './load-node.js';

/**
 * The same questions and commands as over HTTP, but called in the process that has the log: `load-engine.js DATA CPAS`,
 * CPAS being their ids with commas between them.
 */
const [data = '', list = ''] = process.argv.slice(2);
const cpas = list.split(',').map(partyId);
const node = await openLoadNode(data);
const { engine, clock } = node;
await engine.waitFor(engine.local.head(), { timeoutMs: 60_000 });
let sent = 0;

interface Wanted {
  readonly seconds: number;
  readonly inFlight: number;
}

async function reads({ seconds }: Wanted): Promise<LoadResult> {
  const read = async (): Promise<void> => {
    const of = cpas[(sent += 1) % cpas.length];
    const moment = { asOfSequence: engine.local.head(), validOn: null };
    const asked = { moment, filter: { partyId: of }, offset: 0, limit: 20 };
    const { rows } = engine.read('balances', (store) => balancesPage(store, asked));
    if (rows.length > 20) throw new Error('a page is too long');
  };
  return closedLoop([read], seconds);
}

async function commands({ seconds, inFlight }: Wanted): Promise<LoadResult> {
  const worker = (mine: typeof cpas) => {
    let next = 0;
    return async (): Promise<void> => {
      const of = mine[(next += 1) % mine.length];
      if (of === undefined) throw new Error('there are more workers than CPAS');
      const expectedRevision = engine.local.revisionOf(`party-${of}`);
      const on = brusselsDay(clock.now());
      const acting = { official: CLERK, on, door: 'api', key: `${CLERK}:${randomUUID()}`, expectedRevision };
      const wanted = { partyId: of, iban: ibanOf((sent += 1)), validFrom: day('2026-01-01') };
      const { answer } = await proposeIban(engine, acting, wanted);
      if (answer.status !== 'recorded') throw new Error(answer.status);
    };
  };
  const shares = Array.from({ length: inFlight }, (_, n) => cpas.filter((_one, at) => at % inFlight === n));
  return closedLoop(shares.map(worker), seconds);
}

answerParent(
  {},
  {
    reads: (wanted) => reads(wanted as Wanted),
    commands: (wanted) => commands(wanted as Wanted),
    close: () => node.close(),
  },
);
