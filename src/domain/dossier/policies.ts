import type { PolicyUse } from '../policy.js';

/** The policies that a determination used, each once, in the order in which they came up. */
export class PolicyNotes {
  readonly #byName = new Map<string, PolicyUse>();

  add(...policies: readonly PolicyUse[]): void {
    for (const policy of policies) this.#byName.set(policy.name, policy);
  }

  all(): readonly PolicyUse[] {
    return [...this.#byName.values()];
  }
}

/** Choices of this domain that no source settles and no row of the rulebook varies; `docs/determination.md` gives the reasons. */

/** A merger inside a month: the share is that of whoever owns the file on the last day of the month. */
export const OWNER_OF_MONTH: PolicyUse = { name: 'ownerOfMonth', version: 1, value: 'lastDay' };

/** The whole cents of a line or a part of it fall on its days by largest remainder, ties to the earlier. */
export const CENTS_BY_DAYS: PolicyUse = { name: 'centsByDays', version: 1, value: 'largestRemainder' };

/** A twelfth of (year − resources) is rounded half up to the cent, like the month of the law. */
export const RESOURCES_TWELFTH: PolicyUse = { name: 'resourcesTwelfth', version: 1, value: 'halfUp' };

/** Of two rates of 100 % on one day, the foreigners' register comes first. */
export const HIGHEST_RATE: PolicyUse = { name: 'highestRate', version: 1, value: 'registerFirst' };

/** The day of notification itself is not lost. */
export const NOTIFICATION_DAY: PolicyUse = { name: 'notificationDay', version: 1, value: 'kept' };

/** A form B that corrects one of the same effective date and decision date keeps its day of notification. */
export const CORRECTION_DEADLINE: PolicyUse = {
  name: 'correctionDeadline',
  version: 1,
  value: 'firstNotification',
};

/** A recovery takes back the State's share, not the 10 % of an individual project. */
export const RECOVERY_WITHOUT_PIIS: PolicyUse = { name: 'recoveryWithoutPiis', version: 1 };

/** A recovery is taken at most up to what its month still grants, first on the article of its type, then on the others. */
export const RECOVERY_FOLLOWS_LINE: PolicyUse = {
  name: 'recoveryFollowsLine',
  version: 1,
  value: 'atMostGranted',
};

/**
 * Several recoveries of one month on an article take back what their sum comes to, half up, each what it adds: rounded one by
 * one they could take back more than was granted.
 */
export const RECOVERY_ROUNDING: PolicyUse = {
  name: 'recoveryRounding',
  version: 1,
  value: 'sumOfRecoveries',
};

/** A recovery for a month that was settled before this log began takes the confirmed share of that year. */
export const RECOVERY_BEFORE_LOG: PolicyUse = { name: 'recoveryBeforeLog', version: 1, value: 'shareOfYear' };
