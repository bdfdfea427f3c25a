import type { Category, RuleUse } from '../dossier/events.js';
import { centsFromEuro, indexed, twelfth } from '../money.js';
import type { Cents } from '../money.js';
import { Rejection } from '../rejection.js';
import type { ConfirmedParameter, Rulebook } from '../rules.js';
import { addDays } from '../time.js';
import type { Day } from '../time.js';
import { isProvisional, useOf, valueOf } from './lookup.js';

/** `published`: a source prints the figure; `computed`: base × coefficient of that day, both known. */
export type Origin = 'published' | 'computed';

/** The integration income of a category on a day. */
export interface RisAmount {
  readonly category: Category;
  readonly on: Day;
  readonly month: Cents;
  readonly monthOrigin: Origin;
  /** Null where no source prints the year and the base of that day is not known. */
  readonly year: Cents | null;
  readonly yearOrigin: Origin | null;
  /** True where a row used is marked uncertain, or the day is past what its sources cover (`docs/policies.md`). */
  readonly provisional: boolean;
  /** The rows used: the published row, or else base and index; where only the year was computed, all three. */
  readonly uses: readonly RuleUse[];
}

const SCHEME = 'RIS';

/**
 * The amount in force on a day (law of 26 May 2002, art. 14; RD 3 September 2004). A published figure wins. What is not
 * published is computed: year = base × coefficient, half up to the cent; month = year / 12, half up to the cent.
 * A day for which neither is known → Rejection `amountInGap`, which names the known days around it.
 */
export function risAmount(rulebook: Rulebook, category: Category, on: Day): RisAmount {
  const published = rulebook.rowOn(SCHEME, 'ris.amount', on);
  const figures = published && publishedOf(published, category);
  if (figures && figures.year !== null) return amountOf(rulebook, { category, on, ...figures }, [published]);
  const base = rulebook.rowOn(SCHEME, 'ris.base', on);
  const index = rulebook.rowOn(SCHEME, 'ris.index', on);
  if (base && index) {
    const year = computedYear(base, index, category);
    const month = figures ?? ({ month: twelfth(year), monthOrigin: 'computed' } as const);
    const rows = published ? [published, base, index] : [base, index];
    return amountOf(rulebook, { category, on, ...month, year, yearOrigin: 'computed' }, rows);
  }
  if (figures) return amountOf(rulebook, { category, on, ...figures }, [published]);
  throw new Rejection('amountInGap', gapAround(rulebook, on));
}

type Figures = Omit<RisAmount, 'provisional' | 'uses'>;

const amountOf = (rulebook: Rulebook, figures: Figures, rows: readonly ConfirmedParameter[]): RisAmount => ({
  ...figures,
  provisional: rows.some((row) => isProvisional(rulebook, SCHEME, row, figures.on)),
  uses: rows.map(useOf),
});

type PublishedFigures = Pick<RisAmount, 'month' | 'monthOrigin' | 'year' | 'yearOrigin'>;

/** Texts are parsed once per row: a national month asks for the same few rows 200,000 times. */
const publishedCache = new WeakMap<ConfirmedParameter, Map<Category, PublishedFigures>>();
const computedCache = new WeakMap<ConfirmedParameter, WeakMap<ConfirmedParameter, Map<Category, Cents>>>();

function publishedOf(row: ConfirmedParameter, category: Category): PublishedFigures {
  const byCategory = cached(publishedCache, row, () => new Map<Category, PublishedFigures>());
  return cached(byCategory, category, () => {
    const year = row.values[`cat${category}Year`];
    return {
      month: centsFromEuro(valueOf(row, `cat${category}Month`)),
      monthOrigin: 'published',
      year: year === undefined ? null : centsFromEuro(year),
      yearOrigin: year === undefined ? null : 'published',
    };
  });
}

function computedYear(base: ConfirmedParameter, index: ConfirmedParameter, category: Category): Cents {
  const byIndex = cached(computedCache, base, () => new WeakMap<ConfirmedParameter, Map<Category, Cents>>());
  const byCategory = cached(byIndex, index, () => new Map<Category, Cents>());
  return cached(byCategory, category, () =>
    indexed(centsFromEuro(valueOf(base, `cat${category}`)), valueOf(index, 'coefficient')),
  );
}

interface Cache<Key, Value> {
  get(key: Key): Value | undefined;
  set(key: Key, value: Value): unknown;
}

function cached<Key, Value>(cache: Cache<Key, Value>, key: Key, make: () => Value): Value {
  const known = cache.get(key);
  if (known !== undefined) return known;
  const value = make();
  cache.set(key, value);
  return value;
}

/** The last known day before the gap and the first one after it, so that the office sees which row to look for. */
function gapAround(rulebook: Rulebook, on: Day): { readonly [name: string]: string | null } {
  const borders = ['ris.amount', 'ris.base', 'ris.index'].flatMap((ruleId) =>
    rulebook.rows(SCHEME, ruleId).flatMap((row) => [row.validFrom, row.validTo && addDays(row.validTo, 1)]),
  );
  const days = [...new Set(borders.filter((border) => border !== null))].sort();
  const isKnown = (day: Day): boolean =>
    rulebook.rowOn(SCHEME, 'ris.amount', day) !== undefined ||
    (rulebook.rowOn(SCHEME, 'ris.base', day) !== undefined &&
      rulebook.rowOn(SCHEME, 'ris.index', day) !== undefined);
  const firstUnknown = days.filter((day) => day <= on && isKnown(addDays(day, -1))).at(-1);
  return {
    scheme: SCHEME,
    on,
    lastKnownDay: firstUnknown ? addDays(firstUnknown, -1) : null,
    nextKnownDay: days.find((day) => day > on && isKnown(day)) ?? null,
  };
}
