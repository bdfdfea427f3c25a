import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { officialId } from '../../src/domain/ids.js';
import { Rejection } from '../../src/domain/rejection.js';
import type { PartyCommand } from '../../src/domain/party/commands.js';
import type { PartyEvent } from '../../src/domain/party/events.js';
import { party } from '../../src/domain/party/party.js';
import { day } from '../../src/domain/time.js';
import { importParties } from '../../src/engine/acts.js';
import type { Order, Result } from '../../src/engine/command.js';
import { submission } from '../../src/domain/submission/submission.js';
import type { ReceiveSubmission } from '../../src/domain/submission/submission.js';
import { openStateCache } from '../../src/engine/state-cache.js';
import { LogUnavailable } from '../../src/log/event-log.js';
import type { LocalLog } from '../../src/log/event-log.js';
import { eventRecord } from '../../src/log/format.js';
import { SqliteEventLog } from '../../src/log/sqlite.event-log.js';
import { uuidFrom } from '../../src/uuid.js';
import { START, TODAY, context, giveMandate, openNode } from '../support/engine-node.js';
import type { EngineNode } from '../support/engine-node.js';
import { LaggingLocal, LosingLog } from '../support/losing-log.js';
import { REGISTRAR, proposeIban, registerParty, renameParty } from '../support/parties.js';

const order = (command: PartyCommand, id: string): Order<PartyCommand> => ({ command, context: context(id) });
const register = (name: string, number: number): Order<PartyCommand> =>
  order(registerParty(name, number), `register-${name}`);

const receive = (submissionId: string): ReceiveSubmission => ({
  type: 'ReceiveSubmission',
  submissionId,
  fileHash: `hash-${submissionId}`,
  format: 'ndjson',
  bytes: 1,
  receivedAt: START,
  by: REGISTRAR,
  on: TODAY,
});

type Node = EngineNode & { readonly losing: LosingLog };

async function openMany(stateCache?: string): Promise<Node> {
  const inner = SqliteEventLog.open({ path: ':memory:', instance: 'test' });
  const losing = new LosingLog(inner);
  const node = await openNode({
    log: losing,
    local: inner.local,
    ...(stateCache === undefined ? {} : { engine: { stateCache } }),
  });
  await giveMandate(node.engine, REGISTRAR, 'registrar');
  losing.appends = 0;
  const close = async (): Promise<void> => {
    await node.close();
    await inner.close();
  };
  return { ...node, losing, close };
}

async function run(
  node: Node,
  orders: Iterable<Order<PartyCommand>> | AsyncIterable<Order<PartyCommand>>,
  batchSize = 100,
): Promise<readonly string[]> {
  const results: Result<PartyEvent>[] = [];
  for await (const result of node.engine.executeMany(party, orders, { batchSize })) results.push(result);
  expect(results.map((result) => result.index)).toEqual(results.map((_, index) => index));
  return results.map((result) => ('rejection' in result ? result.rejection.code : result.answer.status));
}

describe('a list of commands', () => {
  let node: Node;
  beforeEach(async () => {
    node = await openMany();
  });
  afterEach(() => node.close());
  const revisions = (): readonly number[] => node.local.readStream('party-a').map((event) => event.revision);

  it('is appended a batch at a time, with a result per command in their order', async () => {
    const orders = Array.from({ length: 25 }, (_, index) => register(`p${index}`, index + 1));
    const wrong = order(renameParty('nobody', 'New'), 'wrong');
    expect(await run(node, [...orders.slice(0, 5), wrong, ...orders.slice(5)], 10)).toEqual([
      ...Array.from({ length: 5 }, () => 'recorded'),
      'partyUnknown',
      ...Array.from({ length: 20 }, () => 'recorded'),
    ]);
    expect(node.losing.appends).toBe(3);
  });

  it('run again records nothing, and a corrected one only what was corrected', async () => {
    const orders = [register('a', 1), order(renameParty('nobody', 'New'), 'wrong'), register('b', 2)];
    expect(await run(node, orders)).toEqual(['recorded', 'partyUnknown', 'recorded']);
    const head = node.local.head();
    expect(await run(node, orders)).toEqual(['replayed', 'partyUnknown', 'replayed']);
    expect(node.local.head()).toBe(head);
    const corrected = [register('a', 1), order(renameParty('a', 'New'), 'right'), register('b', 2)];
    expect(await run(node, corrected)).toEqual(['replayed', 'recorded', 'replayed']);
    expect(node.local.head()).toBe(head + 1);
  });

  it('lets two commands on one stream see each other within a batch', async () => {
    const orders = [
      register('a', 1),
      order(renameParty('a', 'New'), 'rename-1'),
      order(renameParty('a', 'New'), 'rename-2'),
      order(proposeIban('a', 'iban-1'), 'iban-1'),
      order(renameParty('a', 'Newer'), 'rename-3'),
    ];
    expect(await run(node, orders)).toEqual(['recorded', 'recorded', 'unchanged', 'recorded', 'recorded']);
    expect(revisions()).toEqual([0, 1, 2, 3]);
    expect(node.losing.appends).toBe(1);
  });

  it('takes a command that stands twice in one batch once, and refuses its id for other content', async () => {
    const renamed = order(renameParty('a', 'New'), 'rename-1');
    const other = { command: renameParty('a', 'Other'), context: context('rename-1', 'other content') };
    const last = order(renameParty('a', 'Newest'), 'rename-2');
    expect(await run(node, [register('a', 1), renamed, renamed, other, last])).toEqual([
      'recorded',
      'recorded',
      'replayed',
      'idempotencyKeyReused',
      'recorded',
    ]);
    expect(revisions()).toEqual([0, 1, 2]);
  });

  it('runs a conflicting command again alone, with all that follows on its stream', async () => {
    await run(node, [register('a', 1), register('b', 2)]);
    node.losing.beforeAppend = () => rename(node, 'a', 'faster');
    const orders = [
      order(renameParty('a', 'New'), 'rename-1'),
      order(renameParty('b', 'New'), 'rename-b'),
      order(renameParty('a', 'New'), 'rename-2'),
      order(renameParty('a', 'Newer'), 'rename-3'),
    ];
    expect(await run(node, orders)).toEqual(['recorded', 'recorded', 'unchanged', 'recorded']);
    expect(revisions()).toEqual([0, 1, 2, 3]);
  });

  it('reads the rules that others recorded between its own events', async () => {
    await giveMandate(node.engine, REGISTRAR, 'intake');
    const other = await openNode({ log: node.losing.inner, local: node.local, clock: node.clock });
    node.losing.faults.push('lostBefore');
    const last = node.losing.appends + 4;
    const meanwhile = async (): Promise<void> => {
      if (node.losing.appends < last) node.losing.beforeAppend = meanwhile;
      else await giveMandate(other.engine, 'kim', 'intake');
    };
    node.losing.beforeAppend = meanwhile;
    const received = ['x', 'y', 'z'].map((id) => ({
      command: receive(id),
      context: context(`receive-${id}`),
    }));
    for await (const result of node.engine.executeMany(submission, received)) {
      expect('answer' in result && result.answer.status).toBe('recorded');
    }
    const { mandates } = node.engine.reference();
    expect(mandates.holds(officialId('kim'), 'intake', TODAY, '*')).toBe(true);
    await other.close();
  });

  it('says neither unchanged nor refused by what a node knew that was behind, whatever follows', async () => {
    await run(node, [register('a', 1), order(renameParty('a', 'Old'), 'old')]);
    const lagging = new LaggingLocal(node.local);
    const engine = { node: 'node-2', readBackMs: 0 };
    const late = await openNode({ log: node.losing.inner, local: lagging, clock: node.clock, engine });
    await run(node, [order(renameParty('a', 'New'), 'new')]);
    const orders = [order(renameParty('a', 'Old'), 'old-again'), order(renameParty('a', 'Newer'), 'newer')];
    expect(await run({ ...node, engine: late.engine }, orders)).toEqual(['recorded', 'recorded']);
    await late.close();
  });

  it('resolves a batch whose answer was lost, whether it was written or not', async () => {
    node.losing.faults.push('lostAfter');
    expect(await run(node, [register('a', 1), register('b', 2)])).toEqual(['replayed', 'replayed']);
    node.losing.faults.push('lostBefore');
    expect(await run(node, [register('c', 3), register('d', 4)])).toEqual(['recorded', 'recorded']);
    expect(node.local.head()).toBe(3 + 4);
  });

  it('hands out an outcome that stays unknown as a result of its own', async () => {
    node.losing.faults.push(...Array.from({ length: 5 }, () => 'lostBefore' as const));
    expect(await run(node, [register('a', 1), register('b', 2)])).toEqual(['unknown', 'recorded']);
    expect(await run(node, [register('a', 1), register('b', 2)])).toEqual(['recorded', 'replayed']);
  });

  it('stops where the log is away, and goes on where it is run again', async () => {
    node.losing.faults.push('none', 'unavailable');
    const orders = [register('a', 1), register('b', 2)];
    await expect(run(node, orders, 1)).rejects.toThrow(LogUnavailable);
    expect(await run(node, orders, 1)).toEqual(['replayed', 'recorded']);
  });

  it('is not taken for refused where the clock is behind: nothing of it is tried', async () => {
    await run(node, [register('a', 1)]);
    node.clock.advance(-6_000);
    await expect(run(node, [register('b', 2)])).rejects.toThrow(Rejection);
  });

  it('may come from a stream that never ends in memory', async () => {
    async function* endless(): AsyncGenerator<Order<PartyCommand>> {
      for (let index = 0; ; index++) yield register(`p${index}`, index + 1);
    }
    let taken = 0;
    for await (const result of node.engine.executeMany(party, endless(), { batchSize: 4 })) {
      expect('answer' in result && result.answer.status).toBe('recorded');
      if ((taken += 1) === 6) break;
    }
    expect(node.losing.appends).toBe(2);
  });

  it('that belongs to a process has ids of its own and does only what is missing', async () => {
    const process = { processId: 'import-2025', actor: context('x').actor };
    const items = ['a', 'b', 'c'].map((name, index) => ({
      item: name,
      command: registerParty(name, index + 1),
    }));
    const statuses = async (some: typeof items): Promise<readonly string[]> => {
      const made: string[] = [];
      for await (const result of node.engine.runProcess(party, process, some)) {
        made.push('answer' in result ? result.answer.status : result.rejection.code);
      }
      return made;
    };
    expect(await statuses(items.slice(0, 2))).toEqual(['recorded', 'recorded']);
    expect(await statuses(items)).toEqual(['replayed', 'replayed', 'recorded']);
  });
});

it('refuses what differs from the list of parties that came under the same key before', async () => {
  const node = await openMany();
  const acting = { official: REGISTRAR, on: TODAY, door: 'test', key: 'list' };
  const list = (name: string) => (): readonly PartyCommand[] => [
    registerParty('a', 1),
    renameParty('a', name),
  ];
  const { engine } = node;
  expect(await importParties(engine, acting, list('New'))).toMatchObject({ recorded: 2, refused: [] });
  const again = { ...acting, on: day('2024-11-21') };
  expect(await importParties(engine, again, list('New'))).toMatchObject({ recorded: 2, refused: [] });
  const { refused } = await importParties(engine, acting, list('Other'));
  expect(refused.map(({ code }) => code)).toEqual(['idempotencyKeyReused']);
  await node.close();
});

describe('kept states', () => {
  const folder = mkdtempSync(join(tmpdir(), 'flows-states-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const manyRenames = (from: number, to: number): readonly Order<PartyCommand>[] =>
    Array.from({ length: to - from }, (_, index) =>
      order(renameParty('a', `Name ${from + index}`), `rename-${from + index}`),
    );

  it('give the same answers as a replay, and are what a replay gives', async () => {
    const node = await openMany(join(folder, 'same.sqlite'));
    await run(node, [register('a', 1), ...manyRenames(0, 20)], 7);
    expect(await run(node, [...manyRenames(18, 22), order(renameParty('a', 'Name 21'), 'again')])).toEqual([
      'replayed',
      'replayed',
      'recorded',
      'recorded',
      'unchanged',
    ]);
    expect(await node.engine.verifyStates(() => party)).toEqual({ states: 1, different: [] });
    await node.close();
  });

  it('are read with the events after them, and not with those before', async () => {
    const path = join(folder, 'tail.sqlite');
    const node = await openMany(path);
    await run(node, [register('a', 1), ...manyRenames(0, 8)], 100);
    expect(keptIn(path)).toMatchObject([{ stream: 'party-a', revision: 8 }]);
    await node.engine.execute(party, renameParty('a', 'Alone'), context('alone'));
    expect(await run(node, [order(renameParty('a', 'Alone'), 'same')])).toEqual(['unchanged']);
    await node.close();
  });

  it('that were altered, or made by another version of the decider, are found out', async () => {
    const path = join(folder, 'altered.sqlite');
    const node = await openMany(path);
    await run(node, [register('a', 1), ...manyRenames(0, 8)], 100);
    change(path, `UPDATE states SET state = replace(state, 'Name 7', 'Forged')`);
    expect(await node.engine.verifyStates(() => party)).toEqual({ states: 1, different: ['party-a'] });
    change(path, `UPDATE states SET state = '{}', decider_version = 0`);
    expect(await run(node, [order(renameParty('a', 'Name 7'), 'same')])).toEqual(['unchanged']);
    await node.close();
  });

  it('are not kept in a file that another release has made its own meanwhile', async () => {
    const path = join(folder, 'owner.sqlite');
    const node = await openMany(path);
    await run(node, [register('a', 1), ...manyRenames(0, 8)], 100);
    openStateCache(path, node.local, 'next release').close();
    await run(node, manyRenames(8, 16), 100);
    expect(keptIn(path)).toEqual([]);
    await node.close();
  });

  it('that could not be kept once are kept the next time', async () => {
    const path = join(folder, 'full.sqlite');
    const node = await openMany(path);
    change(path, `CREATE TRIGGER full BEFORE INSERT ON states BEGIN SELECT RAISE(ABORT, 'disk full'); END`);
    await expect(run(node, [register('a', 1), ...manyRenames(0, 8)], 100)).rejects.toThrow('disk full');
    change(path, 'DROP TRIGGER full');
    await run(node, manyRenames(4, 16), 100);
    await run(node, manyRenames(16, 20), 100);
    expect(keptIn(path)).toMatchObject([{ stream: 'party-a', revision: 20 }]);
    await node.close();
  });

  it('of another log, another release or a log that was since restored are thrown away', async () => {
    const path = join(folder, 'other.sqlite');
    const node = await openMany(path);
    await run(node, [register('a', 1), ...manyRenames(0, 8)], 100);
    const states = (local: LocalLog, release: string): number => {
      const cache = openStateCache(path, local, release);
      const count = [...cache.all()].length;
      cache.close();
      return count;
    };
    const [owner] = rowsOf(path, 'owner');
    const release = String(owner?.['release']);
    expect(states(node.local, release)).toBe(1);
    const keep = (): void => change(path, `INSERT OR REPLACE INTO states VALUES ('party-a', 1, 8, '', '{}')`);
    expect(states(new LaggingLocal(node.local, node.local.head() - 1), release)).toBe(0);
    keep();
    expect(states(node.local, release)).toBe(1);
    expect(states(node.local, 'next release')).toBe(0);
    keep();
    change(path, `UPDATE owner SET sequence = 5, leaf = '${'0'.repeat(64)}'`);
    expect(states(node.local, 'next release')).toBe(0);
    await node.close();
  });
});

function rowsOf(path: string, table: string): readonly Readonly<Record<string, unknown>>[] {
  const store = new DatabaseSync(path, { readOnly: true });
  const rows = store.prepare(`SELECT * FROM ${table}`).all();
  store.close();
  return rows;
}

const keptIn = (path: string): readonly Readonly<Record<string, unknown>>[] => rowsOf(path, 'states');

function change(path: string, sql: string): void {
  const store = new DatabaseSync(path);
  store.exec(sql);
  store.close();
}

/** Another writer renames the party, straight into the log. */
async function rename(node: Node, id: string, name: string): Promise<void> {
  const events = node.local.readStream(`party-${id}`);
  const last = events.at(-1);
  const data = {
    partyId: id,
    names: { fr: name, nl: name, de: name },
    nisCode: null,
    enterpriseNumber: null,
  };
  const record = eventRecord({
    id: uuidFrom(name, 0),
    type: 'PartyChanged.v1',
    data: { ...data, validFrom: '2024-02-01', source: 'test', changedBy: 'rita' },
    meta: { ...JSON.parse(last?.meta ?? '{}'), commandId: name },
  });
  await node.losing.inner.append([
    { stream: `party-${id}`, expectedRevision: events.length - 1, events: [record] },
  ]);
}
