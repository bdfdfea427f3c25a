import type { DomainEvent } from '../../src/domain/decider.js';
import { nisCode, partyId } from '../../src/domain/ids.js';
import type { OfficialId } from '../../src/domain/ids.js';
import { Reference } from '../../src/domain/reference.js';
import { risAmount } from '../../src/domain/rulebook/ris-amount.js';
import { day, yearMonth } from '../../src/domain/time.js';
import { cpasPartyId } from '../../src/rulebook/party-commands.js';
import { ALICE, LOG_OPENED, recorded, referenceOf } from '../support/facts.js';
import {
  CLARA,
  DAVID,
  MANDATES,
  importParties,
  publishedReference,
  publishedRules,
} from '../support/published.js';

const id = (code: string) => cpasPartyId(nisCode(code));
const nation = publishedReference();
const facts = importParties(nation, day('2025-01-01'));
const byNis = (code: string, month: string) => nation.parties.byNis(nisCode(code), yearMonth(month));

describe('the CPAS of the country', () => {
  it.each([
    ['2024-01-01', 581],
    ['2024-12-01', 581],
    ['2024-12-02', 580],
    ['2024-12-31', 580],
    ['2025-01-01', 565],
    ['2026-11-20', 565],
  ])('are on %s %d', (on, count) => expect(nation.parties.cpasOn(day(on))).toHaveLength(count));

  it('are listed in the order of their NIS codes', () => {
    const codes = nation.parties
      .cpasOn(day('2025-01-01'))
      .map((one) => nation.parties.profileOn(one, day('2025-01-01'))?.nisCode);
    expect(codes).toEqual([...codes].sort());
    expect(codes.slice(-1)).toEqual(['93090']);
  });

  it('are found by the code of the month, old and new', () => {
    expect(byNis('82003', '2024-12')).toBe(id('82003'));
    expect(byNis('82003', '2025-01')).toBeUndefined();
    expect(byNis('82039', '2024-11')).toBeUndefined();
    expect(byNis('82039', '2024-12')).toBe(id('82039'));
    expect(byNis('73083', '2024-12')).toBe(id('73083'));
    expect(byNis('73111', '2025-01')).toBe(id('73083'));
    expect(byNis('73009', '2024-06')).toBe(id('73009'));
    expect(byNis('73009', '2025-01')).toBeUndefined();
    expect(byNis('00000', '2025-01')).toBeUndefined();
  });

  it('keep Antwerpen under one code through its merger', () => {
    expect(byNis('11002', '2016-05')).toBe(id('11002'));
    expect(byNis('11002', '2026-05')).toBe(id('11002'));
    expect(nation.parties.ownerOn(id('11007'), day('2025-01-01'))).toBe(id('11002'));
    expect(nation.parties.predecessorsOf(id('11002'), day('2025-01-01'))).toEqual([id('11007')]);
  });

  it('are found by a code of before 2019 for a month of before 2019', () => {
    expect(byNis('55022', '2018-12')).toBe(id('58001'));
    expect(byNis('58001', '2018-12')).toBeUndefined();
    expect(byNis('58001', '2019-01')).toBe(id('58001'));
    expect(byNis('55022', '2019-01')).toBeUndefined();
    expect(byNis('44011', '2017-03')).toBe(id('44083'));
    expect(byNis('44049', '2017-03')).toBe(id('44083'));
  });

  it('are found by every code that was ever recorded for them, also one that a correction took back', () => {
    const bearers = (of: Reference, code: string) => of.parties.bearersOf(nisCode(code));
    const antwerp = { partyId: id('11002'), names: null, enterpriseNumber: null, changedBy: CLARA };
    const wrong = { ...antwerp, nisCode: '11999', validFrom: '2025-01-01', source: 'test' };
    const corrected = new Reference(nation);
    for (const data of [wrong, { ...wrong, nisCode: '11998' }]) {
      corrected.apply(recorded({ type: 'PartyChanged', data }, corrected.knownThrough + 1));
    }
    expect(corrected.parties.everNis(nisCode('11999'))).toBeUndefined();
    for (const code of ['11002', '11998', '11999']) expect(bearers(corrected, code)).toEqual([id('11002')]);
    expect(bearers(corrected, '55022')).toEqual([id('58001')]);
    expect(bearers(corrected, '00000')).toEqual([]);
    expect(bearers(nation, '11999')).toEqual([]);
  });

  it('leave their rights to the one that follows, from its day on', () => {
    const [eve, merger] = [day('2024-12-31'), day('2025-01-01')];
    for (const code of ['23023', '23024', '23032']) {
      expect([nation.parties.ownerOn(id(code), eve), nation.parties.ownerOn(id(code), merger)]).toEqual([
        id(code),
        id('23106'),
      ]);
    }
    expect(nation.parties.predecessorsOf(id('23106'), eve)).toEqual([]);
    expect(nation.parties.predecessorsOf(id('23106'), merger)).toHaveLength(3);
  });

  it('are changed by nothing when they are imported again', () => {
    expect(importParties(nationAgain(), day('2025-01-01'))).toHaveLength(facts.length);
    const rules = nationAgain();
    importParties(rules, day('2024-12-01'));
    expect(rules.parties.cpasOn(day('2025-01-01'))).toHaveLength(581);
  });
});

const nationAgain = (): Reference => publishedReference();

const shareOf = (proposalId: string, year: number): DomainEvent => ({
  type: 'ShareDetermined',
  data: {
    cpasId: partyId('cpas-a'),
    year,
    share: '0.65',
    status: 'final',
    basis: 'given',
    proposalId,
    proposedBy: CLARA,
  },
});
const ibanOf = (proposalId: string): DomainEvent => ({
  type: 'IbanProposed',
  data: {
    partyId: id('11002'),
    proposalId,
    iban: 'BE68539007547034',
    validFrom: '2025-01-01',
    proposedBy: CLARA,
  },
});
const mergerOf = (proposalId: string): DomainEvent => ({
  type: 'SuccessionProposed',
  data: {
    partyId: id('11001'),
    proposalId,
    successorId: id('11002'),
    effectiveOn: '2026-01-01',
    mode: 'absorbed',
    source: 'decree',
    proposedBy: CLARA,
  },
});
const runOf = (proposalId: string): DomainEvent => ({
  type: 'StatementRunProposed',
  data: { month: '2025-02', sentThrough: '2025-01-31', due: null, proposalId, proposedBy: CLARA },
});

const delegationOf = (holder: OfficialId): readonly DomainEvent[] => {
  const about = { proposalId: `for-${holder}`, officialId: holder, delegateId: ALICE };
  const period = { validFrom: '2025-01-01', validUntil: '2025-01-31' };
  return [
    {
      type: 'DelegationProposed',
      data: { ...about, ...period, roles: ['intake'], schemes: ['*'], ceiling: null },
    },
    { type: 'DelegationConfirmed', data: { ...about, confirmedBy: DAVID } },
  ];
};

/** What a reference says of everything that the facts below are about. */
const told = (reference: Reference) => {
  const { parties, mandates, rulebook } = reference;
  const on = day('2025-01-15');
  return {
    cpas: parties.cpasOn(on),
    codes: ['73009', '73111', '82039'].map((code) => parties.byNis(nisCode(code), yearMonth('2024-12'))),
    predecessors: parties.predecessorsOf(id('11002'), on),
    accounts: parties.historyOf(id('11002'))?.ibans,
    mandates: mandates.officials().map((one) => [one, mandates.heldBy(one, on), mandates.receivedBy(one)]),
    rows: rulebook.rows('RIS', 'ris.amount'),
    shares: [...reference.heldShares()],
    pending: reference.pendingProposals(),
    through: reference.knownThrough,
  };
};

describe('what was known at a sequence', () => {
  const all: readonly DomainEvent[] = [LOG_OPENED, ...MANDATES, ...publishedRules(), ...facts];
  const foldTo = (sequence: number): Reference => {
    const reference = new Reference();
    all.slice(0, sequence).forEach((event, index) => reference.apply(recorded(event, index + 1)));
    reference.advanceTo(sequence);
    return reference;
  };

  it('is what the facts up to it say', () => {
    const rulesAt = 1 + MANDATES.length + 2;
    expect(() => risAmount(foldTo(rulesAt - 1).rulebook, 2, day('2025-02-01'))).toThrow('amountInGap');
    expect(risAmount(foldTo(rulesAt).rulebook, 2, day('2025-02-01')).month).toBe(131420);
    expect(foldTo(rulesAt).parties.cpasOn(day('2025-01-01'))).toHaveLength(0);
    const beforeMergers = foldTo(rulesAt + 581);
    expect(beforeMergers.parties.cpasOn(day('2025-01-01'))).toHaveLength(581);
    expect(beforeMergers.parties.byNis(nisCode('73009'), yearMonth('2025-01'))).toBe(id('73009'));
    expect(foldTo(all.length).parties.cpasOn(day('2025-01-01'))).toHaveLength(565);
  });

  it('is copied with everything, and the copy goes on by itself', () => {
    const confirmed = { cpasId: partyId('cpas-a'), scheme: 'RIS', year: 2025, proposalId: 's1' };
    const changes: readonly DomainEvent[] = [
      ...all,
      shareOf('s1', 2025),
      { type: 'ShareConfirmed', data: { ...confirmed, confirmedBy: DAVID } },
      ...[CLARA, DAVID].flatMap(delegationOf),
      ibanOf('i1'),
      mergerOf('p1'),
      publishedRules()[0] ?? LOG_OPENED,
      runOf('m1'),
      shareOf('s2', 2025),
    ];
    const foldOf = (count: number, reference = new Reference()): Reference => {
      for (const [index, event] of changes.slice(0, count).entries()) {
        if (index >= reference.knownThrough) reference.apply(recorded(event, index + 1));
      }
      return reference;
    };
    const whole = told(foldOf(changes.length));
    for (const cut of [0, 1, 10, 26, 27, 100, 600, all.length, ...[...changes.keys()].slice(all.length)]) {
      const first = foldOf(cut);
      expect(told(foldOf(changes.length, new Reference(first)))).toEqual(whole);
      expect(told(first)).toEqual(told(foldOf(cut)));
    }
  });

  it('is marked with its sequence, and never goes back', () => {
    const reference = foldTo(3);
    expect(reference.knownThrough).toBe(3);
    reference.advanceTo(10);
    reference.advanceTo(5);
    expect(reference.knownThrough).toBe(10);
    expect(() => reference.apply(recorded(LOG_OPENED, 10))).toThrow('fact 10 comes after 10');
  });

  it('passes over facts that it does not read', () => {
    const reference = foldTo(3);
    reference.apply(recorded({ type: 'LineDetermined', data: {} }, 4));
    expect(reference.knownThrough).toBe(4);
  });

  it('stops at a confirmation of what was never proposed', () => {
    const broken: DomainEvent = {
      type: 'RulebookConfirmed',
      data: { scheme: 'RIS', proposalId: 'none', confirmedBy: DAVID },
    };
    expect(() => referenceOf(broken)).toThrow('never proposed');
  });

  it('knows the Brussels day on which the log was opened', () => {
    const reference = new Reference();
    expect(() => reference.openedOn).toThrow('before LogOpened');
    reference.apply(recorded(LOG_OPENED, 1, '2024-11-30T23:30:00.000Z'));
    expect(reference.openedOn).toBe('2024-12-01');
  });
});

describe('what waits for a second person', () => {
  const pending = (...more: readonly DomainEvent[]): readonly string[] => {
    const reference = referenceOf(...facts, ...more);
    return reference.pendingProposals().map((one) => `${one.kind} ${one.key} ${one.proposalId}`);
  };

  it('is listed with what it is about', () => {
    const reference = referenceOf(
      ...facts,
      ...MANDATES.slice(0, 1),
      shareOf('s1', 2025),
      ibanOf('i1'),
      mergerOf('p1'),
      ...publishedRules().slice(0, 1),
      runOf('m1'),
    );
    expect(reference.pendingProposals().map(({ kind, key, summary }) => [kind, key, summary])).toEqual([
      ['mandate', 'clara', 'registrar for *, from 2024-01-01'],
      ['share', 'cpas-a/2025', 'share 0.65 of 2025, final (given)'],
      ['iban', id('11002'), 'account BE68539007547034, from 2025-01-01'],
      ['succession', id('11001'), `${id('11002')} follows on 2026-01-01, absorbed (decree)`],
      ['rulebook', 'RIS', '88 rows of 26 rules'],
      ['statementRun', '2025-02', 'run of 2025-02, sent through 2025-01-31'],
    ]);
    expect(reference.pendingProposals().every((one) => [ALICE, CLARA].includes(one.proposedBy))).toBe(true);
  });
  it('is gone once it is confirmed', () => {
    expect(pending(...MANDATES, ...publishedRules())).toEqual([]);
    expect(
      pending(shareOf('s1', 2025), {
        type: 'ShareConfirmed',
        data: { cpasId: partyId('cpas-a'), scheme: 'RIS', year: 2025, proposalId: 's1', confirmedBy: DAVID },
      }),
    ).toEqual([]);
    const { data: merger } = mergerOf('p1');
    expect(
      pending(mergerOf('p1'), { type: 'PartySucceeded', data: { ...merger, confirmedBy: DAVID } }),
    ).toEqual([]);
    expect(
      pending(runOf('m1'), {
        type: 'StatementRunStarted',
        data: {
          month: '2025-02',
          sentThrough: '2025-01-31',
          issuedOn: '2025-02-02',
          proposalId: 'm1',
          confirmedBy: DAVID,
        },
      }),
    ).toEqual([]);
  });
  it('is gone once a later proposal has overtaken it', () => {
    expect(pending(ibanOf('i1'), ibanOf('i2'))).toEqual([`iban ${id('11002')} i2`]);
    expect(pending(mergerOf('p1'), mergerOf('p2'))).toEqual([`succession ${id('11001')} p2`]);
    expect(pending(shareOf('s1', 2025), shareOf('s2', 2024), shareOf('s3', 2025))).toEqual([
      'share cpas-a/2024 s2',
      'share cpas-a/2025 s3',
    ]);
    expect(pending(runOf('m1'), runOf('m2'))).toEqual(['statementRun 2025-02 m2']);
  });
});

describe('speed', () => {
  const registrations = facts.filter((fact) => fact.type === 'PartyRegistered');
  const few = registrations.slice(0, 50);
  const many = registrations.slice(0, 500);
  /** The least of five, in milliseconds of this process's processor: a busy machine does not lengthen it. */
  const leastOf = (work: () => unknown): number => {
    const once = (): number => {
      const before = process.cpuUsage();
      work();
      const { user, system } = process.cpuUsage(before);
      return (user + system) / 1_000;
    };
    return Math.min(...Array.from({ length: 5 }, once));
  };

  it('folds ten times as many parties in about ten times the time', () => {
    const fold = (some: readonly DomainEvent[]) => (): void => {
      for (let turn = 0; turn < 10; turn += 1) referenceOf(...some);
    };
    const least = leastOf(fold(few));
    expect(leastOf(fold(many))).toBeLessThan(40 * least + 20);
  });
  it('looks up among ten times as many without a search through them', () => {
    const lookUp = (reference: Reference) => (): void => {
      for (let index = 0; index < 20_000; index += 1) {
        const found = reference.parties.byNis(nisCode('11002'), yearMonth('2024-02'));
        if (found !== undefined) reference.parties.ownerOn(found, day('2025-02-01'));
      }
    };
    const least = leastOf(lookUp(referenceOf(...few)));
    expect(leastOf(lookUp(referenceOf(...many)))).toBeLessThan(4 * least + 20);
  });
});
