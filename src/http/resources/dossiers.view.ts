import type { DossierKey } from '../../../projections/dossiers/query.js';
import type { ExplainedLine } from '../../../projections/statements/query.js';
import type { Recorded } from '../../domain/decider.js';
import { undeterminedMonths } from '../../domain/dossier/due.js';
import type { DossierEvent, LineDetermined } from '../../domain/dossier/events.js';
import type { GrantRun } from '../../domain/dossier/state.js';
import { standingOn } from '../../domain/dossier/timeline.js';
import { partyId } from '../../domain/ids.js';
import { lineKeyText } from '../../domain/statements/item.js';
import { addMonths, later, monthOf } from '../../domain/time.js';
import type { YearMonth } from '../../domain/time.js';
import type { DossierAt } from '../../engine/dossier-at.js';
import type { RuleConfirmation, UsedShare } from '../../engine/line-uses.js';
import type { Links } from '../links.js';
import { decisionView, differencesView, formView, grantView } from './determination.view.js';
import type { DecisionEvent } from './determination.view.js';
import { partyReference } from './parties.view.js';
import type { Sight } from './parties.view.js';

/** A dossier as it stands in a list, with the CPAS that has it. */
export function dossierItem({ dossierId: id, scheme, openedBy, fileNumber }: DossierKey, sight: Sight) {
  const owner = sight.known.parties.ownerOn(partyId(openedBy), sight.on);
  return {
    href: sight.links.to(`dossiers/${id}`),
    id,
    schemeCode: scheme,
    cpas: partyReference(owner, sight),
    fileNumber,
  };
}

/** The key of a dossier as its opening says it. */
export const keyOf = ({ opened: { data } }: DossierAt): DossierKey => ({
  dossierId: data.dossierId,
  scheme: data.scheme,
  openedBy: data.cpasId,
  fileNumber: data.fileNumber,
});

/** A dossier with the decision that stands on the day. */
export function dossierDocument(dossier: DossierAt, sight: Sight) {
  const { state, opened } = dossier;
  const item = dossierItem(keyOf(dossier), sight);
  const standing = standingOn(state.timeline, sight.on);
  const due = firstDue(dossier, sight);
  return {
    ...item,
    openedBy: partyReference(opened.data.cpasId, sight),
    ...(standing?.kind === 'decision' && {
      decision: {
        kindCode: 'decision',
        form: formView(standing.form, sight),
        decisionDate: standing.decidedOn,
        ...grantView(standing),
      },
    }),
    determinedPeriods: periodsOf(state.grants),
    ...(due !== undefined && { dueFromMonth: due }),
    decisions: { href: `${item.href}/decisions` },
    lines: { href: `${item.href}/lines` },
  };
}

/** Runs of months that follow each other, whatever their versions. */
function periodsOf(grants: readonly GrantRun[]) {
  const periods: { readonly startMonth: YearMonth; endMonth: YearMonth }[] = [];
  for (const { from, to } of grants) {
    const last = periods.at(-1);
    if (last && addMonths(last.endMonth, 1) === from) last.endMonth = to;
    else periods.push({ startMonth: from, endMonth: to });
  }
  return periods;
}

/** The first month without a line although a decision stands: at the latest the one after all that is known. */
function firstDue({ state }: DossierAt, { known }: Sight): YearMonth | undefined {
  const ends = [
    monthOf(known.openedOn),
    ...state.grants.map((run) => run.to),
    ...state.timeline.map((entry) => monthOf(entry.effectiveFrom)),
  ];
  const through = addMonths(ends.reduce(later), 1);
  return undeterminedMonths(state, through, known)[0];
}

/** What a form decided, with its entry in the audit trail. */
export const recordedDecision = (fact: Recorded<DossierEvent> & DecisionEvent, sight: Sight) => ({
  href: entryOf(fact.sequence, sight.links),
  sequence: fact.sequence,
  recordedAt: fact.meta.recordedAt,
  ...decisionView(fact, sight),
});

export const entryOf = (sequence: number, links: Links): string => links.to('auditTrail', { sequence });

const hrefOf = ({ dossierId, line }: LineDetermined['data'], links: Links): string =>
  links.to(`dossiers/${dossierId}/lines/${lineKeyText(line)}`);

/** A version of a line in short, where it is found under `href`. */
export const lineItem = ({ sequence, meta, data }: Recorded<LineDetermined>, href: string) => ({
  href,
  key: lineKeyText(data.line),
  version: data.version,
  sequence,
  recordedAt: meta.recordedAt,
  causeCode: data.cause,
  sendingDate: data.sendingDate,
  formReference: data.form.formReference,
  gross: data.gross,
  net: data.net,
});

/** A line in its current version. */
export const currentLine = (fact: Recorded<LineDetermined>, links: Links) =>
  lineItem(fact, hrefOf(fact.data, links));

/** A version of a line, with its difference to the one before. */
export const lineVersion = (fact: Recorded<LineDetermined>, links: Links) => ({
  ...lineItem(fact, explanationOf(fact, links)),
  differences: differencesView(fact.data),
});

export const explanationOf = ({ data }: Recorded<LineDetermined>, links: Links): string =>
  links.to(`dossiers/${data.dossierId}/lines/${lineKeyText(data.line)}/explanation`, {
    version: data.version,
  });

export const lineReference = ({ data }: Recorded<LineDetermined>, links: Links) => ({
  key: lineKeyText(data.line),
  href: hrefOf(data, links),
});

/** Where the differences of a line are listed; without the statement until it is issued. */
export const statedItems = ({ items }: ExplainedLine, sight: Sight) =>
  items.map(({ cpasId, number, ...item }) => ({
    ...(number !== null && {
      statement: {
        id: `${cpasId}-${number}`,
        href: sight.links.to(`statements/${cpasId}-${number}`),
        number,
      },
    }),
    cpas: partyReference(partyId(cpasId), sight),
    yearMonth: item.month,
    position: item.position,
    budgetArticleCode: item.budgetArticle,
    lineTypeCode: item.lineType,
    gross: item.gross,
    net: item.net,
  }));

export const staleRules = ({ stale }: ExplainedLine) =>
  stale.map(({ ruleId, knownThrough, latestSequence }) => ({
    parameterId: ruleId,
    knownThroughSequence: knownThrough,
    latestSequence,
  }));

export const ruleApproval = (
  { sequence, recordedAt, type, official, leaf }: RuleConfirmation,
  links: Links,
) => ({
  href: entryOf(sequence, links),
  sequence,
  recordedAt,
  eventType: type,
  officialId: official,
  leafHash: leaf,
});

export const usedShare = ({ sequence, share }: UsedShare, links: Links) => ({
  href: links.to(`cpas/${share.cpasId}/shares/${share.year}`),
  year: share.year,
  share: share.share,
  sequence,
  basisCode: share.basis,
  counts: share.counts.map(({ year, averageHundredths }) => ({
    year,
    average: String(averageHundredths / 100),
  })),
  ...(share.previousShare !== null && { previousShare: share.previousShare }),
  ruleVersion: share.ruleCode,
});
