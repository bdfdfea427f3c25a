import type { DomainEvent } from '../../src/domain/decider.js';
import type {
  DetermineDue,
  RecordDecision,
  RecordFormC,
  RecordRecovery,
} from '../../src/domain/dossier/commands.js';
import { dossier } from '../../src/domain/dossier/dossier.js';
import type { DossierEvent, FormReference, LineDetermined, Window } from '../../src/domain/dossier/events.js';
import type { DossierState } from '../../src/domain/dossier/state.js';
import { dossierId, fileNumber, nisCode, partyId } from '../../src/domain/ids.js';
import type { PartyId, Pseudonym } from '../../src/domain/ids.js';
import { centsFromEuro, euroText, rate } from '../../src/domain/money.js';
import type { Cents } from '../../src/domain/money.js';
import type { PartyRegistered, PartySucceeded } from '../../src/domain/party/events.js';
import type { Rules } from '../../src/domain/rules.js';
import type { ShareEvent } from '../../src/domain/share/events.js';
import { day, instant, yearMonth } from '../../src/domain/time.js';
import { CLARA, DAVID, publishedReference } from './published.js';

/** A CPAS that shares at 65 %. */
export const HAM = partyId('cpas-ham');
/** A small one at 55 %, followed on 2025-01-01 by {@link NEW}. */
export const OLD = partyId('cpas-old');
/** The successor of {@link OLD}, at 70 %. */
export const NEW = partyId('cpas-new');

export const DOSSIER = dossierId('dossier-of-a-test');
export const MAIN = { pseudonym: `k1:${'0a'.repeat(32)}` as Pseudonym, role: 'main' } as const;

const registered = (id: PartyId, nis: string, validFrom: string): PartyRegistered => ({
  type: 'PartyRegistered',
  data: {
    partyId: id,
    kind: 'cpas',
    names: { fr: id, nl: id, de: id },
    language: 'N',
    regionNis: nisCode('02000'),
    nisCode: nisCode(nis),
    enterpriseNumber: null,
    validFrom: day(validFrom),
    formerNisCodes: [],
    source: 'test',
    registeredBy: CLARA,
  },
});

/** A confirmed share; a final one unless said. */
export function shareFacts(
  cpasId: PartyId,
  year: number,
  share: string,
  status: 'provisional' | 'final' = 'final',
): readonly ShareEvent[] {
  const proposalId = `${cpasId}-${year}-${share}-${status}`;
  return [
    {
      type: 'ShareDetermined',
      data: {
        cpasId,
        scheme: 'RIS',
        year,
        share: rate(share),
        status,
        basis: 'given',
        counts: [],
        countedParties: [cpasId],
        previousShare: null,
        policies: [],
        ruleCode: 'ris-share-level@1',
        legalReference: 'law of the share',
        source: 'test',
        proposalId,
        proposedBy: CLARA,
      },
    },
    { type: 'ShareConfirmed', data: { cpasId, scheme: 'RIS', year, proposalId, confirmedBy: DAVID } },
  ];
}

export const SUCCESSION: PartySucceeded = {
  type: 'PartySucceeded',
  data: {
    partyId: OLD,
    successorId: NEW,
    effectiveOn: day('2025-01-01'),
    mode: 'newEntity',
    source: 'test',
    proposalId: 'succession',
    confirmedBy: DAVID,
  },
};

const PARTIES: readonly DomainEvent[] = [
  registered(HAM, '71020', '1976-01-01'),
  registered(OLD, '46013', '1976-01-01'),
  registered(NEW, '46030', '2025-01-01'),
  SUCCESSION,
];

const SHARES: readonly DomainEvent[] = [2023, 2024, 2025, 2026].flatMap((year) => [
  ...shareFacts(HAM, year, '0.65'),
  ...(year <= 2024 ? shareFacts(OLD, year, '0.55') : shareFacts(NEW, year, '0.7')),
]);

/** The published rulebook, three CPAS and their shares of 2023 to 2026, in a log that was opened on this day. */
export function rulesOpenedOn(openedOn: string, ...more: readonly DomainEvent[]): Rules {
  const reference = publishedReference(...PARTIES, ...SHARES, ...more);
  return {
    knownThrough: reference.knownThrough,
    openedOn: day(openedOn),
    rulebook: reference.rulebook,
    parties: reference.parties,
    mandates: reference.mandates,
    share: (cpasId, year) => reference.share(cpasId, year),
    mayRedetermine: (redeterminationId) => reference.mayRedetermine(redeterminationId),
  };
}

/** Euro text as cents, so that a test reads like a statement. */
export const euro = (text: string): Cents => centsFromEuro(text);
export const window = (from: string, to: string | null = null): Window => ({
  from: day(from),
  to: to === null ? null : day(to),
});

export interface Sent {
  /** Brussels day of receipt, which is the legal sending date. */
  readonly sent?: string;
  readonly ref?: string;
  readonly sender?: PartyId;
  readonly opener?: PartyId;
  readonly by?: RecordDecision['by'];
}

export const form = (sent: string, ref = 'F1', senderId: PartyId = HAM): FormReference => ({
  submissionId: '7d9c6b1e-0000-5000-8000-000000000001',
  line: 1,
  formReference: ref,
  senderId,
  receivedAt: instant(`${sent}T09:00:00.000Z`),
  sendingDate: day(sent),
});

const common = (
  sentDefault: string,
  { sent = sentDefault, ref, sender = HAM, opener = HAM, by = CLARA }: Sent,
) => ({
  dossierId: DOSSIER,
  file: { cpasId: opener, openedByNis: nisCode('71020'), fileNumber: fileNumber('12A') },
  form: form(sent, ref, sender),
  by,
  on: day(sent),
});

export interface DecisionSample extends Sent {
  readonly from?: string;
  readonly decided?: string;
  readonly category?: 1 | 2 | 3;
  readonly resources?: string;
  readonly register?: Window | null;
  readonly homeless?: Window | null;
  readonly piis?: Window | null;
  readonly claimed?: string;
}

/** Form B: category 2 without resources from its effective date, decided on that day and sent on the next, unless said. */
export function formB(sample: DecisionSample = {}): RecordDecision {
  const from = sample.from ?? '2025-01-01';
  const decided = sample.decided ?? from;
  return {
    type: 'RecordDecision',
    ...common(decided, sample),
    effectiveFrom: day(from),
    decidedOn: day(decided),
    category: sample.category ?? 2,
    resourcesYear: euro(sample.resources ?? '0.00'),
    foreignersRegister: sample.register ?? null,
    formerlyHomeless: sample.homeless ?? null,
    piis: sample.piis ?? null,
    claimedMonth: sample.claimed === undefined ? null : euro(sample.claimed),
    beneficiaries: [MAIN],
  };
}

export const formC = (act: RecordFormC['act'], decided: string, sent: Sent = {}): RecordFormC => ({
  type: 'RecordFormC',
  ...common(decided, sent),
  decidedOn: day(decided),
  act,
});

export const withdrawal = (from: string, sent: Sent = {}): RecordFormC =>
  formC({ kind: 'withdrawal', effectiveFrom: day(from) }, from, sent);

export interface RecoverySample extends Sent {
  readonly month?: string;
  readonly booked?: string;
  readonly number?: number;
  readonly type?: '01' | '05' | '06';
  readonly amount: string;
}

export function formD({
  month = '2025-01',
  booked = '2025-03',
  number = 1,
  type = '01',
  ...rest
}: RecoverySample): RecordRecovery {
  return {
    type: 'RecordRecovery',
    ...common(`${booked}-10`, rest),
    referenceMonth: yearMonth(month),
    bookingMonth: yearMonth(booked),
    number,
    recoveryType: type,
    amount: euro(rest.amount),
    beneficiaries: [],
  };
}

/** What falls due through a month, asked on the third of the month after it unless said. */
export const due = (through: string, on?: string): DetermineDue => ({
  type: 'DetermineDue',
  dossierId: DOSSIER,
  through: yearMonth(through),
  by: CLARA,
  on: on === undefined ? day(`${nextMonth(through)}-03`) : day(on),
});

const nextMonth = (month: string): string => {
  const index = Number(month.slice(0, 4)) * 12 + Number(month.slice(5));
  return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`;
};

/** The facts after these commands, one after the other; a refusal is thrown. */
export function history(
  rules: Rules,
  ...commands: readonly Parameters<typeof dossier.decide>[0][]
): readonly DossierEvent[] {
  const events: DossierEvent[] = [];
  let state: DossierState = dossier.initial;
  for (const command of commands) {
    for (const event of dossier.decide(command, state, rules)) {
      events.push(event);
      state = dossier.evolve(state, event);
    }
  }
  return events;
}

export type Line = LineDetermined['data'];

/** The lines among some facts. */
export const linesOf = (events: readonly DossierEvent[]): readonly Line[] =>
  events.flatMap((event) => (event.type === 'LineDetermined' ? [event.data] : []));

/** Month, version, gross and net of lines, the last two by budget article: `2025-01 v1 101 1314.20 > 854.23`. */
export const summary = (line: Line): string => {
  const articles = line.articles.map(
    (one) => `${one.budgetArticle.replace(':unconfirmed', '')} ${euroText(one.gross)} > ${euroText(one.net)}`,
  );
  return [`${line.line.referenceMonth} v${line.version}`, ...articles].join(' | ');
};

export const differencesOf = (line: Line): readonly string[] =>
  line.differences.map(
    (one) => `${one.budgetArticle.replace(':unconfirmed', '')} ${euroText(one.gross)} > ${euroText(one.net)}`,
  );

export const policyNames = (line: Line): readonly string[] =>
  line.policies.map((one) => `${one.name}@${one.version}`);
