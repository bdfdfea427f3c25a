import type { ConfirmedParameter, Rulebook } from '../rules.js';
import type { Day } from '../time.js';
import { isInForce, isUnknown } from './coverage.js';
import type { Parameter, RulebookConfirmed, RulebookProposed } from './events.js';

type Row = ConfirmedParameter;

/** The confirmed rows of every scheme, by rule and first day. Rows that are not yet or no longer law are listed, but never in force. */
export class RuleBook implements Rulebook {
  readonly #proposals = new Map<string, readonly Parameter[]>();
  readonly #rules = new Map<string, Map<string, RuleRows>>();

  constructor(from?: RuleBook) {
    if (from === undefined) return;
    this.#proposals = new Map(from.#proposals);
    this.#rules = new Map([...from.#rules].map(([scheme, rules]) => [scheme, new Map(rules)]));
  }

  propose({ data }: RulebookProposed): void {
    this.#proposals.set(keyOf(data), data.parameters);
  }

  confirm({ data }: RulebookConfirmed, sequence: number): void {
    const parameters = this.#proposals.get(keyOf(data));
    if (!parameters) throw new Error(`rules ${data.proposalId} are confirmed, but were never proposed`);
    const rules = this.#rules.get(data.scheme) ?? new Map<string, RuleRows>();
    this.#rules.set(data.scheme, rules);
    for (const [ruleId, confirmed] of Map.groupBy(parameters, (parameter) => parameter.ruleId)) {
      const rows = confirmed.map((parameter) => ({ ...parameter, sequence }));
      rules.set(ruleId, withRows(rules.get(ruleId)?.all ?? [], rows));
    }
    this.#proposals.delete(keyOf(data));
  }

  rows(scheme: string, ruleId: string): readonly Row[] {
    return this.#rules.get(scheme)?.get(ruleId)?.all ?? [];
  }

  rowOn(scheme: string, ruleId: string, on: Day): Row | undefined {
    const rows = this.#rules.get(scheme)?.get(ruleId);
    return rows && lastRowOn(rows.inForce, on);
  }
}

const keyOf = (data: { readonly scheme: string; readonly proposalId: string }): string =>
  `${data.scheme}/${data.proposalId}`;

/** The rows of one rule in the order of their first days. */
interface RuleRows {
  readonly all: readonly Row[];
  readonly inForce: readonly Row[];
}

/** A row takes the place of one with the same first day. */
function withRows(before: readonly Row[], rows: readonly Row[]): RuleRows {
  const byFirstDay = new Map([...before, ...rows].map((row) => [row.validFrom ?? '', row]));
  const all = [...byFirstDay].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
  return { all, inForce: all.filter(isInForce) };
}

/** The last row that starts on or before the day, unless it has ended or says that nothing is known. */
function lastRowOn(rows: readonly Row[], on: Day): Row | undefined {
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((rows[middle]?.validFrom ?? '') <= on) low = middle + 1;
    else high = middle;
  }
  const row = rows[low - 1];
  return row && !isUnknown(row) && (row.validTo === null || on <= row.validTo) ? row : undefined;
}
