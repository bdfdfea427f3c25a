import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import {
  EventStoreDBClient,
  NO_STREAM as NO_SERVER_STREAM,
  jsonEvent,
  streamNameFilter,
} from '@eventstore/db-client';
import { NO_STREAM } from '../../src/log/event-log.js';
import type { StreamAppend } from '../../src/log/event-log.js';
import { EventStoreEventLog } from '../../src/log/eventstoredb.event-log.js';
import { EventStoreTail } from '../../src/log/eventstoredb.tail.js';
import { LocalLogFile } from '../../src/log/local-log-file.js';
import { eventRecord } from '../../src/log/format.js';
import { logOpened } from '../contract/log-samples.js';
import { uuidFrom } from '../../src/uuid.js';

/**
 * What the adapter and the tail reach against the fake server in a process of its own, beside what the client alone
 * reaches against the same server: `eventstore-speed.js [EVENTS] [BYTES]`. Ceilings of the client, not of a database.
 */
const [events = 40_000, bytes = 2_000] = process.argv.slice(2).map(Number);
const folder = mkdtempSync(join(tmpdir(), 'flows-speed-'));
const child = spawn(process.execPath, [join(import.meta.dirname, '../support/fake-eventstore-main.js')], {
  stdio: ['pipe', 'pipe', 'inherit'],
});
const url = await firstLine();

const text = 'x'.repeat(Math.max(0, bytes - 500));
const meta = {
  recordedAt: '2025-02-03T09:00:00.000Z',
  actor: { issuer: 'test', subject: 'official-1', kind: 'official', mandate: 'administrator' },
  commandId: 'speed',
  commandHash: 'a'.repeat(64),
  causationId: 'speed',
  correlationId: 'speed',
  traceId: '0'.repeat(32),
  knownThrough: 1,
  engine: '0.1.0',
  node: 'speed',
};
const appendOf = (run: string, n: number, size: number): StreamAppend => ({
  stream: `${run}-${n}`,
  expectedRevision: NO_STREAM,
  events: Array.from({ length: size }, (_, k) =>
    eventRecord({ id: uuidFrom(run, n, k), type: 'SampleRecorded.v1', data: { key: k, text }, meta }),
  ),
});

const log = await EventStoreEventLog.connect({ url, instance: 'speed', timeoutMs: 60_000 });
await log.append([logOpened('speed')]);
const bare = EventStoreDBClient.connectionString(url);

await compare('append, 1 event, 100 in flight', Math.floor(events / 8), 1);
await compare('append, 100 events, 16 in flight', events, 100);

await race('follow into a local copy', { client: readAll, adapter: copyAll });
await log.close();
await bare.dispose();
child.kill();
rmSync(folder, { recursive: true });

async function readAll(): Promise<number> {
  const filter = streamNameFilter({ prefixes: ['speed.'] });
  const all = bare.subscribeToAll({ filter }, { highWaterMark: 128 });
  const end = {};
  all.on('caughtUp', () => all.push(end));
  let seen = 0;
  for await (const item of all) {
    if ((item as unknown) === end) break;
    seen += 1;
  }
  await all.unsubscribe();
  return seen;
}

async function copyAll(round: number): Promise<number> {
  const path = join(folder, `${round}.sqlite`);
  const local = LocalLogFile.open({ path, writable: true, durability: 'copy' });
  const tail = EventStoreTail.start({ url, instance: 'speed', local });
  await tail.ready;
  await tail.stop();
  const head = local.head();
  local.close();
  return head;
}

async function compare(name: string, count: number, size: number): Promise<void> {
  const appends = Array.from({ length: Math.ceil(count / size) }, (_, n) => appendOf(`own${size}`, n, size));
  const flight = size === 1 ? 100 : 16;
  await race(name, {
    client: (round) =>
      inFlight(appends, flight, async ({ stream, events: records }) => {
        const sent = records.map(({ id, type, data, meta: metadata }) =>
          jsonEvent({ id, type, data: JSON.parse(data), metadata: JSON.parse(metadata) }),
        );
        await bare.appendToStream(`bare.${round}-${stream}`, sent, { expectedRevision: NO_SERVER_STREAM });
      }).then(() => count),
    adapter: (round) =>
      inFlight(appends, flight, async (append) => {
        const [outcome] = await log.append([{ ...append, stream: `${round}-${append.stream}` }]);
        if (outcome?.status !== 'appended') throw new Error(JSON.stringify(outcome));
      }).then(() => count),
  });
}

/** Both in turn, three times, each by its best: the machine may have other work. CPU is this process's alone. */
async function race(
  name: string,
  run: Readonly<Record<'client' | 'adapter', (round: number) => Promise<number>>>,
): Promise<void> {
  const best = { client: { rate: 0, cpu: Infinity }, adapter: { rate: 0, cpu: Infinity } };
  for (const round of [0, 1, 2]) {
    for (const who of ['client', 'adapter'] as const) {
      const [startedAt, usage] = [performance.now(), process.cpuUsage()];
      const count = await run[who](round);
      const { user, system } = process.cpuUsage(usage);
      best[who].rate = Math.max(best[who].rate, (count / (performance.now() - startedAt)) * 1000);
      best[who].cpu = Math.min(best[who].cpu, (user + system) / count);
    }
  }
  const { client, adapter } = best;
  const share = Math.round((adapter.rate / client.rate) * 100);
  const [rates, cpus] = [
    [client.rate, adapter.rate],
    [client.cpu, adapter.cpu],
  ].map((pair) => pair.map(Math.round));
  process.stdout.write(
    `${name.padEnd(34)} client alone ${rates?.[0]}/s, ours ${rates?.[1]}/s: ${share} %` +
      ` (CPU ${cpus?.[0]} and ${cpus?.[1]} µs an event)\n`,
  );
}

async function inFlight<T>(
  items: readonly T[],
  limit: number,
  act: (item: T) => Promise<void>,
): Promise<void> {
  const rest = items.values();
  await Promise.all(
    Array.from({ length: limit }, async () => {
      for (const item of rest) await act(item);
    }),
  );
}

async function firstLine(): Promise<string> {
  for await (const line of createInterface({ input: child.stdout }))
    return (JSON.parse(line) as { url: string }).url;
  throw new Error('the server did not start');
}
