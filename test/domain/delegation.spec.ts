import { officialId } from '../../src/domain/ids.js';
import type { OfficialId } from '../../src/domain/ids.js';
import type {
  ConfirmDelegation,
  ProposeDelegation,
  RevokeDelegation,
} from '../../src/domain/mandate/commands.js';
import type { MandateEvent, Role } from '../../src/domain/mandate/events.js';
import { mandateFor } from '../../src/domain/mandate/mandate-for.js';
import { mandate } from '../../src/domain/mandate/mandate.js';
import { cents } from '../../src/domain/money.js';
import type { Cents } from '../../src/domain/money.js';
import { Rejection } from '../../src/domain/rejection.js';
import type { MandateUse } from '../../src/domain/rules.js';
import { day } from '../../src/domain/time.js';
import { specOf } from '../support/decider-spec.js';
import { ALICE, BRUNO, referenceOf } from '../support/facts.js';

const RITA = officialId('rita');
const SAM = officialId('sam');
const EVA = officialId('eva');
const given = specOf(mandate, (facts: readonly MandateEvent[]) => referenceOf(...facts));

const holding = (
  who: OfficialId,
  role: Role,
  more: { readonly schemes?: readonly string[]; readonly ceiling?: Cents; readonly until?: string } = {},
): readonly MandateEvent[] => {
  const proposalId = `${who}-${role}`;
  const data = {
    proposalId,
    officialId: who,
    role,
    schemes: more.schemes ?? ['*'],
    ceiling: more.ceiling ?? null,
    validFrom: day('2025-01-01'),
    validUntil: more.until === undefined ? null : day(more.until),
    proposedBy: ALICE,
  };
  return [
    { type: 'MandateProposed', data },
    { type: 'MandateConfirmed', data: { proposalId, officialId: who, confirmedBy: BRUNO } },
  ];
};
const rita = holding(RITA, 'runManager', { ceiling: cents(1_000_000) });

const propose: ProposeDelegation = {
  type: 'ProposeDelegation',
  proposalId: 'd1',
  officialId: RITA,
  delegateId: SAM,
  roles: ['runManager'],
  schemes: ['*'],
  validFrom: day('2025-07-01'),
  validUntil: day('2025-07-31'),
  on: day('2025-06-20'),
};
const confirm: ConfirmDelegation = {
  type: 'ConfirmDelegation',
  officialId: RITA,
  proposalId: 'd1',
  by: ALICE,
  on: day('2025-06-21'),
};
const revoke: RevokeDelegation = {
  type: 'RevokeDelegation',
  officialId: RITA,
  proposalId: 'd1',
  from: day('2025-07-15'),
  reason: 'back at work',
  by: BRUNO,
  on: day('2025-07-15'),
};
const proposed = {
  type: 'DelegationProposed',
  data: {
    proposalId: 'd1',
    officialId: RITA,
    delegateId: SAM,
    roles: ['runManager'],
    schemes: ['*'],
    ceiling: null,
    validFrom: propose.validFrom,
    validUntil: propose.validUntil,
  },
} as const satisfies MandateEvent;
const confirmed: MandateEvent = {
  type: 'DelegationConfirmed',
  data: { proposalId: 'd1', officialId: RITA, delegateId: SAM, confirmedBy: ALICE },
};
const revoked: MandateEvent = {
  type: 'DelegationRevoked',
  data: {
    proposalId: 'd1',
    officialId: RITA,
    delegateId: SAM,
    from: day('2025-07-15'),
    reason: 'back at work',
    revokedBy: BRUNO,
  },
};
const ritaRevoked: MandateEvent = {
  type: 'MandateRevoked',
  data: { officialId: RITA, role: 'runManager', from: day('2025-07-10'), reason: 'moved', revokedBy: ALICE },
};

describe('proposing a delegation', () => {
  it('is done by the holder', () =>
    given(...rita)
      .when(propose)
      .then(proposed));
  it('repeats quietly', () => {
    given(...rita, proposed)
      .when(propose)
      .thenNothing();
    given(...rita, proposed)
      .when({ ...propose, proposalId: 'd2' })
      .thenNothing();
  });
  it('refuses other content under the same proposal', () =>
    given(...rita, proposed)
      .when({ ...propose, delegateId: EVA })
      .thenRejected('alreadyExists'));
  it('refuses oneself as delegate', () =>
    given(...rita)
      .when({ ...propose, delegateId: RITA })
      .thenRejected('sameOfficial'));
  it('refuses what the holder does not hold: the role, the scheme, a day of it', () => {
    given().when(propose).thenRejected('mandateMissing', { role: 'runManager' });
    given(...holding(RITA, 'ruleEditor'))
      .when(propose)
      .thenRejected('mandateMissing');
    given(...holding(RITA, 'runManager', { until: '2025-07-30' }))
      .when(propose)
      .thenRejected('mandateMissing', { until: '2025-07-31' });
  });
  it('refuses a ceiling above the holder’s own', () =>
    given(...rita)
      .when({ ...propose, ceiling: cents(1_000_001) })
      .thenRejected('ceilingExceeded', { ceiling: 1_000_000, amount: 1_000_001 }));
  it('refuses to hand on what was delegated to the holder', () => {
    const facts = [...rita, proposed, confirmed];
    specOf(mandate, referenceOf(...facts))()
      .when({ ...propose, officialId: SAM, delegateId: EVA, on: day('2025-07-02') })
      .thenRejected('mandateMissing');
  });
  it('refuses to delegate administration', () =>
    given(...holding(RITA, 'administrator'))
      .when({ ...propose, roles: ['administrator'] })
      .thenRejected('invalidState', { role: 'administrator' }));
});

describe('confirming a delegation', () => {
  it('takes an administrator', () =>
    given(...rita, proposed)
      .when(confirm)
      .then(confirmed));
  it('repeats quietly', () =>
    given(...rita, proposed, confirmed)
      .when(confirm)
      .thenNothing());
  it('refuses whoever is no administrator', () =>
    given(...rita, proposed)
      .when({ ...confirm, by: EVA })
      .thenRejected('mandateMissing'));
  it.each([RITA, SAM])('refuses %s, whose delegation it is, also as an administrator', (by) => {
    const rules = referenceOf(...rita, ...holding(by, 'administrator'), proposed);
    specOf(mandate, rules)(...rita, proposed)
      .when({ ...confirm, by })
      .thenRejected('sameOfficial');
  });
  it('refuses a second administrator once it is confirmed', () =>
    given(...rita, proposed, confirmed)
      .when({ ...confirm, by: BRUNO })
      .thenRejected('alreadyConfirmed'));
  it('refuses it where the holder’s mandate has gone meanwhile', () =>
    given(...rita, proposed, ritaRevoked)
      .when(confirm)
      .thenRejected('mandateMissing'));
  it('refuses it after it was taken away', () =>
    given(...rita, proposed, revoked)
      .when(confirm)
      .thenRejected('invalidState'));
  it('names the proposal that is missing', () =>
    given(...rita)
      .when(confirm)
      .thenRejected('proposalUnknown', { proposalId: 'd1' }));
});

describe('taking a delegation away', () => {
  it.each([BRUNO, RITA])('needs one administrator or the holder: %s', (by) =>
    given(...rita, proposed, confirmed)
      .when({ ...revoke, by })
      .then({ type: 'DelegationRevoked', data: { ...revoked.data, revokedBy: by } }),
  );
  it('repeats quietly', () => {
    given(...rita, proposed, confirmed, revoked)
      .when(revoke)
      .thenNothing();
    given(...rita, proposed, revoked)
      .when(revoke)
      .thenNothing();
  });
  it('refuses others, the delegate among them', () =>
    given(...rita, proposed, confirmed)
      .when({ ...revoke, by: SAM })
      .thenRejected('mandateMissing'));
  it('refuses a day that has passed', () =>
    given(...rita, proposed, confirmed)
      .when({ ...revoke, from: day('2025-07-14') })
      .thenRejected('invalidState'));
});

describe('acting for another', () => {
  const use = (on: string, more: Partial<MandateUse> = {}): MandateUse => ({
    official: SAM,
    role: 'runManager',
    on: day(on),
    ...more,
  });
  const codeOf = (facts: readonly MandateEvent[], what: MandateUse): string => {
    try {
      return mandateFor(referenceOf(...facts).mandates, what).name;
    } catch (error) {
      if (error instanceof Rejection) return error.code;
      throw error;
    }
  };
  const all = [...rita, proposed, confirmed];

  it('is allowed on the days of the delegation, and names the holder', () => {
    expect(
      ['2025-06-30', '2025-07-01', '2025-07-31', '2025-08-01'].map((on) => codeOf(all, use(on))),
    ).toEqual(['mandateMissing', 'runManager/d1 for rita', 'runManager/d1 for rita', 'mandateMissing']);
    expect(referenceOf(...all).mandates.holds(SAM, 'runManager', day('2025-07-01'))).toBe(true);
  });
  it('is not allowed before an administrator confirmed', () =>
    expect(codeOf([...rita, proposed], use('2025-07-01'))).toBe('mandateMissing'));
  it('ends at once when the delegation is taken away', () =>
    expect(['2025-07-14', '2025-07-15'].map((on) => codeOf([...all, revoked], use(on)))).toEqual([
      'runManager/d1 for rita',
      'mandateMissing',
    ]));
  it('ends with the holder’s mandate, and does not come back with a new one', () => {
    const again = holding(RITA, 'runManager').map((fact) => ({
      ...fact,
      data: { ...fact.data, proposalId: 'again' },
    })) as readonly MandateEvent[];
    for (const facts of [
      [...all, ritaRevoked],
      [...all, ritaRevoked, ...again],
    ]) {
      expect(['2025-07-09', '2025-07-10'].map((on) => codeOf(facts, use(on)))).toEqual([
        'runManager/d1 for rita',
        'mandateMissing',
      ]);
    }
  });
  it('goes up to the lower of both ceilings', () => {
    const limited: MandateEvent = { ...proposed, data: { ...proposed.data, ceiling: cents(400_000) } };
    const upTo = (facts: readonly MandateEvent[], amount: number): string =>
      codeOf(facts, use('2025-07-01', { amount: cents(amount) }));
    expect(upTo(all, 1_000_000)).toBe('runManager/d1 for rita');
    expect(upTo(all, -1_000_001)).toBe('ceilingExceeded');
    expect(upTo([...rita, limited, confirmed], 400_001)).toBe('ceilingExceeded');
    expect(() =>
      mandateFor(referenceOf(...all).mandates, use('2025-07-01', { amount: cents(1_000_001) })),
    ).toThrow('ceilingExceeded {"role":"runManager","ceiling":1000000,"amount":1000001}');
  });
  it('is limited to the schemes of both', () => {
    const ris = holding(RITA, 'ruleEditor', { schemes: ['RIS'] });
    const editor: MandateEvent = { ...proposed, data: { ...proposed.data, roles: ['ruleEditor'] } };
    const facts = [...ris, editor, confirmed];
    expect(codeOf(facts, use('2025-07-01', { role: 'ruleEditor', scheme: 'RIS' }))).toBe(
      'ruleEditor/d1 for rita',
    );
    expect(codeOf(facts, use('2025-07-01', { role: 'ruleEditor', scheme: 'HEATING' }))).toBe(
      'mandateMissing',
    );
  });
  it('does not serve to confirm what the holder proposed', () => {
    expect(codeOf(all, use('2025-07-01', { proposedBy: RITA }))).toBe('sameOfficial');
    expect(codeOf(all, use('2025-07-01', { proposedBy: EVA }))).toBe('runManager/d1 for rita');
    expect(codeOf([...all, ...holding(SAM, 'runManager')], use('2025-07-01', { proposedBy: RITA }))).toBe(
      'runManager/sam-runManager',
    );
  });
});
