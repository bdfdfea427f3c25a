import type { ShareBasis } from './events.js';

/** Version of the rule code in this file; raise it with any change of a result. */
export const SHARE_RULE_CODE = 'ris-share-level@1';

/** The rule `ris.share.levels`: percentage points, and monthly averages of beneficiaries. */
export interface ShareLevels {
  readonly standardPoints: number;
  readonly middleCount: number;
  readonly middlePoints: number;
  readonly highCount: number;
  readonly highPoints: number;
  readonly growthMinPercent: number;
  readonly fallMinPercent: number;
  readonly stepDownPoints: number;
}

export interface ShareInput {
  readonly levels: ShareLevels;
  /** Monthly average of beneficiaries of year N-2, in hundredths, predecessors' counts summed. */
  readonly averageHundredths: number;
  /** The same of the year before it, which growth and fall are measured against. */
  readonly averageBeforeHundredths: number;
  /** The share of year N-1, in points. */
  readonly previousPoints: number;
  /** The highest share known to have been held, the previous one included, in points. */
  readonly highestHeldPoints: number;
  /** Value of policy `shareFirstRise`. */
  readonly firstRise: 'levelNeverHeld' | 'everyRise';
}

export interface ShareLevel {
  readonly points: number;
  readonly basis: ShareBasis;
}

/**
 * The RIS share of a CPAS in year N (State subsidies of the law of 26 May 2002): 55 %; 65 % from 500 and 70 % from 1000
 * beneficiaries in N-2. A first rise also needs growth of at least 5 %. Under the threshold the share loses one point
 * a year, down to the next lower level, but none in a year where the fall was under 3 %.
 */
export function determineShare(input: ShareInput): ShareLevel {
  const { levels, previousPoints } = input;
  const { standardPoints, middlePoints, highPoints } = levels;
  const steps: readonly Step[] = [
    { points: highPoints, below: middlePoints, count: levels.highCount, basis: 'threshold1000' },
    { points: middlePoints, below: standardPoints, count: levels.middleCount, basis: 'threshold500' },
    { points: standardPoints, below: 0, count: 0, basis: 'standard' },
  ];
  const reached = steps.filter((step) => input.averageHundredths >= step.count * 100);
  const top = reached[0]?.points ?? standardPoints;
  if (previousPoints > top) return stepDown(input, top);
  const allowed = reached.find((step) => step.points <= previousPoints || mayRiseTo(step, input));
  if (allowed && allowed.points === top) return { points: top, basis: allowed.basis };
  return { points: Math.max(previousPoints, allowed?.points ?? 0), basis: 'growthTooSmall' };
}

interface Step {
  readonly points: number;
  /** Points of the next lower level. */
  readonly below: number;
  readonly count: number;
  readonly basis: ShareBasis;
}

/** The standard needs nothing. A share between two levels comes from the upper one only, so that this was held before. */
function mayRiseTo(step: Step, input: ShareInput): boolean {
  if (step.count === 0) return true;
  if (input.firstRise === 'levelNeverHeld' && input.highestHeldPoints > step.below) return true;
  const { averageHundredths, averageBeforeHundredths, levels } = input;
  return averageHundredths * 100 >= averageBeforeHundredths * (100 + levels.growthMinPercent);
}

/** One step of points a year, never below the level that the count still gives. */
function stepDown(input: ShareInput, floor: number): ShareLevel {
  const { averageHundredths, averageBeforeHundredths, levels, previousPoints } = input;
  const fell = averageHundredths * 100 <= averageBeforeHundredths * (100 - levels.fallMinPercent);
  if (!fell || averageBeforeHundredths === 0) return { points: previousPoints, basis: 'stepDownShielded' };
  return { points: Math.max(floor, previousPoints - levels.stepDownPoints), basis: 'steppedDown' };
}
