import type { DomainEvent } from '../../src/domain/decider.js';
import { nisCode, partyId } from '../../src/domain/ids.js';
import type { PartyId } from '../../src/domain/ids.js';
import { rate } from '../../src/domain/money.js';
import type { ShareDetermined, ShareEvent } from '../../src/domain/share/events.js';
import { share } from '../../src/domain/share/share.js';
import type { ConfirmShare, DetermineShare, GiveShare } from '../../src/domain/share/share.js';
import { day } from '../../src/domain/time.js';
import { specOf } from '../support/decider-spec.js';
import { ALICE } from '../support/facts.js';
import { CLARA, DAVID, publishedReference } from '../support/published.js';

const NAZARETH = partyId('cpas-nazareth');
const DE_PINTE = partyId('cpas-de-pinte');
const MERGED = partyId('cpas-nazareth-de-pinte');

const registered = (id: string, code: string, validFrom = '2002-10-01'): DomainEvent => ({
  type: 'PartyRegistered',
  data: {
    partyId: partyId(id),
    kind: id === 'payer' ? 'payer' : 'cpas',
    names: { fr: id, nl: id, de: id },
    language: 'N',
    regionNis: nisCode('02000'),
    nisCode: id === 'payer' ? null : nisCode(code),
    enterpriseNumber: null,
    validFrom: day(validFrom),
    formerNisCodes: [],
    source: 'test',
    registeredBy: CLARA,
  },
});
const succeeded = (id: string): DomainEvent => ({
  type: 'PartySucceeded',
  data: {
    partyId: partyId(id),
    successorId: MERGED,
    effectiveOn: day('2025-01-01'),
    mode: 'newEntity',
    source: 'test',
    proposalId: 'succession',
    confirmedBy: DAVID,
  },
});
const PARTIES: readonly DomainEvent[] = [
  registered(NAZARETH, '44048'),
  registered(DE_PINTE, '44012'),
  registered(MERGED, '44086', '2025-01-01'),
  registered('payer', ''),
  succeeded(NAZARETH),
  succeeded(DE_PINTE),
];

const give: GiveShare = {
  type: 'GiveShare',
  cpasId: NAZARETH,
  year: 2024,
  share: rate('0.55'),
  status: 'final',
  legalReference: 'letter of 2024',
  source: 'notified',
  proposalId: 's1',
  by: CLARA,
  on: day('2024-02-01'),
};
const givenFact = (points = '0.55', proposalId = 's1', year = 2024, cpasId = NAZARETH): ShareDetermined => ({
  type: 'ShareDetermined',
  data: {
    cpasId,
    scheme: 'RIS',
    year,
    share: rate(points),
    status: 'final',
    basis: 'given',
    counts: [],
    countedParties: [],
    previousShare: null,
    policies: [],
    ruleCode: 'ris-share-given@1',
    legalReference: 'letter of 2024',
    source: 'notified',
    proposalId,
    proposedBy: CLARA,
  },
});
const confirm: ConfirmShare = {
  type: 'ConfirmShare',
  cpasId: NAZARETH,
  year: 2024,
  proposalId: 's1',
  by: DAVID,
  on: day('2024-02-02'),
};
const confirmedFact = (proposalId = 's1', year = 2024, cpasId = NAZARETH): ShareEvent => ({
  type: 'ShareConfirmed',
  data: { cpasId, scheme: 'RIS', year, proposalId, confirmedBy: DAVID },
});
const held = (points: string, year: number, cpasId = NAZARETH): readonly ShareEvent[] => [
  givenFact(points, `held-${year}`, year, cpasId),
  confirmedFact(`held-${year}`, year, cpasId),
];
const count = (party: string, year: number, average: number) => ({
  partyId: partyId(party),
  year,
  averageHundredths: average,
});
const determine: DetermineShare = {
  type: 'DetermineShare',
  cpasId: NAZARETH,
  year: 2024,
  status: 'provisional',
  source: 'counts of SPP IS',
  counts: [count(NAZARETH, 2022, 52500), count(NAZARETH, 2021, 50000)],
  proposalId: 's1',
  by: CLARA,
  on: day('2024-02-01'),
};

const rulesOf = (...more: readonly DomainEvent[]) => publishedReference(...PARTIES, ...more);
const given = specOf(share, rulesOf());
/** The stream of Nazareth holds these shares already. */
const after = (...facts: readonly ShareEvent[]) => specOf(share, rulesOf(...facts))(...facts);

describe('a share that was notified', () => {
  it('is recorded as it is', () => given().when(give).then(givenFact()));
  it('repeats quietly', () => {
    given(givenFact()).when(give).thenNothing();
    given(givenFact())
      .when({ ...give, proposalId: 's2' })
      .thenNothing();
  });
  it('refuses another share under the same proposal', () =>
    given(givenFact())
      .when({ ...give, share: rate('0.65') })
      .thenRejected('alreadyExists'));
  it('refuses less than 50 and more than 70 %', () => {
    given()
      .when({ ...give, share: rate('0.49') })
      .thenRejected('invalidState', { lowestPoints: 50 });
    given()
      .when({ ...give, share: rate('0.71') })
      .thenRejected('invalidState', { highestPoints: 70 });
    given()
      .when({ ...give, share: rate('0.7') })
      .then(givenFact('0.7'));
  });
  it('refuses half points', () =>
    expect(() =>
      given()
        .when({ ...give, share: rate('0.555') })
        .events(),
    ).toThrow('whole percentage'));
  it('is the share editor’s', () =>
    given()
      .when({ ...give, by: ALICE })
      .thenRejected('mandateMissing', { role: 'shareEditor' }));
  it('is of a CPAS that is known', () => {
    given()
      .when({ ...give, cpasId: partyId('cpas-x') })
      .thenRejected('partyUnknown');
    given()
      .when({ ...give, cpasId: partyId('payer') })
      .thenRejected('partyUnknown');
  });
});

describe('confirming a share', () => {
  it('takes a second person', () => given(givenFact()).when(confirm).then(confirmedFact()));
  it('refuses the one who determined it', () =>
    given(givenFact())
      .when({ ...confirm, by: CLARA })
      .thenRejected('sameOfficial'));
  it('repeats quietly', () => given(givenFact(), confirmedFact()).when(confirm).thenNothing());
  it('refuses what was never determined, or is confirmed by somebody else', () => {
    given().when(confirm).thenRejected('proposalUnknown');
    given(givenFact())
      .when({ ...confirm, year: 2025 })
      .thenRejected('proposalUnknown');
    given(givenFact(), confirmedFact())
      .when({ ...confirm, by: CLARA })
      .thenRejected('alreadyConfirmed');
  });
  it('refuses a determination that a later one of the year overtook', () =>
    given(givenFact(), givenFact('0.65', 's2')).when(confirm).thenRejected('staleVersion', { latest: 's2' }));
  it('is not hindered by a later determination of another year', () =>
    given(givenFact(), givenFact('0.65', 's2', 2025))
      .when(confirm)
      .then(confirmedFact()));
});

describe('a share from counts', () => {
  it('stores the counts, the share before, the policies and the law that it used', () => {
    const [event] = after(...held('0.55', 2023))
      .when(determine)
      .events();
    expect(event?.data).toEqual({
      cpasId: NAZARETH,
      scheme: 'RIS',
      year: 2024,
      share: '0.65',
      status: 'provisional',
      basis: 'threshold500',
      counts: [
        { year: 2022, averageHundredths: 52500 },
        { year: 2021, averageHundredths: 50000 },
      ],
      countedParties: [NAZARETH],
      previousShare: '0.55',
      policies: [
        { name: 'shareGrowthCompared', version: 1, value: 'yearBeforeCount' },
        { name: 'shareFallCompared', version: 1, value: 'yearBeforeCount' },
        { name: 'shareFirstRise', version: 1, value: 'levelNeverHeld' },
      ],
      ruleCode: 'ris-share-level@1',
      legalReference: 'Law of 26 May 2002, subsidy of the State (article not seen)',
      source: 'counts of SPP IS',
      proposalId: 's1',
      proposedBy: CLARA,
    });
  });
  it('remembers a level that was held years ago', () => {
    const counts = [count(NAZARETH, 2022, 50000), count(NAZARETH, 2021, 50000)];
    const basis = (...facts: readonly ShareEvent[]) => {
      const [event] = after(...facts)
        .when({ ...determine, counts })
        .events();
      return event?.type === 'ShareDetermined' ? event.data.basis : event;
    };
    expect(basis(...held('0.55', 2023))).toBe('growthTooSmall');
    expect(basis(...held('0.65', 2010), ...held('0.55', 2023))).toBe('threshold500');
  });
  it('is refused without a confirmed share of the year before', () => {
    given().when(determine).thenRejected('shareMissing', { year: 2023 });
    after(givenFact('0.55', 'x', 2023))
      .when(determine)
      .thenRejected('shareMissing', { year: 2023 });
  });
  it('is refused before the levels of the law', () =>
    given()
      .when({ ...determine, year: 2014, counts: [] })
      .thenRejected('ruleGap', { ruleId: 'ris.share.levels' }));
  it('repeats quietly', () => {
    const facts = held('0.55', 2023);
    const [event] = after(...facts)
      .when(determine)
      .events();
    if (!event) throw new Error('nothing determined');
    after(...facts, event)
      .when(determine)
      .thenNothing();
    after(...facts, event)
      .when({ ...determine, proposalId: 's9', by: DAVID })
      .thenNothing();
  });
  it('is not confirmed once the share of the year before was corrected', () => {
    const facts = held('0.65', 2023);
    const falling = [count(NAZARETH, 2022, 40000), count(NAZARETH, 2021, 50000)];
    const [event] = after(...facts)
      .when({ ...determine, counts: falling })
      .events();
    if (!event) throw new Error('nothing determined');
    expect(event.data).toMatchObject({ share: '0.64', previousShare: '0.65' });
    after(...facts, event)
      .when(confirm)
      .then(confirmedFact());
    after(...facts, event, givenFact('0.7', 'corrected', 2023), confirmedFact('corrected', 2023))
      .when(confirm)
      .thenRejected('staleVersion', { computedFrom: '0.65', previousShare: '0.7' });
  });
  it.each([
    ['a year that does not count', [count(NAZARETH, 2022, 1), count(NAZARETH, 2020, 1)]],
    ['one count twice', [count(NAZARETH, 2022, 1), count(NAZARETH, 2022, 1), count(NAZARETH, 2021, 1)]],
    ['a missing year', [count(NAZARETH, 2022, 1)]],
    ['a party that is no predecessor', [...determine.counts, count(DE_PINTE, 2022, 1)]],
    ['a fraction', [count(NAZARETH, 2022, 1.5), count(NAZARETH, 2021, 1)]],
    ['a negative count', [count(NAZARETH, 2022, -1), count(NAZARETH, 2021, 1)]],
  ])('refuses %s', (_title, counts) =>
    after(...held('0.55', 2023))
      .when({ ...determine, counts })
      .thenRejected('invalidState', { year: 2024 }),
  );
});

describe('a share after a merger', () => {
  const year2025: DetermineShare = {
    ...determine,
    cpasId: MERGED,
    year: 2025,
    counts: [
      count(NAZARETH, 2023, 30000),
      count(DE_PINTE, 2023, 25000),
      count(NAZARETH, 2022, 30000),
      count(DE_PINTE, 2022, 24000),
    ],
  };
  const before = [...held('0.6', 2024, NAZARETH), ...held('0.55', 2024, DE_PINTE)];

  it('sums the counts of the predecessors and starts from the highest of their shares', () => {
    const [event] = specOf(share, rulesOf(...before))()
      .when(year2025)
      .events();
    expect(event?.data).toMatchObject({
      share: '0.65',
      basis: 'threshold500',
      counts: [
        { year: 2023, averageHundredths: 55000 },
        { year: 2022, averageHundredths: 54000 },
      ],
      countedParties: [DE_PINTE, NAZARETH],
      previousShare: '0.6',
    });
    const names = event?.type === 'ShareDetermined' ? event.data.policies.map((policy) => policy.name) : [];
    expect(names).toContain('shareAfterMerger');
    expect(names).toContain('sharePreviousOfNewEntity');
  });
  it('refuses to forget a predecessor', () =>
    specOf(share, rulesOf(...before))()
      .when({ ...year2025, counts: year2025.counts.filter((one) => one.partyId === NAZARETH) })
      .thenRejected('invalidState', { countMissingOf: [DE_PINTE] }));
  it('needs the counts of the new entity itself once it has existed for a whole year', () => {
    const year2028: DetermineShare = { ...year2025, year: 2028 };
    specOf(share, rulesOf(...before, ...held('0.65', 2027, MERGED)))()
      .when({ ...year2028, counts: [count(MERGED, 2026, 52000), count(MERGED, 2025, 52000)] })
      .events();
    specOf(share, rulesOf(...before, ...held('0.65', 2027, MERGED)))()
      .when({ ...year2028, counts: [count(NAZARETH, 2026, 1), count(MERGED, 2025, 1)] })
      .thenRejected('invalidState', { countMissingOf: [MERGED] });
  });
  it('leaves the years before it to the predecessors', () =>
    specOf(
      share,
      rulesOf(...held('0.55', 2023)),
    )(...held('0.55', 2023))
      .when({ ...determine, counts: [...determine.counts, count(MERGED, 2022, 1)] })
      .thenRejected('invalidState'));
});

describe('a confirmed share is stale', () => {
  const COUNTS = [40_000, 50_000] as const;
  /** The share of a year from counts that fall, as the facts before it lead to it, confirmed. */
  const computed = (facts: readonly DomainEvent[], cpasId: PartyId, year: number): readonly ShareEvent[] => {
    const rules = rulesOf(...facts);
    const parties = cpasId === MERGED && year < 2028 ? [NAZARETH, DE_PINTE] : [cpasId];
    const counts = parties.flatMap((party) =>
      COUNTS.map((average, index) => count(party, year - 2 - index, average)),
    );
    const command = { ...determine, cpasId, year, counts, proposalId: `computed-${year}` };
    const events = share.decide(command, share.initial, rules);
    const { proposalId } = command;
    return [
      ...events,
      { type: 'ShareConfirmed', data: { cpasId, scheme: 'RIS', year, proposalId, confirmedBy: DAVID } },
    ];
  };
  const stale = (...facts: readonly DomainEvent[]) =>
    rulesOf(...facts)
      .staleShares()
      .map(({ cpasId, year, because, used, now }) => [cpasId, year, because, used, now]);

  it('once the share of the year before was corrected, and no longer once it was determined again', () => {
    const first = held('0.65', 2023);
    const facts = [...first, ...computed(first, NAZARETH, 2024)];
    expect(stale(...facts)).toEqual([]);
    const corrected = [...facts, ...held('0.7', 2023)];
    expect(stale(...corrected)).toEqual([[NAZARETH, 2024, 'previousShare', '0.65', '0.7']]);
    expect(stale(...corrected, ...computed(corrected, NAZARETH, 2024))).toEqual([]);
  });
  it('once that of a predecessor was, and then the year after it', () => {
    const first = [...held('0.6', 2024, NAZARETH), ...held('0.65', 2024, DE_PINTE)];
    const second = [...first, ...computed(first, MERGED, 2025)];
    const facts = [...second, ...computed(second, MERGED, 2026)];
    expect(stale(...facts)).toEqual([]);
    expect(stale(...facts, ...held('0.64', 2024, NAZARETH))).toEqual([]);
    const corrected = [...facts, ...held('0.7', 2024, NAZARETH)];
    expect(stale(...corrected)).toEqual([[MERGED, 2025, 'previousShare', '0.65', '0.7']]);
    const again = [...corrected, ...computed(corrected, MERGED, 2025)];
    expect(stale(...again).map(([, year]) => year)).toEqual([2026]);
  });
  it('once a level that it took for new turns out to have been held', () => {
    const first = held('0.55', 2023);
    const growth = [count(NAZARETH, 2022, 50000), count(NAZARETH, 2021, 50000)];
    const [event] = share.decide({ ...determine, counts: growth }, share.initial, rulesOf(...first));
    if (event?.type !== 'ShareDetermined') throw new Error('nothing determined');
    const facts = [...first, event, confirmedFact('s1')];
    expect(stale(...facts)).toEqual([]);
    expect(stale(...facts, ...held('0.65', 2010))).toEqual([
      [NAZARETH, 2024, 'level', '0.55 growthTooSmall', '0.65 threshold500'],
    ]);
  });
  it('once it is known whose beneficiaries count besides', () => {
    const first = held('0.65', 2023);
    const facts = [...first, ...computed(first, NAZARETH, 2024)];
    const merged = { ...succeeded(DE_PINTE).data, partyId: partyId('cpas-x'), successorId: NAZARETH };
    const early = { type: 'PartySucceeded', data: { ...merged, effectiveOn: day('2023-01-01') } } as const;
    expect(stale(...facts, registered('cpas-x', '44099'), early)).toEqual([
      [NAZARETH, 2024, 'countedParties', NAZARETH, `${NAZARETH} cpas-x`],
    ]);
  });
  it('never, where it was given', () =>
    expect(stale(...held('0.65', 2023), ...held('0.65', 2024), ...held('0.7', 2023))).toEqual([]));
});

describe('looking a share up', () => {
  it('knows confirmed shares only, and of one year the last confirmed', () => {
    const confirmedShare = (...facts: readonly ShareEvent[]) =>
      rulesOf(...facts).share(NAZARETH, 2024)?.share;
    const [one, two] = [givenFact('0.55', 's1'), givenFact('0.65', 's2')];
    expect(confirmedShare()).toBeUndefined();
    expect(confirmedShare(one)).toBeUndefined();
    expect(confirmedShare(one, confirmedFact('s1'))).toBe('0.55');
    expect(confirmedShare(one, confirmedFact('s1'), two)).toBe('0.55');
    expect(confirmedShare(one, confirmedFact('s1'), two, confirmedFact('s2'))).toBe('0.65');
  });
});
