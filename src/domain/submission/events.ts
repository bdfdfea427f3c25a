import type { OfficialId } from '../ids.js';
import type { Instant } from '../time.js';

export interface SubmissionReceived {
  readonly type: 'SubmissionReceived';
  readonly data: {
    readonly submissionId: string;
    /** HMAC of the file's bytes, with the id of its key. */
    readonly fileHash: string;
    readonly format: 'ndjson' | 'csv';
    readonly bytes: number;
    readonly receivedAt: Instant;
    readonly receivedBy: OfficialId;
  };
}

export interface RefusedLine {
  readonly line: number;
  /** Null where the line could not be read so far. */
  readonly formReference: string | null;
  /** A rejection code, or `malformed`. */
  readonly code: string;
  readonly field: string | null;
  readonly rule: string;
}

/** At most 500 refused lines each. */
export interface SubmissionLinesRefused {
  readonly type: 'SubmissionLinesRefused';
  readonly data: {
    readonly submissionId: string;
    readonly chunk: number;
    readonly lines: readonly RefusedLine[];
  };
}

/** Control totals: lines = accepted + unchanged + refused. The last event of the stream. */
export interface SubmissionCompleted {
  readonly type: 'SubmissionCompleted';
  readonly data: {
    readonly submissionId: string;
    readonly lines: number;
    /** Lines that recorded something, now or when the same form was sent before. */
    readonly accepted: number;
    /** Lines equal to what stands. */
    readonly unchanged: number;
    readonly refused: number;
    /** Evidence id (keyed hash) of the list with the outcome of each line. */
    readonly outcomeList: string;
  };
}

export type SubmissionEvent = SubmissionReceived | SubmissionLinesRefused | SubmissionCompleted;
