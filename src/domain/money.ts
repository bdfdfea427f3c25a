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
  rateOfMillionths(rates.reduce((total, one) => total + millionths(one), 0));

export const compareRates = (a: Rate, b: Rate): number => millionths(a) - millionths(b);

/** A percentage in points ("55") as a rate ("0.55"). */
export const rateFromPoints = (points: number): Rate => rate(new Exact(points).dividedBy(100).toFixed());

/** A rate as whole percentage points ("0.55" is 55); refuses half points. */
export function pointsFromRate(share: Rate): number {
  const points = (millionths(share) * 100) / MILLION;
  if (!Number.isInteger(points)) throw new Malformed('must be a whole percentage');
  return points;
}

/**
 * The State's part of an amount: amount × rate, half up to the cent (default policy `shareRounding@1`, `design.md` §5).
 * A half is rounded away from zero, so that the portion of a reversal is the reversal of the portion.
 */
export const portion = (amount: Cents, share: Rate): Cents => halfUp(amount, millionths(share), MILLION);

/** amount × rate before any rounding. */
export const exactPortion = (amount: Cents, share: Rate): Fraction =>
  fraction(amount, millionths(share), MILLION);

/** amount × part / whole before any rounding; both are whole numbers (days of a month, say). */
export const exactPart = (amount: Cents, part: number, whole: number): Fraction =>
  fraction(amount, part, whole);

/** amount × part / whole, half up to the cent; the policy that calls it is named by the caller. */
export const prorate = (amount: Cents, part: number, whole: number): Cents => halfUp(amount, part, whole);

/** An amount for a number of parts (days, say) of a whole. */
export interface PartAmount {
  readonly amount: Cents;
  readonly part: number;
}

/**
 * Each amount × its part / whole, in cents that add up to the exact sum, half up: floors first, then one cent each by
 * largest remainder, ties to the earlier. So two parts of one amount that fill the whole give back the amount.
 * Where others came before, the cents add up to what the sum of all adds to the sum of those, each half up.
 * Amounts and parts are not negative.
 */
export function prorateAll(
  amounts: readonly PartAmount[],
  whole: number,
  before: readonly PartAmount[] = [],
): readonly Cents[] {
  const exact = amounts.map(({ amount, part }) => divide(amount, part, whole));
  const earlier = before.reduce((total, one) => total + divide(one.amount, one.part, whole).remainder, 0);
  const remainders = exact.reduce((total, one) => total + one.remainder, earlier);
  const halfUpOf = (fractions: number): number => Math.floor((2 * fractions + whole) / (2 * whole));
  return handOut(exact, halfUpOf(remainders) - halfUpOf(earlier));
}

/** An unindexed base in cents × an index coefficient, half up to the cent (RD 3 September 2004, `round2(base × coefficient)`). */
export function indexed(base: Cents, coefficient: string): Cents {
  return cents(new Exact(base).times(coefficient).toDecimalPlaces(0).toNumber());
}

/** A twelfth of a yearly amount, half up to the cent (the RIS is fixed by the year and paid by the month). */
export const twelfth = (year: Cents): Cents => prorate(year, 1, 12);

/** An amount and the rate at which it is shared. */
export interface RatedAmount {
  readonly amount: Cents;
  readonly rate: Rate;
}

/**
 * Each amount × its rate, in cents that add up to the exact sum, half up (`shareRounding@1`): of one amount at several
 * rates, the {@link portion} at the sum of the rates, its terms by largest remainder. Amounts are not negative.
 * Where others came before, the cents are what these add to theirs: instalments come to the portion of their sum.
 */
export function portions(
  amounts: readonly RatedAmount[],
  before: readonly RatedAmount[] = [],
): readonly Cents[] {
  return prorateAll(amounts.map(ofMillion), MILLION, before.map(ofMillion));
}

const ofMillion = ({ amount, rate: share }: RatedAmount): PartAmount => ({ amount, part: millionths(share) });

/**
 * Splits a total by weights and hands out every cent: floors first, then one cent each by largest remainder,
 * ties to the earlier part. Works alike for a negative total. Weights are whole numbers or rates, none of them negative
 * and not all zero.
 */
export function split(total: Cents, weights: readonly (number | Rate)[]): readonly Cents[] {
  const whole = weights.map((weight) => (typeof weight === 'number' ? weight * MILLION : millionths(weight)));
  const sumOfWeights = whole.reduce((a, b) => a + b, 0);
  if (sumOfWeights <= 0 || !whole.every((weight) => weight >= 0 && Number.isSafeInteger(weight))) {
    throw new Error('split needs positive weights');
  }
  const size = cents(Math.abs(total));
  const exact = whole.map((weight) => divide(size, weight, sumOfWeights));
  const left = size - exact.reduce((handed, one) => handed + one.quotient, 0);
  const parts = handOut(exact, left);
  return total < 0 ? parts.map(negate) : parts;
}

interface Division {
  readonly quotient: number;
  readonly remainder: number;
}

/** size × times / by as quotient and remainder, exact: in floats while the product is a safe integer, in BigInt beyond. */
function divide(size: number, times: number, by: number): Division {
  const product = size * times;
  if (Number.isSafeInteger(product)) {
    const remainder = product % by;
    return { quotient: (product - remainder) / by, remainder };
  }
  const exact = BigInt(size) * BigInt(times);
  return { quotient: Number(exact / BigInt(by)), remainder: Number(exact % BigInt(by)) };
}

function halfUp(amount: Cents, times: number, by: number): Cents {
  const { quotient, remainder } = divide(Math.abs(amount), times, by);
  const size = remainder >= by - remainder ? quotient + 1 : quotient;
  return cents(amount < 0 ? -size : size);
}

function handOut(exact: readonly Division[], left: number): readonly Cents[] {
  if (left === 0) return exact.map((one) => cents(one.quotient));
  const order = exact
    .map((one, index) => ({ index, remainder: one.remainder }))
    .sort((a, b) => b.remainder - a.remainder || a.index - b.index);
  const extra = new Set(order.slice(0, left).map((one) => one.index));
  return exact.map((one, index) => cents(extra.has(index) ? one.quotient + 1 : one.quotient));
}

const MILLION = 1_000_000;
const parsed = new Map<Rate, number>();

/** A rate as a whole number of millionths: {@link rate} allows six decimals and three digits before them. */
function millionths(share: Rate): number {
  const known = parsed.get(share);
  if (known !== undefined) return known;
  const value = new Exact(share).times(MILLION).toNumber();
  if (parsed.size < 10_000) parsed.set(share, value);
  return value;
}

const rateOfMillionths = (value: number): Rate => new Exact(value).dividedBy(MILLION).toFixed() as Rate;

function fraction(amount: number, times: number, by: number): Fraction {
  const product = amount * times;
  if (Number.isSafeInteger(product)) {
    const divisor = greatestCommonDivisor(Math.abs(product), by);
    return fractionText(product / divisor, by / divisor);
  }
  const [top, bottom] = [BigInt(amount) * BigInt(times), BigInt(by)];
  const divisor = greatestCommonBigDivisor(top < 0n ? -top : top, bottom);
  return fractionText(top / divisor, bottom / divisor);
}

const fractionText = (top: number | bigint, bottom: number | bigint): Fraction =>
  (bottom === 1 || bottom === 1n ? `${top}` : `${top}/${bottom}`) as Fraction;

const greatestCommonDivisor = (a: number, b: number): number =>
  b === 0 ? a : greatestCommonDivisor(b, a % b);
const greatestCommonBigDivisor = (a: bigint, b: bigint): bigint =>
  b === 0n ? a : greatestCommonBigDivisor(b, a % b);
