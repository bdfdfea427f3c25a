import { randomInt } from 'node:crypto';
import 'reflect-metadata';
import { killCampaign } from '../support/kill-campaign.js';

const seed = Number(process.env['PROPERTY_SEED'] ?? randomInt(2 ** 31 - 1));

/** Three kills of the embedded log; `npm run campaign:kill` does a hundred, and a hundred through the fake server. */
describe(`a process that is killed at random moments (seed ${seed})`, () => {
  it('loses nothing that it acknowledged, and does nothing twice', async () => {
    const log: string[] = [];
    const onProgress = (line: string): unknown => log.push(line);
    const row = await killCampaign({ backend: 'embedded', seed, kills: 3, scale: 0.0003, onProgress });
    expect({ log, violations: row.violations }).toEqual({ log, violations: [] });
    expect(row.kills).toBe(3);
  }, 120_000);
});
