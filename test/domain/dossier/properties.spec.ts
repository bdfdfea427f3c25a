import fc from 'fast-check';
import type { DossierCommand, RecordDecision } from '../../../src/domain/dossier/commands.js';
import { dossier } from '../../../src/domain/dossier/dossier.js';
import type { DossierEvent } from '../../../src/domain/dossier/events.js';
import type { DossierState } from '../../../src/domain/dossier/state.js';
import { minus, plus, portion, sum } from '../../../src/domain/money.js';
import { Rejection } from '../../../src/domain/rejection.js';
import { addDays, addMonths, day, yearMonth } from '../../../src/domain/time.js';
import type { Day } from '../../../src/domain/time.js';
import { HAM, NEW, OLD, due, formB, formC, formD, linesOf, rulesOpenedOn } from '../../support/dossier.js';
import type { Line } from '../../support/dossier.js';
import {
  emptyModel,
  monthOfModel,
  recoveriesOfModel,
  withB,
  withC,
  withD,
} from '../../support/dossier-model.js';
import type { Model, ModelLine } from '../../support/dossier-model.js';
import { propertyRuns } from '../../support/properties.js';

const rules = rulesOpenedOn('2024-12-01');
const FIRST = day('2024-12-01');

const anyDay = (last = 270): fc.Arbitrary<Day> =>
  fc
    .oneof(
      fc.integer({ min: 0, max: last }).map((days) => addDays(FIRST, days)),
      fc.constantFrom(0, 1, 2, 3, 5).map((months) => day(`${addMonths(yearMonth('2024-12'), months)}-01`)),
    )
    .filter((one) => one <= addDays(FIRST, last));
const anyWindow = fc.option(
  fc.tuple(anyDay(), fc.option(fc.integer({ min: 0, max: 90 }))).map(([from, length]) => ({
    from,
    to: length === null ? null : addDays(from, length),
  })),
  { freq: 3 },
);
const someCpas = fc.constantFrom(HAM, OLD);

interface Step {
  readonly act: 'B' | 'C' | 'take back' | 'move' | 'D' | 'due';
  readonly on: Day;
  readonly other: Day;
  readonly sentAfter: number;
  readonly category: 1 | 2 | 3;
  readonly resources: string;
  readonly register: RecordDecision['piis'];
  readonly homeless: RecordDecision['piis'];
  readonly piis: RecordDecision['piis'];
  readonly type: '01' | '05' | '06';
  readonly number: number;
  readonly amount: string;
}

const anyStep: fc.Arbitrary<Step> = fc.record({
  act: fc.constantFrom('B', 'B', 'B', 'C', 'take back', 'move', 'D', 'D', 'due', 'due'),
  on: anyDay(),
  other: anyDay(),
  sentAfter: fc.constantFrom(0, 1, 20, 75, 90, 140),
  category: fc.constantFrom(1, 2, 3),
  resources: fc.constantFrom('0', '0', '600.55', '9999.99', '25000.00'),
  register: anyWindow,
  homeless: anyWindow,
  piis: anyWindow,
  type: fc.constantFrom('01', '01', '05', '06'),
  number: fc.integer({ min: 1, max: 2 }),
  amount: fc.constantFrom('0', '0.01', '100.00', '333.33', '876.13', '1314.20'),
});

/** A step as command; every form comes on a line of its own, later than those before. */
function commandOf(step: Step, index: number, cpas: typeof HAM): DossierCommand {
  const sent = addDays(step.on, step.sentAfter);
  const party = { opener: cpas, sender: cpas === OLD ? NEW : cpas, ref: `F${index}` };
  const onLine = <C extends { readonly form: RecordDecision['form'] }>(command: C): C => ({
    ...command,
    form: { ...command.form, line: index + 1 },
  });
  switch (step.act) {
    case 'B':
      return onLine(formB({ ...party, ...step, from: step.other, decided: step.on, sent }));
    case 'C':
      return onLine(formC({ kind: 'withdrawal', effectiveFrom: step.other }, step.on, { ...party, sent }));
    case 'take back':
    case 'move':
      return onLine(
        formC(
          {
            kind: 'regularization',
            of: 'withdrawal',
            regularizes: step.on,
            effectiveFrom: step.act === 'move' ? step.other : null,
          },
          step.on,
          { ...party, sent },
        ),
      );
    case 'D':
      return onLine(formD({ ...party, ...step, month: step.on.slice(0, 7), booked: '2025-09', sent }));
    case 'due':
      return due(step.on.slice(0, 7), '2026-01-05');
  }
}

interface History {
  readonly events: readonly DossierEvent[];
  readonly state: DossierState;
  readonly model: Model;
  readonly taken: readonly DossierCommand[];
}

/** Gives every step to the decider and, where it was taken, to the model; regularizations name a withdrawal that there is. */
function play(steps: readonly Step[], cpas: typeof HAM): History {
  let history: History = { events: [], state: dossier.initial, model: emptyModel, taken: [] };
  steps.forEach((step, index) => {
    const withdrawals = history.model.entries.flatMap((entry) =>
      entry.kind === 'C' ? [day(entry.from)] : [],
    );
    const named =
      step.act === 'move' || step.act === 'take back' ? (withdrawals[step.number - 1] ?? step.on) : step.on;
    history = take(history, commandOf({ ...step, on: named }, index, cpas));
  });
  return history;
}

function take(history: History, command: DossierCommand): History {
  const events = decided(command, history.state);
  if (events === undefined) return history;
  const state = events.reduce<DossierState>((before, event) => dossier.evolve(before, event), history.state);
  expect(decided(command, state) ?? []).toEqual([]);
  return {
    events: [...history.events, ...events],
    state,
    model: events.length === 0 ? history.model : modelAfter(history.model, command),
    taken: [...history.taken, command],
  };
}

/** The events of a command; undefined where it is refused. */
function decided(command: DossierCommand, state: DossierState): readonly DossierEvent[] | undefined {
  try {
    return dossier.decide(command, state, rules);
  } catch (error) {
    if (error instanceof Rejection) return undefined;
    throw error;
  }
}

function modelAfter(model: Model, command: DossierCommand): Model {
  switch (command.type) {
    case 'RecordDecision':
      return withB(model, command);
    case 'RecordFormC':
      return withC(model, command);
    case 'RecordRecovery':
      return withD(model, command);
    case 'DetermineDue':
    case 'RedetermineMonths':
      return model;
  }
}

const keyOf = (line: Line): string => JSON.stringify(line.line);

/** The versions of each line, in order. */
function versionsOf(events: readonly DossierEvent[]): ReadonlyMap<string, readonly Line[]> {
  const versions = new Map<string, readonly Line[]>();
  for (const line of linesOf(events)) versions.set(keyOf(line), [...(versions.get(keyOf(line)) ?? []), line]);
  return versions;
}

const nameOf = (article: { readonly budgetArticle: string }): string =>
  article.budgetArticle.replace(':unconfirmed', '');

const amountsOf = (line: Line): ModelLine =>
  Object.fromEntries(line.articles.map((one) => [nameOf(one), { gross: one.gross, net: one.net }]));

const shareOf = (cpas: typeof HAM, month: string): string =>
  cpas === HAM ? '0.65' : month < '2025-01' ? '0.55' : '0.7';

const histories = fc.tuple(fc.array(anyStep, { minLength: 1, maxLength: 14 }), someCpas);

describe('after any history of forms', () => {
  it('every line is what the forms that hold say, and every month due has one', () => {
    fc.assert(
      fc.property(histories, ([steps, cpas]) => {
        const { events, model, state } = take(play(steps, cpas), due('2025-10', '2026-01-05'));
        const current = [...versionsOf(events).values()].flatMap((versions) => versions.slice(-1));
        const grants = current.filter((line) => line.line.kind === 'grant');
        for (const line of grants) {
          const month = line.line.referenceMonth;
          const expected = monthOfModel(model, month, shareOf(cpas, month));
          expect({ month, articles: amountsOf(line), lost: sum(line.lost.map((one) => one.gross)) }).toEqual({
            month,
            articles: expected.articles,
            lost: expected.lost,
          });
          const recoveries = [...recoveriesOfModel(model, month, shareOf(cpas, month))];
          for (const [claim, taken] of recoveries.filter(([one]) => one.amount > 0)) {
            const held = current.find(
              ({ line: key }) =>
                key.kind === 'recovery' &&
                key.referenceMonth === month &&
                key.bookingMonth === claim.bookingMonth &&
                key.number === claim.number,
            );
            expect(held && amountsOf(held)).toEqual(taken);
          }
        }
        if (state.status === 'none') return;
        const months = new Set(grants.map((line) => line.line.referenceMonth));
        for (let month = yearMonth('2024-12'); month <= '2025-10'; month = addMonths(month, 1)) {
          if (monthOfModel(model, month, '0.65').standing) expect(months).toContain(month);
        }
      }),
      propertyRuns(80),
    );
  });

  it('the differences of all versions of a line add up to the current one, on every article', () => {
    fc.assert(
      fc.property(histories, ([steps, cpas]) => {
        for (const versions of versionsOf(play(steps, cpas).events).values()) {
          const total = new Map<string, { gross: number; net: number }>();
          versions.forEach((line, index) => {
            expect([line.version, line.replacesVersion]).toEqual([index + 1, index]);
            for (const one of line.differences) {
              const before = total.get(nameOf(one)) ?? { gross: 0, net: 0 };
              total.set(nameOf(one), { gross: before.gross + one.gross, net: before.net + one.net });
            }
            const sums = [...total].filter(([, amount]) => amount.gross !== 0 || amount.net !== 0);
            expect(Object.fromEntries(sums)).toEqual(amountsOf(line));
          });
        }
      }),
      propertyRuns(80),
    );
  });

  it('components add up to the net of their article, articles to the line, and segments to gross and loss', () => {
    fc.assert(
      fc.property(histories, ([steps, cpas]) => {
        for (const line of linesOf(play(steps, cpas).events)) {
          for (const { gross, net, components } of line.articles) {
            expect(sum(components.map((one) => one.amount))).toBe(net);
            expect(components.map((one) => portion(gross, one.rate))).toEqual([net]);
          }
          expect(sum(line.articles.map((one) => one.net))).toBe(line.net);
          const base = line.articles.filter((one) => nameOf(one) !== 'piis');
          expect(sum(base.map((one) => one.gross))).toBe(line.gross);
          if (line.line.kind !== 'grant') continue;
          const lost = sum(line.lost.map((one) => one.gross));
          expect(plus(line.gross, lost)).toBe(sum(line.segments.map((one) => one.granted)));
          expect(Math.sign(minus(line.gross, lost)) + 1).toBeGreaterThanOrEqual(0);
        }
      }),
      propertyRuns(80),
    );
  });

  it('the state is plain JSON, from which the same is decided', () => {
    fc.assert(
      fc.property(histories, ([steps, cpas]) => {
        const { state } = play(steps, cpas);
        expect(JSON.parse(JSON.stringify(state))).toEqual(state);
      }),
      propertyRuns(80),
    );
  });
});

describe('the order in which forms come', () => {
  /** Forms B of different days, decided on the day they are sent, so that none is late. */
  const decisions = fc
    .uniqueArray(anyStep, { minLength: 2, maxLength: 6, selector: (step) => step.other })
    .map((steps) =>
      steps.map((step): Step => ({
        ...step,
        act: step.act === 'C' ? 'C' : 'B',
        sentAfter: 0,
        on: day('2025-09-01'),
      })),
    );

  it('does not matter where none is refused: late forms give the lines of forms in time', () => {
    fc.assert(
      fc.property(decisions, fc.infiniteStream(fc.nat()), someCpas, (steps, chance, cpas) => {
        const inTime = steps.toSorted((a, b) => (a.other < b.other ? -1 : 1));
        const shuffled = steps
          .map((step) => ({ step, at: chance.next().value ?? 0 }))
          .sort((a, b) => a.at - b.at)
          .map(({ step }) => step);
        const dueNow: Step = { ...inTime[0], act: 'due', on: day('2025-10-01') } as Step;
        const first = play([...inTime, dueNow], cpas);
        const late = play(
          shuffled.flatMap((step) => [step, dueNow]),
          cpas,
        );
        const takenForms = (history: History): number =>
          history.taken.filter((one) => one.type !== 'DetermineDue').length;
        fc.pre(takenForms(first) === steps.length && takenForms(late) === steps.length);
        const final = (history: History): object =>
          Object.fromEntries(
            [...versionsOf(history.events)].flatMap(([key, versions]) => {
              const line = versions.at(-1);
              // A month that a late withdrawal emptied has a line of zero; in time it has none.
              if (!line || line.segments.length === 0) return [];
              // The same result keeps its version, and with it the decision and the window that it names.
              const { firstDay, lastDay, provisional } = line;
              const articles = amountsOf(line);
              const categories = [...new Set(line.segments.map((one) => one.category))];
              return [[key, { articles, categories, firstDay, lastDay, provisional }]];
            }),
          );
        expect(final(late)).toEqual(final(first));
      }),
      propertyRuns(80),
    );
  });
});
