import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { party } from '../../src/domain/party/party.js';
import { codecOf } from '../../src/engine/codec.js';
import { catalog } from '../../src/domain/catalog.js';
import { readModelsHere } from '../../src/engine/read-models.js';
import { ReadModelsThread } from '../../src/engine/read-models-thread.js';
import { ReadModelStopped } from '../../src/engine/waits.js';
import { NO_STREAM } from '../../src/log/event-log.js';
import { eventRecord } from '../../src/log/format.js';
import { SqliteEventLog } from '../../src/log/sqlite.event-log.js';
import { READ_MODELS } from '../../src/read-models.js';
import { uuidFrom } from '../../src/uuid.js';
import { ACTOR, START, context, giveMandate, openNode, openTestLog } from '../support/engine-node.js';
import type { EngineNode } from '../support/engine-node.js';
import { simulatedClock } from '../../src/engine/clock.js';
import { REGISTRAR, registerParty, renameParty } from '../support/parties.js';

const program = new URL('../../dist/src/read-models-thread.js', import.meta.url);
// The thread runs a compiled program: it is brought up to date.
beforeAll(() => {
  execFileSync(process.execPath, [fileURLToPath(new URL('../../.ci/build.mjs', import.meta.url))]);
});

const SOON = { timeoutMs: 10_000 };
let folder: string;
let log: SqliteEventLog;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'flows-thread-'));
  log = SqliteEventLog.open({ path: join(folder, 'log.sqlite'), instance: 'test' });
  await openTestLog(log, simulatedClock(START));
});
afterEach(async () => {
  await log.close();
  rmSync(folder, { recursive: true });
});

const start = (): Promise<ReadModelsThread> =>
  ReadModelsThread.start({
    program,
    log: join(folder, 'log.sqlite'),
    folder: join(folder, 'read-models'),
    projections: READ_MODELS,
    local: log.local,
  });

async function open(): Promise<EngineNode & { readonly thread: ReadModelsThread }> {
  const thread = await start();
  const node = await openNode({ log, local: log.local, engine: { readModels: thread } });
  return { ...node, thread };
}

async function record(node: EngineNode, from: number, to: number): Promise<void> {
  if (from === 0) await giveMandate(node.engine, REGISTRAR, 'registrar');
  for (let index = from; index < to; index += 1) {
    const id = `p${index}`;
    await node.engine.execute(party, registerParty(id, index + 1), context(`register-${id}`));
    await node.engine.execute(party, renameParty(id, 'Same name'), context(`rename-${id}`));
  }
}

const trailed = (node: EngineNode): number =>
  node.engine.read('audit-trail', (store) =>
    Number(store.prepare('SELECT count(*) AS rows FROM trail').get()?.['rows']),
  );

describe('read models fed by a thread of their own', () => {
  it('hold what was recorded as soon as it was waited for, and after a restart', async () => {
    const node = await open();
    await record(node, 0, 3);
    await node.engine.waitFor(log.local.head(), SOON);
    expect(trailed(node)).toBe(log.local.head());
    await node.close();
    const again = await open();
    await record(again, 3, 5);
    const answer = await again.engine.execute(party, renameParty('p1', 'Last'), context('last'));
    if (answer.status === 'unknown') throw new Error('unknown');
    expect(await again.engine.reached(answer, SOON)).toBe(log.local.head());
    expect(trailed(again)).toBe(log.local.head());
    expect(again.engine.health()).toMatchObject({ lag: 0, commandsStopped: null });
    await again.close();
  });

  it('are what the thread that decides would have made of the same log', async () => {
    const node = await open();
    await record(node, 0, 5);
    await node.engine.waitFor(log.local.head(), SOON);
    const codec = codecOf(catalog);
    const options = { local: log.local, codec, projections: READ_MODELS };
    const here = readModelsHere({ ...options, folder: ':memory:' });
    await here.waitFor(log.local.head(), SOON);
    for (const name of here.names) expect(await node.engine.digest(name)).toEqual(await here.digest(name));
    await here.close();
    await node.close();
  });

  it('are rebuilt there, and the next question is answered from the new build', async () => {
    const node = await open();
    await record(node, 0, 3);
    const rebuilt = await node.engine.rebuild('audit-trail', { verify: true });
    expect(rebuilt).toMatchObject({
      equal: true,
      file: expect.stringMatching(/-000002\.sqlite$/) as string,
    });
    expect(trailed(node)).toBe(log.local.head());
    await expect(node.engine.rebuild('nothing', { verify: true })).rejects.toThrow('no read model nothing');
    await node.close();
  });

  it('follow, though nothing is recorded, the build that another process switched to', async () => {
    const node = await open();
    await record(node, 0, 2);
    await node.engine.waitFor(log.local.head(), SOON);
    const other = await start();
    await other.waitFor(log.local.head(), SOON);
    const { file } = await other.rebuild('balances', { verify: true });
    await other.close();
    const until = performance.now() + SOON.timeoutMs;
    const followed = (): boolean =>
      node.engine.health().readModels.some((model) => model.name === 'balances' && model.file === file);
    while (!followed() && performance.now() < until) await new Promise((resolve) => setTimeout(resolve, 50));
    expect(followed()).toBe(true);
    await node.close();
  });

  it('stop at an event of an unknown type, and commands with them', async () => {
    const node = await open();
    await record(node, 0, 1);
    const ids = { commandId: 'c', commandHash: 'h', causationId: 'c', correlationId: 'c', traceId: 't' };
    const meta = { ...ids, engine: 'e', node: 'n', knownThrough: 1, recordedAt: START, actor: ACTOR };
    const unknown = eventRecord({ id: uuidFrom('foreign', 1), type: 'FromTheFuture.v1', data: {}, meta });
    await log.append([{ stream: 'foreign-1', expectedRevision: NO_STREAM, events: [unknown] }]);
    await expect(node.engine.waitFor(log.local.head(), SOON)).rejects.toThrow(ReadModelStopped);
    expect(node.engine.health().commandsStopped).toContain('FromTheFuture.v1');
    await node.close();
  });

  it('are stopped where the thread dies, and who waits is told', async () => {
    const dies = `import { parentPort } from 'node:worker_threads';
      const health = { name: 'reference', version: 1, file: 'f', sequence: 1, unreadable: 0, stopped: null };
      parentPort.postMessage({ kind: 'standings', standings: [{ health, pointed: true }] });
      parentPort.once('message', () => { throw new Error('out of memory'); });`;
    const node = { log: join(folder, 'log.sqlite'), folder: join(folder, 'read-models') };
    const thread = await ReadModelsThread.start({
      ...node,
      program: new URL(`data:text/javascript,${encodeURIComponent(dies)}`),
      projections: READ_MODELS,
      local: log.local,
    });
    const asked = thread.digest('reference');
    await expect(thread.waitFor(2, SOON)).rejects.toThrow(ReadModelStopped);
    await expect(asked).rejects.toThrow('out of memory');
    expect(thread.standings()[0]?.health.stopped).toMatchObject({ kind: 'failure' });
    await thread.close();
  });

  it('cannot begin where the thread ends before it says anything', async () => {
    const options = { log: join(folder, 'log.sqlite'), folder: join(folder, 'read-models') };
    const ends = ReadModelsThread.start({
      ...options,
      program: new URL('data:text/javascript,process.exit()'),
      projections: READ_MODELS,
      local: log.local,
    });
    await expect(ends).rejects.toThrow('ended before it began');
  });

  it('cannot begin where the log is none, and say why', async () => {
    const path = join(folder, 'none.sqlite');
    new DatabaseSync(path).close();
    expect(readFileSync(path)).toHaveLength(0);
    const options = { program, log: path, folder: join(folder, 'read-models') };
    await expect(
      ReadModelsThread.start({ ...options, projections: READ_MODELS, local: log.local }),
    ).rejects.toThrow('is not a log file of this product');
  });
});
