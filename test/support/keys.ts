import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openKeys } from '../../src/evidence/keys.js';
import type { Keys } from '../../src/evidence/keys.js';

/** Keys with fixed secrets, so that pseudonyms and hashes are the same in every run of a test; `rotated` has a second pseudonym key. */
export async function fixedKeys(options: { readonly rotated?: boolean } = {}): Promise<Keys> {
  const folder = mkdtempSync(join(tmpdir(), 'flows-keys-'));
  writeFileSync(join(folder, 'pseudonym-1.key'), `${'11'.repeat(32)}\n`);
  if (options.rotated) writeFileSync(join(folder, 'pseudonym-2.key'), `${'33'.repeat(32)}\n`);
  writeFileSync(join(folder, 'lookup-1.key'), `${'22'.repeat(32)}\n`);
  const keys = await openKeys(folder, { create: false });
  rmSync(folder, { recursive: true });
  return keys;
}
