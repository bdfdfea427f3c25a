import type { SubmissionRow } from '../../../projections/statements/query.js';
import type { DossierEvent } from '../../domain/dossier/events.js';
import type { AssessedLine } from '../../engine/assess.js';
import type { LineOutcome } from '../../engine/outcome-list.js';
import type { Problem } from '../../intake/problem.js';
import type { Links } from '../links.js';
import { decisionView, determinationView } from './determination.view.js';
import { partyReference } from './parties.view.js';
import type { Sight } from './parties.view.js';

/** A received file as it stands in a list. */
export function submissionItem(row: SubmissionRow, links: Links) {
  const { submissionId: id, receivedAt, receivedBy, bytes, completed } = row;
  return {
    href: links.to(`submissions/${id}`),
    id,
    stateCode: completed === null ? 'processing' : 'completed',
    receivedAt,
    receivedBy,
    bytes,
    ...(completed && {
      lines: completed.lines,
      accepted: completed.accepted,
      unchanged: completed.unchanged,
      refused: completed.refused,
    }),
  };
}

export const submissionDocument = (row: SubmissionRow, links: Links) => ({
  ...submissionItem(row, links),
  formatCode: row.format,
  ...(row.completed && {
    outcomeList: { href: links.to(`submissions/${row.submissionId}/outcomeList`) },
  }),
});

/** A line of the outcome list. */
export const outcomeView = ({ line, formReference, outcome, dossierId, problems }: LineOutcome) => ({
  line,
  ...(formReference !== null && { formReference }),
  outcome,
  ...(dossierId !== null && { dossierId }),
  problems: problems.map(problemView),
});

/** The same with links. */
export function submissionLine(row: LineOutcome, submissionId: string, links: Links) {
  const { dossierId, ...shown } = outcomeView(row);
  return {
    href: links.to(`submissions/${submissionId}/lines`, { line: row.line }),
    ...shown,
    ...(dossierId !== undefined && {
      dossier: { id: dossierId, href: links.to(`dossiers/${dossierId}`) },
    }),
  };
}

const problemView = ({ code, field, rule }: Problem) => ({
  refusalCode: code,
  ...(field !== null && { field }),
  rule,
});

export const OUTCOME_COLUMNS = 'line,formReference,outcome,dossierId,refusalCode,field,rule\r\n';

/** The rows of a line in CSV (RFC 4180): one for each of its problems, one where it has none. */
export function outcomeRows({ line, formReference, outcome, dossierId, problems }: LineOutcome): string {
  const head = [String(line), formReference ?? '', outcome, dossierId ?? ''];
  const ends =
    problems.length === 0 ? [['', '', '']] : problems.map((one) => [one.code, one.field ?? '', one.rule]);
  return ends.map((end) => `${[...head, ...end].map(quoted).join(',')}\r\n`).join('');
}

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** What a line would do. */
export const simulatedLine = (assessed: AssessedLine, sight: Sight) => ({
  line: assessed.line,
  ...(assessed.formReference !== null && { formReference: assessed.formReference }),
  outcome: assessed.outcome,
  effects: assessed.events.map((event) => effectView(event, sight)),
  problems: assessed.problems.map(problemView),
});

function effectView(event: DossierEvent, sight: Sight) {
  const base = {
    kindCode: `${event.type.charAt(0).toLowerCase()}${event.type.slice(1)}`,
    dossierId: event.data.dossierId,
  };
  if (event.type === 'LineDetermined')
    return { ...base, determination: determinationView(event.data, sight) };
  if (event.type !== 'DossierOpened') return { ...base, decision: decisionView(event, sight) };
  const { scheme, cpasId, openedByNis, fileNumber } = event.data;
  const cpas = partyReference(cpasId, sight);
  const openedDossier = {
    schemeCode: scheme,
    cpas,
    openedByMunicipalityCode: Number(openedByNis),
    fileNumber,
  };
  return { ...base, openedDossier };
}
