import { Decimal } from 'decimal.js';
import type { Brand } from '../brand.js';
import { Malformed } from './rejection.js';

/** Whole euro cents, a safe integer. */
export type Cents = Brand<number, 'Cents'>;
/** A rate as decimal text with at most six decimals, such as "0.55"; may exceed 1. */
export type Rate = Brand<string, 'Rate'>;
/** An exact amount in cents as a reduced fraction, such as "2234140/31"; a whole amount has no denominator. */
export type Fraction = Brand<string, 'Fraction'>;

const Exact = Decimal.clone({ precision: 60, rounding: Decimal.ROUND_HALF_UP });

export const ZERO = 0 as Cents;

/** The only maker of {@link Cents}. Refuses a fraction, NaN and what a safe integer cannot hold. */
export function cents(value: number): Cents {
  if (!Number.isSafeInteger(value)) throw new Malformed('must be whole cents within 2^53');
  return (value === 0 ? 0 : value) as Cents;
}

/** Euro text with at most two decimals ("1776.07") as cents; exponents, signs other than '-' and spaces are refused. */
export function centsFromEuro(text: string): Cents {
  const match = /^(-?)(\d{1,13})(?:\.(\d{1,2}))?$/.exec(text);
  if (!match) throw new Malformed('must be euros with at most two decimals, such as 1776.07');
  const value = Number(match[2]) * 100 + Number((match[3] ?? '').padEnd(2, '0'));
  return cents(match[1] === '-' ? -value : value);
}

/** Cents as euro text with two decimals, for people and files; never read back into a calculation. */
export function euroText(amount: Cents): string {
  const digits = Math.abs(amount).toString().padStart(3, '0');
  return `${amount < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

export const plus = (a: Cents, b: Cents): Cents => cents(a + b);
export const minus = (a: Cents, b: Cents): Cents => cents(a - b);
export const negate = (a: Cents): Cents => cents(-a);
export const sum = (amounts: Iterable<Cents>): Cents => {
  let total = ZERO;
  for (const amount of amounts) total = plus(total, amount);
  return total;
};

/** The parser of {@link Rate}: plain decimal text, not negative, written without superfluous zeros. */
export function rate(text: string): Rate {
  if (!/^(0|[1-9]\d{0,2})(\.\d{0,5}[1-9])?$/.test(text))
    throw new Malformed('must be a decimal rate such as 0.55');
  return text as Rate;
}

export const addRates = (rates: readonly Rate[]): Rate =>
  rates.reduce((total, one) => total.plus(decimalOf(one)), new Exact(0)).toFixed() as Rate;

export const compareRates = (a: Rate, b: Rate): number => decimalOf(a).comparedTo(decimalOf(b));

/** A percentage in points ("55") as a rate ("0.55"). */
export const rateFromPoints = (points: number): Rate => rate(new Exact(points).dividedBy(100).toFixed());

/**
 * The State's part of an amount: amount × rate, half up to the cent (default policy `shareRounding@1`, `design.md` §5).
 * A half is rounded away from zero, so that the portion of a reversal is the reversal of the portion.
 */
export function portion(amount: Cents, share: Rate): Cents {
  return cents(new Exact(amount).times(decimalOf(share)).toDecimalPlaces(0).toNumber());
}

/** amount × rate before any rounding. */
export const exactPortion = (amount: Cents, share: Rate): Fraction => {
  const digits = decimalOf(share).decimalPlaces();
  const scale = 10n ** BigInt(digits);
  return fraction(BigInt(amount) * BigInt(decimalOf(share).times(scale.toString()).toFixed()), scale);
};

/** amount × part / whole before any rounding; both are whole numbers (days of a month, say). */
export const exactPart = (amount: Cents, part: number, whole: number): Fraction =>
  fraction(BigInt(amount) * BigInt(part), BigInt(whole));

/** amount × part / whole, half up to the cent; the policy that calls it is named by the caller. */
export function prorate(amount: Cents, part: number, whole: number): Cents {
  return cents(new Exact(amount).times(part).dividedBy(whole).toDecimalPlaces(0).toNumber());
}

/** An unindexed base in cents × an index coefficient, half up to the cent (RD 3 September 2004, `round2(base × coefficient)`). */
export function indexed(base: Cents, coefficient: string): Cents {
  return cents(new Exact(base).times(coefficient).toDecimalPlaces(0).toNumber());
}

/** A twelfth of a yearly amount, half up to the cent (the RIS is fixed by the year and paid by the month). */
export const twelfth = (year: Cents): Cents => prorate(year, 1, 12);

/**
 * Splits a total by weights and hands out every cent: floors first, then one cent each by largest remainder,
 * ties to the earlier part. Works alike for a negative total. Weights are not negative and not all zero.
 */
export function split(total: Cents, weights: readonly (number | Rate)[]): readonly Cents[] {
  const exact = weights.map((weight) => new Exact(weight));
  const whole = exact.reduce((a, b) => a.plus(b), new Exact(0));
  if (whole.isZero() || exact.some((weight) => weight.isNegative()))
    throw new Error('split needs positive weights');
  const size = new Exact(total).abs();
  const shares = exact.map((weight) => size.times(weight).dividedBy(whole));
  const floors = shares.map((share) => share.floor());
  const left = size.minus(floors.reduce((a, b) => a.plus(b), new Exact(0))).toNumber();
  const order = shares
    .map((share, index) => ({ index, remainder: share.minus(floors[index] ?? 0) }))
    .sort((a, b) => b.remainder.comparedTo(a.remainder) || a.index - b.index)
    .slice(0, left)
    .map((entry) => entry.index);
  const extra = new Set(order);
  return floors.map((floor, index) => {
    const part = floor.toNumber() + (extra.has(index) ? 1 : 0);
    return cents(total < 0 ? -part : part);
  });
}

const parsed = new Map<string, Decimal>();

function decimalOf(text: Rate): Decimal {
  const known = parsed.get(text);
  if (known) return known;
  const value = new Exact(text);
  if (parsed.size < 10_000) parsed.set(text, value);
  return value;
}

function fraction(numerator: bigint, denominator: bigint): Fraction {
  const divisor = greatestCommonDivisor(numerator < 0n ? -numerator : numerator, denominator);
  const [top, bottom] = [numerator / divisor, denominator / divisor];
  return (bottom === 1n ? `${top}` : `${top}/${bottom}`) as Fraction;
}

const greatestCommonDivisor = (a: bigint, b: bigint): bigint =>
  b === 0n ? a || 1n : greatestCommonDivisor(b, a % b);
