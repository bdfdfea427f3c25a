import type { NisCode } from '../../domain/ids.js';
import { split } from '../../domain/money.js';
import { cents } from '../../domain/money.js';
import { day } from '../../domain/time.js';
import type { Day } from '../../domain/time.js';
import { randomOf } from './random.js';

/** A municipality as the shipped table has it (`src/rulebook/municipalities.ts`); one CPAS each. */
export interface SyntheticCpas {
  readonly nisCode: NisCode;
  readonly validFrom: Day | null;
  readonly validTo: Day | null;
  readonly succession: { readonly nisCode: NisCode; readonly mode: string } | null;
}

/** Who has how many files. Names and codes of CPAS are real, everything else about them is made up. */
export interface Population {
  readonly dossiers: number;
  /** Code under which the n-th file (from 0) was opened, in December 2024. */
  openerOf(dossier: number): NisCode;
  /** The code of the CPAS, or of the one that followed it, on a day. */
  codeOn(code: NisCode, on: Day): NisCode;
  /** Codes that ended before a day, of CPAS that another one follows. */
  endedBefore(on: Day): readonly NisCode[];
  /** Lines `nis,year,average` for an import of shares: made-up counts of a whole nation, whatever the scale. */
  counts(): Generator<string>;
}

/** People on an integration income in July 2025, about. */
export const NATION = 163_000;
const OPENED_ON = day('2024-12-01');
const COUNT_YEARS = [2020, 2021, 2022, 2023] as const;

export function populationOf(
  municipalities: readonly SyntheticCpas[],
  { seed, scale }: { readonly seed: number; readonly scale: number },
): Population {
  const byCode = new Map(municipalities.map((one) => [one.nisCode, one]));
  const openers = municipalities
    .filter((one) => (one.validFrom ?? OPENED_ON) <= OPENED_ON && OPENED_ON <= (one.validTo ?? OPENED_ON))
    .map((one) => one.nisCode);
  const weights = openers.map((code) => weightOf(seed, code));
  const dossiers = Math.max(1, Math.round(NATION * scale));
  const sizes = split(cents(dossiers), weights);
  const ends = cumulative(sizes);
  const ended = new Map<Day, readonly NisCode[]>();
  const codeOn = (code: NisCode, on: Day): NisCode => {
    const found = byCode.get(code);
    const isOver = found?.succession && found.validTo !== null && found.validTo < on;
    return isOver ? codeOn(found.succession.nisCode, on) : code;
  };
  return {
    dossiers,
    codeOn,
    openerOf: (dossier) => {
      const code = openers[firstAbove(ends, dossier)];
      if (code === undefined) throw new RangeError(`there are ${dossiers} files, not ${dossier}`);
      return code;
    },
    endedBefore: (on) => {
      const known = ended.get(on);
      if (known) return known;
      const codes = municipalities
        .filter((one) => one.validTo !== null && one.validTo < on && one.succession?.mode !== 'continues')
        .map((one) => one.nisCode);
      ended.set(on, codes);
      return codes;
    },
    *counts() {
      const total = weights.reduce((sum, weight) => sum + weight, 0);
      for (const [index, code] of openers.entries()) {
        const size = (NATION * (weights[index] ?? 0)) / total;
        const random = randomOf(seed, COUNTS, Number(code));
        const growth = 1 + 0.03 * random.bell();
        for (const year of COUNT_YEARS) {
          const average = size * growth ** (year - 2024) * (1 + 0.02 * random.bell());
          yield `${code},${year},${Math.max(0.5, average).toFixed(2)}`;
        }
      }
    },
  };
}

const WEIGHTS = 11;
const COUNTS = 12;

/** Made-up sizes, as whole numbers: mostly small, some large; a few cities are among the large ones, as everybody would expect. */
function weightOf(seed: number, code: NisCode): number {
  const random = randomOf(seed, WEIGHTS, Number(code));
  const usual = Math.exp(-0.5 + 0.9 * random.bell());
  const city = CITIES[code];
  return Math.ceil(1000 * (city === undefined ? usual : city * (0.85 + 0.3 * random.next())));
}

/** Relative sizes by order of magnitude, not figures of anybody. */
const CITIES: Readonly<Record<string, number>> = {
  '11002': 60, // Antwerpen
  '12025': 8, // Mechelen
  '21001': 45, // Anderlecht
  '21004': 45, // Brussels
  '21005': 10, // Etterbeek
  '21007': 18, // Forest
  '21009': 22, // Ixelles
  '21012': 55, // Molenbeek
  '21013': 20, // Saint-Gilles
  '21014': 14, // Saint-Josse
  '21015': 55, // Schaerbeek
  '24062': 8, // Leuven
  '31005': 6, // Brugge
  '35013': 9, // Oostende
  '44021': 40, // Gent
  '52011': 50, // Charleroi
  '53053': 20, // Mons
  '57081': 10, // Tournai
  '58001': 16, // La Louvière
  '62063': 65, // Liège
  '62096': 16, // Seraing
  '63079': 16, // Verviers
  '92094': 20, // Namur
};

function cumulative(sizes: readonly number[]): readonly number[] {
  let total = 0;
  return sizes.map((size) => (total += size));
}

/** Index of the first number above the value, in numbers that never fall. */
function firstAbove(numbers: readonly number[], value: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? Infinity) > value) high = middle;
    else low = middle + 1;
  }
  return low;
}
