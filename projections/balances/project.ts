import type { Recorded } from '../../src/domain/decider.js';
import type { PartyId } from '../../src/domain/ids.js';
import type { Account } from '../../src/domain/ledger/accounts.js';
import { successions } from '../../src/domain/ledger/books.js';
import type { Books } from '../../src/domain/ledger/books.js';
import { postingsOf } from '../../src/domain/ledger/postings.js';
import type { LedgerFact } from '../../src/domain/ledger/postings.js';
import { cents } from '../../src/domain/money.js';
import type { Projection, Projector, Store } from '../projection.js';
import { amountAt, balancesIn, cells } from './cells.js';
import type { BooksInMemory, Cell, Totals } from './cells.js';
import { loadBooks } from './load.js';
import { BLOCK, DIGEST, TABLES } from './table.js';

/** Party × fund × scheme × reference year × budget year × account, at any sequence and for any valid day. */
export const balances: Projection<LedgerFact> = {
  name: 'balances',
  version: 1,
  tables: TABLES,
  digest: DIGEST,
  reads: new Set(['LineDetermined', 'StatementIssued', 'PartySucceeded'] as const),
  open: openBalances,
};

function openBalances(store: Store): Projector<LedgerFact> {
  const memory: BooksInMemory = {
    parties: new Map(),
    cells: cells(),
    successions: successions(),
    moved: new Set(),
    cellCount: 0,
    block: 0,
  };
  loadBooks(store, memory);
  const books: Books = {
    ownerOf: memory.successions.ownerOf,
    *balancesOf(partyId) {
      for (const cell of memory.cells.of(partyId)) yield* balancesIn(cell);
    },
  };
  const writer = writerOf(store, memory);
  return {
    apply(fact) {
      const changes = changesOf(fact, books, (posting) =>
        memory.cells.at(posting, (of) => writer.addCell(of)),
      );
      if (changes.size > 0) writer.enterBlock(Math.ceil(fact.sequence / BLOCK));
      for (const [cell, moved] of changes) writer.post(fact.sequence, cell, moved);
      if (fact.type === 'PartySucceeded') {
        writer.addSuccession(fact);
        memory.successions.add(fact.data);
      }
    },
    flush: () => undefined,
  };
}

/** What the fact moves in each cell. All is computed before anything is written: balances of a predecessor are read meanwhile. */
function changesOf(
  fact: Recorded<LedgerFact>,
  books: Books,
  cellAt: (posting: Parameters<ReturnType<typeof cells>['at']>[0]) => Cell,
): ReadonlyMap<Cell, Totals> {
  const changes = new Map<Cell, Totals>();
  for (const posting of postingsOf(fact, books)) {
    const cell = cellAt(posting);
    const moved = changes.get(cell) ?? [0, 0, 0, 0, 0];
    moved[COLUMN[posting.account]] += posting.amount;
    changes.set(cell, moved);
  }
  return changes;
}

const COLUMN: Readonly<Record<Account, 0 | 1 | 2 | 3 | 4>> = {
  expense: 0,
  open: 1,
  stated: 2,
  paid: 3,
  offset: 4,
};

function writerOf(store: Store, memory: BooksInMemory) {
  const insertParty = store.prepare('INSERT INTO party (id, party_id) VALUES (?, ?)');
  const insertCell = store.prepare('INSERT INTO cell VALUES (?, ?, ?, ?, ?, ?, ?)');
  const insertPosting = store.prepare('INSERT INTO posting VALUES (?, ?, ?, ?, ?, ?, ?, ?)');
  const insertTotal = store.prepare('INSERT INTO block_total VALUES (?, ?, ?, ?, ?, ?, ?)');
  const insertSuccession = store.prepare('INSERT INTO succession VALUES (?, ?, ?, ?)');
  const closeBlock = store.prepare('UPDATE closed_block SET block = ?');
  const partyAt = (partyId: PartyId): number => {
    const known = memory.parties.get(partyId);
    if (known !== undefined) return known;
    const id = memory.parties.size + 1;
    insertParty.run(id, partyId);
    memory.parties.set(partyId, id);
    return id;
  };
  return {
    addCell(of: Cell['of']): Pick<Cell, 'id' | 'party'> {
      memory.cellCount += 1;
      const [id, party] = [memory.cellCount, partyAt(of.partyId)];
      insertCell.run(id, party, of.validDay, of.fund, of.scheme, of.referenceYear, of.budgetYear);
      return { id, party };
    },
    enterBlock(block: number): void {
      if (block === memory.block) return;
      for (const { id, totals } of memory.moved) insertTotal.run(id, memory.block, ...totals);
      if (memory.moved.size > 0) closeBlock.run(memory.block);
      memory.moved.clear();
      memory.block = block;
    },
    post(sequence: number, cell: Cell, moved: Totals): void {
      insertPosting.run(cell.party, sequence, cell.id, ...moved);
      moved.forEach((amount, index) => (cell.totals[index] = cents(amountAt(cell.totals, index) + amount)));
      memory.moved.add(cell);
    },
    addSuccession({ data, sequence }: Recorded<LedgerFact & { type: 'PartySucceeded' }>): void {
      insertSuccession.run(partyAt(data.partyId), partyAt(data.successorId), data.effectiveOn, sequence);
    },
  };
}
