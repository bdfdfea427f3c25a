import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { NO_STREAM } from './event-log.js';

/** What the file knows of a stream: its number, by which events refer to it, and its last revision. */
export interface KnownStream {
  streamId: number;
  lastRevision: number;
}

/** Number of a stream that was looked for and is not there: remembered, since who asks is about to write it. */
const NOT_ENTERED = 0;

/** More than the streams of a national month, which touches each once: a smaller memory would forget them all in turn. */
const KNOWN_MAX = 500_000;

/**
 * Streams and event types by name and by number, the recently used ones kept in memory. Revisions are kept by the
 * process that writes and by no other, since others cannot see them move.
 */
export class LogFileNames {
  readonly #known = new Recent<string, KnownStream>(KNOWN_MAX);
  readonly #streamNames = new Recent<number, string>(KNOWN_MAX);
  readonly #typeIds = new Map<string, number>();
  readonly #typeNames = new Map<number, string>();
  readonly #select: Readonly<
    Record<'streamId' | 'streamName' | 'typeId' | 'typeName' | 'lastRevision', StatementSync>
  >;
  readonly #insert: Readonly<Record<'stream' | 'type', StatementSync>>;
  readonly #writable: boolean;

  constructor(db: DatabaseSync, writable: boolean) {
    this.#select = {
      streamId: db.prepare('SELECT stream_id AS found FROM stream WHERE name = ?'),
      streamName: db.prepare('SELECT name AS found FROM stream WHERE stream_id = ?'),
      typeId: db.prepare('SELECT type_id AS found FROM type WHERE name = ?'),
      typeName: db.prepare('SELECT name AS found FROM type WHERE type_id = ?'),
      lastRevision: db.prepare('SELECT max(revision) AS found FROM event WHERE stream_id = ?'),
    };
    this.#insert = {
      stream: db.prepare('INSERT INTO stream (name) VALUES (?)'),
      type: db.prepare('INSERT INTO type (name) VALUES (?)'),
    };
    this.#writable = writable;
  }

  /** Undefined where the file holds no event of the stream. */
  stream(name: string): KnownStream | undefined {
    const stream = this.#looked(name);
    return stream.streamId === NOT_ENTERED ? undefined : stream;
  }

  /** The stream, entered where it is new. */
  streamToWrite(name: string): KnownStream {
    const stream = this.#looked(name);
    if (stream.streamId !== NOT_ENTERED) return stream;
    stream.streamId = entered(this.#insert.stream, name);
    this.#streamNames.set(stream.streamId, name);
    return stream;
  }

  #looked(name: string): KnownStream {
    const known = this.#known.get(name);
    if (known !== undefined && this.#writable) return known;
    const streamId = (known?.streamId ?? NOT_ENTERED) || found(this.#select.streamId, name);
    const stream = { streamId: NOT_ENTERED, lastRevision: NO_STREAM };
    if (typeof streamId === 'number') {
      const lastRevision = found(this.#select.lastRevision, streamId);
      stream.streamId = streamId;
      if (typeof lastRevision === 'number') stream.lastRevision = lastRevision;
    }
    this.#known.set(name, stream);
    return stream;
  }

  streamName(streamId: number): string {
    const known = this.#streamNames.get(streamId);
    if (known !== undefined) return known;
    const name = textFound(this.#select.streamName, streamId);
    this.#streamNames.set(streamId, name);
    return name;
  }

  typeToWrite(name: string): number {
    const known = this.#typeIds.get(name) ?? found(this.#select.typeId, name);
    const typeId = typeof known === 'number' ? known : entered(this.#insert.type, name);
    this.#typeIds.set(name, typeId);
    return typeId;
  }

  typeName(typeId: number): string {
    const known = this.#typeNames.get(typeId);
    if (known !== undefined) return known;
    const name = textFound(this.#select.typeName, typeId);
    this.#typeNames.set(typeId, name);
    return name;
  }

  /** After a rollback: what was entered in the transaction is no more. */
  forget(): void {
    this.#known.clear();
    this.#streamNames.clear();
    this.#typeIds.clear();
    this.#typeNames.clear();
  }
}

/** A map of the entries used since it was last half full: two generations, of which the older is dropped whole. */
class Recent<Key, Value> {
  readonly #halfMax: number;
  #young = new Map<Key, Value>();
  #old = new Map<Key, Value>();

  constructor(max: number) {
    this.#halfMax = max / 2;
  }

  get(key: Key): Value | undefined {
    const young = this.#young.get(key);
    if (young !== undefined) return young;
    const old = this.#old.get(key);
    if (old !== undefined) this.set(key, old);
    return old;
  }

  set(key: Key, value: Value): void {
    this.#young.set(key, value);
    if (this.#young.size <= this.#halfMax) return;
    this.#old = this.#young;
    this.#young = new Map();
  }

  clear(): void {
    this.#young = new Map();
    this.#old = new Map();
  }
}

const found = (select: StatementSync, key: string | number): unknown => select.get(key)?.['found'];

function textFound(select: StatementSync, key: number): string {
  const text = found(select, key);
  if (typeof text !== 'string') throw new Error(`the log file refers to ${key}, which has no name`);
  return text;
}

const entered = (insert: StatementSync, name: string): number => Number(insert.run(name).lastInsertRowid);
