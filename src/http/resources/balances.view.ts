import type {
  Amounts,
  BalanceRow,
  PostingRow,
  TrialBalanceRow,
} from '../../../projections/balances/query.js';
import { partyId } from '../../domain/ids.js';
import type { Moment } from '../moment.js';
import { partyReference } from './parties.view.js';
import type { Sight } from './parties.view.js';

/** What a view of the books needs besides: the moment that its links stand at. */
export interface BookSight extends Sight {
  readonly moment: Moment;
}

const accountsOf = ({ expense, open, stated, paid, offset }: Amounts) => ({
  expense,
  open,
  stated,
  paid,
  offset,
});

const dimensionsOf = ({ fund, scheme, referenceYear, budgetYear }: BalanceRow) => ({
  fundCode: fund,
  schemeCode: scheme,
  referenceYear,
  budgetYear,
});

/** A balance; its address is the question for it alone, on the day that was asked for. */
export function balanceItem(row: BalanceRow, validOn: string | undefined, sight: BookSight) {
  const asked = { partyId: row.partyId, ...dimensionsOf(row), validOn };
  return {
    href: sight.links.to('balances', { ...asked, asOfSequence: sight.moment.sequence }),
    party: partyReference(partyId(row.partyId), sight),
    ...dimensionsOf(row),
    accounts: accountsOf(row),
  };
}

export const fundBalance = (row: TrialBalanceRow) => ({
  fundCode: row.fund,
  accounts: accountsOf(row),
  total: row.total,
});

/** A posting; its address is the entry of the audit trail. */
export const postingItem = (row: PostingRow, { links }: Pick<Sight, 'links'>) => ({
  href: links.to('auditTrail', { sequence: row.sequence }),
  sequence: row.sequence,
  validDate: row.validDay,
  ...dimensionsOf(row),
  accounts: accountsOf(row),
});
