import type { Recorded } from '../../src/domain/decider.js';
import type { Posting } from '../../src/domain/ledger/accounts.js';
import { bookingYear } from '../../src/domain/ledger/booking-year.js';
import { successions } from '../../src/domain/ledger/books.js';
import type { Books } from '../../src/domain/ledger/books.js';
import { MAPPINGS, postingsOf } from '../../src/domain/ledger/postings.js';
import type { LedgerFact } from '../../src/domain/ledger/postings.js';
import { partyId } from '../../src/domain/ids.js';
import { cents } from '../../src/domain/money.js';
import type { Movement } from '../../src/domain/statements/events.js';
import { day, yearMonth } from '../../src/domain/time.js';
import { history } from '../support/history.js';

const A = partyId('cpas-a');
const MERGED = partyId('cpas-merged');
const EMPTY: Books = { ownerOf: (party) => party, balancesOf: () => [] };

/** What moves, in short: `account amount valid-day`. */
const short = (postings: readonly Posting[]): readonly string[] =>
  postings.map((one) => `${one.partyId} ${one.account} ${one.amount} ${one.validDay}`);

function lines() {
  const log = history();
  log.cpas('cpas-a');
  log.open('dossier-1', 'cpas-a');
  return log;
}

const lastOf = (log: ReturnType<typeof history>): Recorded<LedgerFact> =>
  log.facts.at(-1) as Recorded<LedgerFact>;

describe('a determination', () => {
  it('becomes open for the CPAS at the expense of the State, on the last day of its reference month', () => {
    const log = lines();
    log.determine({ dossier: 'dossier-1', month: '2024-11', grosses: { 101: 100_000 } });
    expect(short(postingsOf(lastOf(log), EMPTY))).toEqual([
      'cpas-a expense -55000 2024-11-30',
      'cpas-a open 55000 2024-11-30',
    ]);
  });

  it('moves only the difference to the version it replaces, over all articles', () => {
    const log = lines();
    log.determine({
      dossier: 'dossier-1',
      month: '2024-11',
      grosses: { 101: 100_000, 'piis:unconfirmed': 10_000 },
    });
    log.determine({ dossier: 'dossier-1', month: '2024-11', grosses: { 101: 80_000 } });
    expect(short(postingsOf(lastOf(log), EMPTY))).toEqual([
      'cpas-a expense 16500 2024-11-30',
      'cpas-a open -16500 2024-11-30',
    ]);
  });

  it('moves nothing where the amount stays the same', () => {
    const log = lines();
    log.determine({ dossier: 'dossier-1', month: '2024-11', grosses: { 101: 100_000 } });
    log.determine({ dossier: 'dossier-1', month: '2024-11', grosses: { 101: 100_000 }, form: 'again' });
    expect(postingsOf(lastOf(log), EMPTY)).toEqual([]);
  });

  it('of a recovery takes back what was open', () => {
    const log = lines();
    const recovery = { bookingMonth: '2025-01', number: 1 };
    log.determine({ dossier: 'dossier-1', month: '2024-11', grosses: { 101: -20_000 }, recovery });
    expect(short(postingsOf(lastOf(log), EMPTY))).toEqual([
      'cpas-a expense 11000 2024-11-30',
      'cpas-a open -11000 2024-11-30',
    ]);
  });

  it('has the year of its reference month and the Brussels year in which it was recorded', () => {
    const log = lines();
    log.at('2024-12-31T23:00:00.000Z');
    log.determine({ dossier: 'dossier-1', month: '2024-11', grosses: { 101: 100_000 } });
    const [posting] = postingsOf(lastOf(log), EMPTY);
    expect([posting?.referenceYear, posting?.budgetYear]).toEqual([2024, 2025]);
    expect(bookingYear('2024-12-31T22:59:59.999Z')).toBe(2024);
    expect(bookingYear('2025-01-01T00:00:00.000Z')).toBe(2025);
  });

  it('of a file of a predecessor goes to the successor', () => {
    const log = lines();
    log.determine({ dossier: 'dossier-1', month: '2024-11', grosses: { 101: 100_000 } });
    const books: Books = { ...EMPTY, ownerOf: () => MERGED };
    expect(postingsOf(lastOf(log), books).map((one) => one.partyId)).toEqual([MERGED, MERGED]);
  });
});

const movement = (of: Partial<Movement> & { readonly net: Movement['net'] }): Movement => ({
  fund: 'federal',
  scheme: 'RIS',
  law: 1,
  budgetArticle: '101',
  basicAllocation: '44.55.11.43.52.01',
  lineType: 1,
  referenceYear: 2025,
  budgetYear: 2025,
  gross: cents(of.net * 2),
  items: 1,
  ...of,
});

function statement(...movements: readonly Movement[]): Recorded<LedgerFact> {
  const log = history();
  return log.issue({
    type: 'IssueStatement',
    cpasId: A,
    month: yearMonth('2025-02'),
    cut: 2,
    previousCut: null,
    sentThrough: day('2025-01-31'),
    issuedOn: day('2025-02-02'),
    openings: [],
    movements,
    itemCount: movements.length,
    itemRoot: '0'.repeat(64),
  });
}

describe('an issued statement', () => {
  it('turns open into stated on its date, summed over articles and line types', () => {
    const fact = statement(
      movement({ net: cents(50_000) }),
      movement({ net: cents(-2_000), lineType: 6 }),
      movement({ net: cents(900), referenceYear: 2024, lineType: 2 }),
    );
    expect(short(postingsOf(fact, EMPTY))).toEqual([
      'cpas-a open -48000 2025-02-02',
      'cpas-a stated 48000 2025-02-02',
      'cpas-a open -900 2025-02-02',
      'cpas-a stated 900 2025-02-02',
    ]);
  });

  it('of nothing moves nothing', () => {
    expect(postingsOf(statement(), EMPTY)).toEqual([]);
  });

  it('that is issued after a merger moves what the successor took over', () => {
    const fact = statement(movement({ net: cents(700) }));
    expect(short(postingsOf(fact, { ...EMPTY, ownerOf: () => MERGED }))).toEqual([
      'cpas-merged open -700 2025-02-02',
      'cpas-merged stated 700 2025-02-02',
    ]);
  });
});

describe('a succession', () => {
  const balance = (account: Posting['account'], amount: number, validDay: string): Posting => ({
    partyId: A,
    fund: 'federal',
    scheme: 'RIS',
    referenceYear: 2024,
    budgetYear: 2024,
    account,
    amount: cents(amount),
    validDay: day(validDay),
  });
  const succeeded = (): Recorded<LedgerFact> => {
    const log = history();
    log.succeed('cpas-a', 'cpas-merged', '2025-01-01');
    return lastOf(log);
  };
  const books = (...balances: readonly Posting[]): Books => ({ ...EMPTY, balancesOf: () => balances });

  it('moves open and stated and leaves expense, paid and offset, which are history', () => {
    const before = [
      balance('expense', -300, '2024-11-30'),
      balance('open', 100, '2024-11-30'),
      balance('stated', 150, '2024-12-01'),
      balance('paid', 30, '2024-12-10'),
      balance('offset', 20, '2024-12-10'),
    ];
    expect(short(postingsOf(succeeded(), books(...before)))).toEqual([
      'cpas-a open -100 2025-01-01',
      'cpas-merged open 100 2025-01-01',
      'cpas-a stated -150 2025-01-01',
      'cpas-merged stated 150 2025-01-01',
    ]);
  });

  it('moves what counts for a later day on that day, so that nothing stays behind on any day', () => {
    expect(short(postingsOf(succeeded(), books(balance('open', 100, '2025-01-31'))))).toEqual([
      'cpas-a open -100 2025-01-31',
      'cpas-merged open 100 2025-01-31',
    ]);
  });

  it('goes to the last of the successors', () => {
    const chain: Books = { ...books(balance('open', 1, '2024-11-30')), ownerOf: () => partyId('cpas-last') };
    expect(short(postingsOf(succeeded(), chain))[1]).toBe('cpas-last open 1 2025-01-01');
  });
});

describe('successions', () => {
  const known = successions();
  known.add({ partyId: A, successorId: MERGED, effectiveOn: day('2025-01-01') });
  known.add({ partyId: MERGED, successorId: partyId('cpas-last'), effectiveOn: day('2026-01-01') });

  it('lead to the last successor, whatever the day', () => {
    expect(known.ownerOf(A)).toBe('cpas-last');
    expect(known.ownerOf(partyId('cpas-last'))).toBe('cpas-last');
  });

  it('tell who had a party on a day', () => {
    expect(['2024-12-31', '2025-01-01', '2026-01-01'].map((on) => known.ownerAt(A, day(on)))).toEqual([
      A,
      MERGED,
      'cpas-last',
    ]);
  });

  it('that would close a circle have no effect: the first in log order holds', () => {
    const circle = successions();
    expect(circle.add({ partyId: A, successorId: MERGED, effectiveOn: day('2025-01-01') })).toBe(true);
    expect(circle.add({ partyId: MERGED, successorId: A, effectiveOn: day('2025-01-01') })).toBe(false);
    expect([circle.ownerOf(A), circle.ownerOf(MERGED)]).toEqual([MERGED, MERGED]);
  });
});

describe('a mapping of postings', () => {
  const log = lines();
  log.determine({ dossier: 'dossier-1', month: '2024-11', grosses: { 101: 100_000 } });
  const fact = lastOf(log);

  it('holds from its sequence on and leaves the facts before it as they were', () => {
    const next = {
      name: 'postings',
      version: 2,
      fromSequence: fact.sequence + 1,
      postings: () => [],
    } as const;
    expect(postingsOf(fact, EMPTY, [...MAPPINGS, next])).toHaveLength(2);
    expect(postingsOf({ ...fact, sequence: fact.sequence + 1 }, EMPTY, [...MAPPINGS, next])).toEqual([]);
  });

  it('whose postings do not sum to zero in a fund is a bug', () => {
    const [first, second] = postingsOf(fact, EMPTY);
    if (first === undefined || second === undefined) throw new Error('no postings');
    const broken = (...postings: readonly Posting[]) => [
      { name: 'postings', version: 9, fromSequence: 1, postings: () => postings } as const,
    ];
    expect(() => postingsOf(fact, EMPTY, broken(first))).toThrow('sum to -55000');
    expect(() => postingsOf(fact, EMPTY, broken(first, { ...second, fund: 'other' }))).toThrow(
      'in fund federal',
    );
  });
});
