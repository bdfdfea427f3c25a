import { closeSync, existsSync, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs';

/** Revision of a tombstone, as the server numbers it. */
export const TOMBSTONE = 9_223_372_036_854_775_807n;

export interface ProposedEvent {
  readonly id: string;
  readonly type: string;
  readonly contentType: string;
  readonly data: Buffer;
  readonly meta: Buffer;
}

export interface StoredEvent extends ProposedEvent {
  readonly stream: string;
  readonly revision: number | bigint;
  readonly position: number;
  /** 100 ns since 1970. */
  readonly created: bigint;
}

export type Expectation = number | 'any' | 'noStream' | 'exists';

export type AppendResult =
  | { readonly kind: 'written' | 'repeated'; readonly lastRevision: number; readonly position: number }
  | { readonly kind: 'conflict'; readonly current: number | undefined }
  | { readonly kind: 'deleted' }
  | { readonly kind: 'tooLarge'; readonly limit: number };

interface Retention {
  readonly $tb?: number;
  readonly $maxCount?: number;
  readonly $maxAge?: number;
}

/**
 * What the server keeps: events in one order and their streams, in memory and in a JSON-lines file of one line per
 * append. It codes the server's own table of idempotent appends and is no copy of any adapter of ours.
 */
export class FakeStore {
  readonly all: StoredEvent[] = [];
  /** Largest append that it takes: the default of servers up to 24.10. */
  maxAppendBytes = 1024 * 1024;
  /** How far its clock runs ahead of this machine's. */
  clockAheadMs = 0;
  private readonly streams = new Map<string, StoredEvent[]>();
  private readonly tombstoned = new Set<string>();
  /** Ids of each stream, for `any` and `exists` alone: the server's cache of recent commits, here without a bound. */
  private readonly recent = new Map<string, Map<string, StoredEvent>>();
  private readonly listeners = new Set<() => void>();
  private readonly file: number | undefined;

  constructor(path?: string) {
    if (path === undefined) return;
    const known = existsSync(path) ? readFileSync(path) : Buffer.alloc(0);
    // A line without its end was never acknowledged: the process died while it wrote.
    const whole = known.lastIndexOf('\n') + 1;
    for (const line of known.toString('utf8', 0, whole).split('\n')) if (line !== '') this.load(line);
    this.file = openSync(path, 'a');
    ftruncateSync(this.file, whole);
  }

  append(stream: string, expected: Expectation, events: readonly ProposedEvent[]): AppendResult {
    const bytes = events.reduce((sum, event) => sum + sizeOf(event), 0);
    if (bytes > this.maxAppendBytes) return { kind: 'tooLarge', limit: this.maxAppendBytes };
    if (this.tombstoned.has(stream)) return { kind: 'deleted' };
    const verdict = this.judge(stream, expected, events);
    if (verdict !== 'write') return verdict;
    if (this.isSoftDeleted(stream)) this.writeMetadata(stream, { $tb: this.nextRevision(stream) });
    this.write(stream, this.nextRevision(stream), events);
    const last = this.last(stream);
    return { kind: 'written', lastRevision: Number(last?.revision ?? -1), position: last?.position ?? 0 };
  }

  /** Soft deletion: hides every event that is there, a later append goes on numbering. */
  delete(stream: string): void {
    this.writeMetadata(stream, { $tb: Number(TOMBSTONE) });
  }

  /** Deletion for ever. */
  tombstone(stream: string): void {
    this.write(stream, TOMBSTONE, [emptyEvent('$streamDeleted')]);
  }

  writeMetadata(stream: string, metadata: object): void {
    const event = { ...emptyEvent('$metadata'), data: Buffer.from(JSON.stringify(metadata)) };
    this.write(`$$${stream}`, this.nextRevision(`$$${stream}`), [event]);
  }

  /** The events of a stream that its retention lets through, or why there are none. */
  visible(stream: string): readonly StoredEvent[] | 'deleted' | 'notFound' {
    if (this.tombstoned.has(stream)) return 'deleted';
    const events = this.streams.get(stream);
    if (events === undefined || this.isSoftDeleted(stream)) return 'notFound';
    const { $tb = 0, $maxCount, $maxAge } = this.retention(stream);
    const from = Math.max($tb, $maxCount === undefined ? 0 : this.nextRevision(stream) - $maxCount);
    const oldest = $maxAge === undefined ? 0n : this.ticksNow() - BigInt($maxAge) * 10_000_000n;
    if (from === 0 && oldest === 0n) return events;
    return events.filter((event) => event.revision >= from && event.created >= oldest);
  }

  /** Index in `all` of the first event after the position. */
  indexAfter(position: number): number {
    let low = 0;
    let high = this.all.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.all[middle]?.position ?? 0) <= position) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  onGrowth(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  close(): void {
    if (this.file !== undefined) closeSync(this.file);
  }

  /** The table of idempotent appends, row by row. */
  private judge(
    stream: string,
    expected: Expectation,
    events: readonly ProposedEvent[],
  ): AppendResult | 'write' {
    const current = this.nextRevision(stream) - 1;
    const conflict: AppendResult = { kind: 'conflict', current: current < 0 ? undefined : current };
    if (expected === 'any' || expected === 'exists') {
      const exists = current >= 0 || this.streams.has(`$$${stream}`);
      if (expected === 'exists' && !exists) return conflict;
      return this.judgeRecent(stream, events) ?? 'write';
    }
    const exp = expected === 'noStream' ? -1 : expected;
    if (exp === current) return 'write';
    if (exp > current) return conflict;
    const there = (this.streams.get(stream) ?? []).slice(exp + 1, exp + 1 + events.length);
    const matching = events.findIndex((event, index) => there[index]?.id !== event.id);
    if (matching === -1) return repeated(there.at(-1), exp);
    return matching === 0 && expected === 'noStream' && this.isSoftDeleted(stream) ? 'write' : conflict;
  }

  private judgeRecent(stream: string, events: readonly ProposedEvent[]): AppendResult | undefined {
    const ids = this.recent.get(stream);
    const found = events.map((event) => ids?.get(event.id));
    if (found[0] === undefined) return undefined;
    if (found.includes(undefined)) return { kind: 'conflict', current: this.nextRevision(stream) - 1 };
    return repeated(found.at(-1), -1);
  }

  private isSoftDeleted(stream: string): boolean {
    return (this.retention(stream).$tb ?? 0) >= Number(TOMBSTONE);
  }

  private retention(stream: string): Retention {
    const data = this.last(`$$${stream}`)?.data;
    return data === undefined ? {} : (JSON.parse(data.toString('utf8')) as Retention);
  }

  private nextRevision(stream: string): number {
    return this.streams.get(stream)?.length ?? 0;
  }

  private last(stream: string): StoredEvent | undefined {
    return this.streams.get(stream)?.at(-1);
  }

  private ticksNow(): bigint {
    return BigInt(Date.now() + this.clockAheadMs) * 10_000n;
  }

  private write(stream: string, first: number | bigint, events: readonly ProposedEvent[]): void {
    const created = this.ticksNow();
    // Positions are bytes in a file on the server: they grow with every event, and leave holes.
    const from = (this.all.at(-1)?.position ?? 0) + 64;
    if (this.file !== undefined) writeSync(this.file, toLine({ stream, first, from, created }, events));
    this.place({ stream, first, from, created }, events);
    for (const listener of this.listeners) listener();
  }

  private load(line: string): void {
    const { head, events } = fromLine(line);
    this.place(head, events);
  }

  private place({ stream, first, from, created }: LineHead, events: readonly ProposedEvent[]): void {
    let position = from;
    events.forEach((event, index) => {
      const revision = typeof first === 'bigint' ? first : first + index;
      const stored: StoredEvent = { ...event, stream, revision, position, created };
      position += 128 + event.data.length + event.meta.length;
      this.all.push(stored);
      listAt(this.streams, stream).push(stored);
      mapAt(this.recent, stream).set(event.id, stored);
      if (revision === TOMBSTONE) this.tombstoned.add(stream);
    });
  }
}

/** As the server counts: its types are UTF-16. */
const sizeOf = ({ type, data, meta }: ProposedEvent): number => data.length + meta.length + 2 * type.length;

interface LineHead {
  readonly stream: string;
  readonly first: number | bigint;
  readonly from: number;
  readonly created: bigint;
}

const repeated = (last: StoredEvent | undefined, otherwise: number): AppendResult => ({
  kind: 'repeated',
  lastRevision: Number(last?.revision ?? otherwise),
  position: last?.position ?? 0,
});

const emptyEvent = (type: string): ProposedEvent => ({
  id: crypto.randomUUID(),
  type,
  contentType: 'application/json',
  data: Buffer.from('{}'),
  meta: Buffer.alloc(0),
});

function listAt(map: Map<string, StoredEvent[]>, key: string): StoredEvent[] {
  const known = map.get(key) ?? [];
  if (known.length === 0) map.set(key, known);
  return known;
}

function mapAt(map: Map<string, Map<string, StoredEvent>>, key: string): Map<string, StoredEvent> {
  const known = map.get(key) ?? new Map<string, StoredEvent>();
  if (known.size === 0) map.set(key, known);
  return known;
}

interface Line {
  readonly s: string;
  readonly r: number | 'tombstone';
  readonly p: number;
  readonly c: string;
  readonly e: readonly (readonly [string, string, string, string, string])[];
}

/** Latin-1 keeps every byte as it came, malformed UTF-8 included. */
function toLine({ stream, first, from, created }: LineHead, events: readonly ProposedEvent[]): string {
  const line: Line = {
    s: stream,
    r: typeof first === 'bigint' ? 'tombstone' : first,
    p: from,
    c: String(created),
    e: events.map(({ id, type, contentType, data, meta }) => [
      id,
      type,
      contentType,
      data.toString('latin1'),
      meta.toString('latin1'),
    ]),
  };
  return `${JSON.stringify(line)}\n`;
}

function fromLine(text: string): { head: LineHead; events: readonly ProposedEvent[] } {
  const line = JSON.parse(text) as Line;
  return {
    head: {
      stream: line.s,
      first: line.r === 'tombstone' ? TOMBSTONE : line.r,
      from: line.p,
      created: BigInt(line.c),
    },
    events: line.e.map(([id, type, contentType, data, meta]) => ({
      id,
      type,
      contentType,
      data: Buffer.from(data, 'latin1'),
      meta: Buffer.from(meta, 'latin1'),
    })),
  };
}
