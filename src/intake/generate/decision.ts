import { addDays } from '../../domain/time.js';
import type { Day } from '../../domain/time.js';
import { randomOf } from './random.js';
import type { Random } from './random.js';
import { UNREAL_PERSONS, unrealNiss } from './unreal-person.js';

/** What a form B of a synthetic file says besides its keys and dates, in the fields of the format. */
export type Decision = Readonly<Record<string, unknown>>;

const PERSONS_PER_FILE = 6;

/** Files for which there are unreal persons enough. */
export const FILES_MAX = Math.floor(UNREAL_PERSONS / PERSONS_PER_FILE);

/** The household of a file and the money it counts, when it begins. */
export function firstDecision(seed: number, file: number, from: Day): Decision {
  const random = randomOf(seed, 21, file);
  const category = random.pick([1, 1, 1, 2, 2, 2, 3, 3] as const);
  const foreigner = random.chance(0.09);
  return {
    beneficiaries: household(random, file, category),
    category,
    resourcesYear: resources(random),
    ...(foreigner ? { foreignersRegisterFrom: '2024-03-01' } : {}),
    ...(foreigner && random.chance(0.2) ? { foreignersRegisterTo: '2025-02-28' } : {}),
    ...(!foreigner && random.chance(0.03)
      ? { formerlyHomelessFrom: from, formerlyHomelessTo: '2026-11-30' }
      : {}),
    ...(random.chance(0.18) ? { piisFrom: from, piisTo: projectEnd(from) } : {}),
  };
}

/** Projects of the first year end together; later ones last a year. */
const projectEnd = (from: Day): string => (from <= '2025-11-30' ? '2025-11-30' : addDays(from, 364));

/** The same household with other resources, a project, or another category. */
export function changedDecision(before: Decision, random: Random, from: Day): Decision {
  const change = random.below(4);
  if (change === 0 && !('piisFrom' in before)) return { ...before, piisFrom: from, piisTo: '2026-02-28' };
  if (change === 1 && before['category'] !== 3) {
    return { ...before, category: before['category'] === 1 ? 2 : 1 };
  }
  const after = resources(random);
  return { ...before, resourcesYear: after === before['resourcesYear'] ? '1234.56' : after };
}

/** The number of the n-th person of a file; the main beneficiary is the first. */
export const personOf = (file: number, person: number): string =>
  unrealNiss(file * PERSONS_PER_FILE + person);

function household(random: Random, file: number, category: 1 | 2 | 3): readonly object[] {
  const persons: object[] = [{ role: 'main', niss: personOf(file, 0) }];
  if (category !== 3) return persons;
  if (random.chance(0.3)) persons.push({ role: 'partner', niss: personOf(file, 1) });
  const children = 1 + random.below(PERSONS_PER_FILE - 3);
  for (let child = 0; child < children; child += 1) {
    persons.push({ role: 'child', niss: personOf(file, 2 + child) });
  }
  return persons;
}

/** Euro text; more than half count nothing, nobody so much that little is left of any amount. */
function resources(random: Random): string {
  if (random.chance(0.55)) return '0.00';
  const cents = 30_000 + random.below(470_000);
  return `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`;
}
