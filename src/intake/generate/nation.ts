import { FILES_MAX } from './decision.js';
import { MISTAKES } from './mistakes.js';
import type { Mistake } from './mistakes.js';
import type { LifeStep, LifeWorld, SyntheticForm } from './life.js';
import { nextMonth } from './month-of-life.js';
import { openLife } from './opening.js';
import { populationOf } from './population.js';
import type { Population, SyntheticCpas } from './population.js';
import { randomOf } from './random.js';
import { MONTHS } from './scenario.js';
import type { SyntheticLine, SyntheticMonth } from './scenario.js';

export interface NationOptions {
  readonly municipalities: readonly SyntheticCpas[];
  /** The same seed and scale give the same bytes for ever. */
  readonly seed: number;
  /** Part of a nation of about 163,000 files: 0.01 is one per cent. */
  readonly scale: number;
}

/** A synthetic nation: no person, file or decision in it exists. Lines are made while they are read. */
export interface SyntheticNation {
  readonly population: Population;
  readonly months: readonly SyntheticMonth[];
  /** Everything that is sent in a month, in the order in which it stands in its file. */
  linesOf(month: SyntheticMonth): Generator<SyntheticLine>;
}

/** New files each month, as a part of those that stand. */
const NEW_FILES = 0.022;
/** Forms sent twice, and references used again for another content or another dossier: more often in a short file. */
const DOUBLED = 0.004;
const REUSED = 0.001;
const IN_SHORT_FILES = 5;
/** Wrong lines of each kind a month, as a part of the files; at least one. */
const MISTAKES_OF_A_KIND = 0.0001;

export function syntheticNation({ municipalities, seed, scale }: NationOptions): SyntheticNation {
  const population = populationOf(municipalities, { seed, scale });
  const world: LifeWorld = { seed, population };
  const fresh = Math.ceil(population.dossiers * NEW_FILES);
  const files = population.dossiers + fresh * (MONTHS.length - 1);
  if (files > FILES_MAX)
    throw new RangeError(`there are unreal persons for ${FILES_MAX} files, not ${files}`);
  return {
    population,
    months: MONTHS,
    *linesOf(month) {
      const last = MONTHS.indexOf(month);
      const opened = population.dossiers + fresh * last;
      const mistakes = mistakesIn(population.dossiers, opened);
      for (let file = 0; file < opened; file += 1) {
        const opening = Math.max(0, Math.ceil((file + 1 - population.dossiers) / fresh));
        const { forms, life } = liveThrough(world, file, { opening, last });
        const roll = randomOf(seed, 41, file, last).next() / (last === 0 ? 1 : IN_SHORT_FILES);
        for (const form of forms()) yield* linesFor(form, roll);
        yield* mistakes({ world, life, now: month });
      }
    },
  };
}

/** Lives a file through to a month, and gives what is sent about it in that month. */
function liveThrough(
  world: LifeWorld,
  file: number,
  { opening, last }: { readonly opening: number; readonly last: number },
): LifeStep {
  const [first] = MONTHS;
  let step = openLife(world, file, MONTHS[opening] ?? first);
  for (const month of MONTHS.slice(opening + 1, last + 1)) step = nextMonth(world, step.life, month);
  return step;
}

/** A form as line; some are sent twice, some a second time with other content under the same reference. */
function* linesFor({ kind, outcome, fields }: SyntheticForm, roll: number): Generator<SyntheticLine> {
  const text = JSON.stringify(fields);
  yield { text, kind, outcome };
  if (outcome !== 'recorded') return;
  if (roll < DOUBLED) yield { text, kind: 'doubled', outcome: 'replayed' };
  else if (roll < DOUBLED + REUSED) yield reused('otherContent', otherContent(fields));
  else if (roll < DOUBLED + 2 * REUSED) {
    yield reused('otherDossier', { ...fields, fileNumber: `Z${String(fields['fileNumber'])}` });
  }
}

const reused = (kind: 'otherContent' | 'otherDossier', fields: object): SyntheticLine => ({
  text: JSON.stringify(fields),
  kind,
  outcome: 'refused',
  code: 'idempotencyKeyReused',
  field: 'formReference',
});

const otherContent = (fields: SyntheticForm['fields']): object =>
  'decidedOn' in fields ? { ...fields, decidedOn: '2024-11-04' } : { ...fields, amount: '4.44' };

/** Wrong lines of every kind, spread over the file; a kind that a file cannot be got wrong in waits for the next file. */
function mistakesIn(
  dossiers: number,
  files: number,
): (base: Parameters<Mistake>[0]) => Generator<SyntheticLine> {
  const each = Math.max(1, Math.round(dossiers * MISTAKES_OF_A_KIND));
  const total = each * MISTAKES.length;
  const waiting: Mistake[] = [];
  let given = 0;
  let seen = 0;
  return function* (base) {
    seen += 1;
    for (; given < Math.floor((seen / files) * total); given += 1) {
      const mistake = MISTAKES[given % MISTAKES.length];
      if (mistake) waiting.push(mistake);
    }
    const index = waiting.findIndex((mistake) => mistake(base) !== null);
    const line = waiting[index]?.(base);
    if (index < 0 || !line) return;
    waiting.splice(index, 1);
    yield line;
  };
}
