import type { DossierEvent, FormReference } from '../../src/domain/dossier/events.js';
import type { Projection } from '../projection.js';
import { DIGEST, TABLES } from './table.js';

type FormEvent = Exclude<DossierEvent, { type: 'DossierOpened' }>;

/**
 * Which dossier each form reference belongs to. A dossier remembers its own command ids; that a sender uses a
 * reference again for another dossier is seen here only.
 */
export const forms: Projection<FormEvent> = {
  name: 'forms',
  version: 1,
  tables: TABLES,
  digest: DIGEST,
  reads: new Set([
    'DecisionRecorded',
    'RequestRefused',
    'DecisionWithdrawn',
    'FormCRegularized',
    'LineDetermined',
  ]),
  open(store) {
    const insert = store.prepare('INSERT INTO form VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING');
    const first = store.prepare('SELECT dossier_id FROM form WHERE sender = ? AND reference = ?');
    const again = store.prepare('INSERT INTO reused VALUES (?, ?, ?, ?)');
    return {
      apply(fact) {
        if (!isForm(fact)) return;
        const { form, dossierId } = fact.data;
        const { senderId, formReference }: FormReference = form;
        if (insert.run(senderId, formReference, dossierId, fact.sequence).changes === 1) return;
        if (first.get(senderId, formReference)?.['dossier_id'] === dossierId) return;
        again.run(fact.sequence, senderId, formReference, dossierId);
      },
      flush: () => undefined,
    };
  },
};

/** A line is a form of its own only where a form D says so; else it follows from a form B or C. */
const isForm = (fact: FormEvent): boolean => fact.type !== 'LineDetermined' || fact.data.cause === 'recovery';
