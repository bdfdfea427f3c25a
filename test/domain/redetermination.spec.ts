import { officialId, partyId } from '../../src/domain/ids.js';
import { cents } from '../../src/domain/money.js';
import type { RedeterminationEvent } from '../../src/domain/redetermination/events.js';
import { redetermination } from '../../src/domain/redetermination/redetermination.js';
import type {
  ApproveRedetermination,
  CompleteRedetermination,
  ProposeRedetermination,
  WithdrawRedetermination,
} from '../../src/domain/redetermination/redetermination.js';
import type { Reference } from '../../src/domain/reference.js';
import { day, yearMonth } from '../../src/domain/time.js';
import { specOf } from '../support/decider-spec.js';
import { ALICE, BRUNO, recorded } from '../support/facts.js';
import { CLARA, DAVID, importParties, publishedReference } from '../support/published.js';

const EVA = officialId('eva');
/** Eva may approve what moves at most 100.00. */
const rules = publishedReference(
  {
    type: 'MandateProposed',
    data: {
      proposalId: 'eva',
      officialId: EVA,
      role: 'runManager',
      schemes: ['RIS'],
      ceiling: cents(10_000),
      validFrom: day('2024-01-01'),
      validUntil: null,
      proposedBy: ALICE,
    },
  },
  { type: 'MandateConfirmed', data: { proposalId: 'eva', officialId: EVA, confirmedBy: BRUNO } },
);
importParties(rules, day('2025-06-02'));
const [CPAS = partyId('none'), OTHER = partyId('none')] = rules.parties.cpasOn(day('2025-06-02'));

const given = specOf(redetermination, rules);

const total = {
  cpasId: CPAS,
  scheme: 'RIS',
  lines: 3,
  grossBefore: cents(100_000),
  grossAfter: cents(100_000),
};
const totals = [
  { ...total, netBefore: cents(65_000), netAfter: cents(71_000), refused: [], digest: 'd1' },
  { ...total, cpasId: OTHER, netBefore: cents(65_000), netAfter: cents(59_000), refused: [], digest: 'd2' },
];
const scope = {
  scheme: 'RIS',
  basis: 'rules',
  ruleIds: ['ris.rate.piis'],
  cpasIds: [],
  from: yearMonth('2025-01'),
  to: null,
} as const;
const propose: ProposeRedetermination = {
  type: 'ProposeRedetermination',
  redeterminationId: 'r1',
  scope,
  ruleSequence: 900,
  totals,
  digest: 'd',
  by: CLARA,
  on: day('2025-06-02'),
};
const approve: ApproveRedetermination = {
  type: 'ApproveRedetermination',
  redeterminationId: 'r1',
  digest: 'd',
  by: DAVID,
  on: day('2025-06-03'),
};
const withdraw: WithdrawRedetermination = {
  type: 'WithdrawRedetermination',
  redeterminationId: 'r1',
  by: CLARA,
  on: day('2025-06-03'),
};
const complete: CompleteRedetermination = {
  type: 'CompleteRedetermination',
  redeterminationId: 'r1',
  lines: 5,
  gross: cents(0),
  net: cents(-100),
  overtaken: 1,
  refused: [],
};

const proposed: RedeterminationEvent = {
  type: 'RedeterminationProposed',
  data: {
    ...scope,
    redeterminationId: 'r1',
    ruleSequence: 900,
    proposedOn: day('2025-06-02'),
    totals,
    digest: 'd',
    proposedBy: CLARA,
  },
};
const approved: RedeterminationEvent = {
  type: 'RedeterminationApproved',
  data: { redeterminationId: 'r1', digest: 'd', approvedBy: DAVID },
};
const withdrawn: RedeterminationEvent = {
  type: 'RedeterminationWithdrawn',
  data: { redeterminationId: 'r1', withdrawnBy: CLARA },
};
const completed: RedeterminationEvent = {
  type: 'RedeterminationCompleted',
  data: { redeterminationId: 'r1', lines: 5, gross: cents(0), net: cents(-100), overtaken: 1, refused: [] },
};

describe('a redetermination is proposed', () => {
  it('with its scope and what it comes to at a sequence', () => {
    given().when(propose).then(proposed);
  });

  it('once: the same again changes nothing, other content under its id is refused', () => {
    given(proposed).when(propose).thenNothing();
    given(proposed)
      .when({ ...propose, digest: 'e' })
      .thenRejected('alreadyExists');
  });

  it('by an official with the mandate of month runs', () => {
    given()
      .when({ ...propose, by: officialId('nobody') })
      .thenRejected('mandateMissing', { role: 'runManager' });
  });

  it('only where a line comes out otherwise; what cannot be determined is named', () => {
    const nothing = [{ ...total, lines: 0, netBefore: cents(0), netAfter: cents(0), digest: 'd' }];
    const refused = nothing.map((one) => ({
      ...one,
      refused: [{ code: 'shareMissing', months: 2 } as const],
    }));
    given()
      .when({ ...propose, totals: refused })
      .thenRejected('invalidState', { lines: 0, refused: ['shareMissing'] });
  });

  it.each([
    ['an unknown scheme', { scheme: 'OTHER' }, 'schemeUnknown'],
    ['a rule that no code reads', { ruleIds: ['ris.nothing'] }, 'invalidState'],
    ['the basis of rules without a rule', { ruleIds: [] }, 'invalidState'],
    ['rules on another basis', { basis: 'stale' }, 'invalidState'],
    ['a party that is not known', { cpasIds: [partyId('cpas-nowhere')] }, 'partyUnknown'],
    ['a last month before the first', { to: yearMonth('2024-12') }, 'invalidState'],
  ] as const)('not for %s', (_title, part, code) => {
    given()
      .when({ ...propose, scope: { ...scope, ...part } })
      .thenRejected(code);
  });
});

describe('a redetermination is approved', () => {
  it('by another official who names the preview', () => {
    given(proposed).when(approve).then(approved);
  });

  it('not by who proposed it, nor under a mandate that they do not have', () => {
    given(proposed)
      .when({ ...approve, by: CLARA })
      .thenRejected('sameOfficial');
    given(proposed)
      .when({ ...approve, by: officialId('nobody') })
      .thenRejected('mandateMissing');
  });

  it('up to a ceiling, which counts what is added and what is taken back', () => {
    given(proposed)
      .when({ ...approve, by: EVA })
      .thenRejected('ceilingExceeded', { amount: 12_000, ceiling: 10_000 });
  });

  it('not on another preview than the one proposed', () => {
    given(proposed)
      .when({ ...approve, digest: 'other' })
      .thenRejected('staleVersion', { digest: 'd' });
  });

  it('once', () => {
    given(proposed, approved).when(approve).thenNothing();
    const third = officialId('alice');
    given(proposed, approved)
      .when({ ...approve, by: third })
      .thenRejected('mandateMissing');
    given(proposed, { ...approved, data: { ...approved.data, approvedBy: EVA } })
      .when(approve)
      .thenRejected('alreadyConfirmed');
  });

  it('not before it is proposed nor after it was withdrawn', () => {
    given().when(approve).thenRejected('proposalUnknown');
    given(proposed, withdrawn).when(approve).thenRejected('invalidState', { status: 'withdrawn' });
  });
});

describe('a redetermination is withdrawn', () => {
  it('before or after it was approved, and once', () => {
    given(proposed).when(withdraw).then(withdrawn);
    given(proposed, approved).when(withdraw).then(withdrawn);
    given(proposed, withdrawn).when(withdraw).thenNothing();
  });

  it('not once it is completed, nor before it is proposed, nor by anybody', () => {
    given(proposed, approved, completed).when(withdraw).thenRejected('invalidState', { status: 'completed' });
    given().when(withdraw).thenRejected('proposalUnknown');
    given(proposed)
      .when({ ...withdraw, by: officialId('nobody') })
      .thenRejected('mandateMissing');
  });
});

describe('a redetermination is completed', () => {
  it('after its approval, and once', () => {
    given(proposed, approved).when(complete).then(completed);
    given(proposed, approved, completed)
      .when({ ...complete, lines: 6 })
      .thenNothing();
  });

  it('not where it was not approved, or withdrawn', () => {
    given().when(complete).thenRejected('proposalUnknown');
    given(proposed).when(complete).thenRejected('invalidState', { status: 'proposed' });
    given(proposed, approved, withdrawn).when(complete).thenRejected('invalidState', { status: 'withdrawn' });
  });
});

describe('what waits and what may be done', () => {
  const after = (...facts: readonly RedeterminationEvent[]): Reference => {
    const reference = publishedReference();
    for (const fact of facts) reference.apply(recorded(fact, reference.knownThrough + 1));
    return reference;
  };

  it('is a proposal for a second official until it is approved or withdrawn', () => {
    expect(after(proposed).pendingProposals()).toMatchObject([
      {
        proposalId: 'r1',
        kind: 'redetermination',
        key: 'r1',
        proposedBy: CLARA,
        summary: '6 lines again for rules ris.rate.piis, net 0.00',
      },
    ]);
    expect(after(proposed, approved).pendingProposals()).toEqual([]);
    expect(after(proposed, withdrawn).pendingProposals()).toEqual([]);
  });

  it('lets lines be determined from its approval to its end', () => {
    expect(after(proposed).mayRedetermine('r1')).toBe(false);
    expect(after(proposed, approved).mayRedetermine('r1')).toBe(true);
    expect(after(proposed, approved, completed).mayRedetermine('r1')).toBe(false);
    expect(after(proposed, approved, withdrawn).mayRedetermine('r1')).toBe(false);
  });

  it('is listed as it stands, with what came of it', () => {
    expect(after(proposed, approved, completed).redeterminations.list()).toMatchObject([
      {
        status: 'completed',
        proposal: { digest: 'd' },
        approvedBy: DAVID,
        outcome: { lines: 5, overtaken: 1 },
      },
    ]);
  });
});
