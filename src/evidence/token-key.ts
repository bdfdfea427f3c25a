import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createFile } from './durable-file.js';

/**
 * The key of the local issuer of tokens, `keys/token-1.pem` (P-256), made when first needed. Only for an embedded log:
 * elsewhere tokens come from the organization's issuer.
 */
export async function openTokenKey(shared: string): Promise<KeyObject> {
  const folder = join(shared, 'keys');
  const path = join(folder, 'token-1.pem');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  // Of two processes that come here at once, the first one's key stays.
  await createFile(path, privateKey.export({ type: 'pkcs8', format: 'pem' }).toString());
  return createPrivateKey(await readFile(path, 'utf8'));
}
