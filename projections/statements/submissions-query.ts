import type { Instant } from '../../src/domain/time.js';
import type { Store } from '../projection.js';
import { EVERY, NOW, readPage } from './owners.js';
import type { RowPage, RowWindow } from './owners.js';

/** A received file. */
export interface SubmissionRow {
  readonly submissionId: string;
  readonly receivedAt: string;
  readonly receivedBy: string;
  readonly format: string;
  readonly bytes: number;
  /** Null until it was read to its end. */
  readonly completed: SubmissionTotals | null;
}

/** Control totals: lines = accepted + unchanged + refused. */
export interface SubmissionTotals {
  readonly lines: number;
  readonly accepted: number;
  readonly unchanged: number;
  readonly refused: number;
  /** Evidence id of the list with the outcome of each line. */
  readonly outcomeList: string;
}

export interface RefusedRow {
  /** A rejection code, or `malformed`. */
  readonly code: string;
  /** The field that is malformed; empty where none is named. */
  readonly field: string;
  readonly lines: number;
}

/** Moments of receipt, both included. */
export interface Received {
  readonly from: Instant;
  readonly until: Instant;
}

/** Which files, and as known at which sequence. */
export interface SubmissionsAsked extends Received {
  readonly asOfSequence: number;
}

/** Files by moment of receipt, the newest first. */
export const submissionsOf = (
  store: Store,
  {
    from,
    until,
    asOfSequence,
    offset,
    limit,
  }: SubmissionsAsked & { readonly offset: number; readonly limit: number },
): readonly SubmissionRow[] =>
  store
    .prepare(
      `SELECT * FROM submission WHERE ${ASKED} ORDER BY received_at DESC, submission_id DESC LIMIT ? + 0 OFFSET ? + 0`,
    )
    .all(from, until, asOfSequence, limit, offset)
    .map((row) => submissionRow(row, asOfSequence));

export const countSubmissions = (store: Store, { from, until, asOfSequence }: SubmissionsAsked): number =>
  Number(
    store.prepare(`SELECT COUNT(*) n FROM submission WHERE ${ASKED}`).get(from, until, asOfSequence)?.['n'],
  );

const ASKED = 'received_at >= ? AND received_at <= ? AND received <= ?';

/** A file as it was known at a sequence; undefined where it was not received by then. */
export function submissionById(
  store: Store,
  submissionId: string,
  asOfSequence: number,
): SubmissionRow | undefined {
  const row = store
    .prepare('SELECT * FROM submission WHERE submission_id = ? AND received <= ?')
    .get(submissionId, asOfSequence);
  return row && submissionRow(row, asOfSequence);
}

/** The file whose receipt has the causation id. */
export function submissionCausedBy(store: Store, causationId: string): SubmissionRow | undefined {
  const row = store.prepare('SELECT * FROM submission WHERE cause = ?').get(causationId);
  return row && submissionRow(row, Number.MAX_SAFE_INTEGER);
}

/** Refused lines of the files received in a time, as known at a sequence, by reason, most frequent first. */
export const refusedPage = (
  store: Store,
  asked: SubmissionsAsked & { readonly code?: string | undefined; readonly field?: string | undefined },
  window: RowWindow,
): RowPage<RefusedRow> =>
  readPage(
    store,
    {
      sql: `SELECT code, field, SUM(r.lines) lines FROM refused r JOIN submission s USING (submission_id)
        WHERE received_at >= :from AND received_at <= :until AND r.sequence <= :asOf
          AND (:code IS NULL OR code = :code) AND (:field IS NULL OR field = :field) GROUP BY code, field`,
      orderBy: '3 DESC, code, field',
      values: {
        from: asked.from,
        until: asked.until,
        asOf: asked.asOfSequence,
        code: asked.code ?? null,
        field: asked.field ?? null,
      },
      row: (row) => ({
        code: String(row['code']),
        field: String(row['field']),
        lines: Number(row['lines']),
      }),
    },
    window,
  );

export const refusedByReason = (store: Store, received: Received): readonly RefusedRow[] =>
  refusedPage(store, { ...received, ...NOW }, EVERY).rows;

const submissionRow = (row: Readonly<Record<string, unknown>>, asOfSequence: number): SubmissionRow => ({
  submissionId: String(row['submission_id']),
  receivedAt: String(row['received_at']),
  receivedBy: String(row['received_by']),
  format: String(row['format']),
  bytes: Number(row['bytes']),
  completed:
    row['completed'] === null || Number(row['completed']) > asOfSequence
      ? null
      : {
          lines: Number(row['lines']),
          accepted: Number(row['accepted']),
          unchanged: Number(row['unchanged']),
          refused: Number(row['refused']),
          outcomeList: String(row['outcome_list']),
        },
});
