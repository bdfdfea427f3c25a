import type { PartyId } from '../../src/domain/ids.js';
import type { Store } from '../projection.js';

const DOSSIER = 'SELECT dossier_id FROM form WHERE sender = ? AND reference = ?';

/** Finds the dossier in which a sender used a reference first; undefined where it never did. */
export function dossierOfForm(
  store: Store,
): (senderId: PartyId, formReference: string) => string | undefined {
  const one = store.prepare(DOSSIER);
  return (senderId, formReference) => {
    const found = one.get(senderId, formReference)?.['dossier_id'];
    return typeof found === 'string' ? found : undefined;
  };
}

export interface ReusedReference {
  readonly sequence: number;
  readonly senderId: string;
  readonly formReference: string;
  readonly dossierId: string;
  readonly firstDossierId: string;
}

const REUSED = `SELECT r.sequence, r.sender, r.reference, r.dossier_id, f.dossier_id AS first_dossier_id
  FROM reused r JOIN form f ON f.sender = r.sender AND f.reference = r.reference ORDER BY r.sequence`;

/** References that two nodes, a second apart, let pass for two dossiers: one of them is wrong, and people must say which. */
export function reusedReferences(store: Store): readonly ReusedReference[] {
  return store
    .prepare(REUSED)
    .all()
    .map((row) => ({
      sequence: Number(row['sequence']),
      senderId: String(row['sender']),
      formReference: String(row['reference']),
      dossierId: String(row['dossier_id']),
      firstDossierId: String(row['first_dossier_id']),
    }));
}
