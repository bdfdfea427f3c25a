import type { RecordRecovery } from '../../../src/domain/dossier/commands.js';
import { dossier } from '../../../src/domain/dossier/dossier.js';
import type { Pseudonym } from '../../../src/domain/ids.js';
import { specOf } from '../../support/decider-spec.js';
import {
  DOSSIER,
  HAM,
  MAIN,
  NEW,
  OLD,
  differencesOf,
  due,
  form,
  formB,
  formD,
  history,
  linesOf,
  policyNames,
  rulesOpenedOn,
  shareFacts,
  summary,
  window,
  withdrawal,
} from '../../support/dossier.js';
import type { Line } from '../../support/dossier.js';

const rules = rulesOpenedOn('2024-11-20');
const given = specOf(dossier, rules);
const determined = history(rules, formB(), due('2025-04'));

const shown = (lines: readonly Line[]): object[] =>
  lines.map((line) => ({ line: `${line.line.kind} ${summary(line)}`, differences: differencesOf(line) }));

describe('form D: a recovery', () => {
  it('gives back the share of the reference month: 500.00 × 0.65 = 325.00, as a negative line', () => {
    const events = given(...determined)
      .when(formD({ amount: '500.00' }))
      .events();
    expect(events).toHaveLength(1);
    expect(linesOf(events)[0]).toMatchObject({
      dossierId: DOSSIER,
      cpasId: HAM,
      line: { kind: 'recovery', referenceMonth: '2025-01', bookingMonth: '2025-03', number: 1 },
      version: 1,
      replacesVersion: 0,
      cause: 'recovery',
      validDay: '2025-01-31',
      sendingDate: '2025-03-10',
      form: form('2025-03-10'),
      decidedOn: null,
      notifiedOn: '2025-03-10',
      recoveryType: '01',
      recovered: 50000,
      gross: -50000,
      net: -32500,
      articles: [
        {
          budgetArticle: '101',
          gross: -50000,
          net: -32500,
          components: [{ code: 'baseShare', rate: '0.65', base: -50000, exact: '-32500', amount: -32500 }],
        },
      ],
      differences: [{ budgetArticle: '101', gross: -50000, net: -32500 }],
      beneficiaries: [MAIN],
    });
  });

  it('takes the rate that the month was paid at, not that of the booking month: December 2024 at 0.55', () => {
    const facts = history(rules, formB({ from: '2024-12-01', sender: OLD, opener: OLD }), due('2025-01'));
    const recovery = formD({
      month: '2024-12',
      booked: '2025-02',
      amount: '100.00',
      sender: NEW,
      opener: OLD,
    });
    const [line] = linesOf(
      given(...facts)
        .when(recovery)
        .events(),
    );
    expect(line).toMatchObject({ cpasId: OLD, net: -5500 });
  });

  it('takes everything back to the cent where everything was recovered: 1288.46 × 0.65 = 837.50', () => {
    const [line] = linesOf(
      given(...determined)
        .when(formD({ amount: '1288.46' }))
        .events(),
    );
    expect(line?.net).toBe(-83750);
  });

  it('leaves the 10 % of a project', () => {
    const facts = history(rules, formB({ piis: window('2025-01-01') }), due('2025-01'));
    const [line] = linesOf(
      given(...facts)
        .when(formD({ amount: '1288.46' }))
        .events(),
    );
    expect(line && summary(line)).toBe('2025-01 v1 | 101 -1288.46 > -837.50');
    expect(line && policyNames(line)).toContain('recoveryWithoutPiis@1');
  });

  it.each([
    ['05', 'foreignersRegister'],
    ['06', 'formerlyHomeless'],
  ] as const)('of type %s gives back 100 %%', (type, article) => {
    const windows = {
      register: type === '05' ? window('2025-01-01') : null,
      homeless: type === '06' ? window('2025-01-01') : null,
    };
    const facts = history(rules, formB(windows), due('2025-01'));
    const [line] = linesOf(
      given(...facts)
        .when(formD({ type, amount: '300.00' }))
        .events(),
    );
    expect(line && summary(line)).toBe(`2025-01 v1 | ${article} -300.00 > -300.00`);
  });

  it('is recorded once', () => {
    given(
      ...determined,
      ...given(...determined)
        .when(formD({ amount: '500.00' }))
        .events(),
    )
      .when(formD({ amount: '500.00', ref: 'F8', sent: '2025-04-01' }))
      .thenNothing();
  });

  it('of nothing records nothing', () => {
    given(...determined)
      .when(formD({ amount: '0' }))
      .thenNothing();
  });
});

describe('form D: sent again', () => {
  const recovered = [
    ...determined,
    ...given(...determined)
      .when(formD({ amount: '500.00' }))
      .events(),
  ];

  it('replaces the recovery of its booking month and number, with the difference', () => {
    expect(
      shown(
        linesOf(
          given(...recovered)
            .when(formD({ amount: '620.00', ref: 'F8' }))
            .events(),
        ),
      ),
    ).toEqual([
      { line: 'recovery 2025-01 v2 | 101 -620.00 > -403.00', differences: ['101 -120.00 > -78.00'] },
    ]);
  });

  it('names who repaid where only that was wrong, without a difference', () => {
    const partner = { ...MAIN, pseudonym: `k1:${'0b'.repeat(32)}` as Pseudonym };
    const lines = linesOf(
      given(...recovered)
        .when({ ...formD({ amount: '500.00', ref: 'F8' }), beneficiaries: [partner] })
        .events(),
    );
    expect(lines).toMatchObject([{ version: 2, beneficiaries: [partner], differences: [] }]);
  });

  it('takes the recovery back with zero', () => {
    expect(
      shown(
        linesOf(
          given(...recovered)
            .when(formD({ amount: '0', ref: 'F8' }))
            .events(),
        ),
      ),
    ).toEqual([{ line: 'recovery 2025-01 v2', differences: ['101 500.00 > 325.00'] }]);
  });

  it('moves to another reference month: zero there, a line here, and back again with the next version', () => {
    const moved = linesOf(
      given(...recovered)
        .when(formD({ month: '2025-02', amount: '500.00', ref: 'F8' }))
        .events(),
    );
    expect(shown(moved)).toEqual([
      { line: 'recovery 2025-01 v2', differences: ['101 500.00 > 325.00'] },
      { line: 'recovery 2025-02 v1 | 101 -500.00 > -325.00', differences: ['101 -500.00 > -325.00'] },
    ]);
    const facts = history(
      rules,
      formB(),
      due('2025-04'),
      formD({ amount: '500.00' }),
      formD({ month: '2025-02', amount: '500.00' }),
      formD({ amount: '500.00' }),
    );
    expect(shown(linesOf(facts).slice(-2)).map((one) => JSON.stringify(one))).toEqual([
      '{"line":"recovery 2025-02 v2","differences":["101 500.00 > 325.00"]}',
      '{"line":"recovery 2025-01 v3 | 101 -500.00 > -325.00","differences":["101 -500.00 > -325.00"]}',
    ]);
  });

  it('stands beside another number of the same booking month', () => {
    const events = given(...recovered)
      .when(formD({ number: 2, amount: '500.00', ref: 'F8' }))
      .events();
    expect(linesOf(events).map((line) => line.line)).toMatchObject([{ number: 2 }]);
  });
});

describe('recoveries of one month in instalments', () => {
  // 1314.20 × 0.55 = 722.81; half of it × 0.55 = 361.405, which twice half up would take 722.82 back.
  const at55 = rulesOpenedOn('2024-11-20', ...shareFacts(HAM, 2025, '0.55'));
  const half = (number: number): RecordRecovery =>
    formD({ month: '2025-02', booked: '2025-04', number, amount: '657.10', ref: `F${number}` });
  const granted = [formB({ from: '2025-02-01' }), due('2025-02')];

  it('take back what was granted and no cent more, and say by which policy', () => {
    const recovered = linesOf(history(at55, ...granted, half(1), half(2)));
    expect(recovered.map(summary)).toEqual([
      '2025-02 v1 | 101 1314.20 > 722.81',
      '2025-02 v1 | 101 -657.10 > -361.41',
      '2025-02 v1 | 101 -657.10 > -361.40',
    ]);
    expect(recovered.map((line) => policyNames(line).includes('recoveryRounding@1'))).toEqual([
      false,
      false,
      true,
    ]);
  });

  it('come to the same in whatever order they are sent', () => {
    const recovered = linesOf(history(at55, ...granted, half(2), half(1)));
    expect(shown(recovered).slice(1)).toEqual([
      { line: 'recovery 2025-02 v1 | 101 -657.10 > -361.41', differences: ['101 -657.10 > -361.41'] },
      { line: 'recovery 2025-02 v1 | 101 -657.10 > -361.41', differences: ['101 -657.10 > -361.41'] },
      { line: 'recovery 2025-02 v2 | 101 -657.10 > -361.40', differences: ['101 0.00 > 0.01'] },
    ]);
  });
});

describe('form D is refused', () => {
  it('for a month that was never determined', () => {
    given(...determined)
      .when(formD({ month: '2025-05', booked: '2025-06', amount: '10.00' }))
      .thenRejected('lineNeverDetermined', { referenceMonth: '2025-05' });
    given()
      .when(formD({ amount: '10.00' }))
      .thenRejected('lineNeverDetermined');
  });

  it('for more than was granted, with what was recovered before', () => {
    given(...determined)
      .when(formD({ amount: '1288.47' }))
      .thenRejected('recoveryAboveGranted', { granted: 128846, alreadyRecovered: 0 });
    const recovered = [
      ...determined,
      ...given(...determined)
        .when(formD({ amount: '1000.00' }))
        .events(),
    ];
    given(...recovered)
      .when(formD({ number: 2, amount: '288.47' }))
      .thenRejected('recoveryAboveGranted', { granted: 128846, alreadyRecovered: 100000, recovered: 28847 });
    expect(
      given(...recovered)
        .when(formD({ number: 1, amount: '1288.46' }))
        .events(),
    ).toHaveLength(1);
  });

  it('for another type of money than the month was paid at', () => {
    given(...determined)
      .when(formD({ type: '05', amount: '1.00' }))
      .thenRejected('recoveryAboveGranted', { granted: 0, recoveryType: '05' });
  });

  it('for days whose costs were lost', () => {
    const late = history(
      rules,
      formB({ decided: '2025-01-10', sent: '2025-05-01' }),
      due('2025-04', '2025-05-03'),
    );
    given(...late)
      .when(formD({ month: '2025-04', booked: '2025-05', amount: '1.00' }))
      .thenRejected('recoveryAboveGranted', { granted: 0 });
  });

  it('from a CPAS that had no rights in the reference month', () => {
    given(...determined)
      .when(formD({ amount: '1.00', sender: OLD }))
      .thenRejected('nisCodeNotValid');
  });
});

describe('form D for a month from before the log', () => {
  it('takes the confirmed share of that year, and opens a file that this log does not know', () => {
    const events = given()
      .when(formD({ month: '2024-06', booked: '2024-12', amount: '400.00' }))
      .events();
    expect(events.map((event) => event.type)).toEqual(['DossierOpened', 'LineDetermined']);
    const [line] = linesOf(events);
    expect(line && summary(line)).toBe('2024-06 v1 | 101 -400.00 > -260.00');
    expect(line?.articles[0]?.components[0]).toMatchObject({
      anchorDate: '2024-01-01',
      rule: { ruleId: 'ris.share' },
    });
    expect(line && policyNames(line)).toContain('recoveryBeforeLog@1');
  });

  it('takes the share of the predecessor that the month belongs to', () => {
    const recovery = formD({
      month: '2024-06',
      booked: '2025-02',
      amount: '400.00',
      sender: NEW,
      opener: OLD,
    });
    expect(linesOf(given().when(recovery).events())[0]).toMatchObject({ cpasId: OLD, net: -22000 });
  });

  it('is refused where the share of that year was never confirmed', () => {
    given()
      .when(formD({ month: '2019-06', booked: '2024-12', amount: '400.00' }))
      .thenRejected('shareMissing', { year: 2019 });
  });

  it('takes 100 % for the foreigners’ register', () => {
    const [line] = linesOf(
      given()
        .when(formD({ month: '2024-06', booked: '2024-12', type: '05', amount: '400.00' }))
        .events(),
    );
    expect(line?.net).toBe(-40000);
  });
});

describe('a recovery follows its month', () => {
  const recovered = [
    ...determined,
    ...given(...determined)
      .when(formD({ month: '2025-02', amount: '1000.00' }))
      .events(),
  ];

  it('takes back less where a late form leaves less: 657.10 of 1000.00, then 1000.00 again', () => {
    const cut = given(...recovered)
      .when(withdrawal('2025-02-15', { sent: '2025-05-02' }))
      .events();
    expect(shown(linesOf(cut)).slice(0, 2)).toEqual([
      { line: 'grant 2025-02 v2 | 101 657.10 > 427.12', differences: ['101 -657.10 > -427.11'] },
      { line: 'recovery 2025-02 v2 | 101 -657.10 > -427.12', differences: ['101 342.90 > 222.88'] },
    ]);
    expect(linesOf(cut)[1]).toMatchObject({ recovered: 100000, cause: 'withdrawal' });
    const again = given(...recovered, ...cut)
      .when(formB({ from: '2025-02-15', decided: '2025-05-03', ref: 'F7' }))
      .events();
    expect(shown(linesOf(again)).slice(0, 2)).toEqual([
      { line: 'grant 2025-02 v3 | 101 1314.20 > 854.23', differences: ['101 657.10 > 427.11'] },
      { line: 'recovery 2025-02 v3 | 101 -1000.00 > -650.00', differences: ['101 -342.90 > -222.88'] },
    ]);
  });

  it('changes its rate with the month: at 100 % the State takes all of it back', () => {
    const events = given(...recovered)
      .when(formB({ register: window('2025-02-01', '2025-02-28'), ref: 'F7' }))
      .events();
    expect(shown(linesOf(events))).toEqual([
      {
        line: 'grant 2025-02 v2 | foreignersRegister 1314.20 > 1314.20',
        differences: ['foreignersRegister 1314.20 > 1314.20', '101 -1314.20 > -854.23'],
      },
      {
        line: 'recovery 2025-02 v2 | foreignersRegister -1000.00 > -1000.00',
        differences: ['foreignersRegister -1000.00 > -1000.00', '101 1000.00 > 650.00'],
      },
    ]);
    const [, recovery] = linesOf(events);
    expect(recovery && policyNames(recovery)).toContain('recoveryFollowsLine@1');
  });
});
