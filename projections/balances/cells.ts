import { ACCOUNTS } from '../../src/domain/ledger/accounts.js';
import type { Dimensions, Posting } from '../../src/domain/ledger/accounts.js';
import type { PartyId } from '../../src/domain/ids.js';
import type { Successions } from '../../src/domain/ledger/books.js';
import { cents } from '../../src/domain/money.js';
import type { Day } from '../../src/domain/time.js';

/** One amount per account, in the order of {@link ACCOUNTS}; whole cents. */
export type Totals = [number, number, number, number, number];

export interface Cell {
  readonly id: number;
  /** Row of its party. */
  readonly party: number;
  readonly of: Dimensions & { readonly validDay: Day };
  readonly totals: Totals;
}

/** The cells of every party with their totals so far, in memory. */
export interface Cells {
  /** The cell of the posting, made by `create` (which writes its row) where there is none yet. */
  at(posting: Posting, create: (of: Cell['of']) => Pick<Cell, 'id' | 'party'>): Cell;
  load(cell: Cell): void;
  of(partyId: PartyId): Iterable<Cell>;
}

/** What is held in memory between events. */
export interface BooksInMemory {
  readonly parties: Map<PartyId, number>;
  readonly cells: Cells;
  readonly successions: Successions;
  /** Cells that moved since the last closed block. */
  readonly moved: Set<Cell>;
  /** Number of cells made so far, which is the id of the last one. */
  cellCount: number;
  /** The block in which they moved: sequences (block − 1) × BLOCK + 1 to block × BLOCK. */
  block: number;
}

export function cells(): Cells {
  const byParty = new Map<PartyId, Map<string, Cell>>();
  const mapOf = (partyId: PartyId): Map<string, Cell> => {
    const known = byParty.get(partyId);
    if (known) return known;
    const made = new Map<string, Cell>();
    byParty.set(partyId, made);
    return made;
  };
  return {
    at(posting, create) {
      const map = mapOf(posting.partyId);
      const key = keyOf(posting);
      const known = map.get(key);
      if (known) return known;
      const { partyId, fund, scheme, referenceYear, budgetYear, validDay } = posting;
      const of = { partyId, fund, scheme, referenceYear, budgetYear, validDay };
      const cell: Cell = { ...create(of), of, totals: [0, 0, 0, 0, 0] };
      map.set(key, cell);
      return cell;
    },
    load: (cell) => mapOf(cell.of.partyId).set(keyOf(cell.of), cell),
    of: (partyId) => byParty.get(partyId)?.values() ?? [],
  };
}

/** The balances of a cell as postings of one amount per account. */
export const balancesIn = ({ of, totals }: Cell): readonly Posting[] =>
  ACCOUNTS.map((account, index) => ({ ...of, account, amount: cents(totals[index] ?? NaN) }));

const keyOf = (of: Omit<Dimensions, 'partyId'> & { readonly validDay: Day }): string =>
  `${of.validDay}${of.budgetYear}${of.referenceYear}${of.fund}|${of.scheme}`;
