import { auditTrail } from '../../projections/audit-trail/project.js';
import { balances } from '../../projections/balances/project.js';
import { dossiers } from '../../projections/dossiers/project.js';
import * as dossierQueries from '../../projections/dossiers/query.js';
import { factsBetween, lastFactAt } from '../../projections/reference/query.js';
import { statements } from '../../projections/statements/project.js';
import * as statementQueries from '../../projections/statements/query.js';
import { dossier } from '../../src/domain/dossier/dossier.js';
import { dossierId } from '../../src/domain/ids.js';
import type { PartyId } from '../../src/domain/ids.js';
import { rate } from '../../src/domain/money.js';
import type { RedeterminationScope } from '../../src/domain/redetermination/events.js';
import type { Parameter } from '../../src/domain/rulebook/events.js';
import type { ShareCommand } from '../../src/domain/share/share.js';
import { day, instant, yearMonth } from '../../src/domain/time.js';
import type { Acting } from '../../src/engine/acting.js';
import { confirmProposal, proposeRules, proposeShares } from '../../src/engine/acts.js';
import { confirmRun, proposeRun } from '../../src/engine/month-run.js';
import type { MonthRunTools } from '../../src/engine/month-run.js';
import type { RedeterminationTools } from '../../src/engine/redetermination-plan.js';
import type { EventLog, LocalLog } from '../../src/log/event-log.js';
import { formB, formD, ndjson, unrealNiss } from './forms.js';
import { context } from './engine-node.js';
import { BRUSSELS, FACTS, NEW, openIntakeNode } from './intake-node.js';
import type { IntakeNode, StreamFacts } from './intake-node.js';
import { LaggingLocal } from './losing-log.js';
import { CLARA, DAVID, MANDATES, inventedRow } from './published.js';

/** The successor is registered before the succession, as its decider has it. */
const SETUP: StreamFacts = [
  ...FACTS.filter(([stream]) => stream === `party-${NEW}`),
  ...FACTS.filter(([stream]) => stream !== `party-${NEW}`),
  ['mandate-david', MANDATES.filter(({ data }) => data.officialId === DAVID)],
];

export const READ_MODELS = [dossiers, statements, balances, auditTrail];

/** A node that takes forms, runs months and determines again. */
export interface RedeterminationNode extends IntakeNode {
  readonly runs: MonthRunTools;
  readonly again: RedeterminationTools;
}

/** Over a new log, or the one given. */
export async function openRedeterminationNode(over?: {
  readonly log: EventLog;
  readonly local: LocalLog;
}): Promise<RedeterminationNode> {
  const node = await openIntakeNode({ projections: READ_MODELS, ...over, engine: { batchSize: 2 } }, SETUP);
  const { engine } = node;
  return {
    ...node,
    runs: { engine, reads: { ...dossierQueries, ...statementQueries } },
    again: {
      engine,
      reads: { ...dossierQueries, ...statementQueries, factsBetween, lastFactAt },
      filesAnAppend: 1,
    },
  };
}

/** Clara proposes and David confirms, on a day. */
export const clara = (on: string, key: string): Acting => ({
  official: CLARA,
  on: day(on),
  door: 'test',
  key,
});
export const david = (on: string, key: string): Acting => ({
  official: DAVID,
  on: day(on),
  door: 'test',
  key,
});

export const at = (node: RedeterminationNode, moment: string): void => node.clock.set(instant(moment));

/** Determines what is due and issues the statements of a month. */
export async function runMonth(node: RedeterminationNode, month: string, on: string) {
  at(node, `${on}T09:00:00.000Z`);
  const wanted = { month: yearMonth(month), sentThrough: null };
  const { proposalId } = await proposeRun(node.runs, clara(on, `propose-${month}`), wanted);
  return confirmRun(node.runs, david(on, `confirm-${month}`), { month: wanted.month, proposalId });
}

const person = (day_: string): object => ({ beneficiaries: [{ role: 'main', niss: unrealNiss(day_) }] });
const PIIS = { piisFrom: '2024-12-01' };

/**
 * Four files since December: two of Brussels with a project and one without, one with a project of a CPAS that was merged on 1 January. In January
 * 100.00 of one's December are recovered. The statements of January and February are issued.
 */
export async function twoMonthsStated(node: RedeterminationNode): Promise<void> {
  at(node, '2024-12-10T09:00:00.000Z');
  const file = (reference: string, fileNumber: string, more: object): object =>
    formB({ formReference: reference, fileNumber, resourcesYear: '0.00', ...more });
  await accepted(
    node,
    file('B-1', '12A', { ...PIIS, ...person('850101') }),
    file('B-2', '7', { ...PIIS, ...person('850102') }),
    file('B-3', '8', { ...person('850103') }),
    file('B-4', '9', { senderNis: '46013', ...PIIS, ...person('850104') }),
  );
  await runMonth(node, '2025-01', '2025-01-06');
  at(node, '2025-01-20T09:00:00.000Z');
  await accepted(node, formD({ bookingMonth: '2025-01', referenceMonth: '2024-12', amount: '100.00' }));
  await runMonth(node, '2025-02', '2025-02-03');
  at(node, '2025-02-10T09:00:00.000Z');
}

/** Submits forms of which none is refused. */
export async function accepted(node: RedeterminationNode, ...forms: readonly object[]): Promise<void> {
  const report = await node.submit(ndjson(...forms));
  if (report.refused !== 0) throw new Error(JSON.stringify(await node.outcomes(report)));
}

/** Clara proposes rows and David confirms them, on 10 February; gives the sequence of the confirmation. */
export async function lawPublishedLate(
  node: RedeterminationNode,
  ...rows: readonly (Pick<Parameter, 'ruleId' | 'values'> & { readonly from: string })[]
): Promise<number> {
  const parameters = rows.map(({ ruleId, values, from }) => inventedRow(ruleId, values, from));
  const key = rows.map((row) => `${row.ruleId} ${JSON.stringify(row.values)}`).join();
  const wanted = { scheme: 'RIS', parameters };
  const { proposalId } = await proposeRules(node.engine, clara('2025-02-10', `law ${key}`), wanted);
  const tally = await confirmProposal(node.engine, david('2025-02-10', `law ${key}`), proposalId);
  if (tally.recorded !== 1) throw new Error(JSON.stringify(tally));
  return node.local.head();
}

/** 15 % of a project, from December on. */
export const PIIS_LAW = { ruleId: 'ris.rate.piis', from: '2024-12-01', values: { rate: '0.15' } };

export const SCOPE: RedeterminationScope = {
  scheme: 'RIS',
  basis: 'rules',
  ruleIds: ['ris.rate.piis'],
  cpasIds: [],
  from: null,
  to: null,
};

/** Clara gives a share anew and David confirms it. */
export async function correctShare(
  node: RedeterminationNode,
  cpasId: PartyId,
  year: number,
  to: string,
): Promise<void> {
  const key = `share ${cpasId} ${year} ${to}`;
  const given = (proposalId: string): ShareCommand => ({
    type: 'GiveShare',
    cpasId,
    year,
    proposalId,
    share: rate(to),
    legalReference: 'law of a test',
    status: 'final',
    source: 'test',
    by: CLARA,
    on: day('2025-02-10'),
  });
  const { proposalId } = await proposeShares(node.engine, clara('2025-02-10', key), (id) => [given(id)]);
  const tally = await confirmProposal(node.engine, david('2025-02-10', key), proposalId);
  if (tally.recorded !== 1) throw new Error(JSON.stringify(tally));
}

/**
 * February of file 7, determined in March by a node whose copy of the log ends before the law that is confirmed meanwhile.
 * Gives what the list of stale lines says of it.
 */
export async function determinedOnOldRules(node: RedeterminationNode, publish: () => Promise<number>) {
  const behind = await openRedeterminationNode({ log: node.log, local: new LaggingLocal(node.local) });
  const law = await publish();
  at(behind, '2025-03-03T09:00:00.000Z');
  const file = { cpasId: BRUSSELS, fileNumber: '7' };
  const [found] = behind.engine.read('dossiers', (store) => dossierQueries.dossiersByFile(store, file));
  if (found === undefined) throw new Error('file 7 was not opened');
  const command = {
    type: 'DetermineDue',
    dossierId: dossierId(found.dossierId),
    through: yearMonth('2025-02'),
    by: DAVID,
    on: day('2025-03-03'),
  } as const;
  await behind.engine.execute(dossier, command, context('determined on old rules'));
  await behind.close();
  at(node, '2025-03-03T09:00:00.000Z');
  return { dossierId: found.dossierId, lineKey: '2025-02', version: 1, latestSequence: law };
}
