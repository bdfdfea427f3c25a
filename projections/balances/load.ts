import { partyId as toPartyId } from '../../src/domain/ids.js';
import type { PartyId } from '../../src/domain/ids.js';
import { day } from '../../src/domain/time.js';
import type { Store } from '../projection.js';
import type { BooksInMemory, Cell, Totals } from './cells.js';
import { BLOCK } from './table.js';

/** Reads back what the rows say: totals at the last closed block, and the postings since. */
export function loadBooks(store: Store, memory: BooksInMemory): void {
  const partyIds = new Map<number, PartyId>();
  for (const row of store.prepare('SELECT id, party_id FROM party').iterate()) {
    partyIds.set(Number(row['id']), toPartyId(String(row['party_id'])));
  }
  for (const [id, partyId] of partyIds) memory.parties.set(partyId, id);
  for (const row of store.prepare('SELECT * FROM succession ORDER BY sequence').iterate()) {
    memory.successions.add({
      partyId: known(partyIds, row['party']),
      successorId: known(partyIds, row['successor']),
      effectiveOn: day(String(row['effective_on'])),
    });
  }
  const cells = loadCells(store, partyIds);
  memory.cellCount = cells.size;
  for (const cell of cells.values()) memory.cells.load(cell);
  loadPostings(store, memory, cells);
}

const CELLS = `SELECT c.*, t.expense, t.open, t.stated, t.paid, t.offset FROM cell c
  LEFT JOIN block_total t ON t.cell = c.id AND t.block = (SELECT MAX(block) FROM block_total WHERE cell = c.id)`;

function loadCells(store: Store, partyIds: ReadonlyMap<number, PartyId>): ReadonlyMap<number, Cell> {
  const cells = new Map<number, Cell>();
  for (const row of store.prepare(CELLS).iterate()) {
    const of = {
      partyId: known(partyIds, row['party']),
      validDay: day(String(row['valid_day'])),
      fund: String(row['fund']),
      scheme: String(row['scheme']),
      referenceYear: Number(row['reference_year']),
      budgetYear: Number(row['budget_year']),
    };
    const id = Number(row['id']);
    cells.set(id, { id, party: Number(row['party']), of, totals: totalsOf(row) });
  }
  return cells;
}

/** Postings after the last closed block are all of one block: it closes when the next one begins. */
function loadPostings(store: Store, memory: BooksInMemory, cells: ReadonlyMap<number, Cell>): void {
  const since = Number(store.prepare('SELECT block FROM closed_block').get()?.['block'] ?? 0) * BLOCK;
  const recent = store.prepare('SELECT * FROM posting WHERE party = ? AND sequence > ?');
  for (const party of memory.parties.values()) {
    for (const row of recent.iterate(party, since)) {
      const cell = known(cells, row['cell']);
      totalsOf(row).forEach((amount, index) => (cell.totals[index] = (cell.totals[index] ?? NaN) + amount));
      memory.moved.add(cell);
      memory.block = Math.ceil(Number(row['sequence']) / BLOCK);
    }
  }
}

const totalsOf = (row: Readonly<Record<string, unknown>>): Totals => [
  Number(row['expense'] ?? 0),
  Number(row['open'] ?? 0),
  Number(row['stated'] ?? 0),
  Number(row['paid'] ?? 0),
  Number(row['offset'] ?? 0),
];

function known<T>(map: ReadonlyMap<number, T>, id: unknown): T {
  const found = map.get(Number(id));
  if (found === undefined) throw new Error(`row ${String(id)} is referred to and not there`);
  return found;
}
