import { hash } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import type { Decider, DomainEvent } from '../domain/decider.js';
import type { Rules } from '../domain/rules.js';
import { NO_STREAM } from '../log/event-log.js';
import type { LocalLog, StreamEvent } from '../log/event-log.js';
import type { Runtime } from './runtime.js';
import { fold } from './stream.js';
import type { StreamState } from './stream.js';

/** A state as it is kept: after which event, by which version of the decider, and after which commands. */
export interface KeptState {
  readonly stream: string;
  readonly deciderVersion: number;
  readonly revision: number;
  /** {@link markOf} of every command of the stream, one after the other. */
  readonly marks: string;
  /** JSON of the state. */
  readonly state: string;
}

/** States of streams between runs, in a file beside the read models. A cache: without it all is the same, but slower. */
export interface StateCache {
  find(stream: string): KeptState | undefined;
  /** `through`: sequence of the last event that is in any of the states. */
  keep(states: readonly KeptState[], through: number): void;
  all(): Iterable<KeptState>;
  close(): void;
}

/** A stream as a batch of commands loads it. */
export interface LoadedStream<State> extends StreamState<State> {
  /** {@link markOf} of its commands: an id whose mark is not there is certainly not in the stream. */
  readonly marks: string;
  /** Events that had to be folded, because no kept state had them. */
  readonly folded: number;
}

/**
 * Opens the file. What was kept by another release is thrown away, and so is what was kept for another log, or for this
 * one before it was restored from a backup: then the last event that is in a state is not where it was.
 */
export function openStateCache(path: string, local: LocalLog, release: string): StateCache {
  const store = new DatabaseSync(path, { timeout: 10_000 });
  // Decisions about money rest on it, so it must not be torn by a power cut: NORMAL, and not OFF.
  store.exec('PRAGMA page_size = 16384; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;');
  store.exec('PRAGMA cache_size = -8192; PRAGMA wal_autocheckpoint = 2000;');
  store.exec(TABLES);
  if (!isOf(store, local, release)) {
    store.exec('BEGIN IMMEDIATE; DELETE FROM states; DELETE FROM owner;');
    store.prepare(`INSERT INTO owner VALUES (?, ?, 0, '')`).run(local.logId, release);
    store.exec('COMMIT');
  }
  const one = store.prepare('SELECT decider_version, revision, marks, state FROM states WHERE stream = ?');
  // A month looks for 220,000: as arrays they take two thirds of the time that objects take.
  one.setReturnArrays(true);
  const put = store.prepare(`INSERT INTO states VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET
    decider_version = excluded.decider_version, revision = excluded.revision, marks = excluded.marks, state = excluded.state`);
  const move = store.prepare('UPDATE owner SET sequence = ?, leaf = ? WHERE sequence < ?');
  const every = store.prepare('SELECT * FROM states ORDER BY stream');
  return {
    find(stream) {
      const row = one.get(stream) as unknown as StateRow | undefined;
      if (row === undefined) return undefined;
      const [deciderVersion, revision, marks, state] = row;
      return { stream, deciderVersion, revision, marks, state };
    },
    keep(states, through) {
      if (states.length === 0) return;
      store.exec('BEGIN IMMEDIATE');
      try {
        // Another release may have opened the file since, and made it its own.
        if (isOf(store, local, release)) {
          for (const { stream, deciderVersion, revision, marks, state } of states) {
            put.run(stream, deciderVersion, revision, marks, state);
          }
          move.run(through, local.leafAt(through), through);
        }
        store.exec('COMMIT');
      } catch (error) {
        if (store.isTransaction) store.exec('ROLLBACK');
        throw error;
      }
    },
    *all() {
      for (const row of every.iterate()) {
        yield {
          stream: String(row['stream']),
          deciderVersion: Number(row['decider_version']),
          revision: Number(row['revision']),
          marks: String(row['marks']),
          state: String(row['state']),
        };
      }
    },
    close: () => store.close(),
  };
}

/** Loads a stream from its kept state and the events after it, or from its first event on. */
export function loadStream<State, Command, Event extends DomainEvent>(
  runtime: Runtime,
  decider: Decider<State, Command, Event, Rules>,
  stream: string,
  cache: StateCache | undefined,
): LoadedStream<State> {
  const { local } = runtime;
  const kept = cache?.find(stream);
  const revision = local.revisionOf(stream);
  if (kept?.deciderVersion === decider.version && kept.revision <= revision) {
    // Written from a state of this decider, in this version and release.
    const state = JSON.parse(kept.state) as State;
    if (kept.revision === revision) return { state, revision, marks: kept.marks, folded: 0 };
    const tail = local.readStream(stream, kept.revision + 1);
    return loaded(runtime, decider, tail, { from: { state, revision: kept.revision }, marks: kept.marks });
  }
  const events = revision === NO_STREAM ? [] : local.readStream(stream);
  return loaded(runtime, decider, events, { marks: '' });
}

/** Eight characters of the hash of a command id: enough to say that a command is not in a stream. */
export const markOf = (commandId: string): string => hash('sha1', commandId, 'base64').slice(0, 8);

const TABLES = `
CREATE TABLE IF NOT EXISTS owner (
  log_id TEXT NOT NULL, release TEXT NOT NULL, sequence INTEGER NOT NULL, leaf TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS states (
  stream TEXT PRIMARY KEY, decider_version INTEGER NOT NULL, revision INTEGER NOT NULL,
  marks TEXT NOT NULL, state TEXT NOT NULL) STRICT, WITHOUT ROWID;`;

/** Version of the decider, revision, marks and state. */
type StateRow = readonly [number, number, string, string];

function isOf(store: DatabaseSync, local: LocalLog, release: string): boolean {
  const owner = store.prepare('SELECT * FROM owner').get();
  if (owner?.['log_id'] !== local.logId || owner['release'] !== release) return false;
  const sequence = Number(owner['sequence']);
  return sequence === 0 || (sequence <= local.head() && local.leafAt(sequence) === owner['leaf']);
}

function loaded<State, Command, Event extends DomainEvent>(
  runtime: Runtime,
  decider: Decider<State, Command, Event, Rules>,
  events: readonly StreamEvent[],
  base: { readonly from?: StreamState<State>; readonly marks: string },
): LoadedStream<State> {
  const { state, revision, facts } = fold(runtime.codec, decider, events, base.from);
  const commands = new Set(facts.map((fact) => fact.meta.commandId));
  const marks = base.marks + [...commands].map(markOf).join('');
  return { state, revision, marks, folded: events.length };
}
