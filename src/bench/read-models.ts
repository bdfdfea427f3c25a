import { sequenceAsOf } from '../../projections/audit-trail/query.js';
import { balancesAt, largestParty } from '../../projections/balances/query.js';
import { addMonths, firstDayOf, instant, lastDayOf, yearMonth } from '../domain/time.js';
import type { Engine } from '../engine/engine.js';
import type { LocalLog } from '../log/event-log.js';
import { limitFigure, quantile, rateFigure } from './figure.js';
import type { BenchFigure, BenchProgress } from './figure.js';

const TARGETS = [
  ['balances', 0.6],
  ['statements', 0.4],
  ['audit-trail', 0.2],
] as const;

/** Rebuild of each read model, beside reading and parsing all the same events before and after it. */
export async function benchRebuild(engine: Engine, progress: BenchProgress): Promise<readonly BenchFigure[]> {
  const figures: BenchFigure[] = [];
  for (const [name, atLeast] of TARGETS) {
    const before = readAndParse(engine.local);
    const { milliseconds, sequence } = await engine.rebuild(name, { verify: false });
    const after = readAndParse(engine.local);
    const ours = (sequence / milliseconds) * 1000;
    // The same time for both halves, so the mean of rates is that of their times.
    const baseline = 2 / (1 / before + 1 / after);
    figures.push(rateFigure(`rebuild ${name} / reading and parsing`, { ours, baseline, atLeast }));
    progress(`rebuilt ${name}: ${Math.round(ours)} events/s; reading and parsing ${Math.round(baseline)}`);
  }
  return figures;
}

/** Events a second of reading pages and parsing data and metadata, and nothing else. */
function readAndParse(local: LocalLog): number {
  const started = performance.now();
  const head = local.head();
  let fields = 0;
  for (let sequence = 0; sequence < head;) {
    for (const event of local.read(sequence, PAGE)) {
      sequence = event.sequence;
      const [data, meta] = [JSON.parse(event.data) as object, JSON.parse(event.meta) as object];
      fields += Object.keys(data).length + Object.keys(meta).length;
    }
  }
  if (fields === 0) throw new Error('nothing was read');
  return (head / (performance.now() - started)) * 1000;
}

const PAGE = 2_000;
const QUESTIONS = 200;
const FIRST = yearMonth('2025-01');

/**
 * A balance of the CPAS with most postings at 200 moments: half of them named by a time on the log's clock, half by a
 * sequence, each with another day on the clock of validity. The 95th of a hundred counts, and not the worst, since the
 * machine has other work.
 */
export function benchPastBalance(engine: Engine): BenchFigure {
  const head = engine.local.head();
  const largest = engine.read('balances', largestParty);
  if (largest === undefined) throw new Error('no CPAS has a posting');
  const times: number[] = [];
  for (let index = 0; index < QUESTIONS; index += 1) {
    const month = addMonths(FIRST, index % 12);
    const validOn = index % 3 === 0 ? null : lastDayOf(month);
    const started = performance.now();
    const asOfSequence =
      index % 2 === 0
        ? engine.read('audit-trail', (store) =>
            sequenceAsOf(store, instant(`${firstDayOf(month)}T12:00:00.000Z`), head),
          ).sequence
        : Math.floor(((index * 7919) % QUESTIONS) * (head / QUESTIONS));
    engine.read('balances', (store) => balancesAt(store, { asOfSequence, validOn }, largest));
    times.push(performance.now() - started);
  }
  return limitFigure('past balance of the largest CPAS on both clocks', {
    unit: 'ms',
    ours: quantile(times, 0.95),
    atMost: 5,
  });
}
