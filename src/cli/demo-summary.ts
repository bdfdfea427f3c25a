import { trialBalanceAt } from '../../projections/balances/query.js';
import {
  explainSequence,
  itemsOf,
  largestOfRun,
  lostByLateness,
  refusedByReason,
  runSummary,
  runsOf,
  staleLines,
} from '../../projections/statements/query.js';
import type { LostRow, RunRow, RunSummaryRow, StatementRow } from '../../projections/statements/query.js';
import type { LineDetermined } from '../domain/dossier/events.js';
import { plus } from '../domain/money.js';
import { brusselsDay, instant } from '../domain/time.js';
import { lineFactAt } from '../engine/line-fact.js';
import type { Played } from './demo-scenario.js';
import type { Flows } from './door.js';
import { explain, unfolded } from './explain.js';
import type { Output } from './output.js';
import { REGIONS, labelOf } from './parties.js';

interface Shown extends Played {
  readonly seconds: number;
  readonly data: string;
  readonly seed: number;
  readonly percent: number;
}

const STATEMENTS = 'statements';
const ALWAYS = { from: instant('2000-01-01T00:00:00.000Z'), until: instant('2100-01-01T00:00:00.000Z') };

/** What a finance officer would ask after a quarter, and what to try next. */
export function showSummary(flows: Flows, output: Output, shown: Shown): void {
  const { engine } = flows;
  const facts = engine.read(STATEMENTS, (store, at) => {
    const runs = runsOf(store);
    const cut = runs[0]?.cut ?? 0;
    return {
      sequence: at.sequence,
      runs,
      byArticle: runs.flatMap((run) => runSummary(store, run.cut)),
      refused: refusedByReason(store, ALWAYS),
      lost: lostByLateness(store),
      largest: largestOfRun(store, cut, 5),
      stale: staleLines(store).length,
    };
  });
  const trial = engine.read('balances', (store) =>
    trialBalanceAt(store, { asOfSequence: facts.sequence, validOn: null }),
  );
  const { submitted, seconds, seed, percent } = shown;
  const peakMiB = Math.round(process.resourceUsage().maxRSS / 1024);
  if (output.format === 'json') {
    output.record({ ...facts, trial, submitted, seconds, seed, percent, peakMiB, data: shown.data });
    return;
  }
  showFigures(flows, output, { ...facts, trial, submitted });
  const line = unfold(flows, output, facts.largest[0]);
  whatNext(output, shown, { run: facts.runs[0], largest: facts.largest[0], line });
  output.text();
  output.text(
    `${facts.sequence} events in ${seconds.toFixed(1)} s, peak memory ${peakMiB} MiB, seed ${seed}, ${percent} % of the nation`,
  );
}

interface Figures {
  readonly sequence: number;
  readonly runs: readonly RunRow[];
  readonly byArticle: readonly RunSummaryRow[];
  readonly refused: readonly object[];
  readonly lost: readonly LostRow[];
  readonly largest: readonly StatementRow[];
  readonly stale: number;
  readonly trial: readonly object[];
  readonly submitted: Played['submitted'];
}

function showFigures(flows: Flows, output: Output, facts: Figures): void {
  section(output, 'Month runs');
  output.rows([...facts.runs].reverse(), [
    'month',
    'sentThrough',
    'statements',
    'items',
    'net',
    'payable',
    'carried',
    'cut',
  ]);
  section(output, 'All runs, by region and budget article');
  output.rows(byRegion(facts.byArticle), ['region', 'budgetArticle', 'items', 'gross', 'net']);
  section(output, 'Refused lines, by reason');
  output.rows(facts.refused, ['code', 'field', 'lines']);
  const surprises = facts.submitted.reduce((sum, one) => sum + one.surprises, 0);
  output.text(`${surprises} lines ended otherwise than the scenario says`);
  section(output, 'Lost by lateness (law of 26 May 2002, art. 21 par. 6), first of those');
  output.rows(
    facts.lost.slice(0, 5).map((row) => ({ cpas: label(flows, row.cpasId), ...row })),
    ['cpas', 'lines', 'gross'],
  );
  section(output, 'Largest CPAS of the last run');
  output.rows(
    facts.largest.map((row) => ({ cpas: label(flows, row.cpasId), ...row })),
    ['cpas', 'number', 'items', 'movements', 'payable'],
  );
  section(output, `Trial balance at sequence ${facts.sequence}`);
  output.rows(facts.trial, ['fund', 'expense', 'open', 'stated', 'paid', 'offset', 'total']);
  output.text(`${facts.stale} determinations did not know a rule confirmed before them`);
}

function section(output: Output, title: string): void {
  output.text();
  output.text(title);
}

const label = (flows: Flows, id: string): string => labelOf(flows, id, brusselsDay(flows.clock.now()));

/** Line types and runs summed. */
function byRegion(rows: readonly RunSummaryRow[]): readonly object[] {
  const totals = new Map<
    string,
    {
      region: string;
      budgetArticle: string;
      items: number;
      gross: RunSummaryRow['gross'];
      net: RunSummaryRow['net'];
    }
  >();
  for (const { region, budgetArticle, items, gross, net } of rows) {
    const key = `${region ?? ''} ${budgetArticle}`;
    const before = totals.get(key);
    totals.set(key, {
      region: REGIONS[region ?? ''] ?? '',
      budgetArticle,
      items: items + (before?.items ?? 0),
      gross: before ? plus(before.gross, gross) : gross,
      net: before ? plus(before.net, net) : net,
    });
  }
  return [...totals.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, total]) => total);
}

/** One cent down to its law: of the largest statement, the line with the most to tell. */
function unfold(flows: Flows, output: Output, statement: StatementRow | undefined): number | undefined {
  if (statement === undefined) return undefined;
  const { cut, cpasId } = statement;
  const line = flows.engine.read(STATEMENTS, (store) => {
    const items = itemsOf(store, { cut, cpasId, afterPosition: 0, limit: 2_000 });
    const [best] = [...new Set(items.map((item) => item.sequence))]
      .map((sequence) => lineFactAt(flows.engine.local, sequence))
      .sort((a, b) => toTell(b.data) - toTell(a.data));
    return best && explainSequence(store, best.sequence);
  });
  if (line === undefined) return undefined;
  section(output, 'One cent unfolded');
  explain(flows, output, unfolded(flows, line));
  return line.sequence;
}

const toTell = ({ articles, segments, lost, version }: LineDetermined['data']): number =>
  articles.length + segments.length + 2 * lost.length + Math.min(version, 2);

interface Next {
  readonly run: RunRow | undefined;
  readonly largest: StatementRow | undefined;
  readonly line: number | undefined;
}

function whatNext(output: Output, { data }: Shown, { run, largest, line }: Next): void {
  section(output, 'What to try next');
  output.text(`  export FLOWS_DATA=${data}`);
  const nis = largest?.nisCode ?? '21004';
  const commands = [
    `statements list --month ${run?.month ?? '2025-04'}`,
    `statements show ${nis} ${largest?.number ?? 1} --limit 20`,
    ...(line === undefined ? [] : [`explain ${line}`]),
    `balances --nis ${nis} --valid-on 2025-01-31`,
    `trial-balance --as-of-sequence ${run?.cut ?? 1}`,
    'trail --type StatementRunStarted',
    'rebuild --verify',
  ];
  for (const command of commands) output.text(`  npm run --silent flows -- ${command}`);
}
