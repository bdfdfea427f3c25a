import { fact } from '../shape.js';
import type { MandateConfirmed, MandateProposed, MandateRevoked } from './events.js';

/** The stored versions of the facts of a mandate. */
export const mandateFacts = [
  fact<MandateProposed>('MandateProposed', {
    proposalId: 'text',
    officialId: 'text',
    role: 'text',
    schemes: 'list',
    validFrom: 'day',
    validUntil: 'day?',
    proposedBy: 'text',
  }),
  fact<MandateConfirmed>('MandateConfirmed', { proposalId: 'text', officialId: 'text', confirmedBy: 'text' }),
  fact<MandateRevoked>('MandateRevoked', {
    officialId: 'text',
    role: 'text',
    from: 'day',
    reason: 'text',
    revokedBy: 'text',
  }),
];
