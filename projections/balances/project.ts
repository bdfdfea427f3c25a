import type { Recorded } from '../../src/domain/decider.js';
import type { PartyId } from '../../src/domain/ids.js';
import type { Account, Posting } from '../../src/domain/ledger/accounts.js';
import { successions } from '../../src/domain/ledger/books.js';
import type { Books } from '../../src/domain/ledger/books.js';
import { postingsOf } from '../../src/domain/ledger/postings.js';
import type { LedgerFact } from '../../src/domain/ledger/postings.js';
import { cents } from '../../src/domain/money.js';
import type { Projection, Projector, Store } from '../projection.js';
import { balancesIn, cells } from './cells.js';
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
    ownerOf: (partyId) => memory.successions.ownerOf(partyId),
    *balancesOf(partyId) {
      for (const cell of memory.cells.of(partyId)) yield* balancesIn(cell);
    },
  };
  const writer = writerOf(store, memory);
  return {
    apply(fact) {
      if (fact.type === 'PartySucceeded' && books.ownerOf(fact.data.successorId) === fact.data.partyId)
        return;
      const changes = changesOf(postingsOf(fact, books), (posting) =>
        memory.cells.at(posting, (of) => writer.addCell(of)),
      );
      if (changes.length > 0) writer.enterBlock(Math.ceil(fact.sequence / BLOCK));
      for (const change of changes) writer.post(fact.sequence, change);
      if (fact.type === 'PartySucceeded') {
        writer.addSuccession(fact);
        memory.successions.add(fact.data);
      }
    },
    flush: () => undefined,
  };
}

/** What one event moves in a cell. */
interface Change {
  readonly cell: Cell;
  readonly moved: Totals;
}

/** The postings of an event by cell. All are computed before any is written: balances of a predecessor are read meanwhile. */
function changesOf(postings: readonly Posting[], cellAt: (posting: Posting) => Cell): readonly Change[] {
  const changes: Change[] = [];
  let last: { readonly posting: Posting; readonly change: Change } | undefined;
  for (const posting of postings) {
    if (last === undefined || !isSameCell(last.posting, posting)) {
      const cell = cellAt(posting);
      let change = changes.find((one) => one.cell === cell);
      if (change === undefined) changes.push((change = { cell, moved: [0, 0, 0, 0, 0] }));
      last = { posting, change };
    }
    last.change.moved[COLUMN[posting.account]] += posting.amount;
  }
  return changes;
}

const isSameCell = (a: Posting, b: Posting): boolean =>
  a.partyId === b.partyId &&
  a.validDay === b.validDay &&
  a.budgetYear === b.budgetYear &&
  a.referenceYear === b.referenceYear &&
  a.scheme === b.scheme &&
  a.fund === b.fund;

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
    post(sequence: number, { cell, moved }: Change): void {
      const [expense, open, stated, paid, offset] = moved;
      insertPosting.run(cell.party, sequence, cell.id, expense, open, stated, paid, offset);
      const { totals } = cell;
      totals[0] = cents(totals[0] + expense);
      totals[1] = cents(totals[1] + open);
      totals[2] = cents(totals[2] + stated);
      totals[3] = cents(totals[3] + paid);
      totals[4] = cents(totals[4] + offset);
      memory.moved.add(cell);
    },
    addSuccession({ data, sequence }: Recorded<LedgerFact & { type: 'PartySucceeded' }>): void {
      insertSuccession.run(partyAt(data.partyId), partyAt(data.successorId), data.effectiveOn, sequence);
    },
  };
}
