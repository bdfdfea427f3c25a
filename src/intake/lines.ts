import { isUtf8 } from 'node:buffer';

/** What keeps a line, or the whole file, from being read. */
export type LineFault = 'tooLong' | 'notUtf8' | 'fileIsUtf16' | 'fileIsCompressed';

/** A physical line of a file, from 1. Empty lines are counted and not given. */
export type Line =
  | {
      readonly line: number;
      readonly text: string;
      /** False for a last line without its line break: it may be half-written. */
      readonly ended: boolean;
    }
  | { readonly line: number; readonly fault: LineFault };

/** No form comes near it; what is longer is skipped without being kept. */
export const LINE_BYTES_MAX = 16_384;

const LINE_FEED = 10;

/**
 * Splits a stream of bytes into lines, in groups as they arrive (none of them empty), in memory that does not grow with the file.
 * A byte order mark of UTF-8 is passed over; a file in UTF-16 or compressed gives one fault and ends.
 */
export async function* linesOf(source: AsyncIterable<Uint8Array>): AsyncGenerator<readonly Line[]> {
  let rest: Buffer = Buffer.alloc(0);
  let number = 0;
  let skipping = false;
  for await (const data of fromFirstBytes(source)) {
    if ('fault' in data) {
      yield [{ line: 1, fault: data.fault }];
      return;
    }
    const lines: Line[] = [];
    let bytes = rest.length === 0 ? data.bytes : Buffer.concat([rest, data.bytes]);
    rest = Buffer.alloc(0);
    if (skipping) {
      const end = bytes.indexOf(LINE_FEED);
      bytes = end < 0 ? rest : bytes.subarray(end + 1);
      skipping = end < 0;
    }
    const end = bytes.lastIndexOf(LINE_FEED);
    if (end >= 0) number = splitBlock(bytes.subarray(0, end), number, lines);
    rest = bytes.subarray(end + 1);
    if (rest.length > LINE_BYTES_MAX) {
      lines.push({ line: (number += 1), fault: 'tooLong' });
      rest = Buffer.alloc(0);
      skipping = true;
    }
    if (lines.length > 0) yield lines;
  }
  const last = rest.length > 0 ? lineOf(rest, number + 1, false) : null;
  if (last !== null) yield [last];
}

type Bytes = { readonly bytes: Buffer } | { readonly fault: LineFault };

/** Looks at the first bytes, which say what kind of file it is, and passes everything on. */
async function* fromFirstBytes(source: AsyncIterable<Uint8Array>): AsyncGenerator<Bytes> {
  let first: Buffer | null = Buffer.alloc(0);
  for await (const piece of source) {
    const bytes = Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
    if (first === null) {
      yield { bytes };
      continue;
    }
    first = Buffer.concat([first, bytes]);
    if (first.length < 4) continue;
    const fault = faultOf(first);
    yield fault === null ? { bytes: withoutMark(first) } : { fault };
    if (fault !== null) return;
    first = null;
  }
  if (first === null || first.length === 0) return;
  const fault = faultOf(first);
  yield fault === null ? { bytes: withoutMark(first) } : { fault };
}

function faultOf(first: Buffer): LineFault | null {
  const [a, b, c, d] = first;
  if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff)) return 'fileIsUtf16';
  if (a === 0 || b === 0) return 'fileIsUtf16';
  if (a === 0x1f && b === 0x8b) return 'fileIsCompressed';
  return a === 0x50 && b === 0x4b && c === 0x03 && d === 0x04 ? 'fileIsCompressed' : null;
}

const withoutMark = (first: Buffer): Buffer =>
  first[0] === 0xef && first[1] === 0xbb && first[2] === 0xbf ? first.subarray(3) : first;

/** Appends the lines of a block without its last line break; answers the number of the last one. */
function splitBlock(block: Buffer, before: number, lines: Line[]): number {
  let number = before;
  if (isUtf8(block)) {
    for (const text of block.toString('utf8').split('\n')) {
      const line = checked(text, (number += 1), true);
      if (line !== null) lines.push(line);
    }
    return number;
  }
  for (let start = 0; start <= block.length;) {
    const found = block.indexOf(LINE_FEED, start);
    const end = found < 0 ? block.length : found;
    const line = lineOf(block.subarray(start, end), (number += 1), true);
    if (line !== null) lines.push(line);
    start = end + 1;
  }
  return number;
}

function lineOf(bytes: Buffer, line: number, ended: boolean): Line | null {
  if (bytes.length > LINE_BYTES_MAX) return { line, fault: 'tooLong' };
  return isUtf8(bytes) ? checked(bytes.toString('utf8'), line, ended) : { line, fault: 'notUtf8' };
}

/** Lengths are in bytes of UTF-8, so that the verdict does not depend on where the stream was cut into pieces. */
function checked(text: string, line: number, ended: boolean): Line | null {
  if (text.length * 3 > LINE_BYTES_MAX && Buffer.byteLength(text) > LINE_BYTES_MAX) {
    return { line, fault: 'tooLong' };
  }
  const content = text.endsWith('\r') ? text.slice(0, -1) : text;
  return content === '' ? null : { line, text: content, ended };
}
