import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { party } from '../../src/domain/party/party.js';
import { NotReached } from '../../src/engine/command.js';
import type { EngineOptions } from '../../src/engine/engine.js';
import { ReadModelStopped } from '../../src/engine/waits.js';
import { NO_STREAM } from '../../src/log/event-log.js';
import { eventRecord } from '../../src/log/format.js';
import { SqliteEventLog } from '../../src/log/sqlite.event-log.js';
import { uuidFrom } from '../../src/uuid.js';
import type { Projection, Store } from '../../projections/projection.js';
import { NotBuilt } from '../../projections/read-store.js';
import { ACTOR, START, context, giveMandate, openNode } from '../support/engine-node.js';
import type { EngineNode } from '../support/engine-node.js';
import { REGISTRAR, registerParty, renameParty } from '../support/parties.js';

/** A read model that counts the names of parties, and fails on a name that is given to it. */
function names(options: { readonly version?: number; readonly poison?: string } = {}): Projection {
  return {
    name: 'names',
    version: options.version ?? 1,
    tables: 'CREATE TABLE name (name TEXT PRIMARY KEY, times INTEGER NOT NULL) STRICT;',
    digest: [{ table: 'name', orderBy: 'name' }],
    reads: new Set(['PartyRegistered', 'PartyChanged']),
    open(store) {
      const count = store.prepare(
        'INSERT INTO name VALUES (?, 1) ON CONFLICT DO UPDATE SET times = times + 1',
      );
      return {
        apply(fact) {
          const { names: given } = fact.data as { readonly names: { readonly fr: string } };
          count.run(given.fr);
          if (given.fr === options.poison) throw new Error(`cannot count ${given.fr}`);
        },
        flush: () => undefined,
      };
    },
  };
}

const counted = (store: Store): Readonly<Record<string, number>> =>
  Object.fromEntries(
    store
      .prepare('SELECT name, times FROM name ORDER BY name')
      .all()
      .map((row) => [String(row['name']), Number(row['times'])]),
  );

const SOON = { timeoutMs: 2_000 };
let folder: string;
let log: SqliteEventLog;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'flows-models-'));
  log = SqliteEventLog.open({ path: ':memory:', instance: 'test' });
});
afterEach(async () => {
  await log.close();
  rmSync(folder, { recursive: true });
});

async function open(projection = names(), engine: Partial<EngineOptions> = {}): Promise<EngineNode> {
  const node = await openNode({
    log,
    local: log.local,
    projections: [projection],
    engine: { readModels: folder, ...engine },
  });
  if (node.local.head() === 1) await giveMandate(node.engine, REGISTRAR, 'registrar');
  return node;
}

const files = (): readonly string[] =>
  readdirSync(join(folder, 'names')).filter((file) => file.endsWith('.sqlite'));

async function record(node: EngineNode, from: number, to: number): Promise<void> {
  for (let index = from; index < to; index++) {
    const id = `p${index}`;
    await node.engine.execute(party, registerParty(id, index + 1), context(`register-${id}`));
    await node.engine.execute(party, renameParty(id, 'Same name'), context(`rename-${id}`));
  }
}

/** An event straight into the log, as another release or program would write it. */
async function foreign(type: string, data: object, meta: object = {}): Promise<number> {
  const text = { commandId: 'c', commandHash: 'h', causationId: 'c', correlationId: 'c', traceId: 't' };
  const own = { ...text, engine: 'e', node: 'n', knownThrough: 1, recordedAt: START, actor: ACTOR, ...meta };
  const id = uuidFrom('foreign', log.local.head());
  const record = eventRecord({ id, type, data, meta: own });
  await log.append([
    { stream: `foreign-${log.local.head()}`, expectedRevision: NO_STREAM, events: [record] },
  ]);
  return log.local.head();
}

describe('a read model', () => {
  it('follows the log, and answers for at least a sequence', async () => {
    const node = await open();
    await record(node, 0, 5);
    const answer = await node.engine.execute(party, renameParty('p0', 'Last'), context('last'));
    if (answer.status === 'unknown') throw new Error('unknown');
    const sequence = await node.engine.reached(answer, SOON);
    const [rows, at] = node.engine.read('names', (store, checkpoint) => [
      counted(store),
      checkpoint.sequence,
    ]);
    expect(rows).toMatchObject({ 'Same name': 5, Last: 1 });
    expect(at).toBe(sequence);
    await node.close();
  });

  it('goes on from its checkpoint after a restart, and counts nothing twice', async () => {
    const first = await open();
    await record(first, 0, 3);
    await first.engine.waitFor(first.local.head(), SOON);
    await first.engine.close();
    const second = await open();
    await record(second, 3, 5);
    await second.engine.waitFor(second.local.head(), SOON);
    expect(second.engine.read('names', counted)).toMatchObject({ 'Same name': 5 });
    expect(files()).toHaveLength(1);
    await second.close();
  });

  it('is read by other processes through the pointer', async () => {
    const node = await open();
    await record(node, 0, 1);
    await node.engine.waitFor(node.local.head(), SOON);
    const [file = ''] = files();
    const other = new DatabaseSync(join(folder, 'names', file), { readOnly: true });
    expect(counted(other)).toMatchObject({ 'Same name': 1 });
    other.close();
    await node.close();
  });

  it('is not shown before it was caught up once', async () => {
    const node = await openNode({
      log,
      local: log.local,
      projections: [names()],
      engine: { readModels: folder },
    });
    expect(() => node.engine.read('names', counted)).toThrow(NotBuilt);
    await node.engine.waitFor(node.local.head(), SOON);
    expect(node.engine.read('names', counted)).toEqual({});
    await node.close();
  });

  it('makes a wait for the future end in time, saying where it is', async () => {
    const node = await open();
    const head = node.local.head();
    await expect(node.engine.waitFor(head + 1, { timeoutMs: 20 })).rejects.toThrow(NotReached);
    await expect(node.engine.verdictAt(head + 1, { timeoutMs: 20 })).rejects.toThrow(NotReached);
    await node.close();
  });

  it('of a new version is built beside the old one, which a release that goes back finds as it was', async () => {
    const first = await open();
    await record(first, 0, 2);
    await first.engine.waitFor(first.local.head(), SOON);
    const old = new DatabaseSync(join(folder, 'names', files()[0] ?? ''), { readOnly: true });
    expect(counted(old)).toMatchObject({ 'Same name': 2 });
    await first.engine.close();
    const second = await open(names({ version: 2 }));
    await second.engine.waitFor(second.local.head(), SOON);
    expect(second.engine.read('names', counted)).toMatchObject({ 'Same name': 2 });
    expect(files()).toHaveLength(2);
    old.close();
    await second.close();
  });

  it('that a later release has deleted is built again', async () => {
    const first = await open();
    await record(first, 0, 2);
    await first.engine.waitFor(first.local.head(), SOON);
    await first.engine.close();
    const second = await open(names({ version: 2 }));
    await second.engine.waitFor(second.local.head(), SOON);
    await second.close();
    expect(files()).toEqual(['names-v2-000001.sqlite']);
    const third = await open();
    await third.engine.waitFor(third.local.head(), SOON);
    expect(third.engine.read('names', counted)).toMatchObject({ 'Same name': 2 });
    await third.close();
  });
});

describe('rows and checkpoint', () => {
  it('move together: a fact that fails leaves neither, and what came before it stays', async () => {
    const node = await open(names({ poison: 'Poison' }));
    await record(node, 0, 2);
    await node.engine.execute(party, renameParty('p1', 'Poison'), context('poison'));
    const poisoned = node.local.head();
    await record(node, 2, 3);
    const wait = node.engine.waitFor(node.local.head(), SOON);
    await expect(wait).rejects.toThrow(ReadModelStopped);
    const health = node.engine.health();
    expect(health.readModels[1]).toMatchObject({ name: 'names', sequence: poisoned - 1 });
    expect(health.readModels[1]?.stopped).toMatchObject({
      kind: 'failure',
      reason: 'cannot count Poison',
      event: { sequence: poisoned, type: 'PartyChanged.v1' },
    });
    expect(health.commandsStopped).toBeNull();
    const [file = ''] = files();
    await node.engine.close();
    const rows = new DatabaseSync(join(folder, 'names', file), { readOnly: true });
    expect(counted(rows)).toEqual({ 'CPAS p0': 1, 'CPAS p1': 1, 'Same name': 2 });
    rows.close();
    const mended = await open();
    await mended.engine.waitFor(mended.local.head(), SOON);
    expect(mended.engine.read('names', counted)).toMatchObject({ Poison: 1, 'Same name': 3 });
    await mended.close();
  });

  it('are not moved twice where another process has moved them', async () => {
    const node = await open();
    await record(node, 0, 2);
    await node.engine.waitFor(node.local.head(), SOON);
    const other = await open();
    await record(other, 2, 4);
    await other.engine.waitFor(other.local.head(), SOON);
    await node.engine.waitFor(node.local.head(), SOON);
    expect(node.engine.read('names', counted)).toMatchObject({ 'Same name': 4, 'CPAS p3': 1 });
    await other.close();
    await node.close();
  });
});

describe('an event that cannot be read', () => {
  it('of an unknown type stops all read models and the commands, and health names it', async () => {
    const node = await open();
    const sequence = await foreign('NovelFact.v1', {});
    await expect(node.engine.waitFor(sequence, SOON)).rejects.toThrow('NovelFact.v1');
    const health = node.engine.health();
    for (const model of health.readModels) {
      expect(model).toMatchObject({ sequence: sequence - 1 });
      expect(model.stopped).toMatchObject({ kind: 'unknownType', event: { sequence, type: 'NovelFact.v1' } });
    }
    expect(health.commandsStopped).toContain('NovelFact.v1');
    await node.close();
  });

  it('and has no valid metadata is passed over and reported', async () => {
    const node = await open();
    const sequence = await foreign('NovelFact.v1', {}, { actor: 'nobody' });
    await foreign('PartyRegistered.v1', {}, { recordedAt: 0 });
    await node.engine.waitFor(sequence + 1, SOON);
    expect(node.engine.health().readModels[1]).toMatchObject({ name: 'names', unreadable: 2, stopped: null });
    await node.close();
  });

  it('though its name is known stops the read models that read it, and health says what is wrong', async () => {
    const node = await open();
    const sequence = await foreign('PartyChanged.v1', { partyId: 'p0' });
    await expect(node.engine.waitFor(sequence, { ...SOON, names: ['names'] })).rejects.toThrow(
      'names is not record',
    );
    expect(node.engine.health().readModels[1]?.stopped).toMatchObject({
      kind: 'failure',
      event: { sequence },
    });
    await node.close();
  });
});

describe('a read model of another log', () => {
  it('is not carried on: commands stop, and a rebuild mends it', async () => {
    const first = await open();
    await record(first, 0, 3);
    await first.engine.waitFor(first.local.head(), SOON);
    await first.engine.close();
    // A backup of the log, restored: shorter than what its read models have seen.
    const restored = SqliteEventLog.open({ path: ':memory:', instance: 'test' });
    for (const { stream, revision, ...event } of first.local.read(0, 5)) {
      await restored.append([{ stream, expectedRevision: revision - 1, events: [event] }]);
    }
    const node = await openNode({
      log: restored,
      local: restored.local,
      projections: [names()],
      engine: { readModels: folder },
    });
    expect(node.engine.health().readModels[1]?.stopped).toMatchObject({ kind: 'otherLog' });
    const refused = node.engine.execute(party, renameParty('p0', 'New'), context('new'));
    await expect(refused).rejects.toThrow('the log ends at 5');
    for (const name of node.engine.readModelNames) {
      expect(await node.engine.rebuild(name, { verify: true })).toMatchObject({ equal: null, sequence: 5 });
    }
    await node.engine.execute(party, renameParty('p0', 'New'), context('new'));
    await node.engine.waitFor(6, SOON);
    expect(node.engine.read('names', counted)).toMatchObject({ New: 1 });
    await node.close();
    await restored.close();
  });

  it('that has grown beside the first one is known by its leaf', async () => {
    const first = await open();
    await record(first, 0, 3);
    await first.engine.waitFor(first.local.head(), SOON);
    await first.engine.close();
    const twin = SqliteEventLog.open({ path: ':memory:', instance: 'test' });
    for (const { stream, revision, ...event } of first.local.read(0, 100)) {
      const { id, type, salt } = event;
      const record = {
        id,
        type,
        salt,
        data: JSON.parse(event.data) as object,
        meta: JSON.parse(event.meta) as object,
      };
      const events = [eventRecord({ ...record, meta: { ...record.meta, node: 'other' } })];
      await twin.append([{ stream, expectedRevision: revision - 1, events }]);
    }
    const node = await openNode({
      log: twin,
      local: twin.local,
      projections: [names()],
      engine: { readModels: folder },
    });
    expect(node.engine.health().commandsStopped).toContain('is not the one it has seen');
    await node.close();
    await twin.close();
  });
});

describe('a rebuild', () => {
  it('gives what was live, takes over, and leaves one file', async () => {
    const node = await open();
    await record(node, 0, 30);
    await node.engine.waitFor(node.local.head(), SOON);
    const before = node.engine.health().readModels[1]?.file;
    const rebuilt = await node.engine.rebuild('names', { verify: true });
    expect(rebuilt).toMatchObject({ equal: true, sequence: node.local.head() });
    expect(rebuilt.after?.tables).toEqual([
      { table: 'name', rows: 31, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
    ]);
    expect(rebuilt.file).not.toBe(before);
    await record(node, 30, 31);
    await node.engine.waitFor(node.local.head(), SOON);
    expect(node.engine.read('names', counted)).toMatchObject({ 'Same name': 31 });
    expect(files()).toEqual([rebuilt.file]);
    await node.close();
  });

  it('goes on while commands are recorded', async () => {
    const node = await open();
    await record(node, 0, 30);
    const [rebuilt] = await Promise.all([
      node.engine.rebuild('names', { verify: true }),
      record(node, 30, 60),
    ]);
    expect(rebuilt.equal).toBe(true);
    await node.engine.waitFor(node.local.head(), SOON);
    expect(node.engine.read('names', counted)).toMatchObject({ 'Same name': 60 });
    await node.close();
  });

  it('that differs from what was live does not take over, and says so', async () => {
    const node = await open();
    await record(node, 0, 3);
    await node.engine.waitFor(node.local.head(), SOON);
    const [file = ''] = files();
    const forged = new DatabaseSync(join(folder, 'names', file));
    forged.exec(`UPDATE name SET times = 4 WHERE name = 'Same name'`);
    forged.close();
    const rebuilt = await node.engine.rebuild('names', { verify: true });
    expect(rebuilt).toMatchObject({ equal: false, file });
    expect(rebuilt.before?.tables).not.toEqual(rebuilt.after?.tables);
    expect(node.engine.read('names', counted)).toMatchObject({ 'Same name': 4 });
    expect(await node.engine.rebuild('names', { verify: false })).toMatchObject({ equal: null });
    expect(node.engine.read('names', counted)).toMatchObject({ 'Same name': 3 });
    await node.close();
  });

  it('deletes the old build only when nobody has it open', async () => {
    const node = await open();
    await record(node, 0, 2);
    await node.engine.waitFor(node.local.head(), SOON);
    const [old = ''] = files();
    const reader = new DatabaseSync(join(folder, 'names', old), { readOnly: true });
    expect(counted(reader)).toMatchObject({ 'Same name': 2 });
    await node.engine.rebuild('names', { verify: false });
    expect(files()).toContain(old);
    expect(counted(reader)).toMatchObject({ 'Same name': 2 });
    reader.close();
    await node.engine.rebuild('names', { verify: false });
    expect(files()).toHaveLength(1);
    await node.close();
  });

  it('by another process is carried on by the one that feeds the read model', async () => {
    const node = await open();
    await record(node, 0, 2);
    await node.engine.waitFor(node.local.head(), SOON);
    const other = await open();
    const rebuilt = await other.engine.rebuild('names', { verify: true });
    expect(rebuilt.equal).toBe(true);
    await other.close();
    await record(node, 2, 4);
    await node.engine.waitFor(node.local.head(), SOON);
    expect(node.engine.read('names', counted)).toMatchObject({ 'Same name': 4 });
    expect(node.engine.health().readModels[1]).toMatchObject({ file: rebuilt.file });
    expect(files()).toEqual([rebuilt.file]);
    await node.close();
  });

  it('that was interrupted leaves a build that is thrown away', async () => {
    const first = await open();
    await record(first, 0, 2);
    await first.engine.waitFor(first.local.head(), SOON);
    await first.engine.close();
    writeFileSync(join(folder, 'names', 'names-v1-000007.sqlite'), '');
    const node = await open();
    expect(await node.engine.rebuild('names', { verify: true })).toMatchObject({ equal: true });
    expect(files()).toEqual(['names-v1-000008.sqlite']);
    await node.close();
  });
});

it('reads the rules from their read model when it starts, and the log from there on', async () => {
  const first = await open();
  await record(first, 0, 2);
  await first.engine.waitFor(first.local.head(), SOON);
  const known = first.engine.reference();
  await first.engine.close();
  const second = await open();
  const again = second.engine.reference();
  expect(again.knownThrough).toBe(first.local.head());
  expect(again.parties.cpasOn(known.openedOn)).toEqual(known.parties.cpasOn(known.openedOn));
  await second.close();
});
