import { readCsvHeader, readCsvLine } from './csv.js';
import type { CsvHeader } from './csv.js';
import type { Form } from './form.js';
import { LINE_BYTES_MAX, linesOf } from './lines.js';
import type { Line, LineFault } from './lines.js';
import { readJsonLine } from './ndjson.js';
import type { RawLine } from './ndjson.js';
import type { NissKeys } from './niss.js';
import { formParser } from './parse-form.js';
import type { FormParser } from './parse-form.js';
import { malformed } from './problem.js';
import type { Problem } from './problem.js';

export type SubmissionFormat = 'ndjson' | 'csv';

/** A line of a submission: a form, or why it is none. Lines are those of the file, from 1. */
export type FormLine =
  | { readonly line: number; readonly form: Form }
  | { readonly line: number; readonly formReference: string | null; readonly problems: readonly Problem[] };

/**
 * What a submission is written in, told by its first sign, so that the same bytes are always read alike: an object (or
 * a list, which is then refused line by line) is NDJSON, all else is CSV. The source goes on from its first byte.
 */
export async function withFormat(
  source: AsyncIterable<Uint8Array>,
): Promise<{ readonly format: SubmissionFormat; readonly source: AsyncIterable<Uint8Array> }> {
  const pieces = source[Symbol.asyncIterator]();
  const held: Uint8Array[] = [];
  let first: number | undefined;
  for (let size = 0; first === undefined && size < LINE_BYTES_MAX;) {
    const piece = await pieces.next();
    if (piece.done === true) break;
    held.push(piece.value);
    size += piece.value.length;
    first = piece.value.find((byte) => !BLANKS.has(byte));
  }
  const format = first === BRACE || first === BRACKET ? 'ndjson' : 'csv';
  return { format, source: rejoined(held, pieces) };
}

const [BRACE, BRACKET] = [0x7b, 0x5b];
/** Line breaks, tabs and spaces, and the three bytes of the mark that spreadsheets put before UTF-8. */
const BLANKS = new Set([0x0a, 0x0d, 0x09, 0x20, 0xef, 0xbb, 0xbf]);

async function* rejoined(
  held: readonly Uint8Array[],
  rest: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  try {
    yield* held;
    for (let piece = await rest.next(); piece.done !== true; piece = await rest.next()) yield piece.value;
  } finally {
    // Closes the file also where the reader stops before its end.
    await rest.return?.();
  }
}

/**
 * Reads a submission line by line, in groups as its bytes arrive, in memory that does not grow with the file.
 * Never throws for what the file holds: a line, or a file, that cannot be read is a named problem of a line.
 */
export async function* readForms(
  source: AsyncIterable<Uint8Array>,
  format: SubmissionFormat,
  keys: NissKeys,
): AsyncGenerator<readonly FormLine[]> {
  const parser = formParser(keys);
  let header: CsvHeader | null = null;
  let seen = false;
  for await (const lines of linesOf(source)) {
    const rest = [...lines];
    if (format === 'csv' && header === null) {
      seen = true;
      const first = readHeader(rest.shift());
      if ('problems' in first) {
        yield [first];
        return;
      }
      header = first.header;
    }
    const forms = rest.map((line) => formLine(line, parser, header));
    seen ||= forms.length > 0;
    if (forms.length > 0) yield forms;
  }
  if (!seen) yield [refused(1, malformed(null, 'must hold at least one line'))];
}

function formLine(line: Line, parser: FormParser, header: CsvHeader | null): FormLine {
  if ('fault' in line) return refused(line.line, malformed(null, FAULTS[line.fault]));
  const read: RawLine =
    header === null ? readJsonLine(line.text, line.ended) : readCsvLine(header, line.text, line.ended);
  if ('problem' in read) return refused(line.line, read.problem);
  const parsed = parser(read.raw);
  return { line: line.line, ...parsed };
}

/** A header that cannot be read refuses the file: nothing says what the values are. */
function readHeader(
  line: Line | undefined,
): { readonly header: CsvHeader } | Extract<FormLine, { problems: unknown }> {
  if (line === undefined) throw new Error('a group of lines is never empty');
  if ('fault' in line) return refused(line.line, malformed(null, FAULTS[line.fault]));
  const read = readCsvHeader(line.text);
  return 'problem' in read ? refused(line.line, read.problem) : read;
}

const refused = (line: number, problem: Problem): Extract<FormLine, { problems: unknown }> => ({
  line,
  formReference: null,
  problems: [problem],
});

const FAULTS: Readonly<Record<LineFault, string>> = {
  tooLong: `must not be longer than ${LINE_BYTES_MAX} bytes`,
  notUtf8: 'must be UTF-8',
  fileIsUtf16: 'the file is UTF-16; it must be UTF-8',
  fileIsCompressed: 'the file is compressed; it must be plain text',
};
