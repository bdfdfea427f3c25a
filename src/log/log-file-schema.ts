import { closeSync, existsSync, fsyncSync, openSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';

/** Raised whenever the tables or what is in them change; a file of another format is refused. */
const FILE_FORMAT = 1;

/** Rows of 2 KB waste nearly half of SQLite's usual 4 KiB page; of this one they fill nine tenths. */
const PAGE_BYTES = 16 * 1024;
/** Pages kept in memory by the process that writes: the whole index of some two million events; more is in the system's own cache. */
const CACHE_BYTES = 32 * 1024 * 1024;
/** The write-ahead log is copied into the file once it has grown to this, and cut back to it. */
const WAL_BYTES = 32 * 1024 * 1024;

const TABLES = `
  CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE stream (stream_id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
  CREATE TABLE type (type_id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
  CREATE TABLE event (
    sequence INTEGER PRIMARY KEY,
    stream_id INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    type_id INTEGER NOT NULL,
    id TEXT NOT NULL,
    salt TEXT NOT NULL,
    leaf BLOB NOT NULL,
    data TEXT NOT NULL,
    meta TEXT NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX event_by_place ON event (stream_id, revision);
  INSERT INTO setting (name, value) VALUES ('format', '${FILE_FORMAT}');
`;

export interface LogFileOptions {
  /** Of the file, or `:memory:`. */
  readonly path: string;
  /** True for the one process that appends; any number of others may read meanwhile. */
  readonly writable: boolean;
  /** What a power cut may take: nothing of a log of record (the default), the last commits of a copy. */
  readonly durability?: 'record' | 'copy';
  /** Where given, the log of another instance is refused. */
  readonly instance?: string;
}

export interface LogFileHandle {
  readonly db: DatabaseSync;
  close(): void;
}

/** Opens the file and, where it is new, makes its tables. Throws an error that names the file and the reason. */
export function openLogFile(options: LogFileOptions): LogFileHandle {
  const { path, writable } = options;
  if (!writable && !existsSync(path)) throw new Error(`${path}: there is no log file to read`);
  const release = writable && path !== ':memory:' ? takeLock(path) : () => undefined;
  try {
    if (writable) syncWhatWasLeft(path);
    const db = new DatabaseSync(path, { readOnly: !writable, timeout: 5_000 });
    try {
      prepare(db, options);
    } catch (error) {
      db.close();
      throw error;
    }
    return {
      db,
      close: () => {
        if (!db.isOpen) return;
        db.close();
        release();
      },
    };
  } catch (error) {
    release();
    throw new Error(`${path}: ${messageOf(error)}`, { cause: error });
  }
}

/**
 * A killed process may leave commits that the kernel has and the disk has not. They must be durable before a repeat of
 * such an append is answered with "it is there".
 */
function syncWhatWasLeft(path: string): void {
  const left = `${path}-wal`;
  if (!existsSync(left)) return;
  const file = openSync(left, 'r+');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

function prepare(db: DatabaseSync, { writable, durability }: LogFileOptions): void {
  if (writable) {
    db.exec(`PRAGMA page_size = ${PAGE_BYTES}; PRAGMA journal_mode = WAL`);
    db.exec(`PRAGMA synchronous = ${durability === 'copy' ? 'NORMAL' : 'FULL'}`);
    db.exec(`PRAGMA cache_size = ${-CACHE_BYTES / 1024}; PRAGMA journal_size_limit = ${WAL_BYTES}`);
    db.exec(`PRAGMA wal_autocheckpoint = ${WAL_BYTES / PAGE_BYTES}`);
  }
  const empty = db.prepare('SELECT count(*) AS tables FROM sqlite_schema').get()?.['tables'] === 0;
  if (empty && writable) db.exec(`BEGIN IMMEDIATE; ${TABLES} COMMIT`);
  const format = isLogFile(db)
    ? db.prepare("SELECT value FROM setting WHERE name = 'format'").get()?.['value']
    : undefined;
  if (format === undefined) throw new Error('is not a log file of this product');
  if (format !== `${FILE_FORMAT}`) {
    throw new Error(`has format ${String(format)}, this release reads format ${FILE_FORMAT}`);
  }
}

const isLogFile = (db: DatabaseSync): boolean =>
  db.prepare("SELECT count(*) AS found FROM sqlite_schema WHERE name IN ('setting', 'event')").get()?.[
    'found'
  ] === 2;

/** Another process is the one that writes to this log. */
export class LogLocked extends Error {
  override readonly name = 'LogLocked';
}

/**
 * Holds an exclusive lock on a small file beside the log for as long as this process lives. The operating system
 * releases it when the process dies, however it dies, so a left-over lock file never blocks a start.
 */
function takeLock(path: string): () => void {
  const file = `${path}.lock`;
  const lock = new DatabaseSync(file);
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    throw new LogLocked(
      `${path}: another process writes to this log (it holds ${file}): ${messageOf(error)}`,
      {
        cause: error,
      },
    );
  }
  return () => lock.close();
}

/** Also of an error that another realm made, as the driver's are under a test runner. */
export const messageOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : String(error);
