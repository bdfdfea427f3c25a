import { Malformed } from '../../src/domain/rejection.js';
import {
  addDays,
  addMonths,
  brusselsDay,
  day,
  dayOfMonth,
  daysBetween,
  daysInMonth,
  firstDayOf,
  firstDayOfYear,
  firstSunday,
  instant,
  lastDayOf,
  monthOf,
  monthsBetween,
  yearMonth,
  yearOf,
} from '../../src/domain/time.js';

const month = yearMonth('2025-02');

describe('days and months', () => {
  it.each(['2025-02-29', '2025-13-01', '2025-00-10', '2025-1-01', '2025-04-31', '', '2025-04-01T00:00'])(
    'refuses the day "%s"',
    (text) => {
      expect(() => day(text)).toThrow(Malformed);
    },
  );

  it.each(['2025-13', '2025-00', '2025-1', '25-01', '2025-01-01'])('refuses the month "%s"', (text) => {
    expect(() => yearMonth(text)).toThrow(Malformed);
  });

  it.each([
    ['2024-02', 29],
    ['2025-02', 28],
    ['2000-02', 29],
    ['1900-02', 28],
    ['2025-04', 30],
    ['2025-12', 31],
  ])('%s has %d days', (text, days) => {
    expect(daysInMonth(yearMonth(text))).toBe(days);
    expect(lastDayOf(yearMonth(text))).toBe(`${text}-${days}`);
  });

  it('agrees with the calendar of the machine for every month of two centuries', () => {
    for (const one of monthsBetween(yearMonth('1900-01'), yearMonth('2100-12'))) {
      const [year, number] = one.split('-').map(Number);
      expect(daysInMonth(one)).toBe(new Date(Date.UTC(year ?? 0, number ?? 0, 0)).getUTCDate());
    }
  });

  it('steps over years', () => {
    expect(addMonths(month, -2)).toBe('2024-12');
    expect(addMonths(month, 11)).toBe('2026-01');
    expect(addDays(day('2024-12-31'), 1)).toBe('2025-01-01');
    expect(addDays(day('2025-03-01'), -1)).toBe('2025-02-28');
    expect(monthsBetween(yearMonth('2024-11'), yearMonth('2025-01'))).toEqual([
      '2024-11',
      '2024-12',
      '2025-01',
    ]);
    expect(monthsBetween(month, yearMonth('2025-01'))).toEqual([]);
  });

  it('counts days with both ends', () => {
    expect(daysBetween(day('2025-03-15'), day('2025-03-31'))).toBe(17);
    expect(daysBetween(day('2025-03-31'), day('2025-03-30'))).toBe(0);
    expect(daysBetween(day('2025-03-29'), day('2025-03-31'))).toBe(3);
  });

  it('knows the parts of a date', () => {
    expect([
      monthOf(day('2025-02-07')),
      yearOf(day('2025-02-07')),
      firstDayOf(month),
      dayOfMonth(month, 7),
    ]).toEqual(['2025-02', 2025, '2025-02-01', '2025-02-07']);
    expect(firstDayOfYear(month)).toBe('2025-01-01');
  });
});

describe('the Brussels day of a moment', () => {
  it.each([
    ['2025-01-31T22:59:59.999Z', '2025-01-31'],
    ['2025-01-31T23:00:00.000Z', '2025-02-01'],
    ['2025-03-29T23:00:00.000Z', '2025-03-30'],
    ['2025-03-30T00:59:59.999Z', '2025-03-30'],
    ['2025-03-30T21:59:59.999Z', '2025-03-30'],
    ['2025-03-30T22:00:00.000Z', '2025-03-31'],
    ['2025-10-25T22:00:00.000Z', '2025-10-26'],
    ['2025-10-26T22:59:59.999Z', '2025-10-26'],
    ['2025-10-26T23:00:00.000Z', '2025-10-27'],
  ])('of %s is %s', (moment, expected) => {
    expect(brusselsDay(instant(moment))).toBe(expected);
  });

  it.each(['2025-01-31T22:59:59Z', '2025-01-31T22:59:59.999+01:00', '2025-02-30T00:00:00.000Z', ''])(
    'refuses the moment "%s"',
    (text) => {
      expect(() => instant(text)).toThrow(Malformed);
    },
  );
});

describe('the first Sunday of a month', () => {
  it.each([
    ['2025-01', '2025-01-05'],
    ['2025-02', '2025-02-02'],
    ['2025-06', '2025-06-01'],
    ['2025-09', '2025-09-07'],
  ])('of %s is %s', (text, expected) => {
    expect(firstSunday(yearMonth(text))).toBe(expected);
  });
});
