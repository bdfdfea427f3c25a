import { createHash } from 'node:crypto';
import type { Hash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { InvalidAppend, LogDamaged, LogUnavailable } from '../log/event-log.js';
import type { EventLog, LocalLog, LoggedEvent, StreamAppend } from '../log/event-log.js';
import { exportLine, importLine, isReadable, leafOf } from '../log/format.js';
import { untilGrown } from './runtime.js';

/** The last line of an export: how many events there are, and what their leaves come to. */
export interface ExportEnd {
  readonly log: string;
  readonly count: number;
  /** Leaf of the last event. */
  readonly leaf: string;
  /** SHA-256 over all leaves in order. */
  readonly leaves: string;
}

/** An export that is not whole, or not as it was written. Nothing of it was imported. */
export class ExportAltered extends Error {
  override readonly name = 'ExportAltered';
}

const BATCH_SIZE = 500;

/** The lines of an export, without line ends: one for each event as it is on the wire, with its leaf, and the end. */
export function* exportLines(local: LocalLog): Generator<string, ExportEnd> {
  const { logId } = local;
  const head = local.head();
  const leaves = createHash('sha256');
  let leaf = '';
  for (let sequence = 0; sequence < head;) {
    for (const event of local.read(sequence, Math.min(BATCH_SIZE, head - sequence))) {
      leaf = local.leafAt(event.sequence);
      leaves.update(leaf, 'hex');
      sequence = event.sequence;
      yield `{"event":${exportLine(event)},"leaf":"${leaf}"}`;
    }
  }
  const end: ExportEnd = { log: logId, count: head, leaf, leaves: leaves.digest('hex') };
  yield JSON.stringify({ end });
  return end;
}

/**
 * The lines of an export as it comes from a file. A line feed alone ends them: the texts in them may hold other
 * characters that separate lines, such as U+2028.
 */
export async function* linesIn(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = '';
  for await (const piece of pieces) {
    const lines = (rest + piece).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  if (rest !== '') yield rest;
}

export interface ImportOptions {
  readonly log: EventLog;
  readonly local: LocalLog;
  /** Opens the lines; called twice, since all is checked before anything is written. */
  readonly lines: () => Iterable<string> | AsyncIterable<string>;
  /** Appends a call of the log: more than one only where the log keeps the order of one call over all streams. */
  readonly batchSize: number;
  /** Longest wait for an append to become known, and for the local log to hold them all. */
  readonly waitMs: number;
}

/** Waits before an append is tried again, in milliseconds, doubled from the first to the last. */
const RETRY_MS = { first: 50, last: 5_000 };

/**
 * Puts an export into an empty log, with its ids, stamps and salts, so that sequences and leaves are the same; in a log
 * that holds the beginning of the export, such as after an import that was interrupted, it goes on from there. Ends when
 * all is known to be there, once. Throws {@link ExportAltered} or an error that names what is wrong, before anything is
 * written; {@link LogUnavailable} where the log gives no answer for longer than the wait: the same import then goes on.
 */
export async function importLines(options: ImportOptions): Promise<ExportEnd> {
  const { log, local, lines, batchSize, waitMs } = options;
  const held = local.head();
  const end = await checkedEnd(lines(), local, held);
  let batch: StreamAppend[] = [];
  for await (const line of lines()) {
    const read = parseLine(line);
    if ('end' in read) break;
    const { event } = read;
    if (event.sequence <= held) continue;
    batch.push({ stream: event.stream, expectedRevision: event.revision - 1, events: [event] });
    if (batch.length < batchSize) continue;
    await writeAll(log, batch, waitMs);
    batch = [];
  }
  await writeAll(log, batch, waitMs);
  if (!(await untilGrown(local, () => local.head() >= end.count, waitMs))) {
    throw new LogUnavailable(
      `all is written, but the copy here holds ${local.head()} of ${end.count} events`,
    );
  }
  if (local.logId !== end.log || local.head() !== end.count || leavesOf(local) !== end.leaves) {
    throw new LogDamaged('the log did not become what the export says: throw it away and import again');
  }
  return end;
}

/** Appends until all is known to be there. What may have landed is sent again as it was: the same ids give one copy. */
async function writeAll(log: EventLog, batch: readonly StreamAppend[], waitMs: number): Promise<void> {
  const endAt = performance.now() + waitMs;
  for (let delayMs = RETRY_MS.first; batch.length > 0; delayMs = Math.min(2 * delayMs, RETRY_MS.last)) {
    const doubt = await doubtAfter(log, batch);
    if (doubt === undefined) return;
    if (performance.now() + delayMs > endAt) {
      throw new LogUnavailable(
        `no answer for ${waitMs} ms (${doubt}): the same import goes on where it stopped`,
      );
    }
    await pause(delayMs);
  }
}

/** Appends once. Why it is not known of all of them that they are there; undefined where it is. */
async function doubtAfter(log: EventLog, batch: readonly StreamAppend[]): Promise<string | undefined> {
  try {
    const outcomes = await log.append(batch);
    const conflict = outcomes.find((outcome) => outcome.status === 'conflict');
    if (conflict) {
      const { stream, expected, actual } = conflict;
      throw new Error(`${stream} is at revision ${actual} and not ${expected}: another writes to this log`);
    }
    return outcomes.find((outcome) => outcome.status === 'unknown')?.reason;
  } catch (error) {
    if (error instanceof LogUnavailable) return error.message;
    throw error;
  }
}

/**
 * Goes through all lines: dense sequences and revisions, every leaf computed anew, and the end as it was written. The log
 * may hold the first `held` of them already, and nothing else.
 */
async function checkedEnd(
  lines: Iterable<string> | AsyncIterable<string>,
  local: LocalLog,
  held: number,
): Promise<ExportEnd> {
  const state: Check = { log: '', count: 0, leaf: '', revisions: new Map(), leaves: createHash('sha256') };
  let end: ExportEnd | undefined;
  for await (const line of lines) {
    if (end) throw new ExportAltered(`there is a line after the end of the export`);
    const read = parseLine(line);
    if ('end' in read) {
      end = read.end;
      continue;
    }
    checkEvent(state, read);
    if (state.count <= held && local.leafAt(state.count) !== state.leaf) {
      throw new Error(
        `the log has another event ${state.count} than the export: an import needs an empty log`,
      );
    }
  }
  if (end === undefined)
    throw new ExportAltered(`the export is cut off after event ${state.count}: its last line is missing`);
  assertWhole(end, state);
  if (held > end.count)
    throw new Error(`the log has ${held} events, more than the export: an import needs an empty log`);
  return end;
}

function assertWhole(end: ExportEnd, state: Check): void {
  const leaves = state.leaves.digest('hex');
  const whole =
    end.count === state.count && end.leaf === state.leaf && end.leaves === leaves && end.log === state.log;
  if (!whole)
    throw new ExportAltered(`the export has ${state.count} events, not the ${end.count} that its end names`);
}

interface Check {
  log: string;
  count: number;
  leaf: string;
  readonly revisions: Map<string, number>;
  readonly leaves: Hash;
}

function checkEvent(
  state: Check,
  { event, leaf }: { readonly event: LoggedEvent; readonly leaf: string },
): void {
  const place = `event ${event.sequence} (${event.stream} ${event.revision})`;
  if (event.sequence !== state.count + 1)
    throw new ExportAltered(`${place} comes after event ${state.count}`);
  if (event.revision !== (state.revisions.get(event.stream) ?? -1) + 1)
    throw new ExportAltered(`${place} skips a revision`);
  if (!isReadable(event)) throw new Error(`${place} was not written by this product, and cannot be imported`);
  if (event.sequence === 1) state.log = logIdIn(event);
  if (leafOf(state.log, event) !== leaf)
    throw new ExportAltered(`${place} is not as it was when it was exported`);
  state.count = event.sequence;
  state.revisions.set(event.stream, event.revision);
  state.leaf = leaf;
  state.leaves.update(leaf, 'hex');
}

type Line = { readonly event: LoggedEvent; readonly leaf: string } | { readonly end: ExportEnd };

const EVENT_LINE = /^\{"event":(\{.*\}),"leaf":"([0-9a-f]{64})"\}$/s;

function parseLine(line: string): Line {
  const [, event, leaf] = EVENT_LINE.exec(line) ?? [];
  if (event !== undefined && leaf !== undefined) return { event: eventOf(event), leaf };
  const value = jsonOf(line);
  if (isObject(value) && isEnd(value['end'])) return { end: value['end'] };
  throw new ExportAltered(`this is no line of an export: ${line.slice(0, 80)}`);
}

/** Byte by byte as it was exported: of a key that stands twice, say, another reader might take the other value. */
function eventOf(text: string): LoggedEvent {
  try {
    const event = importLine(text);
    if (isReadable(event) && exportLine(event) !== text)
      throw new InvalidAppend('the line is not in canonical form');
    return event;
  } catch (error) {
    if (error instanceof InvalidAppend) throw new ExportAltered(`${error.message}: ${text.slice(0, 80)}`);
    throw error;
  }
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw new ExportAltered(`this line is not JSON, or cut off: ${line.slice(0, 80)}`);
  }
}

function isEnd(value: unknown): value is ExportEnd {
  if (!isObject(value)) return false;
  const { log, count, leaf, leaves } = value;
  return (
    typeof log === 'string' &&
    typeof count === 'number' &&
    typeof leaf === 'string' &&
    typeof leaves === 'string'
  );
}

function logIdIn(event: LoggedEvent): string {
  const data = jsonOf(event.data);
  return isObject(data) && typeof data['logId'] === 'string' ? data['logId'] : '';
}

function leavesOf(local: LocalLog): string {
  const leaves = createHash('sha256');
  for (let sequence = 1; sequence <= local.head(); sequence++) leaves.update(local.leafAt(sequence), 'hex');
  return leaves.digest('hex');
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;
