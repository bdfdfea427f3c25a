import { unreachable } from '../decider.js';
import type { Decider } from '../decider.js';
import type { OfficialId } from '../ids.js';
import { mandateFor } from '../mandate/mandate-for.js';
import { Rejection } from '../rejection.js';
import type { MandateUse, Rules } from '../rules.js';
import type { Day, Instant } from '../time.js';
import type { RefusedLine, SubmissionCompleted, SubmissionEvent, SubmissionReceived } from './events.js';

interface SubmissionAct {
  /** Derived from the keyed hash of the file, so that the same file is the same submission. */
  readonly submissionId: string;
  /** The official who takes the file in, with the mandate `intake` on the day `on`. */
  readonly by: OfficialId;
  /** Brussels day of acting. */
  readonly on: Day;
}

export interface ReceiveSubmission extends SubmissionAct {
  readonly type: 'ReceiveSubmission';
  readonly fileHash: string;
  readonly format: 'ndjson' | 'csv';
  readonly bytes: number;
  readonly receivedAt: Instant;
}

/** Lines that were refused, with reasons; those known already are passed over, so that an interrupted file can be resumed. */
export interface RefuseLines extends SubmissionAct {
  readonly type: 'RefuseLines';
  /** 1 to {@link REFUSED_LINES_MAX}. */
  readonly lines: readonly RefusedLine[];
}

/** The file is through. Every refused line must have been recorded before. */
export interface CompleteSubmission extends SubmissionAct {
  readonly type: 'CompleteSubmission';
  readonly lines: number;
  readonly accepted: number;
  readonly unchanged: number;
  readonly refused: number;
  readonly outcomeList: string;
}

export type SubmissionCommand = ReceiveSubmission | RefuseLines | CompleteSubmission;

/** Refused lines that one fact holds at most: an event stays far below its limit of 512 KiB. */
export const REFUSED_LINES_MAX = 500;

export type SubmissionState =
  | { readonly status: 'none' }
  | { readonly status: 'received'; readonly chunks: number; readonly refused: readonly number[] }
  | { readonly status: 'completed' };

/** A received file: receipt, refused lines in chunks, control totals. The same file again writes nothing. */
export const submission: Decider<SubmissionState, SubmissionCommand, SubmissionEvent, Rules> = {
  version: 1,
  initial: { status: 'none' },
  streamOf: (command) => `submission-${command.submissionId}`,
  decide(command, state, rules) {
    mandateFor(rules.mandates, mandateOf(command));
    if (state.status === 'completed') return [];
    switch (command.type) {
      case 'ReceiveSubmission':
        return state.status === 'none' ? [received(command)] : [];
      case 'RefuseLines':
        return refuseLines(command, state);
      case 'CompleteSubmission':
        return complete(command, state);
      default:
        return unreachable(command);
    }
  },
  mandateOf,
  evolve(state, event) {
    switch (event.type) {
      case 'SubmissionReceived':
        return { status: 'received', chunks: 0, refused: [] };
      case 'SubmissionLinesRefused': {
        const before = state.status === 'received' ? state.refused : [];
        return {
          status: 'received',
          chunks: event.data.chunk,
          refused: [...before, ...event.data.lines.map((one) => one.line)],
        };
      }
      case 'SubmissionCompleted':
        return { status: 'completed' };
      default:
        return unreachable(event);
    }
  },
};

function mandateOf({ by, on }: SubmissionCommand): MandateUse {
  return { official: by, role: 'intake', scheme: 'RIS', on };
}

function received(command: ReceiveSubmission): SubmissionReceived {
  const { submissionId, fileHash, format, bytes, receivedAt, by } = command;
  return {
    type: 'SubmissionReceived',
    data: { submissionId, fileHash, format, bytes, receivedAt, receivedBy: by },
  };
}

function refuseLines(
  { submissionId, lines }: RefuseLines,
  state: Exclude<SubmissionState, { status: 'completed' }>,
): readonly SubmissionEvent[] {
  if (state.status === 'none') throw new Rejection('invalidState', { submissionId, status: state.status });
  if (lines.length > REFUSED_LINES_MAX) {
    throw new Rejection('invalidState', { submissionId, lines: lines.length, linesMax: REFUSED_LINES_MAX });
  }
  const known = new Set(state.refused);
  const fresh = lines.filter((one) => !known.has(one.line));
  if (fresh.length === 0) return [];
  return [{ type: 'SubmissionLinesRefused', data: { submissionId, chunk: state.chunks + 1, lines: fresh } }];
}

function complete(
  command: CompleteSubmission,
  state: Exclude<SubmissionState, { status: 'completed' }>,
): readonly SubmissionCompleted[] {
  const { submissionId, lines, accepted, unchanged, refused, outcomeList } = command;
  if (state.status === 'none') throw new Rejection('invalidState', { submissionId, status: state.status });
  if (accepted + unchanged + refused !== lines || refused > state.refused.length) {
    throw new Rejection('invalidState', {
      submissionId,
      lines,
      accepted,
      unchanged,
      refused,
      refusedRecorded: state.refused.length,
    });
  }
  return [
    {
      type: 'SubmissionCompleted',
      data: { submissionId, lines, accepted, unchanged, refused, outcomeList },
    },
  ];
}
