import type { Recorded } from '../../src/domain/decider.js';
import type { Beneficiary } from '../../src/domain/dossier/events.js';
import type { Store } from '../projection.js';
import type { TrailFact } from './subject.js';
import type { Words } from './words.js';

/** A stream as the trail knows it. */
export interface Stream {
  readonly id: number;
  /** The CPAS that opened the dossier of the stream. */
  readonly party: number | null;
  /** Pseudonyms that its events named so far, each once, with spaces between. */
  beneficiaries: string;
}

export interface Streams {
  /** The stream of a fact, made where this is its first. */
  of(fact: Recorded<TrailFact>): Stream;
  /** From here on the events of the stream, and those before, are found by these persons. */
  name(stream: Stream, beneficiaries: readonly Beneficiary[]): void;
}

/** Beyond so many, what is in memory is forgotten and looked up in the table again. */
const RECENT_MAX = 100_000;

export function streamsIn(store: Store, parties: Words): Streams {
  const find = store.prepare('SELECT id, party, beneficiaries FROM stream WHERE name = ?');
  const insert = store.prepare(`INSERT INTO stream VALUES (?, ?, ?, '')`);
  const update = store.prepare('UPDATE stream SET beneficiaries = ? WHERE id = ?');
  const insertBeneficiary = store.prepare('INSERT INTO beneficiary VALUES (?, ?)');
  const recent = new Map<string, Stream>();
  let count = Number(store.prepare('SELECT COALESCE(MAX(id), 0) id FROM stream').get()?.['id']);
  const made = (fact: Recorded<TrailFact>): Stream => {
    const party = fact.type === 'DossierOpened' ? parties.rowOf(fact.data.cpasId) : null;
    count += 1;
    insert.run(count, fact.stream, party);
    return { id: count, party, beneficiaries: '' };
  };
  const found = (name: string): Stream | undefined => {
    const row = find.get(name);
    return (
      row && {
        id: Number(row['id']),
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
      if (recent.size >= RECENT_MAX) recent.clear();
      recent.set(fact.stream, stream);
      return stream;
    },
    name(stream, beneficiaries) {
      for (const { pseudonym } of beneficiaries) {
        if (stream.beneficiaries.split(' ').includes(pseudonym)) continue;
        stream.beneficiaries = `${stream.beneficiaries} ${pseudonym}`.trim();
        insertBeneficiary.run(pseudonym, stream.id);
        update.run(stream.beneficiaries, stream.id);
      }
    },
  };
}
