import { addDays, instantOfMs, msOfInstant, startOfDay } from '../../src/domain/time.js';
import type { Day, Instant } from '../../src/domain/time.js';
import type { Store } from '../projection.js';

/** What the trail is narrowed to; every condition given must hold. */
export interface TrailFilter {
  /** Subject of the acting official or process. */
  readonly official?: string | undefined;
  /** A beneficiary by any of the pseudonyms: every event of the dossiers that had named the person. */
  readonly pseudonyms?: readonly string[] | undefined;
  /** A CPAS as the event names it; its predecessors have events of their own. */
  readonly cpasId?: string | undefined;
  readonly stream?: string | undefined;
  /** One row alone. */
  readonly sequence?: number | undefined;
  /** Name in memory, such as `StatementIssued`. */
  readonly type?: string | undefined;
  /** First and last Brussels day on the log's clock, the running maximum of stamps. */
  readonly from?: Day | undefined;
  readonly until?: Day | undefined;
}

/** Rows in log order after a sequence; the picture ends at `asOfSequence`, so that page 7 belongs to page 1. */
export interface TrailPage {
  readonly afterSequence: number;
  readonly asOfSequence: number;
  readonly limit: number;
}

export interface TrailRow {
  readonly sequence: number;
  readonly stream: string;
  readonly revision: number;
  readonly type: string;
  readonly recordedAt: string;
  readonly issuer: string;
  readonly official: string;
  readonly kind: string;
  readonly mandate: string;
  readonly eventId: string;
  readonly commandId: string;
  readonly causationId: string;
  readonly correlationId: string;
  readonly knownThrough: number;
  readonly why: string;
  readonly parties: readonly string[];
  /** Those whom the dossier of the event had named by then. */
  readonly beneficiaries: readonly string[];
}

/** One page; the last row's sequence is the cursor of the next one, which is empty where there is none. */
export function trailOf(store: Store, filter: TrailFilter, page: TrailPage): readonly TrailRow[] {
  const from = filter.from === undefined ? 0 : lastBefore(store, filter.from);
  const after = Math.max(page.afterSequence, from, (filter.sequence ?? 0) - 1);
  const until = Math.min(
    page.asOfSequence,
    filter.sequence ?? page.asOfSequence,
    filter.until === undefined ? page.asOfSequence : lastOn(store, filter.until),
  );
  const { tables, cursor, where, values } = narrowed(filter);
  const sql = `SELECT t.*, s.name stream_name, s.beneficiaries, y.name type_name, a.issuer, a.subject, a.kind, a.mandate,
      (SELECT cause_id FROM cause WHERE id = t.causation) causation_id,
      (SELECT cause_id FROM cause WHERE id = t.correlation) correlation_id
    FROM ${tables} JOIN stream s ON s.id = t.stream JOIN type y ON y.id = t.type JOIN actor a ON a.id = t.actor
    WHERE ${cursor} > :after AND ${cursor} <= :until ${where} ORDER BY ${cursor} LIMIT :limit + 0`;
  const party = namesIn(store, 'SELECT party_id name FROM party WHERE id = ?');
  return store
    .prepare(sql)
    .all({
      ...values,
      ...(filter.pseudonyms !== undefined && { asOf: page.asOfSequence }),
      after,
      until,
      limit: page.limit,
    })
    .map((row) => ({
      ...plainRow(row),
      parties: party(row['parties']),
      beneficiaries: namedBy(String(row['beneficiaries']), page.asOfSequence),
    }));
}

/** The pseudonyms of a stream (`p1:00@17 p1:01@23`) that were named at a sequence. */
const namedBy = (text: string, asOfSequence: number): readonly string[] =>
  text.split(' ').flatMap((one) => {
    const [pseudonym = '', sequence] = one.split('@');
    return pseudonym === '' || Number(sequence) > asOfSequence ? [] : [pseudonym];
  });

/** The streams of the dossiers that ever named a person, under one of the pseudonyms. */
export const streamsNaming = (store: Store, pseudonyms: readonly string[]): readonly string[] =>
  store
    .prepare(
      `SELECT DISTINCT s.name FROM beneficiary b JOIN stream s ON s.id = b.stream
      WHERE b.pseudonym IN (SELECT value FROM json_each(?)) ORDER BY s.name`,
    )
    .all(JSON.stringify(pseudonyms))
    .map((row) => String(row['name']));

/** What a time means as a sequence. */
export interface AsOf {
  /** The longest prefix of the log whose running maximum of stamps is at or before the time. */
  readonly sequence: number;
  /** True where the time is in the last minute of the log or after it: events with earlier stamps may still come. */
  readonly provisional: boolean;
}

/** `asOf` a time. `head` is the sequence up to which the trail is built. */
export function sequenceAsOf(store: Store, moment: Instant, head: number): AsOf {
  const next = store
    .prepare('SELECT sequence FROM moment WHERE recorded_at > ? ORDER BY recorded_at LIMIT 1')
    .get(moment);
  const last = store.prepare('SELECT MAX(recorded_at) recorded_at FROM moment').get()?.['recorded_at'];
  const settled = typeof last === 'string' ? Date.parse(last) - 60_000 : -Infinity;
  return {
    sequence: next === undefined ? head : Number(next['sequence']) - 1,
    provisional: msOfInstant(moment) > settled,
  };
}

const lastBefore = (store: Store, day: Day): number =>
  sequenceAsOf(store, instantOfMs(msOfInstant(startOfDay(day)) - 1), Number.MAX_SAFE_INTEGER).sequence;

const lastOn = (store: Store, day: Day): number => lastBefore(store, addDays(day, 1));

/** How many events of a type belong to a process, after the sequence of what set it going and up to one. */
export const countOfProcess = (
  store: Store,
  of: {
    readonly correlationId: string;
    readonly type: string;
    readonly after: number;
    readonly asOfSequence: number;
  },
): number =>
  Number(
    store
      .prepare(
        `SELECT COUNT(*) n FROM trail WHERE sequence > ? AND sequence <= ? AND correlation = (SELECT id FROM cause WHERE cause_id = ?)
          AND type = (SELECT id FROM type WHERE name = ?)`,
      )
      .get(of.after, of.asOfSequence, of.correlationId, of.type)?.['n'],
  );

/** The narrowest condition leads, in the order of its own index, so that a page costs what it shows. */
function narrowed(filter: TrailFilter) {
  const { official, pseudonyms, cpasId, stream, type } = filter;
  const persons = pseudonyms === undefined ? undefined : JSON.stringify(pseudonyms);
  const conditions: string[] = [];
  const values: Record<string, string> = {};
  const add = (name: string, value: string | undefined, condition: string): void => {
    if (value === undefined) return;
    conditions.push(`AND ${condition}`);
    values[name] = value;
  };
  add(
    'persons',
    persons,
    't.stream IN (SELECT stream FROM beneficiary WHERE pseudonym IN (SELECT value FROM json_each(:persons)) AND sequence <= :asOf)',
  );
  add('stream', stream, 't.stream = (SELECT id FROM stream WHERE name = :stream)');
  add('type', type, 't.type = (SELECT id FROM type WHERE name = :type)');
  add('official', official, 't.official = (SELECT id FROM official WHERE subject = :official)');
  add('cpas', cpasId, 'p.party = (SELECT id FROM party WHERE party_id = :cpas)');
  // The events of a CPAS are many, those of a person few: the list of a CPAS leads only where no person does.
  const leads = cpasId !== undefined && persons === undefined && stream === undefined;
  const tables =
    cpasId === undefined ? ['trail t'] : leads ? ['trail_party p', 'trail t'] : ['trail t', 'trail_party p'];
  if (cpasId !== undefined) conditions.push('AND t.sequence = p.sequence');
  return {
    tables: tables.join(' CROSS JOIN '),
    cursor: leads ? 'p.sequence' : 't.sequence',
    where: conditions.join(' '),
    values,
  };
}

/** Reads the names of a list of rows such as `3,17`. */
function namesIn(store: Store, sql: string): (rows: unknown) => readonly string[] {
  const find = store.prepare(sql);
  return (rows) =>
    String(rows)
      .split(',')
      .filter((row) => row !== '')
      .map((row) => String(find.get(Number(row))?.['name']));
}

function plainRow(row: Readonly<Record<string, unknown>>): Omit<TrailRow, 'parties' | 'beneficiaries'> {
  const commandId = String(row['command_id']);
  return {
    sequence: Number(row['sequence']),
    stream: String(row['stream_name']),
    revision: Number(row['revision']),
    type: String(row['type_name']),
    recordedAt: String(row['recorded_at']),
    issuer: String(row['issuer']),
    official: String(row['subject']),
    kind: String(row['kind']),
    mandate: String(row['mandate']),
    eventId: String(row['event_id']),
    commandId,
    causationId: textOr(row['causation_id'], commandId),
    correlationId: textOr(row['correlation_id'], commandId),
    knownThrough: Number(row['known_through']),
    why: String(row['why']),
  };
}

/** A cause that is the command itself is stored as null. */
const textOr = (value: unknown, otherwise: string): string => (typeof value === 'string' ? value : otherwise);
