import { Malformed, atField } from '../rejection.js';
import { centsFromEuro, rate } from '../money.js';
import { addDays } from '../time.js';
import type { Day } from '../time.js';
import type { Parameter } from './events.js';
import { ruleKind } from './rule-kinds.js';
import type { ValueKind } from './rule-kinds.js';

/** Whether a row is law: announced, lapsed, suspended and annulled rows are kept and shown, but decide nothing. */
export const isInForce = (row: Parameter): boolean => row.status === 'adopted' || row.status === 'published';

/** A row of mark N without values says that what holds in its days was looked for and not found. */
export const isUnknown = (row: Parameter): boolean => Object.keys(row.values).length === 0;

/** What is wrong between rows of one rule; `row` is the later of the two. */
export interface CoverageProblem {
  readonly code: 'ruleGap' | 'ruleOverlap' | 'duplicateRow';
  readonly row: Parameter;
  readonly ruleId: string;
  /** First and last day that no row covers, or that two rows cover. */
  readonly from: Day | null;
  readonly to: Day | null;
}

/**
 * Every day since a rule's first row must be covered exactly once, if only by a row that says it is not known:
 * a day that nobody mentions is a gap that was overlooked. Only rows in force count, but for duplicates.
 */
export function coverageProblems(rows: readonly Parameter[]): readonly CoverageProblem[] {
  const byRule = new Map<string, Parameter[]>();
  for (const row of rows) byRule.set(row.ruleId, [...(byRule.get(row.ruleId) ?? []), row]);
  return [...byRule.values()].flatMap((ofRule) => {
    const sorted = ofRule.toSorted((a, b) => compareFirstDays(a, b));
    const twice = sorted.filter((row, index) => row.validFrom === sorted[index - 1]?.validFrom && index > 0);
    if (twice.length > 0) return twice.map((row) => duplicate(row));
    const inForce = sorted.filter(isInForce);
    return inForce.flatMap((row, index) => betweenRows(inForce[index - 1], row));
  });
}

const compareFirstDays = (a: Parameter, b: Parameter): number => {
  const [first, second] = [a.validFrom ?? '', b.validFrom ?? ''];
  return first < second ? -1 : first > second ? 1 : 0;
};

const duplicate = (row: Parameter): CoverageProblem => ({
  code: 'duplicateRow',
  row,
  ruleId: row.ruleId,
  from: row.validFrom,
  to: row.validTo,
});

function betweenRows(before: Parameter | undefined, row: Parameter): readonly CoverageProblem[] {
  const { ruleId, validFrom } = row;
  if (!before || before.validTo === null || validFrom === null) return [];
  const expected = addDays(before.validTo, 1);
  if (validFrom === expected) return [];
  return validFrom > expected
    ? [{ code: 'ruleGap', row, ruleId, from: expected, to: addDays(validFrom, -1) }]
    : [{ code: 'ruleOverlap', row, ruleId, from: validFrom, to: before.validTo }];
}

/** Refuses, with the field, a row of a rule that no code reads, or with missing, unknown or unreadable values. */
export function checkRow(scheme: string, row: Parameter): void {
  const kind = ruleKind(scheme, row.ruleId);
  if (!kind) throw new Malformed(`no rule ${row.ruleId} is known here`, 'ruleId');
  if (row.validFrom !== null && row.validTo !== null && row.validTo < row.validFrom) {
    throw new Malformed('the last day is before the first', 'validTo');
  }
  if (isUnknown(row)) {
    if (row.mark !== 'N') throw new Malformed('only a row of mark N has no values', 'values');
    return;
  }
  const allowed = { ...kind.values, ...kind.optional };
  for (const name of Object.keys(kind.values)) {
    if (row.values[name] === undefined) throw new Malformed('is missing', `values.${name}`);
  }
  for (const [name, text] of Object.entries(row.values)) {
    const valueKind = Object.hasOwn(allowed, name) ? allowed[name] : undefined;
    if (valueKind === undefined) throw new Malformed(`is no value of ${row.ruleId}`, `values.${name}`);
    atField(`values.${name}`, () => checkValue(valueKind, text));
  }
}

function checkValue(kind: ValueKind, text: string): void {
  if (typeof kind === 'object') {
    if (!kind.includes(text)) throw new Malformed(`must be one of ${kind.join(', ')}`);
  } else if (kind === 'euro') {
    if (!/\.\d\d$/.test(text) || centsFromEuro(text) < 0)
      throw new Malformed('must be euros with two decimals');
  } else if (kind === 'rate') {
    rate(text);
  } else if (kind === 'whole') {
    if (!/^(0|[1-9]\d{0,8})$/.test(text)) throw new Malformed('must be a whole number');
  } else if (kind === 'coefficient') {
    if (!/^\d{1,3}\.\d{4}$/.test(text)) throw new Malformed('must be a coefficient with four decimals');
  } else if (text.trim() === '') {
    throw new Malformed('must not be empty');
  }
}
