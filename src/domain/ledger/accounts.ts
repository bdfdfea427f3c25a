import type { PartyId } from '../ids.js';
import type { Cents } from '../money.js';
import type { Day } from '../time.js';

/**
 * The accounts of every party (ADR 0006), seen from the party: what SPP IS owes it is positive.
 * `expense` what the State has taken upon itself, negative · `open` determined and on no statement yet ·
 * `stated` on a statement and neither paid nor set off · `paid` paid out · `offset` set off against a debt.
 */
export type Account = 'expense' | 'open' | 'stated' | 'paid' | 'offset';

export const ACCOUNTS: readonly Account[] = ['expense', 'open', 'stated', 'paid', 'offset'];

/** What every posting and every balance is broken down by. */
export interface Dimensions {
  readonly partyId: PartyId;
  readonly fund: string;
  readonly scheme: string;
  /** Year of the reference month. */
  readonly referenceYear: number;
  /** Year of the State budget that bears the determination (policy `bookingYear@1`). */
  readonly budgetYear: number;
}

/** One side of a movement. The postings of one event sum to zero per fund. */
export interface Posting extends Dimensions {
  readonly account: Account;
  /** Day for which it counts: last day of the reference month, issue date of a statement, effective day of a succession. */
  readonly validDay: Day;
  readonly amount: Cents;
}
