import { hash, randomUUID } from 'node:crypto';

/** Name space of every id that this product derives; fixed for ever, since ids are derived again on each retry. */
const NAMESPACE = Buffer.from('6f0c1ad27d5b5e0c9d3e3c5a8f1b7a42', 'hex');

/** Begins with the name space, so that an id costs one hash and no copy; three ids are derived for every event. */
const scratch = Buffer.concat([NAMESPACE, Buffer.alloc(4096)]);

/** UUIDv5 (RFC 9562 §5.5) of the parts, joined so that no two different lists of parts give the same name. */
export function uuidFrom(...parts: readonly (string | number)[]): string {
  const name = JSON.stringify(parts);
  const bytes = name.length * 3 + NAMESPACE.length <= scratch.length ? scratch : roomFor(name);
  const end = NAMESPACE.length + bytes.write(name, NAMESPACE.length);
  const hex = hash('sha1', bytes.subarray(0, end), 'hex');
  const variant = ((parseInt(hex.charAt(16), 16) & 0x3) | 0x8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** A random UUID, for what has no key to derive an id from (a log, a correlation). */
export const uuidRandom = (): string => randomUUID();

const roomFor = (name: string): Buffer => Buffer.concat([NAMESPACE, Buffer.alloc(name.length * 3)]);
