import { hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { access, link, mkdir, open, readdir, rename, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { uuidRandom } from '../uuid.js';
import { createFile, isCode, makeFolder, removeFile, syncFolder } from './durable-file.js';
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

/** Some bytes of an object, as they were when the whole was held to its id. */
export interface EvidencePart {
  /** Place of the first byte, from 0. */
  readonly start: number;
  readonly bytes: number;
  /** Of these bytes, in hex. */
  readonly sha256: string;
}

/**
 * Received files and what else stands beside the log because it must be erasable (`design.md` §1).
 * One file per object, named by the keyed hash of its bytes; never overwritten.
 */
export interface EvidenceStore {
  put(source: AsyncIterable<Uint8Array>): Promise<Stored>;
  writer(): Promise<EvidenceWriter>;
  has(id: string): Promise<boolean>;
  /** Whether the bytes were taken away because that was meant. */
  isErased(id: string): Promise<boolean>;
  /** The bytes in pieces. Throws {@link EvidenceMissing}, and {@link EvidenceDamaged} at the end where the bytes are not those of the id. */
  read(id: string): AsyncIterable<Uint8Array>;
  /**
   * A part alone. The id is of the whole, so that the part is held to the digest that was taken of it while {@link read}
   * went through to the end. Throws {@link EvidenceMissing} and {@link EvidenceDamaged}.
   */
  readPart(id: string, part: EvidencePart): Promise<Uint8Array>;
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

/**
 * Opens the store in a folder that all nodes share. Clears away what dead processes left half-written, and ends the
 * erasures that they had begun.
 */
export async function openEvidence(
  folder: string,
  keys: { readonly fileHasher: () => FileHasher },
): Promise<EvidenceStore> {
  await makeFolder(join(folder, 'drafts'));
  await clearDrafts(folder);
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
    has: async (id) => {
      const path = pathOf(folder, id);
      return (await exists(path)) && !(await exists(markOf(path)));
    },
    isErased: (id) => exists(markOf(pathOf(folder, id))),
    read: (id) => readChecked(places, id),
    readPart: (id, part) => readPart(folder, id, part),
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

/** Says that the bytes were erased. From then on there are none, whatever a crash left under the path. */
const markOf = (path: string): string => `${path}.erased`;

/** A second name of an object, while it is put or erased: by it a crash in between is found when the store is opened. */
const noteOf = (folder: string, id: string): string => join(folder, 'drafts', `${id}.${uuidRandom()}`);

async function openWriter({ folder, hasher }: Places): Promise<EvidenceWriter> {
  const path = join(folder, 'drafts', uuidRandom());
  const file = await open(path, 'wx', 0o600);
  const running = hasher();
  const bytes = { written: 0 };
  return {
    write: async (piece) => {
      running.update(piece);
      await file.writeFile(piece);
      bytes.written += piece.byteLength;
    },
    close: async () => {
      await file.sync();
      await file.close();
      const id = running.digest();
      const status = await place(folder, path, id);
      return { id, bytes: bytes.written, status };
    },
    abandon: async () => {
      await file.close();
      await removeFile(path);
    },
  };
}

/**
 * An erasure marks first and then unlinks, a put links first and then looks for the mark: whichever comes second sees
 * the other. The file is linked and not renamed, so that its note is there until the answer is known.
 */
async function place(folder: string, draft: string, id: string): Promise<Stored['status']> {
  const path = pathOf(folder, id);
  const note = noteOf(folder, id);
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await rename(draft, note);
  await syncFolder(dirname(note));
  const isNew = !(await exists(markOf(path))) && (await linked(note, path));
  const isErased = await exists(markOf(path));
  if (isErased) await removeFile(path);
  // Also where another process put it first: its own sync may be still to come.
  await syncFolder(folder);
  await syncFolder(dirname(path));
  await removeFile(note);
  return isErased ? 'erased' : isNew ? 'stored' : 'present';
}

/** True where the path now names the file. False where it names one already, or an erasure took the note away. */
async function linked(note: string, path: string): Promise<boolean> {
  try {
    await link(note, path);
    return true;
  } catch (error) {
    if (isCode(error, 'EEXIST')) return false;
    if (isCode(error, 'ENOENT') && (await exists(markOf(path)))) return false;
    throw error;
  }
}

async function* readChecked({ folder, hasher }: Places, id: string): AsyncGenerator<Uint8Array> {
  const path = await presentPathOf(folder, id);
  const running = hasher();
  const pieces = createReadStream(path, { highWaterMark: PIECE_BYTES }) as AsyncIterable<Buffer>;
  for await (const piece of pieces) {
    running.update(piece);
    yield piece;
  }
  const found = running.digest();
  if (found !== id) throw new EvidenceDamaged(`evidence ${id} holds other bytes (${found})`);
}

async function readPart(
  folder: string,
  id: string,
  { start, bytes, sha256 }: EvidencePart,
): Promise<Uint8Array> {
  const file = await open(await presentPathOf(folder, id), 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(bytes), 0, bytes, start);
    const found = hash('sha256', buffer.subarray(0, bytesRead), 'hex');
    if (found !== sha256) throw new EvidenceDamaged(`evidence ${id} holds other bytes from byte ${start} on`);
    return buffer;
  } finally {
    await file.close();
  }
}

/** The path of an object that is there. Throws {@link EvidenceMissing}. */
async function presentPathOf(folder: string, id: string): Promise<string> {
  const path = pathOf(folder, id);
  const isErased = await exists(markOf(path));
  if (isErased || !(await exists(path))) throw new EvidenceMissing(id, isErased);
  return path;
}

async function erase(folder: string, id: string): Promise<boolean> {
  const path = pathOf(folder, id);
  const note = noteOf(folder, id);
  const isThere = await link(path, note).then(
    () => true,
    (error: unknown) => {
      if (isCode(error, 'ENOENT')) return false;
      throw error;
    },
  );
  if (!isThere && !(await exists(markOf(path)))) return false;
  await syncFolder(dirname(note));
  await createFile(markOf(path), '');
  const isErased = await removeErased(folder, id);
  for (const name of await readdir(dirname(note))) {
    if (name.startsWith(`${id}.`)) await removeFile(join(dirname(note), name));
  }
  return isErased;
}

/** Takes away the bytes of an object that is marked. True where there were any. */
async function removeErased(folder: string, id: string): Promise<boolean> {
  const path = pathOf(folder, id);
  const wasThere = await removeFile(path);
  await syncFolder(dirname(path));
  return wasThere;
}

async function clearDrafts(folder: string): Promise<void> {
  for (const name of await readdir(join(folder, 'drafts'))) {
    const draft = join(folder, 'drafts', name);
    const [id] = /^l\d{1,6}-[0-9a-f]{64}(?=\.)/.exec(name) ?? [];
    if (id !== undefined && (await exists(markOf(pathOf(folder, id))))) {
      await removeErased(folder, id);
      await removeFile(draft);
    } else if (await isOld(draft, id !== undefined)) {
      await removeFile(draft);
    }
  }
}

/** The file under a note may be old itself; its new name is what changed. */
async function isOld(draft: string, isNote: boolean): Promise<boolean> {
  try {
    const { mtimeMs, ctimeMs } = await stat(draft);
    return Date.now() - (isNote ? ctimeMs : mtimeMs) > DRAFT_AGE_MS;
  } catch (error) {
    if (isCode(error, 'ENOENT')) return false;
    throw error;
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
