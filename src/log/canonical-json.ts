import { InvalidAppend } from './event-log.js';

/** Levels of objects and arrays within each other, so that no reader meets a text that it cannot walk. */
export const NESTING_MAX = 32;

/**
 * RFC 8785 (JCS) text of a value, for the subset that the log keeps: safe integers and no other numbers, well-formed
 * strings, ASCII keys that are not integer-like, plain objects and arrays without holes. Throws {@link InvalidAppend}.
 * Every event passes through here, so it writes bytes: joining strings took more than twice the time. Values of one
 * `kind`, such as an event type, are expected to look alike.
 */
export const canonicalJson = (value: unknown, kind = ''): string => canonicalText(value, kind).text;

/** The same, with the bytes that the text is in UTF-8: counting them again takes a tenth of the time of writing them. */
export function canonicalText(value: unknown, kind = ''): CanonicalText {
  depth = 0;
  const bytes = write(value, 0, holderOf(kind), 0);
  const text = out.toString('utf8', 0, bytes);
  if (out.length > KEPT_BYTES) keep(Buffer.alloc(KEPT_BYTES));
  return { text, bytes };
}

export interface CanonicalText {
  readonly text: string;
  readonly bytes: number;
}

/**
 * The keys of one kind of object, sorted once. Events of a type are alike, so each slot remembers the shape that its
 * value had last: comparing keys with a guess takes a fraction of the time that collecting and sorting them takes.
 */
interface Shape {
  /** In the order in which the objects hold them. */
  readonly given: readonly string[];
  /** In canonical order, each with the bytes that precede its value. */
  readonly sorted: readonly string[];
  readonly leads: readonly Lead[];
  /** By place in `sorted`: the shape of the last object there, or of the last object in an array there. */
  readonly guesses: (Shape | undefined)[];
}

/** Four bytes at a time, which takes a third of the time of single ones; the last word may reach beyond the end. */
interface Lead {
  readonly words: readonly number[];
  readonly bytes: number;
}

interface ShapeNode {
  readonly next: Map<string, ShapeNode>;
  shape: Shape | undefined;
}

/** All shapes met so far, found by walking their keys in the order given. Bounded, since keys may be data. */
const shapes: ShapeNode = { next: new Map(), shape: undefined };
const SHAPE_NODES_MAX = 20_000;
let shapeNodes = 0;

/** By kind: what holds the values that are not held by anything. Bounded like the shapes. */
const holders = new Map<string, Shape>();
const HOLDERS_MAX = 1_000;

const KEPT_BYTES = 1024 * 1024;
/** Left free behind all that is written with a check of its room: for the brackets that close what is open. */
const ROOM = 2 * NESTING_MAX;
/** Loops take it as a constant of their own, which lets the compiler keep its bounds. */
let out = Buffer.alloc(KEPT_BYTES);
let outWords = wordsOf(out);

/** Keys and indexes that lead to the value being written; read only to name the place of a refusal. */
const path: (string | number)[] = [];
let depth = 0;

const QUOTE = 0x22;
const COMMA = 0x2c;
const BACKSLASH = 0x5c;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const CLOSE = 0x7d;
const FIRST_PLAIN = 0x20;
const LAST_PLAIN = 0x7e;

function holderOf(kind: string): Shape {
  const known = holders.get(kind);
  if (known !== undefined) return known;
  const holder = { given: [], sorted: [], leads: [], guesses: [] };
  if (holders.size < HOLDERS_MAX) holders.set(kind, holder);
  return holder;
}

/** Writes the value at a place in `out` and returns the place after it. The holder's slot says what to expect. */
function write(value: unknown, at: number, holder: Shape, slot: number): number {
  switch (typeof value) {
    case 'string':
      return writeText(value, at);
    case 'number':
      if (!Number.isSafeInteger(value) || Object.is(value, -0)) {
        refuse('a number must be a safe integer, and not -0');
      }
      return value >= 0 && value <= FEW_DIGITS ? writeDigits(value, at) : writeAscii(`${value}`, at);
    case 'boolean':
      return writeAscii(value ? 'true' : 'false', at);
    case 'object':
      if (value === null) return writeAscii('null', at);
      if (depth === NESTING_MAX) refuse(`nested deeper than ${NESTING_MAX} levels`);
      if (Array.isArray(value)) return writeList(value, at, holder, slot);
      return writeFields(value as Fields, at, shapeOf(value, holder, slot));
    default:
      return refuse(`a value must not be ${typeof value}`);
  }
}

type Fields = Readonly<Record<string, unknown>>;

function writeFields(fields: Fields, start: number, shape: Shape): number {
  const { sorted, leads } = shape;
  let at = start;
  if (sorted.length === 0) return writeAscii('{}', at);
  depth += 1;
  for (let index = 0; index < sorted.length; index += 1) {
    const key = sorted[index] as string;
    const { words, bytes } = leads[index] as Lead;
    path[depth] = key;
    if (at + bytes + ROOM > out.length) grow(bytes);
    const into = outWords;
    for (let word = 0; word < words.length; word += 1)
      into.setInt32(at + 4 * word, words[word] as number, true);
    at = write(fields[key], at + bytes, shape, index);
  }
  depth -= 1;
  out[at] = CLOSE;
  return at + 1;
}

function writeList(values: readonly unknown[], start: number, holder: Shape, slot: number): number {
  let at = start;
  if (values.length === 0) return writeAscii('[]', at);
  depth += 1;
  for (let index = 0; index < values.length; index += 1) {
    path[depth] = index;
    if (at + 1 + ROOM > out.length) grow(1);
    out[at] = index === 0 ? OPEN_LIST : COMMA;
    at = write(values[index], at + 1, holder, slot);
  }
  depth -= 1;
  out[at] = CLOSE_LIST;
  return at + 1;
}

/** Text without escapes byte by byte; JSON.stringify escapes exactly as RFC 8785 §3.2.2.2 says. */
function writeText(text: string, start: number): number {
  if (start + text.length + ROOM > out.length) grow(text.length);
  const bytes = out;
  let at = start;
  bytes[at++] = QUOTE;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code < FIRST_PLAIN || code > LAST_PLAIN || code === QUOTE || code === BACKSLASH) {
      return writeEscaped(text, start);
    }
    bytes[at++] = code;
  }
  bytes[at] = QUOTE;
  return at + 1;
}

function writeEscaped(text: string, at: number): number {
  if (!text.isWellFormed()) refuse('a text must have no lone surrogate');
  const quoted = JSON.stringify(text);
  const bytes = Buffer.byteLength(quoted);
  if (at + bytes + ROOM > out.length) grow(bytes);
  return at + out.write(quoted, at);
}

/** Numbers up to this are written without making a string of them. */
const FEW_DIGITS = 999_999_999;

function writeDigits(value: number, start: number): number {
  if (start + 9 + ROOM > out.length) grow(9);
  let digits = 1;
  for (let limit = 10; value >= limit; limit *= 10) digits += 1;
  const bytes = out;
  for (let rest = value | 0, at = start + digits - 1; at >= start; at -= 1) {
    const shorter = (rest / 10) | 0;
    bytes[at] = 48 + rest - shorter * 10;
    rest = shorter;
  }
  return start + digits;
}

function writeAscii(text: string, start: number): number {
  if (start + text.length + ROOM > out.length) grow(text.length);
  const bytes = out;
  for (let index = 0; index < text.length; index += 1) bytes[start + index] = text.charCodeAt(index);
  return start + text.length;
}

function grow(bytes: number): void {
  const larger = Buffer.alloc(out.length * 2 + bytes);
  out.copy(larger);
  keep(larger);
}

function keep(buffer: Buffer<ArrayBuffer>): void {
  out = buffer;
  outWords = wordsOf(buffer);
}

function wordsOf({ buffer, byteOffset, byteLength }: Uint8Array): DataView {
  return new DataView(buffer, byteOffset, byteLength);
}

function shapeOf(value: object, holder: Shape, slot: number): Shape {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) refuse('an object must be plain');
  const guess = holder.guesses[slot];
  if (guess !== undefined && hasShape(value, guess)) return guess;
  const shape = rememberedShape(Object.keys(value));
  holder.guesses[slot] = shape;
  return shape;
}

function hasShape(value: object, { given }: Shape): boolean {
  let index = 0;
  for (const key in value) {
    if (key !== given[index]) return false;
    index += 1;
  }
  return index === given.length;
}

function rememberedShape(keys: readonly string[]): Shape {
  let node = shapes;
  for (const key of keys) {
    let next = node.next.get(key);
    if (next === undefined) {
      if (shapeNodes === SHAPE_NODES_MAX) return sortedShape(keys);
      next = { next: new Map(), shape: undefined };
      node.next.set(key, next);
      shapeNodes += 1;
    }
    node = next;
  }
  node.shape ??= sortedShape(keys);
  return node.shape;
}

/** ASCII keys compare alike by code unit, code point and byte: the order of RFC 8785 §3.2.3. */
function sortedShape(given: readonly string[]): Shape {
  for (const key of given) checkKey(key);
  const sorted = [...given].sort((a, b) => (a < b ? -1 : 1));
  const leads = sorted.map((key, index) => leadOf(`${index === 0 ? '{' : ','}${JSON.stringify(key)}:`));
  return { given, sorted, leads, guesses: [] };
}

function leadOf(text: string): Lead {
  const words = Buffer.alloc(4 * Math.ceil(text.length / 4), text);
  return {
    words: Array.from({ length: words.length / 4 }, (_, index) => words.readInt32LE(4 * index)),
    bytes: text.length,
  };
}

/** Integer-like keys change place in a JavaScript object, and `__proto__` changes the object. */
function checkKey(key: string): void {
  depth += 1;
  path[depth] = key;
  if (!/^[\x20-\x7e]+$/.test(key)) refuse('a key must be printable ASCII');
  if (/^\d+$/.test(key)) refuse('a key must not be a number');
  if (key === '__proto__') refuse('a key must not be __proto__');
  depth -= 1;
}

function refuse(rule: string): never {
  throw new InvalidAppend(depth === 0 ? rule : `${path.slice(1, depth + 1).join('.')}: ${rule}`);
}
