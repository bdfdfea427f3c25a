import { addMonths } from '../time.js';
import type { YearMonth } from '../time.js';
import type { GrantRun, HeldTerm } from './state.js';

type Grant = Omit<GrantRun, 'from' | 'to'>;

/** The current version of a month, if it was ever determined. */
export const grantOf = (runs: readonly GrantRun[], month: YearMonth): GrantRun | undefined =>
  runs.find((run) => run.from <= month && month <= run.to);

/** Puts the new version of a month in place of the old one. The usual case, the month after the last, is quick. */
export function withGrant(runs: readonly GrantRun[], month: YearMonth, grant: Grant): readonly GrantRun[] {
  const last = runs.at(-1);
  const added: GrantRun = { from: month, to: month, ...grant };
  if (last === undefined || month > last.to) return joined([...runs, added], runs.length);
  const rest = runs.flatMap((run) => cut(run, month));
  const place = rest.filter((run) => run.to < month).length;
  return joined(joined([...rest.slice(0, place), added, ...rest.slice(place)], place + 1), place);
}

/** The months of a run that are left without one of them. */
function cut(run: GrantRun, month: YearMonth): readonly GrantRun[] {
  if (month < run.from || run.to < month) return [run];
  const before = run.from < month ? [{ ...run, to: addMonths(month, -1) }] : [];
  const after = month < run.to ? [{ ...run, from: addMonths(month, 1) }] : [];
  return [...before, ...after];
}

/** Makes one run of the run at `index` and the one before it, where they are neighbors of the same result. */
function joined(runs: readonly GrantRun[], index: number): readonly GrantRun[] {
  const [before, after] = [runs[index - 1], runs[index]];
  if (!before || !after || addMonths(before.to, 1) !== after.from || !sameGrant(before, after)) return runs;
  return [...runs.slice(0, index - 1), { ...before, to: after.to }, ...runs.slice(index + 1)];
}

const sameGrant = (a: Grant, b: Grant): boolean =>
  a.version === b.version &&
  sameResult(a, b) &&
  a.articles.every((one, index) => sameTerms(one.terms, b.articles[index]?.terms ?? []));

/** The same rates on the same amounts, from the same confirmed rows. */
const sameTerms = (a: readonly HeldTerm[], b: readonly HeldTerm[]): boolean =>
  a.length === b.length &&
  a.every((one, index) => {
    const other = b[index];
    return (
      other !== undefined &&
      one.code === other.code &&
      one.rate === other.rate &&
      one.base === other.base &&
      one.provisional === other.provisional &&
      one.rule.ruleId === other.rule.ruleId &&
      one.rule.sequence === other.rule.sequence &&
      one.rule.validFrom === other.rule.validFrom
    );
  });

/** Whether two versions say the same: amounts per article and what else a statement shows. The rules used may differ. */
export const sameResult = (a: Omit<Grant, 'version'>, b: Omit<Grant, 'version'>): boolean =>
  a.shown === b.shown && sameAmounts(a.articles, b.articles);

type Amounts = readonly Pick<
  GrantRun['articles'][number],
  'budgetArticle' | 'basicAllocation' | 'gross' | 'net'
>[];

export const sameAmounts = (a: Amounts, b: Amounts): boolean =>
  a.length === b.length &&
  a.every((one, index) => {
    const other = b[index];
    return (
      other !== undefined &&
      one.gross === other.gross &&
      one.net === other.net &&
      one.budgetArticle === other.budgetArticle &&
      one.basicAllocation === other.basicAllocation
    );
  });
