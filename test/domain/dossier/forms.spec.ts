import { dossier } from '../../../src/domain/dossier/dossier.js';
import type { Pseudonym } from '../../../src/domain/ids.js';
import { fileNumber, nisCode, officialId, partyId } from '../../../src/domain/ids.js';
import { day } from '../../../src/domain/time.js';
import { specOf } from '../../support/decider-spec.js';
import {
  DOSSIER,
  HAM,
  MAIN,
  NEW,
  OLD,
  differencesOf,
  due,
  euro,
  form,
  formB,
  formC,
  history,
  linesOf,
  rulesOpenedOn,
  summary,
  window,
  withdrawal,
} from '../../support/dossier.js';
import type { Line } from '../../support/dossier.js';

const rules = rulesOpenedOn('2024-11-20');
const given = specOf(dossier, rules);

const shown = (lines: readonly Line[]): object[] =>
  lines.map((line) => ({ line: summary(line), differences: differencesOf(line) }));

describe('form B: a decision is recorded', () => {
  it('opens the file and stands from its effective date', () => {
    given()
      .when(
        formB({ from: '2025-01-15', decided: '2025-01-20', sent: '2025-01-22', piis: window('2025-02-01') }),
      )
      .then(
        {
          type: 'DossierOpened',
          data: {
            dossierId: DOSSIER,
            scheme: 'RIS',
            cpasId: HAM,
            openedByNis: nisCode('71020'),
            fileNumber: fileNumber('12A'),
          },
        },
        {
          type: 'DecisionRecorded',
          data: {
            dossierId: DOSSIER,
            form: form('2025-01-22'),
            effectiveFrom: day('2025-01-15'),
            decidedOn: day('2025-01-20'),
            notifiedOn: day('2025-01-22'),
            category: 2,
            resourcesYear: euro('0'),
            foreignersRegister: null,
            formerlyHomeless: null,
            piis: window('2025-02-01'),
            claimedMonth: null,
            beneficiaries: [MAIN],
            replaces: false,
          },
        },
      );
  });

  it('changes nothing where the same decision stands, whatever form it came on', () => {
    given(...history(rules, formB()))
      .when(formB({ ref: 'F2', sent: '2025-02-10' }))
      .thenNothing();
  });

  it('replaces a decision of the same date, and two versions in a row are both kept', () => {
    const events = history(
      rules,
      formB(),
      formB({ category: 3, ref: 'F2' }),
      formB({ category: 1, ref: 'F3' }),
    );
    expect(events.map((event) => event.type)).toEqual([
      'DossierOpened',
      'DecisionRecorded',
      'DecisionRecorded',
      'DecisionRecorded',
    ]);
    expect(events.slice(1)).toMatchObject([
      { data: { category: 2, replaces: false } },
      { data: { category: 3, replaces: true } },
      { data: { category: 1, replaces: true } },
    ]);
    expect(
      linesOf(
        given(...events)
          .when(due('2025-01'))
          .events(),
      ).map(summary),
    ).toEqual(['2025-01 v1 | 101 858.97 > 558.33']);
  });

  it('is refused where it was sent before it was decided', () => {
    given()
      .when(formB({ decided: '2025-01-20', sent: '2025-01-19' }))
      .thenRejected('notYetEffective');
  });

  it('is refused without the mandate to take forms in', () => {
    given()
      .when(formB({ by: officialId('erika') }))
      .thenRejected('mandateMissing', { role: 'intake' });
  });
});

describe('form B: who may send it', () => {
  it('is the owner of the file on the effective date', () => {
    expect(
      given()
        .when(formB({ from: '2024-12-01', sender: OLD, opener: OLD }))
        .events(),
    ).toHaveLength(2);
  });

  it('is a successor too, for an old month', () => {
    const late = formB({ from: '2024-12-01', decided: '2025-02-01', sender: NEW, opener: OLD });
    expect(given().when(late).events()).toHaveLength(2);
  });

  it('is refused for a predecessor and a month after its merger', () => {
    given()
      .when(formB({ from: '2025-01-01', sender: OLD, opener: OLD }))
      .thenRejected('nisCodeNotValid', { senderId: OLD, openedBy: OLD, on: '2025-01-01' });
  });

  it('is refused for a stranger', () => {
    given()
      .when(formB({ sender: NEW, opener: HAM }))
      .thenRejected('nisCodeNotValid');
  });

  it('is refused for a party that is not known', () => {
    const unknown = partyId('cpas-nowhere');
    given()
      .when(formB({ sender: unknown, opener: unknown }))
      .thenRejected('partyUnknown');
  });
});

describe('form B: a late one', () => {
  const determined = history(rules, formB(), due('2025-04'));

  it('replaces at once every month since its date, each with its difference, and leaves the rest to the run', () => {
    const events = given(...determined)
      .when(formB({ from: '2025-03-15', decided: '2025-05-02', category: 3, ref: 'F2' }))
      .events();
    expect(events.map((event) => event.type)).toEqual([
      'DecisionRecorded',
      'LineDetermined',
      'LineDetermined',
    ]);
    // March: 1314.20 × 14/31 + 1776.07 × 17/31 = (1839880 + 3019319)/31 = 156748.35; April 1776.07.
    expect(shown(linesOf(events))).toEqual([
      { line: '2025-03 v2 | 101 1567.48 > 1018.86', differences: ['101 253.28 > 164.63'] },
      { line: '2025-04 v2 | 101 1776.07 > 1154.45', differences: ['101 461.87 > 300.22'] },
    ]);
    expect(linesOf(events)[0]).toMatchObject({
      cause: 'decision',
      replacesVersion: 1,
      sendingDate: '2025-05-02',
      form: { formReference: 'F2' },
    });
  });

  it('touches only the months until the next decision', () => {
    const facts = history(
      rules,
      formB(),
      formB({ from: '2025-03-01', category: 3, ref: 'F2' }),
      due('2025-04'),
    );
    const events = given(...facts)
      .when(formB({ from: '2025-02-01', decided: '2025-05-02', category: 1, ref: 'F3' }))
      .events();
    expect(shown(linesOf(events))).toEqual([
      { line: '2025-02 v2 | 101 876.13 > 569.48', differences: ['101 -438.07 > -284.75'] },
    ]);
  });

  it('writes no line where the result is the same', () => {
    const events = given(...determined)
      .when(formB({ from: '2025-03-15', decided: '2025-05-02', claimed: '1.00', ref: 'F2' }))
      .events();
    expect(events.map((event) => event.type)).toEqual(['DecisionRecorded']);
  });

  it('writes a version without a difference where it names other beneficiaries', () => {
    const other = { pseudonym: `k1:${'0b'.repeat(32)}` as Pseudonym, role: 'main' } as const;
    const events = given(...determined)
      .when({ ...formB({ ref: 'F2' }), beneficiaries: [other] })
      .events();
    expect(linesOf(events).map((line) => [summary(line), line.beneficiaries, line.differences])).toEqual(
      linesOf(determined).map((line) => [summary(line).replace(' v1 ', ' v2 '), [other], []]),
    );
  });

  it('moves money between budget articles with a difference on each', () => {
    const events = given(...determined)
      .when(formB({ register: window('2025-04-01'), ref: 'F2' }))
      .events();
    expect(shown(linesOf(events))).toEqual([
      {
        line: '2025-04 v2 | foreignersRegister 1314.20 > 1314.20',
        differences: ['foreignersRegister 1314.20 > 1314.20', '101 -1314.20 > -854.23'],
      },
    ]);
  });

  it('does not open months from before the log', () => {
    const facts = history(rules, formB({ from: '2024-06-01', decided: '2024-11-20' }), due('2024-11'));
    const events = given(...facts)
      .when(formB({ from: '2024-06-01', decided: '2024-11-20', category: 3, ref: 'F2' }))
      .events();
    expect(linesOf(events).map((line) => line.line.referenceMonth)).toEqual(['2024-11']);
  });

  it('is refused as a whole where a month that it changes can no longer be determined', () => {
    const old = rulesOpenedOn('2023-11-20');
    const facts = history(
      old,
      formB({ from: '2023-12-01', decided: '2024-06-01' }),
      due('2023-12', '2024-07-01'),
    );
    const gone = { ...old, share: () => undefined };
    specOf(
      dossier,
      gone,
    )(...facts)
      .when(formB({ from: '2023-12-01', decided: '2024-06-01', category: 3, ref: 'F2' }))
      .thenRejected('shareMissing');
  });
});

describe('form C: a refusal', () => {
  const refusal = formC(
    { kind: 'refusal', effectiveFrom: day('2025-01-10'), beneficiaries: [MAIN] },
    '2025-01-20',
  );

  it('is remembered, opens the file and moves no money', () => {
    expect(given().when(refusal).events()).toMatchObject([
      { type: 'DossierOpened' },
      { type: 'RequestRefused', data: { effectiveFrom: '2025-01-10', beneficiaries: [MAIN] } },
    ]);
    given(...history(rules, refusal))
      .when(due('2025-02'))
      .thenNothing();
  });

  it('is recorded once', () => {
    given(...history(rules, refusal))
      .when(refusal)
      .thenNothing();
  });

  it('can be taken back once', () => {
    const takeBack = formC(
      { kind: 'regularization', of: 'refusal', regularizes: day('2025-01-10'), effectiveFrom: null },
      '2025-01-25',
    );
    given(...history(rules, refusal))
      .when(takeBack)
      .then({
        type: 'FormCRegularized',
        data: {
          dossierId: DOSSIER,
          form: form('2025-01-25'),
          of: 'refusal',
          regularizes: day('2025-01-10'),
          effectiveFrom: null,
          decidedOn: day('2025-01-25'),
        },
      });
    given(...history(rules, refusal, takeBack))
      .when(takeBack)
      .thenRejected('decisionNotFound');
  });
});

describe('form C: a withdrawal', () => {
  const determined = history(rules, formB(), due('2025-03'));

  it('ends the decision and takes back what was determined after it', () => {
    const events = given(...determined)
      .when(withdrawal('2025-02-15', { sent: '2025-04-02' }))
      .events();
    // February: 1314.20 × 14/28 = 657.10, × 0.65 = 427.115.
    expect(shown(linesOf(events))).toEqual([
      { line: '2025-02 v2 | 101 657.10 > 427.12', differences: ['101 -657.10 > -427.11'] },
      { line: '2025-03 v2', differences: ['101 -1314.20 > -854.23'] },
    ]);
    expect(linesOf(events)[1]).toMatchObject({
      cause: 'withdrawal',
      firstDay: null,
      lastDay: null,
      segments: [],
      gross: 0,
      beneficiaries: [MAIN],
    });
  });

  it('is recorded once', () => {
    const facts = history(rules, formB(), withdrawal('2025-02-15'));
    given(...facts)
      .when(withdrawal('2025-02-15', { ref: 'F9', sent: '2025-04-02' }))
      .thenNothing();
  });

  it('is refused for a file that nobody opened', () => {
    given().when(withdrawal('2025-02-15')).thenRejected('decisionNotFound');
  });

  it('is refused before the first decision', () => {
    given(...determined)
      .when(withdrawal('2024-12-31', { sent: '2025-04-02' }))
      .thenRejected('decisionNotFound');
  });

  it('is refused where the decision has ended already', () => {
    given(...history(rules, formB(), withdrawal('2025-02-15')))
      .when(withdrawal('2025-03-01'))
      .thenRejected('decisionAlreadyEnded');
  });

  it('of the day of the decision leaves nothing, and a new decision of that day stands again', () => {
    const facts = history(rules, formB(), withdrawal('2025-01-01'));
    given(...facts)
      .when(due('2025-01'))
      .thenNothing();
    const again = history(rules, formB(), withdrawal('2025-01-01'), formB({ ref: 'F3' }), due('2025-01'));
    expect(linesOf(again)).toHaveLength(1);
  });
});

describe('form C: the regularization of a withdrawal', () => {
  const facts = history(rules, formB(), withdrawal('2025-02-15'), due('2025-03'));
  const regularize = (effectiveFrom: string | null): ReturnType<typeof formC> =>
    formC(
      {
        kind: 'regularization',
        of: 'withdrawal',
        regularizes: day('2025-02-15'),
        effectiveFrom: effectiveFrom === null ? null : day(effectiveFrom),
      },
      '2025-04-02',
      { ref: 'F5' },
    );

  it('revives the decision: the month cut short is made whole, the months without a line fall due', () => {
    const events = given(...facts)
      .when(regularize(null))
      .events();
    expect(shown(linesOf(events))).toEqual([
      { line: '2025-02 v2 | 101 1314.20 > 854.23', differences: ['101 657.10 > 427.11'] },
    ]);
    expect(
      linesOf(
        given(...facts, ...events)
          .when(due('2025-03'))
          .events(),
      ).map(summary),
    ).toEqual(['2025-03 v1 | 101 1314.20 > 854.23']);
  });

  it('moves the date forward or back', () => {
    expect(
      shown(
        linesOf(
          given(...facts)
            .when(regularize('2025-02-22'))
            .events(),
        ),
      ),
    ).toEqual([{ line: '2025-02 v2 | 101 985.65 > 640.67', differences: ['101 328.55 > 213.55'] }]);
    expect(
      shown(
        linesOf(
          given(...facts)
            .when(regularize('2025-01-01'))
            .events(),
        ),
      ),
    ).toEqual([
      { line: '2025-01 v2', differences: ['101 -1288.46 > -837.50'] },
      { line: '2025-02 v2', differences: ['101 -657.10 > -427.12'] },
    ]);
  });

  it('changes nothing where date and decision are the same', () => {
    const again = formC(
      {
        kind: 'regularization',
        of: 'withdrawal',
        regularizes: day('2025-02-15'),
        effectiveFrom: day('2025-02-15'),
      },
      '2025-02-15',
    );
    given(...facts)
      .when(again)
      .thenNothing();
  });

  it('is refused for a withdrawal that does not exist', () => {
    given(...history(rules, formB()))
      .when(regularize(null))
      .thenRejected('decisionNotFound', { regularizes: '2025-02-15' });
    const taken = given(...facts)
      .when(regularize(null))
      .events();
    given(...facts, ...taken)
      .when(regularize(null))
      .thenRejected('decisionNotFound');
  });

  it('is refused to a day before the first decision', () => {
    given(...facts)
      .when(regularize('2024-12-01'))
      .thenRejected('decisionNotFound');
  });
});
