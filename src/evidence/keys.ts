import { createHmac, hash, randomBytes } from 'node:crypto';
import { mkdir, readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileNumber } from '../domain/ids.js';
import type { FileNumber, Pseudonym } from '../domain/ids.js';
import { createFile, isCode } from './durable-file.js';

/** What the secret keys give. No key leaves this file. */
export interface Keys {
  /** The pseudonym of a national number under the newest key, `p2:{32 hex digits}`. */
  pseudonymOf(niss: string): Pseudonym;
  /** Its pseudonyms under every key that still exists, newest first: what a look-up compares with. */
  candidates(niss: string): readonly Pseudonym[];
  /** A digest that no rotation changes; it goes into hashes of content and is stored nowhere. */
  fingerprintOf(text: string): string;
  /** What stands for a file number that is a national number or a name: `N` and ten letters or digits, the same for ever. */
  fileNumberOf(personal: string): FileNumber;
  /** HMAC of what a client sent, for the memory of commands. */
  commandHash(content: string): string;
  /** HMAC of what a cursor of a collection says, so that nobody but us makes one. */
  cursorSeal(content: string): string;
  /** HMAC of the bytes of a file, with the id of its key: `l1-{64 hex digits}`. */
  fileHasher(): FileHasher;
}

export interface FileHasher {
  update(bytes: Uint8Array): void;
  digest(): string;
}

/** A key is missing or unreadable: nothing may be received, since what it derives could not be derived again. */
export class KeyMissing extends Error {
  override readonly name = 'KeyMissing';
}

interface Key {
  readonly number: number;
  readonly secret: Buffer;
  /** The two blocks of HMAC (RFC 2104), made once: `createHmac` makes a key object each time, which costs ten times the hash. */
  readonly inner: Buffer;
  readonly outer: Buffer;
}

const BYTES = 32;
/** Crockford's alphabet, in upper case as in canonical file numbers. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * Opens the folder of keys: `pseudonym-{n}.key` (the newest is used, the others are still tried) and `lookup-1.key`
 * (never rotated: ids of files and answers to repeated commands are derived with it for ever).
 * With `create`, missing first keys are made: only for a log that is still empty. Throws {@link KeyMissing}.
 */
export async function openKeys(folder: string, options: { readonly create: boolean }): Promise<Keys> {
  if (options.create) {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    if ((await numbersOf(folder, 'pseudonym')).length === 0) await makeKey(folder, 'pseudonym', 1);
    await makeKey(folder, 'lookup', 1);
  }
  const lookup = await readKey(folder, 'lookup', 1);
  const numbers = await numbersOf(folder, 'pseudonym');
  const pseudonym = await Promise.all(numbers.map((number) => readKey(folder, 'pseudonym', number)));
  const newest = pseudonym[0];
  if (newest === undefined) throw new KeyMissing(`no pseudonym-{n}.key in ${folder}`);
  return keysFrom({ lookup, newest, pseudonym });
}

/** Adds the next pseudonym key and returns its number; nodes use it once they are started again. */
export async function addPseudonymKey(folder: string): Promise<number> {
  const [newest = 0] = await numbersOf(folder, 'pseudonym');
  const made = await makeKey(folder, 'pseudonym', newest + 1);
  if (!made) throw new Error(`pseudonym-${newest + 1}.key was made by another process at this moment`);
  return newest + 1;
}

function keysFrom(keys: {
  readonly lookup: Key;
  readonly newest: Key;
  readonly pseudonym: readonly Key[];
}): Keys {
  const { lookup, newest, pseudonym } = keys;
  return {
    pseudonymOf: (niss) => pseudonymUnder(newest, niss),
    candidates: (niss) => pseudonym.map((key) => pseudonymUnder(key, niss)),
    fingerprintOf: (text) => hmac(lookup, 'fingerprint', text).toString('hex'),
    fileNumberOf: (personal) => {
      const digest = hmac(lookup, 'fileNumber', personal);
      return fileNumber(`N${Array.from(digest.subarray(0, 10), (byte) => ALPHABET[byte % 32]).join('')}`);
    },
    commandHash: (content) => hmac(lookup, 'command', content).toString('hex'),
    cursorSeal: (content) => hmac(lookup, 'cursor', content).toString('base64url'),
    fileHasher: () => {
      const running = createHmac('sha256', lookup.secret).update('file\n');
      return {
        update: (bytes) => void running.update(bytes),
        digest: () => `l${lookup.number}-${running.digest('hex')}`,
      };
    },
  };
}

/** A block of the key and what is hashed under it: thousands of commands a second need no buffer each. */
const scratch = Buffer.alloc(4096);

/** The purpose keeps what one key derives for one use from meaning anything in another. */
const hmac = (key: Key, purpose: string, text: string): Buffer => {
  const message = `${purpose}\n${text}`;
  const room = BLOCK_BYTES + 3 * message.length;
  const bytes = room <= scratch.length ? scratch : Buffer.alloc(room);
  key.inner.copy(bytes);
  const inner = hash('sha256', bytes.subarray(0, BLOCK_BYTES + bytes.write(message, BLOCK_BYTES)), 'hex');
  key.outer.copy(bytes);
  return hash('sha256', bytes.subarray(0, BLOCK_BYTES + bytes.write(inner, BLOCK_BYTES, 'hex')), 'buffer');
};

const pseudonymUnder = (key: Key, niss: string): Pseudonym =>
  `p${key.number}:${hmac(key, 'niss', niss).toString('hex', 0, 16)}` as Pseudonym;

type KeyKind = 'pseudonym' | 'lookup';

async function makeKey(folder: string, kind: KeyKind, number: number): Promise<boolean> {
  return createFile(join(folder, `${kind}-${number}.key`), `${randomBytes(BYTES).toString('hex')}\n`);
}

/** Newest first. */
async function numbersOf(folder: string, kind: KeyKind): Promise<readonly number[]> {
  const names = await readdir(folder).catch((error: unknown) => {
    if (isCode(error, 'ENOENT')) throw new KeyMissing(`there is no folder of keys at ${folder}`);
    throw error;
  });
  return names
    .map((name) => new RegExp(`^${kind}-([1-9]\\d{0,5})\\.key$`).exec(name)?.[1])
    .filter((digits) => digits !== undefined)
    .map(Number)
    .sort((a, b) => b - a);
}

async function readKey(folder: string, kind: KeyKind, number: number): Promise<Key> {
  const path = join(folder, `${kind}-${number}.key`);
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (isCode(error, 'ENOENT')) throw new KeyMissing(`${path} is missing`);
    throw error;
  });
  if (!/^[0-9a-f]{64}\n?$/.test(text)) throw new KeyMissing(`${path} does not hold 64 hex digits`);
  const secret = Buffer.from(text.trim(), 'hex');
  return { number, secret, inner: block(secret, 0x36), outer: block(secret, 0x5c) };
}

const BLOCK_BYTES = 64;

const block = (secret: Buffer, pad: number): Buffer =>
  Buffer.from(Uint8Array.from({ length: BLOCK_BYTES }, (_, index) => (secret[index] ?? 0) ^ pad));
