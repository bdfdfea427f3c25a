import { createHash, randomUUID } from 'node:crypto';

/** Name space of every id that this product derives; fixed for ever, since ids are derived again on each retry. */
const NAMESPACE = Buffer.from('6f0c1ad27d5b5e0c9d3e3c5a8f1b7a42', 'hex');

/** UUIDv5 (RFC 9562 §5.5) of the parts, joined so that no two different lists of parts give the same name. */
export function uuidFrom(...parts: readonly (string | number)[]): string {
  const digest = createHash('sha1').update(NAMESPACE).update(JSON.stringify(parts)).digest();
  digest[6] = ((digest[6] ?? 0) & 0x0f) | 0x50;
  digest[8] = ((digest[8] ?? 0) & 0x3f) | 0x80;
  const hex = digest.toString('hex', 0, 16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** A random UUID, for what has no key to derive an id from (a log, a correlation). */
export const uuidRandom = (): string => randomUUID();
