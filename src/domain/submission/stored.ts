import { fact } from '../shape.js';
import type { SubmissionCompleted, SubmissionLinesRefused, SubmissionReceived } from './events.js';

/** The stored versions of the facts of a submission. */
export const submissionFacts = [
  fact<SubmissionReceived>('SubmissionReceived', {
    submissionId: 'text',
    fileHash: 'text',
    format: 'text',
    bytes: 'whole',
    receivedAt: 'instant',
    receivedBy: 'text',
  }),
  fact<SubmissionLinesRefused>('SubmissionLinesRefused', {
    submissionId: 'text',
    chunk: 'whole',
    lines: 'list',
  }),
  fact<SubmissionCompleted>('SubmissionCompleted', {
    submissionId: 'text',
    lines: 'whole',
    accepted: 'whole',
    unchanged: 'whole',
    refused: 'whole',
    outcomeList: 'text',
  }),
];
