import type { RuleUse } from '../dossier/events.js';
import { rate } from '../money.js';
import type { Rate } from '../money.js';
import type { PolicyUse } from '../policy.js';
import { Rejection } from '../rejection.js';
import type { ConfirmedParameter, Rulebook } from '../rules.js';
import { addMonths, daysInMonth, monthOf } from '../time.js';
import type { Day } from '../time.js';

/** A rule of a scheme on a day. */
export interface RuleOn {
  readonly scheme: string;
  readonly ruleId: string;
  readonly on: Day;
}

/** The row in force; none → Rejection `ruleGap` with the rule and the day. */
export function rowInForce(rulebook: Rulebook, { scheme, ruleId, on }: RuleOn): ConfirmedParameter {
  const row = rulebook.rowOn(scheme, ruleId, on);
  if (!row) throw new Rejection('ruleGap', { scheme, ruleId, on });
  return row;
}

/** A value of a row. A confirmed row has every value of its kind, so that a missing one is a bug. */
export function valueOf(row: ConfirmedParameter, name: string): string {
  const value = row.values[name];
  if (value === undefined) throw new Error(`row ${row.ruleId} of ${row.validFrom ?? 'ever'} has no ${name}`);
  return value;
}

export const rateOf = (row: ConfirmedParameter): Rate => rate(valueOf(row, 'rate'));
export const wholeOf = (row: ConfirmedParameter, name: string): number => Number(valueOf(row, name));

/** What a determination keeps of a row that it used. */
export const useOf = ({ ruleId, sequence, validFrom, legalReference }: ConfirmedParameter): RuleUse => ({
  ruleId,
  sequence,
  validFrom,
  legalReference,
});

/** The named policy in force: its value decides, and it is kept with its version on every result. */
export function policyInForce(
  rulebook: Rulebook,
  scheme: string,
  name: string,
  on: Day,
): PolicyUse & { readonly value: string } {
  const row = rowInForce(rulebook, { scheme, ruleId: `policy.${name}`, on });
  return { name, version: wholeOf(row, 'version'), value: valueOf(row, 'value') };
}

/**
 * Whether what a row says of a day may still change: its mark is not C, or the day is past what its sources cover by
 * more than the months of policy `provisionalAfterMonths`.
 */
export function isProvisional(rulebook: Rulebook, scheme: string, row: ConfirmedParameter, on: Day): boolean {
  if (row.mark !== 'C') return true;
  const policy = rowInForce(rulebook, { scheme, ruleId: 'policy.provisionalAfterMonths', on });
  return on > lastSureDay(row, policy);
}

/** Worked out once for a row under a policy: every determination asks for the same few. */
const sureDays = new WeakMap<ConfirmedParameter, WeakMap<ConfirmedParameter, Day>>();

function lastSureDay(row: ConfirmedParameter, policy: ConfirmedParameter): Day {
  const known = sureDays.get(row)?.get(policy);
  if (known !== undefined) return known;
  const last = monthsLater(row.lastCheckedOn, wholeOf(policy, 'value'));
  const byPolicy = sureDays.get(row) ?? new WeakMap<ConfirmedParameter, Day>();
  sureDays.set(row, byPolicy.set(policy, last));
  return last;
}

/** The same day some months later, or the last day of a month that is too short for it. */
function monthsLater(date: Day, months: number): Day {
  const month = addMonths(monthOf(date), months);
  const dayOfMonth = Math.min(Number(date.slice(8)), daysInMonth(month));
  return `${month}-${String(dayOfMonth).padStart(2, '0')}` as Day;
}
