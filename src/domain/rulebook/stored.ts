import { fact } from '../shape.js';
import type { RulebookConfirmed, RulebookProposed } from './events.js';

/** The stored versions of the facts of a rulebook. */
export const rulebookFacts = [
  fact<RulebookProposed>('RulebookProposed', {
    scheme: 'text',
    proposalId: 'text',
    proposedBy: 'text',
    parameters: 'list',
  }),
  fact<RulebookConfirmed>('RulebookConfirmed', { scheme: 'text', proposalId: 'text', confirmedBy: 'text' }),
];
