import fc from 'fast-check';
import { dossiers } from '../../projections/dossiers/project.js';
import { countDue, dossierById, dossiersByFile, dueDossiers } from '../../projections/dossiers/query.js';
import type { Recorded } from '../../src/domain/decider.js';
import { dossier } from '../../src/domain/dossier/dossier.js';
import { undeterminedMonths } from '../../src/domain/dossier/due.js';
import type { DossierState } from '../../src/domain/dossier/state.js';
import { Rejection } from '../../src/domain/rejection.js';
import { addDays, addMonths, day, monthsBetween, yearMonth } from '../../src/domain/time.js';
import { DOSSIER, HAM, due, formB, formC, rulesOpenedOn, withdrawal } from '../support/dossier.js';
import { history } from '../support/history.js';
import { propertyRuns } from '../support/properties.js';
import { readModel } from '../support/read-model.js';
import type { ReadModel } from '../support/read-model.js';

type Command = Parameters<typeof dossier.decide>[0];
const rules = rulesOpenedOn('2024-11-20');

/** The facts of a log in which one dossier got these commands; refused ones leave nothing. */
function factsOf(...commands: readonly Command[]): { facts: readonly Recorded[]; state: DossierState } {
  const log = history();
  log.cpas(HAM);
  let state: DossierState = dossier.initial;
  for (const command of commands) {
    for (const event of decided(command, state)) {
      log.add(`dossier-${DOSSIER}`, event);
      state = dossier.evolve(state, event);
    }
  }
  return { facts: log.facts, state };
}

function decided(command: Command, state: DossierState) {
  try {
    return dossier.decide(command, state, rules);
  } catch (error) {
    if (error instanceof Rejection) return [];
    throw error;
  }
}

const dueFrom = (...commands: readonly Command[]): string | null | undefined =>
  dossierById(readModel(dossiers, factsOf(...commands).facts).store, DOSSIER)?.dueFrom;

const isDue = ({ store }: ReadModel, through: string): boolean =>
  dueDossiers(store, { through: yearMonth(through), after: '', limit: 10 }).length > 0;

describe('a dossier is due', () => {
  it('from the month of its decision on, until that month is determined', () => {
    expect(dueFrom(formB({ from: '2025-01-10' }))).toBe('2025-01');
    expect(dueFrom(formB({ from: '2025-01-10' }), due('2025-02'))).toBe('2025-03');
  });

  it('not for months before the log began', () => {
    expect(dueFrom(formB({ from: '2020-05-01', decided: '2024-12-01' }))).toBe('2024-11');
  });

  it('again for the months that a late decision opens', () => {
    const late = formB({ from: '2024-12-01', decided: '2025-02-20', ref: 'F2' });
    expect(dueFrom(formB({ from: '2025-01-01' }), due('2025-02'), late)).toBe('2024-12');
    expect(dueFrom(formB({ from: '2025-01-01' }), due('2025-02'), late, due('2025-02'))).toBe('2025-03');
  });

  it('no longer than its decision stands', () => {
    expect(dueFrom(formB({ from: '2025-01-01' }), withdrawal('2025-02-01'))).toBe('2025-01');
    expect(dueFrom(formB({ from: '2025-01-01' }), withdrawal('2025-02-01'), due('2025-06'))).toBeNull();
  });

  it('again after a pause, without the months of the pause', () => {
    const again = formB({ from: '2025-05-15', ref: 'F3' });
    expect(dueFrom(formB({ from: '2025-01-01' }), withdrawal('2025-02-01'), due('2025-03'), again)).toBe(
      '2025-05',
    );
  });

  it('again where its withdrawal is taken back', () => {
    const back = formC(
      { kind: 'regularization', of: 'withdrawal', regularizes: day('2025-02-01'), effectiveFrom: null },
      '2025-03-10',
      { ref: 'F3' },
    );
    expect(dueFrom(formB({ from: '2025-01-01' }), withdrawal('2025-02-01'), due('2025-03'), back)).toBe(
      '2025-02',
    );
  });

  it('not because of a refusal', () => {
    const refused = formC(
      { kind: 'refusal', effectiveFrom: day('2025-01-01'), beneficiaries: [] },
      '2025-01-01',
    );
    expect(dueFrom(refused)).toBeNull();
  });

  it('as long as a month before was left out, although later ones are determined', () => {
    const log = history();
    log.cpas('cpas-a');
    log.open('dossier-1', 'cpas-a');
    const [, decision] = factsOf(formB({ from: '2025-01-01' })).facts.slice(-2);
    if (decision === undefined) throw new Error('no decision');
    log.add('dossier-dossier-1', {
      type: decision.type,
      data: { ...decision.data, dossierId: 'dossier-1' },
    });
    log.determine({ dossier: 'dossier-1', month: '2025-02', grosses: { 101: 1 } });
    log.determine({ dossier: 'dossier-1', month: '2025-04', grosses: { 101: 1 } });
    const model = readModel(dossiers, log.facts);
    expect(dossierById(model.store, 'dossier-1')).toMatchObject({
      dueFrom: '2025-01',
      months: '2025-02..2025-02 2025-04..2025-04',
      timeline: 'B2025-01-01',
    });
    log.determine({ dossier: 'dossier-1', month: '2025-01', grosses: { 101: 1 } });
    model.put(log.facts.slice(-1));
    expect(dossierById(model.store, 'dossier-1')).toMatchObject({ dueFrom: '2025-03' });
  });

  it('exactly where its decider would determine a month, after any history', () => {
    const FIRST = day('2024-10-15');
    const anyDay = fc.integer({ min: 0, max: 300 }).map((days) => addDays(FIRST, days));
    const act = fc.constantFrom('B', 'B', 'C', 'back', 'move', 'due', 'due');
    const step = fc.record({ act, on: anyDay, other: anyDay });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), fc.boolean(), (steps, isLive) => {
        const commands = steps.map(({ act: kind, on, other }, index): Command => {
          const ref = { ref: `F${index}`, sent: addDays(on, 3) };
          switch (kind) {
            case 'B':
              return formB({ from: other, decided: on, ...ref, category: index % 2 === 0 ? 1 : 2 });
            case 'C':
              return formC({ kind: 'withdrawal', effectiveFrom: other }, on, ref);
            case 'due':
              return due(on.slice(0, 7), '2026-06-05');
            default: {
              const earlier = steps.find((one) => one.act === 'C')?.other ?? on;
              const effectiveFrom = kind === 'move' ? other : null;
              return formC(
                { kind: 'regularization', of: 'withdrawal', regularizes: earlier, effectiveFrom },
                on,
                ref,
              );
            }
          }
        });
        const { facts, state } = factsOf(...commands);
        const model = readModel(dossiers, isLive ? [] : facts);
        if (isLive) for (const fact of facts) model.put([fact]);
        for (const month of monthsBetween(yearMonth('2024-10'), yearMonth('2025-12'))) {
          const expected = state.status === 'none' ? [] : undeterminedMonths(state, month, rules);
          expect([month, isDue(model, month)]).toEqual([month, expected.length > 0]);
        }
      }),
      propertyRuns(40),
    );
  });
});

describe('due dossiers', () => {
  const log = history();
  log.cpas('cpas-a');
  const [, decision] = factsOf(formB({ from: '2025-01-01' })).facts.slice(-2);
  for (const id of ['d-3', 'd-1', 'd-2']) {
    log.open(id, 'cpas-a');
    log.add(`dossier-${id}`, { type: decision?.type ?? '', data: { ...decision?.data, dossierId: id } });
  }
  const { store } = readModel(dossiers, log.facts);
  const through = yearMonth('2025-01');

  it('are read in pages, by id, with their last event', () => {
    expect(dueDossiers(store, { through, after: '', limit: 2 })).toEqual([
      { dossierId: 'd-1', lastSequence: 6 },
      { dossierId: 'd-2', lastSequence: 8 },
    ]);
    expect(dueDossiers(store, { through, after: 'd-2', limit: 2 })).toEqual([
      { dossierId: 'd-3', lastSequence: 4 },
    ]);
  });

  it('are counted', () => {
    expect(countDue(store, through)).toBe(3);
    expect(countDue(store, addMonths(through, -1))).toBe(0);
  });
});

describe('a dossier is found', () => {
  const log = history();
  for (const id of ['cpas-a', 'cpas-b', 'cpas-m', 'cpas-x']) log.cpas(id);
  log.open('d-1', 'cpas-a', '0012-A');
  log.open('d-2', 'cpas-b', '12a');
  log.open('d-3', 'cpas-x', '12A');
  log.succeed('cpas-a', 'cpas-m', '2025-01-01');
  log.succeed('cpas-b', 'cpas-m', '2025-01-01');
  log.open('d-4', 'cpas-m', '12A');
  const model = readModel(dossiers, log.facts);
  const ids = (cpasId: string) =>
    dossiersByFile(model.store, { cpasId, fileNumber: '12A' }).map((row) => row.dossierId);

  it('by the file number of its CPAS, of predecessors and successors too', () => {
    expect(ids('cpas-m')).toEqual(['d-1', 'd-2', 'd-4']);
    expect(ids('cpas-a')).toEqual(['d-1', 'd-2', 'd-4']);
    expect(ids('cpas-x')).toEqual(['d-3']);
    expect(dossierById(model.store, 'd-1')).toMatchObject({
      openedBy: 'cpas-a',
      owner: 'cpas-m',
      fileNumber: '12A',
    });
    expect(dossierById(model.store, 'd-9')).toBeUndefined();
  });

  it('by one owner, also where two nodes recorded the halves of a circle', () => {
    const circle = history();
    for (const id of ['cpas-a', 'cpas-b']) circle.cpas(id);
    circle.open('d-1', 'cpas-a', '1');
    circle.succeed('cpas-a', 'cpas-b', '2025-01-01');
    circle.succeed('cpas-b', 'cpas-a', '2025-01-01');
    expect(dossierById(readModel(dossiers, circle.facts).store, 'd-1')?.owner).toBe('cpas-b');
  });

  it('alike in a read model built at once and in one that followed the log', async () => {
    const live = readModel(dossiers);
    for (const fact of log.facts) {
      live.put([fact]);
      live.restart();
    }
    expect(await live.digest()).toBe(await model.digest());
  });
});
