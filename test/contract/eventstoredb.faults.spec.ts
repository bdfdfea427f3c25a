import { readFileSync } from 'node:fs';
import { jest } from '@jest/globals';
import { InvalidAppend, LogDamaged, LogUnavailable, NO_STREAM } from '../../src/log/event-log.js';
import type { AppendOutcome, StreamAppend } from '../../src/log/event-log.js';
import { EventStoreEventLog } from '../../src/log/eventstoredb.event-log.js';
import { startFakeEventStore } from '../support/fake-eventstore.js';
import type { FakeEventStore } from '../support/fake-eventstore.js';
import type { Fault } from '../support/fake-eventstore-faults.js';
import { until } from '../support/tail-fixture.js';
import { startTcpProxy } from '../support/tcp-proxy.js';
import type { TcpProxy } from '../support/tcp-proxy.js';
import { appendOf, logOpened, record, records } from './log-samples.js';

jest.setTimeout(60_000);

/** Our own wait where it is meant to run out; all others have far more, since the machine may be slow. */
const SHORT_MS = 300;
const LONG_MS = 20_000;

const table: (readonly [fault: string, first: string, again: string])[] = [];
let server: FakeEventStore;
let closing: (() => Promise<unknown>)[] = [];

beforeEach(async () => {
  server = await startFakeEventStore();
  closing = [async () => server.stop()];
});

afterEach(async () => {
  for (const close of closing.toReversed()) await close();
});

afterAll(() => {
  const lines = [['fault', 'what the adapter did', 'the same call again'] as const, ...table];
  const widths = [0, 1, 2].map((column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  const text = lines.map((line) => line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | '));
  process.stdout.write(`\n${text.join('\n')}\n\n`);
});

async function connect(timeoutMs = LONG_MS, url = server.url): Promise<EventStoreEventLog> {
  const log = await EventStoreEventLog.connect({ url, instance: 'contract', timeoutMs });
  closing.push(async () => log.close());
  return log;
}

/** A log that has begun; its first calls are behind it. */
async function begun(timeoutMs = LONG_MS, url = server.url): Promise<EventStoreEventLog> {
  const log = await connect(timeoutMs, url);
  expect(await insist(log, logOpened())).toBe('appended 0');
  return log;
}

/** Tries again as an engine does: on a slow machine a short wait may run out without any fault. */
async function insist(log: EventStoreEventLog, append: StreamAppend): Promise<string> {
  const endAt = performance.now() + LONG_MS;
  for (;;) {
    const outcome = await tryAppend(log, append);
    const isFinal = outcome !== 'unknown' && outcome !== 'LogUnavailable';
    if (isFinal || performance.now() > endAt) return outcome;
  }
}

/** The outcome, or the kind of error, in one word or two. */
async function tryAppend(log: EventStoreEventLog, ...appends: readonly StreamAppend[]): Promise<string> {
  try {
    return (await log.append(appends)).map(worded).join(', ');
  } catch (error) {
    return errorName(error);
  }
}

async function tryRead(log: EventStoreEventLog, stream: string): Promise<string> {
  try {
    return `${(await log.readStream(stream)).length} events`;
  } catch (error) {
    return errorName(error);
  }
}

async function insistRead(log: EventStoreEventLog, stream: string): Promise<string> {
  const endAt = performance.now() + LONG_MS;
  for (;;) {
    const outcome = await tryRead(log, stream);
    if (outcome !== 'LogUnavailable' || performance.now() > endAt) return outcome;
  }
}

const worded = (outcome: AppendOutcome): string =>
  outcome.status === 'appended' ? `appended ${outcome.lastRevision}` : outcome.status;

function errorName(error: unknown): string {
  const isOurs = [LogUnavailable, LogDamaged, InvalidAppend].some((kind) => error instanceof kind);
  if (!isOurs || !(error instanceof Error)) throw error;
  return error.name;
}

/** How often the events of a stream are on the server. */
const copies = (stream: string): number =>
  server.store.all.filter((event) => event.stream === `contract.${stream}`).length;

const party = appendOf('party-1', NO_STREAM, 'a', 'b');
const proxied = (proxy: TcpProxy): string => `esdb://127.0.0.1:${proxy.port}?tls=false`;

async function startProxy(): Promise<TcpProxy> {
  const proxy = await startTcpProxy(server.port);
  closing.push(async () => proxy.stop());
  return proxy;
}

describe('an append whose answer is an error', () => {
  const struck: readonly (readonly [string, Fault, string])[] = [
    ['node says it does not lead', { on: 'batchAppend', does: 'notLeader', leaderPort: 0 }, 'unknown'],
    ['UNAVAILABLE, not landed', { on: 'batchAppend', does: 'fail', code: 'UNAVAILABLE' }, 'unknown'],
    [
      'UNAVAILABLE, landed',
      { on: 'batchAppend', does: 'fail', code: 'UNAVAILABLE', landed: true },
      'unknown',
    ],
    ['ABORTED, not landed', { on: 'batchAppend', does: 'fail', code: 'ABORTED' }, 'unknown'],
    ['ABORTED, landed', { on: 'batchAppend', does: 'fail', code: 'ABORTED', landed: true }, 'unknown'],
    ['INTERNAL, not landed', { on: 'batchAppend', does: 'fail', code: 'INTERNAL' }, 'unknown'],
    ['INTERNAL, landed', { on: 'batchAppend', does: 'fail', code: 'INTERNAL', landed: true }, 'unknown'],
    ['CANCELLED, not landed', { on: 'batchAppend', does: 'fail', code: 'CANCELLED' }, 'unknown'],
    ['CANCELLED, landed', { on: 'batchAppend', does: 'fail', code: 'CANCELLED', landed: true }, 'unknown'],
    ['answer: timeout, not landed', { on: 'batchAppend', does: 'answerError', type: 'Timeout' }, 'unknown'],
    [
      'answer: timeout, landed',
      { on: 'batchAppend', does: 'answerError', type: 'Timeout', landed: true },
      'unknown',
    ],
    ['answer: unknown (busy)', { on: 'batchAppend', does: 'answerError', type: 'Unknown' }, 'unknown'],
    [
      'answer: access denied',
      { on: 'batchAppend', does: 'answerError', type: 'AccessDenied' },
      'LogUnavailable',
    ],
  ];

  it.each(struck)('%s: the same append again gives one copy', async (name, fault, expected) => {
    const log = await begun();
    const leaderPort = server.port;
    server.faults.inject(fault.does === 'notLeader' ? { ...fault, leaderPort } : fault);
    const first = await tryAppend(log, party);
    const again = await tryAppend(log, party);
    table.push([name, first, again]);
    expect([first, again, copies('party-1')]).toEqual([expected, 'appended 1', 2]);
  });

  it.each(['UNAVAILABLE', 'ABORTED', 'INTERNAL', 'CANCELLED'] as const)(
    '%s in an append of its own call is unknown too',
    async (code) => {
      await server.stop();
      server = await startFakeEventStore({ batchAppend: false });
      const log = await begun();
      server.faults.inject({ on: 'append', does: 'fail', code, landed: true });
      const first = await tryAppend(log, party);
      const again = await tryAppend(log, party);
      table.push([`unary: ${code}, landed`, first, again]);
      expect([first, again, copies('party-1')]).toEqual(['unknown', 'appended 1', 2]);
    },
  );

  it('leaves appends that are on their way on the failed call unknown, and each has one copy in the end', async () => {
    const log = await begun();
    server.faults.inject(
      { on: 'batchAppend', does: 'hold', landed: true, stream: 'contract.party-1' },
      { on: 'batchAppend', does: 'fail', code: 'ABORTED', stream: 'contract.party-2' },
    );
    const held = tryAppend(log, party);
    await server.faults.holding(1);
    const first = await tryAppend(log, appendOf('party-2', NO_STREAM, 'c'));
    expect([await held, first]).toEqual(['unknown', 'unknown']);
    server.faults.release();
    expect(await tryAppend(log, party, appendOf('party-2', NO_STREAM, 'c'))).toBe('appended 1, appended 0');
    expect([copies('party-1'), copies('party-2')]).toEqual([2, 1]);
  });

  it('is refused by a server of lower limits as an invalid append', async () => {
    const log = await begun();
    server.store.maxAppendBytes = 100;
    const first = await tryAppend(log, party);
    table.push(['oversize for this server', first, 'the same']);
    expect([first, copies('party-1')]).toEqual(['InvalidAppend', 0]);
  });

  it('never trusts a conflict without its revision: the connection string cannot turn the error off', async () => {
    const url = `${server.url}&throwOnAppendFailure=false`;
    await expect(connect(LONG_MS, url)).rejects.toThrow('throwOnAppendFailure');
    const log = await begun();
    await log.append([party]);
    expect(await log.append([appendOf('party-1', NO_STREAM, 'x')])).toEqual([
      { status: 'conflict', stream: 'party-1', expected: NO_STREAM, actual: 1 },
    ]);
  });
});

describe('an append whose answer does not come', () => {
  it.each([
    ['no answer, not landed', false],
    ['no answer, landed', true],
  ])('%s: unknown by our own timer, and once in the end', async (name, landed) => {
    const log = await begun(SHORT_MS);
    server.faults.inject({ on: 'batchAppend', does: 'hold', landed });
    const first = await tryAppend(log, party);
    const again = await insist(log, party);
    table.push([name, first, again]);
    expect([first, again, copies('party-1')]).toEqual(['unknown', 'appended 1', 2]);
  });

  it('takes an answer that comes too late for nothing, whichever way the connection went', async () => {
    const log = await begun(SHORT_MS);
    server.faults.inject({ on: 'batchAppend', does: 'hold', stream: 'contract.party-1', landed: true });
    const held = tryAppend(log, party);
    await server.faults.holding(1);
    const other = await insist(log, appendOf('party-2', NO_STREAM, 'c'));
    const first = await held;
    server.faults.release();
    const again = await insist(log, party);
    table.push(['late answer, others answered meanwhile', first, again]);
    expect([other, first, again, copies('party-1')]).toEqual(['appended 0', 'unknown', 'appended 1', 2]);
  });

  it('does not wait once per append when the server is silent: the rest is not sent', async () => {
    const log = await begun(SHORT_MS);
    server.faults.inject({ on: 'batchAppend', does: 'hold', times: 10_000 });
    const many = Array.from({ length: 1_000 }, (_, n) => appendOf(`party-${n}`, NO_STREAM, n));
    const startedAt = performance.now();
    const outcomes = await log.append(many);
    expect(new Set(outcomes.map(({ status }) => status))).toEqual(new Set(['unknown']));
    expect(performance.now() - startedAt).toBeLessThan(8 * SHORT_MS + 4_000);
    expect(server.receivedAppends()).toBeLessThan(200);
    server.faults.clear();
    table.push(['1,000 appends, server silent', 'all unknown after one wait', 'appended']);
    await log.close();
    const patient = await connect();
    expect(new Set((await patient.append(many)).map(worded))).toEqual(new Set(['appended 0']));
  });

  it('half-open connection: unknown, and the next try has a connection of its own', async () => {
    const proxy = await startProxy();
    const log = await begun(SHORT_MS, proxied(proxy));
    proxy.freeze();
    const first = await tryAppend(log, party);
    proxy.thaw();
    const again = await insist(log, party);
    table.push(['half-open TCP', first, again]);
    expect([first, again, copies('party-1')]).toEqual(['unknown', 'appended 1', 2]);
  });

  it('server closes the append call without an error: unknown, never a hang', async () => {
    const log = await begun(SHORT_MS);
    server.faults.inject({ on: 'batchAppend', does: 'end' });
    const first = await tryAppend(log, party);
    const again = await insist(log, party);
    table.push(['append call closed with OK', first, again]);
    expect([first, again, copies('party-1')]).toEqual(['unknown', 'appended 1', 2]);
  });

  it('connection cut while it waits: unknown', async () => {
    const proxy = await startProxy();
    const log = await begun(LONG_MS, proxied(proxy));
    server.faults.inject({ on: 'batchAppend', does: 'hold', landed: true });
    const held = tryAppend(log, party);
    await server.faults.holding(1);
    proxy.cut();
    const first = await held;
    const again = await insist(log, party);
    table.push(['connection cut, landed', first, again]);
    expect([first, again, copies('party-1')]).toEqual(['unknown', 'appended 1', 2]);
  });

  it('node stops while it waits: unknown; nothing is lost when it is back', async () => {
    const log = await begun();
    server.faults.inject({ on: 'batchAppend', does: 'hold' });
    const held = tryAppend(log, party);
    await server.faults.holding(1);
    await server.shutDown();
    const first = await held;
    const again = await tryAppend(log, party);
    table.push(['node stops (CANCELLED), stays away', first, again]);
    expect([first, again]).toEqual(['unknown', 'LogUnavailable']);
  });

  it('does not depend on the clocks: a server an hour ahead answers as ever', async () => {
    server.store.clockAheadMs = 3_600_000;
    const log = await begun();
    const first = await tryAppend(log, party);
    table.push(["server's clock an hour ahead", first, await tryAppend(log, party)]);
    expect(first).toBe('appended 1');
  });
});

describe('an append before anything was sent', () => {
  it.each(['UNAVAILABLE', 'INTERNAL', 'ABORTED'] as const)(
    'handshake fails with %s: unavailable, and the next try shakes hands anew',
    async (code) => {
      const log = await connect();
      server.faults.inject({ on: 'features', does: 'fail', code });
      const first = await tryAppend(log, logOpened());
      const again = await tryAppend(log, logOpened());
      table.push([`handshake: ${code}`, first, again]);
      expect([first, again, server.receivedAppends()]).toEqual(['LogUnavailable', 'appended 0', 1]);
    },
  );

  it('handshake without an answer: unavailable by our own timer', async () => {
    const log = await connect(SHORT_MS);
    server.faults.inject({ on: 'features', does: 'hold' });
    const first = await tryAppend(log, logOpened());
    const again = await insist(log, logOpened());
    server.faults.release();
    table.push(['handshake: no answer', first, again]);
    expect([first, again, copies('log')]).toEqual(['LogUnavailable', 'appended 0', 1]);
  });

  it.each([
    ['handshake: methods twice and in another order', { on: 'features', does: 'shuffle' }],
    ['handshake: not known to the server', { on: 'features', does: 'fail', code: 'UNIMPLEMENTED' }],
  ] as const)('%s: appends all the same', async (name, fault) => {
    server.faults.inject(fault);
    const log = await connect();
    const first = await tryAppend(log, logOpened());
    table.push([name, first, await tryAppend(log, logOpened())]);
    expect(first).toBe('appended 0');
  });

  it('nothing listens: unavailable, and it works once something does', async () => {
    await server.stop();
    const log = await connect();
    const first = await tryAppend(log, logOpened());
    server = await startFakeEventStore({ port: server.port });
    const again = await insist(log, logOpened());
    table.push(['nothing listens', first, again]);
    expect([first, again]).toEqual(['LogUnavailable', 'appended 0']);
  });

  it('nobody leads the cluster: unavailable', async () => {
    await server.stop();
    const url = `esdb+discover://127.0.0.1:${server.port}?tls=false&maxDiscoverAttempts=2&discoveryInterval=1`;
    const first = await tryAppend(await connect(LONG_MS, url), logOpened());
    table.push(['cluster discovery fails', first, 'the same']);
    expect(first).toBe('LogUnavailable');
  });

  it('finds the leader of a cluster', async () => {
    const log = await connect(LONG_MS, `esdb+discover://127.0.0.1:${server.port}?tls=false`);
    expect(await tryAppend(log, logOpened())).toBe('appended 0');
  });

  it('goes to the leader that a follower names', async () => {
    const follower = await startFakeEventStore();
    closing.push(async () => follower.stop());
    const refusal = { does: 'notLeader', leaderPort: server.port, times: 100 } as const;
    follower.faults.inject({ on: 'read', ...refusal }, { on: 'batchAppend', ...refusal });
    const log = await connect(LONG_MS, follower.url);
    const tries = [];
    for (let n = 0; n < 3; n += 1) tries.push(await tryAppend(log, logOpened()));
    table.push(['connected to a follower', tries.slice(0, 2).join(', then '), tries[2] ?? '']);
    expect(tries).toEqual(['LogUnavailable', 'unknown', 'appended 0']);
    expect([follower.store.all.length, copies('log')]).toEqual([0, 1]);
  });

  it('sends nothing that cannot be written as JSON', async () => {
    const log = await begun();
    const broken = { ...party, events: [{ ...record('a'), data: '{"amount":1n}' }] };
    expect(await tryAppend(log, party, broken)).toBe('InvalidAppend');
    expect([server.receivedAppends(), copies('party-1')]).toEqual([1, 0]);
  });

  it('one process appends to one server: a second one is refused, a second log on the first is not', async () => {
    const [log, same] = [await begun(), await connect()];
    const other = await startFakeEventStore();
    closing.push(async () => other.stop());
    await expect(connect(LONG_MS, other.url)).rejects.toThrow('one process, one server');
    await same.close();
    expect(await tryAppend(log, party)).toBe('appended 1');
  });

  it('shares no process with the other client of the same server, which breaks it', () => {
    const manifest = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
    expect(manifest).not.toContain('kurrentdb-client');
  });

  it('does not show the password of a connection string that is wrong', async () => {
    const wrong = connect(LONG_MS, 'kurrentdb://admin:secret@127.0.0.1?tls=false');
    await expect(wrong).rejects.toThrow('expected esdb://');
    await expect(wrong).rejects.not.toThrow('secret');
    await expect(connect(LONG_MS, `${server.url}&keepAliveInterval=-1`)).rejects.toThrow('keep-alive');
  });
});

describe('reading a stream', () => {
  const struck: readonly (readonly [string, Fault])[] = [
    ['UNAVAILABLE in the middle', { on: 'read', does: 'fail', code: 'UNAVAILABLE', afterEvents: 1 }],
    ['ABORTED in the middle', { on: 'read', does: 'fail', code: 'ABORTED', afterEvents: 1 }],
    ['INTERNAL in the middle', { on: 'read', does: 'fail', code: 'INTERNAL', afterEvents: 1 }],
    ['CANCELLED in the middle', { on: 'read', does: 'fail', code: 'CANCELLED', afterEvents: 1 }],
    ['no answer', { on: 'read', does: 'hold' }],
    ['no answer in the middle', { on: 'read', does: 'hold', afterEvents: 1 }],
    ['not the leader', { on: 'read', does: 'notLeader', leaderPort: 0 }],
  ];

  it.each(struck)('%s: unavailable and never a part of the stream', async (name, fault) => {
    const log = await begun(fault.does === 'hold' ? SHORT_MS : LONG_MS);
    await insist(log, party);
    const leaderPort = server.port;
    server.faults.inject(fault.does === 'notLeader' ? { ...fault, leaderPort } : fault);
    const first = await tryRead(log, 'party-1');
    const again = await insistRead(log, 'party-1');
    table.push([`read: ${name}`, first, again]);
    expect([first, again]).toEqual(['LogUnavailable', '2 events']);
    server.faults.release();
    await until(() => server.openReads() === 0);
  });

  it('takes a read that another one cut short for unavailable, not for the end of the stream', async () => {
    const log = await begun(SHORT_MS);
    await insist(log, party);
    server.faults.inject({ on: 'read', does: 'hold', afterEvents: 1, times: 2 });
    const first = tryRead(log, 'party-1');
    await server.faults.holding(1);
    await new Promise((resolve) => setTimeout(resolve, SHORT_MS / 3));
    const second = tryRead(log, 'party-1');
    expect(await Promise.all([first, second])).toEqual(['LogUnavailable', 'LogUnavailable']);
  });

  it('ends the call on the server when it stops early', async () => {
    const log = await begun();
    await log.append([appendOf('party-1', NO_STREAM, ...Array.from({ length: 2_000 }, (_, n) => n))]);
    server.store.writeMetadata('contract.party-1', { $tb: 5 });
    expect(await tryRead(log, 'party-1')).toBe('LogDamaged');
    await until(() => server.openReads() === 0);
    expect(server.sentEvents()).toBeLessThan(1_500);
  });

  it('gives what is not in our format a place and an empty salt', async () => {
    const log = await begun();
    const foreign = (data: string, meta: string, contentType = 'application/json') => ({
      id: record(data).id,
      type: 'Foreign',
      contentType,
      data: Buffer.from(data),
      meta: Buffer.from(meta),
    });
    server.store.append('contract.party-1', 'noStream', [
      foreign('{"half":', '{}'),
      foreign('{"a":1}', 'not JSON'),
      foreign('\xff\xfe', '', 'application/octet-stream'),
    ]);
    const events = await log.readStream('party-1');
    table.push([
      'malformed JSON, bytes, no metadata',
      `${events.length} events, marked unreadable`,
      'the same',
    ]);
    expect(events.map(({ revision, salt, data, meta }) => [revision, salt, data, meta])).toEqual([
      [0, '', '"{\\"half\\":"', '{}'],
      [1, '', '{"a":1}', '{"base64":"bm90IEpTT04="}'],
      [2, '', '{"base64":"w7/Dvg=="}', 'null'],
    ]);
  });
});

describe('an event whose metadata are ours and whose data are not', () => {
  it('is an alarm, and is not passed over', async () => {
    const log = await begun();
    const { id, type, salt } = record('a');
    const [data, meta] = [Buffer.from('{"amount":1.5}'), Buffer.from(JSON.stringify({ salt }))];
    const event = { id, type, contentType: 'application/json', data, meta };
    server.store.append('contract.party-1', 'noStream', [event]);
    const read = log.readStream('party-1');
    table.push(['metadata of ours, data that are not', 'LogDamaged', 'the same']);
    await expect(read).rejects.toThrow(LogDamaged);
    await expect(read).rejects.toThrow('amount');
  });
});

describe('a stream of ours that was deleted or given retention is an alarm', () => {
  const harms: readonly (readonly [string, () => void, string, string])[] = [
    ['tombstone', () => server.store.tombstone('contract.party-1'), 'LogDamaged', 'LogDamaged'],
    ['soft deletion', () => server.store.delete('contract.party-1'), 'LogDamaged', 'LogDamaged'],
    [
      '$maxCount',
      () => server.store.writeMetadata('contract.party-1', { $maxCount: 1 }),
      'conflict',
      'LogDamaged',
    ],
    ['$tb', () => server.store.writeMetadata('contract.party-1', { $tb: 1 }), 'conflict', 'LogDamaged'],
    [
      '$maxAge',
      () => server.store.writeMetadata('contract.party-1', { $maxAge: 0 }),
      'conflict',
      'LogDamaged',
    ],
    ['a link in it', () => link(), 'conflict', 'LogDamaged'],
  ];

  function link(): void {
    const event = { id: record('link').id, type: '$>', contentType: 'application/json' };
    const content = { data: Buffer.from('0@other'), meta: Buffer.alloc(0) };
    server.store.append('contract.party-1', 1, [{ ...event, ...content }]);
  }

  it.each(harms)('%s', async (name, harm, expected, read) => {
    const log = await begun();
    await log.append([party]);
    harm();
    const first = await tryAppend(log, appendOf('party-1', NO_STREAM, 'x'));
    const reading = await tryRead(log, 'party-1');
    table.push([`stream with ${name}`, `append ${first}, read ${reading}`, 'the same']);
    expect([first, reading]).toEqual([expected, read]);
  });

  it('does not take rights in the metadata for retention', async () => {
    const log = await begun();
    server.store.writeMetadata('contract.party-9', { $acl: { $w: 'flows' }, $cacheControl: 5 });
    expect(await log.readStream('party-9')).toEqual([]);
  });

  it('reads nothing, and no alarm, of a stream beyond its end', async () => {
    const log = await begun();
    await log.append([{ ...party, events: records('a', 'b') }]);
    expect(await log.readStream('party-1', 2)).toEqual([]);
  });
});
