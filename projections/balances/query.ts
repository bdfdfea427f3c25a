import type { Account } from '../../src/domain/ledger/accounts.js';
import { cents } from '../../src/domain/money.js';
import type { Cents } from '../../src/domain/money.js';
import type { Day } from '../../src/domain/time.js';
import { prepared } from '../projection.js';
import type { Store } from '../projection.js';
import { BLOCK } from './table.js';

/** Both clocks of a balance. The sequence must not be beyond the checkpoint of the read model. */
export interface Moment {
  /** What was known: the first so many events of the log. */
  readonly asOfSequence: number;
  /** What was valid: postings of this day and before; null for all. */
  readonly validOn: Day | null;
}

/** Amounts in cents by account, seen from the party: what SPP IS owes it is positive. */
export type Amounts = Readonly<Record<Account, Cents>>;

export interface BalanceRow extends Amounts {
  readonly partyId: string;
  readonly fund: string;
  readonly scheme: string;
  readonly referenceYear: number;
  readonly budgetYear: number;
}

export interface TrialBalanceRow extends Amounts {
  readonly fund: string;
  /** Sum over all accounts: zero, or the books are broken. */
  readonly total: Cents;
}

export interface PostingRow extends BalanceRow {
  readonly sequence: number;
  /** Row of its party, dimensions and valid day; says nothing outside. */
  readonly cell: number;
  readonly validDay: string;
}

/** What balances are narrowed to; every condition given must hold. */
export interface BalanceFilter {
  readonly partyId?: string | undefined;
  readonly fund?: string | undefined;
  readonly scheme?: string | undefined;
  readonly referenceYear?: number | undefined;
  readonly budgetYear?: number | undefined;
}

/** Balances of one party, or of all, by every dimension; rows of nothing but zeros are left out. By party, then dimensions. */
export const balancesAt = (store: Store, moment: Moment, partyId?: string): readonly BalanceRow[] =>
  balancesPage(store, { moment, filter: { partyId }, offset: 0, limit: ALL }).rows;

/** So many of these rows, and how many there are. */
export function balancesPage(
  store: Store,
  of: {
    readonly moment: Moment;
    readonly filter: BalanceFilter;
    readonly offset: number;
    readonly limit: number;
  },
): { readonly rows: readonly BalanceRow[]; readonly total: number } {
  const { moment, filter, offset, limit } = of;
  const group = 'p.party_id, c.fund, c.scheme, c.reference_year, c.budget_year';
  const sums = totals(store, { moment, group, filter, having: NOT_ZERO });
  const rows = sums.rows({ offset, limit }).map((row) => ({
    partyId: String(row['party_id']),
    fund: String(row['fund']),
    scheme: String(row['scheme']),
    referenceYear: Number(row['reference_year']),
    budgetYear: Number(row['budget_year']),
    ...amountsOf(row),
  }));
  // A page that is not full, and not behind the end, says by itself how many there are.
  const isLast = limit === ALL || (rows.length < limit && (rows.length > 0 || offset === 0));
  return { rows, total: isLast ? offset + rows.length : sums.count() };
}

/** The party with most postings; undefined where there is none. */
export function largestParty(store: Store): string | undefined {
  const sql =
    'SELECT party_id FROM party JOIN posting ON party = id GROUP BY id ORDER BY COUNT(*) DESC LIMIT 1';
  const found = store.prepare(sql).get()?.['party_id'];
  return typeof found === 'string' ? found : undefined;
}

/** Every fund's accounts over all parties. */
export function trialBalanceAt(store: Store, moment: Moment): readonly TrialBalanceRow[] {
  const sums = totals(store, { moment, group: 'c.fund', filter: {}, having: '' });
  return sums.rows({ offset: 0, limit: ALL }).map((row) => {
    const amounts = amountsOf(row);
    const total = cents(amounts.expense + amounts.open + amounts.stated + amounts.paid + amounts.offset);
    return { fund: String(row['fund']), ...amounts, total };
  });
}

/** Where a page of postings ended: one event may move several cells. */
export interface PostingPlace {
  readonly sequence: number;
  readonly cell: number;
}

/** The postings of a party after a place and up to a sequence, in log order: which event moved what. */
export function postingsOfParty(
  store: Store,
  page: {
    readonly partyId: string;
    readonly after: PostingPlace;
    readonly asOfSequence: number;
    readonly limit: number;
  },
): readonly PostingRow[] {
  const sql = `SELECT p.party_id, o.sequence, o.cell, c.valid_day, c.fund, c.scheme, c.reference_year, c.budget_year,
      o.expense, o.open, o.stated, o.paid, o.offset
    FROM party p JOIN posting o ON o.party = p.id JOIN cell c ON c.id = o.cell
    WHERE p.party_id = ? AND (o.sequence, o.cell) > (?, ?) AND o.sequence <= ?
    ORDER BY o.sequence, o.cell LIMIT ? + 0`;
  return store
    .prepare(sql)
    .all(page.partyId, page.after.sequence, page.after.cell, page.asOfSequence, page.limit)
    .map((row) => ({
      partyId: String(row['party_id']),
      sequence: Number(row['sequence']),
      cell: Number(row['cell']),
      validDay: String(row['valid_day']),
      fund: String(row['fund']),
      scheme: String(row['scheme']),
      referenceYear: Number(row['reference_year']),
      budgetYear: Number(row['budget_year']),
      ...amountsOf(row),
    }));
}

/** The party and the predecessors whose rights and debts it had at a sequence, to show its past under their names. */
export function predecessorsOf(store: Store, partyId: string, asOfSequence: number): readonly string[] {
  const sql = `WITH RECURSIVE family(id) AS (
      SELECT id FROM party WHERE party_id = ?
      UNION SELECT s.party FROM succession s JOIN family f ON s.successor = f.id WHERE s.sequence <= ?)
    SELECT party_id FROM party JOIN family USING (id) WHERE party_id <> ? ORDER BY party_id`;
  return store
    .prepare(sql)
    .all(partyId, asOfSequence, partyId)
    .map((row) => String(row['party_id']));
}

type Row = Readonly<Record<string, unknown>>;

interface Question {
  readonly moment: Moment;
  readonly group: string;
  readonly filter: BalanceFilter;
  readonly having: string;
}

const NOT_ZERO = `HAVING ${['expense', 'open', 'stated', 'paid', 'offset'].map((one) => `SUM(m.${one}) <> 0`).join(' OR ')}`;

/** As SQLite has it: no limit. */
const ALL = -1;

/** The last block total of each cell before the moment, plus the postings since that block. */
function totals(store: Store, { moment, group, filter, having }: Question) {
  const { partyId, fund, scheme, referenceYear, budgetYear } = filter;
  const { page: pageSql, count: countSql } = textsOf(group, having, filter);
  const closed = Number(prepared(store, 'SELECT block FROM closed_block').get()?.['block'] ?? 0);
  const block = Math.min(Math.floor(moment.asOfSequence / BLOCK), closed);
  const values = {
    ...given({ party: partyId, fund, scheme, referenceYear, budgetYear }),
    validOn: moment.validOn ?? '9999-12-31',
    block,
    since: block * BLOCK,
    sequence: moment.asOfSequence,
  };
  return {
    rows: (page: { readonly offset: number; readonly limit: number }): readonly Row[] =>
      prepared(store, pageSql).all({ ...values, limit: page.limit, skip: page.offset }),
    count: (): number => Number(prepared(store, countSql).get(values)?.['n']),
  };
}

interface Texts {
  readonly page: string;
  readonly count: string;
}

/** One text each, so that it is built and hashed once: there are few sets of conditions. */
const texts = new Map<string, Texts>();

function textsOf(group: string, having: string, filter: BalanceFilter): Texts {
  const party = filter.partyId === undefined ? '' : 'AND p.party_id = :party';
  const cell = 'AND c.valid_day <= :validOn' + conditionsOf(filter);
  const key = `${group} ${party} ${cell} ${having}`;
  const known = texts.get(key);
  if (known !== undefined) return known;
  const sql = `SELECT ${group}, SUM(m.expense) expense, SUM(m.open) open, SUM(m.stated) stated, SUM(m.paid) paid,
      SUM(m.offset) offset
    FROM (
      SELECT t.cell, t.expense, t.open, t.stated, t.paid, t.offset
      FROM party p JOIN cell c ON c.party = p.id JOIN block_total t ON t.cell = c.id
      WHERE t.block = (SELECT MAX(block) FROM block_total WHERE cell = c.id AND block <= :block) ${cell} ${party}
      UNION ALL
      SELECT o.cell, o.expense, o.open, o.stated, o.paid, o.offset
      FROM party p JOIN posting o ON o.party = p.id AND o.sequence > :since AND o.sequence <= :sequence ${party}
    ) m JOIN cell c ON c.id = m.cell JOIN party p ON p.id = c.party
    WHERE TRUE ${cell} GROUP BY ${group} ${having}`;
  const made = {
    // With the bare limit SQLite compiles the statement anew for each value.
    page: `${sql} ORDER BY ${group} LIMIT :limit + 0 OFFSET :skip + 0`,
    count: `SELECT COUNT(*) n FROM (${sql})`,
  };
  texts.set(key, made);
  return made;
}

const conditionsOf = ({ fund, scheme, referenceYear, budgetYear }: BalanceFilter): string =>
  [
    fund === undefined ? '' : ' AND c.fund = :fund',
    scheme === undefined ? '' : ' AND c.scheme = :scheme',
    referenceYear === undefined ? '' : ' AND c.reference_year = :referenceYear',
    budgetYear === undefined ? '' : ' AND c.budget_year = :budgetYear',
  ].join('');

/** SQLite refuses a value that its statement does not name. */
const given = (values: Readonly<Record<string, string | number | undefined>>) =>
  Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );

const amountsOf = (row: Row): Amounts => ({
  expense: cents(Number(row['expense'])),
  open: cents(Number(row['open'])),
  stated: cents(Number(row['stated'])),
  paid: cents(Number(row['paid'])),
  offset: cents(Number(row['offset'])),
});
