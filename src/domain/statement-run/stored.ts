import { fact } from '../shape.js';
import type { StatementRunCompleted, StatementRunProposed, StatementRunStarted } from './events.js';

/** The stored versions of the facts of a month run. */
export const statementRunFacts = [
  fact<StatementRunProposed>('StatementRunProposed', {
    month: 'month',
    sentThrough: 'day',
    proposalId: 'text',
    proposedBy: 'text',
  }),
  fact<StatementRunStarted>('StatementRunStarted', {
    month: 'month',
    sentThrough: 'day',
    issuedOn: 'day',
    proposalId: 'text',
    confirmedBy: 'text',
  }),
  fact<StatementRunCompleted>('StatementRunCompleted', {
    month: 'month',
    cut: 'whole',
    statements: 'whole',
    items: 'whole',
    net: 'cents',
    payable: 'cents',
  }),
];
