import type { AppendOutcome, EventLog, LocalLog, StreamAppend } from '../../src/log/event-log.js';
import { InvalidAppend, LogUnavailable, NO_STREAM } from '../../src/log/event-log.js';
import { APPEND_BYTES_MAX, EVENT_BYTES_MAX, leafOf, sizeOf } from '../../src/log/format.js';
import { uuidFrom } from '../../src/uuid.js';
import { brokenAppends } from './broken-appends.js';
import { LOG_ID, appendOf, logOpened, record, records, sized } from './log-samples.js';

/** A log of record and the local file that follows it, as a process has them after its start. */
export interface OpenLog {
  readonly log: EventLog;
  readonly local: LocalLog;
  /** Whose log it is; the first event must say the same. */
  readonly instance: string;
  /** Resolves when the local file holds everything that was appended. */
  settled(): Promise<void>;
  /** Ends what runs here and starts again on the same store, as a new process does. */
  reopen(): Promise<OpenLog>;
  close(): Promise<void>;
}

/**
 * What every log must do, held over each adapter alike. `openFresh` gives a log without any event, which the
 * suite closes.
 */
export function eventLogContract(name: string, openFresh: () => Promise<OpenLog>): void {
  describe(`the log: ${name}`, () => {
    const opened: { now: OpenLog | undefined } = { now: undefined };

    async function fresh(): Promise<OpenLog> {
      const log = await openFresh();
      opened.now = log;
      return log;
    }

    async function begun(): Promise<OpenLog> {
      const log = await fresh();
      expect(await one(log, logOpened(log.instance))).toMatchObject({ status: 'appended', lastRevision: 0 });
      return log;
    }

    async function reopened(): Promise<OpenLog> {
      const log = await opened.now?.reopen();
      if (log === undefined) throw new Error('no log is open');
      opened.now = log;
      return log;
    }

    afterEach(async () => {
      await opened.now?.close();
      opened.now = undefined;
    });

    describe('opening a log', () => {
      it('has no event, no id and no stream before its first append', async () => {
        const { log, local, settled } = await fresh();
        await settled();
        expect([local.head(), local.logId, local.revisionOf('log')]).toEqual([0, '', NO_STREAM]);
        expect([local.read(0, 10), await log.readStream('log')]).toEqual([[], []]);
      });

      it('takes its id from LogOpened, which is sequence 1', async () => {
        const { local, settled } = await begun();
        await settled();
        expect([local.head(), local.logId]).toEqual([1, LOG_ID]);
        expect(local.read(0, 10)).toMatchObject([
          { sequence: 1, stream: 'log', revision: 0, type: 'LogOpened.v1' },
        ]);
      });

      it('refuses any other event as its first, and stays empty', async () => {
        const log = await fresh();
        await expect(one(log, appendOf('party-1', NO_STREAM, 'a'))).rejects.toThrow(InvalidAppend);
        const misnamed = { ...logOpened(log.instance), stream: 'party-1' };
        await expect(one(log, misnamed)).rejects.toThrow('LogOpened.v1');
        expect(await one(log, logOpened(log.instance))).toMatchObject({
          status: 'appended',
          lastRevision: 0,
        });
        await log.settled();
        expect(log.local.head()).toBe(1);
      });

      it('is not begun as the log of another instance', async () => {
        const log = await fresh();
        await expect(one(log, logOpened('other'))).rejects.toThrow(InvalidAppend);
        expect(await one(log, logOpened(log.instance))).toMatchObject({
          status: 'appended',
          lastRevision: 0,
        });
      });

      it('begins once: a second LogOpened is a conflict, the same one again is answered', async () => {
        const log = await begun();
        expect(await one(log, logOpened(log.instance))).toMatchObject({
          status: 'appended',
          lastRevision: 0,
        });
        const other = { ...logOpened(log.instance), events: [record('another', { type: 'LogOpened.v1' })] };
        expect(await one(log, other)).toEqual({
          status: 'conflict',
          stream: 'log',
          expected: NO_STREAM,
          actual: 0,
        });
        await log.settled();
        expect(log.local.head()).toBe(1);
      });
    });

    describe('appending at an expected revision', () => {
      it('writes to a new stream that is expected not to exist, all events in order', async () => {
        const log = await begun();
        expect(await one(log, appendOf('party-1', NO_STREAM, 'a', 'b', 'c'))).toMatchObject({
          lastRevision: 2,
        });
        expect(await placesOf(log, 'party-1')).toEqual(places('a', 'b', 'c'));
      });

      it('writes at the tip', async () => {
        const log = await begun();
        await one(log, appendOf('party-1', NO_STREAM, 'a', 'b'));
        expect(await one(log, appendOf('party-1', 1, 'c'))).toMatchObject({
          status: 'appended',
          lastRevision: 2,
        });
        expect(await placesOf(log, 'party-1')).toEqual(places('a', 'b', 'c'));
      });

      it('does not check ids at the tip: an id used before is written again', async () => {
        const log = await begun();
        await one(log, appendOf('party-1', NO_STREAM, 'a'));
        expect(await one(log, appendOf('party-1', 0, 'a'))).toMatchObject({
          status: 'appended',
          lastRevision: 1,
        });
        expect(await placesOf(log, 'party-1')).toEqual(places('a', 'a'));
      });

      it('is a conflict on a stream that does not exist, where one is expected', async () => {
        const log = await begun();
        const outcome = await one(log, appendOf('party-1', 0, 'a'));
        expect(outcome).toEqual({ status: 'conflict', stream: 'party-1', expected: 0, actual: NO_STREAM });
        expect(await placesOf(log, 'party-1')).toEqual([]);
      });

      it('is a conflict beyond the tip', async () => {
        const log = await begun();
        await one(log, appendOf('party-1', NO_STREAM, 'a'));
        const outcome = await one(log, appendOf('party-1', 7, 'b'));
        expect(outcome).toEqual({ status: 'conflict', stream: 'party-1', expected: 7, actual: 0 });
      });

      it('is a conflict where the stream went on with other ids', async () => {
        const log = await begun();
        await one(log, appendOf('party-1', NO_STREAM, 'a', 'b', 'c'));
        const behind = await one(log, appendOf('party-1', 0, 'x'));
        expect(behind).toEqual({ status: 'conflict', stream: 'party-1', expected: 0, actual: 2 });
        const absent = await one(log, appendOf('party-1', NO_STREAM, 'x'));
        expect(absent).toEqual({ status: 'conflict', stream: 'party-1', expected: NO_STREAM, actual: 2 });
        expect(await placesOf(log, 'party-1')).toEqual(places('a', 'b', 'c'));
      });

      it('is a conflict where only the first of the ids are there', async () => {
        const log = await begun();
        await one(log, appendOf('party-1', NO_STREAM, 'a', 'b', 'c'));
        expect(await one(log, appendOf('party-1', 0, 'b', 'x'))).toMatchObject({
          status: 'conflict',
          actual: 2,
        });
        expect(await one(log, appendOf('party-1', 1, 'c', 'd'))).toMatchObject({
          status: 'conflict',
          actual: 2,
        });
        expect(await one(log, appendOf('party-1', NO_STREAM, 'b', 'a'))).toMatchObject({
          status: 'conflict',
        });
        expect(await placesOf(log, 'party-1')).toEqual(places('a', 'b', 'c'));
      });

      it('answers a repeat with the last revision of its own events, and writes nothing', async () => {
        const log = await begun();
        const first = appendOf('party-1', NO_STREAM, 'a', 'b');
        const second = appendOf('party-1', 1, 'c');
        await one(log, first);
        await one(log, second);
        await one(log, appendOf('party-1', 2, 'd', 'e'));
        expect(await one(log, first)).toMatchObject({ status: 'appended', lastRevision: 1 });
        expect(await one(log, second)).toMatchObject({ status: 'appended', lastRevision: 2 });
        expect(await placesOf(log, 'party-1')).toEqual(places('a', 'b', 'c', 'd', 'e'));
      });

      it('keeps what a repeat carried the first time: the same ids with a later stamp are the same append', async () => {
        const log = await begun();
        const kept = record('a', { data: { stamp: 1 } });
        await one(log, { stream: 'party-1', expectedRevision: NO_STREAM, events: [kept] });
        const again = record('a', { data: { stamp: 2 } });
        const outcome = await one(log, { stream: 'party-1', expectedRevision: NO_STREAM, events: [again] });
        expect(outcome).toMatchObject({ status: 'appended', lastRevision: 0 });
        expect((await log.log.readStream('party-1')).map((event) => event.data)).toEqual([kept.data]);
      });

      it('gives positions that rise as text', async () => {
        const log = await begun();
        const [a, b] = [
          await one(log, appendOf('party-1', NO_STREAM, 'a')),
          await one(log, appendOf('party-2', NO_STREAM, 'b')),
        ];
        expect(positionOf(a)).toHaveLength(positionOf(b).length);
        expect(positionOf(a) < positionOf(b)).toBe(true);
      });
    });
    appendingMany(begun);
    refusing(begun);
    reading(begun);
    keeping(begun, reopened);
  });
}

function appendingMany(begun: () => Promise<OpenLog>): void {
  describe('appending to many streams at once', () => {
    it("answers each entry in the order given, and one entry's conflict leaves the others", async () => {
      const log = await begun();
      await one(log, appendOf('party-2', NO_STREAM, 'taken'));
      const outcomes = await log.log.append([
        appendOf('party-1', NO_STREAM, 'a'),
        appendOf('party-2', NO_STREAM, 'b'),
        appendOf('party-3', 4, 'c'),
        appendOf('party-4', NO_STREAM, 'd', 'e'),
      ]);
      expect(outcomes).toMatchObject([
        { status: 'appended', lastRevision: 0 },
        { status: 'conflict', stream: 'party-2', expected: NO_STREAM, actual: 0 },
        { status: 'conflict', stream: 'party-3', expected: 4, actual: NO_STREAM },
        { status: 'appended', lastRevision: 1 },
      ]);
      expect(await placesOf(log, 'party-2')).toEqual(places('taken'));
      expect(await placesOf(log, 'party-4')).toEqual(places('d', 'e'));
    });

    it('writes nothing of an entry that conflicts, however many events it has', async () => {
      const log = await begun();
      await one(log, appendOf('party-1', NO_STREAM, 'a'));
      await one(log, appendOf('party-1', NO_STREAM, 'a', 'b', 'c'));
      await log.settled();
      expect(await placesOf(log, 'party-1')).toEqual(places('a'));
      expect(log.local.head()).toBe(2);
    });

    it('lets a later entry see an earlier one on the same stream', async () => {
      const log = await begun();
      const outcomes = await log.log.append([
        appendOf('party-1', NO_STREAM, 'a'),
        appendOf('party-1', 0, 'b'),
        appendOf('party-1', 0, 'x'),
        appendOf('party-1', NO_STREAM, 'a'),
      ]);
      expect(outcomes.map(({ status }) => status)).toEqual(['appended', 'appended', 'conflict', 'appended']);
      expect(await placesOf(log, 'party-1')).toEqual(places('a', 'b'));
    });

    it('lets exactly one of two racing writers win', async () => {
      const log = await begun();
      for (let revision = NO_STREAM; revision < 20; revision += 1) {
        const racers = ['left', 'right', 'third'].map((side) =>
          one(log, appendOf('party-1', revision, `${side} ${revision}`)),
        );
        const statuses = (await Promise.all(racers)).map(({ status }) => status).sort();
        expect(statuses).toEqual(['appended', 'conflict', 'conflict']);
      }
      await log.settled();
      expect(log.local.revisionOf('party-1')).toBe(20);
    });

    it('answers many clients that wait at the same time, each for its own stream', async () => {
      const log = await begun();
      const clients = Array.from({ length: 64 }, (_, client) =>
        one(log, appendOf(`party-${client}`, NO_STREAM, client, `${client}b`)),
      );
      const outcomes = await Promise.all(clients);
      expect(new Set(outcomes.map((outcome) => positionOf(outcome))).size).toBe(64);
      await log.settled();
      expect(log.local.head()).toBe(1 + 128);
      for (const client of [0, 31, 63])
        expect(await placesOf(log, `party-${client}`)).toEqual(places(client, `${client}b`));
    });

    it('has nothing to say to no entries', async () => {
      const { log } = await begun();
      expect(await log.append([])).toEqual([]);
    });
  });
}

function refusing(begun: () => Promise<OpenLog>): void {
  describe('refusing what breaks the format', () => {
    it.each(brokenAppends())('refuses %s', async (_rule, append) => {
      const log = await begun();
      await expect(one(log, append)).rejects.toThrow(InvalidAppend);
      await log.settled();
      expect(log.local.head()).toBe(1);
    });

    it('refuses the whole call when one entry is broken, and writes none of it', async () => {
      const log = await begun();
      const call = log.log.append([
        appendOf('party-1', NO_STREAM, 'a'),
        appendOf('$party-2', NO_STREAM, 'b'),
      ]);
      await expect(call).rejects.toThrow(InvalidAppend);
      expect(await placesOf(log, 'party-1')).toEqual([]);
    });

    it('takes an event and an append of exactly the limit', async () => {
      const log = await begun();
      const largest = sized(EVENT_BYTES_MAX);
      const events = [largest, { ...largest, id: uuidFrom('contract', 'second half') }];
      expect(sizeOf(largest) * 2).toBe(APPEND_BYTES_MAX);
      expect(await one(log, { stream: 'party-1', expectedRevision: NO_STREAM, events })).toMatchObject({
        lastRevision: 1,
      });
      const read = await log.log.readStream('party-1');
      expect(read.map((event) => event.data === largest.data)).toEqual([true, true]);
    });
  });
}

function reading(begun: () => Promise<OpenLog>): void {
  describe('reading', () => {
    it('reads a stream from a revision on, that one included', async () => {
      const log = await begun();
      await one(log, appendOf('party-1', NO_STREAM, 'a', 'b', 'c'));
      await one(log, appendOf('party-2', NO_STREAM, 'z'));
      await log.settled();
      for (const [from, keys] of [
        [0, ['a', 'b', 'c']],
        [1, ['b', 'c']],
        [2, ['c']],
        [3, []],
        [99, []],
      ] as const) {
        const expected = keys.map((key) => uuidFrom('contract', key));
        expect((await log.log.readStream('party-1', from)).map(({ id }) => id)).toEqual(expected);
        expect(log.local.readStream('party-1', from).map(({ id }) => id)).toEqual(expected);
      }
    });

    it('reads nothing of a stream that does not exist', async () => {
      const log = await begun();
      expect([await log.log.readStream('party-1'), log.local.readStream('party-1')]).toEqual([[], []]);
      expect([log.local.revisionOf('party-1'), log.local.sequenceOf('party-1', 0)]).toEqual([
        NO_STREAM,
        undefined,
      ]);
    });

    it('does not mistake a stream for one whose name begins alike', async () => {
      const log = await begun();
      await log.log.append([
        appendOf('party-1', NO_STREAM, 'a'),
        appendOf('party-11', NO_STREAM, 'b'),
        appendOf('party-1.x', NO_STREAM, 'c'),
      ]);
      expect(await placesOf(log, 'party-1')).toEqual(places('a'));
      expect(await placesOf(log, 'party-1.x')).toEqual(places('c'));
    });

    it('gives back every byte: unicode in names and texts, escapes, the largest numbers', async () => {
      const log = await begun();
      const data = {
        text: 'Liège Straße 東京 🙂 e\u0301 \u0000 \u001f \u007f \u2028 \\ " / \u{10ffff}',
        numbers: [0, -1, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER],
        nested: { empty: {}, list: [], nothing: null, yes: true, no: false },
        'key with "quotes"': '',
      };
      const event = record('unicode', { data });
      for (const stream of ['party-Liège', 'party-東京', 'party-e\u0301', 'party-é']) {
        await one(log, { stream, expectedRevision: NO_STREAM, events: [event] });
      }
      await log.settled();
      for (const stream of ['party-Liège', 'party-東京', 'party-e\u0301', 'party-é']) {
        expect(await log.log.readStream(stream)).toEqual([{ ...event, stream, revision: 0 }]);
        const [local] = log.local.readStream(stream);
        expect(local).toEqual({ ...event, stream, revision: 0, sequence: local?.sequence });
        expect(JSON.parse(local?.data ?? '')).toEqual(data);
      }
    });

    it('pages through the local file by sequence, each event once', async () => {
      const log = await begun();
      for (const stream of ['party-1', 'party-2', 'party-3'])
        await one(log, appendOf(stream, NO_STREAM, `${stream}a`, `${stream}b`));
      await log.settled();
      const pages = [log.local.read(0, 3), log.local.read(3, 3), log.local.read(6, 3), log.local.read(7, 3)];
      expect(pages.map((page) => page.map(({ sequence }) => sequence))).toEqual([
        [1, 2, 3],
        [4, 5, 6],
        [7],
        [],
      ]);
      expect(log.local.read(6, 3)).toMatchObject([
        { stream: 'party-3', revision: 1, id: uuidFrom('contract', 'party-3b') },
      ]);
    });
  });
}

function keeping(begun: () => Promise<OpenLog>, reopened: () => Promise<OpenLog>): void {
  describe('keeping one order', () => {
    it('numbers events in the order of the log, and revisions without a gap', async () => {
      const log = await begun();
      for (let round = 0; round < 5; round += 1) {
        await log.log.append(
          [0, 1, 2].map((party) => appendOf(`party-${party}`, round - 1, `${party} ${round}`)),
        );
      }
      await log.settled();
      const events = log.local.read(0, 100);
      expect(events.map(({ sequence }) => sequence)).toEqual(
        Array.from({ length: 16 }, (_, index) => index + 1),
      );
      for (const stream of ['party-0', 'party-1', 'party-2']) {
        expect(events.filter((event) => event.stream === stream).map(({ revision }) => revision)).toEqual([
          0, 1, 2, 3, 4,
        ]);
      }
    });

    it('holds in the local file what the log of record holds, under the leaf of ADR 0002', async () => {
      const log = await begun();
      await log.log.append([appendOf('party-1', NO_STREAM, 'a', 'b'), appendOf('party-2', NO_STREAM, 'c')]);
      await log.settled();
      const events = log.local.read(0, 100);
      for (const stream of ['log', 'party-1', 'party-2']) {
        const local = events.filter((event) => event.stream === stream);
        expect(await log.log.readStream(stream)).toEqual(local.map(({ sequence: _, ...event }) => event));
      }
      for (const event of events) {
        expect(log.local.leafAt(event.sequence)).toBe(leafOf(LOG_ID, event));
        expect(log.local.sequenceOf(event.stream, event.revision)).toBe(event.sequence);
        expect(log.local.placeOf(event.stream, event.revision)).toMatchObject({
          sequence: event.sequence,
          salt: event.salt,
        });
      }
      expect(log.local.revisionOf('party-1')).toBe(1);
    });

    it('tells who listens that it grew, until they stop', async () => {
      const log = await begun();
      await log.settled();
      const heads: number[] = [];
      const stop = log.local.onGrowth(() => heads.push(log.local.head()));
      await one(log, appendOf('party-1', NO_STREAM, 'a'));
      await log.settled();
      expect(heads.at(-1)).toBe(2);
      stop();
      const before = heads.length;
      await one(log, appendOf('party-1', 0, 'b'));
      await log.settled();
      expect(heads).toHaveLength(before);
    });
  });

  describe('starting again', () => {
    it('holds everything that was acknowledged, at the same places', async () => {
      const before = await begun();
      await before.log.append([
        appendOf('party-1', NO_STREAM, 'a', 'b'),
        appendOf('party-2', NO_STREAM, 'c'),
      ]);
      await before.settled();
      const [events, leaf] = [before.local.read(0, 100), before.local.leafAt(4)];
      const after = await reopened();
      await after.settled();
      expect(after.local.read(0, 100)).toEqual(events);
      expect([after.local.logId, after.local.head(), after.local.leafAt(4)]).toEqual([LOG_ID, 4, leaf]);
    });

    it('gives one copy when a process ended between append and answer and the next one tries again', async () => {
      const before = await begun();
      const append = appendOf('party-1', NO_STREAM, 'a', 'b');
      await one(before, append);
      const after = await reopened();
      expect(await one(after, append)).toMatchObject({ status: 'appended', lastRevision: 1 });
      expect(await placesOf(after, 'party-1')).toEqual(places('a', 'b'));
      expect(await one(after, appendOf('party-1', 1, 'c'))).toMatchObject({
        status: 'appended',
        lastRevision: 2,
      });
      await after.settled();
      expect(after.local.head()).toBe(4);
    });

    it('answers nobody once it is closed, and may be closed twice', async () => {
      const { log } = await begun();
      await log.close();
      await log.close();
      await expect(log.append([appendOf('party-1', NO_STREAM, 'a')])).rejects.toThrow(LogUnavailable);
      await expect(log.readStream('log')).rejects.toThrow(LogUnavailable);
    });

    it('goes on where it was, with conflicts as before', async () => {
      const before = await begun();
      await one(before, appendOf('party-1', NO_STREAM, 'a', 'b'));
      const after = await reopened();
      expect(await one(after, appendOf('party-1', 0, 'x'))).toEqual({
        status: 'conflict',
        stream: 'party-1',
        expected: 0,
        actual: 1,
      });
      expect(await one(after, appendOf('party-2', NO_STREAM, 'y'))).toMatchObject({
        status: 'appended',
        lastRevision: 0,
      });
      await after.settled();
      expect(after.local.sequenceOf('party-2', 0)).toBe(4);
    });
  });
}

async function one({ log }: OpenLog, append: StreamAppend): Promise<AppendOutcome> {
  const [outcome, ...more] = await log.append([append]);
  if (outcome === undefined || more.length > 0) throw new Error('one append has one outcome');
  return outcome;
}

async function placesOf({ log }: OpenLog, stream: string): Promise<readonly string[]> {
  return (await log.readStream(stream)).map(({ revision, id }) => `${revision} ${id}`);
}

const places = (...keys: readonly (string | number)[]): readonly string[] =>
  records(...keys).map(({ id }, revision) => `${revision} ${id}`);

function positionOf(outcome: AppendOutcome): string {
  if (outcome.status !== 'appended') throw new Error(`not appended: ${outcome.status}`);
  return outcome.position;
}
