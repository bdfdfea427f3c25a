import type { Brand } from '../brand.js';
import { Malformed } from './rejection.js';

/** A calendar day in Brussels, `YYYY-MM-DD`; compared as text. */
export type Day = Brand<string, 'Day'>;
/** A calendar month, `YYYY-MM`; compared as text. */
export type YearMonth = Brand<string, 'YearMonth'>;
/** A moment in UTC with milliseconds, `YYYY-MM-DDTHH:mm:ss.sssZ`; compared as text. */
export type Instant = Brand<string, 'Instant'>;

const MS_PER_DAY = 86_400_000;
const MS_PER_HOUR = 3_600_000;
/** February is not listed: it depends on the year. */
const DAYS_IN_MONTH = [31, undefined, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;
/** A day of a month by its number, from 1 to the number of days that the month has. */
export const dayOfMonth = (month: YearMonth, number: number): Day =>
  `${month}-${number < 10 ? '0' : ''}${number}` as Day;
export const yearOf = (date: Day | YearMonth): number => Number(date.slice(0, 4));
const isLeapYear = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

interface Calendar {
  readonly month: YearMonth;
  readonly days: number;
  readonly first: Day;
  readonly last: Day;
}

/** The month that was asked for last: 200,000 dossiers in a row ask a dozen times each for the same one. */
let calendar = calendarFor('1970-01' as YearMonth);

function calendarOf(month: YearMonth): Calendar {
  if (calendar.month !== month) calendar = calendarFor(month);
  return calendar;
}

function calendarFor(month: YearMonth): Calendar {
  const days = DAYS_IN_MONTH[Number(month.slice(5)) - 1] ?? (isLeapYear(yearOf(month)) ? 29 : 28);
  return { month, days, first: dayOfMonth(month, 1), last: dayOfMonth(month, days) };
}

/** Parses a day that exists in the calendar. */
export function day(text: string): Day {
  if (!/^\d{4}-(0[1-9]|1[0-2])-\d{2}$/.test(text) || !isInMonth(text)) {
    throw new Malformed('must be a day that exists, such as 2025-02-28');
  }
  return text as Day;
}

/** Whether the day is one that its month has; a calendar of its own is dear, and forms and rows name many days. */
function isInMonth(text: string): boolean {
  const number = Number(text.slice(8));
  return number >= 1 && number <= daysInMonth(text.slice(0, 7) as YearMonth);
}

/** Later than every day of law: what is asked for it holds in the end. */
export const LAST_DAY = '9999-12-31' as Day;

/** Parses a month that exists in the calendar. */
export function yearMonth(text: string): YearMonth {
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(text))
    throw new Malformed('must be a month that exists, such as 2025-02');
  return text as YearMonth;
}

/** Parses a moment in UTC, with milliseconds and the letter Z. */
export function instant(text: string): Instant {
  if (!isInstant(text)) throw new Malformed('must be a UTC moment such as 2025-02-28T09:30:00.000Z');
  return text;
}

/** Whether a text is a moment that exists, as {@link instant} takes it. */
export function isInstant(text: string): text is Instant {
  const ms = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/.test(text) ? Date.parse(text) : NaN;
  return !Number.isNaN(ms) && new Date(ms).toISOString() === text;
}

export const instantOfMs = (ms: number): Instant => new Date(ms).toISOString() as Instant;
export const msOfInstant = (moment: Instant): number => Date.parse(moment);

/** The Brussels day on which a moment falls. Summer time as in Directive 2000/84/EC: last Sundays of March and October, 01:00 UTC. */
export function brusselsDay(moment: Instant): Day {
  // Days and summer time begin on a whole hour.
  const hour = moment.slice(0, 'YYYY-MM-DDTHH'.length);
  if (brussels.hour !== hour) brussels = { hour, day: brusselsDayOfMs(msOfInstant(moment)) };
  return brussels.day;
}

/** The hour that was asked for last: whoever asks in a row mostly asks for now. */
let brussels = { hour: '', day: '' as Day };

function brusselsDayOfMs(ms: number): Day {
  const year = new Date(ms).getUTCFullYear();
  const summer = ms >= lastSunday(year, 3) + MS_PER_HOUR && ms < lastSunday(year, 10) + MS_PER_HOUR;
  return dayOfMs(ms + (summer ? 2 : 1) * MS_PER_HOUR);
}

/** The moment at which a Brussels day begins: 22:00 or 23:00 UTC of the evening before. */
export function startOfDay(date: Day): Instant {
  const midnight = Date.parse(`${date}T00:00:00.000Z`);
  const summer = instantOfMs(midnight - 2 * MS_PER_HOUR);
  const isStart = brusselsDay(summer) !== brusselsDay(instantOfMs(msOfInstant(summer) - 1));
  return isStart ? summer : instantOfMs(midnight - MS_PER_HOUR);
}

export const monthOf = (date: Day): YearMonth => date.slice(0, 7) as YearMonth;
export const firstDayOfYear = (date: Day | YearMonth): Day => `${date.slice(0, 4)}-01-01` as Day;
export const firstDayOf = (month: YearMonth): Day => calendarOf(month).first;
export const lastDayOf = (month: YearMonth): Day => calendarOf(month).last;
export const daysInMonth = (month: YearMonth): number => calendarOf(month).days;
export const addDays = (date: Day, days: number): Day => dayOfMs(msOf(date) + days * MS_PER_DAY);

export function addMonths(month: YearMonth, months: number): YearMonth {
  const index = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 + months;
  return `${String(Math.floor(index / 12)).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}` as YearMonth;
}

/** Days from the first to the last, both included; zero when the last is before the first. */
export const daysBetween = (first: Day, last: Day): number =>
  Math.max(0, Math.round((msOf(last) - msOf(first)) / MS_PER_DAY) + 1);

/** Every month from the first to the last, both included. */
export function monthsBetween(first: YearMonth, last: YearMonth): readonly YearMonth[] {
  const months: YearMonth[] = [];
  for (let month = first; month <= last; month = addMonths(month, 1)) months.push(month);
  return months;
}

/** First Sunday of the month: the day of the collective statement (SPP IS, monthly cycle). */
export function firstSunday(month: YearMonth): Day {
  const first = firstDayOf(month);
  return addDays(first, (7 - new Date(msOf(first)).getUTCDay()) % 7);
}

export const later = <T extends Day | YearMonth>(a: T, b: T): T => (a > b ? a : b);
export const earlier = <T extends Day | YearMonth>(a: T, b: T): T => (a < b ? a : b);

const msOf = (text: string): number => Date.parse(`${text}T00:00:00.000Z`);

function dayOfMs(ms: number): Day {
  if (Number.isNaN(ms)) return '' as Day;
  return new Date(ms).toISOString().slice(0, 10) as Day;
}

function lastSunday(year: number, month: number): number {
  const last = new Date(Date.UTC(year, month, 0));
  return last.getTime() - last.getUTCDay() * MS_PER_DAY;
}
