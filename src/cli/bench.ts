import { tmpdir } from 'node:os';
import type { Command } from 'commander';
import type { BenchFigure } from '../bench/figure.js';
import { guarded } from './door.js';
import type { Door, Globals } from './door.js';
import type { Output } from './output.js';
import { wholeOption } from './parties.js';

interface BenchFlags {
  readonly events: string;
  readonly files: string;
  readonly folder: string;
  readonly month?: boolean;
}

/** `flows bench`: the speed table of `docs/benchmarks.md`, each figure beside its yardstick of the same run. */
export function registerBench(program: Command, door: Door): void {
  program
    .command('bench')
    .description('measures the engine on a synthetic nation; takes some minutes and some gigabytes of disk')
    .option('--events <n>', 'events of the log that is measured', '300000')
    .option('--files <n>', 'open files of the nation', '200000')
    .option('--folder <folder>', 'where to work; emptied afterwards', tmpdir())
    .option('--month', 'the national month alone')
    .action((flags: BenchFlags, command: Command) =>
      guarded(command.optsWithGlobals<Globals>(), async (output) => {
        const figures = await door.bench({
          events: wholeOption('--events', flags.events, { min: 1, max: 100_000_000 }),
          files: wholeOption('--files', flags.files, { min: 100, max: 250_000 }),
          folder: flags.folder,
          month: flags.month === true,
          progress: (text) => process.stderr.write(`${text}\n`),
        });
        showFigures(output, figures);
      }),
    );
}

function showFigures(output: Output, figures: readonly BenchFigure[]): void {
  const rows = figures.map(({ figure, unit, ours, baseline, ratio, target, met }) => ({
    figure,
    ours: `${rounded(ours)} ${unit}`,
    baseline: baseline === null ? '' : `${rounded(baseline)} ${unit}`,
    ratio: ratio < 2 ? `${Math.round(ratio * 100)} %` : `${ratio.toFixed(1)} x`,
    target,
    met: met ? 'yes' : 'no',
  }));
  output.rows(rows, ['figure', 'ours', 'baseline', 'ratio', 'target', 'met']);
}

const rounded = (value: number): string => (value < 100 ? value.toFixed(1) : Math.round(value).toString());
