import { dossier } from '../../../src/domain/dossier/dossier.js';
import { officialId } from '../../../src/domain/ids.js';
import { specOf } from '../../support/decider-spec.js';
import {
  HAM,
  NEW,
  OLD,
  differencesOf,
  due,
  formB,
  history,
  linesOf,
  policyNames,
  rulesOpenedOn,
  shareFacts,
  summary,
  window,
  withdrawal,
} from '../../support/dossier.js';
import { policyRow } from '../../support/rulebook-rows.js';

const rules = rulesOpenedOn('2024-11-20');
const given = specOf(dossier, rules);

/** The lines that fall due through a month after some forms. */
const dueAfter = (
  through: string,
  ...forms: Parameters<typeof dossier.decide>[0][]
): ReturnType<typeof linesOf> => linesOf(history(rules, ...forms, due(through)));

describe('the amount of a month', () => {
  it('is the amount in force at the share: category 3 of February 2025, 1776.07 × 0.65 = 1154.4455', () => {
    const [line] = dueAfter('2025-02', formB({ from: '2025-02-01', category: 3 }));
    expect(line?.articles).toMatchObject([
      {
        budgetArticle: '101',
        gross: 177607,
        net: 115445,
        components: [{ code: 'baseShare', rate: '0.65', base: 177607, exact: '2308891/20', amount: 115445 }],
      },
    ]);
    expect(line).toMatchObject({ firstDay: '2025-02-01', lastDay: '2025-02-28', validDay: '2025-02-28' });
  });

  it('follows the index step of 2025-02-01: 1288.46 × 0.65 = 837.499, then 1314.20 × 0.65 = 854.23', () => {
    expect(dueAfter('2025-03', formB()).map(summary)).toEqual([
      '2025-01 v1 | 101 1288.46 > 837.50',
      '2025-02 v1 | 101 1314.20 > 854.23',
      '2025-03 v1 | 101 1314.20 > 854.23',
    ]);
  });

  it('names the row of law, the amounts of month and year, and the rule of the share', () => {
    const [line] = dueAfter('2025-02', formB({ from: '2025-02-01' }));
    expect(line?.segments).toMatchObject([
      {
        category: 2,
        monthAmount: 131420,
        yearAmount: 1577041,
        resourcesYear: 0,
        fullMonth: 131420,
        granted: 131420,
        days: 28,
        daysInMonth: 28,
        rules: [{ ruleId: 'ris.amount', validFrom: '2025-02-01' }],
      },
    ]);
    const [component] = line?.articles[0]?.components ?? [];
    expect(component).toMatchObject({
      anchor: 'countYear',
      anchorDate: '2025-01-01',
      rule: { ruleId: 'ris.share' },
    });
    expect(component?.rule.sequence).toBeGreaterThan(0);
  });

  it('is less by counted resources on a yearly basis: (15770.41 − 6000.00) / 12 = 814.2008, × 0.65 = 529.23', () => {
    const [line] = dueAfter('2025-02', formB({ from: '2025-02-01', resources: '6000.00' }));
    expect(line && summary(line)).toBe('2025-02 v1 | 101 814.20 > 529.23');
    expect(line && policyNames(line)).toContain('resourcesTwelfth@1');
  });

  it('takes the computed year where none is printed: (12241.74 × 1.7410 = 21312.87 − 12000.00) / 12 = 776.0725', () => {
    const [line] = dueAfter('2025-02', formB({ from: '2025-02-01', category: 3, resources: '12000.00' }));
    expect(line?.segments).toMatchObject([
      {
        yearAmount: 2131287,
        fullMonth: 77607,
        rules: [{ ruleId: 'ris.amount' }, { ruleId: 'ris.base' }, { ruleId: 'ris.index' }],
      },
    ]);
  });

  it('is a line of zero where resources reach the amount of the year', () => {
    const [line] = dueAfter('2025-02', formB({ from: '2025-02-01', resources: '15770.41' }));
    expect(line).toMatchObject({
      gross: 0,
      net: 0,
      articles: [],
      differences: [],
      firstDay: null,
      lastDay: null,
    });
    expect(line?.segments).toHaveLength(1);
  });

  it('keeps the claimed amount as a check that changes nothing', () => {
    const [line] = dueAfter('2025-01', formB({ claimed: '9999.99' }));
    expect(line).toMatchObject({ claimedMonth: 999999, gross: 128846 });
  });

  it('is provisional past what the sources of the amount cover plus 12 months, and final before', () => {
    const lines = dueAfter('2026-03', formB({ from: '2026-01-01' }));
    expect(
      lines.map((line) => [line.line.referenceMonth, line.provisional, line.segments[0]?.provisional]),
    ).toEqual([
      ['2026-01', false, false],
      ['2026-02', false, false],
      ['2026-03', true, true],
    ]);
  });

  it('is provisional with a provisional share', () => {
    const provisional = rulesOpenedOn('2024-11-20', ...shareFacts(HAM, 2025, '0.66', 'provisional'));
    const [line] = linesOf(history(provisional, formB(), due('2025-01')));
    expect(line?.articles[0]?.components[0]).toMatchObject({ rate: '0.66', provisional: true });
    expect(line?.provisional).toBe(true);
  });
});

describe('a partial month', () => {
  it('counts calendar days: 17 days of 31, 1314.20 × 17 / 31 = 2234140/31 cents = 720.69, × 0.65 = 468.4485', () => {
    const [line] = dueAfter('2025-03', formB({ from: '2025-03-15' }));
    expect(line && summary(line)).toBe('2025-03 v1 | 101 720.69 > 468.45');
    expect(line?.segments).toMatchObject([
      { days: 17, daysInMonth: 31, exact: '2234140/31', granted: 72069 },
    ]);
    expect(line).toMatchObject({ firstDay: '2025-03-15', lastDay: '2025-03-31' });
    expect(line && policyNames(line)).toContain('proration@1');
  });

  it('ends on the day before a withdrawal: 14 days of 31, 1314.20 × 14 / 31 = 593.5096', () => {
    const [line] = dueAfter('2025-03', formB({ from: '2025-03-01' }), withdrawal('2025-03-15'));
    expect(line && summary(line)).toBe('2025-03 v1 | 101 593.51 > 385.78');
    expect(line).toMatchObject({ firstDay: '2025-03-01', lastDay: '2025-03-14', decidedOn: '2025-03-15' });
  });

  it('sums two decisions of a month exactly: 876.13 × 14/31 + 1776.07 × 17/31 = 1369.6455 as a whole', () => {
    // 87613 × 14 = 1226582 and 177607 × 17 = 3019319, together 4245901 / 31 = 136964.55; floors 39567 and 97397 leave one
    // cent, which falls on the larger remainder (17/31 has 12/31, 14/31 has 5/31).
    const [line] = dueAfter(
      '2025-03',
      formB({ from: '2025-03-01', category: 1 }),
      formB({ from: '2025-03-15', category: 3, ref: 'F2' }),
    );
    expect(line?.gross).toBe(136965);
    expect(
      line?.segments.map((segment) => [segment.category, segment.days, segment.exact, segment.granted]),
    ).toEqual([
      [1, 14, '1226582/31', 39567],
      [3, 17, '3019319/31', 97398],
    ]);
  });

  it('gives the same month for two equal decisions as for one', () => {
    const [line] = dueAfter(
      '2025-03',
      formB({ from: '2025-03-01' }),
      formB({ from: '2025-03-12', ref: 'F2' }),
    );
    expect(line?.gross).toBe(131420);
  });

  it('counts thirtieths where the rulebook says so: 17 days to the end of March are 16 thirtieths', () => {
    const thirtieths = rulesOpenedOn('2024-11-20', ...policyRow('policy.proration', 'thirtieth'));
    const [line] = linesOf(history(thirtieths, formB({ from: '2025-03-15' }), due('2025-03')));
    // 1314.20 × 16 / 30 = 700.9067
    expect(line?.gross).toBe(70091);
    expect(line?.policies).toContainEqual({ name: 'proration', version: 2, value: 'thirtieth' });
    const [february] = linesOf(history(thirtieths, formB({ from: '2025-02-15' }), due('2025-02')));
    expect(february?.segments[0]).toMatchObject({ days: 16, daysInMonth: 30 });
  });
});

describe('components of the rate', () => {
  it('adds 10 % of what is granted under a project, on its own article: 1314.20 × 0.10 = 131.42', () => {
    const [line] = dueAfter('2025-02', formB({ from: '2025-02-01', piis: window('2024-09-01') }));
    expect(line && summary(line)).toBe('2025-02 v1 | 101 1314.20 > 854.23 | piis 1314.20 > 131.42');
    expect(line).toMatchObject({ gross: 131420, net: 98565 });
    expect(line?.articles[1]?.components[0]).toMatchObject({
      anchor: 'piisWindow',
      anchorDate: '2024-09-01',
    });
  });

  it('counts a project from the middle of a month by its days: 1314.20 × 17 / 31 = 720.69, × 0.10 = 72.07', () => {
    const [line] = dueAfter('2025-03', formB({ from: '2025-03-01', piis: window('2025-03-15') }));
    expect(line && summary(line)).toBe('2025-03 v1 | 101 1314.20 > 854.23 | piis 720.69 > 72.07');
    expect(line && policyNames(line)).toEqual(expect.arrayContaining(['piisProration@1', 'centsByDays@1']));
  });

  it('reimburses 100 % for the foreigners’ register in place of the share, and 110 % with a project', () => {
    const [line] = dueAfter(
      '2025-02',
      formB({ from: '2025-02-01', register: window('2025-02-01'), piis: window('2025-02-01') }),
    );
    expect(line && summary(line)).toBe(
      '2025-02 v1 | foreignersRegister 1314.20 > 1314.20 | piis 1314.20 > 131.42',
    );
    expect(line).toMatchObject({ gross: 131420, net: 144562 });
  });

  it('reimburses 100 % for a formerly homeless person', () => {
    const [line] = dueAfter('2025-02', formB({ from: '2025-02-01', homeless: window('2025-02-01') }));
    expect(line && summary(line)).toBe('2025-02 v1 | formerlyHomeless 1314.20 > 1314.20');
  });

  it('splits a month by the days of a window, every cent once: 14 days at the share, 17 at 100 %', () => {
    // 131420 × 14/31 = 59350.97 and × 17/31 = 72069.03: the cent that is left falls on the first.
    const [line] = dueAfter(
      '2025-03',
      formB({ from: '2025-03-01', register: window('2025-03-15', '2025-12-31') }),
    );
    expect(line && summary(line)).toBe(
      '2025-03 v1 | 101 593.51 > 385.78 | foreignersRegister 720.69 > 720.69',
    );
    expect(line?.gross).toBe(131420);
  });

  it('takes the foreigners’ register first where both hold, and does not reimburse twice', () => {
    const [line] = dueAfter(
      '2025-03',
      formB({
        from: '2025-03-01',
        register: window('2025-03-01', '2025-03-14'),
        homeless: window('2025-03-01'),
      }),
    );
    expect(line && summary(line)).toBe(
      '2025-03 v1 | foreignersRegister 593.51 > 593.51 | formerlyHomeless 720.69 > 720.69',
    );
    expect(line && policyNames(line)).toContain('highestRate@1');
  });

  it('needs no share for a month that is wholly at 100 %', () => {
    const [line] = dueAfter('2027-01', formB({ from: '2027-01-01', register: window('2025-01-01') }));
    expect(line?.net).toBe(131420);
  });
});

describe('whose share counts', () => {
  it('is the predecessor’s until the merger and the successor’s after: 1288.46 × 0.55 = 708.653, × 0.70 = 901.922', () => {
    const lines = dueAfter('2025-01', formB({ from: '2024-12-01', sender: OLD, opener: OLD }));
    expect(lines.map((line) => [line.cpasId, summary(line)])).toEqual([
      [OLD, '2024-12 v1 | 101 1288.46 > 708.65'],
      [NEW, '2025-01 v1 | 101 1288.46 > 901.92'],
    ]);
  });
});

describe('what falls due', () => {
  it('is every month that is over, has a decision standing, and no line', () => {
    const facts = history(rules, formB(), due('2025-02'));
    given(...facts)
      .when(due('2025-02'))
      .thenNothing();
    expect(
      linesOf(
        given(...facts)
          .when(due('2025-04'))
          .events(),
      ).map(summary),
    ).toEqual(['2025-03 v1 | 101 1314.20 > 854.23', '2025-04 v1 | 101 1314.20 > 854.23']);
  });

  it('leaves months without a decision alone', () => {
    const lines = dueAfter(
      '2025-06',
      formB(),
      withdrawal('2025-02-01'),
      formB({ from: '2025-05-20', ref: 'F3' }),
    );
    expect(lines.map((line) => line.line.referenceMonth)).toEqual(['2025-01', '2025-05', '2025-06']);
  });

  it('begins with the month in which the log was opened: what came before was settled elsewhere', () => {
    const lines = dueAfter(
      '2024-12',
      formB({ from: '2023-01-01', decided: '2024-11-01', sent: '2024-11-20' }),
    );
    expect(lines.map((line) => line.line.referenceMonth)).toEqual(['2024-11', '2024-12']);
  });

  it('is refused for a month that is not over', () => {
    given(...history(rules, formB()))
      .when(due('2025-03', '2025-03-31'))
      .thenRejected('notYetEffective');
  });

  it('is refused for a file that nobody opened', () => {
    given().when(due('2025-03')).thenRejected('decisionNotFound');
  });

  it('is asked by an official with the mandate of the month run', () => {
    const command = { ...due('2025-03'), by: officialId('erika') };
    given(...history(rules, formB()))
      .when(command)
      .thenRejected('mandateMissing', { role: 'runManager' });
  });

  it('does not wait for a month whose share is missing, and names it once nothing else is left', () => {
    const facts = history(rules, formB({ from: '2026-11-15' }));
    const first = given(...facts)
      .when(due('2027-02'))
      .events();
    expect(linesOf(first).map((line) => line.line.referenceMonth)).toEqual(['2026-11', '2026-12']);
    given(...facts, ...first)
      .when(due('2027-02'))
      .thenRejected('shareMissing', { cpasId: HAM, year: 2027, months: ['2027-01', '2027-02'] });
  });

  it('determines the months after a gap in the amounts, and names the gap', () => {
    const old = rulesOpenedOn('2021-08-15', ...[2021, 2022].flatMap((year) => shareFacts(HAM, year, '0.65')));
    const facts = history(
      old,
      formB({ from: '2022-01-01', decided: '2024-06-01' }),
      due('2022-05', '2024-07-01'),
    );
    expect(linesOf(facts).map((line) => line.line.referenceMonth)).toEqual(['2022-01', '2022-05']);
    specOf(
      dossier,
      old,
    )(...facts)
      .when(due('2022-05', '2024-07-01'))
      .thenRejected('amountInGap', { months: ['2022-02', '2022-03', '2022-04'], on: '2022-02-01' });
  });

  it('is refused by name where resources are counted and the amount of the year is not known', () => {
    const old = rulesOpenedOn('2020-03-01', ...shareFacts(HAM, 2020, '0.65'));
    specOf(
      dossier,
      old,
    )(...history(old, formB({ from: '2020-03-01', decided: '2024-06-01', resources: '1200.00' })))
      .when(due('2020-03', '2024-07-01'))
      .thenRejected('amountYearUnknown', { month: '2020-03', months: ['2020-03'] });
  });
});

describe('the state of a dossier', () => {
  it('stays at about a KB: twelve lines with an index step are two runs of months', () => {
    const facts = history(rules, formB({ claimed: '1314.20' }), due('2025-12'));
    const state = facts.reduce(dossier.evolve, dossier.initial);
    expect(linesOf(facts)).toHaveLength(12);
    expect(state).toMatchObject({
      grants: [
        { from: '2025-01', to: '2025-01', version: 1 },
        { from: '2025-02', to: '2025-12', version: 1 },
      ],
    });
    expect(JSON.stringify(state).length).toBeLessThan(1_500);
  });
});

describe('sending date of a line', () => {
  it('is the last day of the month for a decision sent before', () => {
    expect(dueAfter('2025-01', formB())[0]).toMatchObject({
      cause: 'due',
      sendingDate: '2025-01-31',
      notifiedOn: '2025-01-01',
    });
  });

  it('is that of the form that was sent last where it came after the month', () => {
    const [line] = dueAfter(
      '2025-01',
      formB(),
      formB({ from: '2025-01-20', decided: '2025-02-01', sent: '2025-02-02', ref: 'F2' }),
    );
    expect(line).toMatchObject({
      sendingDate: '2025-02-02',
      form: { formReference: 'F2' },
      decidedOn: '2025-02-01',
    });
  });

  it('is not before the version it replaces, where a form of an earlier day acts after one of a later day', () => {
    const events = history(
      rules,
      formB({ sent: '2025-01-02' }),
      due('2025-01'),
      withdrawal('2025-01-01', { sent: '2025-03-01', ref: 'F2' }),
      formB({ sent: '2025-02-28', decided: '2025-02-27', ref: 'F3' }),
    );
    expect(linesOf(events).map((line) => [line.version, line.net, line.sendingDate])).toEqual([
      [1, 83750, '2025-01-31'],
      [2, 0, '2025-03-01'],
      [3, 83750, '2025-03-01'],
    ]);
  });
});

describe('the worked example of docs/determination.md', () => {
  const decision = {
    from: '2025-03-15',
    decided: '2025-03-17',
    sent: '2025-03-18',
    piis: window('2025-03-15'),
  };
  const facts = history(rules, formB(decision), due('2025-04'));

  it('comes to 540.52', () => {
    const [march] = linesOf(facts);
    expect(march && summary(march)).toBe('2025-03 v1 | 101 720.69 > 468.45 | piis 720.69 > 72.07');
    expect(march).toMatchObject({ net: 54052, sendingDate: '2025-03-31' });
    expect(march?.articles.flatMap((article) => article.components.map((one) => one.exact))).toEqual([
      '936897/20',
      '72069/10',
    ]);
  });

  it('gets a second version from the form of May, with its differences', () => {
    const late = formB({ ...decision, sent: '2025-05-06', register: window('2025-03-25'), ref: 'F2' });
    const [march] = linesOf(
      given(...facts)
        .when(late)
        .events(),
    );
    expect(march && summary(march)).toBe(
      '2025-03 v2 | 101 423.94 > 275.56 | foreignersRegister 296.75 > 296.75 | piis 720.69 > 72.07',
    );
    expect(march && differencesOf(march)).toEqual([
      '101 -296.75 > -192.89',
      'foreignersRegister 296.75 > 296.75',
    ]);
  });
});
