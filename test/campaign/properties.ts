// npm run campaign:properties -- [--runs 10000] [--seed N] [--workers 2] [--only engine|rules]: random histories over a real engine in
// memory (forms, shares, laws, a merger, month runs, lines determined again, everything sent twice), each held against what must hold of books, statements
// and read models; then the properties of the rules and of the read models alone, with as many cases and a tenth of them.
// Prints its seed and a table; ends with 1 and the shrunk history where one does not hold.
import { fork, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { nothingSeen, worldProperty } from '../support/world-property.js';
import type { Seen } from '../support/world-property.js';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: process.env['PROPERTY_RUNS'] ?? '10000' },
    seed: { type: 'string', default: process.env['PROPERTY_SEED'] ?? String(randomInt(2 ** 31 - 1)) },
    workers: { type: 'string', default: '2' },
    only: { type: 'string' },
    worker: { type: 'boolean', default: false },
  },
});
const [runs, seed, workers] = [Number(values.runs), Number(values.seed), Number(values.workers)];

/** One worker: its share of the histories; what it saw so far goes to the parent now and then, and at the end. */
async function work(): Promise<void> {
  const seen = nothingSeen();
  const told = setInterval(() => process.send?.(seen), 5_000);
  await fc.assert(worldProperty(seen), { numRuns: runs, seed });
  clearInterval(told);
  process.send?.(seen, () => process.exit());
}

async function campaign(): Promise<void> {
  console.log(`properties: seed ${seed}, ${runs} histories`);
  const started = performance.now();
  const seconds = (): number => Math.round((performance.now() - started) / 1000);
  let failed = false;
  if (values.only !== 'rules') {
    const { seen, violations } = await histories(seconds);
    console.table({ 'the engine in memory': { ...seen, seconds: seconds(), violations } });
    failed = violations > 0;
  }
  if (values.only !== 'engine') {
    console.log(`the rules alone, ${runs} cases a property; the read models alone, ${Math.ceil(runs / 10)}`);
    const rules = await properties(runs, [
      'test/domain/dossier/properties',
      'test/domain/money',
      'test/log/format',
    ]);
    const models = await properties(Math.ceil(runs / 10), [
      'test/projections/books.properties',
      'test/projections/dossiers',
    ]);
    failed ||= rules !== 0 || models !== 0;
  }
  console.log(`${failed ? 'NOT everything holds' : 'everything holds'} after ${seconds()} s, seed ${seed}`);
  if (failed) process.exitCode = 1;
}

/** Each worker has a seed of its own, which follows from the campaign's. */
async function histories(
  seconds: () => number,
): Promise<{ readonly seen: Seen; readonly violations: number }> {
  const latest = new Map<number, Seen>();
  const all = (): Seen => [...latest.values()].reduce(together, nothingSeen());
  const timer = setInterval(() => console.log(`${all().histories} histories, ${seconds()} s`), 60_000);
  const ends = Array.from({ length: workers }, (_, index) => {
    const share = Math.floor(runs / workers) + (index < runs % workers ? 1 : 0);
    const child = fork(fileURLToPath(import.meta.url), [
      ...['--worker', '--runs', String(share), '--seed', String(seed + index)],
    ]);
    child.on('message', (seen) => latest.set(index, seen as Seen));
    return new Promise<number>((resolve) => child.on('exit', (code) => resolve(code ?? 1)));
  });
  const codes = await Promise.all(ends);
  clearInterval(timer);
  return { seen: all(), violations: codes.filter((code) => code !== 0).length };
}

const together = (a: Seen, b: Seen): Seen => ({
  histories: a.histories + b.histories,
  events: a.events + b.events,
  lines: a.lines + b.lines,
  statements: a.statements + b.statements,
  mergers: a.mergers + b.mergers,
  again: a.again + b.again,
  taken: a.taken + b.taken,
  refused: a.refused + b.refused,
});

/** The exit code of jest on some specs, with so many cases a property. */
function properties(cases: number, specs: readonly string[]): Promise<number> {
  const home = fileURLToPath(new URL('../../../', import.meta.url));
  const jest = [
    '--experimental-vm-modules',
    '--disable-warning=ExperimentalWarning',
    'node_modules/jest/bin/jest.js',
  ];
  const child = spawn(process.execPath, [...jest, '--testTimeout', '3600000', ...specs], {
    cwd: home,
    stdio: 'inherit',
    env: { ...process.env, PROPERTY_RUNS: String(cases), PROPERTY_SEED: String(seed) },
  });
  return new Promise((resolve) => child.on('exit', (code) => resolve(code ?? 1)));
}

// Last, since everything above must be there when it begins.
if (values.worker) await work();
else await campaign();
