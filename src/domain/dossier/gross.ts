import { ZERO, exactPart, minus, prorateAll, twelfth } from '../money.js';
import type { Cents } from '../money.js';
import { Rejection } from '../rejection.js';
import { risAmount } from '../rulebook/ris-amount.js';
import type { Rules } from '../rules.js';
import { dayOfMonth, daysInMonth, firstDayOf } from '../time.js';
import type { YearMonth } from '../time.js';
import type { Segment } from './events.js';
import { CENTS_BY_DAYS, RESOURCES_TWELFTH } from './policies.js';
import type { PolicyNotes } from './policies.js';
import { policyOf } from './rule-terms.js';
import type { StandingDecision } from './state.js';
import type { Piece } from './timeline.js';

/** The rules of a month and the policies noted while they are applied. */
export interface MonthContext {
  readonly month: YearMonth;
  readonly rules: Rules;
  readonly notes: PolicyNotes;
}

/**
 * The integration income of each piece of a month: the amount in force on its first day less counted resources, on a yearly
 * basis, / 12 (law of 26 May 2002, art. 14 §2), for the days of the piece. The line is the exact sum, half up; the cents of
 * the pieces follow from it, so that two pieces under equal decisions give the same month as one.
 */
export function segmentsOf(pieces: readonly Piece[], context: MonthContext): readonly Segment[] {
  const { month, notes } = context;
  if (pieces.length === 0) return [];
  const length = daysInMonth(month);
  const counting = pieces[0]?.first === 1 && pieces[0].last === length ? WHOLE_MONTH : countingOf(context);
  const segments = pieces.map((piece) => segmentOf(piece, { ...context, length, counting }));
  if (segments.length > 1) notes.add(CENTS_BY_DAYS);
  const granted = prorateAll(
    segments.map((one) => ({ amount: one.fullMonth, part: one.days })),
    segments[0]?.daysInMonth ?? length,
  );
  return segments.map((segment, index) => ({ ...segment, granted: granted[index] ?? ZERO }));
}

type Counting = 'wholeMonth' | 'calendarDay' | 'thirtieth';
const WHOLE_MONTH: Counting = 'wholeMonth';

/** How the days of a partial month count: policy `proration` of the rulebook. */
function countingOf({ rules, month, notes }: MonthContext): Counting {
  const policy = policyOf(rules, 'proration', month);
  notes.add(policy);
  if (policy.value !== 'calendarDay' && policy.value !== 'thirtieth') {
    throw new Rejection('ruleGap', { ruleId: 'policy.proration', value: policy.value });
  }
  return policy.value;
}

function segmentOf(
  piece: Piece,
  context: MonthContext & { readonly length: number; readonly counting: Counting },
): Omit<Segment, 'granted'> {
  const { month, length, counting } = context;
  const days = counting === 'thirtieth' ? thirtieths(piece, length) : piece.last - piece.first + 1;
  const whole = counting === 'thirtieth' ? 30 : length;
  const full = fullMonthOf(piece.decision, context);
  return {
    firstDay: dayOfMonth(month, piece.first),
    lastDay: dayOfMonth(month, piece.last),
    days,
    daysInMonth: whole,
    decisionFrom: piece.decision.effectiveFrom,
    ...full,
    exact: exactPart(full.fullMonth, days, whole),
  };
}

/** Every month has 30 thirtieths: the 31st counts for none, the last day of February for what is missing. */
const thirtieths = (piece: Piece, length: number): number =>
  (piece.last === length ? 30 : piece.last) - piece.first + 1;

type FullMonth = Pick<
  Segment,
  'category' | 'monthAmount' | 'yearAmount' | 'resourcesYear' | 'fullMonth' | 'rules' | 'provisional'
>;

function fullMonthOf({ category, resourcesYear }: StandingDecision, context: MonthContext): FullMonth {
  const { month, rules, notes } = context;
  const amount = risAmount(rules.rulebook, category, firstDayOf(month));
  if (resourcesYear !== ZERO && amount.year === null) {
    throw new Rejection('amountYearUnknown', { category, month });
  }
  if (resourcesYear !== ZERO) notes.add(RESOURCES_TWELFTH);
  return {
    category,
    monthAmount: amount.month,
    yearAmount: amount.year,
    resourcesYear,
    fullMonth:
      resourcesYear === ZERO || amount.year === null
        ? amount.month
        : lessResources(amount.year, resourcesYear),
    rules: amount.uses,
    provisional: amount.provisional,
  };
}

const lessResources = (year: Cents, resources: Cents): Cents =>
  resources >= year ? ZERO : twelfth(minus(year, resources));
