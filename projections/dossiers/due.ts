import { addMonths, firstDayOf, later, monthOf } from '../../src/domain/time.js';
import type { Day, YearMonth } from '../../src/domain/time.js';

/** A form B or C that holds from a day on, as far as it decides which months fall due. */
export interface Entry {
  readonly kind: 'decision' | 'withdrawal';
  readonly from: Day;
}

/** Consecutive months, both included, whose grant was determined. */
export type MonthRun = readonly [first: YearMonth, last: YearMonth];

/** The forms that hold, by day; of one day, the last recorded comes last and wins. */
export type Timeline = readonly Entry[];

/** Puts a form in the place of the one of its kind and day, after all others of that day. */
export function withEntry(timeline: Timeline, entry: Entry): Timeline {
  const rest = withoutEntry(timeline, entry);
  const after = rest.findIndex((other) => other.from > entry.from);
  return after === -1 ? [...rest, entry] : rest.toSpliced(after, 0, entry);
}

export const withoutEntry = (timeline: Timeline, { kind, from }: Entry): Timeline =>
  timeline.filter((other) => other.kind !== kind || other.from !== from);

/** The runs with one more month; a month that is there already changes nothing. */
export function withMonth(runs: readonly MonthRun[], month: YearMonth): readonly MonthRun[] {
  const last = runs.at(-1);
  if (last !== undefined && addMonths(last[1], 1) === month) return [...runs.slice(0, -1), [last[0], month]];
  if (runs.some(([first, end]) => first <= month && month <= end)) return runs;
  const sorted = [...runs, [month, month] as const].sort((a, b) => (a[0] < b[0] ? -1 : 1));
  return sorted.reduce<readonly MonthRun[]>((joined, run) => {
    const before = joined.at(-1);
    const touches = before !== undefined && addMonths(before[1], 1) === run[0];
    return touches ? [...joined.slice(0, -1), [before[0], run[1]]] : [...joined, run];
  }, []);
}

/**
 * The first month, from that of the log's opening on, on some day of which a decision stands and which is not determined;
 * null where there will be none. With a decision that stands there always is one, be it in the future.
 */
export function firstDue(timeline: Timeline, runs: readonly MonthRun[], opened: YearMonth): YearMonth | null {
  const [first, last] = [timeline[0], timeline.at(-1)];
  if (first === undefined || last === undefined) return null;
  let month = later(opened, monthOf(first.from));
  for (;;) {
    const run = runs.find(([from, to]) => from <= month && month <= to);
    if (run !== undefined) {
      month = addMonths(run[1], 1);
    } else if (standsIn(timeline, month)) {
      return month;
    } else if (month > monthOf(last.from)) {
      return null;
    } else {
      month = addMonths(month, 1);
    }
  }
}

/** Whether a decision stands on some day of the month: it holds until the day before the next form. */
function standsIn(timeline: Timeline, month: YearMonth): boolean {
  const firstDay = firstDayOf(month);
  return timeline.some((entry, index) => {
    if (entry.kind !== 'decision' || monthOf(entry.from) > month) return false;
    const next = timeline[index + 1];
    return next === undefined || (next.from > firstDay && next.from > entry.from);
  });
}
