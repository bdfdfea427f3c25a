import { DatabaseSync } from 'node:sqlite';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { party } from '../../src/domain/party/party.js';
import { ExportAltered, exportLines, importLines, linesIn } from '../../src/engine/transfer.js';
import { NO_STREAM } from '../../src/log/event-log.js';
import { SqliteEventLog } from '../../src/log/sqlite.event-log.js';
import { context, giveMandate, openNode } from '../support/engine-node.js';
import type { EngineNode } from '../support/engine-node.js';
import { LosingLog } from '../support/losing-log.js';
import { REGISTRAR, registerParty, renameParty } from '../support/parties.js';

const SOON = { timeoutMs: 2_000 };

async function filledNode(log?: SqliteEventLog): Promise<EngineNode> {
  const node = await openNode(log === undefined ? {} : { log, local: log.local });
  await giveMandate(node.engine, REGISTRAR, 'registrar');
  for (let index = 0; index < 20; index++) {
    await node.engine.execute(party, registerParty(`p${index}`, index + 1), context(`register-${index}`));
    await node.engine.execute(
      party,
      renameParty(`p${index}`, 'Größe "1" \u2028'),
      context(`rename-${index}`),
    );
  }
  return node;
}

const emptyLog = (): SqliteEventLog => SqliteEventLog.open({ path: ':memory:', instance: 'test' });

const importInto = (log: SqliteEventLog, lines: readonly string[]): Promise<unknown> =>
  importLines({ log, local: log.local, lines: () => lines, batchSize: 7, waitMs: 100 });

describe('an export', () => {
  let node: EngineNode;
  let lines: readonly string[];
  beforeAll(async () => {
    node = await filledNode();
    lines = [...exportLines(node.local)];
  });
  afterAll(() => node.close());

  it('imported into an empty log gives equal sequences, leaves and read models', async () => {
    const log = emptyLog();
    await importInto(log, lines);
    expect(log.local.logId).toBe(node.local.logId);
    expect(log.local.read(0, 1_000)).toEqual(node.local.read(0, 1_000));
    for (let sequence = 1; sequence <= node.local.head(); sequence++) {
      expect(log.local.leafAt(sequence)).toBe(node.local.leafAt(sequence));
    }
    const copy = await openNode({ log, local: log.local });
    await copy.engine.waitFor(log.local.head(), SOON);
    await node.engine.waitFor(node.local.head(), SOON);
    expect(await copy.engine.digest('reference')).toEqual(await node.engine.digest('reference'));
    expect([...exportLines(log.local)]).toEqual(lines);
    const again = await copy.engine.execute(
      party,
      renameParty('p3', 'Größe "1" \u2028'),
      context('rename-3'),
    );
    expect(again.status).toBe('replayed');
    await copy.close();
    await log.close();
  });

  it('ends with the number of events and the leaf of the last', () => {
    expect(lines).toHaveLength(node.local.head() + 1);
    expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({
      end: { log: 'log-test', count: node.local.head(), leaf: node.local.leafAt(node.local.head()) },
    });
  });

  it('is refused by a log that holds other events', async () => {
    const other = await openNode();
    const { log, local } = other;
    const importing = importLines({ log, local, lines: () => lines, batchSize: 7, waitMs: 100 });
    await expect(importing).rejects.toThrow('the log has another event 1 than the export');
    expect(local.head()).toBe(1);
    await other.close();
  });

  it('is refused by a log that has gone on since', async () => {
    const grown = await filledNode();
    const { log, local } = grown;
    const earlier = [...exportLines(local)];
    await grown.engine.execute(party, renameParty('p1', 'Later'), context('later'));
    const importing = importLines({ log, local, lines: () => earlier, batchSize: 7, waitMs: 100 });
    await expect(importing).rejects.toThrow('more than the export');
    await grown.close();
  });

  it('goes on where an import was interrupted, and does nothing once it is whole', async () => {
    const log = emptyLog();
    const losing = new LosingLog(log);
    losing.faults.push('none', 'lostAfter', ...Array.from({ length: 10 }, () => 'unavailable' as const));
    const given = { log: losing, local: log.local, lines: () => lines, batchSize: 7 };
    const importing = importLines({ ...given, waitMs: 100 });
    await expect(importing).rejects.toThrow('the same import goes on where it stopped');
    expect(log.local.head()).toBe(14);
    losing.faults.splice(0);
    await importLines({ ...given, waitMs: 1_000 });
    expect([...exportLines(log.local)]).toEqual(lines);
    const appends = losing.appends;
    await importLines({ ...given, waitMs: 1_000 });
    expect(losing.appends).toBe(appends);
    await log.close();
  });

  it('is there once and in order, whatever answers are lost on the way', async () => {
    const log = emptyLog();
    const losing = new LosingLog(log);
    for (let n = 0; n < 6; n++) losing.faults.push('lostAfter', 'none', 'lostBefore', 'unavailable', 'none');
    const given = { log: losing, local: log.local, lines: () => lines, batchSize: 1, waitMs: 10_000 };
    await importLines(given);
    expect([...exportLines(log.local)]).toEqual(lines);
    await log.close();
  });

  it('stops where another writes to the log meanwhile', async () => {
    const log = emptyLog();
    const losing = new LosingLog(log);
    const [first, second] = node.local.read(0, 2);
    if (first === undefined || second === undefined) throw new Error('the log is too short');
    const foreign = { ...second, id: '00000000-0000-5000-8000-000000000000' };
    losing.beforeAppend = async () => {
      await log.append([{ stream: first.stream, expectedRevision: NO_STREAM, events: [first] }]);
      await log.append([{ stream: second.stream, expectedRevision: NO_STREAM, events: [foreign] }]);
    };
    const given = { log: losing, local: log.local, lines: () => lines, batchSize: 1, waitMs: 1_000 };
    await expect(importLines(given)).rejects.toThrow('another writes to this log');
    expect(log.local.head()).toBe(2);
    await log.close();
  });

  it('is the same lines when it comes from a file in pieces, whatever separates lines in its texts', async () => {
    async function* pieces(): AsyncGenerator<string> {
      const text = lines.map((line) => `${line}\n`).join('');
      for (let at = 0; at < text.length; at += 999) yield text.slice(at, at + 999);
    }
    const read: string[] = [];
    for await (const line of linesIn(pieces())) read.push(line);
    expect(read).toEqual(lines);
  });

  const altered: readonly (readonly [string, (all: string[]) => void])[] = [
    [
      'one letter of an event is another',
      (all) => all.splice(8, 1, (all[8] ?? '').replace('Größe', 'Grösse')),
    ],
    ['an event is missing', (all) => all.splice(9, 1)],
    ['two events are exchanged', (all) => all.splice(9, 2, all[10] ?? '', all[9] ?? '')],
    ['an event stands twice', (all) => all.splice(9, 0, all[9] ?? '')],
    ['a leaf is another', (all) => all.splice(9, 1, (all[9] ?? '').replace(/"leaf":"..../, '"leaf":"0000'))],
    ['a salt is another', (all) => all.splice(9, 1, (all[9] ?? '').replace(/"salt":"..../, '"salt":"0000'))],
    ['the last events are missing', (all) => all.splice(-4, 3)],
    ['it is cut off', (all) => all.splice(-1, 1)],
    ['its last line is cut off', (all) => all.splice(-1, 1, (all.at(-1) ?? '').slice(0, 30))],
    [
      'a key stands twice',
      (all) => all.splice(9, 1, (all[9] ?? '').replace('{"event":{', '{"event":{"data":{},')),
    ],
    ['a line is half written', (all) => all.splice(9, 1, (all[9] ?? '').slice(0, 100))],
    ['something follows its end', (all) => all.push(all[9] ?? '')],
    ['it is empty', (all) => all.splice(0)],
  ];
  it.each(altered)('is refused whole where %s', async (_why, alter) => {
    const log = emptyLog();
    const changed = [...lines];
    alter(changed);
    expect(changed.join() === lines.join()).toBe(false);
    await expect(importInto(log, changed)).rejects.toThrow(ExportAltered);
    expect(log.local.head()).toBe(0);
    await log.close();
  });
});

describe('a replay of the whole log', () => {
  it('finds a sound log sound', async () => {
    const node = await filledNode();
    expect(await node.engine.verifyLog()).toEqual({
      logId: 'log-test',
      events: node.local.head(),
      streams: 22,
      unreadable: 0,
      problems: [],
    });
    await node.close();
  });

  it('names an event whose content was altered in the file, and one that this release does not know', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'flows-verify-'));
    const path = join(folder, 'log.sqlite');
    const log = SqliteEventLog.open({ path, instance: 'test' });
    const node = await filledNode(log);
    const [record] = node.local.read(9, 1);
    if (record === undefined) throw new Error('the log is too short');
    const unknown = { ...record, id: '00000000-0000-5000-8000-000000000000', type: 'NovelFact.v1' };
    await log.append([{ stream: 'novel', expectedRevision: NO_STREAM, events: [unknown] }]);
    const file = new DatabaseSync(path);
    file.exec(`UPDATE event SET data = replace(data, 'Größe', 'Grosse') WHERE sequence = 9`);
    file.close();
    const { problems } = await node.engine.verifyLog();
    expect(problems).toEqual([
      expect.stringMatching(/^event 9 .*content does not match its leaf$/),
      expect.stringMatching(/^event 44 .*NovelFact\.v1/),
    ]);
    await node.close();
    await log.close();
    rmSync(folder, { recursive: true });
  });
});
