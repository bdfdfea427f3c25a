import type { Parameter, RulebookEvent } from '../../src/domain/rulebook/events.js';
import { rulebook } from '../../src/domain/rulebook/rulebook.js';
import type { ConfirmRules, ProposeRules } from '../../src/domain/rulebook/rulebook.js';
import { day } from '../../src/domain/time.js';
import { specOf } from '../support/decider-spec.js';
import { ALICE, referenceOf } from '../support/facts.js';
import { CLARA, DAVID, MANDATES } from '../support/published.js';

const row = (validFrom: string | null, validTo: string | null, more: Partial<Parameter> = {}): Parameter => ({
  ruleId: 'ris.rate.piis',
  validFrom: validFrom === null ? null : day(validFrom),
  validTo: validTo === null ? null : day(validTo),
  values: { rate: '0.1' },
  legalReference: 'law',
  status: 'published',
  mark: 'C',
  mayPayFrom: null,
  lastCheckedOn: day('2024-11-01'),
  source: 'test',
  ...more,
});
const unknown = { values: {}, mark: 'N' } as const;

const propose = (...parameters: readonly Parameter[]): ProposeRules => ({
  type: 'ProposeRules',
  scheme: 'RIS',
  proposalId: 'r1',
  parameters,
  by: CLARA,
  on: day('2024-12-01'),
});
const confirm: ConfirmRules = {
  type: 'ConfirmRules',
  scheme: 'RIS',
  proposalId: 'r1',
  by: DAVID,
  on: day('2024-12-02'),
};
const proposed = (proposalId: string, ...parameters: readonly Parameter[]): RulebookEvent => ({
  type: 'RulebookProposed',
  data: { scheme: 'RIS', proposalId, proposedBy: CLARA, parameters },
});
const confirmed = (proposalId = 'r1'): RulebookEvent => ({
  type: 'RulebookConfirmed',
  data: { scheme: 'RIS', proposalId, confirmedBy: DAVID },
});

const given = specOf(rulebook, referenceOf(...MANDATES));
const first = row('2016-11-01', null);

describe('importing rules', () => {
  it('proposes the rows', () => given().when(propose(first)).then(proposed('r1', first)));
  it('proposes only what differs from what is confirmed', () => {
    const second = row('2028-01-01', null, { values: { rate: '0.05' } });
    given(proposed('r1', first), confirmed())
      .when({ ...propose(first, second), proposalId: 'r2' })
      .then(proposed('r2', second));
  });
  it('repeats quietly', () => {
    given(proposed('r1', first)).when(propose(first)).thenNothing();
    given(proposed('r1', first), confirmed()).when(propose(first)).thenNothing();
    given(proposed('r1', first), confirmed())
      .when({ ...propose(first), proposalId: 'r2', by: DAVID })
      .thenNothing();
    given(proposed('r1', first))
      .when({ ...propose(first), proposalId: 'r2' })
      .thenNothing();
  });
  it('refuses other rows under the same proposal', () =>
    given(proposed('r1', first))
      .when(propose(row('2017-01-01', null)))
      .thenRejected('alreadyExists'));
  it('is the rule editor’s', () =>
    given()
      .when({ ...propose(first), by: ALICE })
      .thenRejected('mandateMissing', { role: 'ruleEditor' }));
  it('refuses a scheme that does not exist', () =>
    given()
      .when({ ...propose(first), scheme: 'RISS' })
      .thenRejected('schemeUnknown', { scheme: 'RISS' }));
  it('refuses a rule that nothing reads, and values that are wrong', () => {
    const attempt = (more: Partial<Parameter>) => () =>
      given()
        .when(propose(row(null, null, more)))
        .events();
    expect(attempt({ ruleId: 'ris.rate.piss' })).toThrow('rows[0].ruleId: no rule ris.rate.piss');
    expect(attempt({ values: { rate: '0,1' } })).toThrow('rows[0].values.rate: must be a decimal rate');
    expect(attempt({ values: { rate: '0.1', rates: '1' } })).toThrow('rows[0].values.rates');
    expect(attempt({ values: {} })).toThrow('only a row of mark N has no values');
    expect(attempt({ ruleId: 'policy.proration', values: { version: '1', value: 'weeks' } })).toThrow(
      'must be one of calendarDay, thirtieth',
    );
  });
});

describe('rows of one rule', () => {
  it('must not overlap', () =>
    given(proposed('r1', row('2016-11-01', '2020-12-31')), confirmed())
      .when({ ...propose(row('2020-12-31', null)), proposalId: 'r2' })
      .thenRejected('ruleOverlap', { ruleId: 'ris.rate.piis', from: '2020-12-31', to: '2020-12-31' }));
  it('must not leave days that no row mentions', () =>
    given(proposed('r1', row('2016-11-01', '2020-12-31')), confirmed())
      .when({ ...propose(row('2021-02-01', null)), proposalId: 'r2' })
      .thenRejected('ruleGap', { from: '2021-01-01', to: '2021-01-31' }));
  it('may leave days of which a row says that they are not known', () => {
    const rows = [
      row('2016-11-01', '2020-12-31'),
      row('2021-01-01', '2021-01-31', unknown),
      row('2021-02-01', null),
    ];
    given()
      .when(propose(...rows))
      .then(proposed('r1', ...rows));
  });
  it('must not begin on the same day', () =>
    given()
      .when(propose(first, { ...first, source: 'another' }))
      .thenRejected('ruleOverlap', { from: '2016-11-01' }));
  it('of the future, announced only, disturb nothing', () => {
    const announced = row('2028-01-01', '2028-12-31', { status: 'announced' });
    given(proposed('r1', first), confirmed())
      .when({ ...propose(announced), proposalId: 'r2' })
      .then(proposed('r2', announced));
  });
});

describe('confirming an import', () => {
  it('takes a second person', () => given(proposed('r1', first)).when(confirm).then(confirmed()));
  it('refuses the one who proposed it', () =>
    given(proposed('r1', first))
      .when({ ...confirm, by: CLARA })
      .thenRejected('sameOfficial'));
  it('repeats quietly', () => given(proposed('r1', first), confirmed()).when(confirm).thenNothing());
  it('refuses what was never proposed, or is confirmed by somebody else', () => {
    given().when(confirm).thenRejected('proposalUnknown');
    given(proposed('r1', first), confirmed())
      .when({ ...confirm, by: CLARA })
      .thenRejected('alreadyConfirmed');
  });
  it('refuses an import that a later one of the same rows overtook', () =>
    given(proposed('r1', first), proposed('r2', row('2016-11-01', null, { values: { rate: '0.2' } })))
      .when(confirm)
      .thenRejected('staleVersion', { latest: 'r2' }));
  it('looks at the rows of today for gaps and overlaps, not at those of the proposal', () =>
    given(
      proposed('r1', row('2021-01-01', null)),
      proposed('r2', row('2016-11-01', '2022-12-31')),
      confirmed('r2'),
    )
      .when(confirm)
      .thenRejected('ruleOverlap', { from: '2021-01-01', to: '2022-12-31' }));
});

describe('the row in force', () => {
  const rateOn = (on: string, ...events: readonly RulebookEvent[]) =>
    referenceOf(...events).rulebook.rowOn('RIS', 'ris.rate.piis', day(on))?.values['rate'];
  const law = [proposed('r1', first), confirmed()];

  it('is confirmed', () => {
    expect(rateOn('2024-01-01', proposed('r1', first))).toBeUndefined();
    expect(rateOn('2024-01-01', ...law)).toBe('0.1');
    expect(rateOn('2016-10-31', ...law)).toBeUndefined();
  });
  it('holds until the next one, or until its last day', () => {
    const more = [
      proposed('r2', row('2028-01-01', '2028-06-30', { values: { rate: '0.05' } })),
      confirmed('r2'),
    ];
    expect(
      ['2027-12-31', '2028-01-01', '2028-06-30', '2028-07-01'].map((on) => rateOn(on, ...law, ...more)),
    ).toEqual(['0.1', '0.05', '0.05', undefined]);
  });
  it('is the one imported last of one first day', () => {
    const more = [proposed('r2', row('2016-11-01', null, { values: { rate: '0.2' } })), confirmed('r2')];
    expect(rateOn('2024-01-01', ...law, ...more)).toBe('0.2');
  });
  it.each(['announced', 'lapsed', 'suspended', 'annulled'] as const)('is never one that is %s', (status) => {
    const more = [
      proposed('r2', row('2028-01-01', null, { values: { rate: '0.05' }, status })),
      confirmed('r2'),
    ];
    expect(rateOn('2028-02-01', ...law, ...more)).toBe('0.1');
    expect(referenceOf(...law, ...more).rulebook.rows('RIS', 'ris.rate.piis')).toHaveLength(2);
  });
  it('is taken away by an annulment', () => {
    const more = [proposed('r2', { ...first, status: 'annulled' }), confirmed('r2')];
    expect(rateOn('2024-01-01', ...law, ...more)).toBeUndefined();
  });
  it('is none where it is said not to be known', () => {
    const more = [proposed('r2', row('2028-01-01', null, unknown)), confirmed('r2')];
    expect(rateOn('2028-02-01', ...law, ...more)).toBeUndefined();
  });
  it('carries the sequence of its confirmation', () => {
    const found = referenceOf(...law).rulebook.rowOn('RIS', 'ris.rate.piis', day('2024-01-01'));
    expect(found?.sequence).toBe(3);
  });
});
