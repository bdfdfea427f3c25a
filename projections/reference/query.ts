import type { Recorded } from '../../src/domain/decider.js';
import type { Store } from '../projection.js';

/** The facts that decisions look up, in log order. */
export function* referenceFacts(store: Store): Generator<Recorded> {
  for (const row of store.prepare('SELECT * FROM fact ORDER BY sequence').iterate()) {
    // Written by this read model from a fact that was checked when it was read from the log.
    yield {
      type: String(row['type']),
      data: JSON.parse(String(row['data'])) as object,
      sequence: Number(row['sequence']),
      stream: String(row['stream']),
      revision: Number(row['revision']),
      id: String(row['id']),
      meta: JSON.parse(String(row['meta'])) as Recorded['meta'],
    };
  }
}
