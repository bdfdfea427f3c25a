import type { Reader } from '../../projections/read-store.js';
import { digestOf } from './digest.js';
import type { Digest } from './digest.js';
import { Projections } from './project.js';
import type { ProjectionsOptions } from './project.js';
import { rebuild } from './rebuild.js';
import type { Rebuilt } from './rebuild.js';
import type { ReadModelWait, Standing } from './waits.js';

/** The read models of a node, whichever thread feeds them. */
export interface ReadModels {
  readonly names: readonly string[];
  standings(): readonly Standing[];
  /** Reads of this node's newest complete build; `read` throws `NotBuilt` before there is one. */
  reader(name: string): Reader;
  /** Resolves once the read models hold the sequence. Throws `NotReached` or `ReadModelStopped`. */
  waitFor(sequence: number, wait: ReadModelWait): Promise<void>;
  /** Builds a read model anew beside the live one and switches to it; with `verify`, only if both are equal. */
  rebuild(name: string, options: { readonly verify: boolean }): Promise<Rebuilt>;
  digest(name: string): Promise<Digest>;
  /** Stops them where they are. */
  close(): Promise<void>;
}

export interface ReadModelsHere extends ReadModels {
  /** Looks whether the log grew. */
  wake(): void;
}

/** Feeds them in the thread of the caller, between whatever else that does. They begin to catch up at once. */
export function readModelsHere(options: ProjectionsOptions): ReadModelsHere {
  const projections = new Projections(options);
  return {
    names: projections.names,
    standings: () => projections.standings(),
    reader: (name) => projections.reader(name),
    waitFor: (sequence, wait) => projections.waitFor(sequence, wait),
    rebuild: (name, how) => rebuild(projections, name, how),
    digest: async (name) => {
      const { projection, build } = projections.live(name);
      return digestOf(projection, build);
    },
    close: () => projections.close(),
    wake: () => projections.wake(),
  };
}
