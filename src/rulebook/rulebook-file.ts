import { Malformed, atField } from '../domain/rejection.js';
import { checkRow, coverageProblems } from '../domain/rulebook/coverage.js';
import type { Mark, Parameter, RuleStatus } from '../domain/rulebook/events.js';
import { knownScheme, ruleKind } from '../domain/rulebook/rule-kinds.js';
import { day } from '../domain/time.js';
import type { Day } from '../domain/time.js';

/** What is wrong with a line of a rulebook file, and where. */
export interface RulebookProblem {
  /** 1-based; the line of the later row where two rows do not fit together. */
  readonly line: number;
  /** Name of the column, with the name of the value where there is one (`values.cat1Month`). */
  readonly field: string;
  readonly code: 'malformed' | 'schemeUnknown' | 'unknownRule' | 'duplicateRow' | 'ruleGap' | 'ruleOverlap';
  readonly rule: string;
}

/** Rows to import, or everything that is wrong with the file: a file with a problem gives no rows. */
export type RulebookFile =
  | { readonly ok: true; readonly scheme: string; readonly parameters: readonly Parameter[] }
  | { readonly ok: false; readonly problems: readonly RulebookProblem[] };

const COLUMNS = [
  'rule',
  'first day',
  'last day',
  'values',
  'status',
  'mark',
  'may pay from',
  'checked through',
  'legal reference',
  'source',
] as const;

interface Line {
  readonly number: number;
  readonly text: string;
}

interface Row {
  readonly line: number;
  readonly parameter: Parameter;
}

/**
 * Reads a rulebook file of format 1 (described in the head of `ris.txt` and in `docs/rulebook.md`). Every line is read,
 * so that all problems are named at once.
 */
export function parseRulebookFile(text: string): RulebookFile {
  const problems: RulebookProblem[] = [];
  const lines = text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .map((line, index) => ({ number: index + 1, text: line.replace(/\r$/, '').trim() }))
    .filter((line) => line.text !== '' && !line.text.startsWith('#'));
  for (const { number } of lines.filter((line) => line.text.includes('\uFFFD'))) {
    problems.push({ line: number, field: 'row', code: 'malformed', rule: 'holds what is no UTF-8 text' });
  }
  const { scheme, addition } = headOf(lines[0], problems);
  const names = namesOf(lines, problems);
  const rows = lines.slice(1).filter((line) => !line.text.startsWith('@'));
  const read = rows.flatMap((line) => rowOf(line, { scheme, names, problems }));
  const lineOf = new Map(read.map((row) => [row.parameter, row.line]));
  for (const { code, row, ruleId, from, to } of coverageProblems(read.map((one) => one.parameter))) {
    if (addition && code === 'ruleGap') continue;
    const rule = `${WRONG[code]} of ${ruleId}: ${from ?? 'ever'} to ${to ?? 'ever'}`;
    problems.push({ line: lineOf.get(row) ?? 0, field: 'first day', code, rule });
  }
  if (problems.length === 0) return { ok: true, scheme, parameters: read.map((row) => row.parameter) };
  return { ok: false, problems: problems.toSorted((a, b) => a.line - b.line) };
}

const WRONG = {
  ruleGap: 'no row for days',
  ruleOverlap: 'two rows for days',
  duplicateRow: 'two rows with one first day',
} as const;

interface Head {
  readonly scheme: string;
  /** The file adds rows to a rulebook: days between its rows are left to those that the log has. */
  readonly addition: boolean;
}

function headOf(line: Line | undefined, problems: RulebookProblem[]): Head {
  const [, scheme, addition] = /^scheme ([A-Z0-9_]+) format 1( addition)?$/.exec(line?.text ?? '') ?? [];
  if (scheme === undefined) {
    const rule = 'the first line must read: scheme RIS format 1';
    problems.push({ line: line?.number ?? 1, field: 'scheme', code: 'malformed', rule });
  } else if (!knownScheme(scheme)) {
    problems.push({
      line: line?.number ?? 1,
      field: 'scheme',
      code: 'schemeUnknown',
      rule: 'no such scheme',
    });
  }
  return { scheme: scheme ?? '', addition: addition !== undefined };
}

/** Texts that rows refer to as `@name`. */
function namesOf(lines: readonly Line[], problems: RulebookProblem[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const line of lines.filter((one) => one.text.startsWith('@'))) {
    const [, name, text] = /^(@[a-z0-9-]+) = (.+)$/.exec(line.text) ?? [];
    if (name === undefined || text === undefined || names.has(name)) {
      const rule = name === undefined ? 'must read: @name = text' : `${name} is named twice`;
      problems.push({ line: line.number, field: 'name', code: 'malformed', rule });
    } else {
      names.set(name, text);
    }
  }
  return names;
}

interface Reading {
  readonly scheme: string;
  readonly names: ReadonlyMap<string, string>;
  readonly problems: RulebookProblem[];
}

function rowOf(line: Line, { scheme, names, problems }: Reading): readonly Row[] {
  const cells = line.text.split('|').map((cell) => cell.trim());
  try {
    if (cells.length !== COLUMNS.length) {
      throw new Malformed(`a row has ${COLUMNS.length} columns, this one has ${cells.length}`, 'row');
    }
    const parameter = parameterOf(cells, names);
    if (knownScheme(scheme) && !ruleKind(scheme, parameter.ruleId)) {
      const rule = `no rule ${parameter.ruleId} is known here`;
      problems.push({ line: line.number, field: 'rule', code: 'unknownRule', rule });
      return [];
    }
    if (knownScheme(scheme)) checkRow(scheme, parameter);
    return [{ line: line.number, parameter }];
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    const field = error.field === 'validTo' ? 'last day' : error.field;
    problems.push({ line: line.number, field, code: 'malformed', rule: error.rule });
    return [];
  }
}

function parameterOf(cells: readonly string[], names: ReadonlyMap<string, string>): Parameter {
  const cell = (column: (typeof COLUMNS)[number]): string => cells[COLUMNS.indexOf(column)] ?? '';
  const at = <T>(column: (typeof COLUMNS)[number], read: (text: string) => T): T =>
    atField(column, () => read(cell(column)));
  return {
    ruleId: at('rule', filled),
    validFrom: at('first day', dayOrNone),
    validTo: at('last day', dayOrNone),
    values: at('values', valuesOf),
    legalReference: at('legal reference', (text) => textOf(text, names)),
    status: at('status', (text) => oneOf(STATUSES, text)),
    mark: at('mark', (text) => oneOf(MARKS, text)),
    mayPayFrom: at('may pay from', dayOrNone),
    lastCheckedOn: at('checked through', day),
    source: at('source', (text) => textOf(text, names)),
  };
}

const STATUSES: readonly RuleStatus[] = [
  'announced',
  'adopted',
  'published',
  'lapsed',
  'suspended',
  'annulled',
];
const MARKS: readonly Mark[] = ['C', 'U', 'N'];

const dayOrNone = (text: string): Day | null => (text === '-' ? null : day(text));

function filled(text: string): string {
  if (text === '' || text === '-') throw new Malformed('must not be empty');
  return text;
}

function oneOf<T extends string>(choices: readonly T[], text: string): T {
  const found = choices.find((choice) => choice === text);
  if (found === undefined) throw new Malformed(`must be one of ${choices.join(', ')}`);
  return found;
}

function textOf(text: string, names: ReadonlyMap<string, string>): string {
  const named = text.startsWith('@') ? names.get(text) : filled(text);
  if (named === undefined) throw new Malformed(`${text} is not named in this file`);
  return named;
}

function valuesOf(text: string): Readonly<Record<string, string>> {
  if (text === '-') return {};
  const values = new Map<string, string>();
  for (const pair of filled(text).split(/\s+/)) {
    const [, name, value] = /^([A-Za-z][A-Za-z0-9]*)=(\S+)$/.exec(pair) ?? [];
    if (name === undefined || value === undefined)
      throw new Malformed('must read name=value, apart by spaces');
    if (values.has(name)) throw new Malformed('stands twice', name);
    values.set(name, value);
  }
  return Object.fromEntries(values);
}
