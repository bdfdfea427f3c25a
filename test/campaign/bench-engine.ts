import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { catalog } from '../../src/domain/catalog.js';
import type { DomainEvent } from '../../src/domain/decider.js';
import type { DetermineDue, DossierCommand, RecordDecision } from '../../src/domain/dossier/commands.js';
import { dossier } from '../../src/domain/dossier/dossier.js';
import { dossierId, fileNumber, nisCode, partyId } from '../../src/domain/ids.js';
import type { Pseudonym } from '../../src/domain/ids.js';
import { cents } from '../../src/domain/money.js';
import type { PartyRegistered } from '../../src/domain/party/events.js';
import { addMonths, brusselsDay, day, instant, yearMonth } from '../../src/domain/time.js';
import type { YearMonth } from '../../src/domain/time.js';
import { simulatedClock } from '../../src/engine/clock.js';
import { codecOf } from '../../src/engine/codec.js';
import type { Order } from '../../src/engine/command.js';
import { NO_STREAM } from '../../src/log/event-log.js';
import type { LocalLog } from '../../src/log/event-log.js';
import { SqliteEventLog } from '../../src/log/sqlite.event-log.js';
import { uuidFrom } from '../../src/uuid.js';
import { auditTrail } from '../../projections/audit-trail/project.js';
import { balances } from '../../projections/balances/project.js';
import { dossiers } from '../../projections/dossiers/project.js';
import { forms } from '../../projections/forms/project.js';
import { statements } from '../../projections/statements/project.js';
import { shareFacts } from '../support/dossier.js';
import { ACTOR, START, openNode } from '../support/engine-node.js';
import type { EngineNode } from '../support/engine-node.js';
import { metadata } from '../support/facts.js';
import { CLARA, MANDATES, publishedRules } from '../support/published.js';
import type { BenchRow } from './bench-log.js';

const CPAS = 565;
const MODELS = [balances, statements, auditTrail, dossiers, forms];

export interface EngineBenchOptions {
  /** Open files of the nation. */
  readonly dossiers: number;
  /** Months that fall due one after the other; the last one is measured. */
  readonly months: number;
  /** Whether states are kept between runs. */
  readonly cache: boolean;
  readonly progress: (text: string) => void;
}

/**
 * A nation's month on the embedded log, by the real deciders: all open files fall due and a tenth of new forms come in,
 * durable and with the read models caught up; then the rebuild of every read model beside reading and parsing its log.
 */
export async function benchEngine(options: EngineBenchOptions): Promise<readonly BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'flows-bench-'));
  const log = SqliteEventLog.open({ path: join(folder, 'log.sqlite'), instance: 'test' });
  const stateCache = options.cache ? { stateCache: join(folder, 'states.sqlite') } : {};
  const node = await openNode({
    log,
    local: log.local,
    clock: simulatedClock(START),
    projections: MODELS,
    engine: { readModels: join(folder, 'read-models'), ...stateCache },
  });
  try {
    await appendReference(log);
    return [...(await months(node, options)), ...(await rebuilds(node, options.progress))];
  } finally {
    await node.close();
    await log.close();
    rmSync(folder, { recursive: true });
  }
}

async function months(node: EngineNode, options: EngineBenchOptions): Promise<readonly BenchRow[]> {
  const { dossiers: files, progress } = options;
  node.clock.set(instant('2024-12-10T08:00:00.000Z'));
  await timed(node, decisions(files, '2024-12'), progress);
  let month = yearMonth('2024-12');
  for (let index = 1; index < options.months; index++) {
    node.clock.set(instant(`${addMonths(month, 1)}-05T08:00:00.000Z`));
    await timed(node, due(files, month), progress);
    month = addMonths(month, 1);
  }
  node.clock.set(instant(`${addMonths(month, 1)}-05T08:00:00.000Z`));
  const news = await timed(node, decisions(Math.round(files / 10), month, files), progress);
  const made = await timed(node, due(files + Math.round(files / 10), month), progress);
  const row = (name: string, ours: number, baseline: number): BenchRow => ({
    name,
    unit: 's',
    ours,
    baseline,
    ratio: ours / baseline,
  });
  const seconds = news.seconds + made.seconds;
  return [
    row(`month of ${files} files, commands and read models`, seconds, (60 * files) / 200_000),
    row(`of which commands`, news.commandSeconds + made.commandSeconds, seconds),
  ];
}

interface Timed {
  readonly seconds: number;
  readonly commandSeconds: number;
}

async function timed(
  node: EngineNode,
  orders: Iterable<Order<DossierCommand>>,
  progress: (text: string) => void,
): Promise<Timed> {
  const start = performance.now();
  const cpu = process.cpuUsage();
  const before = node.local.head();
  let commands = 0;
  for await (const result of node.engine.executeMany(dossier, orders, {})) {
    commands += 1;
    if ('rejection' in result || result.answer.status === 'unknown') throw new Error(JSON.stringify(result));
  }
  const commandSeconds = (performance.now() - start) / 1_000;
  await node.engine.waitFor(node.local.head(), { timeoutMs: 3_600_000 });
  const seconds = (performance.now() - start) / 1_000;
  const events = node.local.head() - before;
  const { user, system } = process.cpuUsage(cpu);
  const memory = Math.round(process.memoryUsage().rss / 2 ** 20);
  progress(
    `${commands} commands, ${events} events: commands ${commandSeconds.toFixed(1)} s, caught up ${seconds.toFixed(1)} s, ` +
      `cpu ${((user + system) / 1e6).toFixed(1)} s, ${Math.round(events / seconds)} events/s, ${memory} MiB`,
  );
  return { seconds, commandSeconds };
}

/** Each read model rebuilt through the engine, beside reading all events and parsing data and metadata. */
async function rebuilds(node: EngineNode, progress: (text: string) => void): Promise<readonly BenchRow[]> {
  const baseline = readAndParse(node.local);
  progress(`reading and parsing: ${Math.round(baseline)} events/s`);
  const rows: BenchRow[] = [];
  for (const name of node.engine.readModelNames) {
    const { milliseconds, sequence } = await node.engine.rebuild(name, { verify: false });
    const ours = (sequence / milliseconds) * 1_000;
    rows.push({ name: `rebuild ${name}`, unit: 'events/s', ours, baseline, ratio: ours / baseline });
    progress(`rebuild ${name}: ${Math.round(ours)} events/s, ${Math.round((ours / baseline) * 100)} %`);
  }
  return rows;
}

/** Events a second. */
export function readAndParse(local: LocalLog): number {
  const start = performance.now();
  let letters = 0;
  for (let sequence = 0; sequence < local.head();) {
    for (const event of local.read(sequence, 500)) {
      sequence = event.sequence;
      const [data, meta] = [JSON.parse(event.data) as object, JSON.parse(event.meta) as object];
      letters += Object.keys(data).length + Object.keys(meta).length;
    }
  }
  if (letters === 0) throw new Error('nothing was read');
  return (local.head() / (performance.now() - start)) * 1_000;
}

function* decisions(count: number, from: string, offset = 0): Generator<Order<DossierCommand>> {
  for (let index = offset; index < offset + count; index++) {
    const formReference = `B-${index}`;
    const senderId = cpasOf(index);
    const [sent, receivedAt] = [day(`${from}-10`), instant(`${from}-10T08:00:00.000Z`)];
    const command: RecordDecision = {
      type: 'RecordDecision',
      dossierId: idOf(index),
      file: { cpasId: senderId, openedByNis: nisCode(nisOf(index)), fileNumber: fileNumber(`${index + 1}`) },
      form: {
        submissionId: uuidFrom('bench', from),
        line: index + 1,
        formReference,
        senderId,
        receivedAt,
        sendingDate: sent,
      },
      by: CLARA,
      on: sent,
      effectiveFrom: day(`${from}-01`),
      decidedOn: day(`${from}-05`),
      category: index % 3 === 0 ? 1 : index % 3 === 1 ? 2 : 3,
      resourcesYear: cents(index % 4 === 0 ? 120_000 : 0),
      foreignersRegister: null,
      formerlyHomeless: null,
      piis: index % 5 === 0 ? { from: day(`${from}-01`), to: null } : null,
      claimedMonth: null,
      beneficiaries: [{ pseudonym: pseudonymOf(index), role: 'main' }],
    };
    const commandId = `form:${senderId}:${formReference}`;
    yield {
      command,
      context: {
        commandId,
        actor: ACTOR,
        content: { formReference, index },
        correlationId: `submission-${from}`,
      },
    };
  }
}

function* due(count: number, through: YearMonth): Generator<Order<DossierCommand>> {
  const run = `month-run:${addMonths(through, 1)}`;
  const on = brusselsDay(instant(`${addMonths(through, 1)}-05T08:00:00.000Z`));
  // As the read model lists what is due: by dossier id.
  const ids = Array.from({ length: count }, (_, index) => idOf(index)).sort();
  for (const [index, id] of ids.entries()) {
    const command: DetermineDue = { type: 'DetermineDue', dossierId: id, through, by: CLARA, on };
    const commandId = `${run}/${command.dossierId}`;
    yield {
      command,
      context: { commandId, actor: ACTOR, content: { run, item: index }, correlationId: run },
    };
  }
}

const cpasOf = (index: number): ReturnType<typeof partyId> => partyId(`cpas-${(index * 7919) % CPAS}`);
const nisOf = (index: number): string => String(10_000 + ((index * 7919) % CPAS));
const idOf = (index: number): ReturnType<typeof dossierId> => dossierId(uuidFrom('dossier', index));
const pseudonymOf = (index: number): Pseudonym => `p1:${index.toString(16).padStart(32, '0')}` as Pseudonym;

/** Mandates, rules, 565 CPAS and their shares, straight into the log. */
async function appendReference(log: SqliteEventLog): Promise<void> {
  const codec = codecOf(catalog);
  const parties = Array.from({ length: CPAS }, (_, index) => registered(index));
  const shares = parties.flatMap(({ data }) =>
    [2023, 2024, 2025].flatMap((year) => shareFacts(data.partyId, year, '0.65')),
  );
  const facts: readonly DomainEvent[] = [...MANDATES, ...publishedRules(), ...parties, ...shares];
  const appends = facts.map((event, index) => {
    const record = codec.encode(event, 0, { ...metadata(START), commandId: `bench-${index}` });
    return { stream: `bench-${index}`, expectedRevision: NO_STREAM, events: [record] };
  });
  await log.append(appends);
}

const registered = (index: number): PartyRegistered => ({
  type: 'PartyRegistered',
  data: {
    partyId: partyId(`cpas-${index}`),
    kind: 'cpas',
    names: { fr: `CPAS ${index}`, nl: `OCMW ${index}`, de: `ÖSHZ ${index}` },
    language: 'F',
    regionNis: nisCode('03000'),
    nisCode: nisCode(String(10_000 + index)),
    enterpriseNumber: null,
    validFrom: day('1977-01-01'),
    formerNisCodes: [],
    source: 'bench',
    registeredBy: CLARA,
  },
});

if (process.argv[1]?.endsWith('bench-engine.js') === true) {
  const [, , files = '20000', count = '2', cache = 'cache'] = process.argv;
  const progress = (text: string): void => void process.stdout.write(`${text}\n`);
  const options = { dossiers: Number(files), months: Number(count), cache: cache === 'cache', progress };
  for (const row of await benchEngine(options)) {
    progress(
      `${row.name}: ${row.ours.toFixed(1)} ${row.unit}, yardstick ${row.baseline.toFixed(1)}, ratio ${row.ratio.toFixed(2)}`,
    );
  }
}
