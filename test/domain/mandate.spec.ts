import { officialId } from '../../src/domain/ids.js';
import { mandate } from '../../src/domain/mandate/mandate.js';
import type { ConfirmMandate, ProposeMandate, RevokeMandate } from '../../src/domain/mandate/commands.js';
import type { MandateEvent } from '../../src/domain/mandate/events.js';
import { cents } from '../../src/domain/money.js';
import { day } from '../../src/domain/time.js';
import { specOf } from '../support/decider-spec.js';
import { ALICE, BRUNO, referenceOf } from '../support/facts.js';

const CLARA = officialId('clara');
const EVA = officialId('eva');
const given = specOf(mandate, (facts: readonly MandateEvent[]) => referenceOf(...facts));

const propose: ProposeMandate = {
  type: 'ProposeMandate',
  proposalId: 'p1',
  officialId: CLARA,
  role: 'registrar',
  schemes: ['*'],
  validFrom: day('2024-12-01'),
  validUntil: null,
  by: ALICE,
  on: day('2024-11-20'),
};
const confirm: ConfirmMandate = {
  type: 'ConfirmMandate',
  officialId: CLARA,
  proposalId: 'p1',
  by: BRUNO,
  on: day('2024-11-21'),
};
const revoke: RevokeMandate = {
  type: 'RevokeMandate',
  officialId: CLARA,
  role: 'registrar',
  from: day('2025-02-01'),
  reason: 'left the service',
  by: ALICE,
  on: day('2025-01-15'),
};
const proposed: MandateEvent = {
  type: 'MandateProposed',
  data: {
    proposalId: 'p1',
    officialId: CLARA,
    role: 'registrar',
    schemes: ['*'],
    ceiling: null,
    validFrom: day('2024-12-01'),
    validUntil: null,
    proposedBy: ALICE,
  },
};
const confirmed: MandateEvent = {
  type: 'MandateConfirmed',
  data: { proposalId: 'p1', officialId: CLARA, confirmedBy: BRUNO },
};
const revoked: MandateEvent = {
  type: 'MandateRevoked',
  data: {
    officialId: CLARA,
    role: 'registrar',
    from: day('2025-02-01'),
    reason: 'left the service',
    revokedBy: ALICE,
  },
};

describe('naming an official', () => {
  const name = { type: 'NameOfficial', officialId: CLARA, by: ALICE, on: day('2025-01-15') } as const;
  const named: MandateEvent = { type: 'OfficialNamed', data: { officialId: CLARA, namedBy: ALICE } };

  it('is recorded each time, without the name', () => {
    given().when(name).then(named);
    given(named).when(name).then(named);
  });
  it('is an administrator’s', () =>
    given()
      .when({ ...name, by: EVA })
      .thenRejected('mandateMissing', { role: 'administrator' }));
  it('makes nobody an official', () => expect(referenceOf(named).mandates.officials()).not.toContain(CLARA));
});

describe('proposing a mandate', () => {
  it('records what an administrator proposes', () => given().when(propose).then(proposed));
  it('keeps schemes once and in order', () =>
    given()
      .when({ ...propose, schemes: ['RIS', '*', 'RIS'] })
      .then({ ...proposed, data: { ...proposed.data, schemes: ['*', 'RIS'] } }));
  it('refuses who is no administrator', () =>
    given()
      .when({ ...propose, by: EVA })
      .thenRejected('mandateMissing', { role: 'administrator' }));
  it('refuses a holder of another role', () =>
    given(proposed, confirmed)
      .when({ ...propose, proposalId: 'p2', officialId: EVA, by: CLARA, on: day('2024-12-02') })
      .thenRejected('mandateMissing'));
  it('repeats quietly', () => given(proposed).when(propose).thenNothing());
  it('leaves one proposal of the same content, whoever makes it again', () =>
    given(proposed)
      .when({ ...propose, proposalId: 'p2', by: BRUNO })
      .thenNothing());
  it('changes nothing where the mandate is held already', () =>
    given(proposed, confirmed)
      .when({ ...propose, proposalId: 'p2' })
      .thenNothing());
  it('refuses other content under the same proposal', () =>
    given(proposed)
      .when({ ...propose, role: 'shareEditor' })
      .thenRejected('alreadyExists', { proposalId: 'p1' }));
  it('keeps the ceiling of a role whose acts have an amount', () =>
    given()
      .when({ ...propose, role: 'runManager', ceiling: cents(5_000_000) })
      .then({ ...proposed, data: { ...proposed.data, role: 'runManager', ceiling: cents(5_000_000) } }));
  it('refuses a ceiling that nothing would be measured against, and a negative one', () => {
    given()
      .when({ ...propose, ceiling: cents(5_000_000) })
      .thenRejected('invalidState', { rule: 'no act of this role has an amount' });
    given()
      .when({ ...propose, role: 'runManager', ceiling: cents(-1) })
      .thenRejected('invalidState', { ceiling: -1 });
  });
  it('refuses a last day before the first', () =>
    given()
      .when({ ...propose, validUntil: day('2024-11-30') })
      .thenRejected('invalidState'));
  it('refuses a scheme that does not exist, and none at all', () => {
    given()
      .when({ ...propose, schemes: ['RISS'] })
      .thenRejected('schemeUnknown', { scheme: 'RISS' });
    given()
      .when({ ...propose, schemes: [] })
      .thenRejected('schemeUnknown');
  });
});

describe('confirming a mandate', () => {
  it('takes another administrator', () => given(proposed).when(confirm).then(confirmed));
  it('refuses the one who proposed', () =>
    given(proposed)
      .when({ ...confirm, by: ALICE })
      .thenRejected('sameOfficial'));
  it('repeats quietly', () => given(proposed, confirmed).when(confirm).thenNothing());
  it('refuses who is no administrator', () =>
    given(proposed)
      .when({ ...confirm, by: EVA })
      .thenRejected('mandateMissing'));
  it('refuses a proposal that was never made', () =>
    given(proposed)
      .when({ ...confirm, proposalId: 'p9' })
      .thenRejected('proposalUnknown', { proposalId: 'p9' }));
  it('refuses a third administrator once it is confirmed', () => {
    const eva = { officialId: EVA, role: 'administrator' } as const;
    const rules = referenceOf(
      { type: 'MandateProposed', data: { ...proposed.data, ...eva, proposalId: 'e' } },
      { type: 'MandateConfirmed', data: { proposalId: 'e', officialId: EVA, confirmedBy: BRUNO } },
    );
    specOf(mandate, rules)(proposed, confirmed)
      .when({ ...confirm, by: EVA, on: day('2024-12-02') })
      .thenRejected('alreadyConfirmed');
  });
});

describe('taking a mandate away', () => {
  it('needs one administrator', () => given(proposed, confirmed).when(revoke).then(revoked));
  it('repeats quietly', () => given(proposed, confirmed, revoked).when(revoke).thenNothing());
  it('refuses a day that has passed', () =>
    given(proposed, confirmed)
      .when({ ...revoke, from: day('2025-01-14') })
      .thenRejected('invalidState'));
  it('refuses what was never given, the own role of a founder included', () => {
    given(proposed).when(revoke).thenRejected('invalidState', { role: 'registrar' });
    given()
      .when({ ...revoke, officialId: BRUNO, role: 'administrator' })
      .thenRejected('invalidState');
  });
  it('refuses who is no administrator', () =>
    given(proposed, confirmed)
      .when({ ...revoke, by: EVA })
      .thenRejected('mandateMissing'));
});

describe('holding a mandate', () => {
  const rules = referenceOf(proposed, confirmed, revoked);
  const holds = (on: string, who = CLARA): boolean => rules.mandates.holds(who, 'registrar', day(on));

  it('begins on its first day and ends where it is taken away', () => {
    expect(['2024-11-30', '2024-12-01', '2025-01-31', '2025-02-01'].map((on) => holds(on))).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });
  it('is nothing before a second person confirms', () => {
    expect(referenceOf(proposed).mandates.holds(CLARA, 'registrar', day('2025-01-01'))).toBe(false);
  });
  it('is of one role and one person', () => {
    expect(rules.mandates.holds(CLARA, 'ruleEditor', day('2025-01-01'))).toBe(false);
    expect(holds('2025-01-01', EVA)).toBe(false);
  });
  it('is limited to its schemes', () => {
    const data = { ...proposed.data, role: 'ruleEditor', schemes: ['RIS'] };
    const ris = referenceOf({ ...proposed, data }, confirmed).mandates;
    const on = day('2025-01-01');
    expect(ris.holds(CLARA, 'ruleEditor', on, 'RIS')).toBe(true);
    expect(ris.holds(CLARA, 'ruleEditor', on, 'HEATING')).toBe(false);
    expect(rules.mandates.holds(CLARA, 'registrar', on, 'HEATING')).toBe(true);
  });
  it('can be given again after it was taken away', () => {
    const again = { proposalId: 'p2', validFrom: day('2025-06-01') };
    const later = referenceOf(
      proposed,
      confirmed,
      revoked,
      { type: 'MandateProposed', data: { ...proposed.data, ...again } },
      { type: 'MandateConfirmed', data: { ...confirmed.data, ...again } },
    );
    expect(later.mandates.holds(CLARA, 'registrar', day('2025-03-01'))).toBe(false);
    expect(later.mandates.holds(CLARA, 'registrar', day('2025-06-01'))).toBe(true);
  });
  it('lets the founders administer for ever, and nothing else', () => {
    expect(rules.mandates.holds(ALICE, 'administrator', day('2040-01-01'))).toBe(true);
    expect(rules.mandates.holds(ALICE, 'registrar', day('2040-01-01'))).toBe(false);
  });
});
