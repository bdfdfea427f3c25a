import { link, mkdir, open, rename, unlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { uuidRandom } from '../uuid.js';

/** Makes the names in a folder durable: without it a crash may lose a file that was already renamed into place. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Makes a folder and those it lies in, for this user alone. Durable once it answers. */
export async function makeFolder(folder: string): Promise<void> {
  const first = await mkdir(folder, { recursive: true, mode: 0o700 });
  await syncFolder(dirname(folder));
  for (let made = folder; first !== undefined && made !== first && made !== dirname(made);) {
    made = dirname(made);
    await syncFolder(dirname(made));
  }
}

/** Takes a file away; false where there is none. Durable once its folder is synced. */
export async function removeFile(path: string): Promise<boolean> {
  try {
    await unlink(path);
    return true;
  } catch (error) {
    if (isCode(error, 'ENOENT')) return false;
    throw error;
  }
}

/** Writes a small file so that readers see the old content or the new one, whole, whatever crashes. */
export async function replaceFile(path: string, text: string): Promise<void> {
  const draft = await draftOf(path, text);
  await rename(draft, path);
  await syncFolder(dirname(path));
}

/** Writes a small file unless there is one of that name already. True where it was written now. */
export async function createFile(path: string, text: string): Promise<boolean> {
  const draft = await draftOf(path, text);
  try {
    await link(draft, path);
    return true;
  } catch (error) {
    if (isCode(error, 'EEXIST')) return false;
    throw error;
  } finally {
    await unlink(draft);
    await syncFolder(dirname(path));
  }
}

/** Whether a system error has the code, such as `ENOENT`. */
export const isCode = (error: unknown, code: string): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === code;

async function draftOf(path: string, text: string): Promise<string> {
  const draft = join(dirname(path), `.${basename(path)}.${uuidRandom()}.draft`);
  const handle = await open(draft, 'wx', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  return draft;
}
