import { dueDossiers } from '../../projections/dossiers/query.js';
import { dossier } from '../../src/domain/dossier/dossier.js';
import type { DossierOpened } from '../../src/domain/dossier/events.js';
import { dossierId } from '../../src/domain/ids.js';
import type { OfficialId } from '../../src/domain/ids.js';
import { ZERO } from '../../src/domain/money.js';
import { statementRun } from '../../src/domain/statement-run/statement-run.js';
import type { ProposeStatementRun } from '../../src/domain/statement-run/statement-run.js';
import { yearMonth } from '../../src/domain/time.js';
import type { Engine } from '../../src/engine/engine.js';
import { formB } from './dossier.js';
import { context } from './engine-node.js';

/** A form that came in December and is handled now: category 3 without resources from December on, for the first file. */
export async function replaceLine(engine: Engine, by: OfficialId): Promise<void> {
  const through = yearMonth('2025-02');
  const [first] = engine.read('dossiers', (store) => dueDossiers(store, { through, after: '', limit: 1 }));
  const [opened] = engine.local.readStream(`dossier-${first?.dossierId}`);
  if (opened === undefined) throw new Error('there is no file');
  const { dossierId: id, ...about } = JSON.parse(opened.data) as DossierOpened['data'];
  const { cpasId, openedByNis, fileNumber } = about;
  const sent = { from: '2024-12-01', decided: '2024-12-03', sent: '2024-12-30', ref: 'R1' };
  const form = formB({ ...sent, opener: cpasId, sender: cpasId, category: 3, by });
  const command = { ...form, dossierId: dossierId(id), file: { cpasId, openedByNis, fileNumber } };
  const { status } = await engine.execute(dossier, command, context('replace'));
  if (status !== 'recorded') throw new Error(`the form was ${status}`);
}

/** A proposal by a node that had determined nothing yet. */
export async function proposeUndetermined(
  engine: Engine,
  by: OfficialId,
  wanted: Pick<ProposeStatementRun, 'month' | 'proposalId' | 'on'>,
): Promise<void> {
  const due = { asOfSequence: 1, items: 0, net: ZERO, payable: ZERO };
  const command = {
    type: 'ProposeStatementRun',
    ...wanted,
    ...{ sentThrough: null, runBefore: null, due, by },
  } as const;
  await engine.execute(statementRun, command, context(`propose ${wanted.proposalId}`));
}
