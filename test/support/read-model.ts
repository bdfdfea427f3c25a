import type { Recorded } from '../../src/domain/decider.js';
import { digestOf } from '../../src/engine/digest.js';
import type { Projection, Projector, Store } from '../../projections/projection.js';
import { buildsInMemory } from '../../projections/read-store.js';

/** A read model in memory that facts are put into, some at a time. */
export interface ReadModel {
  readonly store: Store;
  /** Puts facts in as one transaction. */
  put(facts: readonly Recorded[]): void;
  /** Forgets what the projector keeps in memory, as a start of the process does. */
  restart(): void;
  digest(): Promise<string>;
}

export function readModel(projection: Projection, facts: readonly Recorded[] = []): ReadModel {
  const build = buildsInMemory(projection).begin({ resume: false });
  let projector: Projector = projection.open(build.store);
  let sequence = 0;
  const model: ReadModel = {
    store: build.store,
    put(more) {
      build.commit(() => {
        for (const fact of more) {
          if (projection.reads === 'all' || projection.reads.has(fact.type)) projector.apply(fact);
          sequence = fact.sequence;
        }
        projector.flush();
        return { logId: 'log-test', sequence, leaf: '', unreadable: 0 };
      });
    },
    restart() {
      projector = projection.open(build.store);
    },
    async digest() {
      return JSON.stringify((await digestOf(projection, build)).tables);
    },
  };
  if (facts.length > 0) model.put(facts);
  return model;
}
