import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { officialId } from '../domain/ids.js';
import type { OfficialId } from '../domain/ids.js';
import { Malformed } from '../domain/rejection.js';
import { isCode, makeFolder, removeFile, replaceFile, syncFolder } from './durable-file.js';

/** Who an official is. The log knows the id alone, so that the name can be corrected and erased. */
export interface OfficialEntry {
  readonly officialId: OfficialId;
  readonly name: string;
}

export interface Directory {
  /** Throws {@link Malformed} for a name that `put` would refuse. */
  check(name: string): void;
  /** Writes or corrects a name. Throws {@link Malformed} where it is empty, long or holds control characters. */
  put(entry: OfficialEntry): Promise<void>;
  /** Undefined where the official was never entered, or was erased. */
  find(official: OfficialId): Promise<OfficialEntry | undefined>;
  /** All entries, by id. */
  list(): Promise<readonly OfficialEntry[]>;
  /** True where there was an entry. */
  erase(official: OfficialId): Promise<boolean>;
}

/** The names of officials: one file each, in a folder that all nodes share. */
export async function openDirectory(folder: string): Promise<Directory> {
  await makeFolder(folder);
  const pathOf = (official: OfficialId): string => join(folder, `${official}.json`);
  const find = (official: OfficialId): Promise<OfficialEntry | undefined> =>
    readEntry(pathOf(official), official);
  return {
    check: (name) => void checkedName(name),
    find,
    put: async (entry) => {
      const text = { officialId: entry.officialId, name: checkedName(entry.name) };
      await replaceFile(pathOf(entry.officialId), `${JSON.stringify(text)}\n`);
    },
    list: async () => {
      const ids = (await readdir(folder)).filter((name) => /^[a-z0-9].*\.json$/.test(name)).sort();
      const entries = await Promise.all(ids.map((name) => find(officialId(name.slice(0, -'.json'.length)))));
      return entries.filter((entry) => entry !== undefined);
    },
    erase: async (official) => {
      const erased = await removeFile(pathOf(official));
      await syncFolder(folder);
      return erased;
    },
  };
}

async function readEntry(path: string, official: OfficialId): Promise<OfficialEntry | undefined> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (isCode(error, 'ENOENT')) return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  const entry: unknown = JSON.parse(text);
  if (typeof entry !== 'object' || entry === null || !('name' in entry) || typeof entry.name !== 'string') {
    throw new Error(`${path} is not an entry of the directory`);
  }
  return { officialId: official, name: checkedName(entry.name) };
}

function checkedName(name: string): string {
  if (!/^[^\p{Cc}\p{Cs}]{1,200}$/u.test(name) || name.trim() !== name) {
    throw new Malformed('must be 1 to 200 characters without control characters', 'name');
  }
  return name;
}
