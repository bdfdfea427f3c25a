import { jest } from '@jest/globals';
import { LogDamaged, LogUnavailable } from '../../src/log/event-log.js';
import type { LoggedEvent } from '../../src/log/event-log.js';
import { isReadable, leafOf } from '../../src/log/format.js';
import { LocalLogFile } from '../../src/log/local-log-file.js';
import { uuidFrom } from '../../src/uuid.js';
import { reached } from '../support/eventstore-log.js';
import type { Fault } from '../support/fake-eventstore-faults.js';
import type { ProposedEvent } from '../support/fake-eventstore-store.js';
import { TailFixture, idsOf, proposed, until, upTo } from '../support/tail-fixture.js';
import { startTcpProxy } from '../support/tcp-proxy.js';
import { LOG_ID, record } from './log-samples.js';

jest.setTimeout(60_000);

const at = new TailFixture();
beforeEach(async () => at.open());
afterEach(async () => at.close());

describe('following the server', () => {
  it('copies what is there and what comes, in the order of the server, each event once', async () => {
    at.begin();
    for (let n = 0; n < 50; n += 1) at.write(`party-${n % 7}`, n);
    const { tail, local } = at.startTail();
    await tail.ready;
    expect(idsOf(local)).toEqual(at.idsOnServer());
    for (let n = 50; n < 100; n += 1) at.write(`party-${n % 7}`, n);
    await upTo(local, 101);
    expect(idsOf(local)).toEqual(at.idsOnServer());
    expect(tail.health()).toMatchObject({ state: 'live', sequence: 101, drops: 0, duplicates: 0 });
    expect(local.leafAt(101)).toBe(leafOf(LOG_ID, local.read(100, 1)[0] as LoggedEvent));
  });

  it('counts every event once across the seam between catching up and live', async () => {
    at.begin();
    const { tail, local } = at.startTail();
    let next = 0;
    // Each growth of the copy brings forth the next events, so that they come before, at and after the seam.
    local.onGrowth(() => {
      for (let n = 0; n < 3 && next < 300; n += 1) at.write(`party-${next % 11}`, next++);
    });
    await tail.ready;
    await upTo(local, 301);
    expect(idsOf(local)).toEqual(at.idsOnServer());
  });

  it('takes the streams of its own instance alone, and no event of the server', async () => {
    at.begin();
    for (const stream of ['contract2.party-1', 'contrac.party-1', 'other.contract.party-1', '$contract.x']) {
      at.server.store.append(stream, 'any', [proposed(record(stream))]);
    }
    at.server.store.writeMetadata('contract.party-1', { $acl: { $r: 'auditors' } });
    at.write('party-1', 'a');
    const { tail, local } = at.startTail();
    await tail.ready;
    expect(local.read(0, 10).map(({ stream }) => stream)).toEqual(['log', 'party-1']);
  });

  it('goes on from the last event of the copy, and asks for nothing before it', async () => {
    at.begin();
    at.write('party-1', 'a', 'b');
    const first = at.startTail();
    await first.tail.ready;
    await first.stop();
    await until(() => at.server.openReads() === 0);
    at.write('party-1', 'c');
    const sent = at.server.sentEvents();
    const second = at.startTail();
    await second.tail.ready;
    expect(idsOf(second.local)).toEqual(at.idsOnServer());
    // The last event, to compare it, and the new one.
    expect(at.server.sentEvents() - sent).toBe(2);
  });

  it('writes many events in few transactions', async () => {
    at.begin();
    for (let n = 0; n < 200; n += 1)
      at.write(`party-${n}`, ...Array.from({ length: 10 }, (_, k) => `${n} ${k}`));
    const local = LocalLogFile.open({ path: ':memory:', writable: true });
    const writes: number[] = [];
    const append = local.appendLogged.bind(local);
    local.appendLogged = (events) => {
      writes.push(events.length);
      append(events);
    };
    const { tail } = at.startTail({ local });
    await tail.ready;
    expect(writes.reduce((sum, events) => sum + events, 0)).toBe(2_001);
    expect(writes.length).toBeLessThan(5);
  });

  it('asks the server for no more than it can hold when the disk is slow', async () => {
    at.begin();
    for (let n = 0; n < 200; n += 1)
      at.write(`party-${n}`, ...Array.from({ length: 20 }, (_, k) => `${n} ${k}`));
    const local = LocalLogFile.open({ path: ':memory:', writable: true });
    const append = local.appendLogged.bind(local);
    const waiting: number[] = [];
    local.appendLogged = (events) => {
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
      waiting.push(at.server.sentEvents() - local.head());
      append(events);
    };
    const { tail } = at.startTail({ local });
    await tail.ready;
    expect(local.head()).toBe(4_001);
    expect(Math.max(...waiting)).toBeLessThan(1_500);
  });

  it('waits for a server that is away, and is ready when it came', async () => {
    await at.server.stop();
    const { tail, local } = at.startTail({ url: `esdb://127.0.0.1:${at.server.port}?tls=false` });
    await until(() => tail.health().state === 'reconnecting');
    expect(tail.health().reason).toContain('unavailable');
    await expect(tail.caughtUp(50)).rejects.toThrow(LogUnavailable);
    await at.replaceServer({ port: at.server.port });
    at.begin();
    await tail.caughtUp(20_000);
    await upTo(local, 1);
    expect(tail.health().state).toBe('live');
  });

  it('ends its call on the server when it stops, and says so to whoever still waits', async () => {
    at.begin();
    const { tail, stop } = at.startTail();
    await tail.ready;
    expect(at.server.openReads()).toBe(1);
    await stop();
    await until(() => at.server.openReads() === 0);
    expect(tail.health().state).toBe('stopped');
    await at.server.stop();
    const away = at.startTail({}, 'other');
    await away.stop();
    await expect(away.tail.ready).rejects.toThrow('stopped');
  });

  it("tells how far this machine's clock is ahead of the server's", async () => {
    at.begin();
    at.server.store.clockAheadMs = 60_000;
    const { tail, local } = at.startTail();
    await tail.ready;
    expect(tail.health().clockAheadMs).toBeUndefined();
    at.write('party-1', 'a');
    await upTo(local, 2);
    await until(() => tail.health().clockAheadMs !== undefined);
    expect(Math.round((tail.health().clockAheadMs ?? 0) / 10_000)).toBe(-6);
  });
});

describe('a subscription that ends', () => {
  const ends: readonly (readonly [string, Fault])[] = [
    ['without a word', { on: 'subscribe', does: 'end', afterEvents: 5 }],
    ['with UNAVAILABLE', { on: 'subscribe', does: 'fail', code: 'UNAVAILABLE', afterEvents: 5 }],
    [
      'with ABORTED, as for a slow subscriber',
      { on: 'subscribe', does: 'fail', code: 'ABORTED', afterEvents: 5 },
    ],
    ['with INTERNAL', { on: 'subscribe', does: 'fail', code: 'INTERNAL', afterEvents: 5 }],
    [
      'with CANCELLED, as when a node stops',
      { on: 'subscribe', does: 'fail', code: 'CANCELLED', afterEvents: 5 },
    ],
    ['before its first event', { on: 'subscribe', does: 'end' }],
    ['because another node leads', { on: 'subscribe', does: 'notLeader', leaderPort: 0 }],
    ['because there is no right to it', { on: 'subscribe', does: 'fail', code: 'UNAUTHENTICATED' }],
  ];

  it.each(ends)('%s is a drop: it subscribes again, and each event is there once', async (_name, fault) => {
    at.begin();
    for (let n = 0; n < 20; n += 1) at.write(`party-${n % 3}`, n);
    const leaderPort = at.server.port;
    at.server.faults.inject(fault.does === 'notLeader' ? { ...fault, leaderPort } : fault);
    const { tail, local } = at.startTail();
    await tail.ready;
    expect(idsOf(local)).toEqual(at.idsOnServer());
    expect(tail.health()).toMatchObject({ state: 'live', drops: 1, duplicates: 0 });
    expect(tail.health().reason).toEqual(expect.any(String));
  });

  it('is a drop too when it was live, also again and again', async () => {
    at.begin();
    at.server.faults.inject({ on: 'subscribe', does: 'end', afterEvents: 3, times: 4 });
    const { tail, local } = at.startTail();
    await tail.ready;
    for (let n = 0; n < 20; n += 1) {
      at.write('party-1', n);
      await reached(local, 'party-1', n);
    }
    expect(idsOf(local)).toEqual(at.idsOnServer());
    expect(tail.health().drops).toBe(4);
  });

  it('is found by keep-alive when the connection is half-open', async () => {
    at.begin();
    const proxy = await startTcpProxy(at.server.port);
    at.atEnd(async () => proxy.stop());
    const notices = hush();
    const url = `esdb://127.0.0.1:${proxy.port}?tls=false&keepAliveInterval=100&keepAliveTimeout=100`;
    const { tail, local } = at.startTail({ url, timeoutMs: 300 });
    await tail.ready;
    proxy.freeze();
    await until(() => tail.health().drops > 0);
    at.write('party-1', 'a');
    proxy.thaw();
    await upTo(local, 2);
    expect(idsOf(local)).toEqual(at.idsOnServer());
    expect(notices()).toContain('100 is less than recommended');
  });

  it('is given up when the server takes it and never confirms', async () => {
    at.begin();
    at.server.faults.inject({ on: 'subscribe', does: 'hold' });
    const { tail, local } = at.startTail({ timeoutMs: 200 });
    await tail.ready;
    expect([local.head(), tail.health().drops]).toEqual([1, 1]);
    expect(tail.health().reason).toContain('does not confirm');
  });

  it('loses nothing by a checkpoint that runs ahead of the events', async () => {
    at.begin();
    for (let n = 0; n < 20; n += 1) at.write('party-1', n);
    at.server.faults.inject(
      { on: 'subscribe', does: 'checkpointAhead' },
      { on: 'subscribe', does: 'end', skip: 1 },
    );
    const first = at.startTail();
    await first.tail.ready;
    await first.stop();
    at.write('party-1', 'after');
    const second = at.startTail();
    await second.tail.ready;
    expect(idsOf(second.local)).toEqual(at.idsOnServer());
  });

  it('counts an event once that the server sends twice', async () => {
    at.begin();
    at.write('party-1', 'a', 'b', 'c');
    at.server.faults.inject({ on: 'subscribe', does: 'duplicate', afterEvents: 2 });
    const { tail, local } = at.startTail();
    await tail.ready;
    expect(idsOf(local)).toEqual(at.idsOnServer());
    expect(tail.health()).toMatchObject({ state: 'live', duplicates: 1 });
  });
});

describe('events that are not in our format', () => {
  const bytes = (text: string): Buffer => Buffer.from(text, 'latin1');
  const foreign: readonly ProposedEvent[] = [
    ['{"amount":1.5}', '{"by":"hand"}', 'application/json'],
    ['{"half":', '{}', 'application/json'],
    ['{"a":1}', '\xff\xfe', 'application/json'],
    ['\x00\x01', '', 'application/octet-stream'],
    ['{"a":1}', `{"salt":"${'a'.repeat(31)}"}`, 'application/json'],
  ].map(([data = '', meta = '', contentType = ''], n) => ({
    id: uuidFrom('foreign', n),
    type: 'Foreign',
    contentType,
    data: bytes(data),
    meta: bytes(meta),
  }));

  it('count, are hashed, are alike on every node and are reported', async () => {
    at.begin();
    at.write('party-1', 'a');
    for (const event of foreign) at.server.store.append('contract.party-1', 'any', [event]);
    at.write('party-1', 'b');
    const [one, two] = [at.startTail({}, 'one'), at.startTail({}, 'two')];
    await Promise.all([one.tail.ready, two.tail.ready]);
    expect(idsOf(one.local)).toEqual(at.idsOnServer());
    expect(one.local.read(0, 10)).toEqual(two.local.read(0, 10));
    for (let sequence = 1; sequence <= 8; sequence += 1) {
      expect(one.local.leafAt(sequence)).toBe(two.local.leafAt(sequence));
    }
    expect(one.local.read(0, 10).map(isReadable)).toEqual([
      true,
      true,
      false,
      false,
      false,
      false,
      false,
      true,
    ]);
    expect(one.tail.health()).toMatchObject({ state: 'live', unreadable: { count: 5 } });
    expect(one.tail.health().unreadable.first[0]).toBe('3 party-1 1 Foreign');
  });

  const notOurs = ['{"amount":1.5}', '{"amount":9007199254740993}', '{"half":', '[1]', '{"ä":1}', 'null'];
  it.each(notOurs)('stop the tail where their metadata are ours: they may be money (%s)', async (data) => {
    at.begin();
    at.write('party-1', 'a');
    const event = { ...proposed(record('b')), data: Buffer.from(data) };
    at.server.store.append('contract.party-1', 'any', [event]);
    const { tail, local } = at.startTail();
    await expect(tail.ready).rejects.toThrow(LogDamaged);
    expect(tail.health()).toMatchObject({ state: 'damaged', sequence: 2, unreadable: { count: 0 } });
    expect(tail.health().reason).toContain('party-1 1 (');
    expect(idsOf(local)).toEqual(at.idsOnServer().slice(0, 2));
  });

  it('can be the last event from which a tail goes on', async () => {
    at.begin();
    for (const event of foreign) at.server.store.append('contract.party-1', 'any', [event]);
    const first = at.startTail();
    await first.tail.ready;
    await first.stop();
    at.write('party-1', 'b');
    const second = at.startTail();
    await second.tail.ready;
    expect(idsOf(second.local)).toEqual(at.idsOnServer());
  });
});

/** Collects what the client warns about, instead of printing it. */
function hush(): () => string {
  const warn = console.warn;
  const lines: string[] = [];
  console.warn = (...parts: unknown[]) => lines.push(parts.join(' '));
  at.atEnd(async () => (console.warn = warn));
  return () => lines.join('\n');
}
