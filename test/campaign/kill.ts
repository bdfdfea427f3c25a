// npm run campaign:kill -- [--kills 100] [--seed N] [--scale 0.002] [--only embedded|server]: kill -9 at random moments of a
// submission, a merger of the register and a month run, on the embedded log and through the fake server, which is killed at
// times itself. After each trial the log, the books and the read models are held against an uninterrupted run of the same.
// Prints its seed and a table; ends with 1 where something acknowledged is lost, doubled or different.
import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import 'reflect-metadata';
import { killCampaign } from '../support/kill-campaign.js';
import type { Backend, CampaignRow } from '../support/kill-campaign.js';

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '100' },
    seed: { type: 'string', default: String(randomInt(2 ** 31 - 1)) },
    scale: { type: 'string', default: '0.002' },
    only: { type: 'string' },
  },
});
const backends = (['embedded', 'server'] as const).filter(
  (one) => values.only === undefined || one === values.only,
);
const seed = Number(values.seed);
console.log(`kill -9: seed ${seed}, ${values.kills} kills a log, scale ${values.scale}`);

const rows: CampaignRow[] = [];
for (const backend of backends) rows.push(await campaign(backend));
console.table(
  Object.fromEntries(
    rows.map(({ backend, violations, ...row }) => [backend, { ...row, violations: violations.length }]),
  ),
);
for (const { backend, violations } of rows) for (const one of violations) console.error(`${backend}: ${one}`);
if (backends.length === 0 || rows.some((row) => row.violations.length > 0)) process.exitCode = 1;
process.exit();

function campaign(backend: Backend): Promise<CampaignRow> {
  return killCampaign({
    backend,
    seed,
    kills: Number(values.kills),
    scale: Number(values.scale),
    onProgress: (line) => console.log(`${backend}: ${line}`),
  });
}
