import type { NisCode } from '../../domain/ids.js';
import type { Day } from '../../domain/time.js';
import { firstDecision } from './decision.js';
import { decisionForm } from './form-of.js';
import type { Life, LifeStep, LifeWorld } from './life.js';
import { randomOf } from './random.js';
import { MONTHS, dayOf, monthBefore } from './scenario.js';
import type { SyntheticMonth } from './scenario.js';

/** Opens a file: one of those that stand in December 2024, or a new one of a later month. */
export function openLife(world: LifeWorld, file: number, opening: SyntheticMonth): LifeStep {
  const random = randomOf(world.seed, 31, file);
  const standing = opening === MONTHS[0];
  const tooLate = !standing && random.chance(0.08);
  const month = tooLate ? monthBefore(opening.month) : opening.month;
  const effectiveFrom =
    (standing && random.chance(0.85)) || tooLate ? dayOf(month, 1) : dayOf(month, 2 + random.below(14));
  // Sent more than 45 days after the end of the month of the decision.
  const decidedOn = tooLate
    ? dayOf(monthBefore(monthBefore(month)), 10 + random.below(10))
    : random.chance(0.4)
      ? dayOf(monthBefore(month), 5 + random.below(20))
      : dayOf(opening.month, 1 + random.below(14));
  const life: Life = {
    file,
    openedBy: openerOf(
      world,
      file,
      opening === MONTHS[0] ? null : tooLate ? effectiveFrom : opening.receivedOn,
    ),
    openedIn: opening.month,
    fileNumber: `R-${String(file).padStart(6, '0')}`,
    decision: firstDecision(world.seed, file, effectiveFrom),
    effectiveFrom,
    decidedOn,
    withdrawnFrom: null,
    plain: !tooLate && effectiveFrom.endsWith('-01'),
  };
  const kind = standing ? 'standing' : tooLate ? 'sentTooLate' : 'new';
  return { life, forms: () => [decisionForm(life, kind, { world, opening, suffix: 'a' })] };
}

/** A new file is of the CPAS that there was on a day: for a late first form, that of the month it speaks of. */
function openerOf({ population, seed }: LifeWorld, file: number, on: Day | null): NisCode {
  if (on === null) return population.openerOf(file);
  return population.codeOn(population.openerOf(randomOf(seed, 32, file).below(population.dossiers)), on);
}
