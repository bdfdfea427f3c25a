import { createHmac } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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

describe('erasure', () => {
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
