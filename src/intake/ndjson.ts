import type { Raw } from './fields.js';
import { malformed } from './problem.js';
import type { Problem } from './problem.js';
import { FIELD_NAMES } from './schemas.js';

/** The fields of one line, or what keeps it from being taken apart. */
export type RawLine = { readonly raw: Raw } | { readonly problem: Problem };

/** Reads a line of NDJSON. A last line without line break is whole where its object is. */
export function readJsonLine(text: string, ended: boolean): RawLine {
  if (text.includes('\\')) return refused('must not hold escape sequences: no field needs them');
  const value = parse(text);
  if (value === undefined) {
    return refused(ended ? 'must be JSON' : 'is not whole: the file ends in the middle of this line');
  }
  if (!isRecord(value)) return refused('must be one JSON object');
  const keys = keysHeld(value, 1);
  if (keys === null) return refused('must not be nested deeper than the persons of a form');
  if (keys !== keysNamed(text)) return { problem: malformed(repeatedField(text), 'must not be named twice') };
  return { raw: value };
}

const refused = (rule: string): RawLine => ({ problem: malformed(null, rule) });

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

const isRecord = (value: unknown): value is Raw =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Line, list of persons, person. */
const DEPTH_MAX = 3;

/** How many keys the parsed value has; null where it is too deep. Of equal keys JSON.parse keeps the last and says nothing. */
function keysHeld(value: unknown, depth: number): number | null {
  if (typeof value !== 'object' || value === null) return 0;
  if (depth > DEPTH_MAX) return null;
  const values: readonly unknown[] = Object.values(value);
  let total = Array.isArray(value) ? 0 : values.length;
  for (const one of values) {
    const inner = keysHeld(one, depth + 1);
    if (inner === null) return null;
    total += inner;
  }
  return total;
}

/** How often the text names a key: where there are no escape sequences, a quotation mark before a colon ends a key. */
const keysNamed = (text: string): number => text.match(/"\s*:/g)?.length ?? 0;

function repeatedField(text: string): string | null {
  const names = Array.from(text.matchAll(/"([^"]*)"\s*:/g), (match) => match[1]);
  return FIELD_NAMES.find((field) => names.indexOf(field) !== names.lastIndexOf(field)) ?? null;
}
