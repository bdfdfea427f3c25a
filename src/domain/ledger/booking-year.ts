import type { PolicyUse } from '../policy.js';

/**
 * No source says which budget year bears a determination: taken is the Brussels year in which it was recorded,
 * so that a year that is over is not touched again.
 */
export const BOOKING_YEAR: PolicyUse = { name: 'bookingYear', version: 1, value: 'dayRecorded' };

/** Brussels year of a UTC moment. Only the last hour of the year differs: Brussels is one hour ahead in winter. */
export function bookingYear(recordedAt: string): number {
  const year = Number(recordedAt.slice(0, 4));
  return recordedAt.startsWith('-12-31T23', 4) ? year + 1 : year;
}
