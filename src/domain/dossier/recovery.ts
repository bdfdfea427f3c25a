import { ZERO, cents, minus, sum } from '../money.js';
import type { Cents } from '../money.js';
import type { PolicyUse } from '../policy.js';
import type { Rules } from '../rules.js';
import { same } from '../same.js';
import { firstDayOf, lastDayOf } from '../time.js';
import type { YearMonth } from '../time.js';
import { articleAmounts, differencesOf } from './article.js';
import type { TakenBack, TermAmount } from './article.js';
import type { Beneficiary, ComponentCode, LineDetermined, RecoveryType } from './events.js';
import { sameAmounts } from './grant-runs.js';
import { fixedParts } from './line.js';
import type { Cause } from './line.js';
import {
  OWNER_OF_MONTH,
  PolicyNotes,
  RECOVERY_BEFORE_LOG,
  RECOVERY_FOLLOWS_LINE,
  RECOVERY_ROUNDING,
  RECOVERY_WITHOUT_PIIS,
} from './policies.js';
import { ownerOfMonth, policyOf, rateTerm, shareTerm } from './rule-terms.js';
import type { ArticleTerm } from './rule-terms.js';
import type { HeldArticle, HeldRecovery, OpenDossier } from './state.js';
import { decisionOf } from './timeline.js';

/** What a form D says, under its key. */
export interface RecoveryClaim {
  readonly referenceMonth: YearMonth;
  readonly bookingMonth: YearMonth;
  readonly number: number;
  readonly recoveryType: RecoveryType;
  readonly recovered: Cents;
  readonly beneficiaries: readonly Beneficiary[];
}

/** A part of the integration income of a month from which can be recovered: at which term, and how much at most. */
export interface RecoverableTerm {
  readonly term: ArticleTerm;
  /** Null where this log does not know what was granted: the month was settled before it began. */
  readonly granted: Cents | null;
}

/** The kind of money that each type of form D recovers. */
export const CODE_OF_TYPE: Readonly<Record<RecoveryType, ComponentCode>> = {
  '01': 'baseShare',
  '05': 'foreignersRegister',
  '06': 'formerlyHomeless',
};

/** What a determined month grants, by term. The 10 % of a project is not taken back (`recoveryWithoutPiis@1`). */
export const recoverableOf = (articles: readonly HeldArticle[]): readonly RecoverableTerm[] =>
  articles.flatMap(({ budgetArticle, basicAllocation, terms }) =>
    terms
      .filter((term) => term.code !== 'piis')
      .map(({ base, ...term }) => ({ term: { ...term, budgetArticle, basicAllocation }, granted: base })),
  );

/** The term of a month from before the log: the confirmed share of that year, or the full rate that its type names. */
export function recoverableBeforeLog(
  rules: Rules,
  dossier: OpenDossier,
  claim: RecoveryClaim,
): readonly RecoverableTerm[] {
  const code = CODE_OF_TYPE[claim.recoveryType];
  const month = claim.referenceMonth;
  const isShare = code === 'baseShare' || code === 'piis';
  const term = isShare
    ? shareTerm(rules, ownerOfMonth(rules, dossier.cpasId, month), month)
    : rateTerm(rules, code, month);
  return [{ term, granted: null }];
}

/**
 * The next versions of all recoveries of one month, in the order of their keys: a claim takes first from the term of its type,
 * then from the others, and never more than the month still grants; in cents it takes what the sum of all up to it adds, so that
 * a month taken back in instalments comes to zero. Claims that come out as they are held give nothing.
 */
export function recoveryLines(
  claims: readonly RecoveryClaim[],
  recoverable: readonly RecoverableTerm[],
  context: {
    readonly dossier: OpenDossier;
    readonly rules: Rules;
    readonly cause: Cause;
    readonly beforeLog: boolean;
  },
): readonly LineDetermined[] {
  const left = new Map(recoverable.map((one) => [one, one.granted]));
  const before: TermAmount[] = [];
  return claims.toSorted(byKey).flatMap((claim) => {
    const taken = { amounts: take(claim, left), before: [...before] };
    before.push(...taken.amounts.filter((one) => one.gross !== ZERO));
    const held = context.dossier.recoveries.find((one) => isSameKey(one, claim));
    if (held === undefined && claim.recovered === ZERO) return [];
    const line = recoveryLine(claim, taken, { ...context, held });
    return held && isSame(held, line) ? [] : [line];
  });
}

/** What a claim takes from each term; lowers what is left for the claims after it. */
function take(claim: RecoveryClaim, left: Map<RecoverableTerm, Cents | null>): readonly TermAmount[] {
  const ownFirst = [...left.keys()].toSorted(
    (a, b) => Number(isOfType(b, claim)) - Number(isOfType(a, claim)),
  );
  let wanted = claim.recovered;
  return ownFirst.map((one) => {
    const available = left.get(one) ?? wanted;
    const gross = cents(Math.min(wanted, available));
    wanted = minus(wanted, gross);
    if (one.granted !== null) left.set(one, minus(available, gross));
    return { term: one.term, gross, windowFrom: null };
  });
}

const isOfType = (one: RecoverableTerm, claim: RecoveryClaim): boolean =>
  one.term.code === CODE_OF_TYPE[claim.recoveryType];

function recoveryLine(
  claim: RecoveryClaim,
  taken: TakenBack & { readonly amounts: readonly TermAmount[] },
  context: {
    readonly dossier: OpenDossier;
    readonly rules: Rules;
    readonly cause: Cause;
    readonly beforeLog: boolean;
    readonly held: HeldRecovery | undefined;
  },
): LineDetermined {
  const { dossier, rules, cause, held } = context;
  const { referenceMonth, bookingMonth, number, recoveryType, recovered } = claim;
  const articles = articleAmounts(taken.amounts, referenceMonth, taken);
  const gross = sum(articles.map((article) => article.gross));
  const replacesVersion = held?.version ?? 0;
  const standing = decisionOf(dossier.timeline, referenceMonth)?.beneficiaries ?? [];
  return {
    type: 'LineDetermined',
    data: {
      ...fixedParts(dossier, referenceMonth, { cause, replacesVersion }),
      cpasId: ownerOfMonth(rules, dossier.cpasId, referenceMonth),
      line: { kind: 'recovery', referenceMonth, bookingMonth, number },
      version: replacesVersion + 1,
      replacesVersion,
      firstDay: gross === ZERO ? null : firstDayOf(referenceMonth),
      lastDay: gross === ZERO ? null : lastDayOf(referenceMonth),
      recoveryType,
      recovered,
      gross,
      net: sum(articles.map((article) => article.net)),
      articles,
      segments: [],
      lost: [],
      claimedMonth: null,
      beneficiaries: claim.beneficiaries.length > 0 ? claim.beneficiaries : standing,
      differences: differencesOf(held?.articles ?? [], articles),
      provisional: articles.some((article) => article.components.some((one) => one.provisional)),
      policies: policiesOf(claim, gross, { ...context, articles, isFirst: taken.before.length === 0 }),
    },
  };
}

function policiesOf(
  claim: RecoveryClaim,
  gross: Cents,
  context: {
    readonly rules: Rules;
    readonly beforeLog: boolean;
    readonly articles: LineDetermined['data']['articles'];
    /** Of the recoveries of its month, in the order of their keys. */
    readonly isFirst: boolean;
  },
): readonly PolicyUse[] {
  const notes = new PolicyNotes();
  notes.add(
    policyOf(context.rules, 'shareRounding', claim.referenceMonth),
    OWNER_OF_MONTH,
    RECOVERY_WITHOUT_PIIS,
  );
  if (!context.isFirst) notes.add(RECOVERY_ROUNDING);
  if (context.beforeLog) notes.add(RECOVERY_BEFORE_LOG);
  const ownOnly = context.articles.every((article) =>
    article.components.every((one) => one.code === CODE_OF_TYPE[claim.recoveryType]),
  );
  if (!ownOnly || -gross !== claim.recovered) notes.add(RECOVERY_FOLLOWS_LINE);
  return notes.all();
}

type RecoveryKey = Pick<RecoveryClaim, 'referenceMonth' | 'bookingMonth' | 'number'>;

export const isSameKey = (a: RecoveryKey, b: RecoveryKey): boolean =>
  a.referenceMonth === b.referenceMonth && a.bookingMonth === b.bookingMonth && a.number === b.number;

export function byKey(a: RecoveryKey, b: RecoveryKey): number {
  const [left, right] = [`${a.referenceMonth} ${a.bookingMonth}`, `${b.referenceMonth} ${b.bookingMonth}`];
  return left === right ? a.number - b.number : left < right ? -1 : 1;
}

const isSame = (held: HeldRecovery, { data }: LineDetermined): boolean =>
  held.recoveryType === data.recoveryType &&
  held.recovered === data.recovered &&
  same(held.beneficiaries, data.beneficiaries) &&
  sameAmounts(held.articles, data.articles);
