import { createReadStream } from 'node:fs';
import { access, mkdir, open, readdir, rename, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { uuidRandom } from '../uuid.js';
import { createFile, isCode, syncFolder } from './durable-file.js';
import type { FileHasher } from './keys.js';

/** What became of an object that was put. `erased`: it had been erased before, and stays so. */
export interface Stored {
  readonly id: string;
  readonly bytes: number;
  readonly status: 'stored' | 'present' | 'erased';
}

/** An object that is being written. Exactly one of `close` and `abandon` ends it. */
export interface EvidenceWriter {
  write(bytes: Uint8Array): Promise<void>;
  /** Durable once it answers. */
  close(): Promise<Stored>;
  abandon(): Promise<void>;
}

/**
 * Received files and what else stands beside the log because it must be erasable (`design.md` §1).
 * One file per object, named by the keyed hash of its bytes; never overwritten.
 */
export interface EvidenceStore {
  put(source: AsyncIterable<Uint8Array>): Promise<Stored>;
  writer(): Promise<EvidenceWriter>;
  has(id: string): Promise<boolean>;
  /** The bytes in pieces. Throws {@link EvidenceMissing}, and {@link EvidenceDamaged} at the end where the bytes are not those of the id. */
  read(id: string): AsyncIterable<Uint8Array>;
  /** Takes the bytes away and leaves a mark that this was meant. True where there were bytes. */
  erase(id: string): Promise<boolean>;
}

/** There are no bytes under the id; `erased` says that this was meant. */
export class EvidenceMissing extends Error {
  override readonly name = 'EvidenceMissing';

  constructor(
    readonly id: string,
    readonly erased: boolean,
  ) {
    super(`evidence ${id} ${erased ? 'was erased' : 'is missing'}`);
  }
}

/** The bytes under the id are not those that were put there. */
export class EvidenceDamaged extends Error {
  override readonly name = 'EvidenceDamaged';
}

const PIECE_BYTES = 256 * 1024;
/** A draft that was not written to for a day belongs to a process that died. */
const DRAFT_AGE_MS = 86_400_000;

/** Opens the store in a folder that all nodes share, and clears away what dead processes left half-written. */
export async function openEvidence(
  folder: string,
  keys: { readonly fileHasher: () => FileHasher },
): Promise<EvidenceStore> {
  await mkdir(join(folder, 'drafts'), { recursive: true, mode: 0o700 });
  await clearDrafts(join(folder, 'drafts'));
  const places = { folder, hasher: keys.fileHasher };
  const writer = (): Promise<EvidenceWriter> => openWriter(places);
  return {
    writer,
    put: async (source) => {
      const draft = await writer();
      try {
        for await (const piece of source) await draft.write(piece);
      } catch (error) {
        await draft.abandon();
        throw error;
      }
      return draft.close();
    },
    has: async (id) => exists(pathOf(folder, id)),
    read: (id) => readChecked(places, id),
    erase: (id) => erase(folder, id),
  };
}

interface Places {
  readonly folder: string;
  readonly hasher: () => FileHasher;
}

/** Objects lie in up to 256 folders, by the first digits of their hash. */
function pathOf(folder: string, id: string): string {
  const digits = /^l\d{1,6}-([0-9a-f]{2})[0-9a-f]{62}$/.exec(id)?.[1];
  if (digits === undefined) throw new Error(`not an evidence id: ${id}`);
  return join(folder, digits, id);
}

async function openWriter({ folder, hasher }: Places): Promise<EvidenceWriter> {
  const path = join(folder, 'drafts', uuidRandom());
  const file = await open(path, 'wx', 0o600);
  const hash = hasher();
  const bytes = { written: 0 };
  return {
    write: async (piece) => {
      hash.update(piece);
      await file.writeFile(piece);
      bytes.written += piece.byteLength;
    },
    close: async () => {
      await file.sync();
      await file.close();
      const id = hash.digest();
      const status = await place(folder, path, id);
      return { id, bytes: bytes.written, status };
    },
    abandon: async () => {
      await file.close();
      await unlink(path);
    },
  };
}

async function place(folder: string, draft: string, id: string): Promise<Stored['status']> {
  const path = pathOf(folder, id);
  const status = (await exists(`${path}.erased`)) ? 'erased' : (await exists(path)) ? 'present' : 'stored';
  if (status !== 'stored') {
    await unlink(draft);
    return status;
  }
  await mkdir(join(path, '..'), { recursive: true, mode: 0o700 });
  await syncFolder(folder);
  // Two nodes that put the same bytes at once both rename: the later one puts equal bytes in place of equal bytes.
  await rename(draft, path);
  await syncFolder(join(path, '..'));
  return status;
}

async function* readChecked({ folder, hasher }: Places, id: string): AsyncGenerator<Uint8Array> {
  const path = pathOf(folder, id);
  if (!(await exists(path))) throw new EvidenceMissing(id, await exists(`${path}.erased`));
  const hash = hasher();
  const pieces = createReadStream(path, { highWaterMark: PIECE_BYTES }) as AsyncIterable<Buffer>;
  for await (const piece of pieces) {
    hash.update(piece);
    yield piece;
  }
  const found = hash.digest();
  if (found !== id) throw new EvidenceDamaged(`evidence ${id} holds other bytes (${found})`);
}

async function erase(folder: string, id: string): Promise<boolean> {
  const path = pathOf(folder, id);
  if (!(await exists(path))) return false;
  await createFile(`${path}.erased`, '');
  const erased = await unlink(path).then(
    () => true,
    (error: unknown) => {
      if (isCode(error, 'ENOENT')) return false;
      throw error;
    },
  );
  await syncFolder(join(path, '..'));
  return erased;
}

async function clearDrafts(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    try {
      if (Date.now() - (await stat(path)).mtimeMs > DRAFT_AGE_MS) await unlink(path);
    } catch (error) {
      if (!isCode(error, 'ENOENT')) throw error;
    }
  }
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    (error: unknown) => {
      if (isCode(error, 'ENOENT')) return false;
      throw error;
    },
  );
