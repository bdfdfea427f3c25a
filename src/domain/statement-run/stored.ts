import { fact, next } from '../shape.js';
import type { StatementRunCompleted, StatementRunProposed, StatementRunStarted } from './events.js';

/** As stored before a proposal said what is due. */
interface StatementRunProposedV1 {
  readonly type: 'StatementRunProposed';
  readonly data: Omit<StatementRunProposed['data'], 'due'>;
}

const statementRunProposedV1 = fact<StatementRunProposedV1>('StatementRunProposed', {
  month: 'month',
  sentThrough: 'day',
  proposalId: 'text',
  proposedBy: 'text',
});

/** The stored versions of the facts of a month run. */
export const statementRunFacts = [
  next<StatementRunProposed, StatementRunProposedV1['data']>(
    statementRunProposedV1,
    { month: 'month', sentThrough: 'day', due: 'record?', proposalId: 'text', proposedBy: 'text' },
    (old) => ({ ...old, due: null }),
  ),
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
