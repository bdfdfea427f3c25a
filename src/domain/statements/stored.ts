import { fact } from '../shape.js';
import type { StatementIssued } from './events.js';

/** The stored versions of the facts of the statements of a CPAS. */
export const statementsFacts = [
  fact<StatementIssued>('StatementIssued', {
    cpasId: 'text',
    number: 'whole',
    month: 'month',
    cut: 'whole',
    sentThrough: 'day',
    issuedOn: 'day',
    funds: 'list',
    movements: 'list',
    itemCount: 'whole',
    itemRoot: 'text',
    policies: 'list',
  }),
];
