import { createHash } from 'node:crypto';

/**
 * Root of a Merkle tree over texts as RFC 6962 §2.1 has it: leaf = SHA-256(0x00 ‖ text), node = SHA-256(0x01 ‖ left ‖
 * right), an empty tree = SHA-256 of nothing. Takes the texts one by one and holds one hash for each bit of their count.
 */
export class MerkleRoot {
  readonly #full: { readonly size: number; readonly hash: Buffer }[] = [];

  add(text: string): void {
    let entry = { size: 1, hash: sha256(LEAF, Buffer.from(text, 'utf8')) };
    for (let left = this.#full.at(-1); left?.size === entry.size; left = this.#full.at(-1)) {
      this.#full.pop();
      entry = { size: left.size * 2, hash: sha256(NODE, left.hash, entry.hash) };
    }
    this.#full.push(entry);
  }

  /** 64 hex digits. */
  root(): string {
    const [last, ...before] = [...this.#full].reverse();
    if (last === undefined) return sha256().toString('hex');
    return before.reduce((right, left) => sha256(NODE, left.hash, right), last.hash).toString('hex');
  }
}

const LEAF = Buffer.from([0]);
const NODE = Buffer.from([1]);

function sha256(...parts: readonly Buffer[]): Buffer {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
}
