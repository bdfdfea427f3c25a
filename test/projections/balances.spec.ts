import { balances } from '../../projections/balances/project.js';
import {
  balancesAt,
  postingsOfParty,
  predecessorsOf,
  trialBalanceAt,
} from '../../projections/balances/query.js';
import type { BalanceRow, Moment } from '../../projections/balances/query.js';
import type { Recorded } from '../../src/domain/decider.js';
import { partyId } from '../../src/domain/ids.js';
import { cents } from '../../src/domain/money.js';
import { day, yearMonth } from '../../src/domain/time.js';
import { history } from '../support/history.js';
import { readModel } from '../support/read-model.js';

/** A grant of November, one of December, its correction in January; then a statement, a merger and a late line. */
function merging() {
  const log = history();
  for (const id of ['cpas-a', 'cpas-b', 'cpas-m']) log.cpas(id);
  log.open('dossier-1', 'cpas-a');
  log.open('dossier-2', 'cpas-b');
  log.at('2024-12-30T09:00:00.000Z');
  log.determine({ dossier: 'dossier-1', month: '2024-11', grosses: { 101: 100_000 } });
  log.determine({ dossier: 'dossier-2', month: '2024-12', grosses: { 101: 40_000 } });
  log.at('2025-01-02T09:00:00.000Z');
  log.determine({ dossier: 'dossier-1', month: '2024-11', grosses: { 101: 80_000 }, sent: '2025-01-02' });
  issueTo(log, 'cpas-a', 55_000);
  log.succeed('cpas-a', 'cpas-m', '2025-01-01');
  log.at('2025-02-03T09:00:00.000Z');
  log.determine({ dossier: 'dossier-1', month: '2024-10', grosses: { 101: 10_000 }, sent: '2025-02-03' });
  return log;
}

function issueTo(log: ReturnType<typeof history>, cpas: string, net: number): void {
  log.issue({
    type: 'IssueStatement',
    cpasId: partyId(cpas),
    month: yearMonth('2025-01'),
    cut: log.head,
    previousCut: null,
    sentThrough: day('2024-12-31'),
    issuedOn: day('2025-01-05'),
    openings: [],
    movements: [
      {
        fund: 'federal',
        scheme: 'RIS',
        law: 1,
        budgetArticle: '101',
        basicAllocation: '44.55.11.43.52.01',
        lineType: 2,
        referenceYear: 2024,
        budgetYear: 2024,
        gross: cents(net * 2),
        net: cents(net),
        items: 1,
      },
    ],
    itemCount: 1,
    itemRoot: '0'.repeat(64),
  });
}

const now: Moment = { asOfSequence: Number.MAX_SAFE_INTEGER, validOn: null };

/** `party reference-year/budget-year expense/open/stated`. */
const short = (rows: readonly BalanceRow[]): readonly string[] =>
  rows.map(
    (row) => `${row.partyId} ${row.referenceYear}/${row.budgetYear} ${row.expense}/${row.open}/${row.stated}`,
  );

describe('balances', () => {
  const log = merging();
  const { store } = readModel(balances, log.facts);
  const succession = 1 + log.facts.findIndex((fact) => fact.type === 'PartySucceeded');

  it('stand by party, fund, scheme, reference year and budget year', () => {
    expect(short(balancesAt(store, now))).toEqual([
      'cpas-a 2024/2024 -55000/0/0',
      'cpas-a 2024/2025 11000/0/0',
      'cpas-b 2024/2024 -22000/22000/0',
      'cpas-m 2024/2024 0/0/55000',
      'cpas-m 2024/2025 -5500/-5500/0',
    ]);
    expect(balancesAt(store, now, 'cpas-b')).toEqual([
      {
        partyId: 'cpas-b',
        fund: 'federal',
        scheme: 'RIS',
        referenceYear: 2024,
        budgetYear: 2024,
        expense: -22_000,
        open: 22_000,
        stated: 0,
        paid: 0,
        offset: 0,
      },
    ]);
  });

  it('of a past sequence are what was known then', () => {
    expect(short(balancesAt(store, { ...now, asOfSequence: succession - 1 }, 'cpas-a'))).toEqual([
      'cpas-a 2024/2024 -55000/0/55000',
      'cpas-a 2024/2025 11000/-11000/0',
    ]);
    expect(balancesAt(store, { ...now, asOfSequence: succession - 1 }, 'cpas-m')).toEqual([]);
    expect(balancesAt(store, { ...now, asOfSequence: 0 })).toEqual([]);
  });

  it('valid on a day leave out what counts for later days', () => {
    const on = (text: string) => short(balancesAt(store, { ...now, validOn: day(text) }, 'cpas-a'));
    expect(on('2024-10-31')).toEqual([]);
    expect(on('2024-12-31')).toEqual(['cpas-a 2024/2024 -55000/55000/0', 'cpas-a 2024/2025 11000/-11000/0']);
    expect(on('2025-01-01')).toEqual(['cpas-a 2024/2024 -55000/0/0', 'cpas-a 2024/2025 11000/0/0']);
  });

  it('of both clocks together', () => {
    const moment = { asOfSequence: succession - 1, validOn: day('2025-01-04') };
    expect(short(balancesAt(store, moment, 'cpas-a'))).toEqual([
      'cpas-a 2024/2024 -55000/55000/0',
      'cpas-a 2024/2025 11000/-11000/0',
    ]);
  });

  it('in total are the same before and after a merger, in every dimension', () => {
    const total = (asOfSequence: number) => {
      const sums = new Map<string, number>();
      for (const row of balancesAt(store, { ...now, asOfSequence })) {
        const key = `${row.fund} ${row.scheme} ${row.referenceYear} ${row.budgetYear}`;
        for (const account of ['expense', 'open', 'stated', 'paid', 'offset'] as const) {
          sums.set(`${key} ${account}`, (sums.get(`${key} ${account}`) ?? 0) + row[account]);
        }
      }
      return [...sums].sort();
    };
    expect(total(succession)).toEqual(total(succession - 1));
  });

  it('keep a trial balance of zero per fund at every sequence and on every day', () => {
    for (let asOfSequence = 1; asOfSequence <= log.head; asOfSequence += 1) {
      for (const validOn of [null, day('2024-11-30'), day('2024-12-31'), day('2025-01-01')]) {
        for (const row of trialBalanceAt(store, { asOfSequence, validOn })) expect(row.total).toBe(0);
      }
    }
    expect(trialBalanceAt(store, now)).toEqual([
      { fund: 'federal', expense: -71_500, open: 16_500, stated: 55_000, paid: 0, offset: 0, total: 0 },
    ]);
  });

  it('unfold into the postings of each event', () => {
    const all = { partyId: 'cpas-a', after: { sequence: 0, cell: 0 }, asOfSequence: log.head, limit: 10 };
    const rows = postingsOfParty(store, all);
    expect(
      rows.map((row) => `${row.sequence} ${row.validDay} ${row.expense}/${row.open}/${row.stated}`),
    ).toEqual([
      '7 2024-11-30 -55000/55000/0',
      '9 2024-11-30 11000/-11000/0',
      '10 2025-01-05 0/-55000/55000',
      '11 2025-01-05 0/55000/-55000',
      '11 2025-01-01 0/-55000/0',
      '11 2025-01-01 0/11000/0',
    ]);
    const [, , , fourth] = rows;
    if (!fourth) throw new Error('a posting is missing');
    expect(postingsOfParty(store, { ...all, after: fourth })).toEqual(rows.slice(4));
    expect(postingsOfParty(store, { ...all, asOfSequence: 9 })).toEqual(rows.slice(0, 2));
  });

  it('name the predecessors whose past belongs to a party, as far as it was known', () => {
    expect(predecessorsOf(store, 'cpas-m', log.head)).toEqual(['cpas-a']);
    expect(predecessorsOf(store, 'cpas-m', succession - 1)).toEqual([]);
  });
});

describe('two halves of a circle', () => {
  it('move balances once: the one that comes second has no effect', () => {
    const log = history();
    for (const id of ['cpas-a', 'cpas-b']) log.cpas(id);
    log.open('dossier-1', 'cpas-a');
    log.determine({ dossier: 'dossier-1', month: '2024-11', grosses: { 101: 1_000 } });
    log.succeed('cpas-a', 'cpas-b', '2025-01-01');
    log.succeed('cpas-b', 'cpas-a', '2025-01-01');
    log.determine({ dossier: 'dossier-1', month: '2024-12', grosses: { 101: 1_000 } });
    const open = balancesAt(readModel(balances, log.facts).store, now).map((row) => [row.partyId, row.open]);
    expect(open).toEqual([
      ['cpas-a', 0],
      ['cpas-b', 1_100],
    ]);
  });
});

describe('block totals', () => {
  /** The same facts, so far apart that blocks lie between them. */
  const apart = (facts: readonly Recorded[], distance = 5_000): readonly Recorded[] =>
    facts.map((fact) => ({ ...fact, sequence: fact.sequence * distance }));

  it.each([5_000, 8_192])('change nothing of any balance at any moment, events %i apart', (distance) => {
    const log = merging();
    const plain = readModel(balances, log.facts).store;
    const blocks = readModel(balances, apart(log.facts, distance)).store;
    expect(blocks.prepare('SELECT COUNT(*) n FROM block_total').get()?.['n']).toBeGreaterThan(5);
    for (let asOfSequence = 0; asOfSequence <= log.head; asOfSequence += 1) {
      for (const validOn of [null, day('2024-11-30'), day('2025-01-01'), day('2025-01-31')]) {
        const whole = balancesAt(plain, { asOfSequence, validOn });
        for (const within of [0, 1, distance - 1]) {
          const moment = { asOfSequence: asOfSequence * distance + within, validOn };
          expect(balancesAt(blocks, moment)).toEqual(whole);
        }
      }
    }
  });

  it('take in a fact of an earlier day that comes after the block', () => {
    const log = history();
    log.cpas('cpas-a');
    log.open('dossier-1', 'cpas-a');
    log.determine({ dossier: 'dossier-1', month: '2025-01', grosses: { 101: 1_000 } });
    log.determine({ dossier: 'dossier-1', month: '2024-11', grosses: { 101: 2_000 } });
    const facts = log.facts.map((fact, index) => ({ ...fact, sequence: index < 4 ? index + 1 : 100_000 }));
    const { store } = readModel(balances, facts);
    const on = (validOn: string, asOfSequence: number) =>
      balancesAt(store, { asOfSequence, validOn: day(validOn) }).map((row) => row.open);
    expect(on('2024-11-30', 99_999)).toEqual([]);
    expect(on('2024-11-30', 100_000)).toEqual([1_100]);
    expect(on('2025-01-31', 100_000)).toEqual([1_100, 550]);
  });

  it('are the same whether the read model was built at once or live, with restarts between', async () => {
    const facts = apart(merging().facts);
    const atOnce = readModel(balances, facts);
    const live = readModel(balances);
    for (const fact of facts) {
      live.put([fact]);
      live.restart();
    }
    expect(await live.digest()).toBe(await atOnce.digest());
  });
});
