import { enterpriseNumber, iban, nisCode, partyId } from '../../src/domain/ids.js';
import type { PartyEvent } from '../../src/domain/party/events.js';
import { party } from '../../src/domain/party/party.js';
import type { PartyCommand } from '../../src/domain/party/party.js';
import { day, yearMonth } from '../../src/domain/time.js';
import type { Day } from '../../src/domain/time.js';
import { specOf } from '../support/decider-spec.js';
import { BRUNO, referenceOf } from '../support/facts.js';
import { CLARA, DAVID, MANDATES } from '../support/published.js';

const given = specOf(party, (facts: readonly PartyEvent[]) =>
  referenceOf(...MANDATES, lochristiIs, ...facts),
);
const EVE = day('2024-12-31');
const MERGER = day('2025-01-01');

const WACHTEBEKE = partyId('cpas-wachtebeke');
const LOCHRISTI = partyId('cpas-lochristi');
const names = (name: string) => ({ fr: name, nl: name, de: name });

const facts = {
  partyId: WACHTEBEKE,
  kind: 'cpas',
  names: names('Wachtebeke'),
  language: 'N',
  regionNis: nisCode('02000'),
  nisCode: nisCode('44073'),
  enterpriseNumber: enterpriseNumber('0212179877'),
  validFrom: day('2002-10-01'),
  formerNisCodes: [],
  source: 'Statbel',
} as const;
const act = (on: Day, by = CLARA) => ({ by, on });
const register = { type: 'RegisterParty', ...facts, ...act(EVE) } as const;
const registered: PartyEvent = { type: 'PartyRegistered', data: { ...facts, registeredBy: CLARA } };
const lochristiIs: PartyEvent = {
  type: 'PartyRegistered',
  data: {
    ...facts,
    partyId: LOCHRISTI,
    names: names('Lochristi'),
    nisCode: nisCode('44034'),
    registeredBy: CLARA,
  },
};
const change = {
  type: 'ChangeParty',
  partyId: WACHTEBEKE,
  names: names('Wachtebeke aan de Vaart'),
  nisCode: null,
  enterpriseNumber: null,
  validFrom: day('2024-06-01'),
  source: 'notice',
  ...act(EVE),
} as const;
const changed: PartyEvent = {
  type: 'PartyChanged',
  data: {
    partyId: WACHTEBEKE,
    names: change.names,
    nisCode: null,
    enterpriseNumber: null,
    validFrom: change.validFrom,
    source: 'notice',
    changedBy: CLARA,
  },
};
const propose = {
  type: 'ProposeSuccession',
  partyId: WACHTEBEKE,
  proposalId: 's1',
  successorId: LOCHRISTI,
  effectiveOn: MERGER,
  mode: 'absorbed',
  source: 'Statbel',
  ...act(MERGER),
} as const;
const merger = {
  partyId: WACHTEBEKE,
  proposalId: 's1',
  successorId: LOCHRISTI,
  effectiveOn: MERGER,
  mode: 'absorbed',
  source: 'Statbel',
} as const;
const proposed: PartyEvent = { type: 'SuccessionProposed', data: { ...merger, proposedBy: CLARA } };
const confirm = {
  type: 'ConfirmSuccession',
  partyId: WACHTEBEKE,
  proposalId: 's1',
  ...act(MERGER, DAVID),
} as const;
const succeeded: PartyEvent = { type: 'PartySucceeded', data: { ...merger, confirmedBy: DAVID } };
const account = iban('BE68 5390 0754 7034');
const other = iban('BE71 0961 2345 6769');
const proposeIban = {
  type: 'ProposeIban',
  partyId: WACHTEBEKE,
  proposalId: 'i1',
  iban: account,
  validFrom: day('2024-01-01'),
  ...act(EVE),
} as const;
const ibanProposed = (proposalId = 'i1', value = account): PartyEvent => ({
  type: 'IbanProposed',
  data: { partyId: WACHTEBEKE, proposalId, iban: value, validFrom: day('2024-01-01'), proposedBy: CLARA },
});
const confirmIban = {
  type: 'ConfirmIban',
  partyId: WACHTEBEKE,
  proposalId: 'i1',
  ...act(EVE, DAVID),
} as const;
const ibanConfirmed = (proposalId = 'i1'): PartyEvent => ({
  type: 'IbanConfirmed',
  data: { partyId: WACHTEBEKE, proposalId, confirmedBy: DAVID },
});

describe('registering a party', () => {
  it('records its facts', () => given().when(register).then(registered));
  it('repeats quietly, by anybody', () =>
    given(registered)
      .when({ ...register, by: DAVID })
      .thenNothing());
  it('refuses other facts under the same id', () =>
    given(registered)
      .when({ ...register, names: names('Wachtbeke') })
      .thenRejected('alreadyExists'));
  it('refuses a NIS code that another party has then', () =>
    given()
      .when({ ...register, nisCode: nisCode('44034') })
      .thenRejected('alreadyExists', { nisCode: '44034', partyId: LOCHRISTI }));
});

describe('a NIS code', () => {
  const lochristi = nisCode('44034');
  const recoded: PartyEvent = {
    type: 'PartyChanged',
    data: { ...changed.data, partyId: LOCHRISTI, names: null, nisCode: nisCode('44087'), validFrom: MERGER },
  };
  const after = specOf(party, (facts: readonly PartyEvent[]) =>
    referenceOf(...MANDATES, lochristiIs, recoded, ...facts),
  );

  it('that one party gave up is given to no other, so that its forms are not another’s', () => {
    after(registered)
      .when({ ...change, names: null, nisCode: lochristi, validFrom: day('2025-06-01'), on: MERGER })
      .thenRejected('alreadyExists', { nisCode: '44034', partyId: LOCHRISTI });
    after()
      .when({ ...register, nisCode: lochristi, validFrom: day('2025-06-01') })
      .thenRejected('alreadyExists', { nisCode: '44034', partyId: LOCHRISTI });
  });
  it('is not taken as a former one, nor from a day before the other began', () => {
    given()
      .when({ ...register, formerNisCodes: [{ nisCode: lochristi, validUntil: day('2030-12-31') }] })
      .thenRejected('alreadyExists', { nisCode: '44034' });
    given()
      .when({ ...register, nisCode: lochristi, validFrom: day('1990-01-01') })
      .thenRejected('alreadyExists', { nisCode: '44034' });
  });
  it('is taken up again by the party that had it', () =>
    specOf(party, referenceOf(...MANDATES, lochristiIs, recoded))(lochristiIs, recoded)
      .when({
        ...change,
        partyId: LOCHRISTI,
        names: null,
        nisCode: lochristi,
        validFrom: day('2025-06-01'),
        on: MERGER,
      })
      .then({
        type: 'PartyChanged',
        data: {
          ...changed.data,
          partyId: LOCHRISTI,
          names: null,
          nisCode: lochristi,
          validFrom: day('2025-06-01'),
        },
      }));
});

describe('every act on a party', () => {
  const acts: readonly PartyCommand[] = [register, change, propose, proposeIban, confirmIban];
  it.each(acts.map((command) => [command.type, command] as const))(
    '%s is the registrar’s',
    (_type, command) =>
      given(registered, ibanProposed())
        .when({ ...command, by: BRUNO })
        .thenRejected('mandateMissing', { role: 'registrar' }),
  );
  it.each(acts.slice(1).map((command) => [command.type, command] as const))(
    '%s needs a party that is known',
    (_type, command) => given().when(command).thenRejected('partyUnknown', { partyId: WACHTEBEKE }),
  );
});

describe('changing a party', () => {
  it('records what is named', () => given(registered).when(change).then(changed));
  it('repeats quietly', () => given(registered, changed).when(change).thenNothing());
  it('records nothing for what holds already', () =>
    given(registered)
      .when({ ...change, names: names('Wachtebeke') })
      .thenNothing());
  it('refuses a day before the party began', () =>
    given(registered)
      .when({ ...change, validFrom: day('2002-09-30') })
      .thenRejected('invalidState'));
  it('refuses a day on which another party has its rights', () =>
    given(registered, succeeded)
      .when({ ...change, validFrom: MERGER })
      .thenRejected('partyEnded', { endedOn: MERGER }));
  it('still corrects a day before the end', () => {
    const validFrom = day('2024-12-31');
    given(registered, succeeded)
      .when({ ...change, validFrom })
      .then({
        type: 'PartyChanged',
        data: { ...changed.data, validFrom },
      });
  });
  it('refuses the NIS code of another party', () =>
    given(registered)
      .when({ ...change, nisCode: nisCode('44034') })
      .thenRejected('alreadyExists'));
});

describe('the succession of a party', () => {
  it('is proposed by one', () => given(registered).when(propose).then(proposed));
  it('is confirmed by another', () => given(registered, proposed).when(confirm).then(succeeded));
  it('is not confirmed by the one who proposed it', () =>
    given(registered, proposed)
      .when({ ...confirm, by: CLARA })
      .thenRejected('sameOfficial', { proposalId: 's1' }));
  it('is not confirmed by one who is no registrar', () =>
    given(registered, proposed)
      .when({ ...confirm, by: BRUNO })
      .thenRejected('mandateMissing'));
  it('has no effect before it is confirmed', () => {
    const { parties } = referenceOf(...MANDATES, lochristiIs, registered, proposed);
    expect(parties.ownerOn(WACHTEBEKE, MERGER)).toBe(WACHTEBEKE);
    expect(parties.predecessorsOf(LOCHRISTI, MERGER)).toEqual([]);
    expect(parties.find(WACHTEBEKE)?.succession).toBeNull();
    expect(parties.byNis(nisCode('44073'), yearMonth('2025-01'))).toBe(WACHTEBEKE);
    given(registered, proposed).when(proposeIban).then(ibanProposed());
  });
  it('is refused before its day, when it is proposed and when it is confirmed', () => {
    const early = { effectiveOn: MERGER, on: EVE };
    given(registered)
      .when({ ...propose, on: EVE })
      .thenRejected('notYetEffective', early);
    given(registered, proposed)
      .when({ ...confirm, on: EVE })
      .thenRejected('notYetEffective', early);
  });
  it('repeats quietly', () => {
    given(registered, proposed).when(propose).thenNothing();
    given(registered, proposed)
      .when({ ...propose, proposalId: 's2', by: DAVID })
      .thenNothing();
    given(registered, proposed, succeeded)
      .when({ ...propose, proposalId: 's3' })
      .thenNothing();
    given(registered, proposed, succeeded).when(confirm).thenNothing();
  });
  it('refuses other content under the same proposal', () =>
    given(registered, proposed)
      .when({ ...propose, mode: 'newEntity' })
      .thenRejected('alreadyExists', { proposalId: 's1' }));
  it('is confirmed in its latest proposal only, and of no other party', () => {
    const later: PartyEvent = {
      type: 'SuccessionProposed',
      data: { ...merger, proposalId: 's2', mode: 'newEntity', proposedBy: DAVID },
    };
    given(registered, proposed, later)
      .when(confirm)
      .thenRejected('staleVersion', { proposalId: 's1', latest: 's2' });
    given(registered).when(confirm).thenRejected('proposalUnknown', { proposalId: 's1' });
  });
  it('happens once', () => {
    given(registered, proposed, succeeded)
      .when({ ...propose, successorId: partyId('cpas-gent') })
      .thenRejected('alreadySucceeded', { successorId: LOCHRISTI });
    given(registered, proposed, succeeded)
      .when({ ...propose, mode: 'newEntity' })
      .thenRejected('alreadySucceeded');
    given(registered, proposed, succeeded)
      .when({ ...confirm, by: CLARA })
      .thenRejected('alreadyConfirmed', { proposalId: 's1' });
  });
  it('is not confirmed where it would close a circle by now', () => {
    const back: PartyEvent = {
      type: 'PartySucceeded',
      data: { ...merger, partyId: LOCHRISTI, successorId: WACHTEBEKE, confirmedBy: DAVID },
    };
    const rules = referenceOf(...MANDATES, lochristiIs, registered, proposed, back);
    specOf(party, rules)(registered, proposed).when(confirm).thenRejected('invalidState');
  });
  it('refuses a successor that is not known', () =>
    given(registered)
      .when({ ...propose, successorId: partyId('cpas-gent') })
      .thenRejected('partyUnknown', { partyId: 'cpas-gent' }));
  it('refuses a successor that begins later', () => {
    const late: PartyEvent = {
      type: 'PartyRegistered',
      data: {
        ...lochristiIs.data,
        partyId: partyId('cpas-new'),
        nisCode: nisCode('44099'),
        validFrom: day('2025-01-02'),
      },
    };
    const rules = referenceOf(...MANDATES, late, registered);
    specOf(
      party,
      rules,
    )(registered)
      .when({ ...propose, successorId: partyId('cpas-new') })
      .thenRejected('notYetEffective', { validFrom: '2025-01-02' });
  });
  it('refuses a successor that has ended by then', () => {
    const gent: PartyEvent = {
      type: 'PartyRegistered',
      data: { ...facts, partyId: partyId('cpas-gent'), nisCode: nisCode('44021'), registeredBy: CLARA },
    };
    const ended: PartyEvent = {
      type: 'PartySucceeded',
      data: { ...merger, confirmedBy: DAVID, partyId: LOCHRISTI, successorId: partyId('cpas-gent') },
    };
    const rules = referenceOf(...MANDATES, lochristiIs, gent, registered, ended);
    specOf(party, rules)(registered).when(propose).thenRejected('partyEnded', { partyId: LOCHRISTI });
  });
  it('refuses itself, and a party that is followed by itself', () => {
    given(registered)
      .when({ ...propose, successorId: WACHTEBEKE })
      .thenRejected('invalidState');
    const back: PartyEvent = {
      type: 'PartySucceeded',
      data: {
        ...succeeded.data,
        partyId: LOCHRISTI,
        successorId: WACHTEBEKE,
        effectiveOn: day('2026-01-01'),
      },
    };
    const rules = referenceOf(...MANDATES, lochristiIs, registered, back);
    specOf(party, rules)(registered).when(propose).thenRejected('invalidState');
  });
});

describe('the account of a party', () => {
  it('is proposed by one', () => given(registered).when(proposeIban).then(ibanProposed()));
  it('is confirmed by another', () =>
    given(registered, ibanProposed()).when(confirmIban).then(ibanConfirmed()));
  it('is not confirmed by the one who proposed it', () =>
    given(registered, ibanProposed())
      .when({ ...confirmIban, by: CLARA })
      .thenRejected('sameOfficial'));
  it('repeats quietly', () => {
    given(registered, ibanProposed()).when(proposeIban).thenNothing();
    given(registered, ibanProposed())
      .when({ ...proposeIban, proposalId: 'i2', by: DAVID })
      .thenNothing();
    given(registered, ibanProposed(), ibanConfirmed()).when(proposeIban).thenNothing();
    given(registered, ibanProposed(), ibanConfirmed()).when(confirmIban).thenNothing();
  });
  it('refuses another account under the same proposal', () =>
    given(registered, ibanProposed())
      .when({ ...proposeIban, iban: other })
      .thenRejected('alreadyExists'));
  it('refuses a proposal that was never made, or is confirmed by somebody else', () => {
    given(registered).when(confirmIban).thenRejected('proposalUnknown');
    given(registered, ibanProposed(), ibanConfirmed())
      .when({ ...confirmIban, by: CLARA })
      .thenRejected('alreadyConfirmed');
  });
  it('refuses a proposal that a later one overtook', () =>
    given(registered, ibanProposed(), ibanProposed('i2', other))
      .when(confirmIban)
      .thenRejected('staleVersion', { latest: 'i2' }));
  it('is of no use once the party has ended', () =>
    given(registered, succeeded)
      .when({ ...proposeIban, validFrom: MERGER })
      .thenRejected('partyEnded'));
  it('holds once confirmed, from its first day', () => {
    const on = (moment: string, ...more: readonly PartyEvent[]) =>
      referenceOf(registered, ibanProposed(), ...more).parties.profileOn(WACHTEBEKE, day(moment))?.iban;
    expect(on('2024-06-01')).toBeNull();
    expect(on('2024-06-01', ibanConfirmed())).toBe(account);
    expect(on('2023-12-31', ibanConfirmed())).toBeNull();
    expect(on('2024-06-01', ibanConfirmed(), ibanProposed('i2', other))).toBe(account);
    expect(on('2024-06-01', ibanConfirmed(), ibanProposed('i2', other), ibanConfirmed('i2'))).toBe(other);
  });
});

describe('looking a party up', () => {
  const rules = referenceOf(
    registered,
    lochristiIs,
    {
      type: 'PartyChanged',
      data: {
        ...changed.data,
        partyId: LOCHRISTI,
        names: null,
        nisCode: nisCode('44087'),
        validFrom: MERGER,
      },
    } satisfies PartyEvent,
    succeeded,
  );
  const byNis = (code: string, month: string) => rules.parties.byNis(nisCode(code), yearMonth(month));

  it('finds a code in the months in which it was valid', () => {
    expect([byNis('44073', '2024-12'), byNis('44073', '2025-01')]).toEqual([WACHTEBEKE, undefined]);
    expect([byNis('44034', '2024-12'), byNis('44034', '2025-01')]).toEqual([LOCHRISTI, undefined]);
    expect([byNis('44087', '2024-12'), byNis('44087', '2025-01')]).toEqual([undefined, LOCHRISTI]);
    expect(byNis('99999', '2025-01')).toBeUndefined();
  });
  it('ends a code with the party, also where a change of code was to come later', () => {
    const later = { ...changed.data, names: null, nisCode: nisCode('44999'), validFrom: day('2026-01-01') };
    const ended = referenceOf(
      registered,
      lochristiIs,
      { type: 'PartyChanged', data: later } satisfies PartyEvent,
      succeeded,
    );
    const found = (code: string, month: string) => ended.parties.byNis(nisCode(code), yearMonth(month));
    expect([found('44073', '2024-12'), found('44073', '2025-06')]).toEqual([WACHTEBEKE, undefined]);
    expect(found('44999', '2026-06')).toBeUndefined();
  });
  it('leads from a predecessor to its owner from the day of succession on', () => {
    expect(rules.parties.ownerOn(WACHTEBEKE, EVE)).toBe(WACHTEBEKE);
    expect(rules.parties.ownerOn(WACHTEBEKE, MERGER)).toBe(LOCHRISTI);
    expect(rules.parties.ownerOn(LOCHRISTI, MERGER)).toBe(LOCHRISTI);
    expect(rules.parties.predecessorsOf(LOCHRISTI, EVE)).toEqual([]);
    expect(rules.parties.predecessorsOf(LOCHRISTI, MERGER)).toEqual([WACHTEBEKE]);
  });
  it('gives no effect to a succession that closes a circle, which another node recorded at once', () => {
    const back = { ...succeeded.data, partyId: LOCHRISTI, successorId: WACHTEBEKE };
    const circle = referenceOf(registered, lochristiIs, succeeded, { type: 'PartySucceeded', data: back });
    expect(circle.parties.ownerOn(WACHTEBEKE, MERGER)).toBe(LOCHRISTI);
    expect(circle.parties.ownerOn(LOCHRISTI, MERGER)).toBe(LOCHRISTI);
  });
});
