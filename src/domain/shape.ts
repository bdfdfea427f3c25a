import type { Cents } from './money.js';
import type { DomainEvent } from './decider.js';
import type { Day, Instant, YearMonth } from './time.js';

/** What a field of a stored fact holds; a question mark means that it may be null. */
export type FieldKind = PlainKind | `${PlainKind}?`;
type PlainKind = 'text' | 'day' | 'month' | 'instant' | 'whole' | 'cents' | 'flag' | 'list' | 'record';

/** The kind of every field, derived from the type of the fact, so that a field cannot be forgotten or mistaken. */
export type Shape<Data> = { readonly [Field in keyof Data]-?: KindOf<Data[Field]> };
type KindOf<T> = null extends T ? `${PlainKindOf<NonNullable<T>>}?` : PlainKindOf<T>;
type PlainKindOf<T> = [T] extends [Day]
  ? 'day'
  : [T] extends [YearMonth]
    ? 'month'
    : [T] extends [Instant]
      ? 'instant'
      : [T] extends [Cents]
        ? 'cents'
        : [T] extends [string]
          ? 'text'
          : [T] extends [number]
            ? 'whole'
            : [T] extends [boolean]
              ? 'flag'
              : [T] extends [readonly unknown[]]
                ? 'list'
                : 'record';

/** One stored version of a fact: how its fields look, and how to read it as today's shape. */
export interface StoredVersion {
  /** Stored name, such as `ShareDetermined.v1`. */
  readonly stored: string;
  /** Name in memory, such as `ShareDetermined`. */
  readonly type: string;
  readonly fields: Readonly<Record<string, FieldKind>>;
  /** Today's data; throws {@link BrokenFact} where the stored one does not have its shape. */
  read(data: unknown): object;
}

/** Every stored version of one fact, oldest first; the last is the one that is written. */
export type FactVersions = readonly [StoredVersion, ...StoredVersion[]];

/** A fact in the log that is not what its name promises: stops whoever reads it, and is never skipped. */
export class BrokenFact extends Error {
  override readonly name = 'BrokenFact';
}

/** A fact of which one version was ever stored. */
export function fact<Event extends DomainEvent>(
  type: Event['type'],
  shape: Shape<Event['data']>,
): FactVersions {
  return [version<Event['data']>({ type, number: 1, shape, upcast: (data) => data })];
}

/** The next version of a fact: what was stored before is read through `upcast` into the new shape. */
export function next<Event extends DomainEvent, Old extends object>(
  before: FactVersions,
  shape: Shape<Event['data']>,
  upcast: (old: Old) => Event['data'],
): FactVersions {
  const [first, ...rest] = before.map((one) => ({
    ...one,
    read: (data: unknown) => upcast(one.read(data) as Old),
  }));
  if (first === undefined) throw new Error('a fact has at least one version');
  const { type } = first;
  const newest = version<Event['data']>({ type, number: before.length + 1, shape, upcast: (data) => data });
  return [first, ...rest, newest];
}

function version<Data extends object>(options: {
  readonly type: string;
  readonly number: number;
  readonly shape: Shape<Data>;
  readonly upcast: (data: Data) => object;
}): StoredVersion {
  const stored = `${options.type}.v${options.number}`;
  const fields = Object.entries<FieldKind>(options.shape);
  const checks = fields.map(([name, kind]) => ({ name, kind, holds: CHECKS[kind] }));
  return {
    stored,
    type: options.type,
    fields: Object.fromEntries(fields),
    read(data) {
      if (!isRecord(data)) throw new BrokenFact(`${stored}: its data is no record`);
      for (const { name, kind, holds } of checks) {
        if (!holds(data[name])) throw new BrokenFact(`${stored}: ${name} is not ${kind}`);
      }
      // A stored version is never edited: a field that it does not have was written by something that is not ours.
      const names = Object.keys(data);
      if (names.length !== checks.length) {
        const stranger = names.find((name) => !(name in options.shape)) ?? '';
        throw new BrokenFact(`${stored}: unknown field ${stranger}`);
      }
      return options.upcast(data as Data);
    },
  };
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

type Check = (value: unknown) => boolean;

const textOf =
  (length: number): Check =>
  (value) =>
    typeof value === 'string' && value.length === length;

/** One cheap look: the full check was made by the decider that wrote the fact. */
const PLAIN: Readonly<Record<PlainKind, Check>> = {
  text: (value) => typeof value === 'string',
  day: textOf(10),
  month: textOf(7),
  instant: textOf(24),
  whole: (value) => Number.isSafeInteger(value),
  cents: (value) => Number.isSafeInteger(value),
  flag: (value) => typeof value === 'boolean',
  list: (value) => Array.isArray(value),
  record: isRecord,
};

const orNull =
  (check: Check): Check =>
  (value) =>
    value === null || check(value);

const CHECKS: Readonly<Record<FieldKind, Check>> = {
  ...PLAIN,
  'text?': orNull(PLAIN.text),
  'day?': orNull(PLAIN.day),
  'month?': orNull(PLAIN.month),
  'instant?': orNull(PLAIN.instant),
  'whole?': orNull(PLAIN.whole),
  'cents?': orNull(PLAIN.cents),
  'flag?': orNull(PLAIN.flag),
  'list?': orNull(PLAIN.list),
  'record?': orNull(PLAIN.record),
};
