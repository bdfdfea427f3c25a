import type { Actor, Recorded } from '../../src/domain/decider.js';
import type { Projection, Projector, Store } from '../projection.js';
import { subjectOf } from './subject.js';
import type { Subject, TrailFact } from './subject.js';
import { DIGEST, TABLES } from './table.js';
import { wordsIn } from './words.js';
import type { Words } from './words.js';

/** Who recorded what, when, why, about whom, by which command: every event of the log. */
export const auditTrail: Projection<TrailFact> = {
  name: 'audit-trail',
  version: 1,
  tables: TABLES,
  digest: DIGEST,
  reads: 'all',
  open: openTrail,
};

function openTrail(store: Store): Projector<TrailFact> {
  const insert = store.prepare('INSERT INTO trail VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const insertMoment = store.prepare('INSERT INTO moment VALUES (?, ?)');
  const parties = wordsIn(store, { table: 'party', column: 'party_id' });
  const streams = streamsIn(store, parties);
  const types = wordsIn(store, { table: 'type', column: 'name' });
  const officials = wordsIn(store, { table: 'official', column: 'subject' });
  const causes = wordsIn(store, { table: 'cause', column: 'cause_id' });
  const actorOf = actorsIn(store);
  const concern = concernsIn(store, parties);
  let lastMoment = String(
    store.prepare('SELECT MAX(recorded_at) moment FROM moment').get()?.['moment'] ?? '',
  );
  return {
    apply(fact) {
      const { sequence, meta } = fact;
      const subject = subjectOf(fact);
      const stream = streams.rowOf(fact);
      const { recordedAt, commandId, causationId, correlationId } = meta;
      const { parties: whom, beneficiaries } = concern(sequence, subject, stream.party);
      insert.run(
        sequence,
        stream.id,
        fact.revision,
        types.rowOf(fact.type),
        recordedAt,
        officials.rowOf(meta.actor.subject),
        actorOf(meta.actor),
        fact.id,
        commandId,
        causationId === commandId ? null : causes.rowOf(causationId),
        correlationId === commandId ? null : causes.rowOf(correlationId),
        meta.knownThrough,
        whom.join(),
        beneficiaries.join(),
        subject.why,
      );
      if (recordedAt > lastMoment) {
        insertMoment.run(recordedAt, sequence);
        lastMoment = recordedAt;
      }
    },
    flush: () => undefined,
  };
}

interface Stream {
  readonly id: number;
  /** The CPAS that opened the dossier of the stream. */
  readonly party: number | null;
}

const RECENT_MAX = 100_000;

function streamsIn(store: Store, parties: Words) {
  const find = store.prepare('SELECT id, party FROM stream WHERE name = ?');
  const insert = store.prepare('INSERT INTO stream VALUES (?, ?, ?)');
  const recent = new Map<string, Stream>();
  let count = Number(store.prepare('SELECT COALESCE(MAX(id), 0) id FROM stream').get()?.['id']);
  const made = (fact: Recorded<TrailFact>): Stream => {
    const stream = {
      id: (count += 1),
      party: fact.type === 'DossierOpened' ? parties.rowOf(fact.data.cpasId) : null,
    };
    insert.run(stream.id, fact.stream, stream.party);
    return stream;
  };
  const found = (name: string): Stream | undefined => {
    const row = find.get(name);
    return row && { id: Number(row['id']), party: row['party'] === null ? null : Number(row['party']) };
  };
  return {
    rowOf(fact: Recorded<TrailFact>): Stream {
      const known = recent.get(fact.stream);
      if (known) return known;
      const stream = found(fact.stream) ?? made(fact);
      if (recent.size >= RECENT_MAX) recent.clear();
      recent.set(fact.stream, stream);
      return stream;
    },
  };
}

function actorsIn(store: Store): (actor: Actor) => number {
  const insert = store.prepare('INSERT INTO actor VALUES (?, ?, ?, ?, ?)');
  const rows = new Map<string, number>();
  for (const { id, issuer, subject, kind, mandate } of store.prepare('SELECT * FROM actor').iterate()) {
    rows.set([issuer, subject, kind, mandate].join('\n'), Number(id));
  }
  return ({ issuer, subject, kind, mandate }) => {
    const key = `${issuer}\n${subject}\n${kind}\n${mandate}`;
    const known = rows.get(key);
    if (known !== undefined) return known;
    const id = rows.size + 1;
    insert.run(id, issuer, subject, kind, mandate);
    rows.set(key, id);
    return id;
  };
}

function concernsIn(store: Store, parties: Words) {
  const beneficiaries = wordsIn(store, { table: 'beneficiary', column: 'pseudonym' });
  const insertParty = store.prepare('INSERT INTO trail_party VALUES (?, ?)');
  const insertBeneficiary = store.prepare('INSERT INTO trail_beneficiary VALUES (?, ?)');
  return (sequence: number, subject: Subject, opener: number | null) => {
    const named = subject.parties.map((partyId) => parties.rowOf(partyId));
    const whom = [...new Set(opener === null ? named : [opener, ...named])];
    const helped = [...new Set(subject.beneficiaries.map(({ pseudonym }) => beneficiaries.rowOf(pseudonym)))];
    for (const party of whom) insertParty.run(party, sequence);
    for (const beneficiary of helped) insertBeneficiary.run(beneficiary, sequence);
    return { parties: whom, beneficiaries: helped };
  };
}
