import type { PartyId } from '../ids.js';
import type { PartySucceeded } from '../party/events.js';
import type { Day } from '../time.js';
import type { Posting } from './accounts.js';

/** What postings need of the books as they stand just before an event. */
export interface Books {
  /** The party that has the rights and debts of this one at this point of the log: itself, or the last of its successors. */
  ownerOf(partyId: PartyId): PartyId;
  /** Every balance of the party itself, by account, dimension and valid day; zero ones may be left out. */
  balancesOf(partyId: PartyId): Iterable<Posting>;
}

export type Succession = Pick<PartySucceeded['data'], 'partyId' | 'successorId' | 'effectiveOn'>;

/** The successions recorded so far, as a fold. */
export interface Successions {
  /**
   * Two nodes may each record one half of a circle. The first in log order holds; the one that would close the circle
   * has no effect, for every reader alike: false.
   */
  add(succession: Succession): boolean;
  /**
   * Owner at this point of the log. A succession is recorded on its effective day or later, so log order decides and
   * never a clock: at midnight two nodes may disagree about the day, but not about what came first.
   */
  ownerOf(partyId: PartyId): PartyId;
  /** Owner on a day, as far as it is known at this point of the log: for what was valid when, not for postings. */
  ownerAt(partyId: PartyId, on: Day): PartyId;
}

export function successions(): Successions {
  const steps = new Map<PartyId, Succession>();
  const follow = (partyId: PartyId, counts: (step: Succession) => boolean): PartyId => {
    let owner = partyId;
    for (let taken = 0; taken <= steps.size; taken += 1) {
      const step = steps.get(owner);
      if (step === undefined || !counts(step)) return owner;
      owner = step.successorId;
    }
    throw new Error(`the successions of ${partyId} lead in a circle`);
  };
  const ownerOf = (partyId: PartyId): PartyId => (steps.has(partyId) ? follow(partyId, () => true) : partyId);
  return {
    add(succession) {
      if (ownerOf(succession.successorId) === succession.partyId) return false;
      steps.set(succession.partyId, succession);
      return true;
    },
    ownerOf,
    ownerAt: (partyId, on) => follow(partyId, (step) => step.effectiveOn <= on),
  };
}
