import { daysInMonth, firstDayOf, lastDayOf, monthOf } from '../time.js';
import type { Day, YearMonth } from '../time.js';
import type { Window } from './events.js';
import type { Entry, StandingDecision, StandingWithdrawal } from './state.js';

/** Days of a month on which one decision stands. */
export interface Piece extends DayNumbers {
  readonly decision: StandingDecision;
}

/**
 * The decisions that stand in a month and their days, in order; none where nothing stands.
 * A form B holds from its effective date until the day before the next form B or C.
 */
export function piecesOf(timeline: readonly Entry[], month: YearMonth): readonly Piece[] {
  const pieces: Piece[] = [];
  const [monthStart, monthEnd] = [firstDayOf(month), lastDayOf(month)];
  let last = daysInMonth(month);
  for (let index = timeline.length - 1; index >= 0 && last > 0; index--) {
    const entry = timeline[index];
    if (entry === undefined || entry.effectiveFrom > monthEnd) continue;
    const first = entry.effectiveFrom <= monthStart ? 1 : Number(entry.effectiveFrom.slice(8));
    if (entry.kind === 'decision' && first <= last) pieces.unshift({ decision: entry, first, last });
    last = Math.min(last, first - 1);
  }
  return pieces;
}

/** What holds on a day: the last entry that took effect by then. */
export const standingOn = (timeline: readonly Entry[], on: Day): Entry | undefined =>
  timeline.findLast((entry) => entry.effectiveFrom <= on);

/** The form B of a month that speaks for it: the last one that took effect by its end, withdrawn or not. */
export const decisionOf = (timeline: readonly Entry[], month: YearMonth): StandingDecision | undefined =>
  timeline.findLast(
    (entry): entry is StandingDecision =>
      entry.kind === 'decision' && entry.effectiveFrom <= lastDayOf(month),
  );

/** Of the forms that shape a month, the one that was sent last: the month could not be determined so before. */
export function lastSentOf(timeline: readonly Entry[], month: YearMonth): Entry | undefined {
  const decisions = piecesOf(timeline, month).map((piece) => piece.decision);
  const endings = timeline.filter(
    (entry) => entry.kind === 'withdrawal' && monthOf(entry.effectiveFrom) === month,
  );
  return [...decisions, ...endings].reduce<Entry | undefined>(
    (last, entry) => (last && last.form.sendingDate > entry.form.sendingDate ? last : entry),
    undefined,
  );
}

export const decisionAt = (timeline: readonly Entry[], on: Day): StandingDecision | undefined =>
  timeline.find(
    (entry): entry is StandingDecision => entry.kind === 'decision' && entry.effectiveFrom === on,
  );

export const withdrawalAt = (timeline: readonly Entry[], on: Day): StandingWithdrawal | undefined =>
  timeline.find(
    (entry): entry is StandingWithdrawal => entry.kind === 'withdrawal' && entry.effectiveFrom === on,
  );

export const without = (timeline: readonly Entry[], kind: Entry['kind'], on: Day): readonly Entry[] =>
  timeline.filter((entry) => entry.kind !== kind || entry.effectiveFrom !== on);

/** Puts an entry after all of its date, in place of the one of its kind and date. */
export function withEntry(timeline: readonly Entry[], entry: Entry): readonly Entry[] {
  const rest = without(timeline, entry.kind, entry.effectiveFrom);
  return [
    ...rest.filter((other) => other.effectiveFrom <= entry.effectiveFrom),
    entry,
    ...rest.filter((other) => other.effectiveFrom > entry.effectiveFrom),
  ];
}

/** Days on which an act changed what stands: from the first, until the day before `until` (null: without end). */
export interface ChangedDays {
  readonly from: Day;
  readonly until: Day | null;
}

/** The days touched by an act on some dates, in the timeline as it is after it: until the next entry, which stands by itself. */
export function changedDays(timeline: readonly Entry[], dates: readonly [Day, ...Day[]]): ChangedDays {
  const sorted = dates.toSorted();
  const from = sorted[0] ?? dates[0];
  const last = sorted.at(-1) ?? from;
  return { from, until: timeline.find((entry) => entry.effectiveFrom > last)?.effectiveFrom ?? null };
}

export const touches = (changed: ChangedDays, month: YearMonth): boolean =>
  month >= monthOf(changed.from) && (changed.until === null || firstDayOf(month) < changed.until);

/** Days of a month by their numbers, both included. */
export interface DayNumbers {
  readonly first: number;
  readonly last: number;
}

/** The days of a month within a window; undefined where there are none. */
export function daysWithin(window: Window | null, month: YearMonth): DayNumbers | undefined {
  if (window === null) return undefined;
  const [monthStart, monthEnd] = [firstDayOf(month), lastDayOf(month)];
  if (window.from > monthEnd || (window.to !== null && window.to < monthStart)) return undefined;
  const first = window.from <= monthStart ? 1 : Number(window.from.slice(8));
  const last = window.to === null || window.to >= monthEnd ? daysInMonth(month) : Number(window.to.slice(8));
  return first <= last ? { first, last } : undefined;
}
