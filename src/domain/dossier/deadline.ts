import type { PolicyUse } from '../policy.js';
import type { Rules } from '../rules.js';
import { SENDING_DATE } from '../submission/sending-date.js';
import { addDays, firstDayOf, lastDayOf, monthOf } from '../time.js';
import type { Day, YearMonth } from '../time.js';
import { NOTIFICATION_DAY } from './policies.js';
import { latenessRule } from './rule-terms.js';
import type { StandingDecision } from './state.js';
import { daysWithin } from './timeline.js';
import type { DayNumbers } from './timeline.js';

/** Days of a month whose costs are lost. */
export interface LostPart extends DayNumbers {
  /** The last day on which the decision could be notified in time. */
  readonly limitDay: Day;
  readonly legalReference: string;
  readonly policies: readonly PolicyUse[];
}

/**
 * The days of a month whose costs a CPAS loses because it notified a decision too late: from the 45th day after the end of
 * the month of the decision until the day of notification (law of 26 May 2002, art. 21 §6). Whether these two days
 * themselves are lost is not said: policy `notificationLimitDay` of the rulebook decides the one, `notificationDay@1` keeps
 * the other. What stood before does not shield the days: they are the costs of the late decision.
 */
export function lostPart(decision: StandingDecision, month: YearMonth, rules: Rules): LostPart | undefined {
  if (decision.notifiedOn < firstDayOf(month)) return undefined;
  const rule = latenessRule(rules, decision.decidedOn);
  if (rule === undefined) return undefined;
  const endOfMonth = lastDayOf(monthOf(decision.decidedOn));
  if (decision.notifiedOn <= endOfMonth) return undefined;
  const limitDay = addDays(endOfMonth, rule.days);
  if (decision.notifiedOn <= limitDay) return undefined;
  const from = rule.limitDayLost ? limitDay : addDays(limitDay, 1);
  const days = daysWithin({ from, to: addDays(decision.notifiedOn, -1) }, month);
  return (
    days && {
      ...days,
      limitDay,
      legalReference: rule.legalReference,
      policies: [...rule.policies, NOTIFICATION_DAY, SENDING_DATE],
    }
  );
}
