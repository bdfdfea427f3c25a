import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { officialId } from '../domain/ids.js';
import type { OfficialId } from '../domain/ids.js';
import type { Role } from '../domain/mandate/events.js';
import { brusselsDay, instant, yearMonth } from '../domain/time.js';
import type { Instant, YearMonth } from '../domain/time.js';
import type { Acting } from '../engine/acting.js';
import { confirmProposal, importParties, proposeMandate, proposeRules } from '../engine/acts.js';
import type { Tally } from '../engine/acts.js';
import type { SimulatedClock } from '../engine/clock.js';
import { confirmRun, proposeRun } from '../engine/month-run.js';
import { outcomesOf } from '../engine/outcome-list.js';
import { submit } from '../engine/submit.js';
import type { SubmissionReport } from '../engine/submit.js';
import type { SyntheticNation } from '../intake/generate/nation.js';
import type { SyntheticMonth } from '../intake/generate/scenario.js';
import { publishedMunicipalities, publishedRis } from '../rulebook/files.js';
import { parseMunicipalities } from '../rulebook/municipalities.js';
import { partyCommands } from '../rulebook/party-commands.js';
import { parseRulebookFile } from '../rulebook/rulebook-file.js';
import type { Flows } from './door.js';
import { writeCounts, writeForms } from './generate.js';
import { toolsOf } from './month-run.js';
import type { Output } from './output.js';
import { proposeSharesOf } from './shares.js';
import { submitTools } from './submit.js';

export const ADMINISTRATORS: readonly [OfficialId, OfficialId] = [
  officialId('admin-1'),
  officialId('admin-2'),
];
const [OFFICER, SECOND] = [officialId('officer-1'), officialId('officer-2')];
const ROLES: readonly Role[] = ['registrar', 'ruleEditor', 'shareEditor', 'intake', 'runManager'];
/** The runs of January to April 2025 issue the reference months of December to March. */
const RUNS: readonly (readonly [month: YearMonth, at: Instant])[] = [
  [yearMonth('2025-01'), instant('2025-01-05T08:00:00.000Z')],
  [yearMonth('2025-02'), instant('2025-02-02T08:00:00.000Z')],
  [yearMonth('2025-03'), instant('2025-03-02T08:00:00.000Z')],
  [yearMonth('2025-04'), instant('2025-04-06T07:00:00.000Z')],
];
const MERGERS_RECORDED = instant('2025-01-02T08:00:00.000Z');

export interface SubmittedMonth extends SubmissionReport {
  readonly month: string;
  readonly seconds: number;
  /** Lines that ended otherwise than the scenario says: zero, or something is wrong. */
  readonly surprises: number;
}

export interface RunMonth {
  readonly month: YearMonth;
  readonly determined: number;
  readonly seconds: number;
}

export interface Played {
  readonly submitted: readonly SubmittedMonth[];
  readonly runs: readonly RunMonth[];
}

interface Scene {
  readonly flows: Flows;
  readonly output: Output;
  readonly nation: SyntheticNation;
  readonly folder: string;
}

/** Plays everything in the order of its days, with one official who proposes and another who confirms. */
export async function playScenario(
  flows: Flows,
  output: Output,
  given: { readonly nation: SyntheticNation; readonly folder: string },
): Promise<Played> {
  const scene: Scene = { flows, output, ...given };
  await prepare(scene);
  output.text('Register, mandates, law and shares are in; writing the synthetic forms');
  const files = await writeForms(scene.nation, scene.folder);
  const submitted: SubmittedMonth[] = [];
  const runs: RunMonth[] = [];
  for (const [index, { month, file }] of files.entries()) {
    submitted.push(await submitMonth(scene, month, file));
    if (index === 0) await mergers(scene);
    const run = RUNS[index];
    if (run !== undefined) runs.push(await monthRun(scene, ...run));
  }
  return { submitted, runs };
}

/** The state of affairs of December 2024. */
async function prepare(scene: Scene): Promise<void> {
  const { flows, folder } = scene;
  for (const role of ROLES) {
    for (const who of [OFFICER, SECOND]) {
      const wanted = { officialId: who, role, schemes: ['*'], validFrom: today(flows), validUntil: null };
      const [proposer, confirmer] = ADMINISTRATORS;
      const key = `${role}-${who}`;
      const { proposalId } = await proposeMandate(flows.engine, acting(flows, proposer, key), wanted);
      must(await confirmProposal(flows.engine, acting(flows, confirmer, key), proposalId));
    }
  }
  await register(scene, 'register-2024');
  const rules = parseRulebookFile(publishedRis());
  if (!rules.ok) throw new Error(`the published rulebook has ${rules.problems.length} problems`);
  const { proposalId } = await proposeRules(flows.engine, acting(flows, OFFICER, 'rulebook'), rules);
  await confirmed(scene, proposalId);
  await writeCounts(scene.nation, folder);
  await shares(scene, 2023, 'shares-2023.csv');
  await shares(scene, 2024, 'counts.csv');
  await shares(scene, 2024, 'shares-2024.csv');
}

/** The mergers of 1 January 2025, and the shares of the year that begins with them. */
async function mergers(scene: Scene): Promise<void> {
  at(scene.flows, MERGERS_RECORDED);
  await register(scene, 'register-2025');
  await shares(scene, 2025, 'counts.csv');
}

async function register(scene: Scene, key: string): Promise<void> {
  const act = acting(scene.flows, OFFICER, key);
  const table = parseMunicipalities(publishedMunicipalities());
  const { proposalId, ...tally } = await importParties(scene.flows.engine, act, (id) =>
    partyCommands(table, { by: OFFICER, on: act.on, through: act.on, proposalId: id }),
  );
  must(tally);
  if (proposalId !== null) await confirmed(scene, proposalId);
}

async function shares(scene: Scene, year: number, file: string): Promise<void> {
  const { flows, folder } = scene;
  const { proposalId, ...tally } = await proposeSharesOf(flows, acting(flows, OFFICER, `${file}-${year}`), {
    file: join(folder, file),
    year,
    status: 'final',
    source: 'synthetic',
    given: file !== 'counts.csv',
  });
  must(tally);
  await confirmed(scene, proposalId);
}

async function confirmed({ flows }: Scene, proposalId: string): Promise<void> {
  must(await confirmProposal(flows.engine, acting(flows, SECOND, proposalId), proposalId));
}

async function submitMonth(scene: Scene, month: SyntheticMonth, file: string): Promise<SubmittedMonth> {
  const { flows, output } = scene;
  at(flows, month.receivedAt);
  const started = performance.now();
  const bar = output.progress(`forms of ${month.month}`, 100);
  const tools = {
    ...submitTools(flows),
    onProgress: ({ bytesRead, bytes }: { bytesRead: number; bytes: number }) =>
      bar.at(Math.round((100 * bytesRead) / bytes)),
  };
  const report = await submit(tools, acting(flows, OFFICER, month.month), createReadStream(file));
  bar.end();
  const seconds = (performance.now() - started) / 1000;
  output.text(
    `${month.receivedOn}  ${report.lines} forms received: ${report.accepted} accepted, ${report.unchanged} unchanged, ${report.refused} refused (${seconds.toFixed(1)} s)`,
  );
  return { ...report, month: month.month, seconds, surprises: await surprises(scene, month, report) };
}

/** Compares what became of each line with what the scenario says must become of it. */
async function surprises(
  { flows, nation }: Scene,
  month: SyntheticMonth,
  report: SubmissionReport,
): Promise<number> {
  const expected = nation.linesOf(month);
  let count = 0;
  for await (const { outcome, problems } of outcomesOf(flows.stores.evidence, report.outcomeList)) {
    const line = expected.next();
    const same = line.done !== true && line.value.outcome === outcome;
    if (!same || (outcome === 'refused' && line.value.code !== problems[0]?.code)) count += 1;
  }
  return count + [...expected].length;
}

async function monthRun({ flows, output }: Scene, month: YearMonth, moment: Instant): Promise<RunMonth> {
  at(flows, moment);
  const started = performance.now();
  const tools = toolsOf(flows, output);
  const { proposalId, determined } = await proposeRun(tools, acting(flows, OFFICER, month), {
    month,
    sentThrough: null,
  });
  const run = await confirmRun(tools, acting(flows, SECOND, month), { month, proposalId });
  const seconds = (performance.now() - started) / 1000;
  output.text(
    `${today(flows)}  run of ${month}: ${determined.lines} lines determined, ${run.statements} statements with ${run.items} items (${seconds.toFixed(1)} s)`,
  );
  const waiting = Object.entries(determined.refused).map(([code, count]) => `${count} ${code}`);
  if (waiting.length > 0) output.text(`            dossiers that wait: ${waiting.join(', ')}`);
  return { month, determined: determined.lines, seconds };
}

const acting = (flows: Flows, official: OfficialId, key: string): Acting => ({
  official,
  on: today(flows),
  door: 'demo',
  key,
});

const today = (flows: Flows): Acting['on'] => brusselsDay(flows.clock.now());

function at({ clock }: Flows, moment: Instant): void {
  if (!isSimulated(clock)) throw new Error('the demo needs a simulated clock');
  clock.set(moment);
}

const isSimulated = (clock: Flows['clock']): clock is SimulatedClock => clock.kind === 'simulated';

/** Nothing of the scenario's own acts may be refused. */
function must({ refused }: Tally): void {
  const [first] = refused;
  if (first !== undefined) throw first;
}
