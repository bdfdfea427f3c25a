import type { PartyId } from '../ids.js';
import { pointsFromRate, rateFromPoints } from '../money.js';
import type { Rate } from '../money.js';
import { existsOn } from '../party/party-book.js';
import type { PolicyUse } from '../policy.js';
import { Rejection } from '../rejection.js';
import { policyInForce, rowInForce, wholeOf } from '../rulebook/lookup.js';
import type { ConfirmedParameter, Rules } from '../rules.js';
import { day } from '../time.js';
import type { BeneficiaryCount, ShareDetermined } from './events.js';
import { SHARE_RULE_CODE, determineShare } from './level.js';
import type { ShareLevels } from './level.js';

/** The monthly average of beneficiaries of one party in one year, in hundredths. */
export interface PartyCount extends BeneficiaryCount {
  readonly partyId: PartyId;
}

/** What {@link computeShare} asks of the command. */
export interface Counted {
  readonly cpasId: PartyId;
  readonly year: number;
  readonly counts: readonly PartyCount[];
}

type Computed = Pick<
  ShareDetermined['data'],
  | 'share'
  | 'basis'
  | 'counts'
  | 'countedParties'
  | 'previousShare'
  | 'policies'
  | 'ruleCode'
  | 'legalReference'
>;

/** The first year of the law of 26 May 2002: no share was held before it. */
const FIRST_YEAR = 2002;

/** The share of a year from the counts, the shares held before and the levels in force on its first day. */
export function computeShare(command: Counted, rules: Rules): Computed {
  const { cpasId, year } = command;
  const on = day(`${year}-01-01`);
  const predecessors = rules.parties.predecessorsOf(cpasId, on);
  const row = rowInForce(rules.rulebook, { scheme: 'RIS', ruleId: 'ris.share.levels', on });
  refuseWrongCounts(command, [cpasId, ...predecessors], rules);
  const policy = (name: string): PolicyUse => policyInForce(rules.rulebook, 'RIS', name, on);
  const own = rules.share(cpasId, year - 1)?.share;
  const counts = [averageOf(command, year - 2), averageOf(command, year - 3)];
  return {
    ...levelFrom({ cpasId, year, counts }, rules),
    counts,
    countedParties: [...new Set(command.counts.map((count) => count.partyId))].sort(),
    policies: [
      policy('shareGrowthCompared'),
      policy('shareFallCompared'),
      policy('shareFirstRise'),
      ...(predecessors.length > 0 ? [policy('shareAfterMerger')] : []),
      ...(own === undefined ? [policy('sharePreviousOfNewEntity')] : []),
    ],
    ruleCode: SHARE_RULE_CODE,
    legalReference: row.legalReference,
  };
}

/** The level that counts of N-2 and N-3 lead to, from the shares held before. */
export function levelFrom(
  { cpasId, year, counts }: Pick<ShareDetermined['data'], 'cpasId' | 'year' | 'counts'>,
  rules: Rules,
): Pick<Computed, 'share' | 'basis' | 'previousShare'> {
  const on = day(`${year}-01-01`);
  const row = rowInForce(rules.rulebook, { scheme: 'RIS', ruleId: 'ris.share.levels', on });
  const previous = previousShare({ cpasId, year }, rules);
  if (previous === undefined) throw new Rejection('shareMissing', { cpasId, year: year - 1 });
  const parties = [cpasId, ...rules.parties.predecessorsOf(cpasId, on)];
  const held = highest(parties.flatMap((party) => sharesBefore(party, year, rules)));
  const countOf = (counted: number): number =>
    counts.find((count) => count.year === counted)?.averageHundredths ?? 0;
  const firstRise = policyInForce(rules.rulebook, 'RIS', 'shareFirstRise', on).value;
  const level = determineShare({
    levels: levelsOf(row),
    averageHundredths: countOf(year - 2),
    averageBeforeHundredths: countOf(year - 3),
    previousPoints: pointsFromRate(previous),
    highestHeldPoints: Math.max(pointsFromRate(previous), held === undefined ? 0 : pointsFromRate(held)),
    firstRise: firstRise === 'everyRise' ? 'everyRise' : 'levelNeverHeld',
  });
  return { share: rateFromPoints(level.points), basis: level.basis, previousShare: previous };
}

/** The share that one of a year is computed from: that of the year before, else the highest of the predecessors. */
export function previousShare(
  { cpasId, year }: Pick<Counted, 'cpasId' | 'year'>,
  rules: Rules,
): Rate | undefined {
  const predecessors = rules.parties.predecessorsOf(cpasId, day(`${year}-01-01`));
  const own = rules.share(cpasId, year - 1)?.share;
  return own ?? highest(predecessors.map((party) => rules.share(party, year - 1)?.share));
}

/**
 * Counts are those of N-2 and N-3, of this CPAS and its predecessors only, each once; and of every one of them that
 * existed when such a year began (policy `shareAfterMerger`: the predecessors' counts are summed).
 */
function refuseWrongCounts(command: Counted, parties: readonly PartyId[], rules: Rules): void {
  const { cpasId, year, counts } = command;
  const seen = new Set<string>();
  for (const { partyId, year: counted, averageHundredths } of counts) {
    const inScope = parties.includes(partyId) && (counted === year - 2 || counted === year - 3);
    const whole = Number.isSafeInteger(averageHundredths) && averageHundredths >= 0;
    if (!inScope || !whole || seen.has(`${partyId} ${counted}`)) {
      throw new Rejection('invalidState', { cpasId, year, countOf: partyId, countYear: counted });
    }
    seen.add(`${partyId} ${counted}`);
  }
  for (const counted of [year - 2, year - 3]) {
    const existing = parties.filter((party) => existedIn(party, counted, rules));
    const missing = existing.filter((party) => !seen.has(`${party} ${counted}`));
    if (missing.length > 0 || !counts.some((count) => count.year === counted)) {
      throw new Rejection('invalidState', { cpasId, year, countMissingOf: missing, countYear: counted });
    }
  }
}

/** Whether a party existed when a year began, so that its beneficiaries of that year count. */
export function existedIn(partyId: PartyId, year: number, rules: Rules): boolean {
  const facts = rules.parties.find(partyId);
  return facts !== undefined && existsOn(facts, day(`${year}-01-01`));
}

const averageOf = ({ counts }: Counted, year: number): BeneficiaryCount => ({
  year,
  averageHundredths: counts.reduce(
    (sum, count) => sum + (count.year === year ? count.averageHundredths : 0),
    0,
  ),
});

function sharesBefore(party: PartyId, year: number, rules: Rules): readonly (Rate | undefined)[] {
  const years = Array.from({ length: Math.max(0, year - FIRST_YEAR) }, (_, index) => FIRST_YEAR + index);
  return years.map((before) => rules.share(party, before)?.share);
}

/** The highest of the shares that are known. */
function highest(shares: readonly (Rate | undefined)[]): Rate | undefined {
  const known = shares.filter((one) => one !== undefined);
  return known.length === 0 ? undefined : rateFromPoints(Math.max(...known.map(pointsFromRate)));
}

const levelsOf = (row: ConfirmedParameter): ShareLevels => ({
  standardPoints: wholeOf(row, 'standardPoints'),
  middleCount: wholeOf(row, 'middleCount'),
  middlePoints: wholeOf(row, 'middlePoints'),
  highCount: wholeOf(row, 'highCount'),
  highPoints: wholeOf(row, 'highPoints'),
  growthMinPercent: wholeOf(row, 'growthMinPercent'),
  fallMinPercent: wholeOf(row, 'fallMinPercent'),
  stepDownPoints: wholeOf(row, 'stepDownPoints'),
});
