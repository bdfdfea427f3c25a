import type { DomainEvent } from '../../src/domain/decider.js';
import { officialId } from '../../src/domain/ids.js';
import { cents } from '../../src/domain/money.js';
import type { StatementRunEvent } from '../../src/domain/statement-run/events.js';
import { statementRun } from '../../src/domain/statement-run/statement-run.js';
import type {
  CompleteStatementRun,
  ConfirmStatementRun,
  ProposeStatementRun,
} from '../../src/domain/statement-run/statement-run.js';
import { day, yearMonth } from '../../src/domain/time.js';
import { specOf } from '../support/decider-spec.js';
import { ALICE, BRUNO, referenceOf } from '../support/facts.js';
import { publishedReference } from '../support/published.js';

const RITA = officialId('rita');
const SAM = officialId('sam');
const mandated = (official: typeof RITA, id: string): readonly DomainEvent[] => [
  {
    type: 'MandateProposed',
    data: {
      proposalId: id,
      officialId: official,
      role: 'runManager',
      schemes: ['*'],
      ceiling: null,
      validFrom: day('2025-01-01'),
      validUntil: day('2025-12-31'),
      proposedBy: ALICE,
    },
  },
  { type: 'MandateConfirmed', data: { proposalId: id, officialId: official, confirmedBy: BRUNO } },
];
const mandates = [...mandated(RITA, 'm1'), ...mandated(SAM, 'm2')];
const given = specOf(statementRun, publishedReference(...mandates));

const MARCH = yearMonth('2025-03');
const DUE = { asOfSequence: 800, items: 12, net: cents(100), payable: cents(150) };
const propose: ProposeStatementRun = {
  type: 'ProposeStatementRun',
  month: MARCH,
  proposalId: 'p1',
  sentThrough: null,
  runBefore: { month: yearMonth('2025-02'), sentThrough: day('2025-01-31'), cut: 700, completed: true },
  due: DUE,
  by: RITA,
  on: day('2025-03-01'),
};
const confirm: ConfirmStatementRun = {
  type: 'ConfirmStatementRun',
  month: MARCH,
  proposalId: 'p1',
  runBefore: propose.runBefore,
  due: DUE,
  by: SAM,
  on: day('2025-03-03'),
};
const complete: CompleteStatementRun = {
  type: 'CompleteStatementRun',
  month: MARCH,
  cut: 900,
  statements: 565,
  items: 12,
  net: cents(100),
  payable: cents(150),
};
const proposed = {
  type: 'StatementRunProposed',
  data: { month: MARCH, sentThrough: day('2025-02-28'), due: DUE, proposalId: 'p1', proposedBy: RITA },
} as const satisfies StatementRunEvent;
const started: StatementRunEvent = {
  type: 'StatementRunStarted',
  data: {
    month: MARCH,
    sentThrough: day('2025-02-28'),
    issuedOn: day('2025-03-03'),
    proposalId: 'p1',
    confirmedBy: SAM,
  },
};
const { type: _type, ...totals } = complete;
const completed: StatementRunEvent = { type: 'StatementRunCompleted', data: totals };

describe('proposing a run', () => {
  it('takes what was sent through the last day of the month before, where no day is named', () =>
    given().when(propose).then(proposed));

  it('takes a day that two officials agree on', () =>
    given()
      .when({ ...propose, sentThrough: day('2025-02-20') })
      .then({ ...proposed, data: { ...proposed.data, sentThrough: day('2025-02-20') } }));

  it('twice is once', () => given(proposed).when(propose).thenNothing());

  it('refuses the same id for something else', () => {
    given(proposed)
      .when({ ...propose, by: SAM })
      .thenRejected('alreadyExists');
    given(proposed)
      .when({ ...propose, sentThrough: day('2025-02-20') })
      .thenRejected('alreadyExists');
  });

  it('again takes the place of the first proposal', () =>
    given(proposed)
      .when({ ...propose, proposalId: 'p2', by: SAM })
      .then({ ...proposed, data: { ...proposed.data, proposalId: 'p2', proposedBy: SAM } }));

  it('refuses an official who does not manage runs, or not on that day', () => {
    given()
      .when({ ...propose, by: ALICE })
      .thenRejected('mandateMissing', { role: 'runManager' });
    given()
      .when({ ...propose, month: yearMonth('2026-01'), on: day('2026-01-03') })
      .thenRejected('mandateMissing');
  });

  it('refuses a month that has not begun', () =>
    given()
      .when({ ...propose, on: day('2025-02-28') })
      .thenRejected('notYetEffective', { from: '2025-03-01' }));

  it('refuses forms that were sent in the month itself', () =>
    given()
      .when({ ...propose, sentThrough: day('2025-03-01') })
      .thenRejected('invalidState'));
});

describe('confirming a run', () => {
  it('makes the cut, dated the day of acting', () => given(proposed).when(confirm).then(started));

  it('twice is once', () => {
    given(proposed, started).when(confirm).thenNothing();
    given(proposed, started, completed).when(confirm).thenNothing();
  });

  it('takes another official than the one who proposed', () =>
    given(proposed)
      .when({ ...confirm, by: RITA })
      .thenRejected('sameOfficial'));

  it('takes a manager of runs', () =>
    given(proposed)
      .when({ ...confirm, by: BRUNO })
      .thenRejected('mandateMissing'));

  it('stays under the ceiling of the mandate, by what was proposed and by what is due now', () => {
    const [asked, ...rest] = mandated(SAM, 'm3');
    const limited = { ...asked, data: { ...asked?.data, ceiling: 150 } } as DomainEvent;
    const upTo150 = specOf(statementRun, publishedReference(...mandated(RITA, 'm1'), limited, ...rest));
    const more = { ...DUE, payable: cents(151) };
    upTo150(proposed).when(confirm).then(started);
    upTo150(proposed)
      .when({ ...confirm, due: more })
      .thenRejected('ceilingExceeded', { ceiling: 150, amount: 151 });
    upTo150({ ...proposed, data: { ...proposed.data, due: more } })
      .when(confirm)
      .thenRejected('ceilingExceeded', { ceiling: 150, amount: 151 });
    upTo150({ ...proposed, data: { ...proposed.data, due: null } })
      .when({ ...confirm, due: more })
      .thenRejected('ceilingExceeded');
    upTo150(proposed, started)
      .when({ ...confirm, due: more })
      .thenNothing();
  });

  it.each([
    ['more items', { items: 13 }],
    ['fewer items', { items: 11 }],
    ['more net', { net: cents(101) }],
    ['less net', { net: cents(99) }],
    ['more to pay', { payable: cents(151) }],
    ['less to pay', { payable: cents(149) }],
  ])('refuses where there is %s than the second official saw', (_what, moved) =>
    given(proposed)
      .when({ ...confirm, due: { ...DUE, ...moved, asOfSequence: 820 } })
      .thenRejected('dueMoved', {
        month: '2025-03',
        proposalId: 'p1',
        proposedAsOfSequence: 800,
        proposedItems: 12,
        proposedNet: 100,
        proposedPayable: 150,
        asOfSequence: 820,
        items: 12,
        net: 100,
        payable: 150,
        ...moved,
      }),
  );

  it('refuses where a cut came since, though the totals are the same', () =>
    given(proposed)
      .when({
        ...confirm,
        runBefore: { month: yearMonth('2025-02'), sentThrough: day('2025-01-31'), cut: 801, completed: true },
        due: { ...DUE, asOfSequence: 820 },
      })
      .thenRejected('dueMoved', { cutSince: 801, proposedAsOfSequence: 800, asOfSequence: 820, items: 12 }));

  it('holds the totals of the proposal that stands, not of the one before', () => {
    const due = { ...DUE, items: 13, net: cents(110), payable: cents(160) };
    const again: StatementRunEvent = { ...proposed, data: { ...proposed.data, due, proposalId: 'p2' } };
    given(proposed, again)
      .when({ ...confirm, proposalId: 'p2' })
      .thenRejected('dueMoved', { proposedItems: 13, items: 12 });
    given(proposed, again)
      .when({ ...confirm, proposalId: 'p2', due })
      .then({ ...started, data: { ...started.data, proposalId: 'p2' } });
  });

  it('does not ask at which sequence the same totals are due', () =>
    given(proposed)
      .when({ ...confirm, due: { ...DUE, asOfSequence: 9_000 } })
      .then(started));

  it('cannot hold a proposal to totals that it never told', () =>
    given({ ...proposed, data: { ...proposed.data, due: null } })
      .when({ ...confirm, due: { ...DUE, items: 99, payable: cents(9) } })
      .then(started));

  it('once made is answered alike, whatever is due by then', () =>
    given(proposed, started)
      .when({ ...confirm, due: { ...DUE, items: 0, net: cents(0), payable: cents(0) } })
      .thenNothing());

  it('is not possible before the first Sunday of the month', () => {
    given(proposed)
      .when({ ...confirm, on: day('2025-03-01') })
      .thenRejected('notYetEffective', { from: '2025-03-02' });
    given(proposed)
      .when({ ...confirm, on: day('2025-03-02') })
      .then({ ...started, data: { ...started.data, issuedOn: day('2025-03-02') } });
  });

  it('asks the rulebook for the day, and is refused without one', () =>
    specOf(
      statementRun,
      referenceOf(...mandates),
    )(proposed)
      .when(confirm)
      .thenRejected('ruleGap', { ruleId: 'ris.statement.day', on: '2025-03-01' }));

  it('names the proposal that stands', () => {
    given().when(confirm).thenRejected('proposalUnknown');
    given(proposed)
      .when({ ...confirm, proposalId: 'p0' })
      .thenRejected('proposalUnknown');
  });
});

describe('a run', () => {
  it('is started once', () => {
    given(proposed, started)
      .when({ ...propose, proposalId: 'p2' })
      .thenRejected('runAlreadyStarted');
    given(proposed, started)
      .when({ ...confirm, proposalId: 'p2' })
      .thenRejected('runAlreadyStarted');
    given(proposed, started)
      .when({ ...confirm, by: RITA })
      .thenRejected('runAlreadyStarted');
  });

  it('of a month before the last run is refused', () => {
    const runBefore = {
      month: yearMonth('2025-04'),
      sentThrough: day('2025-03-31'),
      cut: 700,
      completed: true,
    };
    given()
      .when({ ...propose, runBefore })
      .thenRejected('runAlreadyStarted', { laterRun: '2025-04' });
    given(proposed)
      .when({ ...confirm, runBefore })
      .thenRejected('runAlreadyStarted', { laterRun: '2025-04' });
  });

  it('waits until the run before is completed', () => {
    const runBefore = {
      month: yearMonth('2025-02'),
      sentThrough: day('2025-01-31'),
      cut: 700,
      completed: false,
    };
    given()
      .when({ ...propose, runBefore })
      .thenRejected('invalidState', { month: '2025-02' });
    given(proposed)
      .when({ ...confirm, runBefore })
      .thenRejected('invalidState', { month: '2025-02' });
  });

  it('does not take less than the run before', () =>
    given()
      .when({ ...propose, sentThrough: day('2025-01-30') })
      .thenRejected('invalidState', { sentThroughBefore: '2025-01-31' }));

  it('is the first where there is none before', () =>
    given()
      .when({ ...propose, runBefore: null })
      .then(proposed));
});

describe('completing a run', () => {
  it('records its totals', () => given(proposed, started).when(complete).then(completed));
  it('twice is once', () => given(proposed, started, completed).when(complete).thenNothing());
  it('refuses before the cut, and another cut afterwards', () => {
    given(proposed).when(complete).thenRejected('invalidState');
    given(proposed, started, completed)
      .when({ ...complete, cut: 901 })
      .thenRejected('invalidState');
  });
});
