import { hash } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import type { StatementSync } from 'node:sqlite';
import type { Decider, DomainEvent } from '../domain/decider.js';
import type { Rules } from '../domain/rules.js';
import type { StreamEvent } from '../log/event-log.js';
import type { Runtime } from './runtime.js';
import { fold } from './stream.js';
import type { StreamState } from './stream.js';

/** A state as it is kept: after which event, by which version of the decider, and after which commands. */
export interface KeptState {
  readonly stream: string;
  readonly deciderVersion: number;
  readonly revision: number;
  /** Id and salt of the event at the revision: a state of another log, or of a log since restored, is not taken. */
  readonly eventId: string;
  readonly salt: string;
  /** {@link markOf} of every command of the stream, one after the other. */
  readonly marks: string;
  /** JSON of the state. */
  readonly state: string;
}

/** States of streams between runs, in a file beside the read models. A cache: without it all is the same, but slower. */
export interface StateCache {
  find(stream: string): KeptState | undefined;
  keep(states: readonly KeptState[]): void;
  all(): Iterable<KeptState>;
  close(): void;
}

/** A stream as a batch of commands loads it. */
export interface LoadedStream<State> extends StreamState<State> {
  /** False where the command is certainly not in the stream. */
  mayKnow(commandId: string): boolean;
  readonly marks: string;
  /** Events that had to be folded, because no kept state had them. */
  readonly folded: number;
}

/** Opens the file; what was kept for another log or by another release is thrown away. */
export function openStateCache(
  path: string,
  owner: { readonly logId: string; readonly release: string },
): StateCache {
  const store = new DatabaseSync(path, { timeout: 10_000 });
  store.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF; PRAGMA cache_size = -65536;');
  store.exec(`CREATE TABLE IF NOT EXISTS owner (log_id TEXT NOT NULL, release TEXT NOT NULL) STRICT;
    CREATE TABLE IF NOT EXISTS states (stream TEXT PRIMARY KEY, decider_version INTEGER NOT NULL, revision INTEGER NOT NULL,
      event_id TEXT NOT NULL, salt TEXT NOT NULL, marks TEXT NOT NULL, state TEXT NOT NULL) STRICT;`);
  const found = store.prepare('SELECT log_id, release FROM owner').get();
  if (found?.['log_id'] !== owner.logId || found['release'] !== owner.release) {
    store.exec('BEGIN; DELETE FROM states; DELETE FROM owner;');
    store.prepare('INSERT INTO owner VALUES (?, ?)').run(owner.logId, owner.release);
    store.exec('COMMIT');
  }
  const one = store.prepare('SELECT * FROM states WHERE stream = ?');
  const put = store.prepare('INSERT OR REPLACE INTO states VALUES (?, ?, ?, ?, ?, ?, ?)');
  const every = store.prepare('SELECT * FROM states ORDER BY stream');
  return {
    find: (stream) => keptFrom(one.get(stream)),
    keep(states) {
      if (states.length === 0) return;
      store.exec('BEGIN IMMEDIATE');
      for (const kept of states) putState(put, kept);
      store.exec('COMMIT');
    },
    *all() {
      for (const row of every.iterate()) {
        const kept = keptFrom(row);
        if (kept) yield kept;
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
  const kept = cache?.find(stream);
  if (kept?.deciderVersion === decider.version) {
    const [at, ...tail] = runtime.local.readStream(stream, kept.revision);
    if (at && isAfter(kept, at)) {
      // Written by `keep` from a state of this decider and version, in this release.
      const state = JSON.parse(kept.state) as State;
      return loaded(runtime, decider, tail, { from: { state, revision: kept.revision }, marks: kept.marks });
    }
  }
  return loaded(runtime, decider, runtime.local.readStream(stream), { marks: '' });
}

/** Eight characters of the hash of a command id: enough to say that a command is not in a stream. */
export const markOf = (commandId: string): string => hash('sha1', commandId, 'base64').slice(0, 8);

function loaded<State, Command, Event extends DomainEvent>(
  runtime: Runtime,
  decider: Decider<State, Command, Event, Rules>,
  events: readonly StreamEvent[],
  base: { readonly from?: StreamState<State>; readonly marks: string },
): LoadedStream<State> {
  const { state, revision, facts } = fold(runtime.codec, decider, events, base.from);
  const marks = base.marks + [...new Set(facts.map((fact) => markOf(fact.meta.commandId)))].join('');
  const mayKnow = (commandId: string): boolean => marks !== '' && marks.includes(markOf(commandId));
  return { state, revision, marks, mayKnow, folded: events.length };
}

const isAfter = (kept: KeptState, at: StreamEvent): boolean =>
  at.revision === kept.revision && at.id === kept.eventId && at.salt === kept.salt;

function putState(put: StatementSync, kept: KeptState): void {
  const { stream, deciderVersion, revision, eventId, salt, marks, state } = kept;
  put.run(stream, deciderVersion, revision, eventId, salt, marks, state);
}

function keptFrom(row: Readonly<Record<string, unknown>> | undefined): KeptState | undefined {
  if (row === undefined) return undefined;
  return {
    stream: String(row['stream']),
    deciderVersion: Number(row['decider_version']),
    revision: Number(row['revision']),
    eventId: String(row['event_id']),
    salt: String(row['salt']),
    marks: String(row['marks']),
    state: String(row['state']),
  };
}
