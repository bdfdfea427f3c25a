import { stringify } from 'csv-stringify/sync';
import { SingleBar } from 'cli-progress';
import { inEuro } from './euro.js';

/** How an answer leaves: a table for people, JSON for programs (amounts in cents), CSV for spreadsheets (amounts in euros). */
export type Format = 'table' | 'json' | 'csv';

export type Cell = string | number | boolean | null | undefined;
export type Row = Readonly<Record<string, Cell>>;

/** Writes to standard output; progress and remarks go to standard error, so that a pipe stays clean. */
export interface Output {
  readonly format: Format;
  /** Rows of one shape. An empty list is an empty table, not an error. */
  rows(rows: readonly object[], columns: readonly string[]): void;
  /** One record; nested parts are shown by the command itself in `table` format. */
  record(value: object): void;
  /** Text for people only; nothing in the other formats. */
  text(line?: string): void;
  progress(label: string, total: number): Progress;
}

export interface Progress {
  at(done: number): void;
  end(): void;
}

export function outputTo(format: Format, out: NodeJS.WritableStream = process.stdout): Output {
  const write = (text: string): void => {
    out.write(`${text}\n`);
  };
  return {
    format,
    rows(rows, columns) {
      const flat = rows.map((row) => flatten(inEuro(row)));
      if (format === 'json') write(JSON.stringify(rows));
      else if (format === 'csv') write(csv(flat, columns));
      else for (const line of table(flat, columns)) write(line);
    },
    record(value) {
      if (format === 'json') write(JSON.stringify(value));
      else if (format === 'csv') write(csv([flatten(inEuro(value))], Object.keys(value)));
      else for (const line of fields(flatten(inEuro(value)))) write(line);
    },
    text(line = '') {
      if (format === 'table') write(line);
    },
    progress,
  };
}

/** A bar on standard error where that is a terminal, nothing elsewhere. */
function progress(label: string, total: number): Progress {
  if (!process.stderr.isTTY) return { at: () => undefined, end: () => undefined };
  const bar = new SingleBar({
    format: `${label} {bar} {value}/{total} · {duration_formatted}`,
    hideCursor: true,
  });
  bar.start(total, 0);
  return { at: (done) => bar.update(done), end: () => bar.stop() };
}

function flatten(value: object): Row {
  return Object.fromEntries(
    Object.entries(value).map(([name, cell]) => [name, isCell(cell) ? cell : JSON.stringify(cell)]),
  );
}

const isCell = (value: unknown): value is Cell => value === null || typeof value !== 'object';

/** A cell that a spreadsheet would take for a formula is quoted with an apostrophe. */
function csv(rows: readonly Row[], columns: readonly string[]): string {
  const safe = rows.map((row) => columns.map((name) => guarded(row[name])));
  return stringify([columns, ...safe], { record_delimiter: '\n' }).trimEnd();
}

const guarded = (cell: Cell): Cell =>
  typeof cell === 'string' && /^[=+@\t\r]|^-(?![\d.]+$)/.test(cell) ? `'${cell}` : cell;

function table(rows: readonly Row[], columns: readonly string[]): readonly string[] {
  const cells = rows.map((row) => columns.map((name) => textOf(row[name])));
  const widths = columns.map((name, index) =>
    Math.max(name.length, ...cells.map((row) => (row[index] ?? '').length)),
  );
  const right = columns.map((name) => rows.length > 0 && rows.every((row) => isFigure(row[name])));
  const line = (row: readonly string[]): string =>
    row
      .map((text, index) =>
        right[index] ? text.padStart(widths[index] ?? 0) : text.padEnd(widths[index] ?? 0),
      )
      .join('  ')
      .trimEnd();
  return [line(columns), line(widths.map((width) => '-'.repeat(width))), ...cells.map(line)];
}

const textOf = (cell: Cell): string => (cell === null || cell === undefined ? '' : String(cell));
const isFigure = (cell: Cell): boolean => /^-?[\d.]*%?$/.test(textOf(cell));

function fields(row: Row): readonly string[] {
  const width = Math.max(0, ...Object.keys(row).map((name) => name.length));
  return Object.entries(row).map(([name, cell]) => `${name.padEnd(width)}  ${textOf(cell)}`);
}
