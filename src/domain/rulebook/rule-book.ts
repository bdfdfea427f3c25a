import type { ConfirmedParameter, Rulebook } from '../rules.js';
import type { Day } from '../time.js';
import { isInForce, isUnknown } from './coverage.js';
import type { Parameter, RulebookConfirmed, RulebookProposed } from './events.js';

type Row = ConfirmedParameter;

/** The confirmed rows of every scheme, by rule and first day. Rows that are not yet or no longer law are listed, but never in force. */
export class RuleBook implements Rulebook {
  readonly #proposals = new Map<string, readonly Parameter[]>();
  readonly #rules = new Map<string, Map<string, RuleRows>>();

  propose({ data }: RulebookProposed): void {
    this.#proposals.set(keyOf(data), data.parameters);
  }

  confirm({ data }: RulebookConfirmed, sequence: number): void {
    const parameters = this.#proposals.get(keyOf(data));
    if (!parameters) throw new Error(`rules ${data.proposalId} are confirmed, but were never proposed`);
    for (const parameter of parameters) {
      const rows = this.#rowsOf(data.scheme, parameter.ruleId);
      rows.byFirstDay.set(parameter.validFrom ?? '', { ...parameter, sequence });
      rows.sorted = undefined;
    }
    this.#proposals.delete(keyOf(data));
  }

  rows(scheme: string, ruleId: string): readonly Row[] {
    const rows = this.#rules.get(scheme)?.get(ruleId);
    return rows ? sortedOf(rows).all : [];
  }

  rowOn(scheme: string, ruleId: string, on: Day): Row | undefined {
    const rows = this.#rules.get(scheme)?.get(ruleId);
    return rows && lastRowOn(sortedOf(rows).inForce, on);
  }

  #rowsOf(scheme: string, ruleId: string): RuleRows {
    const rules = this.#rules.get(scheme) ?? new Map<string, RuleRows>();
    const rows = rules.get(ruleId) ?? { byFirstDay: new Map<string, Row>(), sorted: undefined };
    this.#rules.set(scheme, rules.set(ruleId, rows));
    return rows;
  }
}

const keyOf = (data: { readonly scheme: string; readonly proposalId: string }): string =>
  `${data.scheme}/${data.proposalId}`;

interface RuleRows {
  readonly byFirstDay: Map<string, Row>;
  /** Made when it is first asked for after a change. */
  sorted: { readonly all: readonly Row[]; readonly inForce: readonly Row[] } | undefined;
}

function sortedOf(rows: RuleRows): { readonly all: readonly Row[]; readonly inForce: readonly Row[] } {
  if (rows.sorted) return rows.sorted;
  const all = [...rows.byFirstDay].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
  rows.sorted = { all, inForce: all.filter(isInForce) };
  return rows.sorted;
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
