import { fact } from '../shape.js';
import type { ShareConfirmed, ShareDetermined } from './events.js';

/** The stored versions of the facts of the shares of a CPAS. */
export const shareFacts = [
  fact<ShareDetermined>('ShareDetermined', {
    cpasId: 'text',
    scheme: 'text',
    year: 'whole',
    share: 'text',
    status: 'text',
    basis: 'text',
    counts: 'list',
    countedParties: 'list',
    previousShare: 'text?',
    policies: 'list',
    ruleCode: 'text',
    legalReference: 'text',
    source: 'text',
    proposalId: 'text',
    proposedBy: 'text',
  }),
  fact<ShareConfirmed>('ShareConfirmed', {
    cpasId: 'text',
    scheme: 'text',
    year: 'whole',
    proposalId: 'text',
    confirmedBy: 'text',
  }),
];
