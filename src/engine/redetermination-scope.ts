import type { LineDetermined } from '../domain/dossier/events.js';
import type { PartyId } from '../domain/ids.js';
import type { RedeterminationScope } from '../domain/redetermination/events.js';
import { lineKeyText } from '../domain/statements/item.js';

export type Line = LineDetermined['data'];

/** Versions that were determined without knowing a rule or share, by dossier: `2025-01@2` is version 2 of the grant of January. */
export type StaleVersions = ReadonlyMap<string, ReadonlySet<string>>;

/** The lines of a month of a file: those that stand, and those that come out otherwise. */
export interface MonthInQuestion {
  readonly dossierId: string;
  /** The CPAS that has the file. */
  readonly owner: PartyId;
  readonly held: readonly Line[];
  readonly next: readonly Line[];
}

/** Whether a month that comes out otherwise does so within the scope. */
export function scopeTest(
  scope: RedeterminationScope,
  stale: StaleVersions,
): (one: MonthInQuestion) => boolean {
  const named = new Set<PartyId>(scope.cpasIds);
  const isOfParties = ({ owner, held, next }: MonthInQuestion): boolean =>
    named.size === 0 || named.has(owner) || [...held, ...next].some((line) => named.has(line.cpasId));
  const isOfBasis = basisTest(scope, stale);
  return (one) => isOfParties(one) && isOfBasis(one);
}

function basisTest(
  { basis, ruleIds }: RedeterminationScope,
  stale: StaleVersions,
): (one: MonthInQuestion) => boolean {
  if (basis === 'stale') {
    return ({ dossierId, held }) => held.some((line) => stale.get(dossierId)?.has(versionText(line)));
  }
  const rules = new Set(basis === 'shares' ? ['ris.share'] : ruleIds);
  // A line does not say that it used a policy that it was not touched by, nor a deadline that it kept.
  if (![...rules].every(isNamedByLines)) return () => true;
  return ({ held, next }) => [...held, ...next].some((line) => rulesOf(line).some((rule) => rules.has(rule)));
}

export const versionText = (line: Line): string => `${lineKeyText(line.line)}@${line.version}`;

const isNamedByLines = (ruleId: string): boolean =>
  ['ris.amount', 'ris.base', 'ris.index', 'ris.share'].includes(ruleId) ||
  /^ris\.(rate|article)\./.test(ruleId);

/** Amounts, shares and rates as a line names them, and the rows that gave it its articles. */
const rulesOf = ({ segments, articles }: Line): readonly string[] => [
  ...segments.flatMap((part) => part.rules.map((rule) => rule.ruleId)),
  ...articles.flatMap((article) =>
    article.components.flatMap(({ rule, code }) => [rule.ruleId, `ris.article.${code}`]),
  ),
];
