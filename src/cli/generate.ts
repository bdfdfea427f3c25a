import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Command } from 'commander';
import { Malformed } from '../domain/rejection.js';
import { yearOf } from '../domain/time.js';
import { syntheticNation } from '../intake/generate/nation.js';
import type { SyntheticNation } from '../intake/generate/nation.js';
import type { SyntheticMonth } from '../intake/generate/scenario.js';
import { publishedMunicipalities } from '../rulebook/files.js';
import { parseMunicipalities } from '../rulebook/municipalities.js';
import type { Municipality } from '../rulebook/municipalities.js';
import { guarded } from './door.js';
import type { Door, Globals } from './door.js';
import { wholeOption } from './parties.js';

export interface NationFile {
  readonly month: SyntheticMonth;
  readonly file: string;
  readonly lines: number;
}

/** `flows generate FOLDER`: a seeded, plainly synthetic nation as submission files. */
export function registerGenerate(program: Command, _door: Door): void {
  program
    .command('generate')
    .description('writes a seeded synthetic nation as submission files; no person or file in it exists')
    .argument('<folder>')
    .option('--seed <n>', 'the same seed gives the same bytes', '2025')
    .option('--scale <part>', 'part of a nation of 163,000 files', '0.01')
    .action((folder: string, options: { seed: string; scale: string }, command: Command) =>
      guarded(command.optsWithGlobals<Globals>(), async (output) => {
        const seed = wholeOption('--seed', options.seed, { min: 0, max: 2 ** 32 - 1 });
        const nation = nationOf(seed, scaleOption(options.scale));
        await writeCounts(nation, folder);
        const files = await writeForms(nation, folder);
        output.rows(
          files.map(({ month, file, lines }) => ({ receivedAt: month.receivedAt, lines, file })),
          ['receivedAt', 'lines', 'file'],
        );
      }),
    );
}

export const nationOf = (seed: number, scale: number): SyntheticNation =>
  syntheticNation({ municipalities: municipalities(), seed, scale });

/**
 * `counts.csv` for the shares of 2024 on, `shares-2023.csv` of shares to begin with, and `shares-2024.csv` for CPAS
 * that began within 2024, of which no count of before exists.
 */
export async function writeCounts(nation: SyntheticNation, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const counts = [...nation.population.counts()];
  await writeFile(join(folder, 'counts.csv'), `nis,year,average\n${counts.join('\n')}\n`);
  await writeFile(join(folder, 'shares-2023.csv'), `nis,share\n${firstShares(counts).join('\n')}\n`);
  const begun = municipalities().filter(({ validFrom }) => validFrom !== null && yearOf(validFrom) === 2024);
  const given = begun.map(({ nisCode }) => `${nisCode},0.55`);
  await writeFile(join(folder, 'shares-2024.csv'), `nis,share\n${given.join('\n')}\n`);
}

const municipalities = (): readonly Municipality[] => parseMunicipalities(publishedMunicipalities());

/** A file of forms for each month. */
export async function writeForms(nation: SyntheticNation, folder: string): Promise<readonly NationFile[]> {
  await mkdir(folder, { recursive: true });
  const files: NationFile[] = [];
  for (const month of nation.months) {
    const file = join(folder, `forms-${month.month}.ndjson`);
    files.push({ month, file, lines: await writeLines(nation, month, file) });
  }
  return files;
}

/** Shares of 2023 to begin with, by the level of the made-up count of 2021. */
function firstShares(counts: readonly string[]): readonly string[] {
  return counts.flatMap((line) => {
    const [nis = '', year, average] = line.split(',');
    if (year !== '2021') return [];
    const count = Number(average);
    return [`${nis},${count >= 1000 ? '0.7' : count >= 500 ? '0.65' : '0.55'}`];
  });
}

async function writeLines(nation: SyntheticNation, month: SyntheticMonth, file: string): Promise<number> {
  const stream = createWriteStream(file);
  let lines = 0;
  let held = '';
  for (const { text } of nation.linesOf(month)) {
    held += `${text}\n`;
    lines += 1;
    if (held.length < 65_536) continue;
    if (!stream.write(held)) await once(stream, 'drain');
    held = '';
  }
  stream.end(held);
  await once(stream, 'finish');
  return lines;
}

function scaleOption(text: string): number {
  const scale = /^\d+(\.\d+)?$/.test(text) ? Number(text) : NaN;
  if (!(scale > 0 && scale <= 2)) throw new Malformed('must be a part such as 0.01, at most 2', '--scale');
  return scale;
}
