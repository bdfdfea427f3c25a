import type { Recorded } from '../domain/decider.js';
import { Reference } from '../domain/reference.js';
import type { Store } from '../../projections/projection.js';
import type { Engine } from './engine.js';

const REFERENCE = 'reference';
const WAIT_MS = 600_000;

/** What decisions looked up when the log ended at a sequence: the same on every node and whenever it is asked. */
export async function referenceAt(
  engine: Engine,
  referenceFacts: (store: Store) => Iterable<Recorded>,
  sequence: number,
): Promise<Reference> {
  await engine.verdictAt(sequence, { timeoutMs: WAIT_MS, names: [REFERENCE] });
  return engine.read(REFERENCE, (store) => {
    const reference = new Reference();
    for (const fact of referenceFacts(store)) {
      if (fact.sequence > sequence) break;
      reference.apply(fact);
    }
    reference.advanceTo(sequence);
    return reference;
  });
}
