import type { PartyChanged, PartyRegistered, PartySucceeded } from '../../src/domain/party/events.js';
import type { PartyId } from '../../src/domain/ids.js';
import type { Recorded } from '../../src/domain/decider.js';
import type { Store } from '../projection.js';

/** Parties as statements need them: who exists, under which name, and who has whose rights and debts. */
export interface Parties {
  register(fact: Recorded<PartyRegistered>): void;
  change(fact: Recorded<PartyChanged>): void;
  succeed(fact: Recorded<PartySucceeded>): void;
  /** Row of a party; throws where it was never registered. */
  rowOf(partyId: PartyId): number;
}

export function partiesIn(store: Store): Parties {
  const rows = new Map<string, number>();
  for (const row of store.prepare('SELECT id, party_id FROM party').iterate()) {
    rows.set(String(row['party_id']), Number(row['id']));
  }
  const insert = store.prepare('INSERT INTO party VALUES (?, ?, ?, ?, ?, ?, ?, ?, NULL)');
  const name = store.prepare('INSERT INTO party_name VALUES (?, ?, ?, ?, ?, ?)');
  const code = store.prepare('INSERT INTO party_code VALUES (?, ?, ?, ?)');
  const insertSuccession = store.prepare('INSERT INTO succession VALUES (?, ?, ?)');
  const end = store.prepare('UPDATE party SET ended = ? WHERE id = ?');
  const pass = store.prepare(
    'UPDATE party SET owner = (SELECT owner FROM party WHERE id = ?) WHERE owner = ?',
  );
  const ownerOf = store.prepare('SELECT owner FROM party WHERE id = ?');
  const rowOf = (partyId: PartyId): number => {
    const row = rows.get(partyId);
    if (row === undefined) throw new Error(`party ${partyId} is not registered`);
    return row;
  };
  // What was registered holds until the first change: a CPAS may have a statement before its own first day.
  const profile = ({ type, sequence, data }: Recorded<PartyRegistered | PartyChanged>): void => {
    const { names, nisCode, partyId } = data;
    const from = [rowOf(partyId), type === 'PartyRegistered' ? '' : data.validFrom, sequence];
    if (names !== null) name.run(...from, names.fr, names.nl, names.de);
    if (nisCode !== null) code.run(...from, nisCode);
  };
  return {
    register(fact) {
      const { partyId, kind, nisCode, regionNis, language, validFrom } = fact.data;
      const id = rows.size + 1;
      insert.run(id, partyId, kind, nisCode, regionNis, language, validFrom, id);
      rows.set(partyId, id);
      profile(fact);
    },
    change: profile,
    succeed({ data, sequence }) {
      const [predecessor, successor] = [rowOf(data.partyId), rowOf(data.successorId)];
      // What would close a circle has no effect: the first in log order holds (`books.ts`).
      if (ownerOf.get(successor)?.['owner'] === predecessor) return;
      insertSuccession.run(predecessor, successor, sequence);
      end.run(sequence, predecessor);
      pass.run(successor, predecessor);
    },
    rowOf,
  };
}
