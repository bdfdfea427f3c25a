// npm run campaign:file [LINES]: a file of 200,000 lines with 10 bad ones, sent, sent again and corrected, on an embedded log
// on disk; then 2 GiB through evidence and reading. Prints times and memory, and ends with 1 where something is not as promised.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { instant } from '../../src/domain/time.js';
import { outcomesOf } from '../../src/engine/outcome-list.js';
import { submit } from '../../src/engine/submit.js';
import type { SubmissionReport } from '../../src/engine/submit.js';
import { openEvidence } from '../../src/evidence/evidence-store.js';
import { readForms, withFormat } from '../../src/intake/read-forms.js';
import { SqliteEventLog } from '../../src/log/sqlite.event-log.js';
import { formB } from '../support/forms.js';
import { openIntakeNode } from '../support/intake-node.js';
import { fixedKeys } from '../support/keys.js';
import { largeFile } from '../support/large-file.js';

const LINES = Number(process.argv[2] ?? 200_000);
const GIB = 2 ** 30;
const folder = mkdtempSync(join(tmpdir(), 'flows-large-file-'));

try {
  await submissions();
  await twoGibibytes();
} finally {
  rmSync(folder, { recursive: true });
}

async function submissions(): Promise<void> {
  const log = SqliteEventLog.open({ path: join(folder, 'log.sqlite'), instance: 'test' });
  const node = await openIntakeNode({
    log,
    local: log.local,
    engine: { readModels: join(folder, 'read-models'), stateCache: join(folder, 'states.sqlite') },
  });
  node.clock.set(instant('2024-12-10T09:00:00.000Z'));
  const file = largeFile(LINES);
  const send = async (what: string, corrected: boolean): Promise<SubmissionReport> => {
    const before = node.local.head();
    const watch = memoryWatch();
    const start = stopwatch();
    const report = await submit(node.tools, node.acting, file.bytes({ corrected }));
    const took = start();
    say(what, {
      ...totals(report),
      events: node.local.head() - before,
      ...speed(LINES, took),
      ...watch(),
    });
    return report;
  };
  const first = await send('sent', false);
  check(first, { accepted: LINES - 10, refused: 10 });
  const head = node.local.head();
  check(await send('sent again', false), { accepted: LINES - 10, refused: 10 });
  same('events written by the same file again', node.local.head() - head, 0);
  const corrected = await send('corrected', true);
  check(corrected, { accepted: LINES, refused: 0 });
  same('events written by the corrected file', node.local.head() - head, 2 + 2 * 10);
  let listed = 0;
  for await (const { line } of outcomesOf(node.tools.evidence, corrected.outcomeList))
    same('line', line, (listed += 1));
  same('lines listed', listed, LINES);
  await node.close();
  await log.close();
}

/** Lines of some KB (spaces behind the object), so that two gibibytes take half a minute and not ten. */
async function twoGibibytes(): Promise<void> {
  const keys = await fixedKeys();
  const evidence = await openEvidence(join(folder, 'evidence'), keys);
  const piece = Buffer.from(
    Array.from(
      { length: 64 },
      (_, index) => `${JSON.stringify(formB({ formReference: `G-${index}` })).padEnd(4_095)}\n`,
    ).join(''),
  );
  async function* bytes(): AsyncGenerator<Uint8Array> {
    for (let size = 0; size < 2 * GIB; size += piece.length) yield piece;
  }
  const watch = memoryWatch();
  const start = stopwatch();
  const stored = await evidence.put(bytes());
  const { format, source } = await withFormat(evidence.read(stored.id));
  let forms = 0;
  for await (const lines of readForms(source, format, keys))
    forms += lines.filter((line) => 'form' in line).length;
  const took = start();
  const memory = watch();
  say('2 GiB stored and read', { bytes: stored.bytes, ...speed(forms, took), ...memory });
  same('forms in 2 GiB', forms, (2 * GIB) / 4_096);
  if (memory.grownMiB > 256) fail(`memory grew by ${memory.grownMiB} MiB`);
}

/** The most memory that the process held since, and how much that is above the start. */
function memoryWatch(): () => { readonly peakMiB: number; readonly grownMiB: number } {
  const start = process.memoryUsage.rss();
  let peak = start;
  const timer = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss());
  }, 20);
  const mib = (bytes: number): number => Math.round(bytes / 2 ** 20);
  return () => {
    clearInterval(timer);
    return { peakMiB: mib(peak), grownMiB: mib(peak - start) };
  };
}

interface Took {
  readonly seconds: number;
  /** Of this process: what counts on a machine that others use as well. */
  readonly cpuSeconds: number;
}

function stopwatch(): () => Took {
  const [start, cpu] = [performance.now(), process.cpuUsage()];
  return () => {
    const { user, system } = process.cpuUsage(cpu);
    return { seconds: (performance.now() - start) / 1e3, cpuSeconds: (user + system) / 1e6 };
  };
}

function speed(lines: number, { seconds, cpuSeconds }: Took): object {
  const tenths = (value: number): number => Math.round(value * 10) / 10;
  const linesPerSecond = Math.round(lines / seconds);
  return { seconds: tenths(seconds), cpuSeconds: tenths(cpuSeconds), linesPerSecond };
}

function totals({ status, lines, accepted, unchanged, refused }: SubmissionReport): object {
  return {
    status,
    lines,
    accepted,
    unchanged,
    refused,
  };
}

function say(what: string, figures: object): void {
  console.log(`${what}: ${JSON.stringify(figures)}`);
}

function check(
  report: SubmissionReport,
  expected: { readonly accepted: number; readonly refused: number },
): void {
  same('accepted', report.accepted, expected.accepted);
  same('refused', report.refused, expected.refused);
}

function same(what: string, found: number, expected: number): void {
  if (found !== expected) fail(`${what}: ${found}, not ${expected}`);
}

function fail(message: string): void {
  console.error(message);
  process.exitCode = 1;
}
