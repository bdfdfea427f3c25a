import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { jest } from '@jest/globals';
import { LogUnavailable } from '../../src/log/event-log.js';
import { EventStoreEventLog } from '../../src/log/eventstoredb.event-log.js';
import { uuidFrom } from '../../src/uuid.js';
import { startFakeProcess } from '../support/fake-eventstore-process.js';
import type { FakeProcess } from '../support/fake-eventstore-process.js';
import { TailFixture, idsOf, proposed, until, upTo } from '../support/tail-fixture.js';
import { logOpened, record } from './log-samples.js';

jest.setTimeout(60_000);

const at = new TailFixture();
beforeEach(async () => at.open());
afterEach(async () => at.close());

describe('a server whose log does not go on from the copy', () => {
  /** A copy of a log of four events, whose tail was stopped. */
  async function copied(): Promise<void> {
    at.begin();
    at.write('party-1', 'a', 'b', 'c');
    const { tail, stop } = at.startTail();
    await tail.ready;
    await stop();
  }

  async function otherServer(fill: () => void): Promise<void> {
    await at.replaceServer();
    fill();
  }

  async function stopped(): Promise<{ readonly state: string; readonly error: string }> {
    const { tail, local } = at.startTail();
    const before = local.head();
    const error = await tail.ready.then(
      () => 'none',
      (reason: unknown) => String(reason),
    );
    expect(local.head()).toBe(before);
    return { state: tail.health().state, error };
  }

  it('stops where the server is empty', async () => {
    await copied();
    await otherServer(() => undefined);
    const { state, error } = await stopped();
    expect(state).toBe('behind');
    expect(error).toContain('LogBehindCopy: the server has no revision 2 of party-1, which is sequence 4');
  });

  it('stops where the server was restored to an earlier day', async () => {
    await copied();
    await otherServer(() => {
      at.begin();
      at.write('party-1', 'a', 'b');
    });
    expect(await stopped()).toMatchObject({ state: 'behind' });
  });

  it.each([
    ['id', { id: uuidFrom('another') }],
    ['data', { data: '{"key":"forged"}' }],
    ['meta', { meta: '{}' }],
    ['salt', { salt: 'f'.repeat(32) }],
    ['type', { type: 'SampleForged.v1' }],
  ])('stops where the last event has another %s there', async (field, change) => {
    await copied();
    const last = at.server.store.all.at(-1);
    const events = at.server.store.all.slice(0, -1);
    const meta = JSON.parse(last?.meta.toString() ?? '') as { salt: string };
    await otherServer(() => {
      for (const event of events) at.server.store.append(event.stream, 'any', [event]);
      const forged = { ...record('c'), salt: meta.salt, ...change };
      at.server.store.append('contract.party-1', 'any', [proposed(forged)]);
    });
    const { state, error } = await stopped();
    expect(state).toBe('damaged');
    expect(error).toContain(`its ${field} on the server is not that of the local copy`);
  });

  it.each([
    [
      'leaves one out',
      { on: 'subscribe', does: 'skip', afterEvents: 2 },
      'party-1 goes on at revision 2, after 0',
    ],
    [
      'changes their order',
      { on: 'subscribe', does: 'swap', afterEvents: 2 },
      'party-1 goes on at revision 2, after 0',
    ],
    ['changes the order of streams', { on: 'subscribe', does: 'swap', afterEvents: 0 }, 'LogOpened.v1'],
  ] as const)('stops where the subscription %s', async (_name, fault, expected) => {
    at.begin();
    at.write('party-1', 'a', 'b', 'c');
    at.server.faults.inject(fault);
    const { tail } = at.startTail();
    await expect(tail.ready).rejects.toThrow(expected);
    expect(tail.health()).toMatchObject({ state: 'damaged' });
  });

  it('stops where an event comes behind one that follows it in the log', async () => {
    at.begin();
    at.write('party-1', 'a');
    at.write('party-2', 'b');
    at.server.faults.inject({ on: 'subscribe', does: 'swap', afterEvents: 1 });
    const { tail } = at.startTail();
    await expect(tail.ready).rejects.toThrow('party-1 0 came after an event that stands behind it');
  });

  it('stops where the log does not begin with LogOpened', async () => {
    at.write('party-1', 'a');
    const { tail, local } = at.startTail();
    await expect(tail.ready).rejects.toThrow('LogOpened.v1');
    expect([tail.health().state, local.head()]).toEqual(['damaged', 0]);
  });

  const harms: readonly (readonly [string, () => void, string])[] = [
    ['tombstone', () => at.server.store.tombstone('contract.party-1'), 'deleted for ever'],
    ['soft deletion', () => at.server.store.delete('contract.party-1'), '$tb'],
    ['$maxCount', () => at.server.store.writeMetadata('contract.party-1', { $maxCount: 5 }), '$maxCount = 5'],
    ['$maxAge', () => at.server.store.writeMetadata('contract.party-1', { $maxAge: 5 }), '$maxAge = 5'],
    ['$tb', () => at.server.store.writeMetadata('contract.party-1', { $tb: 1 }), '$tb = 1'],
  ];

  it.each(harms)('raises the alarm at once on %s, and keeps what it has', async (_name, harm, expected) => {
    at.begin();
    at.write('party-1', 'a', 'b');
    const { tail, local } = at.startTail();
    await tail.ready;
    harm();
    await until(() => tail.health().state === 'damaged');
    expect(tail.health().reason).toContain(expected);
    expect(local.head()).toBe(3);
    at.write('party-2', 'z');
  });

  it('raises it again at the next start', async () => {
    await copied();
    at.server.store.writeMetadata('contract.party-1', { $maxCount: 5 });
    expect(await stopped()).toMatchObject({ state: 'damaged' });
  });

  it('goes on where retention was taken back before it let anything go', async () => {
    at.begin();
    at.server.store.writeMetadata('contract.party-1', { $maxCount: 5 });
    at.server.store.writeMetadata('contract.party-1', {});
    at.write('party-1', 'a');
    const { tail, local } = at.startTail();
    await tail.ready;
    expect(local.head()).toBe(2);
  });
});

describe('a server that is killed', () => {
  it('has every acknowledged event once on the copy, after each restart', async () => {
    const file = join(at.folder, 'server.jsonl');
    const first = await startServer(file);
    const { tail, local } = at.startTail({ url: first.url });
    const log = await EventStoreEventLog.connect({ url: first.url, instance: 'contract', timeoutMs: 5_000 });
    at.atEnd(async () => log.close());
    let current = first;
    expect(await appendUntilKnown(log, [logOpened()])).toEqual(['appended']);
    for (let round = 0; round < 3; round += 1) {
      const appends = Array.from({ length: 200 }, (_, n) => ({
        stream: `party-${n}`,
        expectedRevision: round - 1,
        events: [record(`${round} ${n}`)],
      }));
      const appending = appendUntilKnown(log, appends);
      await upTo(local, round * 200 + 2);
      await current.kill();
      current = await startServer(file, first.port);
      expect(new Set(await appending)).toEqual(new Set(['appended']));
    }
    await upTo(local, 601);
    expect(local.head()).toBe(601);
    expect(new Set(idsOf(local)).size).toBe(601);
    expect(tail.health().drops).toBeGreaterThanOrEqual(3);
  });

  it('starts from whole lines of its file alone', async () => {
    const file = join(at.folder, 'torn.jsonl');
    await at.replaceServer({ file });
    at.begin();
    at.write('party-1', 'a');
    await at.server.stop();
    const whole = readFileSync(file);
    writeFileSync(file, Buffer.concat([whole, whole.subarray(0, 40)]));
    await at.replaceServer({ file });
    expect(at.server.store.all.map(({ stream }) => stream)).toEqual(['contract.log', 'contract.party-1']);
    at.write('party-1', 'b');
    await at.replaceServer({ file });
    expect(at.server.store.all).toHaveLength(3);
  });

  async function startServer(file: string, port?: number): Promise<FakeProcess> {
    const server = await startFakeProcess(file, port);
    at.atEnd(async () => server.kill());
    return server;
  }

  /** Tries the same appends until none is in doubt, as an engine does. */
  async function appendUntilKnown(
    log: EventStoreEventLog,
    appends: Parameters<EventStoreEventLog['append']>[0],
  ): Promise<readonly string[]> {
    const endAt = performance.now() + 30_000;
    while (performance.now() < endAt) {
      try {
        const outcomes = await log.append(appends);
        if (outcomes.every(({ status }) => status !== 'unknown')) return outcomes.map(({ status }) => status);
      } catch (error) {
        if (!(error instanceof LogUnavailable)) throw error;
      }
      await setImmediate();
    }
    throw new Error('the appends stayed in doubt');
  }
});
