import type { DomainEvent } from '../../src/domain/decider.js';
import type {
  DossierEvent,
  FormReference,
  LineDetermined,
  RuleUse,
} from '../../src/domain/dossier/events.js';
import {
  dossierId,
  enterpriseNumber,
  fileNumber,
  iban,
  nisCode,
  officialId,
  partyId,
} from '../../src/domain/ids.js';
import type { Pseudonym } from '../../src/domain/ids.js';
import type { LogOpened } from '../../src/domain/log-opened.js';
import type { MandateEvent } from '../../src/domain/mandate/events.js';
import { cents, exactPart, exactPortion, rate } from '../../src/domain/money.js';
import type { PartyEvent } from '../../src/domain/party/events.js';
import type { RedeterminationEvent } from '../../src/domain/redetermination/events.js';
import type { RulebookEvent } from '../../src/domain/rulebook/events.js';
import type { ShareEvent } from '../../src/domain/share/events.js';
import type { StatementRunEvent } from '../../src/domain/statement-run/events.js';
import type { StatementsEvent } from '../../src/domain/statements/events.js';
import type { SubmissionEvent } from '../../src/domain/submission/events.js';
import { day, instant, yearMonth } from '../../src/domain/time.js';

/** An example of every fact, one for each name in memory; all ids are invented. */
type Sample<Event extends DomainEvent> = {
  readonly [Type in Event['type']]: Extract<Event, { readonly type: Type }>['data'];
};

const alice = officialId('alice');
const bruno = officialId('bruno');
const cpas = partyId('cpas-0f3a6c1b9d20');
const successor = partyId('cpas-77aa10c4e5f6');
const dossier = dossierId('5f1d7a52-4b0e-5c0d-9a3e-0123456789ab');
const month = yearMonth('2025-03');

const form: FormReference = {
  submissionId: '0e6f8d7c-1a2b-5c3d-8e4f-a5b6c7d8e9f0',
  line: 17,
  formReference: 'B-2025-000017',
  senderId: cpas,
  receivedAt: instant('2025-03-14T10:15:30.000Z'),
  sendingDate: day('2025-03-14'),
};

// Pseudonyms are made from national numbers by the intake alone; this one stands for nobody.
const pseudonym = `p1:${'5a'.repeat(16)}` as Pseudonym;
const beneficiaries = [{ pseudonym, role: 'main' }] as const;
const article = { budgetArticle: '101', basicAllocation: '44.55.11.43.52.01' };

const amountRule: RuleUse = {
  ruleId: 'ris.amount',
  sequence: 12,
  validFrom: day('2025-02-01'),
  legalReference: 'law of 26 May 2002, art. 14 §1',
};
const shareRule: RuleUse = {
  ruleId: 'share',
  sequence: 31,
  validFrom: day('2025-01-01'),
  legalReference: 'law of 26 May 2002, art. 32 §1',
};

const logSamples: Sample<LogOpened> = {
  LogOpened: { logId: 'log-golden', format: 1, instance: 'golden', clock: 'real', founders: [alice, bruno] },
};

const mandateSamples: Sample<MandateEvent> = {
  MandateProposed: {
    proposalId: 'mandate-1',
    officialId: officialId('rita'),
    role: 'runManager',
    schemes: ['RIS'],
    ceiling: cents(50_000_000),
    validFrom: day('2025-01-01'),
    validUntil: null,
    proposedBy: alice,
  },
  MandateConfirmed: { proposalId: 'mandate-1', officialId: officialId('rita'), confirmedBy: bruno },
  MandateRevoked: {
    officialId: officialId('rita'),
    role: 'registrar',
    from: day('2025-06-01'),
    reason: 'left the service',
    revokedBy: alice,
  },
  DelegationProposed: {
    proposalId: 'delegation-1',
    officialId: officialId('rita'),
    delegateId: officialId('sam'),
    roles: ['runManager'],
    schemes: ['*'],
    ceiling: cents(10_000_000),
    validFrom: day('2025-07-01'),
    validUntil: day('2025-07-31'),
  },
  DelegationConfirmed: {
    proposalId: 'delegation-1',
    officialId: officialId('rita'),
    delegateId: officialId('sam'),
    confirmedBy: alice,
  },
  DelegationRevoked: {
    proposalId: 'delegation-1',
    officialId: officialId('rita'),
    delegateId: officialId('sam'),
    from: day('2025-07-15'),
    reason: 'back at work',
    revokedBy: bruno,
  },
  OfficialNamed: { officialId: officialId('rita'), namedBy: alice },
};

const partySamples: Sample<PartyEvent> = {
  PartyRegistered: {
    partyId: cpas,
    kind: 'cpas',
    names: { fr: 'CPAS de Bilzen', nl: 'OCMW Bilzen', de: 'ÖSHZ Bilzen' },
    language: 'N',
    regionNis: nisCode('02000'),
    nisCode: nisCode('73006'),
    enterpriseNumber: enterpriseNumber('0212155133'),
    validFrom: day('1977-01-01'),
    formerNisCodes: [{ nisCode: nisCode('73999'), validUntil: day('2018-12-31') }],
    source: 'Statbel REFNIS 2025',
    registeredBy: alice,
  },
  PartyChanged: {
    partyId: cpas,
    names: null,
    nisCode: nisCode('73110'),
    enterpriseNumber: null,
    validFrom: day('2025-01-01'),
    source: 'Statbel REFNIS 2025',
    changedBy: alice,
  },
  SuccessionProposed: {
    partyId: cpas,
    proposalId: 'succession-1',
    successorId: successor,
    effectiveOn: day('2025-01-01'),
    mode: 'newEntity',
    source: 'Statbel REFNIS 2025',
    proposedBy: alice,
  },
  PartySucceeded: {
    partyId: cpas,
    proposalId: 'succession-1',
    successorId: successor,
    effectiveOn: day('2025-01-01'),
    mode: 'newEntity',
    source: 'Statbel REFNIS 2025',
    confirmedBy: bruno,
  },
  IbanProposed: {
    partyId: cpas,
    proposalId: 'iban-1',
    iban: iban('BE68539007547034'),
    validFrom: day('2025-01-01'),
    proposedBy: alice,
  },
  IbanConfirmed: { partyId: cpas, proposalId: 'iban-1', confirmedBy: bruno },
};

const shareSamples: Sample<ShareEvent> = {
  ShareDetermined: {
    cpasId: cpas,
    scheme: 'RIS',
    year: 2025,
    share: rate('0.6'),
    status: 'provisional',
    basis: 'threshold500',
    counts: [
      { year: 2022, averageHundredths: 48_733 },
      { year: 2023, averageHundredths: 52_150 },
    ],
    countedParties: [cpas, successor],
    previousShare: rate('0.55'),
    policies: [{ name: 'firstRise', version: 1 }],
    ruleCode: 'ris-share-level@1',
    legalReference: 'law of 26 May 2002, art. 32 §2',
    source: 'statistics of February 2025',
    proposalId: 'share-1',
    proposedBy: alice,
  },
  ShareConfirmed: { cpasId: cpas, scheme: 'RIS', year: 2025, proposalId: 'share-1', confirmedBy: bruno },
};

const rulebookSamples: Sample<RulebookEvent> = {
  RulebookProposed: {
    scheme: 'RIS',
    proposalId: 'rulebook-1',
    proposedBy: alice,
    parameters: [
      {
        ruleId: 'ris.amount',
        validFrom: day('2025-02-01'),
        validTo: null,
        values: { cat1Month: '876.13', cat2Month: '1314.20', cat3Month: '1776.07' },
        legalReference: 'law of 26 May 2002, art. 14 §1',
        status: 'published',
        mark: 'C',
        mayPayFrom: null,
        lastCheckedOn: day('2025-02-01'),
        source: 'SPP IS, amounts of 1 February 2025',
      },
    ],
  },
  RulebookConfirmed: { scheme: 'RIS', proposalId: 'rulebook-1', confirmedBy: bruno },
};

const gross = cents(131_420);
const lineDetermined: LineDetermined['data'] = {
  dossierId: dossier,
  cpasId: cpas,
  fund: 'federal',
  scheme: 'RIS',
  law: 1,
  line: { kind: 'grant', referenceMonth: month },
  version: 1,
  replacesVersion: 0,
  cause: 'due',
  validDay: day('2025-03-31'),
  firstDay: day('2025-03-01'),
  lastDay: day('2025-03-31'),
  sendingDate: day('2025-03-31'),
  form,
  decidedOn: day('2025-03-03'),
  notifiedOn: day('2025-03-14'),
  recoveryType: null,
  recovered: null,
  gross,
  net: cents(78_852),
  articles: [
    {
      ...article,
      gross,
      net: cents(78_852),
      components: [
        {
          code: 'baseShare',
          rate: rate('0.6'),
          anchor: 'countYear',
          anchorDate: day('2025-01-01'),
          base: gross,
          exact: exactPortion(gross, rate('0.6')),
          amount: cents(78_852),
          rule: shareRule,
          provisional: true,
        },
      ],
    },
  ],
  segments: [
    {
      firstDay: day('2025-03-01'),
      lastDay: day('2025-03-31'),
      days: 31,
      daysInMonth: 31,
      decisionFrom: day('2025-03-01'),
      category: 2,
      monthAmount: gross,
      yearAmount: null,
      resourcesYear: cents(0),
      fullMonth: gross,
      granted: gross,
      exact: exactPart(gross, 31, 31),
      rules: [amountRule],
      provisional: false,
    },
  ],
  lost: [],
  claimedMonth: null,
  beneficiaries,
  differences: [{ ...article, gross, net: cents(78_852) }],
  provisional: true,
  policies: [{ name: 'proration', version: 1, value: 'calendarDay' }],
  ruleCode: 'ris-line@1',
};

const dossierSamples: Sample<DossierEvent> = {
  DossierOpened: {
    dossierId: dossier,
    scheme: 'RIS',
    cpasId: cpas,
    openedByNis: nisCode('73006'),
    fileNumber: fileNumber('0012-A'),
  },
  DecisionRecorded: {
    dossierId: dossier,
    form,
    effectiveFrom: day('2025-03-01'),
    decidedOn: day('2025-03-03'),
    notifiedOn: day('2025-03-14'),
    category: 2,
    resourcesYear: cents(0),
    foreignersRegister: null,
    formerlyHomeless: null,
    piis: { from: day('2025-03-01'), to: day('2026-02-28') },
    claimedMonth: gross,
    beneficiaries,
    replaces: false,
  },
  RequestRefused: {
    dossierId: dossier,
    form: { ...form, formReference: 'C-2025-000002' },
    effectiveFrom: day('2025-03-01'),
    decidedOn: day('2025-03-03'),
    beneficiaries,
  },
  DecisionWithdrawn: {
    dossierId: dossier,
    form: { ...form, formReference: 'C-2025-000003' },
    effectiveFrom: day('2025-04-01'),
    decidedOn: day('2025-03-20'),
  },
  FormCRegularized: {
    dossierId: dossier,
    form: { ...form, formReference: 'C-2025-000004' },
    of: 'withdrawal',
    regularizes: day('2025-04-01'),
    effectiveFrom: null,
    decidedOn: day('2025-03-24'),
  },
  LineDetermined: lineDetermined,
};

const submissionSamples: Sample<SubmissionEvent> = {
  SubmissionReceived: {
    submissionId: form.submissionId,
    fileHash: `l1-${'c4'.repeat(32)}`,
    format: 'ndjson',
    bytes: 48_113,
    receivedAt: form.receivedAt,
    receivedBy: alice,
  },
  SubmissionLinesRefused: {
    submissionId: form.submissionId,
    chunk: 1,
    lines: [
      {
        line: 4,
        formReference: 'B-2025-000004',
        code: 'nisCodeNotValid',
        field: 'senderNis',
        rule: 'not valid in 2025-03',
      },
      { line: 9, formReference: null, code: 'malformed', field: null, rule: 'must be JSON' },
    ],
  },
  SubmissionCompleted: {
    submissionId: form.submissionId,
    lines: 120,
    accepted: 100,
    unchanged: 18,
    refused: 2,
    outcomeList: `l1-${'d5'.repeat(32)}`,
  },
};

const runSamples: Sample<StatementRunEvent> = {
  StatementRunProposed: {
    month,
    sentThrough: day('2025-02-28'),
    due: { asOfSequence: 480_000, items: 163_412, net: cents(9_812_345_678), payable: cents(9_812_400_000) },
    proposalId: 'run-1',
    proposedBy: alice,
  },
  StatementRunStarted: {
    month,
    sentThrough: day('2025-02-28'),
    issuedOn: day('2025-03-02'),
    proposalId: 'run-1',
    confirmedBy: bruno,
  },
  StatementRunCompleted: {
    month,
    cut: 4_711,
    statements: 565,
    items: 9_876,
    net: cents(123_456_789),
    payable: cents(123_500_000),
  },
};

const redeterminationSamples: Sample<RedeterminationEvent> = {
  RedeterminationProposed: {
    redeterminationId: 'redetermination-1',
    scheme: 'RIS',
    basis: 'rules',
    ruleIds: ['ris.rate.piis'],
    cpasIds: [cpas],
    from: month,
    to: null,
    ruleSequence: 8_123,
    proposedOn: day('2025-06-02'),
    totals: [
      {
        cpasId: cpas,
        scheme: 'RIS',
        lines: 3,
        grossBefore: cents(394_260),
        grossAfter: cents(394_260),
        netBefore: cents(275_982),
        netAfter: cents(295_695),
        refused: [{ code: 'shareMissing', months: 1 }],
        digest: 'a1'.repeat(32),
      },
    ],
    digest: 'b2'.repeat(32),
    proposedBy: alice,
  },
  RedeterminationApproved: {
    redeterminationId: 'redetermination-1',
    digest: 'b2'.repeat(32),
    approvedBy: bruno,
  },
  RedeterminationWithdrawn: { redeterminationId: 'redetermination-1', withdrawnBy: alice },
  RedeterminationCompleted: {
    redeterminationId: 'redetermination-1',
    lines: 2,
    gross: cents(0),
    net: cents(13_142),
    overtaken: 1,
    refused: [{ code: 'shareMissing', months: 1 }],
  },
};

const statementsSamples: Sample<StatementsEvent> = {
  StatementIssued: {
    cpasId: cpas,
    number: 3,
    month,
    cut: 4_711,
    sentThrough: day('2025-02-28'),
    issuedOn: day('2025-03-02'),
    funds: [
      {
        fund: 'federal',
        opening: cents(-5_000),
        movements: cents(78_852),
        payable: cents(73_852),
        closing: cents(0),
      },
    ],
    movements: [
      {
        fund: 'federal',
        scheme: 'RIS',
        law: 1,
        ...article,
        lineType: 1,
        referenceYear: 2025,
        budgetYear: 2025,
        gross,
        net: cents(78_852),
        items: 1,
      },
    ],
    itemCount: 1,
    itemRoot: 'e6'.repeat(32),
    policies: [{ name: 'negativeStatement', version: 1, value: 'carriedForward' }],
  },
};

/** Data of a sample of every fact that this release writes, by its name in memory. */
export const eventSamples: Readonly<Record<string, object>> = {
  ...logSamples,
  ...mandateSamples,
  ...partySamples,
  ...shareSamples,
  ...rulebookSamples,
  ...dossierSamples,
  ...submissionSamples,
  ...redeterminationSamples,
  ...runSamples,
  ...statementsSamples,
};
