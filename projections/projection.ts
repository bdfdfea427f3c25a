import type { DatabaseSync } from 'node:sqlite';
import type { Recorded } from '../src/domain/decider.js';

/** A read model: a fold of the log into tables of its own file. Bumping `version` rebuilds it beside the old one. */
export interface Projection {
  readonly name: string;
  readonly version: number;
  /** DDL of its tables. */
  readonly tables: string;
  /** The tables and the order of their canonical rows, for the digest that proves rebuilt = live. */
  readonly digest: readonly { readonly table: string; readonly orderBy: string }[];
  /** The events it reads, by their name in memory; all others pass it by unread. */
  readonly reads: ReadonlySet<string> | 'all';
  open(store: DatabaseSync): Projector;
}

/** A read model opened for writing. Called in log order, within a transaction that also moves the checkpoint. */
export interface Projector {
  apply(fact: Recorded): void;
  /** Before each commit: writes what `apply` kept in memory, so that rows and checkpoint agree. */
  flush(): void;
}
