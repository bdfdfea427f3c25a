import type { Recorded } from '../domain/decider.js';
import { Reference } from '../domain/reference.js';
import type { Store } from '../../projections/projection.js';
import type { Engine } from './engine.js';

/** How the read model of reference facts is asked. */
export interface ReferenceQueries {
  readonly factsUntil: (store: Store, sequence: number) => Iterable<Recorded>;
  /** Sequence of the last reference fact at or before the sequence; 0 where there is none. */
  readonly lastFactAt: (store: Store, sequence: number) => number;
}

const KEPT = 8;

/** What decisions could look up at a sequence, for readers who stand there. The last few are kept. */
export class PastReferences {
  readonly #kept = new Map<number, Reference>();

  constructor(
    private readonly engine: Engine,
    private readonly queries: ReferenceQueries,
  ) {}

  /**
   * The reference as of a sequence that the read model `reference` holds. Use it at once: that of today goes on with
   * the log.
   */
  at(sequence: number): Reference {
    return this.engine.read('reference', (store, checkpoint) => {
      const { factsUntil, lastFactAt } = this.queries;
      const last = lastFactAt(store, sequence);
      const current = this.engine.reference();
      const isCurrent =
        current.knownThrough <= checkpoint.sequence && last === lastFactAt(store, checkpoint.sequence);
      return isCurrent ? current : this.#keep(last, () => foldOf(factsUntil(store, last), last));
    });
  }

  #keep(last: number, fold: () => Reference): Reference {
    const known = this.#kept.get(last);
    const reference = known ?? fold();
    this.#kept.delete(last);
    this.#kept.set(last, reference);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > KEPT && oldest !== undefined) this.#kept.delete(oldest);
    return reference;
  }
}

function foldOf(facts: Iterable<Recorded>, through: number): Reference {
  const reference = new Reference();
  for (const fact of facts) reference.apply(fact);
  reference.advanceTo(through);
  return reference;
}
