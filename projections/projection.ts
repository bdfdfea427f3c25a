import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { DomainEvent, Recorded } from '../src/domain/decider.js';

/** The SQLite handle of one build of a read model. */
export type Store = DatabaseSync;

/**
 * A read model: a fold of the log into tables of its own file. Bumping `version` rebuilds it beside the old one.
 * `Event` is the union of the facts that it reads; the runner hands it no others.
 */
export interface Projection<Event extends DomainEvent = DomainEvent> {
  readonly name: string;
  readonly version: number;
  /** DDL of its tables. */
  readonly tables: string;
  /** The tables and the order of their canonical rows, for the digest that proves rebuilt = live. */
  readonly digest: readonly { readonly table: string; readonly orderBy: string }[];
  /** The events it reads, by their name in memory; all others pass it by unread. */
  readonly reads: ReadonlySet<Event['type']> | 'all';
  open(store: Store): Projector<Event>;
}

/**
 * A read model opened for writing. Called in log order, within a transaction that also moves the checkpoint.
 * It may keep in memory what its tables hold, so after a rollback it is thrown away and opened again.
 */
export interface Projector<Event extends DomainEvent = DomainEvent> {
  apply(fact: Recorded<Event>): void;
  /** Before each commit: writes what `apply` kept in memory, so that rows and checkpoint agree. */
  flush(): void;
}

const statements = new WeakMap<Store, Map<string, StatementSync>>();

/** The statement of a text that is one of few: it is compiled once for each handle. To be read to its end at once. */
export function prepared(store: Store, sql: string): StatementSync {
  const known = statements.get(store) ?? new Map<string, StatementSync>();
  statements.set(store, known);
  const statement = known.get(sql) ?? store.prepare(sql);
  known.set(sql, statement);
  return statement;
}
