import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Path of a golden file, from the folder of golden files. */
export const goldenPath = (name: string): string =>
  fileURLToPath(new URL(`../golden/${name}`, import.meta.url));

/**
 * Compares with a golden file, byte for byte. `FLOWS_GOLDEN=write` writes those that are missing, for a person to read
 * in review; it never changes one that is there, since what was once stored must be readable for ever.
 */
export function expectGolden(name: string, text: string): void {
  const path = goldenPath(name);
  if (process.env['FLOWS_GOLDEN'] === 'write') writeIfMissing(path, text);
  expect(text).toBe(readFileSync(path, 'utf8'));
}

function writeIfMissing(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  try {
    writeFileSync(path, text, { flag: 'wx' });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
}
