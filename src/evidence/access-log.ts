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
  /** Code of the refusal, or what was looked for by: `ssin`. */
  readonly reason: string;
}

interface Waiting {
  readonly line: string;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/**
 * The access log: JSON lines in `access/NODE.ndjson` of the shared folder, one file for each node, only ever appended to.
 * It is no part of the event log.
 */
export class AccessLog {
  private waiting: Waiting[] = [];
  private writing: Promise<void> | undefined;

  private constructor(private readonly file: FileHandle) {}

  static async open(shared: string, node: string): Promise<AccessLog> {
    const folder = join(shared, 'access');
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const file = await open(join(folder, `${node}.ndjson`), 'a', 0o600);
    await syncFolder(folder);
    return new AccessLog(file);
  }

  /** Resolves once the line is on disk; lines that come while one is written share the next write. */
  async write(access: Access): Promise<void> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ line: `${JSON.stringify(access)}\n`, resolve, reject });
      this.writing ??= this.drain();
    });
  }

  /** Writes what still waits, then closes the file. */
  async close(): Promise<void> {
    await this.writing;
    await this.file.close();
  }

  private async drain(): Promise<void> {
    while (this.waiting.length > 0) {
      const lines = this.waiting;
      this.waiting = [];
      try {
        await this.file.appendFile(lines.map(({ line }) => line).join(''));
        await this.file.datasync();
        for (const { resolve } of lines) resolve();
      } catch (error) {
        for (const { reject } of lines) reject(error);
      }
    }
    this.writing = undefined;
  }
}
