import { parse } from 'csv-parse/sync';
import type { Raw } from './fields.js';
import type { RawLine } from './ndjson.js';
import { malformed } from './problem.js';
import type { Problem } from './problem.js';
import { FIELD_NAMES } from './schemas.js';

/** What the first line of a CSV file says about the others. */
export interface CsvHeader {
  readonly delimiter: ',' | ';';
  readonly columns: readonly string[];
}

/** Reads the first line: names of fields, each once, in any order, separated by commas or semicolons. */
export function readCsvHeader(text: string): { readonly header: CsvHeader } | { readonly problem: Problem } {
  const delimiter = text.includes(';') ? ';' : ',';
  const columns = cellsOf(text, delimiter);
  if (columns === null) return refused('must be a header line of field names');
  const stranger = columns.findIndex((name) => !FIELD_NAMES.includes(name));
  if (stranger >= 0) {
    return { problem: malformed(`unknown[${stranger + 1}]`, 'is not a field of this format') };
  }
  const twice = columns.find((name, index) => columns.indexOf(name) !== index);
  if (twice !== undefined) return { problem: malformed(twice, 'must not be named twice') };
  return { header: { delimiter, columns } };
}

/**
 * Reads a line as one record: no value holds a line break. A last line without line break is refused, since its last
 * value may be cut off and still look whole.
 */
export function readCsvLine(header: CsvHeader, text: string, ended: boolean): RawLine {
  if (!ended) return refused('is not whole: the file ends without a line break');
  const cells = cellsOf(text, header.delimiter);
  if (cells === null) return refused('must have its quotation marks in pairs around whole values');
  if (cells.length !== header.columns.length) {
    return refused(`must have ${header.columns.length} values, as many as the header`);
  }
  const raw: Record<string, unknown> = {};
  for (const [index, name] of header.columns.entries()) {
    const cell = cells[index] ?? '';
    if (cell !== '') raw[name] = name === 'beneficiaries' ? persons(cell) : cell;
  }
  return { raw };
}

const refused = (rule: string): { readonly problem: Problem } => ({ problem: malformed(null, rule) });

/** Without quotation marks a line is what stands between the delimiters; with them it is for the CSV parser. */
function cellsOf(text: string, delimiter: ',' | ';'): readonly string[] | null {
  if (!text.includes('"')) return text.split(delimiter);
  try {
    const [record, ...more] = parse(text, { delimiter, relax_column_count: true });
    return record !== undefined && more.length === 0 ? record : null;
  } catch {
    return null;
  }
}

/** `main:85010112345 child:15010112345`: persons separated by spaces, each with role and number. */
function persons(cell: string): readonly Raw[] {
  return cell.split(' ').map((one) => {
    const colon = one.indexOf(':');
    return { role: one.slice(0, Math.max(colon, 0)), niss: one.slice(colon + 1) };
  });
}
