import { sum } from '../money.js';
import { lastDayOf, later } from '../time.js';
import type { Day, YearMonth } from '../time.js';
import { differencesOf } from './article.js';
import { RULE_CODE } from './determine.js';
import type { Determination } from './determine.js';
import type { ArticleAmount, FormReference, LineDetermined } from './events.js';
import { sameResult } from './grant-runs.js';
import type { GrantRun, HeldArticle, OpenDossier } from './state.js';
import { decisionOf } from './timeline.js';

type Line = LineDetermined['data'];

/** What brought a version about, and the form that it names. */
export interface Cause {
  readonly cause: Line['cause'];
  readonly form: FormReference;
  readonly decidedOn: Day | null;
  readonly notifiedOn: Day;
}

/** The version that a new one of a grant replaces, if any, and what brings it about. */
export interface Replacing {
  readonly held: GrantRun | undefined;
  /** True where the line names other beneficiaries than before: then it is a version also without a difference. */
  readonly namesOthers: boolean;
  readonly cause: Cause;
}

/** The next version of a month's grant; undefined where it would say what the current one says. */
export function grantLine(
  dossier: OpenDossier,
  month: YearMonth,
  determination: Determination,
  { held, namesOthers, cause }: Replacing,
): LineDetermined | undefined {
  const decision = decisionOf(dossier.timeline, month);
  const replacesVersion = held?.version ?? 0;
  const data: Line = {
    ...fixedParts(dossier, month, { cause, replacesVersion }),
    ...determination,
    line: { kind: 'grant', referenceMonth: month },
    version: replacesVersion + 1,
    replacesVersion,
    recoveryType: null,
    recovered: null,
    claimedMonth: decision?.claimedMonth ?? null,
    beneficiaries: decision?.beneficiaries ?? [],
    differences: differencesOf(held?.articles ?? [], determination.articles),
  };
  return held && !namesOthers && sameResult(held, heldGrant(data))
    ? undefined
    : { type: 'LineDetermined', data };
}

type FixedPart =
  | 'dossierId'
  | 'fund'
  | 'scheme'
  | 'law'
  | 'cause'
  | 'validDay'
  | 'sendingDate'
  | 'form'
  | 'decidedOn'
  | 'notifiedOn'
  | 'ruleCode';

/** What every line of the scheme says alike. A version is not sent before those that it replaces, whatever form comes when. */
export function fixedParts(
  dossier: OpenDossier,
  month: YearMonth,
  { cause, replacesVersion }: { readonly cause: Cause; readonly replacesVersion: number },
): Pick<Line, FixedPart> {
  const validDay = lastDayOf(month);
  const sent = later(validDay, cause.form.sendingDate);
  return {
    dossierId: dossier.dossierId,
    fund: 'federal',
    scheme: 'RIS',
    law: 1,
    cause: cause.cause,
    validDay,
    sendingDate: replacesVersion > 0 && dossier.lastSent !== null ? later(sent, dossier.lastSent) : sent,
    form: cause.form,
    decidedOn: cause.decidedOn,
    notifiedOn: cause.notifiedOn,
    ruleCode: RULE_CODE,
  };
}

/** What the state keeps of a version of a grant. */
export const heldGrant = (line: Line): Omit<GrantRun, 'from' | 'to'> => ({
  version: line.version,
  shown: shownOf(line),
  articles: line.articles.map(heldArticle),
});

const heldArticle = (article: ArticleAmount): HeldArticle => ({
  budgetArticle: article.budgetArticle,
  basicAllocation: article.basicAllocation,
  gross: article.gross,
  net: article.net,
  terms: article.components.map(({ code, rate, base, rule, provisional }) => ({
    code,
    rate,
    base,
    rule,
    provisional,
  })),
});

/** Paid days, categories, loss and whether provisional, such as `whole 2` or `15-31 1+2 lost 40050`. */
function shownOf(line: Line): string {
  const { firstDay, lastDay, validDay, segments, lost } = line;
  const isWhole = firstDay?.endsWith('-01') === true && lastDay === validDay;
  const days = isWhole ? 'whole' : firstDay && lastDay ? `${firstDay.slice(8)}-${lastDay.slice(8)}` : 'none';
  const categories = [...new Set(segments.map((segment) => segment.category))].join('+');
  const loss = lost.length === 0 ? '' : ` lost ${sum(lost.map((one) => one.gross))}`;
  return `${days} ${categories}${loss}${line.provisional ? ' provisional' : ''}`;
}
