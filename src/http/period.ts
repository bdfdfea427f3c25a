import { invalid } from './fault.js';
import type { Place } from './flaw.js';

/** Throws a 400 where the second of two days or months (`2025-02-28`, `2025-02`) is before the first; either may be left out. */
export function refuseBackwards(place: Place, period: Readonly<Record<string, string | undefined>>): void {
  const [[start, from] = [], [end, until] = []] = Object.entries(period);
  if (start === undefined || end === undefined || from === undefined || until === undefined) return;
  if (until < from) throw invalid(place, end, 'invalidPeriod', { value: until, values: { start } });
}
