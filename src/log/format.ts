import { hash, randomFillSync } from 'node:crypto';
import { canonicalJson, canonicalText } from './canonical-json.js';
import type { CanonicalText } from './canonical-json.js';
import { InvalidAppend } from './event-log.js';
import type { EventRecord, LoggedEvent } from './event-log.js';

/** Bytes of one event at most, in both logs (`sizeOf`). */
export const EVENT_BYTES_MAX = 512 * 1024;
/** Bytes of one append at most, in both logs: below what every server version accepts. */
export const APPEND_BYTES_MAX = 1024 * 1024;

/**
 * RFC 8785 text of a value (ADR 0002). Refuses with {@link InvalidAppend}, naming the place: numbers that are not safe
 * integers, undefined, BigInt, dates and other classes, lone surrogates, keys that are not ASCII or look like integers.
 */
export const canonical = (value: unknown): string => canonicalJson(value);

/** Refuses a text that is not the canonical JSON of an object; `what` names it in the error. */
export function assertCanonical(text: string, what: string): void {
  let again: string;
  try {
    again = canonicalJson(JSON.parse(text));
  } catch (error) {
    if (error instanceof InvalidAppend) throw new InvalidAppend(`${what}: ${error.message}`);
    throw new InvalidAppend(`${what}: must be JSON`);
  }
  if (again !== text) throw new InvalidAppend(`${what}: must be in canonical form (RFC 8785)`);
  if (!text.startsWith('{')) throw new InvalidAppend(`${what}: must be an object`);
}

export interface EventContent {
  readonly id: string;
  readonly type: string;
  readonly data: object;
  /** Without its salt. */
  readonly meta: object;
  /** 32 hex digits; a new one where none is given. Only an import brings its own. */
  readonly salt?: string;
}

/** The record of an event, checked. An adapter sees that it was made here and does not check its text again. */
export function eventRecord(content: EventContent): EventRecord {
  const record = new CheckedRecord(content);
  checkNames(record);
  if (record.data[0] !== '{' || record.meta[0] !== '{')
    throw new InvalidAppend('data and meta must be objects');
  if ('salt' in content.meta) throw new InvalidAppend('meta: must be without its salt');
  return record;
}

/** Refuses a record whose names or text break the format. Its size is a matter of the append. */
export function checkRecord(record: EventRecord): void {
  if (CheckedRecord.made(record)) return;
  checkNames(record);
  assertCanonical(record.data, 'data');
  assertCanonical(record.meta, 'meta');
  if ('salt' in parseObject(record.meta)) throw new InvalidAppend('meta: must be without its salt');
}

/** Bytes of an event as a server counts them: data, meta with its salt, and two for each letter of its type. */
export function sizeOf(record: EventRecord): number {
  return CheckedRecord.bytesOf(record) + SALT_FIELD_BYTES + 2 * record.type.length;
}

/** A record that the format's own code made from values: the private field cannot be forged or copied by a spread. */
class CheckedRecord implements EventRecord {
  /** Of data and meta. */
  readonly #bytes: number;
  readonly id: string;
  readonly type: string;
  readonly data: string;
  readonly meta: string;
  readonly salt: string;

  constructor(content: EventContent) {
    this.id = content.id;
    this.type = content.type;
    const data = within('data', content.data, content.type);
    const meta = within('meta', content.meta, 'meta');
    this.data = data.text;
    this.meta = meta.text;
    this.#bytes = data.bytes + meta.bytes;
    this.salt = content.salt ?? newSalt();
  }

  static made(record: EventRecord): boolean {
    return #bytes in record;
  }

  static bytesOf(record: EventRecord): number {
    return #bytes in record ? record.#bytes : Buffer.byteLength(record.data) + Buffer.byteLength(record.meta);
  }
}

function within(what: string, value: object, kind: string): CanonicalText {
  try {
    return canonicalText(value, kind);
  } catch (error) {
    if (error instanceof InvalidAppend) throw new InvalidAppend(`${what}.${error.message}`);
    throw error;
  }
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const STORED_TYPE = /^[A-Z][A-Za-z0-9]{0,99}\.v[1-9][0-9]{0,3}$/;
const SALT = /^[0-9a-f]{32}$/;
const SALT_FIELD_BYTES = ',"salt":""'.length + 32;

function checkNames(record: EventRecord): void {
  if (!UUID.test(record.id)) throw new InvalidAppend('id: must be a UUID in lower case');
  if (!STORED_TYPE.test(record.type))
    throw new InvalidAppend('type: must be a name with its version, such as LogOpened.v1');
  if (!SALT.test(record.salt)) throw new InvalidAppend('salt: must be 32 hex digits');
}

const saltPool = Buffer.alloc(16 * 1024);
let saltsLeft = 0;

/** 16 random bytes as hex. */
export function newSalt(): string {
  if (saltsLeft === 0) {
    randomFillSync(saltPool);
    saltsLeft = saltPool.length / 16;
  }
  saltsLeft -= 1;
  return saltPool.toString('hex', saltsLeft * 16, saltsLeft * 16 + 16);
}

/**
 * What the leaf is the hash of: canonical JSON that names the event and its place, and commits to its content.
 * Data and meta enter as SHA-256(salt bytes ‖ UTF-8 text), so that a header shown in a proof lets nobody guess them.
 */
export function leafHeader(logId: string, event: LoggedEvent): string {
  const { salt, data, meta } = event;
  const bytes = roomFor(Math.max(data.length, meta.length) * 3 + 16);
  const start = salt === '' ? 0 : bytes.write(salt, 0, 'hex');
  const salted = (text: string): string =>
    hash('sha256', bytes.subarray(0, start + bytes.write(text, start)), 'hex');
  return (
    `{"data":"${salted(data)}","id":${quoted(event.id)},"log":${quoted(logId)},` +
    `"meta":"${salted(meta)}","revision":${event.revision},"sequence":${event.sequence},` +
    `"stream":${quoted(event.stream)},"type":${quoted(event.type)}}`
  );
}

/** Letters that JSON never escapes, which is all that almost every id and name has. */
const PLAIN = /^[A-Za-z0-9._:-]*$/;

const quoted = (text: string): string => (PLAIN.test(text) ? `"${text}"` : JSON.stringify(text));

/** The event's leaf in the log's Merkle tree (RFC 9162 §2.1.1: SHA-256 of 0x00 ‖ header), as 64 hex digits. */
export function leafOf(logId: string, event: LoggedEvent): string {
  const header = leafHeader(logId, event);
  const bytes = roomFor(header.length * 3 + 1);
  bytes[0] = 0;
  return hash('sha256', bytes.subarray(0, 1 + bytes.write(header, 1)), 'hex');
}

const scratch = Buffer.alloc(64 * 1024);

/** A buffer of at least so many bytes, valid until the next call. */
const roomFor = (bytes: number): Buffer => (bytes <= scratch.length ? scratch : Buffer.allocUnsafe(bytes));

/** Meta as it travels to a server and in an export: with its salt, canonical again. */
export function wireMeta(record: EventRecord): string {
  return canonicalJson({ ...parseObject(record.meta), salt: record.salt });
}

/** An event as a server's client hands it out: its JSON parsed, or whatever it makes of bytes that are none. */
export interface WireEvent {
  readonly id: string;
  readonly type: string;
  readonly data: unknown;
  readonly meta: unknown;
}

/**
 * The record of an event that came from a server or an export. One that is not in our format (no salt, not our JSON)
 * still counts and is hashed: it is kept as best it can be, with an empty salt, by which readers know to skip it.
 */
export function recordFromWire(wire: WireEvent): EventRecord {
  const { id, type } = wire;
  try {
    const { salt, ...meta } = objectOf(wire.meta);
    if (typeof salt === 'string' && SALT.test(salt)) {
      return { id, type, data: canonicalJson(objectOf(wire.data)), meta: canonicalJson(meta), salt };
    }
  } catch (error) {
    if (!(error instanceof InvalidAppend)) throw error;
  }
  return { id, type, data: foreignText(wire.data), meta: foreignText(wire.meta), salt: '' };
}

/** False for an event of somebody else under our prefix: it is counted, hashed, skipped and reported. */
export const isReadable = (record: EventRecord): boolean => record.salt !== '';

/** One line of an export, without its line end: the event and its place, canonical, meta with its salt. */
export function exportLine(event: LoggedEvent): string {
  return (
    `{"data":${event.data},"id":${JSON.stringify(event.id)},"meta":${isReadable(event) ? wireMeta(event) : event.meta},` +
    `"revision":${event.revision},"sequence":${event.sequence},` +
    `"stream":${JSON.stringify(event.stream)},"type":${JSON.stringify(event.type)}}`
  );
}

/** The event of an export's line. Throws {@link InvalidAppend} where the line is not one. */
export function importLine(line: string): LoggedEvent {
  const { sequence, stream, revision, id, type, data, meta } = parseObject(line);
  const placed = isWhole(sequence) && isWhole(revision) && typeof stream === 'string';
  if (!placed || typeof id !== 'string' || typeof type !== 'string') {
    throw new InvalidAppend(
      'a line of an export must have sequence, stream, revision, id, type, data and meta',
    );
  }
  return { ...recordFromWire({ id, type, data, meta }), sequence, stream, revision };
}

const isWhole = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;

function parseObject(text: string): Readonly<Record<string, unknown>> {
  try {
    return objectOf(JSON.parse(text));
  } catch (error) {
    if (error instanceof SyntaxError) throw new InvalidAppend('must be JSON');
    throw error;
  }
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new InvalidAppend('must be an object');
  return value as Readonly<Record<string, unknown>>;
}

/** Content that is not in our format, as JSON text that is the same on every node. */
function foreignText(value: unknown): string {
  if (value instanceof Uint8Array) return JSON.stringify({ base64: Buffer.from(value).toString('base64') });
  return JSON.stringify(value ?? null);
}
