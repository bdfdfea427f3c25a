import { setImmediate as nextTurn } from 'node:timers/promises';
import * as dossierQueries from '../../projections/dossiers/query.js';
import { factsBetween, lastFactAt } from '../../projections/reference/query.js';
import * as statementQueries from '../../projections/statements/query.js';
import { day } from '../../src/domain/time.js';
import type { Acting } from '../../src/engine/acting.js';
import {
  approveRedetermination,
  proposeRedetermination,
  runRedetermination,
} from '../../src/engine/redetermination.js';
import type { RedeterminationTools } from '../../src/engine/redetermination-plan.js';
import { CLARA, DAVID } from './published.js';
import { TURNS, correctShare, december, race, record, replacement, unless } from './races.js';
import type { RaceOutcome } from './races.js';
import type { RaceNode, TwoNodes } from './two-nodes.js';

/** Races of lines that are determined again, each in its one order of events. */
export const RACES_AGAIN: readonly (() => Promise<RaceOutcome>)[] = [sameRedetermination, formMeanwhile];

const clara: Acting = { official: CLARA, on: day('2025-01-06'), door: 'test', key: 'again' };
const david: Acting = { ...clara, official: DAVID };

const toolsOf = ({ engine }: RaceNode): RedeterminationTools => ({
  engine,
  reads: { ...dossierQueries, ...statementQueries, factsBetween, lastFactAt },
  filesAnAppend: 1,
});

/** December of two files of Brussels comes out otherwise since its share was corrected: proposed and approved on node A. */
async function approvedShares(nodes: TwoNodes): Promise<string> {
  const { a, b } = nodes;
  await december(nodes);
  await correctShare(a);
  const { redetermination } = await proposeRedetermination(toolsOf(a), clara, {
    scheme: 'RIS',
    basis: 'shares',
    ruleIds: [],
    cpasIds: [],
    from: null,
    to: null,
  });
  const { redeterminationId, digest } = redetermination.proposal;
  await approveRedetermination(a.engine, david, { redeterminationId, digest });
  await nodes.level(a, b);
  return redeterminationId;
}

const versionsOf = ({ engine }: RaceNode, dossierId: string) =>
  engine
    .read('statements', (store) => statementQueries.lineVersionsOf(store, dossierId))
    .map((row) => `v${row.version} ${row.net}`)
    .join(', ');

/** Node A has decided on its first file when node B does all of it; A learns of it only after it has written. */
async function sameRedetermination(): Promise<RaceOutcome> {
  return race('the same redetermination on both nodes', async (nodes) => {
    const { a, b, server } = nodes;
    const id = await approvedShares(nodes);
    const gate = a.log.hold('dossier-');
    const onA = runRedetermination(toolsOf(a), david, id);
    await gate.arrived;
    a.local.pause();
    const b1 = await runRedetermination(toolsOf(b), david, id);
    gate.open();
    for (let turn = 0; turn < TURNS; turn += 1) await nextTurn();
    a.local.resume();
    const a1 = await onA;
    await nodes.level(a, b);
    const ends = server.store.all.filter(({ type }) => type === 'RedeterminationCompleted.v1').length;
    const [first, second] = [versionsOf(a, 'dossier-0'), versionsOf(a, 'dossier-1')];
    return {
      outcome: `${a1.outcome?.lines} and ${b1.outcome?.lines} lines, ${ends} end; ${first}; ${second}`,
      violations: [
        ...unless(a1.outcome?.lines === 2 && b1.outcome?.lines === 2, 'not both lines on both nodes'),
        ...unless(ends === 1, 'it was not completed once'),
        ...unless(first === 'v1 90192, v2 83750' && second === first, 'a line has not two versions'),
      ],
    };
  });
}

/** Node A has decided on a file when a form replaces its line on node B: the line stays as the form has it. */
async function formMeanwhile(): Promise<RaceOutcome> {
  return race('a form on the other node while its line is determined again', async (nodes) => {
    const { a, b } = nodes;
    const id = await approvedShares(nodes);
    const gate = a.log.hold('dossier-dossier-0');
    const onA = runRedetermination(toolsOf(a), david, id);
    await gate.arrived;
    a.local.pause();
    const answer = await record(b, replacement, 'replace');
    gate.open();
    for (let turn = 0; turn < TURNS; turn += 1) await nextTurn();
    a.local.resume();
    const { outcome } = await onA;
    await nodes.level(a, b);
    const [first, second] = [versionsOf(b, 'dossier-0'), versionsOf(b, 'dossier-1')];
    return {
      outcome: `form ${answer}; ${outcome?.lines} line again, ${outcome?.overtaken} overtaken; ${first}; ${second}`,
      violations: [
        ...unless(outcome?.lines === 1 && outcome.overtaken === 1, 'not one line again and one overtaken'),
        // Category 3 at the corrected share: 1741.29 × 0.65 = 1131.8385.
        ...unless(first === 'v1 90192, v2 113184', 'the line is not as the form has it'),
        ...unless(second === 'v1 90192, v2 83750', 'the other line was not determined again'),
      ],
    };
  });
}
