import { factsBetween, lastFactAt } from '../../projections/reference/query.js';
import { Reference } from '../domain/reference.js';
import type { Engine } from '../engine/engine.js';
import { PastReferences } from '../engine/past-references.js';

/**
 * What decisions could look up, where readers stand: it goes on with the read model, by the facts that are new. Who
 * stands before what was read already gets a past one.
 */
export class RecentReference {
  private readonly past: PastReferences;
  private recent: Reference | undefined;
  /** No fact lies between what was read and this sequence. */
  private lookedThrough = 0;

  constructor(private readonly engine: Engine) {
    this.past = new PastReferences(engine, { factsBetween, lastFactAt });
  }

  /** As of a sequence that the read model `reference` holds. Use it at once: for the next reader it goes on. */
  at(sequence: number): Reference {
    const { recent: held } = this;
    if (held !== undefined && held.knownThrough <= sequence && sequence <= this.lookedThrough) return held;
    const recent = this.engine.read('reference', (store) => {
      const last = lastFactAt(store, sequence);
      const reference = this.recent ?? new Reference();
      if (reference.knownThrough > last) return undefined;
      if (this.recent !== undefined && reference.knownThrough === last) {
        this.lookedThrough = Math.max(this.lookedThrough, sequence);
        return reference;
      }
      // Where a fact is broken, what was folded until then is not kept.
      this.recent = undefined;
      for (const fact of factsBetween(store, reference.knownThrough, last)) reference.apply(fact);
      this.recent = reference;
      this.lookedThrough = sequence;
      return reference;
    });
    return recent ?? this.past.at(sequence);
  }
}
