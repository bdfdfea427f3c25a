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
  const names = fields.map(([name]) => name);
  const kinds = fields.map(([, kind]) => kind);
  const known = new Set(names);
  return {
    stored,
    type: options.type,
    fields: Object.fromEntries(fields),
    read(data) {
      if (!isRecord(data)) throw new BrokenFact(`${stored}: its data is no record`);
      for (let index = 0; index < names.length; index++) {
        const name = names[index] ?? '';
        if (!holds(kinds[index], data[name]))
          throw new BrokenFact(`${stored}: ${name} is not ${kinds[index] ?? ''}`);
      }
      // A stored version is never edited: a field that it does not have was written by something that is not ours.
      for (const name in data) if (!known.has(name)) throw new BrokenFact(`${stored}: unknown field ${name}`);
      return options.upcast(data as Data);
    },
  };
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** One cheap look: the full check was made by the decider that wrote the fact. */
function holds(kind: FieldKind | undefined, value: unknown): boolean {
  switch (kind) {
    case 'text':
      return typeof value === 'string';
    case 'day':
      return typeof value === 'string' && value.length === 10;
    case 'month':
      return typeof value === 'string' && value.length === 7;
    case 'instant':
      return typeof value === 'string' && value.length === 24;
    case 'whole':
    case 'cents':
      return Number.isSafeInteger(value);
    case 'flag':
      return typeof value === 'boolean';
    case 'list':
      return Array.isArray(value);
    case 'record':
      return isRecord(value);
    case undefined:
      return false;
    default:
      return value === null || holds(kind.slice(0, -1) as FieldKind, value);
  }
}
