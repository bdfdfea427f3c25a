import type { Recorded } from '../domain/decider.js';
import { Reference } from '../domain/reference.js';
import type { Store } from '../../projections/projection.js';
import type { Engine } from './engine.js';

/** How the read model of reference facts is asked. */
export interface ReferenceQueries {
  readonly factsBetween: (store: Store, after: number, until: number) => Iterable<Recorded>;
  /** Sequence of the last reference fact at or before the sequence; 0 where there is none. */
  readonly lastFactAt: (store: Store, sequence: number) => number;
}

/** Of the last that were asked for. */
const KEPT = 16;
const WAYPOINTS = 64;

/**
 * What decisions could look up at a sequence, for readers who stand there: the nearest earlier one that is known, copied,
 * and the facts since. Whoever folds a long way leaves waypoints, so that no later reader does.
 */
export class PastReferences {
  /** By the sequence of its last fact; the one that was asked for last is last. */
  readonly #kept = new Map<number, Reference>();
  #waypoints: readonly Reference[] = [];
  /** Facts between two waypoints: twice as many each time there are too many of them. */
  #stride = 256;

  constructor(
    private readonly engine: Engine,
    private readonly queries: ReferenceQueries,
  ) {}

  /** The reference as of a sequence that the read model `reference` holds. */
  at(sequence: number): Reference {
    return this.engine.read('reference', (store) => {
      const last = this.queries.lastFactAt(store, sequence);
      const reference = this.#kept.get(last) ?? this.#fold(store, last);
      this.#kept.delete(last);
      this.#kept.set(last, reference);
      const [oldest] = this.#kept.keys();
      if (this.#kept.size > KEPT && oldest !== undefined) this.#kept.delete(oldest);
      return reference;
    });
  }

  #fold(store: Store, last: number): Reference {
    const reference = new Reference(this.#nearest(last));
    let facts = 0;
    for (const fact of this.queries.factsBetween(store, reference.knownThrough, last)) {
      reference.apply(fact);
      facts += 1;
      if (facts % this.#stride === 0) this.#leave(new Reference(reference));
    }
    return reference;
  }

  #nearest(last: number): Reference | undefined {
    return [...this.#waypoints, ...this.#kept.values()]
      .filter(({ knownThrough }) => knownThrough <= last)
      .reduce<Reference | undefined>(
        (best, one) => (best && best.knownThrough > one.knownThrough ? best : one),
        undefined,
      );
  }

  #leave(waypoint: Reference): void {
    const all = [...this.#waypoints, waypoint].sort((a, b) => a.knownThrough - b.knownThrough);
    const tooMany = all.length > WAYPOINTS;
    this.#waypoints = tooMany ? all.filter((_one, at) => at % 2 === 1) : all;
    if (tooMany) this.#stride *= 2;
  }
}
