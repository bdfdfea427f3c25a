import { countOfProcess } from '../../projections/audit-trail/query.js';
import * as dossiers from '../../projections/dossiers/query.js';
import { factsBetween, lastFactAt } from '../../projections/reference/query.js';
import * as statements from '../../projections/statements/query.js';
import { minus } from '../domain/money.js';
import type { PreviewTotal } from '../domain/redetermination/events.js';
import type { Redetermination } from '../domain/redetermination/redetermination-book.js';
import { brusselsDay } from '../domain/time.js';
import { processIdOf, redeterminationOf } from '../engine/redetermination.js';
import { redeterminationLines } from '../engine/redetermination-lines.js';
import type { RedeterminationLine } from '../engine/redetermination-lines.js';
import type { RedeterminationTools } from '../engine/redetermination-plan.js';
import { sumOf } from '../engine/redetermination-preview.js';
import type { Flows } from './door.js';
import type { Output } from './output.js';
import { labelOf, partyAsked } from './parties.js';

/** What a redetermination needs of an open node. */
export function redeterminationTools(flows: Flows, output: Output): RedeterminationTools {
  const bars = new Map<string, ReturnType<Output['progress']>>();
  return {
    engine: flows.engine,
    reads: { ...dossiers, ...statements, factsBetween, lastFactAt },
    onProgress: (step, done, total) => {
      const bar = bars.get(step) ?? output.progress(step, total);
      bars.set(step, bar);
      bar.at(done);
      if (done >= total) bar.end();
    },
  };
}

/** One row of a list: what was proposed, and how far it is. */
export function summaryOf(
  flows: Flows,
  { status, proposal, approvedBy, approvedSequence, outcome }: Redetermination,
) {
  const { redeterminationId, totals, proposedBy, digest, ruleSequence } = proposal;
  const { scheme, basis, ruleIds, cpasIds, from, to } = proposal;
  const { cpas, lines, netDifference, refused } = sumOf(totals);
  return {
    redeterminationId,
    status,
    ...{ scheme, basis, ruleIds, cpasIds, from, to, ruleSequence, digest, proposedBy, approvedBy },
    cpas,
    lines,
    netDifference,
    determined: outcome?.lines ?? determinedSince(flows, redeterminationId, approvedSequence),
    overtaken: outcome?.overtaken ?? null,
    refused: refused.map(({ code, months }) => `${months} ${code}`).join(', '),
  };
}

/** Lines that have their new version, of one that is not completed. */
function determinedSince(flows: Flows, redeterminationId: string, after: number | null): number {
  if (after === null) return 0;
  const correlationId = processIdOf(redeterminationId);
  return flows.engine.read('audit-trail', (store, { sequence: asOfSequence }) =>
    countOfProcess(store, { correlationId, type: 'LineDetermined', after, asOfSequence }),
  );
}

/** One of them, and how far it is. */
export function showOne(flows: Flows, output: Output, redetermination: Redetermination): void {
  output.record(summaryOf(flows, redetermination));
}

/** What it comes to per CPAS and scheme. */
export function showTotals(flows: Flows, output: Output, redetermination: Redetermination): void {
  const summary = summaryOf(flows, redetermination);
  const totals = redetermination.proposal.totals
    .map((total) => totalRow(flows, total))
    .sort((a, b) => (a.cpas < b.cpas ? -1 : 1));
  if (output.format === 'json') return output.record({ ...summary, totals });
  if (output.format === 'table') output.record(summary);
  output.text();
  output.rows(
    totals.map(({ refused, ...total }) => ({
      ...total,
      refused: refused.map(({ code, months }) => `${months} ${code}`).join(', '),
    })),
    TOTAL_COLUMNS,
  );
}

const TOTAL_COLUMNS = [
  'cpas',
  'scheme',
  'lines',
  'grossBefore',
  'grossAfter',
  'netBefore',
  'netAfter',
  'netDifference',
  'refused',
];

const totalRow = (flows: Flows, total: PreviewTotal) => ({
  cpas: labelOf(flows, total.cpasId, brusselsDay(flows.clock.now())),
  ...total,
  grossDifference: minus(total.grossAfter, total.grossBefore),
  netDifference: minus(total.netAfter, total.netBefore),
});

const PAGE = 1_000;

/** Every line of one CPAS in its preview, and what became of it. */
export async function showLines(
  flows: Flows,
  output: Output,
  { id, nis }: { readonly id: string; readonly nis: string },
): Promise<void> {
  const tools = redeterminationTools(flows, output);
  const cpasId = partyAsked(flows, nis);
  const { engine } = flows;
  const asked = { cpasId, limit: PAGE, asOfSequence: engine.reference().knownThrough };
  const found = redeterminationOf(engine, id);
  const lines: RedeterminationLine[] = [];
  for (let page: readonly RedeterminationLine[] | undefined; page?.length !== 0; lines.push(...page)) {
    page = await redeterminationLines(tools, found, { ...asked, after: lines.at(-1)?.place ?? null });
  }
  const rows = lines.map(({ place: _place, ...line }) => line);
  output.rows(rows, LINE_COLUMNS);
}

const LINE_COLUMNS = [
  'dossierId',
  'lineKey',
  'replacesVersion',
  'netBefore',
  'netAfter',
  'netDifference',
  'status',
  'code',
  'sequence',
];
