import type { RunRow, RunSummaryRow } from '../../../projections/statements/query.js';
import type { PendingProposal } from '../../domain/proposals.js';
import type { RunHistory } from '../../engine/month-run-history.js';
import type { Links } from '../links.js';
import { regionCode } from './parties.view.js';
import { articleView } from './statements.view.js';

const itemOf = (month: string, links: Links) => ({ href: links.to(`monthRuns/${month}`), yearMonth: month });

/** A run that waits for its approval. */
export const proposedItem = ({ key, sentThrough }: PendingProposal, links: Links) => ({
  ...itemOf(key, links),
  stateCode: 'proposed',
  sentThroughDate: sentThrough,
});

/** A run that made its cut. */
export const runItem = (row: RunRow, links: Links) => ({
  ...itemOf(row.month, links),
  stateCode: row.completed ? 'completed' : 'started',
  sentThroughDate: row.sentThrough,
  cutSequence: row.cut,
  issueDate: row.issuedOn,
  statements: row.statements,
  issuedStatements: row.issued,
  items: row.items,
  net: row.net,
  payable: row.payable,
  carriedForward: row.carried,
});

/** A run as it was recorded, with the totals of its cut where it was made. */
export function runDocument(
  { version, proposed, started, completed }: RunHistory,
  row: RunRow | undefined,
  links: Links,
) {
  const { month, sentThrough, proposalId, proposedBy, due } = proposed.data;
  const cut = started && {
    stateCode: completed ? 'completed' : 'started',
    cutSequence: started.sequence,
    issueDate: started.data.issuedOn,
    approvedBy: started.data.confirmedBy,
    startedAt: started.meta.recordedAt,
  };
  return {
    ...itemOf(month, links),
    version: String(version),
    stateCode: 'proposed',
    sentThroughDate: sentThrough,
    proposal: { id: proposalId, href: links.to(`proposals/${proposalId}`) },
    proposedBy,
    ...(due && { due }),
    ...cut,
    ...(row && runItem(row, links)),
  };
}

export function totalView(row: RunSummaryRow, month: string, links: Links) {
  const region = regionCode(row.region);
  return {
    href: links.to('statements', { yearMonth: month }),
    ...(region !== undefined && { regionCode: region }),
    ...articleView(row),
    lineTypeCode: row.lineType,
    cpas: row.cpas,
    items: row.items,
    gross: row.gross,
    net: row.net,
  };
}
