import type { PartyId } from '../ids.js';
import { Rejection } from '../rejection.js';
import type { Rules } from '../rules.js';
import { day } from '../time.js';
import { existedIn, levelFrom, previousShare } from './compute.js';
import type { HeldShare } from './share-book.js';

/** A confirmed share that was computed from what is no longer so: to be determined again, by hand. */
export interface StaleShare {
  readonly cpasId: PartyId;
  readonly year: number;
  /** Sequence of its `ShareConfirmed`. */
  readonly sequence: number;
  /** The first of these that differs: whose beneficiaries count, the share before, the level that follows. */
  readonly because: 'countedParties' | 'previousShare' | 'level';
  readonly used: string;
  /** What it would be now; the code of the refusal where nothing would be computed. */
  readonly now: string;
}

/**
 * The shares that would be computed otherwise from what is known now: since a predecessor or the year before was
 * corrected, a succession was recorded, or the levels of the law changed; before the share was confirmed, by another node,
 * or after it. A share of a later year is found once the one before it was determined again. Given shares rest on nothing.
 */
export function staleShares(shares: Iterable<HeldShare>, rules: Rules): readonly StaleShare[] {
  const found = [...shares].flatMap((share) => {
    const difference = share.basis === 'given' ? undefined : differenceOf(share, rules);
    const { cpasId, year, sequence } = share;
    return difference ? [{ cpasId, year, sequence, ...difference }] : [];
  });
  return found.sort((a, b) => a.year - b.year || a.sequence - b.sequence);
}

type Difference = Pick<StaleShare, 'because' | 'used' | 'now'>;

function differenceOf(share: HeldShare, rules: Rules): Difference | undefined {
  const { cpasId, year, countedParties } = share;
  const counted = partiesToCount(share, rules);
  if (counted.join(' ') !== countedParties.join(' ')) {
    return { because: 'countedParties', used: countedParties.join(' '), now: counted.join(' ') };
  }
  const previous = previousShare({ cpasId, year }, rules) ?? 'shareMissing';
  if (previous !== share.previousShare) {
    return { because: 'previousShare', used: share.previousShare ?? '', now: previous };
  }
  const [used, now] = [`${share.share} ${share.basis}`, levelNow(share, rules)];
  return used === now ? undefined : { because: 'level', used, now };
}

/** Those that must be counted, and those of the family that were counted besides. */
function partiesToCount({ cpasId, year, countedParties }: HeldShare, rules: Rules): readonly PartyId[] {
  const family = [cpasId, ...rules.parties.predecessorsOf(cpasId, day(`${year}-01-01`))];
  return family
    .filter(
      (party) =>
        countedParties.includes(party) ||
        existedIn(party, year - 2, rules) ||
        existedIn(party, year - 3, rules),
    )
    .sort();
}

function levelNow(share: HeldShare, rules: Rules): string {
  try {
    const { share: level, basis } = levelFrom(share, rules);
    return `${level} ${basis}`;
  } catch (error) {
    if (error instanceof Rejection) return error.code;
    throw error;
  }
}
