import { DatabaseSync } from 'node:sqlite';
import type { DossierEvent } from '../../src/domain/dossier/events.js';
import { forms } from '../../projections/forms/project.js';
import { dossierOfForm, reusedReferences } from '../../projections/forms/query.js';
import { dossier } from '../../src/domain/dossier/dossier.js';
import { dossierId } from '../../src/domain/ids.js';
import { recorded } from '../support/facts.js';
import { HAM, formB, formD, rulesOpenedOn } from '../support/dossier.js';

const rules = rulesOpenedOn('2025-02-01');
const [FIRST, SECOND] = [dossierId('first'), dossierId('second')];

/** The facts of form B `F1` in a dossier. */
const decided = (id: typeof FIRST, ref = 'F1'): readonly DossierEvent[] =>
  dossier.decide({ ...formB({ from: '2025-02-01', ref }), dossierId: id }, dossier.initial, rules);

function read(...facts: readonly DossierEvent[]): DatabaseSync {
  const store = new DatabaseSync(':memory:');
  store.exec(forms.tables);
  const projector = forms.open(store);
  for (const [index, fact] of facts.entries()) {
    if (fact.type !== 'DossierOpened') projector.apply(recorded(fact, index + 1));
  }
  projector.flush();
  return store;
}

describe('the read model of form references', () => {
  it('knows the dossier in which a sender used a reference', () => {
    const find = dossierOfForm(read(...decided(FIRST)));
    expect([find(HAM, 'F1'), find(HAM, 'F2')]).toEqual(['first', undefined]);
  });

  it('takes a recovery for a form, and a line that falls due for none', () => {
    const recovery = dossier.decide(
      { ...formD({ amount: '10.00', month: '2024-12', ref: 'D1' }), dossierId: FIRST },
      dossier.initial,
      rules,
    );
    expect(recovery.map((fact) => fact.type)).toEqual(['DossierOpened', 'LineDetermined']);
    const find = dossierOfForm(read(...recovery));
    expect([find(HAM, 'D1'), find(HAM, 'F1')]).toEqual(['first', undefined]);
  });

  it('lists a reference that two nodes let pass for two dossiers', () => {
    const store = read(...decided(FIRST), ...decided(SECOND));
    expect(dossierOfForm(store)(HAM, 'F1')).toBe('first');
    expect(reusedReferences(store)).toEqual([
      { sequence: 4, senderId: HAM, formReference: 'F1', dossierId: 'second', firstDossierId: 'first' },
    ]);
  });

  it('does not list a form that acted on its dossier with several facts', () => {
    const [opened, decision] = decided(FIRST);
    if (opened === undefined || decision === undefined) throw new Error('two facts');
    expect(reusedReferences(read(opened, decision, decision))).toEqual([]);
  });
});
