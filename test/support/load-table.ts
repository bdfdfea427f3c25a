import { quantile } from '../../src/bench/figure.js';
import type { LoadChild } from './load-child.js';
import { closedLoop } from './load-client.js';
import type { LoadResult } from './load-client.js';
import { balanceReads, bareReads, bareWrites, clients, commands, conditionalReads } from './load-clients.js';
import type { Asked, Clients } from './load-clients.js';
import type { LoadServer } from './load-server.js';

/** The three that are compared, each a process of its own. */
export interface Compared {
  readonly server: LoadServer;
  readonly asked: Asked;
  readonly bare: LoadChild;
  /** The same log, called without HTTP. */
  readonly called: LoadChild;
}

/** A rate with the processor that one costs the process that answers, in microseconds; the generator's is not in it. */
export interface LoadRow extends LoadResult {
  readonly what: string;
  readonly micros: number;
}

interface Step {
  readonly what: string;
  readonly processor: () => Promise<number>;
  readonly run: (seconds: number) => Promise<LoadResult>;
}

const READERS = 16;
const IN_FLIGHT = 64;

/** Everything once, in turns and so many times, after a round that does not count; the median of each. */
export async function measured(
  compared: Compared,
  { rounds, seconds }: { readonly rounds: number; readonly seconds: number },
): Promise<readonly LoadRow[]> {
  const steps = stepsOf(compared);
  const rows = new Map<string, LoadRow[]>(steps.map(({ what }) => [what, []]));
  for (let round = 0; round <= rounds; round += 1) {
    for (const step of steps) {
      const before = await step.processor();
      const result = await step.run(seconds);
      const micros = ((await step.processor()) - before) * 1e6;
      if (round > 0) rows.get(step.what)?.push({ what: step.what, ...result, micros: micros / result.count });
    }
  }
  return [...rows.values()].map(medianOf);
}

function stepsOf({ server, asked, bare, called }: Compared): readonly Step[] {
  const processorOfServer = async (): Promise<number> => (await server.figures()).processor;
  const http = (what: string, open: () => Promise<Clients>): Step => ({
    what,
    processor: processorOfServer,
    run: (seconds) => loop(open, seconds),
  });
  const plain = (what: string, open: (of: Asked) => Promise<Clients>): Step => ({
    what,
    processor: () => bare.do('processor'),
    run: (seconds) => loop(() => open({ ...asked, port: Number(bare.ready['port']) }), seconds),
  });
  const inside = (what: string, work: string, inFlight: number): Step => ({
    what,
    processor: () => called.do('processor'),
    run: (seconds) => called.do(work, { seconds, inFlight }),
  });
  return [
    plain(BARE_READ, (of) => clients(of, READERS, bareReads())),
    http(READ, () => clients(asked, READERS, balanceReads(asked))),
    inside(READ_INSIDE, 'reads', 1),
    http(UNCHANGED, () => clients(asked, READERS, conditionalReads(asked))),
    plain(BARE_WRITE, (of) => clients(of, IN_FLIGHT, bareWrites())),
    http(WRITE_64, () => clients(asked, IN_FLIGHT, commands(asked))),
    inside(WRITE_64_INSIDE, 'commands', IN_FLIGHT),
    http(WRITE_1, () => clients(asked, 1, commands(asked))),
    inside(WRITE_1_INSIDE, 'commands', 1),
  ];
}

const BARE_READ = 'bare Fastify, GET, 16 connections';
const BARE_WRITE = 'bare Fastify, POST, 64 in flight';
const READ = 'balances of a CPAS, 16 connections';
const READ_INSIDE = 'the same query, called';
const UNCHANGED = 'CPAS unchanged (304), 16 connections';
const WRITE_64 = 'command, 64 in flight';
const WRITE_64_INSIDE = 'the same command, called, 64 in flight';
const WRITE_1 = 'command, 1 in flight';
const WRITE_1_INSIDE = 'the same command, called, 1 in flight';

/** What each row is held against: bare Fastify, and the same without HTTP. */
const BESIDE: Readonly<Record<string, { readonly bare: string; readonly called?: string }>> = {
  [READ]: { bare: BARE_READ, called: READ_INSIDE },
  [UNCHANGED]: { bare: BARE_READ },
  [WRITE_64]: { bare: BARE_WRITE, called: WRITE_64_INSIDE },
  [WRITE_1]: { bare: BARE_WRITE, called: WRITE_1_INSIDE },
};

async function loop(open: () => Promise<Clients>, seconds: number): Promise<LoadResult> {
  const { works, close } = await open();
  try {
    // What a client must know before its first command is not measured.
    await Promise.all(works.map((work) => work()));
    return await closedLoop(works, seconds);
  } finally {
    close();
  }
}

function medianOf(rows: readonly LoadRow[]): LoadRow {
  const of = (pick: (row: LoadRow) => number): number => quantile(rows.map(pick), 0.5);
  return {
    what: rows[0]?.what ?? '',
    perSecond: of((row) => row.perSecond),
    p50: of((row) => row.p50),
    p99: of((row) => row.p99),
    count: of((row) => row.count),
    seconds: of((row) => row.seconds),
    micros: of((row) => row.micros),
  };
}

/** The rows as they are printed: rates, times in milliseconds, and ratios on the clock and of processor time. */
export function table(rows: readonly LoadRow[]): Readonly<Record<string, object>> {
  const found = (what: string | undefined): LoadRow | undefined => rows.find((row) => row.what === what);
  const part = (row: LoadRow, other: LoadRow | undefined) =>
    other && {
      rate: `${Math.round((100 * row.perSecond) / other.perSecond)} %`,
      processor: `${Math.round((100 * other.micros) / row.micros)} %`,
    };
  return Object.fromEntries(
    rows.map((row) => {
      const bare = part(row, found(BESIDE[row.what]?.bare));
      const called = part(row, found(BESIDE[row.what]?.called));
      return [
        row.what,
        {
          'per second': Math.round(row.perSecond),
          'p50 ms': Number(row.p50.toFixed(2)),
          'p99 ms': Number(row.p99.toFixed(2)),
          'µs of processor': Math.round(row.micros),
          'of bare': bare?.rate ?? '',
          'by processor': bare?.processor ?? '',
          'of called': called?.rate ?? '',
          'called, by processor': called?.processor ?? '',
        },
      ];
    }),
  );
}
