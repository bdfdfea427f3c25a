import { unreachable } from '../../domain/decider.js';
import type {
  ArticleAmount,
  Beneficiary,
  Component,
  DossierEvent,
  FormReference,
  LineDetermined,
  LineKey,
  RuleUse,
  Segment,
  Window,
} from '../../domain/dossier/events.js';
import { lineKeyText } from '../../domain/statements/item.js';
import { partyReference } from './parties.view.js';
import type { Sight } from './parties.view.js';

/** The share of a CPAS is no parameter of the rulebook: it has its own resource. */
const SHARE = 'ris.share';

export type DecisionEvent = Exclude<DossierEvent, { type: 'DossierOpened' | 'LineDetermined' }>;

/** What a form B or C decided. */
export function decisionView(event: DecisionEvent, sight: Sight) {
  const { form, decidedOn } = event.data;
  const base = { form: formView(form, sight), decisionDate: decidedOn };
  switch (event.type) {
    case 'DecisionRecorded':
      return { kindCode: 'decision', ...base, ...grantView(event.data), replaces: event.data.replaces };
    case 'RequestRefused': {
      const { effectiveFrom, beneficiaries } = event.data;
      const effectiveDate = effectiveFrom;
      return {
        kindCode: 'refusal',
        ...base,
        effectiveDate,
        beneficiaries: beneficiaries.map(beneficiaryView),
      };
    }
    case 'DecisionWithdrawn':
      return { kindCode: 'withdrawal', ...base, effectiveDate: event.data.effectiveFrom };
    case 'FormCRegularized': {
      const { of, regularizes, effectiveFrom } = event.data;
      return {
        kindCode: `${of}Regularized`,
        ...base,
        ...(effectiveFrom !== null && { effectiveDate: effectiveFrom }),
        regularizedDate: regularizes,
      };
    }
    default:
      return unreachable(event);
  }
}

/** What a decision grants: of a form B, or of one that stands. */
export interface Granted {
  readonly effectiveFrom: string;
  readonly notifiedOn: string;
  readonly category: number;
  readonly resourcesYear: number;
  readonly foreignersRegister: Window | null;
  readonly formerlyHomeless: Window | null;
  readonly piis: Window | null;
  readonly claimedMonth: number | null;
  readonly beneficiaries: readonly Beneficiary[];
}

export const grantView = (granted: Granted) => ({
  effectiveDate: granted.effectiveFrom,
  notificationDate: granted.notifiedOn,
  category: granted.category,
  yearlyResources: granted.resourcesYear,
  ...(granted.foreignersRegister && { foreignersRegister: windowView(granted.foreignersRegister) }),
  ...(granted.formerlyHomeless && { formerlyHomeless: windowView(granted.formerlyHomeless) }),
  ...(granted.piis && { individualIntegrationProject: windowView(granted.piis) }),
  ...(granted.claimedMonth !== null && { claimedMonthlyAmount: granted.claimedMonth }),
  beneficiaries: granted.beneficiaries.map(beneficiaryView),
});

const windowView = ({ from, to }: Window) => ({ startDate: from, ...(to !== null && { endDate: to }) });

const beneficiaryView = ({ pseudonym, role }: Beneficiary) => ({ pseudonym, roleCode: role });

/** The form that something came from; that of a simulation is of no submission. */
export function formView(form: FormReference, sight: Sight) {
  const { submissionId, line, formReference, senderId, receivedAt, sendingDate } = form;
  const isReal = submissionId !== 'assessment';
  return {
    submission: {
      id: submissionId,
      ...(isReal && { href: sight.links.to(`submissions/${submissionId}`) }),
    },
    line,
    formReference,
    sender: partyReference(senderId, sight),
    receivedAt,
    sendingDate,
  };
}

export const lineIdentity = (line: LineKey) => ({
  key: lineKeyText(line),
  kindCode: line.kind,
  referenceMonth: line.referenceMonth,
  ...(line.kind === 'recovery' && { bookingMonth: line.bookingMonth, bookingNumber: line.number }),
});

/** A version of a line with all that it used. */
export function determinationView(data: LineDetermined['data'], sight: Sight) {
  return {
    cpas: partyReference(data.cpasId, sight),
    fundCode: data.fund,
    schemeCode: data.scheme,
    lawCode: data.law,
    line: lineIdentity(data.line),
    version: data.version,
    replacesVersion: data.replacesVersion,
    causeCode: data.cause,
    validDate: data.validDay,
    ...(data.firstDay !== null && { startDate: data.firstDay }),
    ...(data.lastDay !== null && { endDate: data.lastDay }),
    sendingDate: data.sendingDate,
    form: formView(data.form, sight),
    ...(data.decidedOn !== null && { decisionDate: data.decidedOn }),
    notificationDate: data.notifiedOn,
    ...(data.recoveryType !== null && { recoveryTypeCode: data.recoveryType }),
    ...(data.recovered !== null && { recoveredAmount: data.recovered }),
    gross: data.gross,
    net: data.net,
    articles: data.articles.map((article) => articleView(article, data.scheme, sight)),
    segments: data.segments.map((segment) => segmentView(segment, data.scheme, sight)),
    lostDays: data.lost.map((lost) => ({
      startDate: lost.firstDay,
      endDate: lost.lastDay,
      gross: lost.gross,
      decisionDate: lost.decidedOn,
      limitDate: lost.limitDay,
      notificationDate: lost.notifiedOn,
      legalReference: lost.legalReference,
    })),
    ...(data.claimedMonth !== null && { claimedMonthlyAmount: data.claimedMonth }),
    beneficiaries: data.beneficiaries.map(beneficiaryView),
    differences: differencesView(data),
    provisional: data.provisional,
    policies: data.policies,
    ruleVersion: data.ruleCode,
  };
}

export const differencesView = ({ differences }: Pick<LineDetermined['data'], 'differences'>) =>
  differences.map(({ budgetArticle, basicAllocation, gross, net }) => ({
    budgetArticleCode: budgetArticle,
    basicAllocationCode: basicAllocation,
    gross,
    net,
  }));

const articleView = (article: ArticleAmount, scheme: string, sight: Sight) => ({
  budgetArticleCode: article.budgetArticle,
  basicAllocationCode: article.basicAllocation,
  gross: article.gross,
  net: article.net,
  components: article.components.map((component) => componentView(component, scheme, sight)),
});

const componentView = (component: Component, scheme: string, sight: Sight) => ({
  componentCode: component.code,
  rate: component.rate,
  anchorCode: component.anchor,
  anchorDate: component.anchorDate,
  base: component.base,
  exactAmount: component.exact,
  amount: component.amount,
  rule: ruleView(component.rule, scheme, sight),
  provisional: component.provisional,
});

const segmentView = (segment: Segment, scheme: string, sight: Sight) => ({
  startDate: segment.firstDay,
  endDate: segment.lastDay,
  days: segment.days,
  daysInMonth: segment.daysInMonth,
  effectiveDate: segment.decisionFrom,
  category: segment.category,
  monthAmount: segment.monthAmount,
  ...(segment.yearAmount !== null && { yearAmount: segment.yearAmount }),
  yearlyResources: segment.resourcesYear,
  fullMonthAmount: segment.fullMonth,
  grantedAmount: segment.granted,
  exactAmount: segment.exact,
  rules: segment.rules.map((rule) => ruleView(rule, scheme, sight)),
  provisional: segment.provisional,
});

const ruleView = (
  { ruleId, sequence, validFrom, legalReference }: RuleUse,
  scheme: string,
  sight: Sight,
) => ({
  parameterId: ruleId,
  ...(ruleId !== SHARE && { href: sight.links.to(`rulebooks/${scheme}/parameters/${ruleId}`) }),
  sequence,
  ...(validFrom !== null && { startDate: validFrom }),
  legalReference,
});
