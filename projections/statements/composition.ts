import { cents } from '../../src/domain/money.js';
import type { FundTotal, LineType, Movement } from '../../src/domain/statements/events.js';
import type { Opening } from '../../src/domain/statements/statements.js';
import type { Store } from '../projection.js';

/** What a statement is made of, by cut and row of the CPAS. */
export interface Composition {
  /** In the order in which statements print and seal them. */
  readonly movementsOf: (cut: number, cpas: number) => readonly Movement[];
  /** Totals by fund. */
  readonly fundsOf: (cut: number, cpas: number) => readonly FundTotal[];
}

export function compositionIn(store: Store): Composition {
  const movements = store.prepare(MOVEMENTS);
  const funds = store.prepare('SELECT * FROM statement_fund WHERE cut = ? AND cpas = ? ORDER BY fund');
  return {
    movementsOf: (cut, cpas) => movements.all(cut, cpas).map(movementOf),
    fundsOf: (cut, cpas) => funds.all(cut, cpas).map(fundTotalOf),
  };
}

const MOVEMENTS = `SELECT a.fund, a.scheme, a.law, a.budget_article, a.basic_allocation, m.*
  FROM movement m JOIN article a ON a.id = m.article WHERE m.cut = ? AND m.cpas = ?
  ORDER BY a.fund, a.scheme, a.law, a.budget_article, a.basic_allocation, m.line_type, m.reference_year, m.budget_year`;

type Row = Readonly<Record<string, unknown>>;

const movementOf = (row: Row): Movement => ({
  fund: String(row['fund']),
  scheme: String(row['scheme']),
  law: Number(row['law']),
  budgetArticle: String(row['budget_article']),
  basicAllocation: String(row['basic_allocation']),
  lineType: lineType(row['line_type']),
  referenceYear: Number(row['reference_year']),
  budgetYear: Number(row['budget_year']),
  gross: cents(Number(row['gross'])),
  net: cents(Number(row['net'])),
  items: Number(row['items']),
});

const fundTotalOf = (row: Row): FundTotal => ({
  fund: String(row['fund']),
  opening: cents(Number(row['opening'])),
  movements: cents(Number(row['movements'])),
  payable: cents(Number(row['payable'])),
  closing: cents(Number(row['closing'])),
});

/**
 * What the run before carried forward, by the CPAS that now has it. Every CPAS has a statement in every run while it
 * exists, so whatever was carried before that run is in its closings already.
 */
export function openingsOf(store: Store, cut: number): ReadonlyMap<number, readonly Opening[]> {
  const sql = `SELECT p.owner, f.fund, SUM(f.closing) amount FROM statement_fund f JOIN party p ON p.id = f.cpas
    WHERE f.cut = (SELECT MAX(cut) FROM run WHERE cut < ?) GROUP BY p.owner, f.fund ORDER BY p.owner, f.fund`;
  const openings = new Map<number, Opening[]>();
  for (const row of store.prepare(sql).all(cut)) {
    const owner = Number(row['owner']);
    const list = openings.get(owner) ?? [];
    list.push({ fund: String(row['fund']), amount: cents(Number(row['amount'])) });
    openings.set(owner, list);
  }
  return openings;
}

/** The six line types; anything else in a row is a bug. */
export function lineType(value: unknown): LineType {
  switch (value) {
    case 1:
    case 2:
    case 3:
    case 4:
    case 5:
    case 6:
      return value;
    default:
      throw new Error(`${String(value)} is not a line type`);
  }
}
