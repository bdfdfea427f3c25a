import * as dossiers from '../../projections/dossiers/query.js';
import { dossierOfForm } from '../../projections/forms/query.js';
import * as statements from '../../projections/statements/query.js';
import { addDays, addMonths, day, firstDayOf, firstSunday, instant, yearMonth } from '../domain/time.js';
import type { Day, YearMonth } from '../domain/time.js';
import { confirmRun, proposeRun } from '../engine/month-run.js';
import type { MonthRunTools } from '../engine/month-run.js';
import { submit } from '../engine/submit.js';
import { firstDecision } from '../intake/generate/decision.js';
import { NATION, populationOf } from '../intake/generate/population.js';
import type { Population } from '../intake/generate/population.js';
import { publishedMunicipalities } from '../rulebook/files.js';
import { parseMunicipalities } from '../rulebook/municipalities.js';
import { secondsSince } from './figure.js';
import type { BenchProgress } from './figure.js';
import { officer, prepare, second, setClock } from './node.js';
import type { BenchNode } from './node.js';

export interface NationWanted {
  /** Files that are open when a measured month begins. */
  readonly files: number;
  /** The log is filled with months until it holds so many events; then the last month is measured. */
  readonly events: number;
  readonly progress: BenchProgress;
}

/** A month of the nation, durable and with every read model caught up; all times in seconds. */
export interface MonthTimes {
  readonly month: YearMonth;
  /** Events of the log before and after. */
  readonly before: number;
  readonly after: number;
  readonly forms: number;
  readonly lines: number;
  readonly statements: number;
  readonly submitting: number;
  readonly determining: number;
  readonly issuing: number;
  readonly total: number;
  /** Seconds of processor that this process used for it: what a machine without other work could not go below by much. */
  readonly processor: number;
  /** Most memory that this process ever held until the month was over. */
  readonly peakMiB: number;
}

export interface Nation {
  /** With new forms: the first month after the files were opened, and the last one, which may be the same. */
  readonly first: MonthTimes;
  readonly last: MonthTimes;
}

const SEED = 2025;
const FIRST_MONTH = yearMonth('2025-01');
/** New forms of a month, as a part of the files: 20,000 of 200,000. */
const NEW_FORMS = 0.1;

/**
 * A nation on a new node, by the commands that an office uses: files of forms, determination of what is due, runs with a
 * statement for every CPAS. Nothing is simulated but the clock.
 */
export async function playNation(
  node: BenchNode,
  { files, events, progress }: NationWanted,
): Promise<Nation> {
  await prepare(node);
  const table = parseMunicipalities(publishedMunicipalities());
  const fresh = Math.round(files * NEW_FORMS);
  const population = populationOf(table, { seed: SEED, scale: files / NATION });
  const play: Play = { node, population, progress };
  setClock(node, receivedAt(FIRST_MONTH));
  const opened = performance.now();
  await send(play, { from: 0, until: files, month: FIRST_MONTH });
  await caughtUp(node);
  progress(`${files} files opened in ${secondsSince(opened).toFixed(1)} s`);
  const first = await month(play, { month: FIRST_MONTH, from: files, until: files + fresh });
  let last = first;
  while (node.engine.local.head() < events) {
    const isLast = node.engine.local.head() + files + fresh >= events;
    const from = files + fresh;
    last = await month(play, { month: addMonths(last.month, 1), from, until: isLast ? from + fresh : from });
  }
  return { first, last };
}

interface Play {
  readonly node: BenchNode;
  readonly population: Population;
  readonly progress: BenchProgress;
}

interface NewFiles {
  readonly from: number;
  readonly until: number;
  readonly month: YearMonth;
}

/** New forms come in, everything that is open falls due, and every CPAS gets its statement. */
async function month(play: Play, news: NewFiles): Promise<MonthTimes> {
  const { node, progress } = play;
  const { engine } = node;
  const before = engine.local.head();
  const [started, used] = [performance.now(), process.cpuUsage()];
  setClock(node, receivedAt(news.month));
  if (news.until > news.from) await send(play, news);
  await caughtUp(node);
  const submitting = secondsSince(started);
  const run = addMonths(news.month, 1);
  setClock(node, instant(`${firstSunday(run)}T08:00:00.000Z`));
  const tools: MonthRunTools = { engine, reads: { ...dossiers, ...statements } };
  const { proposalId, determined } = await proposeRun(tools, officer(node, run), {
    month: run,
    sentThrough: null,
  });
  if (Object.keys(determined.refused).length > 0) throw new Error(JSON.stringify(determined.refused));
  const determining = secondsSince(started) - submitting;
  const issued = await confirmRun(tools, second(node, run), { month: run, proposalId });
  await caughtUp(node);
  const total = secondsSince(started);
  const { user, system } = process.cpuUsage(used);
  const times: MonthTimes = {
    month: news.month,
    before,
    after: engine.local.head(),
    forms: news.until - news.from,
    lines: determined.lines,
    statements: issued.statements,
    submitting,
    determining,
    issuing: total - submitting - determining,
    total,
    processor: (user + system) / 1e6,
    peakMiB: process.resourceUsage().maxRSS / 1024,
  };
  progress(sayMonth(times));
  return times;
}

const sayMonth = (times: MonthTimes): string =>
  `${times.month} on ${times.before} events: ${times.forms} forms ${times.submitting.toFixed(1)} s, ` +
  `${times.lines} lines ${times.determining.toFixed(1)} s, ${times.statements} statements ${times.issuing.toFixed(1)} s, ` +
  `in all ${times.total.toFixed(1)} s (processor ${times.processor.toFixed(1)} s), peak ${Math.round(times.peakMiB)} MiB`;

async function send({ node, population }: Play, news: NewFiles): Promise<void> {
  const { engine, stores, clock } = node;
  const tools = { engine, ...stores, clock, dossierOfForm };
  const key = `forms-${news.month}-${news.from}`;
  const report = await submit(tools, officer(node, key), bytesOf(formsOf(population, news)));
  if (report.accepted !== news.until - news.from) throw new Error(JSON.stringify(report));
}

/** Nothing that was recorded is left to be read: the read models hold all of it. */
async function caughtUp({ engine }: BenchNode): Promise<void> {
  await engine.waitFor(engine.local.head(), { timeoutMs: CATCH_UP_MS });
}

const CATCH_UP_MS = 3_600_000;

/** The n-th of next month, by which every form of the month is in. */
const receivedAt = (of: YearMonth) => instant(`${addDays(firstDayOf(of), 24)}T09:00:00.000Z`);

function* formsOf(population: Population, { from, until, month: of }: NewFiles): Generator<string> {
  const [effectiveFrom, decidedOn]: readonly [Day, Day] = [firstDayOf(of), day(`${of}-05`)];
  for (let file = from; file < until; file += 1) {
    const opener = population.openerOf(file % population.dossiers);
    yield JSON.stringify({
      schemaVersion: 1,
      scheme: 'RIS',
      form: 'B',
      // With letters at both ends and few digits between hyphens, lest it be taken for a national number.
      formReference: `B${of.slice(2).replace('-', '')}-${String(file).padStart(6, '0')}-a`,
      senderNis: population.codeOn(opener, effectiveFrom),
      fileNumber: `R-${file + 1}`,
      decidedOn,
      effectiveFrom,
      ...firstDecision(SEED, file, effectiveFrom),
    });
  }
}

const PIECE_LINES = 200;

/** Lines as the bytes of a file, in pieces. */
async function* bytesOf(lines: Iterable<string>): AsyncGenerator<Uint8Array> {
  let held: string[] = [];
  for (const line of lines) {
    held.push(line, '\n');
    if (held.length < 2 * PIECE_LINES) continue;
    yield Buffer.from(held.join(''));
    held = [];
  }
  if (held.length > 0) yield Buffer.from(held.join(''));
}
