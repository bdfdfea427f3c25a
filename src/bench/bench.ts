import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { benchBulkAppend, benchGroupCommit } from './append.js';
import { limitFigure, quantile } from './figure.js';
import type { BenchFigure, BenchProgress } from './figure.js';
import { playNation } from './nation.js';
import type { MonthTimes, Nation } from './nation.js';
import { START } from './node.js';
import type { BenchNode, OpenNode } from './node.js';
import { benchPastBalance, benchRebuild } from './read-models.js';

export interface BenchOptions {
  /** Events of the log that is measured. With few, the files of the nation alone are more. */
  readonly events: number;
  /** Open files of the nation. */
  readonly files: number;
  /** Where to work; what is made there is removed afterwards. */
  readonly folder: string;
  readonly progress: BenchProgress;
}

export interface BenchTools {
  readonly open: OpenNode;
  /** File of the command line, which is started anew to see how long that takes. */
  readonly program: string;
}

/** Measures every figure of the speed table that needs no server, each beside its yardstick of the same run. */
export async function bench(tools: BenchTools, options: BenchOptions): Promise<readonly BenchFigure[]> {
  return inFolder(options.folder, async (folder) => {
    const data = join(folder, 'node');
    const node = await tools.open({ data, start: START });
    const figures: BenchFigure[] = [];
    try {
      const nation = await playNation(node, options);
      figures.push(...monthFigures(nation));
      figures.push(...(await readFigures(node, { ...options, folder })));
    } finally {
      await node.close();
    }
    return [...figures, startFigure(tools.program, data)];
  });
}

/** The national month alone. */
export async function benchMonth(tools: BenchTools, options: BenchOptions): Promise<readonly BenchFigure[]> {
  return inFolder(options.folder, async (folder) => {
    const node = await tools.open({ data: join(folder, 'node'), start: START });
    try {
      return monthFigures(await playNation(node, options));
    } finally {
      await node.close();
    }
  });
}

async function readFigures(node: BenchNode, options: BenchOptions): Promise<readonly BenchFigure[]> {
  const { events, folder, progress } = options;
  const { engine } = node;
  const past = benchPastBalance(engine);
  progress(`${past.figure}: ${past.ours.toFixed(1)} ${past.unit}`);
  const rebuilds = await benchRebuild(engine, progress);
  const append = { source: engine.local, instance: engine.logOpened().instance, folder };
  const bulk = await benchBulkAppend(append, Math.min(events, engine.local.head()));
  for (const { figure, ours, baseline } of bulk) {
    progress(`${figure}: ${Math.round(ours)} events/s; ${Math.round(baseline ?? 0)}`);
  }
  const group = await benchGroupCommit(append);
  return [...bulk, group, ...rebuilds, past];
}

/** A nation of 200,000 files has 60 s; a smaller one has its part. */
const MONTH_SECONDS = 60;
const MONTH_FILES = 200_000;
const MONTH_MIB = 1024;

function monthFigures({ first, last }: Nation): readonly BenchFigure[] {
  const atMost = (MONTH_SECONDS * (first.lines - first.forms)) / MONTH_FILES;
  const month = `national month, ${first.lines - first.forms} files due, ${first.forms} new forms, ${first.statements} statements`;
  const figures = [
    limitFigure(`${month}, on ${first.before} events`, { unit: 's', ours: first.total, atMost }),
    limitFigure('the same in seconds of processor', { unit: 's', ours: first.processor, atMost }),
    limitFigure('peak memory of the process until then', {
      unit: 'MiB',
      ours: first.peakMiB,
      atMost: MONTH_MIB,
    }),
  ];
  return last === first ? figures : [...figures, ...laterFigures(first, last)];
}

function laterFigures(first: MonthTimes, last: MonthTimes): readonly BenchFigure[] {
  const { total: ours, before } = last;
  const ratio = ours / first.total;
  return [
    {
      figure: `national month on ${before} events / on ${first.before}`,
      unit: 's',
      ours,
      baseline: first.total,
      ratio,
      target: '<= 2 x',
      met: ratio <= 2,
    },
    limitFigure('peak memory of the process until then', {
      unit: 'MiB',
      ours: last.peakMiB,
      atMost: MONTH_MIB,
    }),
  ];
}

const STARTS = 5;

/** A whole run of the command line, that opens log, stores and read models and answers from them; median of five. */
function startFigure(program: string, data: string): BenchFigure {
  const times = Array.from({ length: STARTS }, () => {
    const started = performance.now();
    execFileSync(process.execPath, [program, '--json', '--data', data, 'trial-balance'], { stdio: 'pipe' });
    return (performance.now() - started) / 1000;
  });
  return limitFigure('start-up with existing read models (flows trial-balance)', {
    unit: 's',
    ours: quantile(times, 0.5),
    atMost: 2,
  });
}

async function inFolder<T>(parent: string, work: (folder: string) => Promise<T>): Promise<T> {
  mkdirSync(parent, { recursive: true });
  const folder = mkdtempSync(join(parent, 'flows-bench-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
