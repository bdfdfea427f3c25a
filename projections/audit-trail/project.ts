import type { Actor } from '../../src/domain/decider.js';
import type { Projection, Projector, Store } from '../projection.js';
import { streamsIn } from './streams.js';
import { subjectOf } from './subject.js';
import type { TrailFact } from './subject.js';
import { DIGEST, TABLES } from './table.js';
import { wordsIn } from './words.js';

/** Who recorded what, when, why, about whom, by which command: every event of the log. */
export const auditTrail: Projection<TrailFact> = {
  name: 'audit-trail',
  version: 3,
  tables: TABLES,
  digest: DIGEST,
  reads: 'all',
  open: openTrail,
};

function openTrail(store: Store): Projector<TrailFact> {
  const insert = store.prepare('INSERT INTO trail VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const insertMoment = store.prepare('INSERT INTO moment VALUES (?, ?)');
  const parties = wordsIn(store, { table: 'party', column: 'party_id' });
  const streams = streamsIn(store, parties);
  const types = wordsIn(store, { table: 'type', column: 'name' });
  const officials = wordsIn(store, { table: 'official', column: 'subject' });
  const causes = wordsIn(store, { table: 'cause', column: 'cause_id' });
  const actorOf = actorsIn(store);
  const insertParty = store.prepare('INSERT INTO trail_party VALUES (?, ?)');
  let lastMoment = String(
    store.prepare('SELECT MAX(recorded_at) moment FROM moment').get()?.['moment'] ?? '',
  );
  return {
    apply(fact) {
      const { sequence, meta } = fact;
      const subject = subjectOf(fact);
      const stream = streams.of(fact);
      if (subject.beneficiaries.length > 0) streams.name(stream, subject.beneficiaries, sequence);
      const { recordedAt, commandId, causationId, correlationId } = meta;
      const whom = new Set(stream.party === null ? [] : [stream.party]);
      for (const partyId of subject.parties) whom.add(parties.rowOf(partyId));
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
        [...whom].join(),
        subject.why,
      );
      for (const party of whom) insertParty.run(party, sequence);
      if (recordedAt > lastMoment) {
        insertMoment.run(recordedAt, sequence);
        lastMoment = recordedAt;
      }
    },
    flush: () => streams.flush(),
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
