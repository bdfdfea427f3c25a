import type { Instant } from '../../src/domain/time.js';
import type { Store } from '../projection.js';

/** A received file with its control totals; they are null until it was read to its end. */
export interface SubmissionRow {
  readonly submissionId: string;
  readonly receivedAt: string;
  readonly receivedBy: string;
  readonly bytes: number;
  readonly lines: number | null;
  readonly accepted: number | null;
  readonly unchanged: number | null;
  readonly refused: number | null;
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

/** Files by moment of receipt. */
export const submissionsOf = (store: Store, { from, until }: Received): readonly SubmissionRow[] =>
  store
    .prepare(
      'SELECT * FROM submission WHERE received_at >= ? AND received_at <= ? ORDER BY received_at, submission_id',
    )
    .all(from, until)
    .map((row) => ({
      submissionId: String(row['submission_id']),
      receivedAt: String(row['received_at']),
      receivedBy: String(row['received_by']),
      bytes: Number(row['bytes']),
      lines: numberOrNull(row['lines']),
      accepted: numberOrNull(row['accepted']),
      unchanged: numberOrNull(row['unchanged']),
      refused: numberOrNull(row['refused']),
    }));

/** Refused lines of the files received in a time, by reason, most frequent first. */
export const refusedByReason = (store: Store, { from, until }: Received): readonly RefusedRow[] =>
  store
    .prepare(
      `SELECT code, field, SUM(r.lines) lines FROM refused r JOIN submission s USING (submission_id)
      WHERE received_at >= ? AND received_at <= ? GROUP BY code, field ORDER BY 3 DESC, code, field`,
    )
    .all(from, until)
    .map((row) => ({
      code: String(row['code']),
      field: String(row['field']),
      lines: Number(row['lines']),
    }));

const numberOrNull = (value: unknown): number | null => (value === null ? null : Number(value));
