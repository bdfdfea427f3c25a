import type { DatabaseSync, StatementSync } from 'node:sqlite';

/** How often a process that only reads looks whether another one appended. */
const POLL_MS = 100;

/** Tells listeners that the file grew: after each commit, or on looking now and then where another process writes. */
export class LogFileGrowth {
  readonly #watched: StatementSync | undefined;
  readonly #listeners = new Set<() => void>();
  #timer: NodeJS.Timeout | undefined;
  #version: unknown;
  #telling = false;

  constructor(watched: DatabaseSync | undefined) {
    this.#watched = watched?.prepare('PRAGMA data_version');
  }

  listen(listener: () => void): () => void {
    const own = (): void => listener();
    this.#listeners.add(own);
    if (this.#watched !== undefined && this.#timer === undefined) {
      this.#version = this.#versionNow();
      this.#timer = setInterval(() => this.#look(), POLL_MS).unref();
    }
    return () => {
      this.#listeners.delete(own);
      if (this.#listeners.size === 0) this.stop();
    };
  }

  /** Soon, and once for all commits until then. */
  tell(): void {
    if (this.#telling || this.#listeners.size === 0) return;
    this.#telling = true;
    queueMicrotask(() => {
      this.#telling = false;
      for (const listener of this.#listeners) listener();
    });
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #look(): void {
    const version = this.#versionNow();
    if (version === this.#version) return;
    this.#version = version;
    this.tell();
  }

  #versionNow(): unknown {
    return this.#watched?.get()?.['data_version'];
  }
}
