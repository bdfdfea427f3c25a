import fc from 'fast-check';
import { balances } from '../../projections/balances/project.js';
import { balancesAt, trialBalanceAt } from '../../projections/balances/query.js';
import type { BalanceRow } from '../../projections/balances/query.js';
import { statements } from '../../projections/statements/project.js';
import { itemsOf, openItems, openTotals, statementsOfCpas } from '../../projections/statements/query.js';
import type { Recorded } from '../../src/domain/decider.js';
import type { Posting } from '../../src/domain/ledger/accounts.js';
import { ACCOUNTS } from '../../src/domain/ledger/accounts.js';
import { postingsOf } from '../../src/domain/ledger/postings.js';
import type { LedgerFact } from '../../src/domain/ledger/postings.js';
import type { PartyId } from '../../src/domain/ids.js';
import { addDays, day } from '../../src/domain/time.js';
import { booksModel } from '../support/books-model.js';
import { propertyRuns } from '../support/properties.js';
import { anyActs, playMonths } from '../support/random-months.js';
import { readModel } from '../support/read-model.js';

const CPAS = ['cpas-a', 'cpas-b', 'cpas-c', 'cpas-d', 'cpas-m'] as const;
const END = Number.MAX_SAFE_INTEGER;
const isLedger = (fact: Recorded): fact is Recorded<LedgerFact> =>
  balances.reads !== 'all' && balances.reads.has(fact.type as never);
const LENGTH = 40;

/** Every posting of a log, replayed one by one: the books without any shortcut. */
function replay(facts: readonly Recorded[]): readonly (Posting & { readonly sequence: number })[] {
  const postings: (Posting & { readonly sequence: number })[] = [];
  const model = booksModel(facts);
  for (const fact of facts.filter(isLedger)) {
    const books = {
      ownerOf: (partyId: PartyId) => model.ownerAt(partyId, fact.sequence) as PartyId,
      balancesOf: (partyId: PartyId) => postings.filter((posting) => posting.partyId === partyId),
    };
    postings.push(...postingsOf(fact, books).map((posting) => ({ ...posting, sequence: fact.sequence })));
  }
  return postings;
}

type Sums = Readonly<Record<string, number>>;

/** Sums by party, dimensions and account, without zeros. */
function sumsOf(postings: readonly Posting[], key: (posting: Posting) => string): Sums {
  const sums: Record<string, number> = {};
  for (const posting of postings) sums[key(posting)] = (sums[key(posting)] ?? 0) + posting.amount;
  return Object.fromEntries(Object.entries(sums).filter(([, amount]) => amount !== 0));
}

const whole = (of: Omit<Posting, 'amount' | 'validDay'>): string =>
  `${of.partyId} ${of.fund} ${of.scheme} ${of.referenceYear} ${of.budgetYear} ${of.account}`;

const asSums = (rows: readonly BalanceRow[]): Sums =>
  Object.fromEntries(
    rows.flatMap((row) =>
      ACCOUNTS.filter((account) => row[account] !== 0).map((account) => [
        whole({ ...row, partyId: row.partyId as PartyId, account }),
        row[account],
      ]),
    ),
  );

describe('in any history of lines, runs and mergers', () => {
  it('the postings of every event sum to zero, and the trial balance is zero at every sequence and on every day', () => {
    fc.assert(
      fc.property(anyActs(LENGTH), fc.integer({ min: 0, max: 200 }), (acts, days) => {
        const facts = playMonths(acts);
        const { store } = readModel(balances, facts);
        const validOn = addDays(day('2024-12-01'), days);
        for (let asOfSequence = 1; asOfSequence <= facts.length; asOfSequence += 1) {
          for (const row of trialBalanceAt(store, { asOfSequence, validOn: null })) expect(row.total).toBe(0);
          for (const row of trialBalanceAt(store, { asOfSequence, validOn })) expect(row.total).toBe(0);
        }
      }),
      propertyRuns(10),
    );
  });

  it('a balance at any moment of both clocks is the replay of the postings, blocks or not', () => {
    const moments = fc.array(
      fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: -40, max: 200 })),
      {
        minLength: 8,
        maxLength: 8,
      },
    );
    fc.assert(
      fc.property(anyActs(LENGTH), moments, fc.integer({ min: 1, max: 6_000 }), (acts, asked, apart) => {
        const facts = playMonths(acts);
        const postings = replay(facts);
        const { store } = readModel(
          balances,
          facts.map((fact) => ({ ...fact, sequence: fact.sequence * apart })),
        );
        for (const [share, days] of asked) {
          const sequence = Math.floor(share * facts.length);
          const validOn = days < 0 ? null : addDays(day('2024-11-01'), days);
          const expected = sumsOf(
            postings.filter(
              (one) => one.sequence <= sequence && (validOn === null || one.validDay <= validOn),
            ),
            whole,
          );
          expect(asSums(balancesAt(store, { asOfSequence: sequence * apart, validOn }))).toEqual(expected);
        }
      }),
      propertyRuns(15),
    );
  });

  it('a merger leaves the totals of every account and dimension as they were', () => {
    const acts = anyActs(LENGTH).filter((some) => some.some((act) => act.kind === 'succeed'));
    const withoutParty = (posting: Posting): string => whole({ ...posting, partyId: '' as PartyId });
    fc.assert(
      fc.property(acts, (some) => {
        const facts = playMonths(some);
        const postings = replay(facts);
        for (const { sequence, data } of facts
          .filter(isLedger)
          .filter((fact) => fact.type === 'PartySucceeded')) {
          const [before, after] = [sequence - 1, sequence].map((at) =>
            postings.filter((one) => one.sequence <= at),
          );
          expect(sumsOf(after ?? [], withoutParty)).toEqual(sumsOf(before ?? [], withoutParty));
          const left = (after ?? []).filter(
            (one) => one.partyId === data.partyId && (one.account === 'open' || one.account === 'stated'),
          );
          const fromThen = left.filter((one) => one.validDay >= data.effectiveOn);
          expect(sumsOf(fromThen, (one) => `${whole(one)} ${one.validDay}`)).toEqual(
            sumsOf(
              fromThen.filter((one) => one.validDay === data.effectiveOn),
              (one) => `${whole(one)} ${one.validDay}`,
            ),
          );
          expect(sumsOf(left, whole)).toEqual({});
        }
      }),
      propertyRuns(15),
    );
  });

  it('every item is on exactly one statement, that of its owner in the first run that may take it, or open', () => {
    fc.assert(
      fc.property(anyActs(LENGTH), (acts) => {
        const facts = playMonths(acts);
        const model = booksModel(facts);
        const { store } = readModel(statements, facts);
        for (const cut of model.cuts) {
          const run = facts[cut - 1] as Recorded & { readonly data: { readonly sentThrough: string } };
          const listed = CPAS.flatMap((cpasId) =>
            itemsOf(store, { cut, cpasId, afterPosition: 0, limit: 1_000 }).map(
              (item) => `${cpasId} ${item.sequence} ${item.budgetArticle} ${item.lineType} ${item.net}`,
            ),
          );
          const expected = model.items
            .filter((item) => item.cut === cut)
            .map(
              (item) =>
                `${model.ownerAt(item.cpas, cut)} ${item.id} ${item.type(run.data.sentThrough)} ${item.net}`,
            );
          expect(listed.sort()).toEqual(expected.sort());
        }
        const open = openItems(store, { afterSequence: 0, limit: 1_000 });
        expect(open.map((item) => `${item.sequence} ${item.budgetArticle}`).sort()).toEqual(
          model.items
            .filter((item) => item.cut === null)
            .map((item) => item.id)
            .sort(),
        );
      }),
      propertyRuns(15),
    );
  });

  it('statements and open items are the ledger: what is determined, what is stated, what is carried', () => {
    fc.assert(
      fc.property(anyActs(LENGTH), (acts) => {
        const facts = playMonths(acts);
        const model = booksModel(facts);
        const ledger = readModel(balances, facts).store;
        const { store } = readModel(statements, facts);
        const owner = (cpas: string): string => model.ownerAt(cpas, END);
        const sums = { open: tally(), stated: tally(), expense: tally() };
        for (const { data } of model.issued) {
          for (const movement of data.movements) add(sums.stated, owner(data.cpasId), movement.net);
        }
        for (const { cpasId, net } of openTotals(store)) add(sums.open, cpasId, net);
        // A run whose statements are not all issued yet has taken items that the ledger still holds as open.
        for (const cut of model.cuts) {
          for (const cpasId of CPAS) {
            const isIssued = model.issued.some((one) => one.data.cut === cut && one.data.cpasId === cpasId);
            const taken = itemsOf(store, { cut, cpasId, afterPosition: 0, limit: 1_000 });
            if (!isIssued) for (const item of taken) add(sums.open, owner(cpasId), item.net);
          }
        }
        const rows = balancesAt(ledger, { asOfSequence: facts.length, validOn: null });
        for (const cpasId of CPAS) {
          const own = rows.filter((row) => row.partyId === cpasId);
          const total = (account: 'open' | 'stated') => own.reduce((sum, row) => sum + row[account], 0);
          expect([cpasId, total('open')]).toEqual([cpasId, sums.open.get(cpasId) ?? 0]);
          expect([cpasId, total('stated')]).toEqual([cpasId, sums.stated.get(cpasId) ?? 0]);
        }
        const expense = rows.reduce((sum, row) => sum + row.expense, 0);
        expect(0 - expense).toBe(model.items.reduce((sum, item) => sum + item.net, 0));
      }),
      propertyRuns(15),
    );
  });

  it('statements are numbered without gaps, and each opens with what the one before and those of predecessors carried', () => {
    fc.assert(
      fc.property(anyActs(LENGTH), (acts) => {
        const facts = playMonths(acts);
        const model = booksModel(facts);
        const { store } = readModel(statements, facts);
        for (const cpasId of CPAS) {
          const rows = statementsOfCpas(store, { cpasId, asOfSequence: facts.length });
          expect(rows.map((row) => row.number)).toEqual(rows.map((_row, index) => index + 1));
          expect(rows.map((row) => row.cut)).toEqual(rows.map((row) => row.cut).sort((a, b) => a - b));
        }
        model.cuts.forEach((cut, index) => {
          const before = model.cuts[index - 1];
          for (const { data } of model.issued.filter((one) => one.data.cut === cut)) {
            const carried = model.issued
              .filter((one) => one.data.cut === before && model.ownerAt(one.data.cpasId, cut) === data.cpasId)
              .reduce((sum, one) => sum + (one.data.funds[0]?.closing ?? 0), 0);
            const [fund] = data.funds;
            expect(fund?.opening).toBe(carried);
            expect((fund?.payable ?? 0) + (fund?.closing ?? 0)).toBe(
              (fund?.opening ?? 0) + (fund?.movements ?? 0),
            );
          }
        });
      }),
      propertyRuns(15),
    );
  });

  it('a read model rebuilt from the log is the one that followed it, through restarts', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyActs(LENGTH),
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 1, max: 5_000 }),
        async (acts, batch, apart) => {
          const facts = playMonths(acts);
          const far = facts.map((fact) => ({ ...fact, sequence: fact.sequence * apart }));
          for (const [projection, all] of [
            [statements, facts],
            [balances, far],
          ] as const) {
            const live = readModel(projection);
            for (let from = 0; from < all.length; from += batch) {
              live.put(all.slice(from, from + batch));
              live.restart();
            }
            expect(await live.digest()).toBe(await readModel(projection, all).digest());
          }
        },
      ),
      propertyRuns(10),
    );
  });
});

const tally = (): Map<string, number> => new Map();
const add = (sums: Map<string, number>, key: string, amount: number): void => {
  sums.set(key, (sums.get(key) ?? 0) + amount);
};
