import { partyId } from '../../src/domain/ids.js';
import { cents } from '../../src/domain/money.js';
import type { Movement, StatementIssued } from '../../src/domain/statements/events.js';
import { itemText, lineKeyText } from '../../src/domain/statements/item.js';
import type { StatementItem } from '../../src/domain/statements/item.js';
import { fundTotals, statements } from '../../src/domain/statements/statements.js';
import type { IssueStatement } from '../../src/domain/statements/statements.js';
import { canonical } from '../../src/log/format.js';
import { rate } from '../../src/domain/money.js';
import { day, yearMonth } from '../../src/domain/time.js';
import { specOf } from '../support/decider-spec.js';
import { referenceOf } from '../support/facts.js';

const given = specOf(statements, referenceOf());

const movement = (net: number, fund = 'federal'): Movement => ({
  fund,
  scheme: 'RIS',
  law: 1,
  budgetArticle: '101',
  basicAllocation: '44.55.11.43.52.01',
  lineType: 1,
  referenceYear: 2025,
  budgetYear: 2025,
  gross: cents(net * 2),
  net: cents(net),
  items: 2,
});

const issue: IssueStatement = {
  type: 'IssueStatement',
  cpasId: partyId('cpas-a'),
  month: yearMonth('2025-03'),
  cut: 900,
  previousCut: null,
  sentThrough: day('2025-02-28'),
  issuedOn: day('2025-03-02'),
  openings: [],
  movements: [movement(5_000)],
  itemCount: 2,
  itemRoot: 'ab'.repeat(32),
};

const issued = (number: number, cut: number): StatementIssued => {
  const [event] = given()
    .when({ ...issue, cut })
    .events();
  if (event === undefined) throw new Error('nothing was issued');
  return { ...event, data: { ...event.data, number } };
};

describe('issuing a statement', () => {
  it('numbers it from 1 and says what it is of, with the policies it rests on', () => {
    const [event] = given().when(issue).events();
    expect(event?.data).toEqual({
      cpasId: 'cpas-a',
      number: 1,
      month: '2025-03',
      cut: 900,
      sentThrough: '2025-02-28',
      issuedOn: '2025-03-02',
      funds: [{ fund: 'federal', opening: 0, movements: 5_000, payable: 5_000, closing: 0 }],
      movements: issue.movements,
      itemCount: 2,
      itemRoot: 'ab'.repeat(32),
      policies: [
        { name: 'negativeStatement', version: 1, value: 'carriedForward' },
        { name: 'bookingYear', version: 1, value: 'dayRecorded' },
        { name: 'sendingDate', version: 1, value: 'dayReceived' },
        { name: 'statementLineTypes', version: 1 },
      ],
    });
  });

  it('gives the next number after the statement of the cut before', () =>
    given(issued(1, 500), issued(2, 700))
      .when({ ...issue, previousCut: 700 })
      .then(issued(3, 900)));

  it('of the same cut twice is once', () => given(issued(1, 900)).when(issue).thenNothing());

  it('refuses to jump over a cut, so that numbers follow the runs', () => {
    given(issued(1, 500)).when(issue).thenRejected('staleVersion', { cut: 500, previousCut: null });
    given()
      .when({ ...issue, previousCut: 500 })
      .thenRejected('staleVersion');
  });

  it('is issued with nothing on it too', () => {
    const [event] = given()
      .when({ ...issue, movements: [], itemCount: 0 })
      .events();
    expect(event?.data.funds).toEqual([
      { fund: 'federal', opening: 0, movements: 0, payable: 0, closing: 0 },
    ]);
  });

  it('whose movements do not count its items is a bug', () => {
    expect(() =>
      given()
        .when({ ...issue, itemCount: 3 })
        .events(),
    ).toThrow('3 items');
  });
});

describe('a negative statement', () => {
  const fund = (name: string, amounts: readonly [number, number, number, number]) => ({
    fund: name,
    opening: amounts[0],
    movements: amounts[1],
    payable: amounts[2],
    closing: amounts[3],
  });

  it('pays nothing and is carried forward whole', () => {
    expect(fundTotals([], [movement(-300)])).toEqual([fund('federal', [0, -300, 0, -300])]);
  });

  it('is set off against later movements, as far as they go', () => {
    const openings = [{ fund: 'federal', amount: cents(-300) }];
    expect(fundTotals(openings, [movement(200)])).toEqual([fund('federal', [-300, 200, 0, -100])]);
    expect(fundTotals(openings, [movement(300)])).toEqual([fund('federal', [-300, 300, 0, 0])]);
    expect(fundTotals(openings, [movement(301)])).toEqual([fund('federal', [-300, 301, 1, 0])]);
  });

  it('of one fund is not set off against another', () => {
    const openings = [{ fund: 'energy', amount: cents(-300) }];
    expect(fundTotals(openings, [movement(500), movement(10, 'energy')])).toEqual([
      fund('energy', [-300, 10, 0, -290]),
      fund('federal', [0, 500, 500, 0]),
    ]);
  });

  it('of several predecessors adds up', () => {
    const openings = [-1, -2].map((amount) => ({ fund: 'federal', amount: cents(amount) }));
    expect(fundTotals(openings, [])).toEqual([fund('federal', [-3, 0, 0, -3])]);
  });

  it('never opens with money that is owed to the CPAS: that was payable', () => {
    expect(() => fundTotals([{ fund: 'federal', amount: cents(1) }], [])).toThrow('opens with 1');
  });
});

describe('the text of an item', () => {
  const item: StatementItem = {
    position: 1,
    dossierId: 'dossier-1',
    fileNumber: '12A',
    lineKey: '2025-01',
    referenceMonth: yearMonth('2025-01'),
    version: 2,
    replacesVersion: 1,
    sequence: 77,
    formReference: 'F-é',
    firstDay: day('2025-01-15'),
    lastDay: null,
    fund: 'federal',
    scheme: 'RIS',
    law: 1,
    budgetArticle: '101',
    basicAllocation: '44.55.11.43.52.01',
    lineType: 4,
    budgetYear: 2025,
    gross: cents(-100),
    net: cents(-55),
    versionGross: cents(900),
    versionNet: cents(495),
    terms: [{ code: 'baseShare', rate: rate('0.55'), amount: cents(495) }],
  };

  it('is canonical JSON of every field', () => {
    expect(itemText(item)).toBe(canonical(item));
  });

  it('changes with every field, so that nothing printed can be altered unseen', () => {
    const texts = Object.keys(item).map((key) =>
      itemText({ ...item, [key]: key === 'terms' ? [] : 'altered' }),
    );
    expect(new Set([itemText(item), ...texts]).size).toBe(Object.keys(item).length + 1);
  });

  it('names a line by its reference month, and a recovery by its booking month and number too', () => {
    const referenceMonth = yearMonth('2024-11');
    expect(lineKeyText({ kind: 'grant', referenceMonth })).toBe('2024-11');
    expect(
      lineKeyText({ kind: 'recovery', referenceMonth, bookingMonth: yearMonth('2025-01'), number: 3 }),
    ).toBe('2024-11.2025-01.3');
  });
});
