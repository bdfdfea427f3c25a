/**
 * How a value of a rule is written: `euro` two decimals ("1314.20"); `rate` a decimal rate ("0.55"); `whole` digits;
 * `coefficient` a decimal number ("1.7410"); `text` anything; a list of words: one of these.
 */
export type ValueKind = 'euro' | 'rate' | 'whole' | 'coefficient' | 'text' | readonly string[];

/** The values that a row of this rule must have (`values`) and those it may have (`optional`). */
export interface RuleKind {
  readonly values: Readonly<Record<string, ValueKind>>;
  readonly optional?: Readonly<Record<string, ValueKind>>;
}

/** A named policy: the rule `policy.{name}` with its version and value. */
const policy = (...choices: readonly string[]): RuleKind => ({
  values: { version: 'whole', value: choices },
});
const article: RuleKind = { values: { budgetArticle: 'text', basicAllocation: 'text' } };
const fullRate: RuleKind = { values: { rate: 'rate' } };

/**
 * Every rule that this release knows how to read, by scheme. An import with another rule is refused: a rule that no
 * code reads would look as if it were in force. `docs/rulebook.md` and `docs/policies.md` say what each one means.
 */
const KINDS: Readonly<Record<string, Readonly<Record<string, RuleKind>>>> = {
  RIS: {
    'ris.amount': {
      values: { cat1Month: 'euro', cat2Month: 'euro', cat3Month: 'euro' },
      optional: { cat1Year: 'euro', cat2Year: 'euro', cat3Year: 'euro' },
    },
    'ris.base': { values: { cat1: 'euro', cat2: 'euro', cat3: 'euro' } },
    'ris.index': { values: { step: 'whole', coefficient: 'coefficient' } },
    'ris.share.levels': {
      values: {
        standardPoints: 'whole',
        middleCount: 'whole',
        middlePoints: 'whole',
        highCount: 'whole',
        highPoints: 'whole',
        growthMinPercent: 'whole',
        fallMinPercent: 'whole',
        stepDownPoints: 'whole',
      },
    },
    'ris.share.range': { values: { lowestPoints: 'whole', highestPoints: 'whole' } },
    'ris.rate.foreignersRegister': fullRate,
    'ris.rate.formerlyHomeless': fullRate,
    'ris.rate.piis': { values: { rate: 'rate' } },
    'ris.deadline.notification': { values: { days: 'whole' } },
    'ris.statement.day': { values: { rule: ['firstSunday'] } },
    'ris.article.baseShare': article,
    'ris.article.foreignersRegister': article,
    'ris.article.formerlyHomeless': article,
    'ris.article.piis': article,
    'policy.proration': policy('calendarDay', 'thirtieth'),
    'policy.shareRounding': policy('halfUpOnSum'),
    'policy.notificationLimitDay': policy('kept', 'lost'),
    'policy.notificationWeekend': policy('notMoved'),
    'policy.fullRateProration': policy('byDay'),
    'policy.piisProration': policy('byDay'),
    'policy.provisionalAfterMonths': { values: { version: 'whole', value: 'whole' } },
    'policy.shareGrowthCompared': policy('yearBeforeCount'),
    'policy.shareFallCompared': policy('yearBeforeCount'),
    'policy.shareFirstRise': policy('levelNeverHeld', 'everyRise'),
    'policy.shareAfterMerger': policy('sumOfPredecessors'),
    'policy.sharePreviousOfNewEntity': policy('highestOfPredecessors'),
  },
};

/** The schemes that this release has code for. */
export const SCHEMES: readonly string[] = Object.keys(KINDS);

export const knownScheme = (scheme: string): boolean => Object.hasOwn(KINDS, scheme);

/** The kind of a rule; undefined where this release has no code for it. */
export function ruleKind(scheme: string, ruleId: string): RuleKind | undefined {
  const kinds = Object.hasOwn(KINDS, scheme) ? KINDS[scheme] : undefined;
  return kinds && Object.hasOwn(kinds, ruleId) ? kinds[ruleId] : undefined;
}

/** The rules of a scheme, in the order of their documentation. */
export const ruleIds = (scheme: string): readonly string[] => Object.keys(KINDS[scheme] ?? {});
