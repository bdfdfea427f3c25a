import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { balancesAt, trialBalanceAt } from '../../projections/balances/query.js';
import { itemsOf, openItems, runsOf, statementsOfRun } from '../../projections/statements/query.js';
import type { Metadata } from '../../src/domain/decider.js';
import { dossier } from '../../src/domain/dossier/dossier.js';
import { party } from '../../src/domain/party/party.js';
import { share } from '../../src/domain/share/share.js';
import { statements } from '../../src/domain/statements/statements.js';
import { outcomesOf } from '../../src/engine/outcome-list.js';
import type { AnyDecider } from '../../src/engine/verify.js';
import type { LoggedEvent } from '../../src/log/event-log.js';
import { LogOfRecord } from '../../src/log/log-of-record.js';
import { uuidFrom } from '../../src/uuid.js';
import type { Played } from './kill-trial.js';
import { configOf, openNation, playStep } from './played-nation.js';
import type { OpenNation } from './played-nation.js';

/** What people see at the end, without sequences: equal whenever the same things happened once. */
export interface Picture {
  readonly outcomes: string;
  readonly runs: string;
  readonly items: string;
  readonly open: string;
  readonly balances: string;
  readonly events: string;
  readonly totals: { readonly events: number; readonly items: number; readonly statements: number };
}

export interface Checked {
  readonly violations: readonly string[];
  readonly picture: Picture;
}

const STATEMENTS = 565;
/** Of the streams that lists of commands go to, whose states are therefore kept. */
const DECIDERS: Readonly<Record<string, AnyDecider>> = { dossier, party, share, statements };

/** Opens what a trial left behind and holds it against the promises; `expected` is the picture of an uninterrupted run. */
export async function checkTrial(folder: string, played: Played, expected?: Picture): Promise<Checked> {
  const violations = [...played.violations];
  const flows = await openNation(configOf(folder, played.url));
  try {
    await flows.engine.waitFor(flows.engine.local.head(), { timeoutMs: 120_000 });
    violations.push(...(await checkLog(flows, played)));
    violations.push(...checkBooks(flows));
    violations.push(...(await checkReadModels(flows)));
    const picture = await pictureOf(flows, played);
    if (expected !== undefined) violations.push(...differences(picture, expected));
    violations.push(...(await checkRepeats(flows)));
    if (played.url !== undefined) violations.push(...(await checkCopy(folder, played.url, flows)));
    return { violations, picture };
  } finally {
    await flows.close();
    violations.push(...integrity(join(configOf(folder).data, 'log.sqlite')));
  }
}

async function checkLog({ engine }: OpenNation, played: Played): Promise<readonly string[]> {
  const violations: string[] = [...(await engine.verifyLog()).problems];
  const events = engine.local.read(0, Number.MAX_SAFE_INTEGER);
  const ids = new Set(events.map(({ id }) => id));
  if (ids.size !== events.length) violations.push(`${events.length - ids.size} events are there twice`);
  const lost = played.acknowledgedIds.filter((id) => !ids.has(id));
  if (lost.length > 0) violations.push(`${lost.length} acknowledged events are lost, such as ${lost[0]}`);
  violations.push(...doubled(events));
  return violations;
}

/** Each command has its events once, in one stream, under the ids that follow from it; each form and each number once. */
function doubled(events: readonly LoggedEvent[]): readonly string[] {
  const violations: string[] = [];
  const commands = new Map<string, { stream: string; next: number }>();
  const once = new Set<string>();
  for (const event of events) {
    const meta = JSON.parse(event.meta) as Metadata;
    const command = commands.get(meta.commandId) ?? { stream: event.stream, next: 0 };
    commands.set(meta.commandId, command);
    if (command.stream !== event.stream) violations.push(`${meta.commandId} acted on two streams`);
    if (event.id !== uuidFrom(meta.commandId, command.next))
      violations.push(`${meta.commandId}: event ${command.next} has another id`);
    command.next += 1;
    const key = onceKey(event);
    if (key !== undefined && once.has(key)) violations.push(`there twice: ${key}`);
    if (key !== undefined) once.add(key);
  }
  return violations;
}

/** What may be in the log once only, whatever command wrote it. */
function onceKey({ type, data: text, stream }: LoggedEvent): string | undefined {
  const data = JSON.parse(text) as Readonly<Record<string, unknown>>;
  const form = data['form'] as { senderId: string; formReference: string } | undefined;
  switch (type) {
    case 'DecisionRecorded.v1':
    case 'RequestRefused.v1':
    case 'DecisionWithdrawn.v1':
    case 'FormCRegularized.v1':
      return `form ${form?.senderId} ${form?.formReference}`;
    case 'LineDetermined.v1':
      return `line ${stream} ${JSON.stringify(data['line'])} v${String(data['version'])}`;
    case 'StatementIssued.v1':
      return `statement ${stream} ${String(data['number'])}`;
    case 'SubmissionReceived.v1':
    case 'SubmissionCompleted.v1':
    case 'StatementRunStarted.v1':
    case 'StatementRunCompleted.v1':
      return `${type} ${stream}`;
    default:
      return undefined;
  }
}

function checkBooks({ engine }: OpenNation): readonly string[] {
  const violations: string[] = [];
  const trial = engine.read('balances', (store, at) =>
    trialBalanceAt(store, { asOfSequence: at.sequence, validOn: null }),
  );
  const runs = engine.read('statements', (store) => runsOf(store));
  for (const { fund, total } of trial)
    if (total !== 0) violations.push(`the trial balance of ${fund} is ${total}`);
  const stated = trial.reduce((sum, row) => sum + row.stated, 0);
  const net = runs.reduce((sum, run) => sum + run.net, 0);
  if (stated !== net) violations.push(`the ledger states ${stated} cents, the statements ${net}`);
  for (const { month, statements, issued, completed } of runs) {
    if (statements !== STATEMENTS || issued !== STATEMENTS || !completed)
      violations.push(`run ${month}: ${issued} of ${statements} statements, completed: ${completed}`);
  }
  if (runs.length !== 1) violations.push(`${runs.length} runs in place of one`);
  return violations;
}

async function checkReadModels({ engine }: OpenNation): Promise<readonly string[]> {
  const violations: string[] = [];
  for (const name of engine.readModelNames) {
    const { equal } = await engine.rebuild(name, { verify: true });
    if (equal !== true) violations.push(`${name} is not what a rebuild gives`);
  }
  const states = await engine.verifyStates((stream) => DECIDERS[stream.slice(0, stream.indexOf('-'))]);
  if (states.different.length > 0) violations.push(`kept states differ: ${states.different.join(', ')}`);
  return violations;
}

/** The whole of it asked once more: nothing may be written. */
async function checkRepeats(flows: OpenNation): Promise<readonly string[]> {
  const violations: string[] = [];
  const head = flows.engine.local.head();
  for (const step of ['submit', 'propose', 'confirm'] as const) await playStep(flows, step);
  await flows.engine.waitFor(flows.engine.local.head(), { timeoutMs: 60_000 });
  if (flows.engine.local.head() !== head)
    violations.push(`the same commands again wrote ${flows.engine.local.head() - head} events`);
  return violations;
}

/** The node's local copy against one that is made anew from the server. */
async function checkCopy(
  folder: string,
  url: string,
  { engine, config }: OpenNation,
): Promise<readonly string[]> {
  const { instance, log } = config;
  const anew = await LogOfRecord.open({ data: join(folder, 'anew'), instance, log, write: true });
  try {
    const head = engine.local.head();
    if (anew.local.head() !== head) return [`the server has ${anew.local.head()} events, the copy ${head}`];
    for (let sequence = 1; sequence <= head; sequence += 1) {
      if (anew.local.leafAt(sequence) !== engine.local.leafAt(sequence))
        return [`event ${sequence} of the copy is not that of the server at ${url}`];
    }
    return [];
  } finally {
    await anew.close();
  }
}

function integrity(path: string): readonly string[] {
  const store = new DatabaseSync(path);
  try {
    const found = store
      .prepare('PRAGMA integrity_check')
      .all()
      .map((row) => String(row['integrity_check']));
    return found.join() === 'ok' ? [] : [`integrity check of the log file: ${found.join(', ')}`];
  } finally {
    store.close();
  }
}

async function pictureOf({ engine, stores }: OpenNation, played: Played): Promise<Picture> {
  const report = played.answers.get('submit') as { outcomeList: string } | undefined;
  const outcomes: object[] = [];
  if (report) for await (const one of outcomesOf(stores.evidence, report.outcomeList)) outcomes.push(one);
  const books = engine.read('balances', (store, at) =>
    balancesAt(store, { asOfSequence: at.sequence, validOn: null }),
  );
  const seen = engine.read('statements', (store) => {
    const runs = runsOf(store);
    const rows = runs.flatMap((run) => statementsOfRun(store, run.cut));
    const items = rows.flatMap(({ cut, cpasId }) =>
      itemsOf(store, { cut, cpasId, afterPosition: 0, limit: 100_000 }).map((item) => ({
        cpasId,
        ...item,
        sequence: 0,
      })),
    );
    const open = openItems(store, { afterSequence: 0, limit: 1_000_000 }).map((one) => ({
      ...one,
      sequence: 0,
    }));
    const headers = rows.map((row) => ({ ...row, cut: 0, sequence: 0, itemRoot: '' }));
    return { runs: runs.map((run) => ({ ...run, cut: 0, headers })), items, open, statements: rows.length };
  });
  // Ids of what falls due follow from sequences, which a server may give to the streams of a list in another order.
  const events = engine.local
    .read(0, Number.MAX_SAFE_INTEGER)
    .map(({ stream, revision, type }) => `${stream} ${revision} ${type}`);
  return {
    outcomes: hashOf(outcomes),
    runs: hashOf(seen.runs),
    items: hashOf(seen.items),
    open: hashOf(sorted(seen.open)),
    balances: hashOf(books),
    events: hashOf(events.sort()),
    totals: { events: events.length, items: seen.items.length, statements: seen.statements },
  };
}

const PARTS = ['outcomes', 'runs', 'items', 'open', 'balances', 'events'] as const;

function differences(found: Picture, expected: Picture): readonly string[] {
  return PARTS.filter((part) => found[part] !== expected[part]).map(
    (part) =>
      `${part} are not those of an uninterrupted run (${JSON.stringify(found.totals)}, not ${JSON.stringify(expected.totals)})`,
  );
}

const sorted = (rows: readonly object[]): readonly string[] => rows.map((row) => JSON.stringify(row)).sort();
const hashOf = (value: object): string => createHash('sha256').update(JSON.stringify(value)).digest('hex');
