import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { simulatedClock } from '../../src/engine/clock.js';
import { NodeStopped } from '../../src/engine/command.js';
import { healthOf } from '../../src/http/health.js';
import { LogUnavailable } from '../../src/log/event-log.js';
import { EventStoreEventLog } from '../../src/log/eventstoredb.event-log.js';
import { LogLocked } from '../../src/log/log-file-schema.js';
import { LogOfRecord } from '../../src/log/log-of-record.js';
import { START, giveMandate, openNode, openTestLog } from '../support/engine-node.js';
import type { EngineNode } from '../support/engine-node.js';
import { startFakeEventStore } from '../support/fake-eventstore.js';
import type { FakeEventStore } from '../support/fake-eventstore.js';
import { REGISTRAR } from '../support/parties.js';
import { until } from '../support/tail-fixture.js';

jest.setTimeout(60_000);

const AWAY_MS = 300;
let data: string;
let file: string;
let server: FakeEventStore;
let closing: (() => Promise<unknown>)[];

beforeEach(async () => {
  data = mkdtempSync(join(tmpdir(), 'flows-record-'));
  closing = [];
  file = join(data, 'server.jsonl');
  server = await startFakeEventStore({ file });
  await begin();
});

afterEach(async () => {
  for (const close of closing.toReversed()) await close();
  await server.stop();
  rmSync(data, { recursive: true });
});

/** Puts the opening of the log on the server. */
async function begin(): Promise<void> {
  const log = await EventStoreEventLog.connect({ url: server.url, instance: 'test', timeoutMs: 10_000 });
  await openTestLog(log, simulatedClock(START));
  await log.close();
}

async function openRecord(options: { readonly write?: boolean } = {}): Promise<LogOfRecord> {
  const log = { kind: 'eventstoredb', url: server.url } as const;
  const record = await LogOfRecord.open({
    data,
    instance: 'test',
    log,
    write: true,
    serverTimeoutMs: AWAY_MS,
    ...options,
  });
  closing.push(() => record.close());
  return record;
}

const nodeOn = (record: LogOfRecord): Promise<EngineNode> =>
  openNode({
    log: record.log,
    local: record.local,
    engine: { readModels: join(data, 'read-models'), readBackMs: 2_000 },
  });

/** Two commands, and two events. */
const write = (node: EngineNode): Promise<void> => giveMandate(node.engine, REGISTRAR, 'registrar');

describe('a node whose server is away', () => {
  it('does not start without a copy that could answer', async () => {
    await server.stop();
    await expect(openRecord()).rejects.toThrow(LogUnavailable);
  });

  it('starts with its copy, answers from it, refuses to write, says so, and goes on when the server is back', async () => {
    const first = await openRecord();
    expect(first.local.head()).toBe(1);
    await first.close();
    const { port } = server;
    await server.stop();

    const record = await openRecord();
    const node = await nodeOn(record);
    closing.push(() => node.close());
    await node.engine.waitFor(1, { timeoutMs: 2_000 });
    expect(node.engine.reference()).toBeDefined();
    expect(record.log.tail()).toMatchObject({ state: 'reconnecting', sequence: 1 });
    expect(record.log.tail()?.reason).toContain('unavailable');
    expect(node.engine.health()).toMatchObject({ commandsStopped: null, tail: { state: 'reconnecting' } });
    expect(healthOf(node.engine.health())).toBe('DEGRADED');
    await expect(write(node)).rejects.toThrow(LogUnavailable);

    server = await startFakeEventStore({ port, file });
    await until(() => record.log.tail()?.state === 'live');
    await write(node);
    await until(() => record.local.head() === 3);
  });

  it('appends no more once the server comes back without what the copy holds', async () => {
    const record = await openRecord();
    const node = await nodeOn(record);
    closing.push(() => node.close());
    const { port } = server;
    await server.stop();
    server = await startFakeEventStore({ port });
    await until(() => record.log.tail()?.state === 'behind');
    const refused = write(node);
    await expect(refused).rejects.toThrow(NodeStopped);
    const { events, stream } = { events: record.local.read(0, 1), stream: 'party-1' };
    const append = record.log.append([{ stream, expectedRevision: -1, events }]);
    await expect(append).rejects.toThrow('the tail has stopped');
    expect(server.store.all).toEqual([]);
    expect(node.engine.health().commandsStopped).toContain('the server has no revision 0 of log');
    expect(healthOf(node.engine.health())).toBe('DOWN');
  });
});

describe('a server that was restored from an older backup', () => {
  it('stops read models that have seen more, also where the copy of the log was made anew', async () => {
    const record = await openRecord();
    const node = await nodeOn(record);
    copyFileSync(file, `${file}.backup`);
    await write(node);
    await node.engine.waitFor(3, { timeoutMs: 2_000 });
    await node.close();
    await record.close();
    await server.stop();
    for (const end of ['', '-wal', '-shm']) rmSync(join(data, `log.sqlite${end}`), { force: true });
    server = await startFakeEventStore({ file: `${file}.backup` });

    const again = await openRecord();
    const restored = await nodeOn(again);
    closing.push(() => restored.close());
    expect(restored.engine.health().commandsStopped).toContain('it has seen sequence 3, the log ends at 1');
  });
});

describe('a process that only asks', () => {
  it('reads the copy beside the process that fills it, and writes nothing', async () => {
    const node = await openRecord();
    await expect(openRecord()).rejects.toThrow(LogLocked);
    const asking = await openRecord({ write: false });
    expect(asking.local.head()).toBe(1);
    expect(asking.log.tail()).toBeNull();
    const { events, stream } = { events: asking.local.read(0, 1), stream: 'party-1' };
    await expect(asking.log.append([{ stream, expectedRevision: -1, events }])).rejects.toThrow(
      LogUnavailable,
    );
    await asking.close();
    expect(node.log.tail()?.state).toBe('live');
  });
});
