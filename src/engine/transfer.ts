import { createHash } from 'node:crypto';
import type { Hash } from 'node:crypto';
import { InvalidAppend, LogDamaged } from '../log/event-log.js';
import type { EventLog, LocalLog, LoggedEvent, StreamAppend } from '../log/event-log.js';
import { exportLine, importLine, isReadable, leafOf } from '../log/format.js';
import { untilLocal } from './runtime.js';

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
  readonly waitMs: number;
}

/**
 * Puts an export into an empty log, with its ids, stamps and salts, so that sequences and leaves are the same.
 * Throws {@link ExportAltered} or an error that names what is wrong, before anything is written.
 */
export async function importLines(options: ImportOptions): Promise<ExportEnd> {
  const { log, local, lines, batchSize } = options;
  if (local.head() > 0) throw new Error(`an import needs an empty log, this one has ${local.head()} events`);
  const end = await checkedEnd(lines());
  let batch: StreamAppend[] = [];
  let last: LoggedEvent | undefined;
  const write = async (): Promise<void> => {
    const outcomes = batch.length === 0 ? [] : await log.append(batch);
    batch = [];
    const failed = outcomes.find((outcome) => outcome.status !== 'appended');
    if (failed)
      throw new Error(
        `the import stopped at stream ${failed.stream} (${failed.status}): begin again, in an empty log`,
      );
  };
  for await (const line of lines()) {
    const read = parseLine(line);
    if ('end' in read) break;
    const { event } = read;
    batch.push({ stream: event.stream, expectedRevision: event.revision - 1, events: [event] });
    last = event;
    if (batch.length >= batchSize) await write();
  }
  await write();
  if (last) await untilLocal(local, { stream: last.stream, revision: last.revision, waitMs: options.waitMs });
  if (local.logId !== end.log || local.head() !== end.count || leavesOf(local) !== end.leaves) {
    throw new LogDamaged('the log did not become what the export says: throw it away and import again');
  }
  return end;
}

/** Goes through all lines: dense sequences and revisions, every leaf computed anew, and the end as it was written. */
async function checkedEnd(lines: Iterable<string> | AsyncIterable<string>): Promise<ExportEnd> {
  const state: Check = { log: '', count: 0, leaf: '', revisions: new Map(), leaves: createHash('sha256') };
  let end: ExportEnd | undefined;
  for await (const line of lines) {
    if (end) throw new ExportAltered(`there is a line after the end of the export`);
    const read = parseLine(line);
    if ('end' in read) end = read.end;
    else checkEvent(state, read);
  }
  if (end === undefined)
    throw new ExportAltered(`the export is cut off after event ${state.count}: its last line is missing`);
  const leaves = state.leaves.digest('hex');
  const whole =
    end.count === state.count && end.leaf === state.leaf && end.leaves === leaves && end.log === state.log;
  if (!whole)
    throw new ExportAltered(`the export has ${state.count} events, not the ${end.count} that its end names`);
  return end;
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
