import { mkdir, open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { syncFolder } from './durable-file.js';

/** Somebody was refused, or saw what is said of a person. Holds no personal data beyond the subject of the token. */
export interface Access {
  readonly at: string;
  readonly traceId: string;
  readonly kind: 'denied' | 'sensitiveRead';
  /** Method and pattern of the path, without its values. */
  readonly operation: string;
  /** The official's id; null where the token named nobody. */
  readonly subject: string | null;
  /** Code of the refusal, or why a person is looked up, as the caller says. */
  readonly reason: string;
}

/** Refusals that were counted and have no lines of their own: what is said of the first one, how many, and the last. */
export interface Repeated extends Access {
  readonly repeated: number;
  readonly lastAt: string;
}

/** How long refusals of nobody known are counted before the log says how many there were, in milliseconds. */
export const WINDOW_MS = 60_000;
/** Refusals of nobody known that have each a line of their own, of one operation and reason in a window. */
export const OWN_LINES = 10;

interface Waiting {
  readonly lines: string;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/**
 * The access log: JSON lines in `access/NODE.ndjson` of the shared folder, one file for each node, only ever appended to.
 * It is no part of the event log. Whoever reaches the port can be refused as often as they like, so of refusals of
 * nobody known only the first have lines of their own; the others are counted, and one line says how many.
 */
export class AccessLog {
  private waiting: Waiting[] = [];
  private writing: Promise<void> | undefined;
  /** Whether the last line may lack its end: this node wrote nothing yet, or the last write failed. */
  private unsure = true;
  private window: NodeJS.Timeout | undefined;
  /** Refusals of nobody known in this window, by kind. There are no more kinds than operations times reasons. */
  private readonly seen = new Map<string, number>();
  private readonly counted = new Map<string, Repeated>();

  private constructor(
    private readonly file: FileHandle,
    private readonly failed: (error: unknown) => void,
  ) {}

  /**
   * `failed` is told where counts could not be written. They are kept, and tried again with those of the next window; what
   * the failed write left of them on disk then says them twice.
   */
  static async open(shared: string, node: string, failed: (error: unknown) => void): Promise<AccessLog> {
    const folder = join(shared, 'access');
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const file = await open(join(folder, `${node}.ndjson`), 'a+', 0o600);
    await syncFolder(folder);
    return new AccessLog(file, failed);
  }

  /** Resolves once the line is on disk, or the refusal is counted; lines that come while one is written share the next write. */
  async write(access: Access): Promise<void> {
    if (access.kind === 'denied' && access.subject === null && !this.hasOwnLine(access)) {
      this.count({ ...access, repeated: 1, lastAt: access.at });
      return;
    }
    await this.append(access);
  }

  /** Writes what was counted and what still waits, then closes the file. */
  async close(): Promise<void> {
    try {
      await this.endWindow();
    } finally {
      await this.writing;
      await this.file.close();
    }
  }

  private hasOwnLine(refusal: Access): boolean {
    this.openWindow();
    const kind = kindOf(refusal);
    const seen = (this.seen.get(kind) ?? 0) + 1;
    this.seen.set(kind, seen);
    return seen <= OWN_LINES;
  }

  private count(later: Repeated): void {
    const kind = kindOf(later);
    const first = this.counted.get(kind);
    this.counted.set(kind, first ? joined(first, later) : later);
  }

  private openWindow(): void {
    this.window ??= setTimeout(() => {
      this.endWindow().catch((error: unknown) => {
        this.failed(error);
        this.openWindow();
      });
    }, WINDOW_MS).unref();
  }

  private async endWindow(): Promise<void> {
    clearTimeout(this.window);
    this.window = undefined;
    const counted = this.takeCounted();
    this.seen.clear();
    try {
      if (counted.length > 0) await this.append(...counted);
    } catch (error) {
      for (const one of [...counted, ...this.takeCounted()]) this.count(one);
      throw error;
    }
  }

  private takeCounted(): readonly Repeated[] {
    const counted = [...this.counted.values()];
    this.counted.clear();
    return counted;
  }

  private append(...accesses: readonly (Access | Repeated)[]): Promise<void> {
    const lines = accesses.map((access) => `${JSON.stringify(access)}\n`).join('');
    return new Promise((resolve, reject) => {
      this.waiting.push({ lines, resolve, reject });
      this.writing ??= this.drain();
    });
  }

  private async drain(): Promise<void> {
    while (this.waiting.length > 0) {
      const taken = this.waiting;
      this.waiting = [];
      try {
        const start = this.unsure && (await endsWithinLine(this.file)) ? '\n' : '';
        this.unsure = true;
        await this.file.appendFile(start + taken.map(({ lines }) => lines).join(''));
        await this.file.datasync();
        this.unsure = false;
        for (const { resolve } of taken) resolve();
      } catch (error) {
        for (const { reject } of taken) reject(error);
      }
    }
    this.writing = undefined;
  }
}

async function endsWithinLine(file: FileHandle): Promise<boolean> {
  const { size } = await file.stat();
  if (size === 0) return false;
  const { buffer } = await file.read({ buffer: Buffer.alloc(1), position: size - 1 });
  return buffer.toString() !== '\n';
}

const kindOf = ({ operation, reason }: Access): string => `${operation} ${reason}`;

const joined = (first: Repeated, later: Repeated): Repeated => ({
  ...first,
  repeated: first.repeated + later.repeated,
  lastAt: later.lastAt,
});
