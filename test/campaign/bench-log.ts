import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { StatementSync } from 'node:sqlite';
import { eventRecord, leafOf } from '../../src/log/format.js';
import { NO_STREAM } from '../../src/log/event-log.js';
import type { LoggedEvent, StreamAppend } from '../../src/log/event-log.js';
import { openLogFile } from '../../src/log/log-file-schema.js';
import { SqliteEventLog } from '../../src/log/sqlite.event-log.js';
import { uuidFrom } from '../../src/uuid.js';

/** One line of `npm run bench`: what we reach, what the yardstick of the same run reaches, and the share. */
export interface BenchRow {
  readonly name: string;
  readonly unit: string;
  readonly ours: number;
  readonly baseline: number;
  readonly ratio: number;
}

/** Lines of a dossier in a log: fifteen months of one grant each. */
const EVENTS_PER_STREAM = 15;
const APPENDS_PER_CALL = 500;

/**
 * Bulk append of determinations of about 2 KB, month after month over all dossiers, against bare inserts of the same
 * rows into the same table, in turns of one transaction each. Two yardsticks: a file with our settings, and one that
 * differs in the page size, which SQLite would choose itself. `with canonical JSON` adds what the engine does before.
 */
export async function benchBulkAppend(events: number): Promise<readonly BenchRow[]> {
  return inFolder(async (folder) => {
    const log = SqliteEventLog.open({ path: join(folder, 'ours.sqlite'), instance: 'bench' });
    const alike = openLogFile({ path: join(folder, 'alike.sqlite'), writable: true });
    const usual = openUsual(join(folder, 'usual.sqlite'), alike.db);
    const ms = await fillAll(events, log, [alike.db, usual]);
    await log.close();
    alike.close();
    usual.close();
    const perSecond = (time: number): number => Math.round((events / time) * 1000);
    const row = (name: string, ours: number, baseline: number): BenchRow => ({
      name: `bulk append${name}, ${events} events`,
      unit: 'events/s',
      ours: perSecond(ours),
      baseline: perSecond(baseline),
      ratio: baseline / ours,
    });
    const [inAlike = NaN, inUsual = NaN] = ms.bare;
    return [
      row(' / bare inserts', ms.append, inAlike),
      row(' with canonical JSON / bare inserts', ms.append + ms.canonical, inAlike),
      row(' / bare inserts in 4 KiB pages', ms.append, inUsual),
      row(' with canonical JSON / bare inserts in 4 KiB pages', ms.append + ms.canonical, inUsual),
    ];
  });
}

interface Spent {
  canonical: number;
  append: number;
  readonly bare: number[];
}

/** Milliseconds spent on the same rows by us and by each of the others. */
async function fillAll(events: number, log: SqliteEventLog, others: readonly DatabaseSync[]): Promise<Spent> {
  const streams = Math.ceil(events / EVENTS_PER_STREAM);
  const inserts = others.map((db) => ({ db, insert: db.prepare(INSERT) }));
  const ms: Spent = { canonical: 0, append: 0, bare: others.map(() => 0) };
  await log.append([opening()]);
  for (let done = 0; done < events; done += APPENDS_PER_CALL) {
    const appends: StreamAppend[] = [];
    for (let n = done; n < Math.min(done + APPENDS_PER_CALL, events); n += 1) {
      const line = lineOf(n, streams);
      const canonicalFrom = performance.now();
      appends.push(appendOf(line));
      ms.canonical += performance.now() - canonicalFrom;
    }
    const appendFrom = performance.now();
    await log.append(appends);
    ms.append += performance.now() - appendFrom;
    const rows = rowsOf(log.local.read(done + 1, APPENDS_PER_CALL), streams);
    for (const [index, { db, insert }] of inserts.entries()) {
      const bareFrom = performance.now();
      insertAll(db, insert, rows);
      ms.bare[index] = (ms.bare[index] ?? 0) + performance.now() - bareFrom;
    }
  }
  return ms;
}

/** Appends of one event each: 64 clients that each wait for their answer, against one client that does. */
export async function benchGroupCommit(events: number): Promise<readonly BenchRow[]> {
  const one = await clientsAppend(1, Math.ceil(events / 8));
  const many = await clientsAppend(64, events);
  return [
    {
      name: `64 clients / one at a time, ${events} events`,
      unit: 'events/s',
      ours: Math.round(many),
      baseline: Math.round(one),
      ratio: many / one,
    },
  ];
}

/** Reading the whole log page by page, against a bare statement over the same file that makes objects of the same columns. */
export async function benchRead(events: number): Promise<readonly BenchRow[]> {
  return inFolder(async (folder) => {
    const path = join(folder, 'log.sqlite');
    const log = SqliteEventLog.open({ path, instance: 'bench' });
    const streams = Math.ceil(events / EVENTS_PER_STREAM);
    await log.append([opening()]);
    for (let done = 1; done < events; done += APPENDS_PER_CALL) {
      const size = Math.min(APPENDS_PER_CALL, events - done);
      await log.append(
        Array.from({ length: size }, (_, index) => appendOf(lineOf(done - 1 + index, streams))),
      );
    }
    const { db, close } = openLogFile({ path, writable: false });
    const page = db.prepare('SELECT * FROM event WHERE sequence > ? ORDER BY sequence LIMIT ?');
    const read = (pageAfter: (sequence: number) => readonly unknown[]): number => {
      const from = performance.now();
      for (let after = 0; after < events; after += pageAfter(after).length);
      return (events / (performance.now() - from)) * 1000;
    };
    const baseline = read((after) => page.all(after, APPENDS_PER_CALL));
    const ours = read((after) => log.local.read(after, APPENDS_PER_CALL));
    close();
    await log.close();
    const name = `reading pages / bare select, ${events} events`;
    return [
      {
        name,
        unit: 'events/s',
        ours: Math.round(ours),
        baseline: Math.round(baseline),
        ratio: ours / baseline,
      },
    ];
  });
}

async function clientsAppend(clients: number, events: number): Promise<number> {
  return inFolder(async (folder) => {
    const log = SqliteEventLog.open({ path: join(folder, 'log.sqlite'), instance: 'bench' });
    await log.append([opening()]);
    const each = Math.ceil(events / clients);
    const work = Array.from({ length: clients }, (_, client) =>
      Array.from({ length: each }, (_, revision) => appendOf(lineOf(revision * clients + client, clients))),
    );
    const from = performance.now();
    await Promise.all(
      work.map(async (appends) => {
        for (const append of appends) {
          const [outcome] = await log.append([append]);
          if (outcome?.status !== 'appended') throw new Error(`not appended: ${JSON.stringify(outcome)}`);
        }
      }),
    );
    const seconds = (performance.now() - from) / 1000;
    await log.close();
    return (each * clients) / seconds;
  });
}

async function inFolder<Result>(work: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'flows-bench-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

interface Line {
  readonly stream: string;
  readonly revision: number;
  readonly id: string;
  readonly data: object;
  readonly meta: object;
}

const appendOf = ({ stream, revision, id, data, meta }: Line): StreamAppend => ({
  stream,
  expectedRevision: revision - 1,
  events: [eventRecord({ id, type: 'LineDetermined.v1', data, meta })],
});

const opening = (): StreamAppend => ({
  stream: 'log',
  expectedRevision: NO_STREAM,
  events: [
    eventRecord({
      id: uuidFrom('bench', 'opened'),
      type: 'LogOpened.v1',
      data: {
        logId: uuidFrom('bench', 'log'),
        format: 1,
        instance: 'bench',
        clock: 'simulated',
        founders: ['a', 'b'],
      },
      meta: metaOf(0),
    }),
  ],
});

type Row = readonly [number, number, number, number, string, string, Uint8Array, string, string];

/** What our table holds of these events; in the bench, a stream's number follows from its place in the month. */
const rowsOf = (events: readonly LoggedEvent[], streams: number): readonly Row[] =>
  events.map((event) => {
    const leaf = Buffer.from(leafOf('bench', event), 'hex');
    const { sequence, revision, id, salt, data, meta } = event;
    return [sequence, 2 + ((sequence - 2) % streams), revision, 2, id, salt, leaf, data, meta];
  });

const INSERT =
  'INSERT INTO event (sequence, stream_id, revision, type_id, id, salt, leaf, data, meta) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)';

/** The same tables, as durable, with as large a cache, in pages of SQLite's own choice. */
function openUsual(path: string, alike: DatabaseSync): DatabaseSync {
  const db = new DatabaseSync(path);
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -131072');
  for (const { sql } of alike.prepare('SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL').all())
    db.exec(String(sql));
  return db;
}

function insertAll(db: DatabaseSync, insert: StatementSync, rows: readonly Row[]): void {
  db.exec('BEGIN IMMEDIATE');
  for (const row of rows) insert.run(...row);
  db.exec('COMMIT');
}

/** The n-th determination: about 2 KB with its metadata, in the shape and the order of keys that a decider gives it. */
function lineOf(n: number, streams: number): Line {
  const [file, month] = [n % streams, Math.floor(n / streams)];
  const dossierId = `0b4de0c1-7a2d-5f3e-9c55-${String(file).padStart(12, '0')}`;
  const reference = `20${10 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`;
  return {
    stream: `dossier-${dossierId}`,
    revision: month,
    id: uuidFrom('bench', n),
    data: dataOf(dossierId, reference, n),
    meta: metaOf(n),
  };
}

function dataOf(dossierId: string, month: string, n: number): object {
  const [gross, net] = [131_420 + (n % 9_973), 72_281 + (n % 5_501)];
  const [from, cpasId] = [`${month}-01`, 'cpas-0a1b2c3d4e5f'];
  return {
    dossierId,
    cpasId,
    fund: 'federal',
    scheme: 'RIS',
    law: 1,
    line: { kind: 'grant', referenceMonth: month },
    version: 1,
    replacesVersion: 0,
    cause: 'due',
    validDay: `${month}-28`,
    firstDay: from,
    lastDay: `${month}-28`,
    sendingDate: `${month}-28`,
    form: {
      submissionId: '0b4de0c1-7a2d-5f3e-9c55-000000001234',
      line: n,
      formReference: `B-2025-${n}`,
      senderId: cpasId,
      receivedAt: '2025-01-10T09:00:00.000Z',
      sendingDate: '2025-01-10',
    },
    decidedOn: '2025-01-05',
    notifiedOn: '2025-01-08',
    recoveryType: null,
    gross,
    net,
    articles: [
      {
        budgetArticle: '101',
        basicAllocation: '44.55.unconfirmed',
        gross,
        net,
        components: [componentOf(gross, net)],
      },
    ],
    segments: [segmentOf(month, gross)],
    lost: [],
    claimedMonth: null,
    beneficiaries: [{ pseudonym: `k1:${uuidFrom('person', n).replaceAll('-', '').repeat(2)}`, role: 'main' }],
    differences: [{ budgetArticle: '101', basicAllocation: '44.55.unconfirmed', gross, net }],
    provisional: false,
    policies: [{ policy: 'shareRounding', version: 1 }],
    ruleCode: 'ris-share@1',
  };
}

const componentOf = (base: number, amount: number): object => ({
  code: 'baseShare',
  rate: '0.55',
  anchor: 'countYear',
  anchorDate: '2023-01-01',
  base,
  exact: `${base * 11}/20`,
  amount,
  rule: {
    ruleId: 'ris.share',
    sequence: 1234,
    validFrom: '2025-01-01',
    legalReference: 'Law of 26 May 2002, art. 32',
  },
  provisional: false,
});

const segmentOf = (month: string, amount: number): object => ({
  firstDay: `${month}-01`,
  lastDay: `${month}-28`,
  days: 28,
  daysInMonth: 28,
  decisionFrom: '2024-11-03',
  category: 2,
  monthAmount: amount,
  yearAmount: amount * 12,
  resourcesYear: 0,
  fullMonth: amount,
  granted: amount,
  exact: String(amount),
  rule: {
    ruleId: 'ris.amount',
    sequence: 1200,
    validFrom: '2025-02-01',
    legalReference: 'Royal decree of 11 July 2002',
  },
});

const metaOf = (n: number): object => ({
  recordedAt: '2025-02-03T09:00:00.000Z',
  actor: { issuer: 'flows', subject: 'month-run', kind: 'process', mandate: 'runManager' },
  commandId: uuidFrom('bench', 'command', n),
  commandHash: 'a'.repeat(64),
  causationId: uuidFrom('bench', 'run'),
  correlationId: uuidFrom('bench', 'run'),
  traceId: '0'.repeat(32),
  knownThrough: n,
  engine: '0.1.0',
  node: 'bench',
});
