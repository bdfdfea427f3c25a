import type { PreviewTotal, RefusedMonths } from '../../domain/redetermination/events.js';
import type { Redetermination } from '../../domain/redetermination/redetermination-book.js';
import type { RedeterminationLine } from '../../engine/redetermination-lines.js';
import { sumOf } from '../../engine/redetermination-preview.js';
import type { Links } from '../links.js';
import type { Moment } from '../moment.js';
import { differencesView } from './determination.view.js';
import { partyReference } from './parties.view.js';
import type { Sight } from './parties.view.js';

/** A redetermination as it stands in a list. */
export function redeterminationItem({ status, proposal }: Redetermination, links: Links) {
  const { redeterminationId: id, scheme, basis, ruleIds, cpasIds, from, to } = proposal;
  return {
    href: links.to(`redeterminations/${id}`),
    id,
    stateCode: status,
    schemeCode: scheme,
    basisCode: basis,
    ...(ruleIds.length > 0 && { parameterIds: ruleIds }),
    ...(cpasIds.length > 0 && { cpasIds }),
    ...(from !== null && { startMonth: from }),
    ...(to !== null && { endMonth: to }),
    proposedBy: proposal.proposedBy,
    proposedDate: proposal.proposedOn,
  };
}

/** A redetermination with what came of it. `determined` is how many lines have their new version. */
export function redeterminationDocument(found: Redetermination, determined: number, links: Links) {
  const { proposal, approvedBy, withdrawnBy, outcome } = found;
  const isWorking = approvedBy !== null && outcome === null;
  const progress = { stepCode: 'redetermine', done: determined, total: sumOf(proposal.totals).lines };
  return {
    ...redeterminationItem(found, links),
    version: String(found.revision),
    previewSequence: proposal.ruleSequence,
    digest: proposal.digest,
    preview: { href: links.to(`redeterminations/${proposal.redeterminationId}/preview`) },
    ...(isWorking && { progress }),
    ...(approvedBy !== null && { approvedBy }),
    ...(withdrawnBy !== null && { withdrawnBy }),
    ...(outcome !== null && {
      outcome: {
        lines: outcome.lines,
        gross: outcome.gross,
        net: outcome.net,
        overtaken: outcome.overtaken,
        refused: refusedView(outcome.refused),
      },
    }),
  };
}

const refusedView = (refused: readonly RefusedMonths[]) =>
  refused.map(({ code, months }) => ({ refusalCode: code, months }));

/** What it comes to for one CPAS. */
export function previewItem(
  { cpasId, scheme, refused, ...sums }: PreviewTotal,
  redeterminationId: string,
  sight: Sight & { readonly moment: Moment },
) {
  const { links, moment } = sight;
  const question = { cpasId, asOfSequence: moment.sequence };
  return {
    href: links.to(`redeterminations/${redeterminationId}/preview`, question),
    details: { href: links.to(`redeterminations/${redeterminationId}/lines`, question) },
    cpas: partyReference(cpasId, sight),
    schemeCode: scheme,
    ...sums,
    refused: refusedView(refused),
  };
}

/** A line of the preview and what became of it. */
export function redeterminationLine(line: RedeterminationLine, links: Links) {
  const { dossierId, month } = line;
  const key = line.status === 'refused' ? month : line.lineKey;
  const dossier = `dossiers/${dossierId}`;
  return {
    href: links.to(`${dossier}/lines/${key}`),
    dossier: { id: dossierId, href: links.to(dossier) },
    referenceMonth: month,
    stateCode: line.status,
    ...(line.status === 'refused' ? { refusalCode: line.code } : amountsOf(line, links)),
  };
}

function amountsOf(line: Exclude<RedeterminationLine, { status: 'refused' }>, links: Links) {
  const { dossierId, lineKey, newVersion: version } = line;
  return {
    lineKey,
    replacesVersion: line.replacesVersion,
    grossBefore: line.grossBefore,
    grossAfter: line.grossAfter,
    netBefore: line.netBefore,
    netAfter: line.netAfter,
    differences: differencesView(line),
    ...(version !== null && {
      version,
      explanation: { href: links.to(`dossiers/${dossierId}/lines/${lineKey}/explanation`, { version }) },
    }),
  };
}
