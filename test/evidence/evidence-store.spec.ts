import { createHmac } from 'node:crypto';
import {
  existsSync,
  linkSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { EvidenceDamaged, EvidenceMissing, openEvidence } from '../../src/evidence/evidence-store.js';
import type { EvidenceStore } from '../../src/evidence/evidence-store.js';
import { fixedKeys } from '../support/keys.js';

let folder: string;
let store: EvidenceStore;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'flows-evidence-'));
  store = await openEvidence(folder, await fixedKeys());
});

async function* pieces(...texts: readonly string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield Buffer.from(text);
}

async function text(id: string): Promise<string> {
  const read: Uint8Array[] = [];
  for await (const piece of store.read(id)) read.push(piece);
  return Buffer.concat(read).toString();
}

const pathOf = (id: string): string => join(folder, id.slice(3, 5), id);

describe('an object', () => {
  it('is named by the keyed hash of its bytes, however they came in pieces', async () => {
    const stored = await store.put(pieces('one ', 'line\n'));
    const hash = createHmac('sha256', Buffer.from('22'.repeat(32), 'hex'))
      .update('file\none line\n')
      .digest('hex');
    expect(stored).toEqual({ id: `l1-${hash}`, bytes: 9, status: 'stored' });
    expect(await text(stored.id)).toBe('one line\n');
    expect((await store.put(pieces('one line\n'))).id).toBe(stored.id);
  });

  it('is stored once', async () => {
    const { id } = await store.put(pieces('x'));
    expect(await store.put(pieces('x'))).toEqual({ id, bytes: 1, status: 'present' });
    expect(readdirSync(join(folder, 'drafts'))).toEqual([]);
  });

  it('is stored once by nodes that put it at the same moment', async () => {
    const all = await Promise.all(Array.from({ length: 8 }, () => store.put(pieces('same'))));
    expect(new Set(all.map(({ id }) => id)).size).toBe(1);
    expect(await text(all[0]?.id ?? '')).toBe('same');
    expect(readdirSync(join(folder, 'drafts'))).toEqual([]);
  });

  it('is there whole or not at all where its source fails', async () => {
    async function* failing(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('half');
      throw new Error('cable pulled');
    }
    await expect(store.put(failing())).rejects.toThrow('cable pulled');
    expect(readdirSync(folder)).toEqual(['drafts']);
    expect(readdirSync(join(folder, 'drafts'))).toEqual([]);
  });

  it('is refused on reading where its bytes were changed', async () => {
    const { id } = await store.put(pieces('1200.00'));
    writeFileSync(pathOf(id), '9200.00');
    await expect(text(id)).rejects.toThrow(EvidenceDamaged);
  });
});

/** Runs at each sync of a file or folder while the work runs, before it; gives their paths in order. */
async function atEachSync(
  work: () => Promise<unknown>,
  meanwhile: (count: number) => Promise<unknown> = () => Promise.resolve(),
): Promise<readonly string[]> {
  const handle = await open(folder, 'r');
  const prototype = Object.getPrototypeOf(handle) as FileHandle;
  await handle.close();
  const paths: string[] = [];
  const spy = jest.spyOn(prototype, 'sync').mockImplementation(async function (this: FileHandle) {
    paths.push(readlinkSync(`/proc/self/fd/${this.fd}`));
    await meanwhile(paths.length);
    return this.datasync();
  });
  try {
    await work();
  } finally {
    spy.mockRestore();
  }
  return paths;
}

it('an object that another process has just put is durable before it is called present', async () => {
  const { id } = await store.put(pieces('x'));
  const paths = await atEachSync(() => store.put(pieces('x')));
  expect(paths).toEqual(expect.arrayContaining([folder, join(pathOf(id), '..')]));
});

describe('erasure', () => {
  const steps = [1, 2, 3, 4];
  it.each(steps)('is not undone by a put of the same bytes that is at its step %i', async (step) => {
    const erased: string[] = [];
    const put = (): Promise<unknown> => store.put(pieces('personal'));
    await atEachSync(put, async (count) => {
      if (count !== step) return;
      const { id } = await store.put(pieces('personal'));
      await store.erase(id);
      erased.push(id);
    });
    expect(erased).toHaveLength(1);
    for (const id of erased) {
      expect(existsSync(`${pathOf(id)}.erased`)).toBe(true);
      expect(existsSync(pathOf(id))).toBe(false);
    }
    expect(readdirSync(join(folder, 'drafts'))).toEqual([]);
  });

  it('is not undone by puts of the same bytes at the same moment', async () => {
    for (let round = 0; round < 20; round++) {
      const { id } = await store.put(pieces(`personal ${round}`));
      const puts = Array.from({ length: 4 }, () => store.put(pieces(`personal ${round}`)));
      await Promise.all([...puts, store.erase(id)]);
      expect(existsSync(`${pathOf(id)}.erased`)).toBe(true);
      expect(existsSync(pathOf(id))).toBe(false);
    }
    expect(readdirSync(join(folder, 'drafts'))).toEqual([]);
  });

  it('that a crash interrupted counts from its mark on, and is ended when the store is opened', async () => {
    const { id } = await store.put(pieces('personal'));
    linkSync(pathOf(id), join(folder, 'drafts', `${id}.note`));
    writeFileSync(`${pathOf(id)}.erased`, '');
    expect(await store.has(id)).toBe(false);
    await expect(text(id)).rejects.toEqual(new EvidenceMissing(id, true));
    await openEvidence(folder, await fixedKeys());
    expect(existsSync(pathOf(id))).toBe(false);
    expect(readdirSync(join(folder, 'drafts'))).toEqual([]);
  });

  it('takes away what a put that died left of the bytes', async () => {
    const { id } = await store.put(pieces('personal'));
    linkSync(pathOf(id), join(folder, 'drafts', `${id}.note`));
    await store.erase(id);
    expect(readdirSync(join(folder, 'drafts'))).toEqual([]);
    writeFileSync(pathOf(id), 'personal');
    expect(await store.erase(id)).toBe(true);
    expect(existsSync(pathOf(id))).toBe(false);
  });

  it('takes the bytes away and says that it was meant', async () => {
    const { id } = await store.put(pieces('personal'));
    expect(await store.erase(id)).toBe(true);
    expect(existsSync(pathOf(id))).toBe(false);
    await expect(text(id)).rejects.toEqual(new EvidenceMissing(id, true));
    expect(await store.erase(id)).toBe(false);
  });

  it('stays, also where the same bytes come again', async () => {
    const { id } = await store.put(pieces('personal'));
    await store.erase(id);
    expect(await store.put(pieces('personal'))).toMatchObject({ status: 'erased' });
    expect(await store.has(id)).toBe(false);
  });

  it('is told apart from a loss', async () => {
    const id = `l1-${'ab'.repeat(32)}`;
    await expect(text(id)).rejects.toEqual(new EvidenceMissing(id, false));
    expect(await store.erase(id)).toBe(false);
  });
});

it('refuses an id that is none, so that no id leads out of the folder', async () => {
  await expect(store.has('../../etc/passwd')).rejects.toThrow('not an evidence id');
});

it('clears away what a process that died left half-written, and nothing younger', async () => {
  const [old, young] = [join(folder, 'drafts', 'old'), join(folder, 'drafts', 'young')];
  writeFileSync(old, 'half');
  writeFileSync(young, 'half');
  utimesSync(old, new Date('2020-01-01'), new Date('2020-01-01'));
  await openEvidence(folder, await fixedKeys());
  expect(readdirSync(join(folder, 'drafts'))).toEqual(['young']);
  expect(readFileSync(young, 'utf8')).toBe('half');
});
