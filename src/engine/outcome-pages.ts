import { hash } from 'node:crypto';
import type { EvidencePart, EvidenceStore } from '../evidence/evidence-store.js';
import type { LineOutcome } from './outcome-list.js';

/** What is read for a page: some hundred lines, a few more than the largest page has. */
const PART_BYTES = 16 * 1024;
/** Parts of all lists that are remembered, of some 200 bytes each: 13 MB of memory for 1 GB of lists. */
const PARTS_MAX = 65_536;
const LINE_END = 0x0a;

/** Whole lines of a list. */
interface Part extends EvidencePart {
  /** Number of the first of them. */
  readonly line: number;
}

/**
 * Outcome lists from any line on, at the cost of the lines that are taken. The id of a list is a hash of the whole, which
 * says nothing of a part: so a list is read to its end once, and where its parts begin and the digest of each are
 * remembered. No outcome is: what was erased is gone from here too.
 */
export class OutcomePages {
  /** The last used at the end. */
  private readonly known = new Map<string, readonly Part[]>();
  /** Lists that are being read to their end; whoever asks meanwhile waits for the same reading. */
  private readonly coming = new Map<string, Promise<readonly Part[]>>();
  private size = 0;

  constructor(
    private readonly evidence: EvidenceStore,
    private readonly partsMax = PARTS_MAX,
  ) {}

  /**
   * The outcomes from a line on, and some of those before it. Throws `EvidenceMissing`, and `EvidenceDamaged` before it
   * answers any line that is not as it was written.
   */
  async *from(list: string, line: number): AsyncGenerator<LineOutcome> {
    const parts = await this.partsOf(list);
    const first = parts.findLastIndex((part) => part.line <= line);
    for (const part of parts.slice(Math.max(first, 0))) {
      const bytes = await this.evidence.readPart(list, part);
      // Written by `outcomeWriter`, and held to its digest.
      for (const text of linesOf(bytes)) yield JSON.parse(text) as LineOutcome;
    }
  }

  private partsOf(list: string): Promise<readonly Part[]> | readonly Part[] {
    const known = this.known.get(list);
    if (known === undefined) return this.coming.get(list) ?? this.readOnce(list);
    this.known.delete(list);
    this.known.set(list, known);
    return known;
  }

  private readOnce(list: string): Promise<readonly Part[]> {
    const coming = partsIn(this.evidence, list)
      .then((parts) => this.keep(list, parts))
      .finally(() => this.coming.delete(list));
    this.coming.set(list, coming);
    return coming;
  }

  private keep(list: string, parts: readonly Part[]): readonly Part[] {
    this.known.set(list, parts);
    this.size += parts.length;
    for (const [oldest, { length }] of this.known) {
      if (this.size <= this.partsMax) break;
      this.known.delete(oldest);
      this.size -= length;
    }
    return parts;
  }
}

const linesOf = (bytes: Uint8Array): readonly string[] =>
  new TextDecoder().decode(bytes).trimEnd().split('\n');

/** Reads a list to its end, where its bytes are known to be those of its id, and says where it can be entered. */
async function partsIn(evidence: EvidenceStore, list: string): Promise<readonly Part[]> {
  const found: (EvidencePart & { readonly text: string })[] = [];
  let start = 0;
  const add = (bytes: Uint8Array): void => {
    const text = Buffer.from(bytes.subarray(0, bytes.indexOf(LINE_END))).toString();
    found.push({ start, bytes: bytes.length, sha256: hash('sha256', bytes, 'hex'), text });
    start += bytes.length;
  };
  let rest = Buffer.alloc(0);
  for await (const piece of evidence.read(list)) {
    rest = Buffer.concat([rest, piece]);
    let from = 0;
    for (;;) {
      const end = rest.indexOf(LINE_END, from + PART_BYTES - 1);
      if (end < 0) break;
      add(rest.subarray(from, end + 1));
      from = end + 1;
    }
    rest = rest.subarray(from);
  }
  if (rest.length > 0) add(rest);
  return found.map(({ text, ...part }) => ({ ...part, line: (JSON.parse(text) as LineOutcome).line }));
}
