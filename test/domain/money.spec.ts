import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import {
  ZERO,
  addRates,
  cents,
  centsFromEuro,
  compareRates,
  euroText,
  exactPart,
  exactPortion,
  indexed,
  minus,
  negate,
  plus,
  pointsFromRate,
  portion,
  portions,
  prorate,
  prorateAll,
  rate,
  rateFromPoints,
  split,
  sum,
  twelfth,
} from '../../src/domain/money.js';
import type { Cents, Rate } from '../../src/domain/money.js';
import { Malformed } from '../../src/domain/rejection.js';
import { propertyRuns } from '../support/properties.js';

/** An independent reckoner: decimals of sixty digits, as slow as they like. */
const Slow = Decimal.clone({ precision: 60, rounding: Decimal.ROUND_HALF_UP });

const anyCents = fc.oneof(fc.integer({ min: -5_000_000, max: 5_000_000 }), fc.maxSafeInteger()).map(cents);
const smallCents = fc.integer({ min: 0, max: 5_000_000 }).map(cents);
const anyRate: fc.Arbitrary<Rate> = fc
  .integer({ min: 0, max: 3_000_000 })
  .map((millionths) => rate(new Slow(millionths).dividedBy(1_000_000).toFixed()));

describe('cents', () => {
  it.each([0.5, NaN, Infinity, 2 ** 53, -(2 ** 53)])('refuses %d', (value) => {
    expect(() => cents(value)).toThrow(Malformed);
  });

  it('knows no negative zero', () => {
    expect(Object.is(cents(-0), 0)).toBe(true);
    expect(Object.is(negate(ZERO), 0)).toBe(true);
    expect(Object.is(portion(cents(-1), rate('0.1')), 0)).toBe(true);
  });

  it('stays a safe integer in sums', () => {
    expect(() => plus(cents(Number.MAX_SAFE_INTEGER), cents(1))).toThrow(Malformed);
    expect(minus(cents(1), cents(3))).toBe(-2);
    expect(sum([cents(1), cents(2), cents(-5)])).toBe(-2);
  });
});

describe('euro text', () => {
  it.each([
    ['1776.07', 177607],
    ['0.5', 50],
    ['12', 1200],
    ['-0.01', -1],
  ])('%s is %d cents', (text, amount) => {
    expect(centsFromEuro(text)).toBe(amount);
  });

  it.each(['1776.075', '1e3', '1,50', '+1', ' 1', '', '.5', '1.', 'NaN', '99999999999999.00'])(
    'refuses "%s"',
    (text) => {
      expect(() => centsFromEuro(text)).toThrow(Malformed);
    },
  );

  it('is read back as it was written', () => {
    fc.assert(
      fc.property(fc.integer({ min: -(10 ** 14), max: 10 ** 14 }), (value) => {
        expect(centsFromEuro(euroText(cents(value)))).toBe(value);
      }),
      propertyRuns(),
    );
  });
});

describe('rates', () => {
  it.each(['0', '1', '0.55', '1.35', '0.075', '123.123456'])('accepts %s', (text) => {
    expect(rate(text)).toBe(text);
  });

  it.each(['.5', '0.50', '1.0', '-0.1', '01', '0.1234567', '1e1', ''])('refuses "%s"', (text) => {
    expect(() => rate(text)).toThrow(Malformed);
  });

  it('are added and compared exactly: 0.65 + 0.1 = 0.75, 0.1 + 0.2 = 0.3', () => {
    expect(addRates([rate('0.65'), rate('0.1')])).toBe('0.75');
    expect(addRates([rate('0.1'), rate('0.2')])).toBe('0.3');
    expect(addRates([])).toBe('0');
    expect(compareRates(rate('0.7'), rate('0.65'))).toBeGreaterThan(0);
    expect(compareRates(rate('1'), rate('1'))).toBe(0);
  });

  it('are points of a hundred', () => {
    expect(rateFromPoints(55)).toBe('0.55');
    expect(rateFromPoints(62.5)).toBe('0.625');
    expect(pointsFromRate(rate('0.62'))).toBe(62);
    expect(() => pointsFromRate(rate('0.625'))).toThrow(Malformed);
  });
});

describe('the State’s part of an amount', () => {
  it.each([
    [45, '0.7', 32], // 31.5 exactly; in floats 31.499999999999996
    [177607, '0.65', 115445],
    [-45, '0.7', -32],
    [1, '0.5', 1],
    [1, '0.499999', 0],
    [90071992547409, '0.999999', 90071902475416],
  ])('of %d cents at %s is %d', (amount, share, expected) => {
    expect(portion(cents(amount), rate(share))).toBe(expected);
  });

  it('agrees with decimals of sixty digits, half up and away from zero', () => {
    fc.assert(
      fc.property(anyCents, anyRate, (amount, share) => {
        const exact = new Slow(amount).times(share);
        fc.pre(exact.abs().lessThan(Number.MAX_SAFE_INTEGER));
        expect(portion(amount, share)).toBe(exact.toDecimalPlaces(0).toNumber() + 0);
        expect(portion(negate(amount), share)).toBe(negate(portion(amount, share)));
      }),
      propertyRuns(),
    );
  });

  it('keeps the exact amount as a reduced fraction', () => {
    expect(exactPortion(cents(177607), rate('0.65'))).toBe('2308891/20');
    expect(exactPortion(cents(-50000), rate('0.65'))).toBe('-32500');
    expect(exactPortion(ZERO, rate('0.65'))).toBe('0');
    expect(exactPart(cents(131420), 17, 31)).toBe('2234140/31');
    expect(exactPart(cents(131420), 31, 31)).toBe('131420');
    expect(exactPart(cents(Number.MAX_SAFE_INTEGER), 30, 31)).toBe('270215977642229730/31');
  });

  it('of several rates on one amount is the portion at their sum, its terms by largest remainder', () => {
    // 101 × 0.655 = 66.155 and × 0.105 = 10.605: together 76.76, half up 77.
    expect(
      portions([
        { amount: cents(101), rate: rate('0.655') },
        { amount: cents(101), rate: rate('0.105') },
      ]),
    ).toEqual([66, 11]);
    fc.assert(
      fc.property(smallCents, fc.array(anyRate, { minLength: 1, maxLength: 4 }), (amount, rates) => {
        const parts = portions(rates.map((one) => ({ amount, rate: one })));
        fc.pre(/^\d{1,3}(\.|$)/.test(addRates(rates)));
        expect(sum(parts)).toBe(portion(amount, addRates(rates)));
        parts.forEach((part, index) => {
          const exact = new Slow(amount).times(rates[index] ?? '0');
          expect(exact.minus(part).abs().lessThan(1)).toBe(true);
        });
      }),
      propertyRuns(),
    );
  });
});

describe('instalments', () => {
  it('come to the portion of their sum, whatever the cents of each', () => {
    const half = { amount: cents(65710), rate: rate('0.55') };
    expect(portions([half])).toEqual([36141]);
    expect(portions([half], [half])).toEqual([36140]);
    fc.assert(
      fc.property(fc.array(smallCents, { minLength: 1, maxLength: 6 }), anyRate, (amounts, one) => {
        const rated = amounts.map((amount) => ({ amount, rate: one }));
        const taken = rated.map((last, index) => sum(portions([last], rated.slice(0, index))));
        expect(sum(taken)).toBe(portion(sum(amounts), one));
      }),
      propertyRuns(),
    );
  });
});

describe('parts of a whole', () => {
  it('are half up: 1314.20 × 17 / 31 = 720.69, a twelfth of 21312.87 is 1776.07', () => {
    expect(prorate(cents(131420), 17, 31)).toBe(72069);
    expect(twelfth(cents(2131287))).toBe(177607);
    expect(prorate(cents(-3), 1, 2)).toBe(-2);
    expect(prorate(cents(Number.MAX_SAFE_INTEGER), 31, 31)).toBe(Number.MAX_SAFE_INTEGER);
  });

  it('of a base are indexed as the law has it: 9058.25 × 1.7410 = 15770.41', () => {
    expect(indexed(cents(905825), '1.7410')).toBe(1577041);
  });

  it('add up to the exact sum, half up', () => {
    const part = fc.record({ amount: smallCents, part: fc.integer({ min: 0, max: 31 }) });
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 5 }), (parts) => {
        const whole = parts.reduce(
          (total, one) => total.plus(new Slow(one.amount).times(one.part)),
          new Slow(0),
        );
        expect(sum(prorateAll(parts, 31))).toBe(whole.dividedBy(31).toDecimalPlaces(0).toNumber());
      }),
      propertyRuns(),
    );
  });
});

describe('a split', () => {
  it('gives what is left over to the largest remainders, ties to the earlier part', () => {
    expect(split(cents(131420), [14, 17])).toEqual([59351, 72069]);
    expect(split(cents(100), [1, 1, 1])).toEqual([34, 33, 33]);
    expect(split(cents(-100), [1, 1, 1])).toEqual([-34, -33, -33]);
    expect(split(cents(5), [0, 1])).toEqual([0, 5]);
    expect(split(cents(10), [rate('0.65'), rate('0.1')])).toEqual([9, 1]);
  });

  it('refuses weights that are negative, all zero or no whole numbers', () => {
    expect(() => split(cents(1), [0, 0])).toThrow('positive weights');
    expect(() => split(cents(1), [-1, 2])).toThrow('positive weights');
    expect(() => split(cents(1), [NaN, 2])).toThrow('positive weights');
  });

  it('hands out every cent, none to a part of no weight, and never more than a cent off', () => {
    const weights = fc
      .array(fc.oneof(fc.integer({ min: 0, max: 1000 }), anyRate), { minLength: 1, maxLength: 8 })
      .filter((all) => all.some((one) => Number(one) > 0));
    fc.assert(
      fc.property(anyCents, weights, (total, all) => {
        const parts: readonly Cents[] = split(total, all);
        expect(parts.reduce((handed, one) => handed + BigInt(one), 0n)).toBe(BigInt(total));
        const whole = all.reduce((before, one) => before.plus(one), new Slow(0));
        parts.forEach((part, index) => {
          const exact = new Slow(total).times(all[index] ?? 0).dividedBy(whole);
          expect(exact.minus(part).abs().lessThan(1)).toBe(true);
          if (Number(all[index]) === 0) expect(part).toBe(0);
        });
      }),
      propertyRuns(),
    );
  });
});
