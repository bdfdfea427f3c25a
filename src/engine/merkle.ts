import { hash } from 'node:crypto';

/**
 * Root of a Merkle tree over texts as RFC 6962 §2.1 has it: leaf = SHA-256(0x00 ‖ text), node = SHA-256(0x01 ‖ left ‖
 * right), an empty tree = SHA-256 of nothing. Takes the texts one by one and holds one hash for each bit of their count.
 */
export class MerkleRoot {
  readonly #full: Subtree[] = [];

  add(text: string): void {
    let entry: Subtree = { size: 1, hash: hash('sha256', `\0${text}`, 'buffer') };
    for (let left = this.#full.at(-1); left?.size === entry.size; left = this.#full.at(-1)) {
      this.#full.pop();
      entry = { size: left.size * 2, hash: nodeOf(left.hash, entry.hash) };
    }
    this.#full.push(entry);
  }

  /** 64 hex digits. */
  root(): string {
    const [last, ...before] = [...this.#full].reverse();
    if (last === undefined) return hash('sha256', '', 'hex');
    return before.reduce((right, left) => nodeOf(left.hash, right), last.hash).toString('hex');
  }
}

/** The hash of one of the texts in the tree, as 64 hex digits. */
export const leafHash = (text: string): string => hash('sha256', `\0${text}`, 'hex');

interface Subtree {
  readonly size: number;
  readonly hash: Buffer;
}

const NODE = Buffer.from([1]);

const nodeOf = (left: Buffer, right: Buffer): Buffer =>
  hash('sha256', Buffer.concat([NODE, left, right]), 'buffer');
