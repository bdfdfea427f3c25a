import type { Category } from '../../src/domain/dossier/events.js';
import { cents, centsFromEuro, euroText, indexed, twelfth } from '../../src/domain/money.js';
import { Rejection } from '../../src/domain/rejection.js';
import { valueOf } from '../../src/domain/rulebook/lookup.js';
import { rulebook as rulebookDecider } from '../../src/domain/rulebook/rulebook.js';
import { risAmount } from '../../src/domain/rulebook/ris-amount.js';
import type { RisAmount } from '../../src/domain/rulebook/ris-amount.js';
import type { ConfirmedParameter } from '../../src/domain/rules.js';
import { addDays, day } from '../../src/domain/time.js';
import { parseRulebookFile } from '../../src/rulebook/rulebook-file.js';
import { specOf } from '../support/decider-spec.js';
import { CLARA, DAVID, publishedReference, publishedRules } from '../support/published.js';

const { rulebook } = publishedReference();
const CATEGORIES: readonly Category[] = [1, 2, 3];

/** The dates of which the base is known, and a printed amount to compare with. */
const TEN_DATES = [
  '2007-04-01',
  '2017-09-01',
  '2021-01-01',
  '2021-09-01',
  '2022-05-01',
  '2022-11-01',
  '2023-01-01',
  '2023-11-01',
  '2024-05-01',
  '2025-02-01',
];

const printed = rulebook.rows('RIS', 'ris.amount').filter((row) => Object.keys(row.values).length > 0);

function rowOn(ruleId: string, on: string): ConfirmedParameter {
  const row = rulebook.rowOn('RIS', ruleId, day(on));
  if (!row) throw new Error(`no ${ruleId} on ${on}`);
  return row;
}

const euro = (row: ConfirmedParameter, name: string): number | null =>
  row.values[name] === undefined ? null : centsFromEuro(valueOf(row, name));

function refusal(on: string): Rejection {
  try {
    risAmount(rulebook, 2, day(on));
  } catch (error) {
    if (error instanceof Rejection) return error;
    throw error;
  }
  throw new Error(`${on} is not refused`);
}

const shown = ({ month, year, monthOrigin, yearOrigin }: RisAmount): object => ({
  month: euroText(month),
  year: year === null ? null : euroText(year),
  origin: `${monthOrigin} ${yearOrigin ?? 'none'}`,
});

describe('amounts recomputed from base and index', () => {
  it.each(TEN_DATES)('gives the printed amounts of %s to the cent, in three categories', (date) => {
    const [amount, base, index] = ['ris.amount', 'ris.base', 'ris.index'].map((ruleId) =>
      rowOn(ruleId, date),
    );
    if (!amount || !base || !index) throw new Error('rows');
    for (const category of CATEGORIES) {
      const year = indexed(centsFromEuro(valueOf(base, `cat${category}`)), valueOf(index, 'coefficient'));
      expect(twelfth(year)).toBe(euro(amount, `cat${category}Month`));
      const printedYear = euro(amount, `cat${category}Year`);
      expect([year, null]).toContain(printedYear);
    }
  });

  it('has exactly these ten dates with a printed amount, a base and an index', () => {
    const known = printed.filter(
      ({ validFrom }) =>
        validFrom !== null &&
        rulebook.rowOn('RIS', 'ris.base', validFrom) &&
        rulebook.rowOn('RIS', 'ris.index', validFrom),
    );
    expect(known.map((row) => row.validFrom)).toEqual(TEN_DATES);
  });

  it('has coefficients of 1.02 to the power of their step, to four decimals', () => {
    const rows = rulebook.rows('RIS', 'ris.index').filter((row) => row.values['step'] !== undefined);
    expect(rows.map((row) => row.values['coefficient'])).toEqual(
      rows.map((row) => (1.02 ** Number(row.values['step'])).toFixed(4)),
    );
    expect(rows).toHaveLength(11);
  });

  it('has a month of a twelfth of the year on every printed row, with the one known exception', () => {
    const wrong = printed.flatMap((row) =>
      CATEGORIES.flatMap((category) => {
        const [month, year] = [euro(row, `cat${category}Month`), euro(row, `cat${category}Year`)];
        const off = year !== null && month !== null ? month - twelfth(cents(year)) : 0;
        return off === 0 ? [] : [{ from: row.validFrom, category, off }];
      }),
    );
    expect(printed).toHaveLength(31);
    expect(wrong).toEqual([{ from: '2009-06-01', category: 1, off: -1 }]);
  });
});

describe('the amount in force on a day', () => {
  it('is the printed one on the first day of every printed row, and the day after', () => {
    for (const row of printed) {
      const from = row.validFrom ?? day('2000-01-01');
      for (const on of [from, addDays(from, 1)]) {
        for (const category of CATEGORIES) {
          const amount = risAmount(rulebook, category, on);
          expect(amount.month).toBe(euro(row, `cat${category}Month`));
          expect(amount.monthOrigin).toBe('published');
          expect(amount.uses[0]).toMatchObject({ ruleId: 'ris.amount', validFrom: row.validFrom });
        }
      }
    }
  });

  it('takes a printed month and year as they are', () => {
    expect(shown(risAmount(rulebook, 2, day('2023-03-15')))).toEqual({
      month: '1214.13',
      year: '14569.58',
      origin: 'published published',
    });
  });

  it('keeps the printed month that is one cent below a twelfth', () => {
    expect(shown(risAmount(rulebook, 1, day('2009-06-01')))).toMatchObject({
      month: '483.85',
      year: '5806.30',
    });
  });

  it('computes a year that is not printed from base and index, and names all three rows', () => {
    const amount = risAmount(rulebook, 3, day('2025-02-01'));
    expect(shown(amount)).toEqual({ month: '1776.07', year: '21312.87', origin: 'published computed' });
    expect(amount.uses.map((use) => [use.ruleId, use.validFrom])).toEqual([
      ['ris.amount', '2025-02-01'],
      ['ris.base', '2023-07-01'],
      ['ris.index', '2025-02-01'],
    ]);
  });

  it('leaves the year open where neither a source nor the base gives it', () => {
    expect(shown(risAmount(rulebook, 2, day('2020-06-01')))).toEqual({
      month: '958.91',
      year: null,
      origin: 'published none',
    });
  });

  it.each([
    ['2021-07-01', '669.58', '8034.95'],
    ['2022-01-31', '714.86', '8578.37'],
    ['2023-07-01', '825.61', '9907.30'],
    ['2023-10-31', '825.61', '9907.30'],
  ])(
    'computes %s, a day without a printed amount, from the base and the index of that day',
    (on, month, year) => {
      const amount = risAmount(rulebook, 1, day(on));
      expect(shown(amount)).toEqual({ month, year, origin: 'computed computed' });
      expect(amount.uses.map((use) => use.ruleId)).toEqual(['ris.base', 'ris.index']);
    },
  );

  it.each([
    ['2022-02-01', '2022-01-31', '2022-05-01'],
    ['2022-03-15', '2022-01-31', '2022-05-01'],
    ['2022-04-30', '2022-01-31', '2022-05-01'],
    ['2022-06-01', '2022-05-31', '2022-11-01'],
    ['2022-08-15', '2022-05-31', '2022-11-01'],
    ['2022-10-31', '2022-05-31', '2022-11-01'],
    ['2022-12-01', '2022-11-30', '2023-01-01'],
    ['2022-12-31', '2022-11-30', '2023-01-01'],
    ['2005-07-31', null, '2005-08-01'],
    ['2002-10-01', null, '2005-08-01'],
  ])('refuses %s, in a gap between %s and %s', (on, lastKnownDay, nextKnownDay) => {
    const { code, details } = refusal(on);
    expect({ code, details }).toEqual({
      code: 'amountInGap',
      details: { scheme: 'RIS', on, lastKnownDay, nextKnownDay },
    });
  });

  it('gives an amount on every other day since 2005-08-01', () => {
    const refused: string[] = [];
    for (let on = day('2005-08-01'); on <= '2026-12-31'; on = addDays(on, 1)) {
      try {
        risAmount(rulebook, 2, on);
      } catch {
        refused.push(on.slice(0, 7));
      }
    }
    expect([...new Set(refused)]).toEqual([
      '2022-02',
      '2022-03',
      '2022-04',
      '2022-06',
      '2022-07',
      '2022-08',
      '2022-09',
      '2022-10',
      '2022-12',
    ]);
    expect(refused).toHaveLength(28 + 31 + 30 + 153 + 31);
  });

  it('is provisional from twelve months after the last day that the sources cover', () => {
    expect(risAmount(rulebook, 2, day('2025-02-01')).provisional).toBe(false);
    expect(risAmount(rulebook, 2, day('2026-02-01')).provisional).toBe(false);
    expect(risAmount(rulebook, 2, day('2026-02-02')).provisional).toBe(true);
    expect(risAmount(rulebook, 2, day('2014-12-31')).provisional).toBe(false);
  });
});

describe('closing a gap', () => {
  const found = `scheme RIS format 1 addition
ris.index | 2022-05-01 | 2022-07-31 | step=22 coefficient=1.5460 | published | C | - | 2026-11-01 | law | found
ris.index | 2022-06-01 | 2022-10-31 | - | annulled | N | - | 2026-11-01 | law | overtaken
ris.index | 2022-08-01 | 2022-10-31 | step=23 coefficient=1.5769 | published | C | - | 2026-11-01 | law | found`;

  it('takes an import of what was found, in which the row that knew nothing is annulled', () => {
    const file = parseRulebookFile(found);
    if (!file.ok) throw new Error(JSON.stringify(file.problems));
    const before = publishedRules();
    const command = { scheme: 'RIS', proposalId: 'found', on: day('2026-11-20') } as const;
    const propose = { type: 'ProposeRules', ...command, by: CLARA, parameters: file.parameters } as const;
    const rules = publishedReference();
    const [proposed] = specOf(
      rulebookDecider,
      rules,
    )(...before)
      .when(propose)
      .events();
    if (!proposed) throw new Error('nothing proposed');
    const [confirmed] = specOf(rulebookDecider, rules)(...before, proposed)
      .when({ type: 'ConfirmRules', ...command, by: DAVID })
      .events();
    if (!confirmed) throw new Error('nothing confirmed');
    const after = publishedReference(proposed, confirmed).rulebook;
    expect(euroText(risAmount(after, 1, day('2022-07-31')).month)).toBe('743.78');
    expect(euroText(risAmount(after, 1, day('2022-08-01')).month)).toBe('758.64');
    expect(() => risAmount(after, 1, day('2022-12-01'))).toThrow('amountInGap');
  });
});
