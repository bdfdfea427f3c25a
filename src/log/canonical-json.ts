import { InvalidAppend } from './event-log.js';

/** Levels of objects and arrays within each other, so that no reader meets a text that it cannot walk. */
export const NESTING_MAX = 32;

/**
 * RFC 8785 (JCS) text of a value, for the subset that the log keeps: safe integers and no other numbers, well-formed
 * strings, ASCII keys that are not integer-like, plain objects and arrays without holes. Throws {@link InvalidAppend}.
 */
export function canonicalJson(value: unknown): string {
  return write(value, 0);
}

/** The keys of one shape of object: in canonical order, each with the text that precedes its value. */
interface Shape {
  readonly keys: readonly string[];
  readonly leads: readonly string[];
}

interface ShapeNode {
  readonly next: Map<string, ShapeNode>;
  shape: Shape | undefined;
}

/** Shapes already sorted, found by walking their keys in the order the object has them. Bounded: see `SHAPE_NODES_MAX`. */
const shapes: ShapeNode = { next: new Map(), shape: undefined };
const SHAPE_NODES_MAX = 20_000;
let shapeNodes = 0;

/** Keys and indexes that lead to the value being written; read only to name the place of a refusal. */
const path: (string | number)[] = [];

const PLAIN_TEXT = /^[\x20\x21\x23-\x5b\x5d-\x7e]*$/;

function write(value: unknown, depth: number): string {
  switch (typeof value) {
    case 'string':
      return PLAIN_TEXT.test(value) ? `"${value}"` : quote(value, depth);
    case 'number':
      if (!Number.isSafeInteger(value) || Object.is(value, -0))
        refuse('a number must be a safe integer, and not -0', depth);
      return `${value}`;
    case 'boolean':
      return value ? 'true' : 'false';
    case 'object':
      if (value === null) return 'null';
      if (depth === NESTING_MAX) refuse(`nested deeper than ${NESTING_MAX} levels`, depth);
      return Array.isArray(value) ? writeArray(value, depth) : writeObject(value, depth);
    default:
      return refuse(`a value must not be ${typeof value}`, depth);
  }
}

function writeArray(values: readonly unknown[], depth: number): string {
  if (values.length === 0) return '[]';
  let text = '[';
  for (let index = 0; index < values.length; index += 1) {
    path[depth] = index;
    text += index === 0 ? write(values[index], depth + 1) : `,${write(values[index], depth + 1)}`;
  }
  return `${text}]`;
}

function writeObject(value: object, depth: number): string {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) refuse('an object must be plain', depth);
  const { keys, leads } = shapeOf(Object.keys(value), depth);
  if (keys.length === 0) return '{}';
  const fields = value as Readonly<Record<string, unknown>>;
  let text = '';
  for (let index = 0; index < keys.length; index += 1) {
    const key = keys[index] as string;
    path[depth] = key;
    text += (leads[index] as string) + write(fields[key], depth + 1);
  }
  return `${text}}`;
}

function shapeOf(keys: readonly string[], depth: number): Shape {
  let node = shapes;
  for (const key of keys) {
    const next = node.next.get(key);
    if (next === undefined) return rememberedShape(keys, depth);
    node = next;
  }
  return node.shape ?? rememberedShape(keys, depth);
}

function rememberedShape(keys: readonly string[], depth: number): Shape {
  const shape = sortedShape(keys, depth);
  if (shapeNodes + keys.length > SHAPE_NODES_MAX) return shape;
  let node = shapes;
  for (const key of keys) {
    let next = node.next.get(key);
    if (next === undefined) {
      next = { next: new Map(), shape: undefined };
      node.next.set(key, next);
      shapeNodes += 1;
    }
    node = next;
  }
  node.shape = shape;
  return shape;
}

/** ASCII keys compare alike by code unit, code point and byte: the order of RFC 8785 §3.2.3. */
function sortedShape(unsorted: readonly string[], depth: number): Shape {
  for (const key of unsorted) checkKey(key, depth);
  const keys = [...unsorted].sort((a, b) => (a < b ? -1 : 1));
  return { keys, leads: keys.map((key, index) => `${index === 0 ? '{' : ','}${JSON.stringify(key)}:`) };
}

/** Integer-like keys change place in a JavaScript object, and `__proto__` changes the object. */
function checkKey(key: string, depth: number): void {
  path[depth] = key;
  if (!/^[\x20-\x7e]+$/.test(key)) refuse('a key must be printable ASCII', depth + 1);
  if (/^\d+$/.test(key)) refuse('a key must not be a number', depth + 1);
  if (key === '__proto__') refuse('a key must not be __proto__', depth + 1);
}

/** What needs an escape, or is not ASCII. JSON.stringify escapes exactly as RFC 8785 §3.2.2.2 does. */
function quote(text: string, depth: number): string {
  if (!text.isWellFormed()) refuse('a text must have no lone surrogate', depth);
  return JSON.stringify(text);
}

function refuse(rule: string, depth: number): never {
  throw new InvalidAppend(depth === 0 ? rule : `${path.slice(0, depth).join('.')}: ${rule}`);
}
