import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { logIdOf } from './append-rules.js';
import { LocalLog, LogDamaged, NO_STREAM } from './event-log.js';
import type { EventRecord, LoggedEvent, Place } from './event-log.js';
import { leafOf } from './format.js';
import { LogFileGrowth } from './log-file-growth.js';
import { LogFileNames } from './log-file-names.js';
import { messageOf, openLogFile } from './log-file-schema.js';
import type { LogFileHandle, LogFileOptions } from './log-file-schema.js';

/** Where a write failed. Before the commit nothing was written; a commit that fails may have written all or nothing. */
export class WriteFailed extends Error {
  override readonly name = 'WriteFailed';

  constructor(
    readonly stage: 'begin' | 'write' | 'commit',
    cause: unknown,
  ) {
    super(messageOf(cause), { cause });
  }
}

/** Enters one event at the end of its stream and of the log; only within {@link LocalLogFile.write}. */
export type AddEvent = (stream: string, record: EventRecord) => LoggedEvent;

/**
 * The SQLite file that everything reads (ADR 0001). One process writes it, under a lock; others may read meanwhile.
 * Reads are synchronous: a page of it is a matter of microseconds.
 */
export class LocalLogFile extends LocalLog {
  readonly #handle: LogFileHandle;
  readonly #db: DatabaseSync;
  readonly #writable: boolean;
  readonly #instance: string | undefined;
  readonly #names: LogFileNames;
  readonly #statements: Statements;
  readonly #growth: LogFileGrowth;
  /** Of the event being entered: the driver copies it. */
  readonly #leaf = Buffer.alloc(32);
  /** Last event that the last transaction entered of each of its streams: who appended them asks where they are. */
  readonly #entered = new Map<string, Place & { readonly revision: number }>();
  #logId = '';
  #head = 0;

  private constructor(options: LogFileOptions) {
    super();
    this.#handle = openLogFile(options);
    this.#db = this.#handle.db;
    this.#writable = options.writable;
    this.#instance = options.instance;
    this.#names = new LogFileNames(this.#db, options.writable);
    this.#statements = prepareStatements(this.#db);
    this.#growth = new LogFileGrowth(options.writable ? undefined : this.#db);
  }

  /** Throws an error that names the file where it is locked by another writer, is no log, or is another log. */
  static open(options: LogFileOptions): LocalLogFile {
    const file = new LocalLogFile(options);
    try {
      file.#learn();
      return file;
    } catch (error) {
      file.close();
      throw new Error(`${options.path}: ${messageOf(error)}`, { cause: error });
    }
  }

  /** Empty until the log has its first event. */
  get logId(): string {
    if (this.#logId === '') this.#learn();
    return this.#logId;
  }

  head(): number {
    return this.#writable ? this.#head : this.#storedHead();
  }

  read(afterSequence: number, limit: number): readonly LoggedEvent[] {
    const events = this.#events(this.#statements.page.all(afterSequence, limit));
    for (const [index, event] of events.entries()) {
      if (event.sequence !== afterSequence + 1 + index)
        throw new LogDamaged(`sequence ${afterSequence + 1 + index} is missing`);
    }
    return events;
  }

  readStream(stream: string, fromRevision = 0): readonly LoggedEvent[] {
    const known = this.#names.stream(stream);
    if (known === undefined) return [];
    const events = this.#events(this.#statements.stream.all(known.streamId, fromRevision));
    for (const [index, event] of events.entries()) {
      if (event.revision !== fromRevision + index)
        throw new LogDamaged(`${stream}: revision ${fromRevision + index} is missing`);
    }
    return events;
  }

  revisionOf(stream: string): number {
    // Names are remembered; a log that was closed must not seem to go on, and who waits for it is told.
    if (!this.#db.isOpen) throw new Error('the log is closed');
    return this.#names.stream(stream)?.lastRevision ?? NO_STREAM;
  }

  leafAt(sequence: number): string {
    const leaf = this.#statements.leaf.get(sequence)?.['leaf'];
    if (!(leaf instanceof Uint8Array)) throw new Error(`the log has no event ${sequence}`);
    return Buffer.from(leaf).toString('hex');
  }

  sequenceOf(stream: string, revision: number): number | undefined {
    return this.placeOf(stream, revision)?.sequence;
  }

  placeOf(stream: string, revision: number): Place | undefined {
    const entered = this.#entered.get(stream);
    if (entered?.revision === revision) return entered;
    const known = this.#names.stream(stream);
    const row = known && (this.#statements.place.get(known.streamId, revision) as PlaceRow | undefined);
    return row && { sequence: row[0], salt: row[1] };
  }

  onGrowth(listener: () => void): () => void {
    return this.#growth.listen(listener);
  }

  /**
   * Enters events that another log has ordered, in one transaction: for the tail of a server and for nobody else.
   * Their sequences must go on from the head and their revisions from their streams' ends.
   */
  appendLogged(events: readonly LoggedEvent[]): void {
    this.write((add) => {
      for (const event of events) {
        const { sequence, revision } = add(event.stream, event);
        if (sequence === event.sequence && revision === event.revision) continue;
        throw new LogDamaged(
          `${event.stream} ${event.revision} came as sequence ${event.sequence}, where ${revision} and ${sequence} come next`,
        );
      }
    });
  }

  /**
   * Runs the work in one transaction and makes it durable, or throws {@link WriteFailed} or what the work threw,
   * with nothing entered unless the commit itself failed.
   */
  write<Result>(work: (add: AddEvent) => Result): Result {
    const before = this.#head;
    this.#entered.clear();
    this.#execute('begin', 'BEGIN IMMEDIATE');
    try {
      const result = work(this.#add);
      this.#execute('commit', 'COMMIT');
      if (this.#head > before) this.#growth.tell();
      return result;
    } catch (error) {
      throw this.#rolledBack(error);
    }
  }

  close(): void {
    this.#growth.stop();
    this.#handle.close();
  }

  readonly #add: AddEvent = (stream, { id, type, data, meta, salt }) => {
    if (this.#head === 0) this.#logId = logIdOf(stream, type, data, this.#instance);
    try {
      const place = this.#names.streamToWrite(stream);
      const [sequence, revision] = [this.#head + 1, place.lastRevision + 1];
      const event = { sequence, stream, revision, id, type, data, meta, salt };
      this.#leaf.write(leafOf(this.#logId, event), 'hex');
      const typeId = this.#names.typeToWrite(type);
      this.#statements.insert.run(
        sequence,
        place.streamId,
        revision,
        typeId,
        id,
        salt,
        this.#leaf,
        data,
        meta,
      );
      place.lastRevision = revision;
      this.#entered.set(stream, { sequence, revision, salt });
      this.#head = sequence;
      return event;
    } catch (error) {
      throw new WriteFailed('write', error);
    }
  };

  #execute(stage: 'begin' | 'commit', sql: string): void {
    try {
      this.#db.exec(sql);
    } catch (error) {
      throw new WriteFailed(stage, error);
    }
  }

  /** The error to throw. What was learnt within the transaction is forgotten with it. */
  #rolledBack(error: unknown): unknown {
    try {
      if (this.#db.isTransaction) this.#db.exec('ROLLBACK');
      this.#names.forget();
      this.#entered.clear();
      this.#head = this.#storedHead();
      if (this.#head === 0) this.#logId = '';
      return error;
    } catch (second) {
      const stage = error instanceof WriteFailed ? error.stage : 'write';
      return new WriteFailed(
        stage,
        new AggregateError([error, second], `${messageOf(error)}; ${messageOf(second)}`),
      );
    }
  }

  #learn(): void {
    this.#head = this.#storedHead();
    const [first] = this.#head > 0 ? this.read(0, 1) : [];
    if (first !== undefined) this.#logId = logIdOf(first.stream, first.type, first.data, this.#instance);
  }

  #storedHead(): number {
    const head = this.#statements.head.get()?.['head'];
    return typeof head === 'number' ? head : 0;
  }

  #events(rows: readonly unknown[]): readonly LoggedEvent[] {
    return (rows as readonly EventRow[]).map(
      ([sequence, streamId, revision, typeId, id, salt, data, meta]) => ({
        sequence,
        stream: this.#names.streamName(streamId),
        revision,
        id,
        type: this.#names.typeName(typeId),
        data,
        meta,
        salt,
      }),
    );
  }
}

/** The columns of `EVENT`, in their order. */
type EventRow = readonly [number, number, number, number, string, string, string, string];

/** Sequence and salt. */
type PlaceRow = readonly [number, string];

const EVENT = 'SELECT sequence, stream_id, revision, type_id, id, salt, data, meta FROM event';

interface Statements {
  readonly page: StatementSync;
  readonly stream: StatementSync;
  readonly leaf: StatementSync;
  readonly place: StatementSync;
  readonly head: StatementSync;
  readonly insert: StatementSync;
}

function prepareStatements(db: DatabaseSync): Statements {
  // With a bare limit SQLite compiles the statement anew for each value.
  const page = db.prepare(`${EVENT} WHERE sequence > ? ORDER BY sequence LIMIT ? + 0`);
  const stream = db.prepare(`${EVENT} WHERE stream_id = ? AND revision >= ? ORDER BY revision`);
  const place = db.prepare('SELECT sequence, salt FROM event WHERE stream_id = ? AND revision = ?');
  // Rows as arrays take two thirds of the time that rows as objects take.
  for (const statement of [page, stream, place]) statement.setReturnArrays(true);
  return {
    page,
    stream,
    leaf: db.prepare('SELECT leaf FROM event WHERE sequence = ?'),
    place,
    head: db.prepare('SELECT max(sequence) AS head FROM event'),
    insert: db.prepare(
      'INSERT INTO event (sequence, stream_id, revision, type_id, id, salt, leaf, data, meta) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
    ),
  };
}
