import { join } from 'node:path';
import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { NO_STREAM } from '../log/event-log.js';
import type { EventRecord, LocalLog, LoggedEvent, StreamAppend } from '../log/event-log.js';
import { eventRecord, sizeOf } from '../log/format.js';
import { openLogFile } from '../log/log-file-schema.js';
import { SqliteEventLog } from '../log/sqlite.event-log.js';
import { uuidFrom } from '../uuid.js';
import { quantile, rateFigure } from './figure.js';
import type { BenchFigure } from './figure.js';

export interface AppendBench {
  /** The events to append again: those of a nation. */
  readonly source: LocalLog;
  readonly instance: string;
  /** An empty folder for the logs that are written. */
  readonly folder: string;
}

/** Appends a transaction, and events of each: one, as a month of lines is. */
const PAGE = 500;

/**
 * The last events of a log appended again through the port, against bare inserts of the same rows into the same table,
 * in turns of one transaction each. Both files first get, off the clock, all that came before: so the events are those
 * of the months, as large as lines are, and not the small ones that open the nation's files, each with a stream of its
 * own. The second figure adds what the engine does before: canonical JSON.
 */
export async function benchBulkAppend(
  { source, instance, folder }: AppendBench,
  events: number,
): Promise<readonly BenchFigure[]> {
  const path = join(folder, 'appended.sqlite');
  const log = SqliteEventLog.open({ path, instance });
  const reading = openLogFile({ path, writable: false });
  const bare = openLogFile({ path: join(folder, 'bare.sqlite'), writable: true });
  try {
    const turn = turnOf({ log, rows: rowsOf(reading.db), insert: inserterOf(bare.db) });
    const copy = async (after: number, through: number): Promise<Spent> => {
      const spent = { canonical: 0, append: 0, inserts: 0, bytes: 0 };
      for (let done = after; done < through; done += PAGE) {
        await turn(source.read(done, Math.min(PAGE, through - done)), spent);
      }
      return spent;
    };
    const before = source.head() - events;
    await copy(0, before);
    const { canonical, append, inserts, bytes } = await copy(before, source.head());
    const figure = (name: string, ms: number): BenchFigure =>
      rateFigure(name, { ours: (events / ms) * 1000, baseline: (events / inserts) * 1000, atLeast: 0.4 });
    const what = `bulk append of ${events} events of ${Math.round(bytes / events)} bytes`;
    return [
      figure(`${what} / bare inserts`, append),
      figure('the same with canonical JSON / bare inserts', append + canonical),
    ];
  } finally {
    reading.close();
    bare.close();
    await log.close();
  }
}

interface Turning {
  readonly log: SqliteEventLog;
  readonly rows: (after: number) => readonly Row[];
  readonly insert: (rows: readonly Row[]) => void;
}

/** Milliseconds, and the bytes of the events. */
interface Spent {
  canonical: number;
  append: number;
  inserts: number;
  bytes: number;
}

function turnOf({
  log,
  rows,
  insert,
}: Turning): (events: readonly LoggedEvent[], spent: Spent) => Promise<void> {
  return async (events, spent) => {
    const before = log.local.head();
    const contents = events.map(contentOf);
    const records = timed(spent, 'canonical', () => contents.map(eventRecord));
    const appends = events.map(({ stream, revision }, index): StreamAppend => {
      const record = records[index];
      if (record === undefined) throw new Error('a record is missing');
      spent.bytes += sizeOf(record);
      return { stream, expectedRevision: revision - 1, events: [record] };
    });
    // Only an append waits, and garbage is collected while something waits: also what the bench itself has left.
    await nextTurn();
    const from = performance.now();
    const outcomes = await log.append(appends);
    spent.append += performance.now() - from;
    if (outcomes.some(({ status }) => status !== 'appended')) throw new Error('an event was not appended');
    const written = rows(before);
    timed(spent, 'inserts', () => insert(written));
  };
}

function timed<T>(spent: Spent, what: keyof Spent, work: () => T): T {
  const from = performance.now();
  const result = work();
  spent[what] += performance.now() - from;
  return result;
}

const contentOf = ({ id, type, data, meta, salt }: LoggedEvent): Parameters<typeof eventRecord>[0] => ({
  id,
  type,
  data: JSON.parse(data) as object,
  meta: JSON.parse(meta) as object,
  salt,
});

type Row = readonly SQLInputValue[];

/** Rows as they stand in our table. */
function rowsOf(db: DatabaseSync): (after: number) => readonly Row[] {
  const page = db.prepare('SELECT * FROM event WHERE sequence > ? ORDER BY sequence');
  page.setReturnArrays(true);
  return (after) => page.all(after) as unknown as readonly Row[];
}

function inserterOf(db: DatabaseSync): (rows: readonly Row[]) => void {
  const insert: StatementSync = db.prepare('INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)');
  return (rows) => {
    db.exec('BEGIN IMMEDIATE');
    for (const row of rows) insert.run(...row);
    db.exec('COMMIT');
  };
}

const CLIENTS = 64;
const ROUNDS = 3;
const EACH = 150;

/** Appends of one event each: 64 clients that each wait for their answer, against one client that does; median of rounds. */
export async function benchGroupCommit(bench: AppendBench): Promise<BenchFigure> {
  const records = linesOf(bench.source, CLIENTS * EACH);
  const rates: Record<'many' | 'one', number[]> = { many: [], one: [] };
  for (let round = 0; round < ROUNDS; round += 1) {
    rates.one.push(
      await clientsAppend(bench, { name: `one-${round}`, clients: 1, records: records.slice(0, 10 * EACH) }),
    );
    rates.many.push(await clientsAppend(bench, { name: `many-${round}`, clients: CLIENTS, records }));
  }
  const [ours, baseline] = [quantile(rates.many, 0.5), quantile(rates.one, 0.5)];
  return rateFigure(`group commit, ${CLIENTS} clients / one at a time`, { ours, baseline, atLeast: 3 });
}

/** Determinations of the log, again and again until there are enough, under ids of their own. */
function linesOf(source: LocalLog, count: number): readonly EventRecord[] {
  const lines: LoggedEvent[] = [];
  for (let after = source.head(); lines.length < count && after > 0; after -= PAGE) {
    const page = source.read(Math.max(0, after - PAGE), PAGE);
    lines.push(...page.filter(({ type }) => type.startsWith('LineDetermined.')));
  }
  return Array.from({ length: count }, (_, index) => {
    const line = lines[index % lines.length];
    if (line === undefined) throw new Error('the log has no determination');
    const { salt: _salt, ...content } = contentOf(line);
    return eventRecord({ ...content, id: uuidFrom('bench', index) });
  });
}

interface Clients {
  readonly name: string;
  readonly clients: number;
  readonly records: readonly EventRecord[];
}

/** Events a second. */
async function clientsAppend(
  { source, instance, folder }: AppendBench,
  { name, clients, records }: Clients,
): Promise<number> {
  const log = SqliteEventLog.open({ path: join(folder, `${name}.sqlite`), instance });
  const [first] = source.read(0, 1);
  if (first === undefined) throw new Error('the log is empty');
  await log.append([
    { stream: first.stream, expectedRevision: NO_STREAM, events: [eventRecord(contentOf(first))] },
  ]);
  const started = performance.now();
  await Promise.all(
    Array.from({ length: clients }, async (_, client) => {
      const own = records.filter((_record, index) => index % clients === client);
      for (const [index, record] of own.entries()) {
        const append = { stream: `client-${client}`, expectedRevision: index - 1, events: [record] };
        const [outcome] = await log.append([append]);
        if (outcome?.status !== 'appended') throw new Error(`not appended: ${JSON.stringify(outcome)}`);
      }
    }),
  );
  const rate = (records.length / (performance.now() - started)) * 1000;
  await log.close();
  return rate;
}
