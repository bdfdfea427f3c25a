import { createWriteStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Instant, YearMonth } from '../domain/time.js';
import { syntheticNation } from '../intake/generate/nation.js';
import type { NationOptions, SyntheticNation } from '../intake/generate/nation.js';
import type { Kind, SyntheticLine, SyntheticMonth } from '../intake/generate/scenario.js';

export interface GenerateOptions extends NationOptions {
  /** Made where it is not there; files of the same names are replaced. */
  readonly folder: string;
  readonly onProgress?: (lines: number) => void;
}

/** A month of the nation as submission file, and what becomes of its lines where the scenario is followed. */
export interface GeneratedFile {
  readonly path: string;
  readonly month: YearMonth;
  /** When it has to be submitted: decisions in it are of this day or before. */
  readonly receivedAt: Instant;
  readonly lines: number;
  readonly expected: Readonly<Record<SyntheticLine['outcome'], number>>;
  readonly kinds: Readonly<Partial<Record<Kind, number>>>;
}

export interface GeneratedNation {
  readonly synthetic: true;
  readonly seed: number;
  readonly scale: number;
  /** Files that stand in December 2024. */
  readonly dossiers: number;
  /** `nis,year,average`: for an import of the shares of 2023 to 2025. */
  readonly countsPath: string;
  readonly files: readonly GeneratedFile[];
}

/** Writes a synthetic nation: a submission file per month, the counts for its shares, and `nation.json`, which describes them. */
export async function generateNation(options: GenerateOptions): Promise<GeneratedNation> {
  const { folder, seed, scale, onProgress } = options;
  await mkdir(folder, { recursive: true });
  const nation = syntheticNation(options);
  const countsPath = join(folder, 'counts.csv');
  await pipeline(Readable.from(pieces(countLines(nation))), createWriteStream(countsPath));
  const files: GeneratedFile[] = [];
  for (const month of nation.months) files.push(await writeMonth(nation, month, { folder, onProgress }));
  const { dossiers } = nation.population;
  const generated: GeneratedNation = { synthetic: true, seed, scale, dossiers, countsPath, files };
  await writeFile(join(folder, 'nation.json'), `${JSON.stringify(generated, null, 2)}\n`);
  return generated;
}

function* countLines(nation: SyntheticNation): Generator<string> {
  yield 'nis,year,average';
  yield* nation.population.counts();
}

async function writeMonth(
  nation: SyntheticNation,
  month: SyntheticMonth,
  { folder, onProgress }: { readonly folder: string; readonly onProgress: GenerateOptions['onProgress'] },
): Promise<GeneratedFile> {
  const path = join(folder, `forms-${month.month}.ndjson`);
  const expected = { recorded: 0, replayed: 0, unchanged: 0, refused: 0 };
  const kinds: Partial<Record<Kind, number>> = {};
  const counted = { lines: 0 };
  function* texts(): Generator<string> {
    for (const { text, kind, outcome } of nation.linesOf(month)) {
      counted.lines += 1;
      expected[outcome] += 1;
      kinds[kind] = (kinds[kind] ?? 0) + 1;
      yield text;
    }
  }
  await pipeline(Readable.from(pieces(texts(), () => onProgress?.(counted.lines))), createWriteStream(path));
  return { path, month: month.month, receivedAt: month.receivedAt, lines: counted.lines, expected, kinds };
}

const PIECE_CHARACTERS = 65_536;

/** Lines put together to pieces worth writing, each line ended. */
function* pieces(lines: Iterable<string>, onPiece?: () => void): Generator<Buffer> {
  let held: string[] = [];
  let size = 0;
  for (const line of lines) {
    held.push(line, '\n');
    size += line.length + 1;
    if (size < PIECE_CHARACTERS) continue;
    yield Buffer.from(held.join(''));
    onPiece?.();
    held = [];
    size = 0;
  }
  if (held.length > 0) yield Buffer.from(held.join(''));
  onPiece?.();
}
