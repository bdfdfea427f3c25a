import type { DomainEvent, Recorded } from '../../src/domain/decider.js';
import type {
  ArticleAmount,
  Component,
  DecisionRecorded,
  LineDetermined,
  LineKey,
} from '../../src/domain/dossier/events.js';
import { dossierId, fileNumber, nisCode, officialId, partyId } from '../../src/domain/ids.js';
import type { DossierId, OfficialId, PartyId, Pseudonym } from '../../src/domain/ids.js';
import { cents, exactPart, exactPortion, portion, rate, sum } from '../../src/domain/money.js';
import type { Cents } from '../../src/domain/money.js';
import { lineKeyText } from '../../src/domain/statements/item.js';
import { statements } from '../../src/domain/statements/statements.js';
import type { IssueStatement, StatementsState } from '../../src/domain/statements/statements.js';
import type { StatementIssued } from '../../src/domain/statements/events.js';
import {
  brusselsDay,
  day,
  firstDayOf,
  instant,
  lastDayOf,
  later,
  monthOf,
  yearMonth,
} from '../../src/domain/time.js';
import type { Day } from '../../src/domain/time.js';
import { LOG_STREAM } from '../../src/domain/log-opened.js';
import { LOG_OPENED, metadata } from './facts.js';

/** Facts as a log would hold them, one after the other, for tests of read models: builders of plausible facts of every kind. */
export interface History {
  readonly facts: readonly Recorded[];
  readonly head: number;
  /** Moves the clock; every fact from here on carries this stamp. */
  at(moment: string): void;
  add<Event extends DomainEvent>(stream: string, event: Event, options?: AddOptions): Recorded<Event>;
  cpas(id: string, options?: CpasOptions): PartyId;
  succeed(predecessor: string, successor: string, effectiveOn: string): void;
  open(id: string, cpas: string, file?: string): DossierId;
  /** Form B of category 2, decided on the day from which it holds. */
  decide(id: string, from: string, helped?: Pseudonym): Recorded<DecisionRecorded>;
  determine(line: LineSample): Recorded<LineDetermined>;
  start(month: string, sentThrough: string, issuedOn: string): number;
  issue(command: IssueStatement): Recorded<StatementIssued>;
}

export interface AddOptions {
  readonly knownThrough?: number;
  readonly by?: string;
  readonly commandId?: string;
}

export interface CpasOptions {
  readonly nis?: string;
  readonly region?: string;
  readonly from?: string;
}

/** A version of a line; `grosses` by budget article, each reimbursed at the rate given. Amounts of recoveries are negative. */
export interface LineSample extends AddOptions {
  readonly dossier: string;
  readonly month: string;
  readonly grosses: Readonly<Record<string, number>>;
  readonly rate?: string;
  readonly recovery?: { readonly bookingMonth: string; readonly number: number };
  /** Sending date of the form; the month's last day where not given. */
  readonly sent?: string;
  readonly form?: string;
  readonly lost?: number;
  readonly pseudonym?: Pseudonym;
  /** The version that it replaces, where the history does not remember it. */
  readonly before?: { readonly version: number; readonly grosses: Readonly<Record<string, number>> };
}

/** A pseudonym is made by the intake from a national number and a key; a test has neither. */
export const PSEUDONYM = `k1:${'ab'.repeat(32)}` as Pseudonym;

const ALLOCATION: Readonly<Record<string, string>> = { '101': '44.55.11.43.52.01' };

export interface HistoryOptions {
  readonly openedAt?: string;
  /** Facts go there and are not kept, and no version of a line is remembered: for histories that do not fit in memory. */
  readonly sink?: (fact: Recorded) => void;
}

/** Begins with `LogOpened`. */
export function history(options: HistoryOptions = {}): History {
  const facts: Recorded[] = [];
  const issued = new Map<string, StatementsState>();
  let head = 0;
  const revisions = new Map<string, number>();
  const openers = new Map<string, PartyId>();
  const versions = new Map<
    string,
    { readonly version: number; readonly articles: readonly ArticleAmount[] }
  >();
  const clock = { now: options.openedAt ?? '2024-11-20T09:00:00.000Z' };

  const add = <Event extends DomainEvent>(
    stream: string,
    event: Event,
    use: AddOptions = {},
  ): Recorded<Event> => {
    const sequence = (head += 1);
    const revision = (revisions.get(stream) ?? -1) + 1;
    revisions.set(stream, revision);
    const base = metadata(clock.now);
    const meta = {
      ...base,
      actor: { ...base.actor, subject: use.by ?? base.actor.subject },
      commandId: use.commandId ?? `command-${sequence}`,
      knownThrough: use.knownThrough ?? sequence - 1,
    };
    const fact: Recorded<Event> = { ...event, sequence, stream, revision, id: `event-${sequence}`, meta };
    if (options.sink) options.sink(fact);
    else facts.push(fact);
    return fact;
  };

  add(LOG_STREAM, LOG_OPENED);
  return {
    facts,
    get head() {
      return head;
    },
    at(moment) {
      clock.now = instant(moment);
    },
    add,
    cpas(id, party = {}) {
      add(`party-${id}`, registered(id, party));
      return partyId(id);
    },
    succeed(predecessor, successor, effectiveOn) {
      add(`party-${predecessor}`, {
        type: 'PartySucceeded',
        data: {
          partyId: partyId(predecessor),
          successorId: partyId(successor),
          effectiveOn: day(effectiveOn),
          mode: 'newEntity',
          source: 'test',
          proposalId: `succession-${predecessor}`,
          confirmedBy: REGISTRAR,
        },
      });
    },
    open(id, cpas, file = id.replace(/-/g, '').slice(-11)) {
      openers.set(id, partyId(cpas));
      const dossier = dossierId(id);
      add(`dossier-${id}`, {
        type: 'DossierOpened',
        data: {
          dossierId: dossier,
          scheme: 'RIS',
          cpasId: partyId(cpas),
          openedByNis: nisCode('21004'),
          fileNumber: fileNumber(file),
        },
      });
      return dossier;
    },
    decide(id, from, helped = PSEUDONYM) {
      const effectiveFrom = day(from);
      return add(`dossier-${id}`, {
        type: 'DecisionRecorded',
        data: {
          dossierId: dossierId(id),
          form: {
            submissionId: '5f1d7a52-4b0e-5c0d-9a3e-0123456789ab',
            line: 1,
            formReference: `form-${id}`,
            senderId: openers.get(id) ?? partyId('nobody'),
            receivedAt: instant(clock.now),
            sendingDate: brusselsDay(instant(clock.now)),
          },
          effectiveFrom,
          decidedOn: effectiveFrom,
          notifiedOn: brusselsDay(instant(clock.now)),
          category: 2,
          resourcesYear: cents(120_000),
          foreignersRegister: null,
          formerlyHomeless: null,
          piis: null,
          claimedMonth: null,
          beneficiaries: [{ pseudonym: helped, role: 'main' }],
          replaces: false,
        },
      });
    },
    determine(sample) {
      const cpasId = openers.get(sample.dossier);
      if (cpasId === undefined) throw new Error(`open dossier ${sample.dossier} first`);
      const key = `${sample.dossier} ${lineKeyText(keyOf(sample))}`;
      const before = sample.before ? versionOf(sample) : (versions.get(key) ?? { version: 0, articles: [] });
      const event = determined({ sample, cpasId, before, receivedAt: clock.now });
      if (!options.sink) {
        versions.set(key, { version: event.data.version, articles: event.data.articles });
      }
      return add(`dossier-${sample.dossier}`, event, sample);
    },
    start(month, sentThrough, issuedOn) {
      return add(`statementRun-${month}`, {
        type: 'StatementRunStarted',
        data: {
          month: yearMonth(month),
          sentThrough: day(sentThrough),
          issuedOn: day(issuedOn),
          proposalId: `run-${month}`,
          confirmedBy: REGISTRAR,
        },
      }).sequence;
    },
    issue(command) {
      const stream = statements.streamOf(command);
      const state = issued.get(stream) ?? statements.initial;
      // The decider of statements looks nothing up.
      const [event] = statements.decide(command, state, undefined as never);
      if (event === undefined) throw new Error('the statement was issued before');
      issued.set(stream, statements.evolve(state, event));
      return add(stream, event);
    },
  };
}

const REGISTRAR: OfficialId = officialId('alice');

const registered = (id: string, { nis, region, from }: CpasOptions): DomainEvent => ({
  type: 'PartyRegistered',
  data: {
    partyId: partyId(id),
    kind: 'cpas',
    names: { fr: `CPAS ${id}`, nl: `OCMW ${id}`, de: `ÖSHZ ${id}` },
    language: 'F',
    regionNis: nisCode(region ?? '04000'),
    nisCode: nisCode(nis ?? '21004'),
    enterpriseNumber: null,
    validFrom: day(from ?? '2019-01-01'),
    formerNisCodes: [],
    source: 'test',
    registeredBy: REGISTRAR,
  },
});

const keyOf = ({ month, recovery }: LineSample): LineKey =>
  recovery === undefined
    ? { kind: 'grant', referenceMonth: yearMonth(month) }
    : {
        kind: 'recovery',
        referenceMonth: yearMonth(month),
        bookingMonth: yearMonth(recovery.bookingMonth),
        number: recovery.number,
      };

const articlesOf = (grosses: LineSample['grosses'], sample: LineSample): readonly ArticleAmount[] =>
  Object.entries(grosses).map(([code, gross]) =>
    articleOf({
      code,
      gross: cents(gross),
      share: sample.rate ?? '0.55',
      validDay: lastDayOf(yearMonth(sample.month)),
    }),
  );

const versionOf = (sample: LineSample): Determination['before'] => ({
  version: sample.before?.version ?? 0,
  articles: articlesOf(sample.before?.grosses ?? {}, sample),
});

interface Determination {
  readonly sample: LineSample;
  readonly cpasId: PartyId;
  readonly before: { readonly version: number; readonly articles: readonly ArticleAmount[] };
  readonly receivedAt: string;
}

function determined({ sample, cpasId, before, receivedAt }: Determination): LineDetermined {
  const line = keyOf(sample);
  const validDay = lastDayOf(line.referenceMonth);
  const articles = articlesOf(sample.grosses, sample);
  const sendingDate = sample.sent === undefined ? validDay : day(sample.sent);
  const [first] = articles;
  return {
    type: 'LineDetermined',
    data: {
      dossierId: dossierId(sample.dossier),
      cpasId,
      fund: 'federal',
      scheme: 'RIS',
      law: 1,
      line,
      version: before.version + 1,
      replacesVersion: before.version,
      cause: line.kind === 'recovery' ? 'recovery' : sample.sent === undefined ? 'due' : 'decision',
      validDay,
      firstDay: first ? day(`${line.referenceMonth}-01`) : null,
      lastDay: first ? validDay : null,
      sendingDate: later(validDay, sendingDate),
      form: {
        submissionId: 'submission-1',
        line: 1,
        formReference: sample.form ?? `form-${sample.dossier}`,
        senderId: cpasId,
        receivedAt: instant(receivedAt),
        sendingDate,
      },
      decidedOn: day(`${line.referenceMonth}-01`),
      notifiedOn: brusselsDay(instant(receivedAt)),
      recoveryType: line.kind === 'recovery' ? '01' : null,
      recovered: line.kind === 'recovery' ? cents(-(first?.gross ?? 0)) : null,
      gross: first?.gross ?? cents(0),
      net: sum(articles.map((article) => article.net)),
      articles,
      segments: segmentsOf(articles, validDay),
      lost: sample.lost === undefined ? [] : [lostDays(cents(sample.lost), validDay)],
      claimedMonth: null,
      beneficiaries: [{ pseudonym: sample.pseudonym ?? PSEUDONYM, role: 'main' }],
      differences: differences(before.articles, articles),
      provisional: false,
      policies: [{ name: 'proration', version: 1, value: 'calendarDay' }],
      ruleCode: 'ris-line@1',
    },
  };
}

interface ArticleSample {
  readonly code: string;
  readonly gross: Cents;
  readonly share: string;
  readonly validDay: Day;
}

function articleOf({ code, gross, share, validDay }: ArticleSample): ArticleAmount {
  const net = portion(gross, rate(share));
  const component: Component = {
    code: 'baseShare',
    rate: rate(share),
    anchor: 'countYear',
    anchorDate: validDay,
    base: gross,
    exact: exactPortion(gross, rate(share)),
    amount: net,
    rule: {
      ruleId: 'ris.share',
      sequence: 1,
      validFrom: null,
      legalReference: 'law of 26 May 2002, art. 32',
    },
    provisional: false,
  };
  return {
    budgetArticle: code,
    basicAllocation: ALLOCATION[code] ?? `${code}:unconfirmed`,
    gross,
    net,
    components: [component],
  };
}

/** The whole month under one decision. */
const segmentsOf = ([first]: readonly ArticleAmount[], lastDay: Day): LineDetermined['data']['segments'] =>
  first === undefined
    ? []
    : [
        {
          firstDay: firstDayOf(monthOf(lastDay)),
          lastDay,
          days: Number(lastDay.slice(8)),
          daysInMonth: Number(lastDay.slice(8)),
          decisionFrom: day('2024-12-01'),
          category: 2,
          monthAmount: first.gross,
          yearAmount: cents(first.gross * 12),
          resourcesYear: cents(0),
          fullMonth: first.gross,
          granted: first.gross,
          exact: exactPart(first.gross, 1, 1),
          rules: [
            {
              ruleId: 'ris.amount',
              sequence: 1,
              validFrom: day('2024-05-01'),
              legalReference: 'RD 3 Sept. 2004',
            },
          ],
          provisional: false,
        },
      ];

const lostDays = (gross: Cents, lastDay: Day): LineDetermined['data']['lost'][number] => ({
  firstDay: lastDay,
  lastDay,
  gross,
  decidedOn: lastDay,
  limitDay: lastDay,
  notifiedOn: lastDay,
  legalReference: 'law of 26 May 2002, art. 21 §6',
});

function differences(
  before: readonly ArticleAmount[],
  after: readonly ArticleAmount[],
): LineDetermined['data']['differences'] {
  const codes = [...new Set([...before, ...after].map((article) => article.budgetArticle))].sort();
  return codes.flatMap((budgetArticle) => {
    const [old, next] = [before, after].map((list) =>
      list.find((one) => one.budgetArticle === budgetArticle),
    );
    const gross = cents((next?.gross ?? 0) - (old?.gross ?? 0));
    const net = cents((next?.net ?? 0) - (old?.net ?? 0));
    const basicAllocation = (next ?? old)?.basicAllocation ?? '';
    return gross === 0 && net === 0 ? [] : [{ budgetArticle, basicAllocation, gross, net }];
  });
}
