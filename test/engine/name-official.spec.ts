import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { officialId } from '../../src/domain/ids.js';
import { nameOfficial } from '../../src/engine/acts.js';
import { openDirectory } from '../../src/evidence/directory.js';
import { TODAY, openNode } from '../support/engine-node.js';
import { ALICE } from '../support/facts.js';

const folder = mkdtempSync(join(tmpdir(), 'flows-names-'));
afterAll(() => rmSync(folder, { recursive: true }));

const RITA = officialId('rita');

describe('the name of an official', () => {
  const acting = (key: string, official = ALICE) => ({ official, on: TODAY, door: 'test', key });
  const world = async (name: string) => {
    const node = await openNode();
    const directory = await openDirectory(join(folder, name));
    const call = (text: string, act = acting('k1')) =>
      nameOfficial(node.engine, directory, act, { officialId: RITA, name: text });
    const recorded = (): string => {
      const events = node.local.read(0, 100);
      return events.map(({ type, data, meta }) => `${type} ${data} ${meta}`).join('\n');
    };
    return { node, directory, call, recorded };
  };

  it('goes to the directory, and who wrote it to the log', async () => {
    const { node, directory, call, recorded } = await world('both');
    expect((await call('Official One')).status).toBe('recorded');
    expect(await directory.find(RITA)).toMatchObject({ name: 'Official One' });
    expect(recorded()).toContain('OfficialNamed.v1 {"namedBy":"alice","officialId":"rita"}');
    expect(recorded()).not.toContain('Official One');
    await node.close();
  });

  it('is written again under its key where that failed, and not replaced by another', async () => {
    const { node, directory, call } = await world('again');
    await call('Official One');
    await directory.erase(RITA);
    expect((await call('Official One')).status).toBe('replayed');
    expect(await directory.find(RITA)).toMatchObject({ name: 'Official One' });
    await expect(call('Official Two')).rejects.toThrow('idempotencyKeyReused');
    expect((await call('Official Two', acting('k2'))).status).toBe('recorded');
    expect(await directory.find(RITA)).toMatchObject({ name: 'Official Two' });
    await node.close();
  });

  it('is neither recorded nor written where it is none, or by who is no administrator', async () => {
    const { node, directory, call, recorded } = await world('refused');
    await expect(call('')).rejects.toThrow('name: must be 1 to 200 characters');
    await expect(call('Official One', acting('k3', RITA))).rejects.toThrow('mandateMissing');
    expect(recorded()).not.toContain('OfficialNamed');
    expect(await directory.list()).toEqual([]);
    await node.close();
  });
});
