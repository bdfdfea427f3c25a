import { readCsvHeader, readCsvLine } from './csv.js';
import type { CsvHeader } from './csv.js';
import { Malformed } from '../domain/rejection.js';
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

/** The format that a file's name declares: `.ndjson`, `.jsonl` or `.csv`. */
export function formatOf(name: string): SubmissionFormat {
  if (/\.(ndjson|jsonl)$/i.test(name)) return 'ndjson';
  if (/\.csv$/i.test(name)) return 'csv';
  throw new Malformed('must end in .ndjson, .jsonl or .csv', 'file');
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
