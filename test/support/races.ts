import { setImmediate as nextTurn } from 'node:timers/promises';
import {
  explainLine,
  openItems,
  runsOf,
  staleLines,
  statementsOfRun,
} from '../../projections/statements/query.js';
import { catalogOf, factGroups } from '../../src/domain/catalog.js';
import type { DossierCommand } from '../../src/domain/dossier/commands.js';
import { dossier } from '../../src/domain/dossier/dossier.js';
import { dossierId, fileNumber, nisCode } from '../../src/domain/ids.js';
import { rate } from '../../src/domain/money.js';
import { party } from '../../src/domain/party/party.js';
import { Rejection } from '../../src/domain/rejection.js';
import type { FactVersions } from '../../src/domain/shape.js';
import { share } from '../../src/domain/share/share.js';
import { day, instant, yearMonth } from '../../src/domain/time.js';
import type { Acting } from '../../src/engine/acting.js';
import { NodeStopped } from '../../src/engine/command.js';
import { confirmRun, proposeRun } from '../../src/engine/month-run.js';
import { due, formB } from './dossier.js';
import { context } from './engine-node.js';
import { BRUSSELS, FACTS, NEW, OLD } from './intake-node.js';
import type { StreamFacts } from './intake-node.js';
import { renameParty } from './parties.js';
import { CLARA, DAVID, MANDATES } from './published.js';
import { openTwoNodes } from './two-nodes.js';
import type { RaceNode, TwoNodes } from './two-nodes.js';

/** What came of a race: what was done in which order, what each node says of it, and what is wrong. */
export interface RaceOutcome {
  readonly race: string;
  readonly outcome: string;
  /** Whether every read model of both nodes has the same digest at the end. */
  readonly equal: boolean;
  readonly violations: readonly string[];
}

/** Turns of the event loop that a node is left without its tail. */
export const TURNS = 50;
const NEW_NAME = 'PartyChanged.v2';
const JANUARY = yearMonth('2025-01');
/** The successor is registered before the succession, as its decider has it. */
const SETUP: StreamFacts = [
  ...FACTS.filter(([stream]) => stream === `party-${NEW}`),
  ...FACTS.filter(([stream]) => stream !== `party-${NEW}`),
  ['mandate-david', MANDATES.filter(({ data }) => data.officialId === DAVID)],
];
const clara: Acting = { official: CLARA, on: day('2025-01-06'), door: 'test', key: 'propose' };
const david: Acting = { official: DAVID, on: day('2025-01-06'), door: 'test', key: 'confirm' };

/** Every race in its one order of events. */
export const RACES: readonly (() => Promise<RaceOutcome>)[] = [
  cutThenLine,
  lineThenCut,
  sameForm,
  sameReference,
  sameRun,
  shareCorrected,
  unknownType,
];

/** Node B is behind the cut of node A and replaces a line that it lists: the difference waits for the next run. */
async function cutThenLine(): Promise<RaceOutcome> {
  return race('statement cut, then a lagging node replaces a line', async (nodes) => {
    const { a, b } = nodes;
    const proposalId = await december(nodes);
    b.local.pause();
    const { cut } = await confirmRun(a.runs, david, { month: JANUARY, proposalId });
    const answer = await record(b, replacement, 'replace');
    b.local.resume();
    await nodes.level(a, b);
    const found = lineOf(b);
    return {
      outcome: `cut ${cut}, line ${answer} at ${found?.sequence} knowing ${found?.knownThrough}: ${found?.where}`,
      violations: [
        ...unless(answer === 'recorded', `the replacement was ${answer}`),
        ...unless((found?.sequence ?? 0) > cut, 'the line is not after the cut'),
        ...unless((found?.knownThrough ?? cut) < cut, 'the lagging node knew the cut'),
        ...unless(found?.where === 'open', 'the difference is not open'),
        ...unless(lineOf(a)?.where === found?.where, 'the nodes disagree about the item'),
      ],
    };
  });
}

/** Node A decided on its cut before it sees a line that node B puts before it: the statement lists that line too. */
async function lineThenCut(): Promise<RaceOutcome> {
  return race('a line replaced between the decision on a cut and the cut', async (nodes) => {
    const { a, b } = nodes;
    const proposalId = await december(nodes);
    const gate = a.log.hold('statementRun-');
    const running = confirmRun(a.runs, david, { month: JANUARY, proposalId });
    await gate.arrived;
    a.local.pause();
    const answer = await record(b, replacement, 'replace');
    const answered = a.log.nextReadOf(`statementRun-${JANUARY}`);
    gate.open();
    await answered;
    // The cut is answered from the log of record; node A must now wait until its own copy has reached it.
    for (let turn = 0; turn < TURNS; turn += 1) await nextTurn();
    a.local.resume();
    const { cut } = await running;
    await nodes.level(a, b);
    const found = lineOf(a);
    return {
      outcome: `line ${answer} at ${found?.sequence}, cut ${cut}: ${found?.where}`,
      violations: [
        ...unless((found?.sequence ?? cut) < cut, 'the line is not before the cut'),
        ...unless(found?.where === 'on 2025-01/1, 1 item', `the difference is ${found?.where}`),
        ...unless(lineOf(b)?.where === found?.where, 'the nodes disagree about the item'),
      ],
    };
  });
}

/** Both nodes have decided on the same form before either has written. */
async function sameForm(): Promise<RaceOutcome> {
  return race('the same command on both nodes at once', async (nodes) => {
    const { a, b, server } = nodes;
    const [first, second] = [a.log.hold('dossier-'), b.log.hold('dossier-')];
    const answers = [record(a, opening(0), 'form:1'), record(b, opening(0), 'form:1')];
    await Promise.all([first.arrived, second.arrived]);
    second.open();
    const onB = await answers[1];
    first.open();
    const onA = await answers[0];
    await nodes.level(a, b);
    const written = server.store.all.filter(({ stream }) => stream.includes('.dossier-')).length;
    return {
      outcome: `A ${onA}, B ${onB}, ${written} events`,
      violations: [
        ...unless(onB === 'recorded' && onA === 'replayed', 'not one effect and one replay'),
        ...unless(written === 2, 'not the two events of one form'),
      ],
    };
  });
}

/** The same reference with another content: the one that lands first counts. */
async function sameReference(): Promise<RaceOutcome> {
  return race('the same form reference with other content', async (nodes) => {
    const { a, b, server } = nodes;
    const [first, second] = [a.log.hold('dossier-'), b.log.hold('dossier-')];
    const answers = [record(a, opening(0), 'form:1'), record(b, opening(0), 'form:1', 'other')];
    await Promise.all([first.arrived, second.arrived]);
    first.open();
    const onA = await answers[0];
    second.open();
    const onB = await answers[1];
    await nodes.level(a, b);
    const written = server.store.all.filter(({ stream }) => stream.includes('.dossier-')).length;
    return {
      outcome: `A ${onA}, B ${onB}, ${written} events`,
      violations: unless(
        onA === 'recorded' && onB === 'idempotencyKeyReused' && written === 2,
        'the second content was not refused',
      ),
    };
  });
}

/** Both nodes carry out the approval of one run; node A stands still after the first statement while B issues all. */
async function sameRun(): Promise<RaceOutcome> {
  return race('the same month run confirmed on both nodes', async (nodes) => {
    const { a, b, server } = nodes;
    const proposalId = await december(nodes);
    const [first, second] = [a.log.hold('statements-'), a.log.hold('statements-')];
    const onA = confirmRun(a.runs, david, { month: JANUARY, proposalId });
    await first.arrived;
    first.open();
    await second.arrived;
    a.local.pause();
    const b1 = await confirmRun(b.runs, david, { month: JANUARY, proposalId });
    const answered = a.log.nextReadOf('statements-cpas-46030');
    second.open();
    await answered;
    for (let turn = 0; turn < TURNS; turn += 1) await nextTurn();
    a.local.resume();
    const a1 = await onA;
    await nodes.level(a, b);
    const issued = server.store.all.filter(({ type }) => type === 'StatementIssued.v1');
    const cuts = server.store.all.filter(({ type }) => type === 'StatementRunStarted.v1').length;
    const done = server.store.all.filter(({ type }) => type === 'StatementRunCompleted.v1').length;
    const streams = new Set(issued.map(({ stream }) => stream)).size;
    return {
      outcome: `cut ${a1.cut} and ${b1.cut}, ${issued.length} statements of ${streams} CPAS, ${cuts} start, ${done} end`,
      violations: unless(
        a1.cut === b1.cut && issued.length === 2 && streams === 2 && cuts === 1 && done === 1,
        'the run was not carried out once',
      ),
    };
  });
}

/** Node B determines a line with the share that node A has corrected: it is found, on both, and so is its mending. */
async function shareCorrected(): Promise<RaceOutcome> {
  return race('a share corrected while lines are determined', async (nodes) => {
    const { a, b, clock } = nodes;
    await record(a, opening(0), 'form:1');
    await record(a, opening(1), 'form:2');
    await nodes.level(a, b);
    clock.set(instant('2025-01-06T09:00:00.000Z'));
    b.local.pause();
    await correctShare(a);
    const onA = await record(a, dueOf(1), 'due:1');
    const onB = await record(b, dueOf(0), 'due:0');
    b.local.resume();
    await nodes.level(a, b);
    const stale = staleOf(b);
    const mended = await record(a, restated, 'restated');
    await nodes.level(a, b);
    return {
      outcome: `A ${onA}, B ${onB}; stale ${stale}; restated: ${staleOf(b)}`,
      violations: [
        ...unless(mended === 'recorded', `the form restated was ${mended}`),
        ...unless(stale === 'dossier-0 v1 (share)', 'not exactly the line of the lagging node is stale'),
        ...unless(staleOf(a) === staleOf(b), 'the nodes disagree about what is stale'),
        ...unless(staleOf(a) === 'dossier-0 v1 (share), replaced', 'the later version is not seen'),
      ],
    };
  });
}

/** Node A has the newer release. Node B stops rather than lose money in silence, and goes on once it is upgraded. */
async function unknownType(): Promise<RaceOutcome> {
  return race(
    'an event type of a newer node',
    async (nodes) => {
      const { a, b } = nodes;
      await record(a, opening(0), 'form:1');
      await nodes.level(a, b);
      const rename = { ...renameParty(BRUSSELS, 'Bruxelles'), by: CLARA };
      await a.engine.execute(party, rename, context('rename:1'));
      await record(a, opening(1), 'form:2');
      await nodes.level(a);
      const at = a.local.sequenceOf(`party-${BRUSSELS}`, 1) ?? 0;
      await stopped(b);
      const health = b.engine.health();
      const refused = await record(b, opening(1), 'form:3');
      const stops = health.readModels.filter((model) => model.stopped?.kind === 'unknownType');
      const named = stops.every((model) => model.stopped?.event?.type === NEW_NAME);
      const before = Math.max(...health.readModels.map((model) => model.sequence));
      const upgraded = await b.upgrade(NEWER);
      await nodes.level(a, upgraded);
      const after = await record(upgraded, replacement, 'form:3');
      await nodes.level(a, upgraded);
      return {
        b: upgraded,
        outcome: `B stopped ${stops.length} of ${health.readModels.length} read models at ${before}, command: ${refused}; upgraded: ${after}`,
        violations: [
          ...unless(stops.length === health.readModels.length && named, 'health does not name it everywhere'),
          ...unless(before < at, 'a read model went past what it cannot read'),
          ...unless(health.commandsStopped?.includes(NEW_NAME) === true, 'commands are not stopped'),
          ...unless(refused === 'NodeStopped', `the command was ${refused}`),
          ...unless(after === 'recorded', `after the upgrade it was ${after}`),
        ],
      };
    },
    NEWER,
  );
}

/** What a later release may know: a second version of a fact, under a name that this one does not have. */
const NEWER = catalogOf(factGroups.flatMap((group) => group.facts).map(withSecondVersion));

function withSecondVersion(versions: FactVersions): FactVersions {
  const [first, ...rest] = versions;
  return first.type === 'PartyChanged' ? [first, ...rest, { ...first, stored: NEW_NAME }] : versions;
}

interface Verdict {
  readonly outcome: string;
  readonly violations: readonly string[];
  /** The node that took the place of B. */
  readonly b?: RaceNode;
}

/** Plays a race on two new nodes, and compares their read models at its end. */
export async function race(
  name: string,
  run: (nodes: TwoNodes) => Promise<Verdict>,
  newer?: typeof NEWER,
): Promise<RaceOutcome> {
  const nodes = await openTwoNodes(SETUP, newer === undefined ? {} : { newer });
  nodes.clock.set(instant('2024-12-10T09:00:00.000Z'));
  const { outcome, violations, b = nodes.b } = await run(nodes);
  const digests = [await digestsOf(nodes.a), await digestsOf(b)];
  const equal = digests[0] === digests[1];
  const trial = [...unless(equal, 'the read models of the nodes differ'), ...(await rebuilt(b))];
  await nodes.close(nodes.a, b);
  return { race: name, outcome, equal, violations: [...violations, ...trial] };
}

/** Three standing decisions, and the run of January proposed, which determines their December. */
export async function december(nodes: TwoNodes): Promise<string> {
  const { a, b, clock, level } = nodes;
  await opened(nodes);
  clock.set(instant('2025-01-06T09:00:00.000Z'));
  const { proposalId } = await proposeRun(a.runs, clara, { month: JANUARY, sentThrough: null });
  await level(a, b);
  return proposalId;
}

/** Three standing decisions, which both nodes know. */
export async function opened({ a, b, level }: TwoNodes): Promise<void> {
  for (const index of [0, 1, 2]) await record(a, opening(index), `form:${index + 1}`);
  await level(a, b);
}

const own = (index: number) => {
  const cpasId = index < 2 ? BRUSSELS : OLD;
  const openedByNis = nisCode(index < 2 ? '21004' : '46013');
  return {
    dossierId: dossierId(`dossier-${index}`),
    file: { cpasId, openedByNis, fileNumber: fileNumber(String(index + 1)) },
  };
};

const decided = (index: number, given: Parameters<typeof formB>[0]): DossierCommand => {
  const { file } = own(index);
  const from = { from: '2024-12-01', decided: '2024-12-03', sent: '2024-12-10' };
  return { ...formB({ ...from, opener: file.cpasId, sender: file.cpasId, ...given }), ...own(index) };
};

const opening = (index: number): DossierCommand => decided(index, { ref: `F${index}` });
/** Received in December, and handled after the proposal of the run. */
export const replacement: DossierCommand = decided(0, { ref: 'R1', category: 3, sent: '2024-12-30' });
const restated: DossierCommand = decided(0, { ref: 'R2', resources: '1200.00', sent: '2025-01-06' });
const dueOf = (index: number): DossierCommand => ({ ...due('2024-12', '2025-01-06'), ...own(index) });

/** The status of the answer, or why there is none. */
export async function record(
  node: RaceNode,
  command: DossierCommand,
  id: string,
  content = 'form',
): Promise<string> {
  try {
    return (await node.engine.execute(dossier, command, context(id, content))).status;
  } catch (error) {
    if (error instanceof Rejection) return error.code;
    if (error instanceof NodeStopped) return 'NodeStopped';
    throw error;
  }
}

export async function correctShare({ engine }: RaceNode): Promise<void> {
  const base = { cpasId: BRUSSELS, year: 2024, proposalId: 'corrected', on: day('2025-01-06') };
  const source = { status: 'final', source: 'test', legalReference: 'law of the share' } as const;
  const give = { type: 'GiveShare', ...base, ...source, share: rate('0.65'), by: CLARA } as const;
  await engine.execute(share, give, context('share:give'));
  await engine.execute(share, { type: 'ConfirmShare', ...base, by: DAVID }, context('share:confirm'));
}

/** The newest version of December of the first dossier, and where its difference is. */
function lineOf({ engine, local }: RaceNode) {
  return engine.read('statements', (store) => {
    const line = explainLine(store, { dossierId: 'dossier-0', lineKey: '2024-12' });
    if (line === undefined || line.version < 2) return undefined;
    const { sequence } = line;
    const open = openItems(store, { afterSequence: 0, limit: 100 }).filter(
      (item) => item.sequence === sequence,
    );
    const stated = line.items.map((item) => `${item.month}/${item.number}`);
    const [event] = local.read(sequence - 1, 1);
    const { knownThrough } = JSON.parse(event?.meta ?? '{}') as { knownThrough: number };
    const where = open.length > 0 ? 'open' : `on ${stated.join(', ')}, ${line.items.length} item`;
    const runs = runsOf(store).map((run) => statementsOfRun(store, run.cut).length);
    return { sequence, knownThrough, where, runs };
  });
}

const staleOf = ({ engine }: RaceNode): string =>
  engine
    .read('statements', (store) => staleLines(store))
    .map((row) => `${row.dossierId} v${row.version} (${row.ruleId})${row.replaced ? ', replaced' : ''}`)
    .join('; ');

async function digestsOf({ engine }: RaceNode): Promise<string> {
  return JSON.stringify(await Promise.all(engine.readModelNames.map((name) => engine.digest(name))));
}

async function rebuilt({ engine }: RaceNode): Promise<readonly string[]> {
  const violations: string[] = [];
  for (const name of engine.readModelNames) {
    const { equal } = await engine.rebuild(name, { verify: true });
    if (equal !== true) violations.push(`${name} is not what a rebuild gives`);
  }
  return violations;
}

/** Resolves when every read model of the node has stopped. */
async function stopped({ engine }: RaceNode): Promise<void> {
  while (!engine.health().readModels.every((model) => model.stopped !== null)) {
    await nextTurn();
  }
}

export const unless = (holds: boolean, problem: string): readonly string[] => (holds ? [] : [problem]);
