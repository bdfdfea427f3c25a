import type { PartyId } from '../ids.js';
import { ZERO, sum } from '../money.js';
import type { Cents } from '../money.js';
import type { PolicyUse } from '../policy.js';
import type { Rules } from '../rules.js';
import { dayOfMonth } from '../time.js';
import type { Day, YearMonth } from '../time.js';
import { articleAmounts } from './article.js';
import type { ArticleAmount, LostDays, Segment } from './events.js';
import { segmentsOf } from './gross.js';
import { partsOf } from './parts.js';
import { OWNER_OF_MONTH, PolicyNotes } from './policies.js';
import { ownerOfMonth, policyOf } from './rule-terms.js';
import type { Entry } from './state.js';
import { piecesOf } from './timeline.js';

/** Version of the rule code below: raise it when a line would come out otherwise. */
export const RULE_CODE = 'ris-line@1';

/** The decisions of a dossier and the CPAS that opened it. */
export interface Standing {
  readonly cpasId: PartyId;
  readonly timeline: readonly Entry[];
}

/** What a month comes to under the decisions that stand in it. */
export interface Determination {
  readonly cpasId: PartyId;
  readonly firstDay: Day | null;
  readonly lastDay: Day | null;
  readonly gross: Cents;
  readonly net: Cents;
  readonly articles: readonly ArticleAmount[];
  readonly segments: readonly Segment[];
  readonly lost: readonly LostDays[];
  readonly provisional: boolean;
  readonly policies: readonly PolicyUse[];
}

/**
 * Determines the grant of a month; of zero and without segments where no decision stands on any of its days.
 * Throws `shareMissing`, `amountInGap`, `amountYearUnknown` or `ruleGap` where the rules do not reach.
 */
export function determineMonth(standing: Standing, month: YearMonth, rules: Rules): Determination {
  const notes = new PolicyNotes();
  notes.add(policyOf(rules, 'shareRounding', month), OWNER_OF_MONTH);
  const cpasId = ownerOfMonth(rules, standing.cpasId, month);
  const pieces = piecesOf(standing.timeline, month);
  const segments = segmentsOf(pieces, { month, rules, notes });
  const parts = pieces.map((piece, index) =>
    partsOf(piece, segments[index]?.granted ?? ZERO, { month, rules, notes, cpasId }),
  );
  const amounts = parts.flatMap((part) => part.amounts);
  const articles = articleAmounts(amounts, month);
  const paidDays = parts.flatMap((part) => part.paidDays);
  return {
    cpasId,
    firstDay: paidDays.length === 0 ? null : dayOfMonth(month, Math.min(...paidDays)),
    lastDay: paidDays.length === 0 ? null : dayOfMonth(month, Math.max(...paidDays)),
    gross: sum(amounts.filter(({ term }) => term.code !== 'piis').map((one) => one.gross)),
    net: sum(articles.map((article) => article.net)),
    articles,
    segments,
    lost: parts.flatMap((part) => part.lost),
    provisional:
      segments.some((segment) => segment.provisional) ||
      articles.some((article) => article.components.some((component) => component.provisional)),
    policies: notes.all(),
  };
}
