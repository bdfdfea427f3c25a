// npm run campaign:races -- [--rounds 20]: two nodes, each with its own copy and read models, on one fake server. Every race has one
// schedule, held by pausing a node's tail and its appends; it is played so many times and must end alike each time.
// Prints the outcome of each; ends with 1 where something is lost, doubled, or the nodes' read models differ.
import { parseArgs } from 'node:util';
import { RACES_AGAIN } from '../support/races-again.js';
import { RACES_APPROVAL } from '../support/races-approval.js';
import { RACES } from '../support/races.js';

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '20' } } });
const rounds = Number(values.rounds);
console.log(`races: no seed, each has one schedule; ${rounds} rounds`);

const rows: { race: string; outcomes: number; equal: boolean; violations: number }[] = [];
for (const play of [...RACES, ...RACES_AGAIN, ...RACES_APPROVAL]) {
  const outcomes = new Set<string>();
  const violations = new Set<string>();
  let [race, equal] = ['', true];
  for (let round = 0; round < rounds; round += 1) {
    const played = await play();
    race = played.race;
    equal &&= played.equal;
    outcomes.add(played.outcome);
    for (const one of played.violations) violations.add(one);
  }
  console.log(`${race}:\n  ${[...outcomes].join('\n  ')}`);
  for (const one of violations) console.error(`  WRONG: ${one}`);
  if (outcomes.size > 1) console.error('  WRONG: it did not end alike each time');
  rows.push({ race, outcomes: outcomes.size, equal, violations: violations.size });
}
console.table(rows);
if (rows.some((row) => row.violations > 0 || row.outcomes > 1 || !row.equal)) process.exitCode = 1;
