import { unreachable } from '../decider.js';
import type { Recorded } from '../decider.js';
import type { LineDetermined } from '../dossier/events.js';
import { minus, negate, plus, sum, ZERO } from '../money.js';
import type { Cents } from '../money.js';
import type { PartySucceeded } from '../party/events.js';
import type { StatementIssued } from '../statements/events.js';
import { later, yearOf } from '../time.js';
import type { Account, Dimensions, Posting } from './accounts.js';
import { bookingYear } from './booking-year.js';
import type { Books } from './books.js';

/** The facts that move money between accounts. */
export type LedgerFact = LineDetermined | StatementIssued | PartySucceeded;

/** A version of the postings of every fact, effective from a sequence of the log (ADR 0006). */
export interface Mapping {
  readonly name: 'postings';
  readonly version: number;
  /** First sequence that it holds for; a later version starts at the event by which the log adopts it. */
  readonly fromSequence: number;
  readonly postings: (fact: Recorded<LedgerFact>, books: Books) => readonly Posting[];
}

/** All mappings, by first sequence. One is never edited: a change is a new version from a later sequence. */
export const MAPPINGS: readonly Mapping[] = [
  { name: 'postings', version: 1, fromSequence: 1, postings: postings1 },
];

/**
 * The postings of a fact, given the books just before it; none for what moves no money.
 * Throws when they do not sum to zero in every fund: that is a bug, never a state of the books.
 */
export function postingsOf(
  fact: Recorded<LedgerFact>,
  books: Books,
  mappings: readonly Mapping[] = MAPPINGS,
): readonly Posting[] {
  const mapping = mappings.findLast((one) => one.fromSequence <= fact.sequence);
  if (mapping === undefined) throw new Error(`no mapping of postings holds at sequence ${fact.sequence}`);
  const postings = mapping.postings(fact, books);
  assertZero(postings, fact.sequence);
  return postings;
}

function postings1(fact: Recorded<LedgerFact>, books: Books): readonly Posting[] {
  switch (fact.type) {
    case 'LineDetermined':
      return determined(fact, books);
    case 'StatementIssued':
      return stated(fact, books);
    case 'PartySucceeded':
      return succeeded(fact, books);
    default:
      return unreachable(fact);
  }
}

/** The difference to the version replaced becomes open, at the expense of the State. */
function determined({ data, meta }: Recorded<LineDetermined>, books: Books): readonly Posting[] {
  const amount = sum(data.differences.map((difference) => difference.net));
  if (amount === 0) return [];
  const of = {
    partyId: books.ownerOf(data.cpasId),
    fund: data.fund,
    scheme: data.scheme,
    referenceYear: yearOf(data.line.referenceMonth),
    budgetYear: bookingYear(meta.recordedAt),
    validDay: data.validDay,
  };
  return transfer(of, ['expense', 'open'], amount);
}

/** What the statement lists is no longer open. It belongs to the owner of this moment, where a merger came between cut and issue. */
function stated({ data }: Recorded<StatementIssued>, books: Books): readonly Posting[] {
  const partyId = books.ownerOf(data.cpasId);
  const totals = new Map<string, { of: Dimensions; amount: Cents }>();
  for (const { fund, scheme, referenceYear, budgetYear, net } of data.movements) {
    const key = `${fund}|${scheme}|${referenceYear}|${budgetYear}`;
    const before = totals.get(key)?.amount ?? ZERO;
    totals.set(key, { of: { partyId, fund, scheme, referenceYear, budgetYear }, amount: plus(before, net) });
  }
  return [...totals.values()].flatMap(({ of, amount }) =>
    transfer({ ...of, validDay: data.issuedOn }, ['open', 'stated'], amount),
  );
}

/**
 * Rights and debts pass on: open and stated, dimension by dimension, as of the effective day. What counts for a later day
 * passes on that day, so that from the effective day on nothing stays behind whatever day one looks at.
 */
function succeeded({ data }: Recorded<PartySucceeded>, books: Books): readonly Posting[] {
  const successor = books.ownerOf(data.successorId);
  return [...books.balancesOf(data.partyId)]
    .filter(({ account, amount }) => (account === 'open' || account === 'stated') && amount !== 0)
    .flatMap((balance) => {
      const validDay = later(data.effectiveOn, balance.validDay);
      return [
        { ...balance, validDay, amount: negate(balance.amount) },
        { ...balance, validDay, partyId: successor },
      ];
    });
}

function transfer(
  of: Omit<Posting, 'account' | 'amount'>,
  [from, to]: readonly [Account, Account],
  amount: Cents,
): readonly Posting[] {
  if (amount === 0) return [];
  return [
    { ...of, account: from, amount: negate(amount) },
    { ...of, account: to, amount },
  ];
}

function assertZero(postings: readonly Posting[], sequence: number): void {
  const [first, second] = postings;
  if (first === undefined) return;
  if (
    postings.length === 2 &&
    first.fund === second?.fund &&
    minus(first.amount, negate(second.amount)) === 0
  )
    return;
  const funds = new Map<string, Cents>();
  for (const { fund, amount } of postings) funds.set(fund, plus(funds.get(fund) ?? ZERO, amount));
  for (const [fund, total] of funds) {
    if (total !== 0) throw new Error(`the postings of event ${sequence} in fund ${fund} sum to ${total}`);
  }
}
