import { centsFromEuro } from '../domain/money.js';
import type { Cents } from '../domain/money.js';
import { Malformed } from '../domain/rejection.js';
import type { RejectionCode } from '../domain/rejection.js';
import { day, yearMonth } from '../domain/time.js';
import type { Day, YearMonth } from '../domain/time.js';
import type { Window } from '../domain/dossier/events.js';
import { malformed } from './problem.js';
import type { Problem, Report } from './problem.js';

/** A line as its format gave it: text, numbers, or whatever else JSON allows. */
export type Raw = Readonly<Record<string, unknown>>;

/** Reads one value from one or more named fields of a line; reports what is wrong and then gives undefined. */
export interface Field<T> {
  readonly names: readonly string[];
  read(raw: Raw, report: Report): T | undefined;
}

type Values<Schema extends Readonly<Record<string, Field<unknown>>>> = {
  readonly [Name in keyof Schema]: Schema[Name] extends Field<infer T> ? T : never;
};

/** All fields of a schema in its order, or every problem that they have. */
export function readAll<Schema extends Readonly<Record<string, Field<unknown>>>>(
  raw: Raw,
  schema: Schema,
): { readonly values: Values<Schema> } | { readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const report = (problem: Problem): undefined => {
    problems.push(problem);
  };
  const values: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(schema)) values[name] = field.read(raw, report);
  return problems.length > 0 ? { problems } : { values: values as Values<Schema> };
}

/** A field that must be there. The parser throws {@link Malformed}. */
export function required<T>(name: string, parse: (value: string) => T, code?: RejectionCode): Field<T> {
  return {
    names: [name],
    read: (raw, report) => {
      const value = raw[name];
      if (isAbsent(value)) return report(malformed(name, 'is required'));
      return parsed({ name, value, parse, code, report });
    },
  };
}

/** A field that may be left out, empty or null. */
export function optional<T>(name: string, parse: (value: string) => T): Field<T | null> {
  return {
    names: [name],
    read: (raw, report) => {
      const value = raw[name];
      return isAbsent(value) ? null : parsed({ name, value, parse, report });
    },
  };
}

/** A first and a last day, both included: `{name}From` and, where it ends, `{name}To`. */
export function windowOf(name: string): Field<Window | null> {
  const from = optional(`${name}From`, lawDay);
  const to = optional(`${name}To`, lawDay);
  return {
    names: [...from.names, ...to.names],
    read: (raw, report) => {
      const first = from.read(raw, report);
      const last = to.read(raw, report);
      if (first === undefined || last === undefined) return undefined;
      if (first === null) {
        return last === null ? null : report(malformed(`${name}From`, `is required with ${name}To`));
      }
      if (last !== null && last < first) {
        return report(malformed(`${name}To`, `must not be before ${name}From`));
      }
      return { from: first, to: last };
    },
  };
}

/** A field that this way of sending does not take. */
export function notTaken(name: string, rule: string): Field<null> {
  return {
    names: [name],
    read: (raw, report) => (isAbsent(raw[name]) ? null : report(malformed(name, rule))),
  };
}

export const isAbsent = (value: unknown): value is null | undefined | '' =>
  value === undefined || value === null || value === '';

/** Days that the law of 26 May 2002 can speak of; bounded, since every month since an effective date falls due. */
export function lawDay(text: string): Day {
  const known = lawDays.get(text);
  if (known !== undefined) return known;
  const date = day(text);
  if (date < '2002-05-26' || date > '2099-12-31') {
    throw new Malformed('must lie between 2002-05-26, the day of the law, and 2099-12-31');
  }
  lawDays.set(text, date);
  return date;
}

/** Days found to be right before: forms name the same few, and a calendar is dear. Not more than there are days in those years. */
const lawDays = new Map<string, Day>();

export function lawMonth(text: string): YearMonth {
  const month = yearMonth(text);
  if (month < '2002-05' || month > '2099-12') {
    throw new Malformed('must lie between 2002-05, the month of the law, and 2099-12');
  }
  return month;
}

/** Euro text, not negative, at most two decimals, at most 2^53 cents. */
export function euros(text: string): Cents {
  if (text.startsWith('-')) throw new Malformed('must not be negative');
  if (/^\d+\.\d{3,}$/.test(text)) throw new Malformed('must not have fractions of a cent');
  if (/^\d{14,}(\.\d{1,2})?$/.test(text)) throw new Malformed('must be less than 2^53 cents');
  return centsFromEuro(text);
}

/** One of the texts named. */
export function oneOf<const T extends string>(...allowed: readonly T[]): (text: string) => T {
  return (text) => {
    const found = allowed.find((one) => one === text);
    if (found === undefined) throw new Malformed(`must be ${allowed.join(' or ')}`);
    return found;
  };
}

/** A whole number within limits, both included. */
export function whole(min: number, max: number): (text: string) => number {
  return (text) => {
    const value = /^\d{1,9}$/.test(text) ? Number(text) : NaN;
    if (!(value >= min && value <= max)) throw new Malformed(`must be a whole number from ${min} to ${max}`);
    return value;
  };
}

interface Reading<T> {
  readonly name: string;
  readonly value: unknown;
  readonly parse: (value: string) => T;
  readonly code?: RejectionCode | undefined;
  readonly report: Report;
}

function parsed<T>({ name, value, parse, code, report }: Reading<T>): T | undefined {
  try {
    return parse(textOf(value));
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    report({ code: code ?? 'malformed', field: name, rule: error.rule });
    return undefined;
  }
}

/** Whole numbers may stand without quotation marks; a number with decimals may not, since JSON reads it as a float. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value);
  if (typeof value === 'number') throw new Malformed('must be text: amounts stand in quotation marks');
  throw new Malformed('must be text');
}
