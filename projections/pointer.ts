import { randomUUID } from 'node:crypto';
import { closeSync, fsyncSync, openSync, renameSync, statSync, writeFileSync } from 'node:fs';

/**
 * The new text is on disk before its name is, so that a reader sees the old pointer or the new one. Each writer has a
 * draft of its own: two processes that feed one build reach the end of the log at the same moment.
 */
export function replaceText(home: string, path: string, text: string): void {
  const draft = `${path}.${randomUUID()}.tmp`;
  const file = openSync(draft, 'w');
  writeFileSync(file, text);
  fsyncSync(file);
  closeSync(file);
  renameSync(draft, path);
  const folder = openSync(home, 'r');
  fsyncSync(folder);
  closeSync(folder);
}

/** A text that is another one after each replacement of the file; cheaper than to read it. Empty where there is none. */
export function lookOf(path: string): string {
  const found = statSync(path, { throwIfNoEntry: false });
  return found === undefined ? '' : `${found.ino} ${found.ctimeMs}`;
}
