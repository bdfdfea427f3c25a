import type { Recorded } from '../../src/domain/decider.js';
import type { Store } from '../projection.js';
import { factOfRow } from './facts.js';

export { mandatesOfOfficial, mandatesOn } from './mandates.js';
export type { MandateHistoryRow, MandateMoment, OfficialHistory, OfficialMandates } from './mandates.js';

/** The facts that decisions look up, in log order. */
export const referenceFacts = (store: Store): Generator<Recorded> =>
  factsUntil(store, Number.MAX_SAFE_INTEGER);

/** Sequence of the last of these facts at or before a sequence; 0 where there is none. */
export const lastFactAt = (store: Store, sequence: number): number =>
  Number(
    store.prepare('SELECT MAX(sequence) last FROM fact WHERE sequence <= ?').get(sequence)?.['last'] ?? 0,
  );

/** The facts that decisions looked up at a sequence, in log order. */
export function* factsUntil(store: Store, sequence: number): Generator<Recorded> {
  const rows = store.prepare('SELECT * FROM fact WHERE sequence <= ? ORDER BY sequence').iterate(sequence);
  for (const row of rows) {
    yield factOfRow(row);
  }
}
