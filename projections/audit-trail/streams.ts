import type { Recorded } from '../../src/domain/decider.js';
import type { Beneficiary } from '../../src/domain/dossier/events.js';
import type { Store } from '../projection.js';
import type { TrailFact } from './subject.js';
import type { Words } from './words.js';

/** A stream as the trail knows it. */
export interface Stream {
  readonly id: number;
  readonly name: string;
  /** The CPAS that opened the dossier of the stream. */
  readonly party: number | null;
  /** Pseudonyms that its events named so far, each once with the sequence that named it first: `p1:00@17`, spaces between. */
  beneficiaries: string;
}

export interface Streams {
  /** The stream of a fact, made where this is its first. */
  of(fact: Recorded<TrailFact>): Stream;
  /** From here on the events of the stream, and those before, are found by these persons. */
  name(stream: Stream, beneficiaries: readonly Beneficiary[], sequence: number): void;
  /** Writes what is new; before that, no row has it. */
  flush(): void;
}

/** Beyond so many, what is in memory is forgotten and looked up in the table again: more would cost a node its memory. */
const RECENT_MAX = 100_000;

export function streamsIn(store: Store, parties: Words): Streams {
  const find = store.prepare('SELECT id, party, beneficiaries FROM stream WHERE name = ?');
  const put = store.prepare(
    'INSERT INTO stream VALUES (?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET beneficiaries = excluded.beneficiaries',
  );
  const insertBeneficiary = store.prepare('INSERT INTO beneficiary VALUES (?, ?, ?)');
  const recent = new Map<string, Stream>();
  // A dossier is opened and names its person in one append: written once, in the order of the index, at the end of a batch.
  const changed = new Set<Stream>();
  const named: { readonly pseudonym: string; readonly stream: number; readonly sequence: number }[] = [];
  let count = Number(store.prepare('SELECT COALESCE(MAX(id), 0) id FROM stream').get()?.['id']);
  const made = (fact: Recorded<TrailFact>): Stream => {
    const party = fact.type === 'DossierOpened' ? parties.rowOf(fact.data.cpasId) : null;
    count += 1;
    const stream = { id: count, name: fact.stream, party, beneficiaries: '' };
    changed.add(stream);
    return stream;
  };
  const found = (name: string): Stream | undefined => {
    const row = find.get(name);
    return (
      row && {
        id: Number(row['id']),
        name,
        party: row['party'] === null ? null : Number(row['party']),
        beneficiaries: String(row['beneficiaries']),
      }
    );
  };
  return {
    of(fact) {
      const known = recent.get(fact.stream);
      if (known) return known;
      const stream = found(fact.stream) ?? made(fact);
      recent.set(fact.stream, stream);
      return stream;
    },
    name(stream, beneficiaries, sequence) {
      for (const { pseudonym } of beneficiaries) {
        if (` ${stream.beneficiaries}`.includes(` ${pseudonym}@`)) continue;
        stream.beneficiaries = `${stream.beneficiaries} ${pseudonym}@${sequence}`.trim();
        named.push({ pseudonym, stream: stream.id, sequence });
        changed.add(stream);
      }
    },
    flush() {
      for (const { id, name, party, beneficiaries } of [...changed].sort(byName)) {
        put.run(id, name, party, beneficiaries);
      }
      for (const { pseudonym, stream, sequence } of named.sort(byPseudonym)) {
        insertBeneficiary.run(pseudonym, stream, sequence);
      }
      changed.clear();
      named.length = 0;
      // Not within a batch: what is not written yet would be lost.
      if (recent.size > RECENT_MAX) recent.clear();
    },
  };
}

const byName = (a: Stream, b: Stream): number => (a.name < b.name ? -1 : 1);
const byPseudonym = (a: { pseudonym: string }, b: { pseudonym: string }): number =>
  a.pseudonym < b.pseudonym ? -1 : 1;
