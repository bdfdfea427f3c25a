import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Recorded } from '../../src/domain/decider.js';
import { auditTrail } from '../../projections/audit-trail/project.js';
import { balances } from '../../projections/balances/project.js';
import { balancesAt } from '../../projections/balances/query.js';
import { dossiers } from '../../projections/dossiers/project.js';
import type { Projection } from '../../projections/projection.js';
import { buildsInFolder } from '../../projections/read-store.js';
import { draftsOf } from '../../projections/statements/issuing.js';
import { statements } from '../../projections/statements/project.js';
import { day } from '../../src/domain/time.js';
import { nation } from '../support/nation.js';

/** A figure beside what the same machine does at best in the same run. */
export interface BenchRow {
  readonly name: string;
  /** Events a second, or milliseconds where the name says so. */
  readonly ours: number;
  readonly baseline: number;
  readonly ratio: number;
}

const BATCH = 5000;

/**
 * Rebuild rates of the read models over `events` synthetic events of about 2 KB, as a share of reading and parsing the
 * same events from the same file; and the time of a balance at past moments for the largest CPAS.
 */
export function benchProjections(events: number, progress: (text: string) => void): readonly BenchRow[] {
  const folder = mkdtempSync(join(tmpdir(), 'flows-bench-'));
  try {
    const source = sourceIn(join(folder, 'events.sqlite'));
    const head = writeNation(source, folder, events);
    progress(`${head} events, ${Math.round(source.bytes() / head)} bytes each`);
    const parsing = (): number =>
      rateOf(head, () => {
        for (const fact of source.facts()) if (fact.sequence < 0) throw new Error('unreachable');
      });
    const rows: BenchRow[] = [];
    for (const projection of [balances, statements, auditTrail, dossiers]) {
      // The machine may be busy: the yardstick is taken before and after each rebuild.
      const before = parsing();
      const ours = rateOf(head, () => rebuild(projection, folder, source));
      const baseline = 2 / (1 / before + 1 / parsing());
      progress(`reading and parsing: ${Math.round(baseline)} a second`);
      progress(`${projection.name}: ${Math.round(ours)} a second, ${((ours / baseline) * 100).toFixed(0)} %`);
      rows.push({ name: `rebuild ${projection.name}`, ours, baseline, ratio: ours / baseline });
    }
    rows.push(...pastBalances(folder, head, progress));
    return rows;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Milliseconds of a balance of the largest CPAS at 400 moments of both clocks, asked once each, beside the budget of 5 ms. */
function pastBalances(folder: string, head: number, progress: (text: string) => void): readonly BenchRow[] {
  const reader = buildsInFolder(folder, balances).reader();
  const moments = Array.from({ length: 400 }, (_one, index) => ({
    asOfSequence: Math.floor(((index * 7_919) % 400) * (head / 400)),
    validOn: index % 2 === 0 ? null : day(`2025-${String((index % 12) + 1).padStart(2, '0')}-15`),
  }));
  const times = reader.read((store) => {
    const largest = String(store.prepare(LARGEST).get()?.['party_id']);
    balancesAt(store, { asOfSequence: head, validOn: null }, largest);
    return moments.map((moment) => {
      const start = performance.now();
      balancesAt(store, moment, largest);
      return performance.now() - start;
    });
  });
  reader.close();
  times.sort((a, b) => a - b);
  return ([0.5, 0.99, 1] as const).map((share) => {
    const ours = times[Math.ceil(share * times.length) - 1] ?? NaN;
    const name = `past balance, ${share === 1 ? 'worst' : `${share * 100} % of moments`}, ms`;
    progress(`${name}: ${ours.toFixed(2)}`);
    return { name, ours, baseline: 5, ratio: ours / 5 };
  });
}

const LARGEST =
  'SELECT party_id FROM party JOIN posting ON party = id GROUP BY id ORDER BY COUNT(*) DESC LIMIT 1';

/** Events a second: of the clock on the wall, or of this process alone where the machine has other work (`BENCH_CLOCK=cpu`). */
function rateOf(events: number, work: () => void): number {
  const byCpu = process.env['BENCH_CLOCK'] === 'cpu';
  const [start, used] = [performance.now(), process.cpuUsage()];
  work();
  const { user, system } = process.cpuUsage(used);
  const seconds = byCpu ? (user + system) / 1e6 : (performance.now() - start) / 1000;
  return events / seconds;
}

/** As the runner does it: prefilter by type, parse what is read, rows and checkpoint in one transaction per batch. */
function rebuild(projection: Projection, folder: string, source: Source): void {
  const builds = buildsInFolder(folder, projection);
  const build = builds.begin({ resume: false });
  const projector = projection.open(build.store);
  const { reads } = projection;
  for (const batch of source.batches(reads)) {
    build.commit(() => {
      for (const fact of batch.facts) projector.apply(fact);
      projector.flush();
      return { logId: 'bench', sequence: batch.last, leaf: '', unreadable: 0 };
    });
  }
  builds.pointTo(build);
  build.close();
}

interface Source {
  append(facts: readonly Recorded[]): void;
  facts(): Iterable<Recorded>;
  batches(
    reads: ReadonlySet<string> | 'all',
  ): Iterable<{ readonly facts: readonly Recorded[]; readonly last: number }>;
  bytes(): number;
}

function sourceIn(file: string): Source {
  const log = new DatabaseSync(file);
  log.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF;
    CREATE TABLE event (sequence INTEGER PRIMARY KEY, stream TEXT, revision INTEGER, id TEXT, type TEXT, data TEXT, meta TEXT)`);
  const insert = log.prepare('INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?)');
  const page = log.prepare('SELECT * FROM event WHERE sequence > ? ORDER BY sequence LIMIT ?');
  const parse = (row: Readonly<Record<string, unknown>>): Recorded => ({
    sequence: Number(row['sequence']),
    stream: String(row['stream']),
    revision: Number(row['revision']),
    id: String(row['id']),
    type: String(row['type']),
    data: JSON.parse(String(row['data'])),
    meta: JSON.parse(String(row['meta'])),
  });
  function* batches(reads: ReadonlySet<string> | 'all') {
    for (let last = 0; ;) {
      const rows = page.all(last, BATCH);
      if (rows.length === 0) return;
      last = Number(rows.at(-1)?.['sequence']);
      const read = reads === 'all' ? rows : rows.filter((row) => reads.has(String(row['type'])));
      yield { facts: read.map(parse), last };
    }
  }
  return {
    append(facts) {
      log.exec('BEGIN');
      for (const { sequence, stream, revision, id, type, data, meta } of facts) {
        insert.run(sequence, stream, revision, id, type, JSON.stringify(data), JSON.stringify(meta));
      }
      log.exec('COMMIT');
    },
    *facts() {
      for (const batch of batches('all')) yield* batch.facts;
    },
    batches,
    bytes: () =>
      Number(log.prepare('SELECT SUM(length(data) + length(meta)) bytes FROM event').get()?.['bytes']),
  };
}

/** Writes a nation's months with their runs; the statements are what the read model derives at each cut. */
function writeNation(source: Source, folder: string, events: number): number {
  const model: Projection = statements;
  const { reads } = model;
  const build = buildsInFolder(join(folder, 'writing'), model).begin({ resume: false });
  const projector = model.open(build.store);
  const pending: Recorded[] = [];
  const commit = (): void => {
    source.append(pending);
    build.commit(() => {
      for (const fact of pending) if (reads === 'all' || reads.has(fact.type)) projector.apply(fact);
      projector.flush();
      return { logId: 'bench', sequence: 0, leaf: '', unreadable: 0 };
    });
    pending.length = 0;
  };
  const head = nation({
    events,
    sink(fact) {
      pending.push(fact);
      if (pending.length >= BATCH) commit();
    },
    drafts(cut) {
      commit();
      return draftsOf(build.store, cut);
    },
  });
  commit();
  build.close();
  rmSync(join(folder, 'writing'), { recursive: true, force: true });
  return head;
}

if (process.argv[1]?.endsWith('bench-projections.js') === true) {
  benchProjections(Number(process.argv[2] ?? 300_000), (text) => process.stdout.write(`${text}\n`));
}
