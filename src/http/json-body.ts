import { Fault } from './fault.js';
import type { FlawRule } from './flaw-rules.js';

/** Levels of objects and lists in a body: more than any description of ours has. */
export const DEPTH_MAX = 32;
/** Members of one object: more than any description of ours has. To check one costs more the more there are. */
export const MEMBERS_MAX = 100;
/** Members and items of a whole body: twice what the largest import of counts has. Each is checked before others are served. */
export const VALUES_MAX = 40_000;

/**
 * Throws a 400 where a text of JSON nests deeper than {@link DEPTH_MAX} or has more than {@link VALUES_MAX} values, where
 * an object has more than {@link MEMBERS_MAX} members, a name twice or one that every object has by itself, and where a
 * text has half a character; looked at before it is parsed.
 */
export function refuseDeep(text: string): void {
  // The names of each object that is open; undefined for a list.
  const open: (Set<string> | undefined)[] = [];
  let names: Set<string> | undefined;
  let values = 0;
  for (let index = 0; index < text.length; index++) {
    const sign = text.charCodeAt(index);
    if (sign === QUOTE) {
      const end = endOfText(text, index);
      const quoted = text.slice(index, end + 1);
      if (names) addName(names, plain(quoted));
      // Only an escape can be half a character: bytes that are none were replaced when the text was read.
      else if (quoted.includes('\\u')) plain(quoted);
      names = undefined;
      index = end;
    } else if (sign === BRACE || sign === BRACKET) {
      names = sign === BRACE ? new Set() : undefined;
      open.push(names);
      values += 1;
      if (open.length > DEPTH_MAX) throw bodyFault('tooDeep');
    } else if (sign === BRACE_END || sign === BRACKET_END) {
      names = undefined;
      open.pop();
    } else if (sign === COMMA) {
      names = open.at(-1);
      values += 1;
    }
    if (values > VALUES_MAX) throw flawed('tooMany', 'body', VALUES_MAX);
  }
}

/** A body that is no JSON, or too deep. */
export const bodyFault = (rule: 'json' | 'tooDeep'): Fault => flawed(rule, 'body', DEPTH_MAX);

/** The place of the quote that ends a text; of the last sign where none does. */
function endOfText(text: string, start: number): number {
  for (let index = start + 1; index < text.length; index++) {
    const sign = text.charCodeAt(index);
    if (sign === BACKSLASH) index += 1;
    else if (sign === QUOTE) return index;
  }
  return text.length - 1;
}

function addName(names: Set<string>, name: string): void {
  if (names.has(name)) throw flawed('twice', name);
  if (name in Object.prototype) throw flawed('unknown', name);
  names.add(name);
  if (names.size > MEMBERS_MAX) throw flawed('tooMany', 'body', MEMBERS_MAX);
}

/** The text that is quoted. Throws a 400 for half a character (`\ud800`), which no log could keep. */
function plain(quoted: string): string {
  const text = unquoted(quoted);
  if (!text.isWellFormed()) throw flawed('unicode', 'body');
  return text;
}

function unquoted(quoted: string): string {
  try {
    return String(JSON.parse(quoted));
  } catch {
    throw bodyFault('json');
  }
}

function flawed(rule: FlawRule, name: string, limit?: number): Fault {
  const kind = rule === 'unknown' ? 'unknownInput' : 'schemaViolation';
  const values = limit === undefined ? {} : { values: { limit } };
  return new Fault('badRequest', { flaws: [{ kind, in: 'body', name, rule, ...values }] });
}

const [QUOTE, COMMA, BACKSLASH, BRACE, BRACE_END, BRACKET, BRACKET_END] = [34, 44, 92, 123, 125, 91, 93];
