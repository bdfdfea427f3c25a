import type { Rulebook } from '../rules.js';
import { addDays } from '../time.js';
import type { Day } from '../time.js';
import { isInForce } from './coverage.js';
import type { Parameter } from './events.js';
import { merged } from './rulebook.js';

/** What becomes of one row of law by an import. */
export interface RuleChange {
  /** `ended`: it holds on fewer days than before, or is no longer law; its figures stay. */
  readonly kind: 'added' | 'changed' | 'ended';
  readonly ruleId: string;
  readonly validFrom: Day | null;
  /** What differs, in the order of a row's fields. */
  readonly fields: readonly FieldChange[];
}

/** A field of a row: `values.NAME` for a figure. `lastDay` is the last day on which the row holds, named or not. */
export interface FieldChange {
  readonly name: string;
  /** Undefined where the row did not have it. */
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/**
 * The rows that an import would make differ from those that are confirmed, rows among them that it does not name and
 * that end because the next one begins: by rule and first day.
 */
export function ruleChanges(
  book: Rulebook,
  scheme: string,
  proposed: readonly Parameter[],
): readonly RuleChange[] {
  const ids = [...new Set(proposed.map((row) => row.ruleId))].sort();
  return ids.flatMap((ruleId) => {
    const own = proposed.filter((row) => row.ruleId === ruleId);
    const before = heldRows(book.rows(scheme, ruleId));
    const after = heldRows(merged(book.rows(scheme, ruleId), own));
    return [...after].flatMap(([first, row]) => changeOf(ruleId, before.get(first), row));
  });
}

type Held = Parameter & { readonly lastDay: Day | null };

/** The rows by first day, each with the last day on which it holds. */
function heldRows(rows: readonly Parameter[]): ReadonlyMap<string, Held> {
  const sorted = rows.toSorted((a, b) => ((a.validFrom ?? '') < (b.validFrom ?? '') ? -1 : 1));
  const law = sorted.filter(isInForce);
  const held = sorted.map((row): Held => {
    const next = law.find((one) => (one.validFrom ?? '') > (row.validFrom ?? ''));
    return { ...row, lastDay: row.validTo ?? (next?.validFrom ? addDays(next.validFrom, -1) : null) };
  });
  return new Map(held.map((row) => [row.validFrom ?? '', row]));
}

function changeOf(ruleId: string, before: Held | undefined, after: Held): readonly RuleChange[] {
  const [old, now] = [before ? fieldsOf(before) : {}, fieldsOf(after)];
  const fields = [...new Set([...Object.keys(now), ...Object.keys(old)])].flatMap((name) =>
    old[name] === now[name] ? [] : [{ name, before: old[name], after: now[name] }],
  );
  if (fields.length === 0) return [];
  const kind = before === undefined ? 'added' : isEnded(before, after) ? 'ended' : 'changed';
  return [{ kind, ruleId, validFrom: after.validFrom, fields }];
}

function isEnded(before: Held, after: Held): boolean {
  if (isInForce(before) !== isInForce(after)) return isInForce(before);
  if (JSON.stringify(valuesOf(before)) !== JSON.stringify(valuesOf(after))) return false;
  return after.lastDay !== null && (before.lastDay === null || after.lastDay < before.lastDay);
}

const fieldsOf = (row: Held): Readonly<Record<string, string | undefined>> => ({
  ...valuesOf(row),
  lastDay: row.lastDay ?? undefined,
  status: row.status,
  mark: row.mark,
  mayPayFrom: row.mayPayFrom ?? undefined,
  lastCheckedOn: row.lastCheckedOn,
  legalReference: row.legalReference,
  source: row.source,
});

const valuesOf = ({ values }: Parameter): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(values)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, value]) => [`values.${name}`, value]),
  );
