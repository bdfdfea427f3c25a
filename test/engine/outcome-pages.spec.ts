import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { outcomeWriter } from '../../src/engine/outcome-list.js';
import type { LineOutcome } from '../../src/engine/outcome-list.js';
import { OutcomePages } from '../../src/engine/outcome-pages.js';
import { EvidenceDamaged, EvidenceMissing, openEvidence } from '../../src/evidence/evidence-store.js';
import type { EvidenceStore } from '../../src/evidence/evidence-store.js';
import { outcomeLinesOf } from '../../src/http/resources/outcomes.js';
import { fixedKeys } from '../support/keys.js';

const LINES = 20_000;
const PART_BYTES = 16 * 1024;

let folder: string;
let store: EvidenceStore;
let list: string;
let listBytes: number;
/** Bytes that were read of the store since it was last set to 0. */
let read = 0;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'flows-outcomes-'));
  const opened = await openEvidence(folder, await fixedKeys());
  store = {
    ...opened,
    read: (id) => counted(opened.read(id)),
    readPart: (id, part) => {
      read += part.bytes;
      return opened.readPart(id, part);
    },
  };
  ({ id: list, bytes: listBytes } = await written(LINES));
  read = 0;
});
afterEach(() => rm(folder, { recursive: true }));

async function* counted(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const piece of pieces) {
    read += piece.byteLength;
    yield piece;
  }
}

/** Every third line is empty in the file, so that it has no outcome; every tenth is refused, the 7000th at length. */
function outcomeOf(line: number): LineOutcome {
  const problem = { code: 'malformed', field: 'é'.repeat(line === 7_000 ? 40_000 : 5), rule: 'x' } as const;
  const isRefused = line % 10 === 0;
  return {
    line,
    formReference: `B-${line}`,
    outcome: isRefused ? 'refused' : 'recorded',
    dossierId: isRefused ? null : `dossier-${line}`,
    problems: isRefused ? [problem] : [],
  };
}

async function written(lines: number) {
  const writer = await outcomeWriter(store);
  for (let line = 1; line <= lines; line++) {
    if (line % 3 === 0) continue;
    writer.add(outcomeOf(line));
    await writer.drain();
  }
  return writer.close();
}

const page = (pages: OutcomePages, after: number, limit: number) =>
  outcomeLinesOf(pages, list, { after, limit });
const linesOf = (rows: readonly LineOutcome[]): readonly number[] => rows.map(({ line }) => line);
const LONGEST = 81_000;

describe('a page of outcomes', () => {
  it('costs what it shows: what is before it is read once for the list, and never again', async () => {
    const pages = new OutcomePages(store);
    expect(await page(pages, 0, 100)).toEqual(
      Array.from({ length: 150 }, (_, index) => index + 1)
        .filter((line) => line % 3 !== 0)
        .map(outcomeOf),
    );
    expect(read).toBeLessThan(listBytes + 3 * PART_BYTES);
    read = 0;
    const seen: number[] = [];
    for (let after = 0; ;) {
      const before = read;
      const rows = await page(pages, after, 100);
      expect(read - before).toBeLessThan(3 * PART_BYTES + LONGEST);
      seen.push(...linesOf(rows));
      after = rows.at(-1)?.line ?? after;
      if (rows.length < 100) break;
    }
    expect(seen).toEqual(
      Array.from({ length: LINES }, (_, index) => index + 1).filter((line) => line % 3 !== 0),
    );
    expect(read).toBeLessThan(3 * listBytes);
  });

  it('of one line, or of none, reads where the line is', async () => {
    const pages = new OutcomePages(store);
    await page(pages, 0, 1);
    for (const [line, found] of [
      [1, [1]],
      [7_000, [7_000]],
      [19_999, [19_999]],
      [9_999, []],
      [LINES + 1, []],
    ] as const) {
      read = 0;
      expect(linesOf(await outcomeLinesOf(pages, list, { line, after: 0, limit: 21 }))).toEqual(found);
      expect(read).toBeLessThan(2 * PART_BYTES + LONGEST);
    }
    expect(await outcomeLinesOf(pages, list, { line: 7, after: 7, limit: 21 })).toEqual([]);
    expect(await outcomeLinesOf(pages, list, { line: 7, after: 4, limit: 21 })).toEqual([outcomeOf(7)]);
  });

  it('holds only the outcomes that are asked for', async () => {
    const pages = new OutcomePages(store);
    const outcomes = new Set(['refused'] as const);
    const rows = await outcomeLinesOf(pages, list, { outcomes, after: 6_990, limit: 3 });
    expect(linesOf(rows)).toEqual([7_000, 7_010, 7_030]);
    expect(await outcomeLinesOf(pages, list, { outcomes, line: 7, after: 0, limit: 3 })).toEqual([]);
  });

  it('is asked for by many at once: the list is read to its end by the first', async () => {
    const pages = new OutcomePages(store);
    const all = await Promise.all([1, 2, 3, 4].map((after) => page(pages, after, 1)));
    expect(all.map(linesOf)).toEqual([[2], [4], [4], [5]]);
    expect(read).toBeLessThan(listBytes + 4 * 2 * PART_BYTES);
  });

  it('is found again, by reading the list again, where more lists were asked for than are remembered', async () => {
    const first = { id: list, bytes: listBytes };
    const others = await Promise.all([LINES - 1, LINES - 5].map(written));
    const pages = new OutcomePages(store, Math.ceil((listBytes / PART_BYTES) * 2.5));
    const costOf = async (id: string): Promise<'whole' | 'part'> => {
      read = 0;
      const rows = await outcomeLinesOf(pages, id, { after: 100, limit: 1 });
      expect(linesOf(rows)).toEqual([101]);
      return read >= listBytes / 2 ? 'whole' : 'part';
    };
    const costs: string[] = [];
    for (const { id } of [first, ...others.slice(0, 1), first, ...others.slice(1), first, ...others]) {
      costs.push(await costOf(id));
    }
    expect(costs).toEqual(['whole', 'whole', 'part', 'whole', 'part', 'whole', 'whole']);
  });
});

describe('a list that is not as it was written', () => {
  const pathOf = (id: string): string => join(folder, id.slice(3, 5), id);
  const alter = async (byte: number): Promise<void> => {
    const bytes = await readFile(pathOf(list));
    bytes[byte] = (bytes[byte] ?? 0) ^ 1;
    await writeFile(pathOf(list), bytes);
  };

  it('answers no page, not even the first where its end was altered, and is asked again', async () => {
    const pages = new OutcomePages(store);
    await alter(listBytes - 10);
    await expect(page(pages, 0, 1)).rejects.toThrow(EvidenceDamaged);
    await expect(page(pages, 0, 1)).rejects.toThrow(EvidenceDamaged);
    await alter(listBytes - 10);
    expect(linesOf(await page(pages, 0, 1))).toEqual([1]);
  });

  it('answers no line of what was altered, or cut off, after it was read once', async () => {
    const pages = new OutcomePages(store);
    await page(pages, 0, 1);
    await alter(40);
    await expect(page(pages, 0, 1)).rejects.toThrow(EvidenceDamaged);
    expect(linesOf(await page(pages, 15_000, 1))).toEqual([15_001]);
    await writeFile(pathOf(list), (await readFile(pathOf(list))).subarray(0, -1));
    await expect(page(pages, LINES - 2, 1)).rejects.toThrow(EvidenceDamaged);
  });

  it('answers nothing once it is erased', async () => {
    const pages = new OutcomePages(store);
    await page(pages, 0, 1);
    await store.erase(list);
    await expect(page(pages, 0, 1)).rejects.toThrow(EvidenceMissing);
  });

  it('of no lines has none', async () => {
    const { id } = await written(0);
    expect(await outcomeLinesOf(new OutcomePages(store), id, { after: 0, limit: 1 })).toEqual([]);
  });
});
