import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { LogDamaged, NO_STREAM } from '../../src/log/event-log.js';
import type { LoggedEvent } from '../../src/log/event-log.js';
import { leafOf, recordFromWire } from '../../src/log/format.js';
import { LocalLogFile } from '../../src/log/local-log-file.js';
import { LogLocked } from '../../src/log/log-file-schema.js';
import { SqliteEventLog } from '../../src/log/sqlite.event-log.js';
import { uuidFrom } from '../../src/uuid.js';
import { LOG_ID, appendOf, logOpened, record } from '../contract/log-samples.js';
import { freshFolder } from '../contract/sqlite-logs.js';

const home = fileURLToPath(new URL('../..', import.meta.url));

let folder = '';
let path = '';
const closing: (() => unknown)[] = [];

/** For processes and syncs, which take their time on a busy machine. */
const SLOW_MS = 60_000;

beforeAll(() => {
  const build = spawnSync(process.execPath, ['.ci/build.mjs', 'src', 'projections', 'test'], { cwd: home });
  if (build.status !== 0) throw new Error(String(build.stderr));
}, SLOW_MS);

beforeEach(() => {
  folder = freshFolder();
  path = join(folder, 'log.sqlite');
});

afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
  rmSync(folder, { recursive: true });
});

function openLog(instance = 'contract'): SqliteEventLog {
  const log = SqliteEventLog.open({ path, instance });
  closing.push(() => log.close());
  return log;
}

function openFile(writable: boolean): LocalLogFile {
  const file = LocalLogFile.open({ path, writable });
  closing.push(() => file.close());
  return file;
}

/** A process of `test/support/log-process.ts`, and what it says. */
interface LogProcess {
  readonly child: ChildProcess;
  readonly lines: AsyncIterator<string>;
  /** Kills it as a power switch does, and gives what it had said but nobody had read. */
  kill(): Promise<readonly string[]>;
}

function startProcess(mode: string, shell?: string): LogProcess {
  const program = [process.execPath, join(home, 'dist/test/support/log-process.js'), mode, path];
  const [command = '', ...args] =
    shell === undefined ? program : ['bash', '-c', `${shell}; exec "$@"`, '-', ...program];
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const ended = new Promise((resolve) => child.once('close', resolve));
  closing.push(() => child.kill('SIGKILL'));
  const kill = async (): Promise<readonly string[]> => {
    child.kill('SIGKILL');
    await ended;
    const rest: string[] = [];
    for (let next = await lines.next(); next.done !== true; next = await lines.next()) rest.push(next.value);
    return rest;
  };
  return { child, lines, kill };
}

async function line({ lines }: LogProcess): Promise<string> {
  const next = await lines.next();
  if (next.done === true) throw new Error('the process ended');
  return next.value;
}

describe('one process writes', () => {
  it('refuses a second writer and names the lock', () => {
    openLog();
    expect(() => openLog()).toThrow(LogLocked);
    expect(() => openLog()).toThrow(`${path}: another process writes to this log (it holds ${path}.lock)`);
  });

  it(
    'refuses a second process while the first lives, and lets it in when that one was killed',
    async () => {
      const other = startProcess('hold');
      expect(await line(other)).toBe('open');
      expect(() => openLog()).toThrow(LogLocked);
      await other.kill();
      expect(openLog().local.head()).toBe(1);
    },
    SLOW_MS,
  );

  it(
    'lets others read what is written meanwhile, and tells them that there is more',
    async () => {
      const other = startProcess('hold');
      expect(await line(other)).toBe('open');
      const reader = openFile(false);
      expect([reader.head(), reader.logId, reader.revisionOf('held')]).toEqual([1, LOG_ID, NO_STREAM]);
      for (const revision of [0, 1]) {
        const grown = new Promise<void>((resolve) => {
          const stop = reader.onGrowth(() => {
            stop();
            resolve();
          });
        });
        other.child.stdin?.write('\n');
        expect(await line(other)).toBe(`held ${revision}`);
        await grown;
        expect([reader.head(), reader.revisionOf('held')]).toEqual([revision + 2, revision]);
        expect(reader.readStream('held')).toHaveLength(revision + 1);
        expect(reader.leafAt(revision + 2)).toMatch(/^[0-9a-f]{64}$/);
      }
    },
    SLOW_MS,
  );

  it('does not let a reader write', async () => {
    const log = openLog();
    await log.append([logOpened()]);
    const [event] = log.local.read(0, 1);
    if (event === undefined) throw new Error('the log is empty');
    expect(() => openFile(false).appendLogged([{ ...event, sequence: 2, revision: 1 }])).toThrow('readonly');
  });
});

describe('opening a file', () => {
  it('refuses a reader where there is none', () => {
    expect(() => openFile(false)).toThrow(`${path}: there is no log file to read`);
  });

  it('refuses what is no database, and what is another one', () => {
    writeFileSync(
      path,
      'no database, however long this text is made, and it has to be longer than a header of one is. '.repeat(
        9,
      ),
    );
    expect(() => openLog()).toThrow(`${path}: file is not a database`);
    rmSync(path);
    const other = new DatabaseSync(path);
    other.exec('CREATE TABLE event (a)');
    other.close();
    expect(() => openLog()).toThrow(`${path}: is not a log file of this product`);
  });

  it('refuses another format, and leaves the lock to who can read it', () => {
    openLog();
    closing.pop()?.();
    const db = new DatabaseSync(path);
    db.exec("UPDATE setting SET value = '2' WHERE name = 'format'");
    db.close();
    expect(() => openLog()).toThrow(`${path}: has format 2, this release reads format 1`);
    expect(() => openLog()).toThrow('has format 2');
  });

  it('refuses the log of another instance, at its opening and at its first event', async () => {
    const other = SqliteEventLog.open({ path: ':memory:', instance: 'acceptance' });
    await expect(other.append([logOpened()])).rejects.toThrow('instance contract, and not of acceptance');
    await other.close();
    const log = openLog();
    await log.append([logOpened()]);
    await log.close();
    expect(() => openLog('acceptance')).toThrow(
      `${path}: the log is of instance contract, and not of acceptance`,
    );
    expect(openLog().local.head()).toBe(1);
  });

  it('finds an event that is gone, or out of place', async () => {
    const log = openLog();
    await log.append([
      logOpened(),
      appendOf('party-1', NO_STREAM, 'a', 'b', 'c'),
      appendOf('party-2', NO_STREAM, 'd'),
    ]);
    const db = new DatabaseSync(path);
    db.exec('DELETE FROM event WHERE sequence = 3');
    db.close();
    expect(() => log.local.read(0, 10)).toThrow(LogDamaged);
    expect(() => log.local.read(1, 10)).toThrow('sequence 3 is missing');
    await expect(log.readStream('party-1')).rejects.toThrow('party-1: revision 1 is missing');
    await expect(log.append([appendOf('party-1', NO_STREAM, 'a', 'b', 'c')])).rejects.toThrow(LogDamaged);
  });
});

describe('writing', () => {
  it('shares one transaction among all who wait', async () => {
    const log = openLog();
    await log.append([logOpened()]);
    const heads: number[] = [];
    log.local.onGrowth(() => heads.push(log.local.head()));
    await Promise.all(
      Array.from({ length: 64 }, (_, client) => log.append([appendOf(`party-${client}`, NO_STREAM, client)])),
    );
    expect(heads).toEqual([65]);
  });

  it('writes what is still waiting when it is closed', async () => {
    const log = openLog();
    const waiting = log.append([logOpened(), appendOf('party-1', NO_STREAM, 'a')]);
    await log.close();
    expect(await waiting).toMatchObject([{ status: 'appended' }, { status: 'appended' }]);
    expect(openFile(false).head()).toBe(2);
  });

  it(
    'keeps the write-ahead log small under bulk load',
    async () => {
      const log = openLog();
      await log.append([logOpened()]);
      const text = 'x'.repeat(500_000);
      let largest = 0;
      for (let round = 0; round < 24; round += 1) {
        const appends = [0, 1, 2, 3].map((part) => ({
          stream: `bulk-${part}`,
          expectedRevision: round - 1,
          events: [record(`${round}.${part}`, { data: { text } })],
        }));
        await log.append(appends);
        largest = Math.max(largest, statSync(`${path}-wal`).size);
      }
      expect(statSync(path).size).toBeGreaterThan(30_000_000);
      expect(largest).toBeLessThan(40_000_000);
    },
    SLOW_MS,
  );
});

describe('a write that fails', () => {
  it('was not written where it failed before the commit, and the log takes no more until it is opened again', async () => {
    const log = openLog();
    await log.append([logOpened(), appendOf('party-1', NO_STREAM, 'a')]);
    const db = new DatabaseSync(path);
    db.exec(
      "CREATE TRIGGER full BEFORE INSERT ON event WHEN NEW.revision = 2 BEGIN SELECT RAISE(ABORT, 'no room'); END",
    );
    const waiting = [
      log.append([appendOf('party-2', NO_STREAM, 'x')]),
      log.append([appendOf('party-1', 0, 'b', 'c')]),
    ];
    for (const result of await Promise.allSettled(waiting)) {
      expect(result).toMatchObject({
        status: 'rejected',
        reason: { name: 'LogUnavailable', message: 'no room' },
      });
    }
    db.exec('DROP TRIGGER full');
    db.close();
    await expect(log.append([appendOf('party-3', NO_STREAM, 'y')])).rejects.toThrow(
      'must be opened again: no room',
    );
    expect([log.local.head(), log.local.revisionOf('party-1'), log.local.revisionOf('party-2')]).toEqual([
      2,
      0,
      NO_STREAM,
    ]);
    await log.close();
    const again = openLog();
    expect(await again.append([appendOf('party-1', 0, 'b', 'c')])).toMatchObject([
      { status: 'appended', lastRevision: 2 },
    ]);
  });

  it(
    'is of unknown outcome where the commit failed, and the same append again gives the final answer',
    async () => {
      const full = startProcess('fill', 'ulimit -f 3000');
      const said: string[] = [];
      for (let next = await full.lines.next(); next.done !== true; next = await full.lines.next())
        said.push(next.value);
      const filled = said.filter((one) => one.startsWith('filled'));
      expect(filled.length).toBeGreaterThan(10);
      expect(said).toEqual(['open', ...filled, `unknown ${filled.length}`, 'LogUnavailable']);
      const log = openLog();
      const again = {
        stream: 'filled',
        expectedRevision: filled.length - 1,
        events: [record(`filled ${filled.length}`)],
      };
      expect(await log.append([again])).toMatchObject([{ status: 'appended', lastRevision: filled.length }]);
      expect(idsOf(await log.readStream('filled'))).toEqual(
        filled.concat('last').map((_, revision) => idAt('filled', revision)),
      );
    },
    SLOW_MS,
  );
});

describe('kill -9', () => {
  it(
    'loses nothing that was acknowledged and doubles nothing, six times over',
    async () => {
      const acknowledged = new Map<string, number>();
      for (const kill of [1, 8, 60, 150, 33, 300]) {
        const writer = startProcess('append');
        expect(await line(writer)).toBe('open');
        const said: string[] = [];
        while (said.length < kill) said.push(await line(writer));
        said.push(...(await writer.kill()));
        for (const one of said) {
          const [stream = '', revision] = one.split(' ');
          if (/^client-\d \d+$/.test(one)) acknowledged.set(stream, Number(revision));
        }
        const log = SqliteEventLog.open({ path, instance: 'contract' });
        for (const [stream, revision] of acknowledged) {
          const ids = idsOf(await log.readStream(stream));
          expect(ids.length).toBeGreaterThan(revision);
          expect(ids).toEqual(ids.map((_, place) => idAt(stream, place)));
        }
        checkOrder(log.local.read(0, 1_000_000), log);
        await log.close();
      }
      expect([...acknowledged.keys()].sort()).toEqual(
        [0, 1, 2, 3, 4, 5, 6, 7].map((client) => `client-${client}`),
      );
    },
    SLOW_MS,
  );
});

describe('entering what a server has ordered', () => {
  const opened: LoggedEvent = {
    ...eventOf('log opened'),
    ...logOpened().events[0],
    sequence: 1,
    stream: 'log',
    revision: 0,
  };
  const entry = (sequence: number, stream: string, revision: number): LoggedEvent => ({
    ...eventOf(`${stream} ${revision}`),
    sequence,
    stream,
    revision,
  });

  it('enters events at their places', () => {
    const file = openFile(true);
    file.appendLogged([opened, entry(2, 'party-1', 0), entry(3, 'party-2', 0)]);
    file.appendLogged([entry(4, 'party-1', 1)]);
    expect(file.read(1, 10)).toEqual([
      entry(2, 'party-1', 0),
      entry(3, 'party-2', 0),
      entry(4, 'party-1', 1),
    ]);
    expect(file.leafAt(4)).toBe(leafOf(LOG_ID, entry(4, 'party-1', 1)));
  });

  it('knows a stream from its first event on, asked before or not, also for a reader beside it', () => {
    const file = openFile(true);
    file.appendLogged([opened]);
    const reader = openFile(false);
    const revisions = (): readonly number[] => [file.revisionOf('party-1'), reader.revisionOf('party-1')];
    expect(revisions()).toEqual([NO_STREAM, NO_STREAM]);
    expect(() => file.appendLogged([entry(2, 'party-1', 0), entry(2, 'party-1', 1)])).toThrow(LogDamaged);
    expect(revisions()).toEqual([NO_STREAM, NO_STREAM]);
    expect([file.readStream('party-1'), reader.sequenceOf('party-1', 0)]).toEqual([[], undefined]);
    file.appendLogged([entry(2, 'party-1', 0)]);
    expect(revisions()).toEqual([0, 0]);
    expect(reader.readStream('party-1')).toEqual([entry(2, 'party-1', 0)]);
  });

  it.each([
    ['a sequence that is missing', [entry(2, 'party-1', 0), entry(4, 'party-1', 1)]],
    ['a sequence that came already', [entry(1, 'party-1', 0)]],
    ['a revision that is missing', [entry(2, 'party-1', 0), entry(3, 'party-1', 2)]],
    ['a revision that came already', [entry(2, 'party-1', 0), entry(3, 'party-1', 0)]],
  ])('refuses %s, and enters nothing of that page', (_what, page) => {
    const file = openFile(true);
    file.appendLogged([opened]);
    expect(() => file.appendLogged(page)).toThrow(LogDamaged);
    expect([file.head(), file.revisionOf('party-1'), file.logId]).toEqual([1, NO_STREAM, LOG_ID]);
    file.appendLogged([entry(2, 'party-1', 0)]);
    expect(file.head()).toBe(2);
  });

  it('refuses a log that does not begin with LogOpened, and can begin afterwards', () => {
    const file = openFile(true);
    expect(() => file.appendLogged([entry(1, 'party-1', 0)])).toThrow('a log must begin with LogOpened.v1');
    expect([file.head(), file.logId]).toEqual([0, '']);
    file.appendLogged([opened]);
    expect([file.head(), file.logId]).toEqual([1, LOG_ID]);
  });

  it('counts and hashes what is not in our format', () => {
    const file = openFile(true);
    const wire = { id: uuidFrom('foreign'), type: 'something', data: { ratio: 0.5 }, meta: undefined };
    const foreign = { ...recordFromWire(wire), sequence: 2, stream: 'party-1', revision: 0 };
    file.appendLogged([opened, foreign]);
    expect(file.read(1, 1)).toEqual([foreign]);
    expect(file.leafAt(2)).toBe(leafOf(LOG_ID, foreign));
  });
});

function eventOf(key: string): Omit<LoggedEvent, 'sequence' | 'stream' | 'revision'> {
  const { id, type, data, meta, salt } = record(key, { salt: '00'.repeat(16) });
  return { id, type, data, meta, salt };
}

const idAt = (stream: string, revision: number): string => uuidFrom('contract', `${stream} ${revision}`);
const idsOf = (events: readonly { readonly id: string }[]): readonly string[] => events.map(({ id }) => id);

/** One order: no sequence and no revision missing, and each leaf that of its event. */
function checkOrder(events: readonly LoggedEvent[], { local }: SqliteEventLog): void {
  const next = new Map<string, number>();
  for (const [index, event] of events.entries()) {
    const revision = next.get(event.stream) ?? 0;
    next.set(event.stream, revision + 1);
    if (event.sequence !== index + 1 || event.revision !== revision)
      throw new Error(`out of order at ${index + 1}`);
    if (index % 50 === 0) expect(local.leafAt(event.sequence)).toBe(leafOf(local.logId, event));
  }
  expect(local.head()).toBe(events.length);
}
