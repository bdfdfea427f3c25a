import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { lookOf, replaceText } from './pointer.js';
import { prepared } from './projection.js';
import type { Store } from './projection.js';

/** Where the rows of a build stand: the last event in them, and the leaf that proves of which log it was. */
export interface Checkpoint {
  readonly logId: string;
  readonly sequence: number;
  /** Leaf of the event at the sequence, 64 hex digits; empty at sequence 0. */
  readonly leaf: string;
  /** Events that were passed over because their metadata is not readable. */
  readonly unreadable: number;
}

/** One build of a read model, opened for writing: a file of its own with rows and checkpoint. */
export interface Build {
  readonly file: string;
  readonly store: Store;
  checkpoint(): Checkpoint;
  /** Runs the work and moves the checkpoint in one transaction; a work that throws leaves both as they were. */
  commit(work: () => Checkpoint): Checkpoint;
  /** A handle that goes on seeing what was committed now; undefined for a build in memory, which has but one handle. */
  snapshot(): Snapshot | undefined;
  close(): void;
}

export interface Snapshot {
  readonly store: Store;
  close(): void;
}

/** Reads the build that the pointer names, whichever that is at the moment of reading. */
export interface Reader {
  /** One picture: all that `work` reads is of the same checkpoint. Throws {@link NotBuilt}. */
  read<T>(work: (store: Store, at: Checkpoint) => T): T;
  close(): void;
}

/** The builds of one version of one read model. */
export interface Builds {
  /** File that the pointer names, undefined before the first build is complete. */
  pointed(): string | undefined;
  /** The build that the pointer names, opened. */
  current(): Build | undefined;
  /** A new build, or one that a process left half done when it ended. */
  begin(options: { readonly resume: boolean }): Build;
  pointTo(build: Build): void;
  /** Deletes the builds that no pointer of this version names and no process has open; returns their names. */
  sweep(): readonly string[];
  reader(): Reader;
}

/** The read model was never caught up with the log on this node. */
export class NotBuilt extends Error {
  override readonly name = 'NotBuilt';
}

interface Model {
  readonly name: string;
  readonly version: number;
  readonly tables: string;
}

/** A read model in files of `folder`/NAME. A file is never renamed: a new build is a new file, and only the pointer is replaced. */
export function buildsInFolder(folder: string, model: Model): Builds {
  const home = join(folder, model.name);
  const pointer = join(home, `v${model.version}.current`);
  mkdirSync(home, { recursive: true });
  // A pointer is replaced, never taken away; but a release that came later may have deleted the build it names.
  const pointed = (): string | undefined => {
    const file = existsSync(pointer) ? readFileSync(pointer, 'utf8').trim() : undefined;
    return file !== undefined && existsSync(join(home, file)) ? file : undefined;
  };
  const files = (): readonly string[] => readdirSync(home).filter((file) => file.endsWith('.sqlite'));
  const own = (file: string): boolean => file.startsWith(`${model.name}-v${model.version}-`);
  return {
    pointed,
    current() {
      const file = pointed();
      return file === undefined ? undefined : openBuild(join(home, file), model);
    },
    begin({ resume }) {
      const left = files().filter((file) => own(file) && file !== pointed());
      const last = left.sort().at(-1);
      if (resume && last !== undefined) return openBuild(join(home, last), model);
      return openBuild(join(home, createFile(home, model)), model);
    },
    pointTo: (build) => replaceText(home, pointer, `${build.file}\n`),
    sweep: () => {
      const kept = pointed();
      return kept === undefined
        ? []
        : files().filter((file) => file !== kept && removeUnused(join(home, file)));
    },
    reader: () => followPointer(home, pointer, pointed),
  };
}

/** A read model in memory, for tests and what-if. The build is read through the handle that writes it. */
export function buildsInMemory(model: Model): Builds {
  const state: { current?: Build } = {};
  return {
    pointed: () => state.current?.file,
    current: () => state.current,
    begin: () => openBuild(':memory:', model),
    pointTo: (build) => (state.current = build),
    sweep: () => [],
    reader: () => ({
      read(work) {
        if (!state.current) throw new NotBuilt(`${model.name} is not built yet`);
        return work(state.current.store, state.current.checkpoint());
      },
      close: () => undefined,
    }),
  };
}

const CHECKPOINT = `CREATE TABLE IF NOT EXISTS checkpoint (
  id INTEGER PRIMARY KEY CHECK (id = 1), log_id TEXT NOT NULL, sequence INTEGER NOT NULL,
  leaf TEXT NOT NULL, unreadable INTEGER NOT NULL) STRICT;
INSERT OR IGNORE INTO checkpoint VALUES (1, '', 0, '', 0);`;

function openBuild(path: string, model: Model): Build {
  const store = new DatabaseSync(path, { timeout: 10_000 });
  // A read model is disposable: NORMAL never corrupts it, and what a power cut takes back is read from the log again.
  enterWal(store);
  store.exec('PRAGMA synchronous = NORMAL; PRAGMA temp_store = MEMORY;');
  store.exec('PRAGMA cache_size = -16384; PRAGMA wal_autocheckpoint = 8000;');
  if (!isMade(store)) {
    inTransaction(store, () => {
      // Another process may have made them since the look before.
      if (!isMade(store)) store.exec(`${model.tables};${CHECKPOINT}`);
    });
  }
  const move = store.prepare('UPDATE checkpoint SET log_id = ?, sequence = ?, leaf = ?, unreadable = ?');
  return {
    file: basename(path),
    store,
    checkpoint: () => checkpointOf(store),
    commit: (work) =>
      inTransaction(store, () => {
        const to = work();
        move.run(to.logId, to.sequence, to.leaf, to.unreadable);
        return to;
      }),
    snapshot: () => (path === ':memory:' ? undefined : snapshotOf(path)),
    close: () => {
      if (store.isOpen) store.close();
    },
  };
}

/**
 * Where two processes enter WAL mode on a new file at once, SQLite tells one of them that it is locked without waiting,
 * since waiting there could be a deadlock: it is tried again, for as long as any other lock would be waited for.
 */
function enterWal(store: DatabaseSync): void {
  for (let left = LOCK_MS; ; left -= LOCK_TRY_MS) {
    try {
      store.exec('PRAGMA journal_mode = WAL');
      return;
    } catch (error) {
      if (left <= 0 || !isBusy(error)) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, LOCK_TRY_MS);
    }
  }
}

const LOCK_MS = 10_000;
const LOCK_TRY_MS = 20;
const SQLITE_BUSY = 5;
const isBusy = (error: unknown): boolean =>
  error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY;

const isMade = (store: Store): boolean =>
  store.prepare(`SELECT 1 FROM sqlite_schema WHERE name = 'checkpoint'`).get() !== undefined;

/** The read transaction begins with the first read, hence that of the checkpoint. */
function snapshotOf(path: string): Snapshot {
  const store = new DatabaseSync(path, { readOnly: true, timeout: 10_000 });
  store.exec('BEGIN');
  checkpointOf(store);
  return { store, close: () => store.close() };
}

function inTransaction<T>(store: Store, work: () => T): T {
  store.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    store.exec('COMMIT');
    return result;
  } catch (error) {
    if (store.isTransaction) store.exec('ROLLBACK');
    throw error;
  }
}

function checkpointOf(store: Store): Checkpoint {
  const row = prepared(store, 'SELECT log_id, sequence, leaf, unreadable FROM checkpoint').get();
  if (row === undefined) throw new Error('a read model has no checkpoint');
  return {
    logId: String(row['log_id']),
    sequence: Number(row['sequence']),
    leaf: String(row['leaf']),
    unreadable: Number(row['unreadable']),
  };
}

function followPointer(home: string, pointer: string, pointed: () => string | undefined): Reader {
  const open: { look?: string; store?: DatabaseSync } = {};
  const close = (): void => {
    open.store?.close();
    delete open.store;
  };
  const follow = (): DatabaseSync => {
    const look = lookOf(pointer);
    if (open.store && open.look === look) return open.store;
    const file = pointed();
    if (file === undefined) throw new NotBuilt(`${basename(home)} is not built yet`);
    close();
    try {
      open.store = new DatabaseSync(join(home, file), { readOnly: true, timeout: 10_000 });
    } catch (error) {
      // Between the two looks the pointer may have moved on and the old file may be gone.
      if (pointed() !== file) return follow();
      throw error;
    }
    open.look = look;
    return open.store;
  };
  const picture = <T>(work: (store: Store, at: Checkpoint) => T): T => {
    const store = follow();
    prepared(store, 'BEGIN').run();
    try {
      return work(store, checkpointOf(store));
    } finally {
      prepared(store, 'ROLLBACK').run();
    }
  };
  return { read: picture, close };
}

/** `wx` makes the number unique, also between processes; SQLite takes the empty file for an empty database. */
function createFile(home: string, model: Model): string {
  const prefix = `${model.name}-v${model.version}-`;
  const numbers = readdirSync(home).map((file) =>
    file.startsWith(prefix) ? parseInt(file.slice(prefix.length), 10) : 0,
  );
  const file = `${prefix}${String(Math.max(0, ...numbers) + 1).padStart(6, '0')}.sqlite`;
  try {
    writeFileSync(join(home, file), '', { flag: 'wx' });
    return file;
  } catch (error) {
    // Another process was faster; its file is among the numbers now.
    if (existsSync(join(home, file))) return createFile(home, model);
    throw error;
  }
}

/** In WAL mode every connection holds a shared lock as long as it lives, so leaving WAL succeeds for the last one only. */
function removeUnused(path: string): boolean {
  const store = new DatabaseSync(path, { timeout: 0 });
  try {
    store.exec('PRAGMA journal_mode = DELETE');
  } catch {
    return false;
  } finally {
    store.close();
  }
  for (const end of ['', '-wal', '-shm']) rmSync(path + end, { force: true });
  return true;
}
