import type { PartyId } from '../ids.js';
import type { PolicyUse } from '../policy.js';
import { Rejection } from '../rejection.js';
import {
  isProvisional,
  policyInForce,
  rateOf,
  rowInForce,
  useOf,
  valueOf,
  wholeOf,
} from '../rulebook/lookup.js';
import type { Rules } from '../rules.js';
import { firstDayOf, firstDayOfYear, lastDayOf, yearOf } from '../time.js';
import type { Day, YearMonth } from '../time.js';
import type { ComponentCode } from './events.js';
import type { Term } from './state.js';

const SCHEME = 'RIS';

/** A term of the rate with the budget article on which it is paid: the percentage is a property of the article. */
export interface ArticleTerm extends Term {
  readonly budgetArticle: string;
  readonly basicAllocation: string;
}

/** The confirmed share of a CPAS in the year of a month. Throws `shareMissing`. */
export function shareTerm(rules: Rules, cpasId: PartyId, month: YearMonth): ArticleTerm {
  const year = yearOf(month);
  const confirmed = rules.share(cpasId, year);
  if (confirmed === undefined) throw new Rejection('shareMissing', { cpasId, year });
  return {
    code: 'baseShare',
    rate: confirmed.share,
    rule: {
      ruleId: 'ris.share',
      sequence: confirmed.sequence,
      validFrom: firstDayOfYear(month),
      legalReference: confirmed.legalReference,
    },
    provisional: confirmed.status === 'provisional',
    ...articleOf(rules, 'baseShare', month),
  };
}

/** A rate of law in force on the first day of a month. Throws `ruleGap`. */
export function rateTerm(
  rules: Rules,
  code: Exclude<ComponentCode, 'baseShare'>,
  month: YearMonth,
): ArticleTerm {
  const on = firstDayOf(month);
  const row = rowInForce(rules.rulebook, { scheme: SCHEME, ruleId: `ris.rate.${code}`, on });
  return {
    code,
    rate: rateOf(row),
    rule: useOf(row),
    provisional: isProvisional(rules.rulebook, SCHEME, row, on),
    ...articleOf(rules, code, month),
  };
}

function articleOf(
  rules: Rules,
  code: ComponentCode,
  month: YearMonth,
): Pick<ArticleTerm, 'budgetArticle' | 'basicAllocation'> {
  const row = rowInForce(rules.rulebook, {
    scheme: SCHEME,
    ruleId: `ris.article.${code}`,
    on: firstDayOf(month),
  });
  return { budgetArticle: valueOf(row, 'budgetArticle'), basicAllocation: valueOf(row, 'basicAllocation') };
}

/** The CPAS whose share counts for a month: whoever owns the file on its last day (policy `ownerOfMonth@1`). */
export const ownerOfMonth = (rules: Rules, cpasId: PartyId, month: YearMonth): PartyId =>
  rules.parties.ownerOn(cpasId, lastDayOf(month));

/** The policy of the rulebook in force on the first day of a month. */
export const policyOf = (
  rules: Rules,
  name: string,
  month: YearMonth,
): PolicyUse & { readonly value: string } => policyInForce(rules.rulebook, SCHEME, name, firstDayOf(month));

/** The deadline of a notification as the rulebook has it on the day of the decision. */
export interface LatenessRule {
  /** Days after the end of the month of the decision within which it is notified in time. */
  readonly days: number;
  readonly limitDayLost: boolean;
  readonly legalReference: string;
  readonly policies: readonly PolicyUse[];
}

/** Undefined for decisions of a time without the sanction (before 2006-10-01). */
export function latenessRule(rules: Rules, decidedOn: Day): LatenessRule | undefined {
  const row = rules.rulebook.rowOn(SCHEME, 'ris.deadline.notification', decidedOn);
  if (row === undefined) return undefined;
  const limitDay = policyInForce(rules.rulebook, SCHEME, 'notificationLimitDay', decidedOn);
  const weekend = policyInForce(rules.rulebook, SCHEME, 'notificationWeekend', decidedOn);
  return {
    days: wholeOf(row, 'days'),
    limitDayLost: limitDay.value === 'lost',
    legalReference: row.legalReference,
    policies: [limitDay, weekend],
  };
}
