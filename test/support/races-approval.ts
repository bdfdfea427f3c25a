import { setImmediate as nextTurn } from 'node:timers/promises';
import { runsOf } from '../../projections/statements/query.js';
import { Rejection } from '../../src/domain/rejection.js';
import { day, instant, yearMonth } from '../../src/domain/time.js';
import type { Acting } from '../../src/engine/acting.js';
import { confirmRun, proposeRun } from '../../src/engine/month-run.js';
import { CLARA, DAVID } from './published.js';
import { TURNS, december, opened, race, record, replacement, unless } from './races.js';
import type { RaceOutcome } from './races.js';
import type { RaceNode } from './two-nodes.js';

/** Races between the two officials of a month run, each in its one order of events. */
export const RACES_APPROVAL: readonly (() => Promise<RaceOutcome>)[] = [movedMeanwhile, approvedElsewhere];

const JANUARY = yearMonth('2025-01');
const clara: Acting = { official: CLARA, on: day('2025-01-06'), door: 'test', key: 'propose' };
const david: Acting = { ...clara, official: DAVID, key: 'confirm' };

/** A line is replaced on node B after the proposal: node A refuses the approval, and the run is proposed again on B. */
async function movedMeanwhile(): Promise<RaceOutcome> {
  return race('a line replaced between proposal and approval', async (nodes) => {
    const { a, b } = nodes;
    const proposalId = await december(nodes);
    await record(b, replacement, 'replace');
    await nodes.level(a, b);
    const refused = await codeOf(confirmRun(a.runs, david, { month: JANUARY, proposalId }));
    const none = cutsOf(a);
    const wanted = { month: JANUARY, sentThrough: null };
    const again = await proposeRun(b.runs, { ...clara, key: 'again' }, wanted);
    await nodes.level(a, b);
    const run = await confirmRun(a.runs, { ...david, key: 'again' }, { ...wanted, ...again });
    await nodes.level(a, b);
    return {
      outcome: `${refused}, then ${run.items} items, ${run.payable} cents`,
      violations: [
        ...unless(refused === 'dueMoved' && none === 0, 'what nobody saw was cut'),
        ...unless(run.items === 4 && cutsOf(b) === 1, 'the run was not cut as it was proposed again'),
      ],
    };
  });
}

/** Node B is far behind when the official who saw the proposal on node A approves on B: it waits until it holds the proposal. */
async function approvedElsewhere(): Promise<RaceOutcome> {
  return race('a run approved on a node that has not seen its proposal', async (nodes) => {
    const { a, b } = nodes;
    await opened(nodes);
    b.local.pause();
    nodes.clock.set(instant('2025-02-03T09:00:00.000Z'));
    const on = day('2025-02-03');
    // Takes the lines of December, and not those of January, which it determines too.
    const wanted = { month: yearMonth('2025-02'), sentThrough: day('2025-01-10') };
    const { proposalId } = await proposeRun(a.runs, { ...clara, on }, wanted);
    const answered = b.log.nextReadOf(`statementRun-${wanted.month}`);
    const running = confirmRun(b.runs, { ...david, on }, { month: wanted.month, proposalId });
    await answered;
    for (let turn = 0; turn < TURNS; turn += 1) await nextTurn();
    const before = cutsOf(a);
    b.local.resume();
    const { items, determined } = await running;
    await nodes.level(a, b);
    return {
      outcome: `${items} items, ${determined.lines} lines determined anew`,
      violations: [
        ...unless(before === 0, 'it was cut by a node that had not seen its lines'),
        ...unless(items === 3 && determined.lines === 0, 'the run is not the one proposed'),
      ],
    };
  });
}

const cutsOf = ({ engine }: RaceNode): number => engine.read('statements', (store) => runsOf(store).length);

async function codeOf(work: Promise<object>): Promise<string> {
  try {
    await work;
    return 'confirmed';
  } catch (error) {
    if (error instanceof Rejection) return error.code;
    throw error;
  }
}
