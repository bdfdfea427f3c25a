import type { ApprovedMonth, RedetermineMonths } from '../../../src/domain/dossier/commands.js';
import { monthAgain } from '../../../src/domain/dossier/again.js';
import { dossier } from '../../../src/domain/dossier/dossier.js';
import type { DossierEvent } from '../../../src/domain/dossier/events.js';
import { officialId } from '../../../src/domain/ids.js';
import type { Rules } from '../../../src/domain/rules.js';
import { lineKeyText } from '../../../src/domain/statements/item.js';
import { day, yearMonth } from '../../../src/domain/time.js';
import { specOf } from '../../support/decider-spec.js';
import {
  DOSSIER,
  HAM,
  differencesOf,
  due,
  form,
  formB,
  formD,
  history,
  linesOf,
  rulesOpenedOn,
  shareFacts,
  summary,
  window,
} from '../../support/dossier.js';
import { CLARA, DAVID } from '../../support/published.js';

const OPENED = '2024-11-20';
const before = rulesOpenedOn(OPENED);
const ID = 'r1';
/** Rules under which a redetermination is approved. */
const approving = (rules: Rules): Rules => ({
  knownThrough: rules.knownThrough,
  openedOn: rules.openedOn,
  rulebook: rules.rulebook,
  parties: rules.parties,
  mandates: rules.mandates,
  share: (cpasId, year) => rules.share(cpasId, year),
  mayRedetermine: (redeterminationId) => redeterminationId === ID,
});
/** The share of Ham is 70 % and no longer 65 %, in 2025 and in the year before the log. */
const after = approving(
  rulesOpenedOn(OPENED, ...shareFacts(HAM, 2025, '0.7'), ...shareFacts(HAM, 2024, '0.7')),
);
const given = specOf(dossier, after);

const determined = history(before, formB(), due('2025-03'));
const [JANUARY, FEBRUARY] = [yearMonth('2025-01'), yearMonth('2025-02')];

/** What a preview of these facts says of some months. */
function approvedMonths(
  facts: readonly DossierEvent[],
  ...months: readonly (typeof JANUARY)[]
): readonly ApprovedMonth[] {
  const state = facts.reduce((known, fact) => dossier.evolve(known, fact), dossier.initial);
  if (state.status === 'none') throw new Error('no dossier');
  return months.map((month) => ({
    month,
    lines: monthAgain(state, month, after).map(({ data }) => ({
      lineKey: lineKeyText(data.line),
      replacesVersion: data.replacesVersion,
      articles: data.articles.map(({ budgetArticle, basicAllocation, gross, net }) => ({
        budgetArticle,
        basicAllocation,
        gross,
        net,
      })),
    })),
  }));
}

const again = (
  months: readonly ApprovedMonth[],
  changes: Partial<RedetermineMonths> = {},
): RedetermineMonths => ({
  type: 'RedetermineMonths',
  dossierId: DOSSIER,
  redeterminationId: ID,
  months,
  by: DAVID,
  on: day('2025-06-02'),
  ...changes,
});

const shown = (events: readonly DossierEvent[]): readonly (readonly string[])[] =>
  linesOf(events).map((line) => [`${line.line.kind} ${summary(line)}`, ...differencesOf(line)]);

describe('a month that is determined again', () => {
  it('gets its next version under the rules of now, with its difference, on the form that it rests on', () => {
    const events = given(...determined)
      .when(again(approvedMonths(determined, JANUARY)))
      .events();
    expect(shown(events)).toEqual([['grant 2025-01 v2 | 101 1288.46 > 901.92', '101 0.00 > 64.42']]);
    expect(linesOf(events)).toMatchObject([
      {
        cause: 'redetermination',
        replacesVersion: 1,
        form: form('2025-01-01'),
        decidedOn: '2025-01-01',
        notifiedOn: '2025-01-01',
        sendingDate: '2025-01-31',
      },
    ]);
  });

  it('has its recoveries follow', () => {
    const facts = [...determined];
    facts.push(...recordedAfter(facts, formD({ amount: '200.00' })));
    const events = given(...facts)
      .when(again(approvedMonths(facts, JANUARY)))
      .events();
    expect(shown(events)).toEqual([
      ['grant 2025-01 v2 | 101 1288.46 > 901.92', '101 0.00 > 64.42'],
      ['recovery 2025-01 v2 | 101 -200.00 > -140.00', '101 0.00 > -10.00'],
    ]);
  });

  it('of before the log is the recovery alone, at the share of its year, on its own form', () => {
    const facts = history(before, formD({ month: '2024-05', amount: '200.00', ref: 'D-1' }));
    const events = given(...facts)
      .when(again(approvedMonths(facts, yearMonth('2024-05'))))
      .events();
    expect(shown(events)).toEqual([['recovery 2024-05 v2 | 101 -200.00 > -140.00', '101 0.00 > -10.00']]);
    expect(linesOf(events)[0]?.form.formReference).toBe('D-1');
  });

  it('keeps the days that were lost: the deadline is the same', () => {
    const late = formB({ from: '2025-01-01', decided: '2025-01-10', sent: '2025-04-10' });
    const facts = history(before, late, due('2025-05'));
    const [line] = linesOf(
      given(...facts)
        .when(again(approvedMonths(facts, yearMonth('2025-03'))))
        .events(),
    );
    expect(line?.lost).toMatchObject([
      { firstDay: '2025-03-18', lastDay: '2025-03-31', limitDay: '2025-03-17' },
    ]);
  });

  it('is not written where it comes out the same: wholly at 100 % no share counts', () => {
    const facts = history(before, formB({ register: window('2024-12-01') }), due('2025-02'));
    expect(approvedMonths(facts, JANUARY, FEBRUARY).map(({ lines }) => lines)).toEqual([[], []]);
  });
});

describe('a month that comes out otherwise than approved', () => {
  it('is left as it is, and the others of the file happen', () => {
    const months = approvedMonths(determined, JANUARY, FEBRUARY);
    const changed = [...determined, ...recordedAfter(determined, formB({ from: '2025-02-01', category: 3 }))];
    const events = given(...changed)
      .when(again(months))
      .events();
    expect(shown(events)).toEqual([['grant 2025-01 v2 | 101 1288.46 > 901.92', '101 0.00 > 64.42']]);
  });

  it('is refused where it is the only one: its version was replaced', () => {
    const months = approvedMonths(determined, FEBRUARY);
    const changed = [...determined, ...recordedAfter(determined, formB({ from: '2025-02-01', category: 3 }))];
    given(...changed)
      .when(again(months))
      .thenRejected('overtaken', { months: ['2025-02'] });
  });

  it('is refused where other amounts were approved', () => {
    const months = approvedMonths(determined, JANUARY);
    specOf(
      dossier,
      approving(rulesOpenedOn(OPENED, ...shareFacts(HAM, 2025, '0.6'))),
    )(...determined)
      .when(again(months))
      .thenRejected('overtaken');
  });

  it('is refused where a recovery came meanwhile that would have to follow', () => {
    const months = approvedMonths(determined, JANUARY);
    const changed = [...determined, ...recordedAfter(determined, formD({ amount: '200.00' }))];
    given(...changed)
      .when(again(months))
      .thenRejected('overtaken');
  });

  it('is refused once it is done, by whatever command', () => {
    const command = again(approvedMonths(determined, JANUARY));
    const done = given(...determined)
      .when(command)
      .events();
    given(...determined, ...done)
      .when(command)
      .thenRejected('overtaken');
  });
});

describe('who may determine again', () => {
  const months = approvedMonths(determined, JANUARY);

  it('is an official with the mandate of month runs', () => {
    given(...determined)
      .when(again(months, { by: officialId('nobody') }))
      .thenRejected('mandateMissing', { role: 'runManager' });
  });

  it('needs the approval of a second official in the log', () => {
    given(...determined)
      .when(again(months, { redeterminationId: 'other', by: CLARA }))
      .thenRejected('proposalUnknown', { proposalId: 'other' });
  });

  it('needs a file', () => {
    given().when(again(months)).thenRejected('decisionNotFound');
  });
});

/** What a command records after some facts, under the rules of before. */
function recordedAfter(
  facts: readonly DossierEvent[],
  command: Parameters<typeof dossier.decide>[0],
): readonly DossierEvent[] {
  const state = facts.reduce((known, fact) => dossier.evolve(known, fact), dossier.initial);
  return dossier.decide(command, state, before);
}
