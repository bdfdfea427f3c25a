import { dossier } from '../../../src/domain/dossier/dossier.js';
import { specOf } from '../../support/decider-spec.js';
import {
  differencesOf,
  due,
  formB,
  history,
  linesOf,
  policyNames,
  rulesOpenedOn,
  summary,
} from '../../support/dossier.js';
import type { DecisionSample, Line } from '../../support/dossier.js';
import { policyRow } from '../../support/rulebook-rows.js';

const rules = rulesOpenedOn('2024-11-20');
const given = specOf(dossier, rules);

const determined = (sample: DecisionSample, through: string, under = rules): readonly Line[] =>
  linesOf(history(under, formB(sample), due(through, '2026-01-05')));

const lostOf = (lines: readonly Line[]): readonly string[] =>
  lines.flatMap((line) => line.lost.map((one) => `${one.firstDay}..${one.lastDay} ${one.gross}`));

describe('45 days after the end of the month of the decision (law of 26 May 2002, art. 21 §6)', () => {
  it('loses the days after the 45th until the day of notification: decided in January, limit 17 March, sent 10 April', () => {
    const lines = determined({ decided: '2025-01-10', sent: '2025-04-10' }, '2025-05');
    // March keeps 17 of 31 days: 1314.20 × 17/31 = 720.69 (the cent left over falls on the 14 lost days), × 0.65 = 468.45.
    // April loses 9 of 30 days: 1314.20 × 9/30 = 394.26; 919.94 × 0.65 = 597.961.
    expect(lines.map(summary)).toEqual([
      '2025-01 v1 | 101 1288.46 > 837.50',
      '2025-02 v1 | 101 1314.20 > 854.23',
      '2025-03 v1 | 101 720.69 > 468.45',
      '2025-04 v1 | 101 919.94 > 597.96',
      '2025-05 v1 | 101 1314.20 > 854.23',
    ]);
    expect(lostOf(lines)).toEqual(['2025-03-18..2025-03-31 59351', '2025-04-01..2025-04-09 39426']);
    expect(lines[3]).toMatchObject({
      firstDay: '2025-04-10',
      lastDay: '2025-04-30',
      lost: [{ decidedOn: '2025-01-10', limitDay: '2025-03-17', notifiedOn: '2025-04-10' }],
      segments: [{ granted: 131420 }],
    });
    expect(lines[3] && policyNames(lines[3])).toEqual(
      expect.arrayContaining([
        'notificationLimitDay@1',
        'notificationWeekend@1',
        'notificationDay@1',
        'sendingDate@1',
      ]),
    );
  });

  it.each([
    ['2025-03-17', []],
    ['2025-03-18', []],
    ['2025-03-19', ['2025-03-18..2025-03-18 4239']],
  ])('sent on %s loses %j', (sent, lost) => {
    expect(lostOf(determined({ decided: '2025-01-10', sent }, '2025-03'))).toEqual(lost);
  });

  it('loses the 45th day too where the rulebook says so', () => {
    const strict = rulesOpenedOn('2024-11-20', ...policyRow('policy.notificationLimitDay', 'lost'));
    expect(lostOf(determined({ decided: '2025-01-10', sent: '2025-03-17' }, '2025-03', strict))).toEqual([]);
    expect(lostOf(determined({ decided: '2025-01-10', sent: '2025-03-18' }, '2025-03', strict))).toEqual([
      '2025-03-17..2025-03-17 4239',
    ]);
  });

  it('does not move a limit day on a weekend: decided in April, limit Saturday 14 June, sent Monday 16 June', () => {
    expect(
      lostOf(determined({ from: '2025-06-01', decided: '2025-04-28', sent: '2025-06-16' }, '2025-06')),
    ).toEqual(['2025-06-15..2025-06-15 4381']);
  });

  it('counts 45 days also over a leap February', () => {
    // 31 January 2024 + 45 days is 16 March in a leap year.
    const old = rulesOpenedOn('2024-01-01');
    const [, , march] = determined(
      { from: '2024-01-01', decided: '2024-01-10', sent: '2024-03-18' },
      '2024-03',
      old,
    );
    expect(march?.lost).toMatchObject([
      { firstDay: '2024-03-17', lastDay: '2024-03-17', limitDay: '2024-03-16' },
    ]);
  });

  it('records a month that is lost entirely as a line of zero', () => {
    const lines = determined({ decided: '2025-01-10', sent: '2025-05-01' }, '2025-04');
    expect(lines[3]).toMatchObject({ gross: 0, net: 0, articles: [], differences: [], firstDay: null });
    expect(lostOf(lines.slice(3))).toEqual(['2025-04-01..2025-04-30 131420']);
  });

  it('has no sanction for decisions before 2006-10-01', () => {
    expect(
      lostOf(determined({ from: '2025-01-01', decided: '2006-09-30', sent: '2025-01-31' }, '2025-01')),
    ).toEqual([]);
    expect(
      lostOf(determined({ from: '2025-01-01', decided: '2006-10-01', sent: '2025-01-31' }, '2025-01')),
    ).toEqual(['2025-01-01..2025-01-30 124690']);
  });

  it('takes back what an earlier decision was paid for the lost days', () => {
    const facts = history(rules, formB(), due('2025-06'));
    const events = given(...facts)
      .when(formB({ from: '2025-05-01', decided: '2025-03-03', sent: '2025-06-16', category: 3, ref: 'F2' }))
      .events();
    // Limit 15 May; lost 16 May to 15 June. May keeps 1776.07 × 15/31 = 859.39, × 0.65 = 558.60 instead of 854.23.
    expect(lostOf(linesOf(events))).toEqual(['2025-05-16..2025-05-31 91668', '2025-06-01..2025-06-15 88804']);
    expect(linesOf(events).map(differencesOf)).toEqual([
      ['101 -454.81 > -295.63'],
      ['101 -426.17 > -277.01'],
    ]);
  });
});

describe('a correction and its deadline (policy correctionDeadline@1)', () => {
  const facts = history(rules, formB({ decided: '2025-01-10', sent: '2025-01-12' }), due('2025-05'));

  it('keeps the day of notification where effective date and decision date are the same', () => {
    const events = given(...facts)
      .when(formB({ decided: '2025-01-10', sent: '2025-06-01', category: 3, ref: 'F2' }))
      .events();
    expect(events[0]).toMatchObject({
      data: { notifiedOn: '2025-01-12', form: { sendingDate: '2025-06-01' } },
    });
    const lines = linesOf(events);
    expect(lines).toHaveLength(5);
    expect(lostOf(lines)).toEqual([]);
    expect(lines[0]).toMatchObject({ notifiedOn: '2025-01-12', sendingDate: '2025-06-01' });
    expect(lines[0] && policyNames(lines[0])).toContain('correctionDeadline@1');
  });

  it('has a deadline of its own where it is another decision', () => {
    const events = given(...facts)
      .when(formB({ decided: '2025-01-31', sent: '2025-06-01', category: 3, ref: 'F2' }))
      .events();
    expect(events[0]).toMatchObject({ data: { notifiedOn: '2025-06-01' } });
    expect(lostOf(linesOf(events))).toEqual([
      '2025-03-18..2025-03-31 80210',
      '2025-04-01..2025-04-30 177607',
      '2025-05-01..2025-05-31 177607',
    ]);
  });

  it('does not make a late notification timely', () => {
    const late = history(rules, formB({ decided: '2025-01-10', sent: '2025-04-10' }));
    const [corrected] = given(...late)
      .when(formB({ decided: '2025-01-10', sent: '2025-04-12', category: 3, ref: 'F2' }))
      .events();
    expect(corrected).toMatchObject({ data: { notifiedOn: '2025-04-10' } });
  });
});
