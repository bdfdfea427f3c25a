import type { PartyId } from '../ids.js';
import { ZERO, compareRates, rate, split, sum } from '../money.js';
import type { Cents } from '../money.js';
import { dayOfMonth } from '../time.js';
import type { YearMonth } from '../time.js';
import type { TermAmount } from './article.js';
import { lostPart } from './deadline.js';
import type { LostPart } from './deadline.js';
import type { LostDays } from './events.js';
import type { MonthContext } from './gross.js';
import { CENTS_BY_DAYS, CORRECTION_DEADLINE, HIGHEST_RATE } from './policies.js';
import { policyOf, rateTerm, shareTerm } from './rule-terms.js';
import type { ArticleTerm } from './rule-terms.js';
import { daysWithin } from './timeline.js';
import type { DayNumbers, Piece } from './timeline.js';

export interface PartContext extends MonthContext {
  /** The CPAS whose share counts. */
  readonly cpasId: PartyId;
}

/** Where the money of a piece goes. */
export interface Parts {
  readonly amounts: readonly TermAmount[];
  readonly lost: readonly LostDays[];
  /** Numbers of the days with an amount: the first and the last of each class. */
  readonly paidDays: readonly number[];
}

/**
 * Splits what a piece grants over lost days, base rates and the project, by days: what is inside a window of the decision
 * gets its days' part, and every cent is handed out once. Money under a project counts a second time, for its 10 %.
 */
export function partsOf(piece: Piece, granted: Cents, context: PartContext): Parts {
  const lost = lostPart(piece.decision, context.month, context.rules);
  const classes = classesOf(piece, lost, context.month);
  noteParts(piece, classes, lost, context);
  const cents = split(
    granted,
    classes.map((one) => one.days),
  );
  const amounts: TermAmount[] = [];
  const losses: Cents[] = [];
  classes.forEach((one, index) => {
    const gross = cents[index] ?? ZERO;
    if (one.lost) {
      losses.push(gross);
      return;
    }
    amounts.push({ term: baseTerm(one.base, context), gross, windowFrom: null });
    const windowFrom = piece.decision.piis?.from ?? null;
    if (one.piis) amounts.push({ term: rateTerm(context.rules, 'piis', context.month), gross, windowFrom });
  });
  const paidDays =
    granted === ZERO ? [] : classes.flatMap((one) => (one.lost ? [] : [one.firstDay, one.lastDay]));
  return { amounts, lost: lostDays(piece, lost, { month: context.month, gross: sum(losses) }), paidDays };
}

type BaseCode = 'baseShare' | 'foreignersRegister' | 'formerlyHomeless';

/** Days of a piece that have the same fate. */
interface Class {
  readonly lost: boolean;
  readonly base: BaseCode;
  readonly piis: boolean;
  readonly days: number;
  readonly firstDay: number;
  readonly lastDay: number;
}

function classesOf(piece: Piece, lost: LostPart | undefined, month: YearMonth): readonly Class[] {
  const { first, last } = piece;
  const [register, homeless, piis] = [
    daysWithin(piece.decision.foreignersRegister, month),
    daysWithin(piece.decision.formerlyHomeless, month),
    daysWithin(piece.decision.piis, month),
  ];
  const plain = { lost: false, base: 'baseShare', piis: false } as const;
  if (!lost && !register && !homeless && !piis) {
    return [{ ...plain, days: last - first + 1, firstDay: first, lastDay: last }];
  }
  const classes = new Map<string, Class>();
  for (let number = first; number <= last; number++) {
    const one = has(lost, number)
      ? { ...plain, lost: true }
      : { lost: false, base: baseOf(register, homeless, number), piis: has(piis, number) };
    const key = `${one.lost} ${one.base} ${one.piis}`;
    const before = classes.get(key);
    classes.set(
      key,
      before
        ? { ...before, days: before.days + 1, lastDay: number }
        : { ...one, days: 1, firstDay: number, lastDay: number },
    );
  }
  return [...classes.values()];
}

const has = (days: DayNumbers | undefined, number: number): boolean =>
  days !== undefined && number >= days.first && number <= days.last;

const baseOf = (
  register: DayNumbers | undefined,
  homeless: DayNumbers | undefined,
  number: number,
): BaseCode =>
  has(register, number) ? 'foreignersRegister' : has(homeless, number) ? 'formerlyHomeless' : 'baseShare';

function noteParts(
  piece: Piece,
  classes: readonly Class[],
  lost: LostPart | undefined,
  { rules, month, notes }: PartContext,
): void {
  const { decision } = piece;
  if (classes.length > 1) notes.add(CENTS_BY_DAYS);
  if (lost) notes.add(...lost.policies);
  if (decision.notifiedOn !== decision.form.sendingDate) notes.add(CORRECTION_DEADLINE);
  if (classes.some((one) => one.base !== 'baseShare')) {
    notes.add(HIGHEST_RATE, policyOf(rules, 'fullRateProration', month));
  }
  if (classes.some((one) => one.piis)) notes.add(policyOf(rules, 'piisProration', month));
}

const WHOLE = rate('1');

/** The base rate of a day: the highest of those it qualifies for, in place of the others (`highestRate@1`). */
function baseTerm(code: BaseCode, { rules, cpasId, month }: PartContext): ArticleTerm {
  if (code === 'baseShare') return shareTerm(rules, cpasId, month);
  const special = rateTerm(rules, code, month);
  if (compareRates(special.rate, WHOLE) >= 0) return special;
  const share = shareTerm(rules, cpasId, month);
  return compareRates(share.rate, special.rate) > 0 ? share : special;
}

function lostDays(
  { first, last, decision }: Piece,
  lost: LostPart | undefined,
  { month, gross }: { readonly month: YearMonth; readonly gross: Cents },
): readonly LostDays[] {
  if (!lost || lost.first > last || lost.last < first) return [];
  return [
    {
      firstDay: dayOfMonth(month, Math.max(lost.first, first)),
      lastDay: dayOfMonth(month, Math.min(lost.last, last)),
      gross,
      decidedOn: decision.decidedOn,
      limitDay: lost.limitDay,
      notifiedOn: decision.notifiedOn,
      legalReference: lost.legalReference,
    },
  ];
}
