import { nissCheck } from '../niss.js';

/** Birthdays that no calendar has; whoever was born is not born on one of them, and no register gives one out. */
const DAYS = ['0230', '0231', '0431', '0631', '0931', '1131'] as const;
const YEARS = 100;
const FIRST_YEAR = 1925;
const SERIALS = 997;
/** A national number, and the two kinds of bis number: 20 or 40 is added to the month. */
const MONTH_OFFSETS = [0, 20, 40] as const;

/** How many different unreal persons there are. */
export const UNREAL_PERSONS = DAYS.length * YEARS * SERIALS * MONTH_OFFSETS.length;

/**
 * The number of the n-th person (from 0) who does not exist: its check digits are right, but the birthday is the 30th or
 * 31st of February, or the 31st of a month of thirty days. So a synthetic population can never be taken for a real one.
 */
export function unrealNiss(person: number): string {
  if (!Number.isSafeInteger(person) || person < 0 || person >= UNREAL_PERSONS) {
    throw new RangeError(`there are ${UNREAL_PERSONS} unreal persons, not ${person}`);
  }
  const birthday = DAYS[person % DAYS.length] ?? DAYS[0];
  const inDays = Math.floor(person / DAYS.length);
  const year = FIRST_YEAR + (inDays % YEARS);
  const inYears = Math.floor(inDays / YEARS);
  const serial = (inYears % SERIALS) + 1;
  const offset = MONTH_OFFSETS[Math.floor(inYears / SERIALS)] ?? 0;
  const month = Number(birthday.slice(0, 2)) + offset;
  const date = `${String(year % 100).padStart(2, '0')}${String(month).padStart(2, '0')}${birthday.slice(2)}`;
  const nine = `${date}${String(serial).padStart(3, '0')}`;
  return `${nine}${nissCheck(nine, year < 2000 ? '' : '2')}`;
}
