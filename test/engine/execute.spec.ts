import { Rejection } from '../../src/domain/rejection.js';
import { party } from '../../src/domain/party/party.js';
import { instant } from '../../src/domain/time.js';
import { metadataOf } from '../../src/engine/codec.js';
import { NodeStopped } from '../../src/engine/command.js';
import type { Answer } from '../../src/engine/command.js';
import { LogUnavailable } from '../../src/log/event-log.js';
import { eventRecord } from '../../src/log/format.js';
import { SqliteEventLog } from '../../src/log/sqlite.event-log.js';
import { uuidFrom } from '../../src/uuid.js';
import { ACTOR, START, context, giveMandate, openNode, openTestLog } from '../support/engine-node.js';
import type { EngineNode } from '../support/engine-node.js';
import { LaggingLocal, LosingLog } from '../support/losing-log.js';
import { REGISTRAR, registerParty, renameParty } from '../support/parties.js';
import { simulatedClock } from '../../src/engine/clock.js';

const STREAM = 'party-cpas-a';

async function nodeWithParty(): Promise<EngineNode & { readonly losing: LosingLog }> {
  const inner = SqliteEventLog.open({ path: ':memory:', instance: 'test' });
  const losing = new LosingLog(inner);
  const node = await openNode({ log: losing, local: inner.local });
  await giveMandate(node.engine, REGISTRAR, 'registrar');
  await node.engine.execute(party, registerParty('cpas-a'), context('register-a'));
  losing.appends = 0;
  const close = async (): Promise<void> => {
    await node.close();
    await inner.close();
  };
  return { ...node, losing, close };
}

const codeOf = async (work: Promise<Answer>): Promise<string> =>
  work.then(
    (answer) => answer.status,
    (error: unknown) => {
      if (error instanceof Rejection) return error.code;
      throw error;
    },
  );

describe('a command', () => {
  let node: Awaited<ReturnType<typeof nodeWithParty>>;
  beforeEach(async () => {
    node = await nodeWithParty();
  });
  afterEach(() => node.close());

  const rename = (name: string, id: string, content: unknown = id): Promise<Answer> =>
    node.engine.execute(party, renameParty('cpas-a', name), context(id, content));
  const renames = (): readonly string[] =>
    node.local
      .readStream(STREAM)
      .filter((event) => event.type === 'PartyChanged.v1')
      .map((event) => event.data);

  it('is recorded with who, when, why and what was known', async () => {
    const knownThrough = node.local.head();
    const answer = await rename('New', 'rename-1');
    expect(answer).toMatchObject({
      status: 'recorded',
      stream: STREAM,
      revision: 1,
      sequence: knownThrough + 1,
    });
    const [event] = node.local.readStream(STREAM, 1);
    expect(event?.id).toBe(uuidFrom('rename-1', 0));
    expect(event && metadataOf(event)).toEqual({
      recordedAt: START,
      actor: { ...ACTOR, mandate: 'registrar/rita-registrar' },
      commandId: 'rename-1',
      commandHash: expect.stringMatching(/^[0-9a-f]{64}$/),
      causationId: 'rename-1',
      correlationId: 'rename-1',
      traceId: expect.stringMatching(/^[0-9a-f]{32}$/),
      knownThrough,
      engine: 'test',
      node: 'node-1',
    });
  });

  it('sent again gives the same answer and no second event, also after others', async () => {
    const first = await rename('New', 'rename-1');
    await rename('Newer', 'rename-2');
    const again = await rename('New', 'rename-1');
    expect(again).toEqual({ ...first, status: 'replayed' });
    expect(renames()).toHaveLength(2);
  });

  it('sent again with other content is refused', async () => {
    await rename('New', 'rename-1');
    expect(await codeOf(rename('Other', 'rename-1', 'other content'))).toBe('idempotencyKeyReused');
    expect(renames()).toHaveLength(1);
  });

  it('that changes nothing records nothing', async () => {
    await rename('New', 'rename-1');
    expect(await rename('New', 'rename-2')).toMatchObject({ status: 'unchanged', revision: 1, events: [] });
    expect(renames()).toHaveLength(1);
  });

  it('that a rule refuses is thrown and not remembered', async () => {
    const refused = node.engine.execute(party, renameParty('cpas-b', 'New'), context('rename-b'));
    expect(await codeOf(refused)).toBe('partyUnknown');
    await node.engine.execute(party, registerParty('cpas-b', 2), context('register-b'));
    const again = node.engine.execute(party, renameParty('cpas-b', 'New'), context('rename-b'));
    expect(await codeOf(again)).toBe('recorded');
  });

  it('of which many arrive at once on one stream are all recorded, in turn', async () => {
    const names = Array.from({ length: 20 }, (_, index) => `Name ${index}`);
    const answers = await Promise.all(names.map((name) => rename(name, `rename ${name}`)));
    expect(answers.map((answer) => answer.status)).toEqual(names.map(() => 'recorded'));
    expect(node.losing.appends).toBe(20);
  });

  it('sent many times at once has its effect once', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => rename('New', 'rename-1')));
    expect(answers.map((answer) => answer.status)).toEqual([
      'recorded',
      ...Array.from({ length: 9 }, () => 'replayed'),
    ]);
    expect(renames()).toHaveLength(1);
  });

  it('that names the version it has seen is refused on another one, and never decided again', async () => {
    const stale = node.engine.execute(party, renameParty('cpas-a', 'New'), {
      ...context('a'),
      expectedRevision: 5,
    });
    expect(await codeOf(stale)).toBe('staleVersion');
    node.losing.beforeAppend = fasterNode(node);
    const raced = node.engine.execute(party, renameParty('cpas-a', 'New'), {
      ...context('b'),
      expectedRevision: 0,
    });
    expect(await codeOf(raced)).toBe('staleVersion');
    expect(renames()).toHaveLength(1);
  });

  it('is decided again after a conflict, on what the log of record holds', async () => {
    node.losing.beforeAppend = fasterNode(node);
    expect(await rename('New', 'rename-1')).toMatchObject({ status: 'recorded', revision: 2 });
  });

  it('is given up as stale when others are faster each time', async () => {
    const always = (): void => {
      node.losing.beforeAppend = async () => {
        await fasterNode(node)();
        always();
      };
    };
    always();
    expect(await codeOf(rename('New', 'rename-1'))).toBe('staleVersion');
    expect(node.losing.appends).toBe(4);
  });

  it('is refused where the clock is more than five seconds behind the log, and never stamped forward', async () => {
    await rename('New', 'rename-1');
    node.clock.set(instant('2024-11-20T08:59:54.999Z'));
    expect(await codeOf(rename('Newer', 'rename-2'))).toBe('clockBehind');
    node.clock.set(instant('2024-11-20T08:59:55.000Z'));
    expect(await codeOf(rename('Newer', 'rename-2'))).toBe('recorded');
    const last = node.local.readStream(STREAM).at(-1);
    expect(last && metadataOf(last)?.recordedAt).toBe('2024-11-20T08:59:55.000Z');
  });
});

describe('an append whose answer is lost', () => {
  let node: Awaited<ReturnType<typeof nodeWithParty>>;
  beforeEach(async () => {
    node = await nodeWithParty();
  });
  afterEach(() => node.close());

  const rename = (): Promise<Answer> =>
    node.engine.execute(party, renameParty('cpas-a', 'New'), context('rename-1'));
  const events = (): number => node.local.readStream(STREAM).length;

  it('is tried again as it was, and is there once', async () => {
    for (const fault of ['lostBefore', 'lostAfter'] as const) {
      node.losing.faults.push(fault);
      const answer = await node.engine.execute(party, renameParty('cpas-a', fault), context(fault));
      expect(answer.status).toBe('recorded');
    }
    expect(events()).toBe(3);
  });

  it('again and again is an outcome of its own, which the same command resolves', async () => {
    node.losing.faults.push('lostAfter', 'lostBefore', 'lostBefore', 'lostBefore');
    expect(await rename()).toEqual({ status: 'unknown', commandId: 'rename-1', stream: STREAM });
    expect(await rename()).toMatchObject({ status: 'replayed', revision: 1 });
    node.losing.faults.push('lostBefore', 'lostBefore', 'lostBefore', 'lostBefore');
    const other = renameParty('cpas-a', 'Other');
    expect((await node.engine.execute(party, other, context('rename-2'))).status).toBe('unknown');
    expect((await node.engine.execute(party, other, context('rename-2'))).status).toBe('recorded');
    expect(events()).toBe(3);
  });

  it('is unknown, and not failed, where the log then goes away', async () => {
    node.losing.faults.push('lostAfter', 'unavailable', 'unavailable', 'unavailable');
    expect((await rename()).status).toBe('unknown');
    expect((await rename()).status).toBe('replayed');
  });

  it('is unknown, and not refused, where the clock is then found to be behind', async () => {
    node.losing.faults.push('lostAfter');
    node.losing.beforeAppend = async () => node.clock.advance(-10_000);
    expect((await rename()).status).toBe('unknown');
    node.clock.advance(10_000);
    expect((await rename()).status).toBe('replayed');
  });

  it('before anything was written is an error, and the command can be sent again', async () => {
    node.losing.faults.push('unavailable');
    await expect(rename()).rejects.toThrow(LogUnavailable);
    expect((await rename()).status).toBe('recorded');
  });
});

describe('a node whose local log is behind', () => {
  it('does not write a command again that another node has recorded', async () => {
    const { node, late, lagging } = await twoNodes();
    const command = renameParty('cpas-a', 'New');
    await node.engine.execute(party, command, context('rename-1'));
    const answer = await late.engine.execute(party, command, context('rename-1'));
    expect(answer).toMatchObject({ status: 'replayed', revision: 1, sequence: null });
    lagging.catchUp();
    expect(await late.engine.execute(party, command, context('rename-1'))).toMatchObject({
      status: 'replayed',
      sequence: 5,
    });
    expect(node.local.readStream(STREAM)).toHaveLength(2);
    await late.close();
    await node.close();
  });

  it('does not write it again either where the log answers with a conflict: its id is looked for first', async () => {
    // The trap: at the end of a stream ids are not compared, so a command decided anew would be written twice.
    const { node, late } = await twoNodes();
    await node.engine.execute(party, renameParty('cpas-a', 'Other'), context('rename-0'));
    const command = renameParty('cpas-a', 'New');
    await node.engine.execute(party, command, context('rename-1'));
    expect(await late.engine.execute(party, command, context('rename-1'))).toMatchObject({
      status: 'replayed',
      revision: 2,
    });
    expect(node.local.readStream(STREAM)).toHaveLength(3);
    await late.close();
    await node.close();
  });

  it('does not take another content for its own, though log and event ids say that it is there', async () => {
    const { node, late } = await twoNodes();
    await node.engine.execute(party, renameParty('cpas-a', 'New'), context('rename-1', 'one'));
    const other = late.engine.execute(party, renameParty('cpas-a', 'Other'), context('rename-1', 'two'));
    expect(await codeOf(other)).toBe('idempotencyKeyReused');
    await late.close();
    await node.close();
  });

  it('does not answer "unchanged" or refuse on what it has not seen', async () => {
    const { node, late } = await twoNodes();
    await node.engine.execute(party, renameParty('cpas-a', 'New'), context('rename-1'));
    await node.engine.execute(party, registerParty('cpas-b', 2), context('register-b'));
    const back = renameParty('cpas-a', 'CPAS cpas-a');
    const names = { fr: 'CPAS cpas-a', nl: 'OCMW cpas-a', de: 'ÖSHZ cpas-a' };
    expect(await codeOf(late.engine.execute(party, { ...back, names }, context('back')))).toBe('recorded');
    expect(await codeOf(late.engine.execute(party, renameParty('cpas-b', 'New'), context('rename-b')))).toBe(
      'recorded',
    );
    await late.close();
    await node.close();
  });

  it('records what its decision had seen', async () => {
    const { node, late, seen } = await twoNodes();
    await node.engine.execute(party, registerParty('cpas-b', 2), context('register-b'));
    await late.engine.execute(party, renameParty('cpas-a', 'New'), context('rename-1'));
    const last = node.local.readStream(STREAM).at(-1);
    expect(last && metadataOf(last)?.knownThrough).toBe(seen);
    await late.close();
    await node.close();
  });
});

describe('what a command would come to', () => {
  const foreseen = async ({ engine }: EngineNode, name: string, id: string, content: unknown = id) => {
    try {
      return await engine.foresee(party, renameParty('cpas-a', name), context(id, content));
    } catch (error) {
      if (error instanceof Rejection) return error.code;
      throw error;
    }
  };

  it('is told as it would be answered, and nothing is written', async () => {
    const { node, late } = await twoNodes();
    const head = node.local.head();
    expect(await foreseen(node, 'New', 'rename-1')).toBe('recorded');
    expect(await foreseen(node, 'New', 'rename-1')).toBe('recorded');
    expect(node.local.head()).toBe(head);
    await node.engine.execute(party, renameParty('cpas-a', 'New'), context('rename-1'));
    expect(await foreseen(node, 'New', 'rename-1')).toBe('replayed');
    expect(await foreseen(node, 'New', 'rename-2')).toBe('unchanged');
    expect(await foreseen(node, 'Other', 'rename-1', 'other')).toBe('idempotencyKeyReused');
    const version = { ...context('rename-3'), expectedRevision: 0 };
    const stale = node.engine.foresee(party, renameParty('cpas-a', 'Newer'), version);
    await expect(stale).rejects.toMatchObject({ code: 'staleVersion', details: { expected: 0, actual: 1 } });
    await late.close();
    await node.close();
  });

  it('is not refused, nor said to be nothing, on what the node has not seen', async () => {
    const { node, late } = await twoNodes();
    await node.engine.execute(party, renameParty('cpas-a', 'New'), context('rename-1'));
    const seen = { ...context('rename-2'), expectedRevision: 1 };
    expect(await late.engine.foresee(party, renameParty('cpas-a', 'Newer'), seen)).toBe('recorded');
    await node.engine.execute(party, registerParty('cpas-b', 2), context('register-b'));
    const other = renameParty('cpas-b', 'New');
    expect(await late.engine.foresee(party, other, context('rename-b'))).toBe('recorded');
    await late.close();
    await node.close();
  });
});

describe('a stream that others write to', () => {
  it('is waited for as the log of record has it', async () => {
    const { node, late, lagging } = await twoNodes();
    await node.engine.execute(party, renameParty('cpas-a', 'New'), context('rename-1'));
    let isThere = false;
    const reached = late.engine.streamReached(STREAM, { timeoutMs: 5_000 }).then(() => (isThere = true));
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(isThere).toBe(false);
    lagging.catchUp();
    await reached;
    expect(late.local.readStream(STREAM)).toHaveLength(2);
    await late.engine.streamReached('party-nobody', { timeoutMs: 5_000 });
    await late.close();
    await node.close();
  });

  it.each(['connecting', 'catchingUp', 'reconnecting', 'behind', 'damaged', 'stopped'] as const)(
    'is not judged by a copy that is %s',
    async (state) => {
      const node = await openNode();
      const log = new LosingLog(node.log);
      const health = { state, sequence: 1, reason: undefined, drops: 0, duplicates: 0 };
      log.tail = () => ({ ...health, unreadable: { count: 0, first: [] }, clockAheadMs: undefined });
      const late = await openNode({ log, local: node.local, clock: node.clock });
      const reached = late.engine.streamReached(STREAM, { timeoutMs: 5_000 });
      await expect(reached).rejects.toThrow(`the copy of the log is ${state}`);
      await late.close();
      await node.close();
    },
  );

  it('is not waited for longer than asked', async () => {
    const { node, late } = await twoNodes();
    await node.engine.execute(party, renameParty('cpas-a', 'New'), context('rename-1'));
    await expect(late.engine.streamReached(STREAM, { timeoutMs: 10 })).rejects.toThrow(NodeStopped);
    await late.close();
    await node.close();
  });
});

describe('an event that this release does not know', () => {
  it('stops the commands of the node, until a release that knows it', async () => {
    const node = await openNode();
    await giveMandate(node.engine, REGISTRAR, 'registrar');
    await appendForeign(node, { recordedAt: START, actor: ACTOR });
    const refused = node.engine.execute(party, registerParty('cpas-a'), context('register-a'));
    await expect(refused).rejects.toThrow(NodeStopped);
    await expect(refused).rejects.toThrow('NovelFact.v7');
    await node.close();
  });

  it('but that has no valid metadata is passed over', async () => {
    const node = await openNode();
    await giveMandate(node.engine, REGISTRAR, 'registrar');
    await appendForeign(node, { recordedAt: 'yesterday' });
    const answer = await node.engine.execute(party, registerParty('cpas-a'), context('register-a'));
    expect(answer.status).toBe('recorded');
    await node.engine.waitFor(node.local.head(), { timeoutMs: 1_000 });
    expect(node.engine.health()).toMatchObject({ lag: 0, commandsStopped: null });
    expect(node.engine.health().readModels[0]).toMatchObject({ unreadable: 1, stopped: null });
    await node.close();
  });
});

/** Another node that renames the same party, straight into the log. */
function fasterNode(node: EngineNode & { readonly losing: LosingLog }): () => Promise<void> {
  return async () => {
    const id = `faster-${node.local.head()}`;
    const events = node.local.readStream(STREAM);
    const last = events.at(-1);
    const meta = last && metadataOf(last);
    const data = {
      partyId: 'cpas-a',
      names: { fr: id, nl: id, de: id },
      nisCode: null,
      enterpriseNumber: null,
    };
    const record = eventRecord({
      id: uuidFrom(id, 0),
      type: 'PartyChanged.v1',
      data: { ...data, validFrom: '2024-02-01', source: 'test', changedBy: 'rita' },
      meta: { ...meta, commandId: id },
    });
    await node.losing.inner.append([
      { stream: STREAM, expectedRevision: events.length - 1, events: [record] },
    ]);
  };
}

async function twoNodes(): Promise<{
  readonly node: EngineNode;
  readonly late: EngineNode;
  readonly lagging: LaggingLocal;
  readonly seen: number;
}> {
  const log = SqliteEventLog.open({ path: ':memory:', instance: 'test' });
  const clock = simulatedClock(START);
  await openTestLog(log, clock);
  const node = await openNode({ log, local: log.local, clock });
  await giveMandate(node.engine, REGISTRAR, 'registrar');
  await node.engine.execute(party, registerParty('cpas-a'), context('register-a'));
  const lagging = new LaggingLocal(log.local);
  const late = await openNode({
    log,
    local: lagging,
    clock,
    engine: { node: 'node-2', readBackMs: 0 },
  });
  const close = async (): Promise<void> => {
    await node.close();
    await log.close();
  };
  return { node: { ...node, close }, late, lagging, seen: lagging.head() };
}

async function appendForeign(node: EngineNode, part: object): Promise<void> {
  const text = {
    commandId: 'c',
    commandHash: 'h',
    causationId: 'c',
    correlationId: 'c',
    traceId: 't',
    engine: 'e',
  };
  const meta = { ...text, node: 'n', knownThrough: 1, ...part };
  const record = eventRecord({ id: uuidFrom('novel', 0), type: 'NovelFact.v7', data: {}, meta });
  await node.log.append([{ stream: 'novel-1', expectedRevision: -1, events: [record] }]);
}
