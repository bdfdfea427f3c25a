import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { AccessLog, OWN_LINES, WINDOW_MS } from '../../src/evidence/access-log.js';
import type { Access, Repeated } from '../../src/evidence/access-log.js';

const NOBODY: Access = {
  at: '2025-01-01T12:00:00.000Z',
  traceId: 'trace-0',
  kind: 'denied',
  operation: 'GET /cpas',
  subject: null,
  reason: 'noAccessToken',
};

let folder: string;
let log: AccessLog;
let failures: unknown[];
beforeEach(async () => {
  jest.useFakeTimers({
    now: new Date(NOBODY.at),
    doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask', 'performance'],
  });
  folder = mkdtempSync(join(tmpdir(), 'flows-access-'));
  failures = [];
  log = await AccessLog.open(folder, 'node-1', (failure) => failures.push(failure));
});
afterEach(async () => {
  await log.close().catch(() => undefined);
  jest.useRealTimers();
});

const written = (): readonly (Access & Partial<Repeated>)[] =>
  readFileSync(join(folder, 'access', 'node-1.ndjson'), 'utf8')
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Access & Partial<Repeated>);

/** How many refusals the lines stand for. */
const told = (lines: readonly Partial<Repeated>[]): number =>
  lines.reduce((sum, { repeated = 1 }) => sum + repeated, 0);

/** Refuses so often, one a millisecond. */
async function refuse(times: number, refusal: Access = NOBODY): Promise<void> {
  for (let n = 0; n < times; n += 1) {
    await log.write({ ...refusal, at: new Date().toISOString(), traceId: `trace-${n}` });
    jest.advanceTimersByTime(1);
  }
}

/** Until what was begun is on disk: a line that shares its write. */
const settled = (): Promise<void> => log.write({ ...NOBODY, kind: 'sensitiveRead', subject: 'anna' });

describe('refusals of nobody known', () => {
  it('have each a line of their own on disk, as long as they are few', async () => {
    await refuse(OWN_LINES);
    const lines = written();
    expect(lines.map(({ traceId }) => traceId)).toEqual(
      Array.from({ length: OWN_LINES }, (_, n) => `trace-${n}`),
    );
    expect(lines[0]).toEqual(NOBODY);
    await log.close();
    expect(written()).toEqual(lines);
  });

  it('are counted beyond that, and one line says how many, from when until when', async () => {
    await refuse(10_000);
    expect(written()).toHaveLength(OWN_LINES);
    jest.advanceTimersByTime(WINDOW_MS);
    await settled();
    expect(written().slice(OWN_LINES, -1)).toEqual([
      {
        ...NOBODY,
        at: '2025-01-01T12:00:00.010Z',
        traceId: `trace-${OWN_LINES}`,
        repeated: 10_000 - OWN_LINES,
        lastAt: '2025-01-01T12:00:09.999Z',
      },
    ]);
  });

  it('come to the same number whatever they are mixed with, window after window', async () => {
    const kinds = [
      NOBODY,
      { ...NOBODY, reason: 'invalidAccessToken' },
      { ...NOBODY, operation: 'POST /forms' },
    ];
    const times = [0, 0, 0];
    for (let n = 0; n < 10_000; n += 1) {
      const which = ((n * n) % 7) % 3;
      times[which] = (times[which] ?? 0) + 1;
      await log.write({ ...(kinds[which] ?? NOBODY), at: new Date().toISOString() });
      jest.advanceTimersByTime(20);
    }
    await log.close();
    const lines = written();
    const of = ({ operation, reason }: Access) =>
      lines.filter((line) => line.operation === operation && line.reason === reason);
    expect(kinds.map((kind) => told(of(kind)))).toEqual(times);
    expect(told(lines)).toBe(10_000);
    // 200 seconds are four windows.
    expect(lines.length).toBeLessThanOrEqual(4 * kinds.length * (OWN_LINES + 1));
  });

  it('have lines of their own again in the next window', async () => {
    await refuse(OWN_LINES + 1);
    jest.advanceTimersByTime(WINDOW_MS);
    await settled();
    await refuse(1);
    expect(written().map(({ kind, repeated }) => [kind, repeated])).toEqual([
      ...Array.from({ length: OWN_LINES }, () => ['denied', undefined]),
      ['denied', 1],
      ['sensitiveRead', undefined],
      ['denied', undefined],
    ]);
  });

  it('that were counted are written when the log is closed', async () => {
    await refuse(OWN_LINES + 5);
    await log.close();
    expect(written().at(-1)).toMatchObject({ repeated: 5 });
  });

  it('that were counted while the disk was full are told with those of the next window', async () => {
    await refuse(OWN_LINES + 5);
    const full = await fullDisk();
    jest.advanceTimersByTime(WINDOW_MS);
    await log.write({ ...NOBODY, kind: 'sensitiveRead', subject: 'anna' }).catch(() => undefined);
    expect(failures).toMatchObject([{ code: 'ENOSPC' }]);
    full.mockRestore();
    await refuse(OWN_LINES + 2);
    jest.advanceTimersByTime(WINDOW_MS);
    await settled();
    const lines = written().filter(({ kind }) => kind === 'denied');
    expect(lines.at(-1)).toMatchObject({ at: '2025-01-01T12:00:00.010Z', repeated: 7 });
    expect(told(lines)).toBe(2 * OWN_LINES + 7);
    expect(failures).toHaveLength(1);
  });
});

/** From now on nothing can be written but the first characters of it, until it is restored. */
async function fullDisk(room = 0) {
  const probe = await open(join(folder, 'probe'), 'a');
  const prototype = Object.getPrototypeOf(probe) as FileHandle;
  await probe.close();
  return jest.spyOn(prototype, 'appendFile').mockImplementation(async function (this: FileHandle, lines) {
    await this.write((lines as string).slice(0, room));
    throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
  });
}

describe('a line that was not written to its end', () => {
  const ends = (): readonly string[] =>
    readFileSync(join(folder, 'access', 'node-1.ndjson'), 'utf8').split('\n');

  it('because the disk was full, does not spoil the next one', async () => {
    await refuse(1);
    const full = await fullDisk(20);
    await expect(refuse(1)).rejects.toThrow('no space left');
    full.mockRestore();
    await refuse(2);
    const [first, half, ...others] = ends();
    expect(half).toBe(first?.slice(0, 20));
    const whole = others.slice(0, -1).map((line) => JSON.parse(line) as Access);
    expect(whole.map(({ traceId }) => traceId)).toEqual(['trace-0', 'trace-1']);
  });

  it('because the node died, does not spoil the first one of the next', async () => {
    await log.close();
    writeFileSync(join(folder, 'access', 'node-1.ndjson'), '{"at":"20');
    log = await AccessLog.open(folder, 'node-1', (failure) => failures.push(failure));
    await refuse(1);
    expect(ends()).toEqual(['{"at":"20', JSON.stringify(NOBODY), '']);
  });
});

it('somebody known who is refused, and whoever reads of a person, has each time a line', async () => {
  await refuse(3 * OWN_LINES, { ...NOBODY, subject: 'zoe', reason: 'mandateMissing' });
  await refuse(3 * OWN_LINES, { ...NOBODY, kind: 'sensitiveRead', subject: 'anna', reason: 'letter' });
  expect(written()).toHaveLength(6 * OWN_LINES);
});
