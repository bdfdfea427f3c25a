import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { officialId } from '../../src/domain/ids.js';
import { openDirectory } from '../../src/evidence/directory.js';

const ANNA = officialId('o-anna');
const BERT = officialId('o-bert');

describe('the directory of officials', () => {
  it('knows a name by the id that the log has, and corrects it', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'flows-directory-'));
    const directory = await openDirectory(folder);
    await directory.put({ officialId: ANNA, name: 'Official One' });
    await directory.put({ officialId: ANNA, name: 'Official 1' });
    const other = await openDirectory(folder);
    expect(await other.find(ANNA)).toEqual({ officialId: ANNA, name: 'Official 1' });
    expect(await other.find(BERT)).toBeUndefined();
  });

  it('lists all by id and leaves no drafts', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'flows-directory-'));
    const directory = await openDirectory(folder);
    await directory.put({ officialId: BERT, name: 'Official Two' });
    await directory.put({ officialId: ANNA, name: 'Official One' });
    expect((await directory.list()).map((entry) => entry.officialId)).toEqual([ANNA, BERT]);
    expect(readdirSync(folder).sort()).toEqual(['o-anna.json', 'o-bert.json']);
  });

  it('forgets a name and keeps the id free of it', async () => {
    const directory = await openDirectory(mkdtempSync(join(tmpdir(), 'flows-directory-')));
    await directory.put({ officialId: ANNA, name: 'Official One' });
    expect(await directory.erase(ANNA)).toBe(true);
    expect(await directory.find(ANNA)).toBeUndefined();
    expect(await directory.erase(ANNA)).toBe(false);
  });

  it.each(['', ' x', 'two\nlines', 'x'.repeat(201)])('refuses %j as a name', async (name) => {
    const directory = await openDirectory(mkdtempSync(join(tmpdir(), 'flows-directory-')));
    await expect(directory.put({ officialId: ANNA, name })).rejects.toThrow(
      'name: must be 1 to 200 characters',
    );
  });

  it('says so where a file is not an entry', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'flows-directory-'));
    writeFileSync(join(folder, 'o-anna.json'), '[]');
    const directory = await openDirectory(folder);
    await expect(directory.find(ANNA)).rejects.toThrow('is not an entry of the directory');
  });
});
