import { fact } from '../shape.js';
import type {
  RedeterminationApproved,
  RedeterminationCompleted,
  RedeterminationProposed,
  RedeterminationWithdrawn,
} from './events.js';

/** The stored versions of the facts of a redetermination. */
export const redeterminationFacts = [
  fact<RedeterminationProposed>('RedeterminationProposed', {
    redeterminationId: 'text',
    scheme: 'text',
    basis: 'text',
    ruleIds: 'list',
    cpasIds: 'list',
    from: 'month?',
    to: 'month?',
    ruleSequence: 'whole',
    proposedOn: 'day',
    totals: 'list',
    digest: 'text',
    proposedBy: 'text',
  }),
  fact<RedeterminationApproved>('RedeterminationApproved', {
    redeterminationId: 'text',
    digest: 'text',
    approvedBy: 'text',
  }),
  fact<RedeterminationWithdrawn>('RedeterminationWithdrawn', {
    redeterminationId: 'text',
    withdrawnBy: 'text',
  }),
  fact<RedeterminationCompleted>('RedeterminationCompleted', {
    redeterminationId: 'text',
    lines: 'whole',
    gross: 'cents',
    net: 'cents',
    overtaken: 'whole',
    refused: 'list',
  }),
];
