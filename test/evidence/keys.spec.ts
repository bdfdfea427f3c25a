import { createHmac } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KeyMissing, addPseudonymKey, openKeys } from '../../src/evidence/keys.js';
import { unrealNiss } from '../support/forms.js';
import { fixedKeys } from '../support/keys.js';

const NISS = unrealNiss('850101');
const newFolder = (): string => join(mkdtempSync(join(tmpdir(), 'flows-keys-')), 'keys');

describe('the keys', () => {
  it('are made once, readable by their owner alone, and are the same afterwards', async () => {
    const folder = newFolder();
    const first = await openKeys(folder, { create: true });
    const again = await openKeys(folder, { create: true });
    expect(again.pseudonymOf(NISS)).toBe(first.pseudonymOf(NISS));
    expect(readdirSync(folder).sort()).toEqual(['lookup-1.key', 'pseudonym-1.key']);
    expect(statSync(join(folder, 'lookup-1.key')).mode & 0o077).toBe(0);
  });

  it('are the same for processes that make them at the same moment', async () => {
    const folder = newFolder();
    const all = await Promise.all(Array.from({ length: 8 }, () => openKeys(folder, { create: true })));
    expect(new Set(all.map((keys) => keys.commandHash('x') + keys.pseudonymOf(NISS))).size).toBe(1);
  });

  it('are never made where a log may already depend on them', async () => {
    await expect(openKeys(newFolder(), { create: false })).rejects.toThrow(KeyMissing);
    const folder = newFolder();
    await openKeys(folder, { create: true });
    rmSync(join(folder, 'lookup-1.key'));
    await expect(openKeys(folder, { create: false })).rejects.toThrow('lookup-1.key is missing');
  });

  it('are refused where a file is not a key', async () => {
    const folder = newFolder();
    await openKeys(folder, { create: true });
    writeFileSync(join(folder, 'pseudonym-2.key'), 'secret\n');
    await expect(openKeys(folder, { create: false })).rejects.toThrow('does not hold 64 hex digits');
  });
});

describe('a rotation', () => {
  it('gives new pseudonyms and still tries the old ones', async () => {
    const folder = newFolder();
    const before = await openKeys(folder, { create: true });
    expect(await addPseudonymKey(folder)).toBe(2);
    const after = await openKeys(folder, { create: false });
    expect(after.pseudonymOf(NISS)).toMatch(/^p2:[0-9a-f]{32}$/);
    expect(after.candidates(NISS)).toEqual([after.pseudonymOf(NISS), before.pseudonymOf(NISS)]);
  });

  it('changes nothing that must be derived again for ever', async () => {
    const folder = newFolder();
    const before = await openKeys(folder, { create: true });
    await addPseudonymKey(folder);
    const after = await openKeys(folder, { create: false });
    expect(after.commandHash('content')).toBe(before.commandHash('content'));
    expect(after.fingerprintOf(NISS)).toBe(before.fingerprintOf(NISS));
    expect(after.fileNumberOf(NISS)).toBe(before.fileNumberOf(NISS));
  });
});

describe('what is derived', () => {
  it('differs by purpose, so that one value never tells another', async () => {
    const keys = await fixedKeys();
    const digests = [keys.commandHash(NISS), keys.fingerprintOf(NISS), keys.pseudonymOf(NISS).slice(3)];
    expect(new Set(digests.map((digest) => digest.slice(0, 16))).size).toBe(3);
  });

  it('is an HMAC with SHA-256 as everybody computes it', async () => {
    const keys = await fixedKeys();
    const secret = Buffer.from('22'.repeat(32), 'hex');
    const expected = createHmac('sha256', secret).update('command\ncontent é').digest('hex');
    expect(keys.commandHash('content é')).toBe(expected);
  });

  it('is fixed for ever', async () => {
    const keys = await fixedKeys();
    const file = keys.fileHasher();
    file.update(Buffer.from('one line\n'));
    expect({
      pseudonym: keys.pseudonymOf('85010100034'),
      fingerprint: keys.fingerprintOf('85010100034'),
      fileNumber: keys.fileNumberOf('85010100034'),
      command: keys.commandHash('{"a":1}'),
      file: file.digest(),
    }).toMatchInlineSnapshot(`
      {
        "command": "9d09d6a0e95317afc57139d0e8c29deb100935f53b05595fb57e197843135151",
        "file": "l1-d498f4c9b7b64bfd114fe065265d7b526d1c916e1da187eaf920a2ac7888eec7",
        "fileNumber": "N3VSYS251A4",
        "fingerprint": "7bae7a92fea99058ca7166261fe1ae8ea04f7a4a99d81a8967c5066d2bfbe249",
        "pseudonym": "p1:5980e678625ae679fcc9ab56c5a8497d",
      }
    `);
  });
});
