import { ZERO, exactPortion, minus, negate, plus, portions, sum } from '../money.js';
import type { Cents, RatedAmount } from '../money.js';
import type { Day, YearMonth } from '../time.js';
import { firstDayOf, firstDayOfYear } from '../time.js';
import type { ArticleAmount, Component, ComponentCode, Difference } from './events.js';
import type { ArticleTerm } from './rule-terms.js';
import type { HeldArticle } from './state.js';

/** A gross amount to which a term of the rate applies. */
export interface TermAmount {
  readonly term: ArticleTerm;
  /** Not negative. */
  readonly gross: Cents;
  /** First day of the project for its 10 %; other terms are decided by the month or by its year. */
  readonly windowFrom: Day | null;
}

const ORDER: readonly ComponentCode[] = ['baseShare', 'foreignersRegister', 'formerlyHomeless', 'piis'];
const ANCHORS = {
  baseShare: 'countYear',
  foreignersRegister: 'monthGranted',
  formerlyHomeless: 'monthGranted',
  piis: 'piisWindow',
} as const;

/** Amounts that are taken back, after others of their month were. */
export interface TakenBack {
  readonly before: readonly TermAmount[];
}

/**
 * What the State owes per budget article: net = half-up(gross × sum of its rates), the cents of the components by largest
 * remainder (policy `shareRounding`). Nothing for a gross of zero. For what is taken back every amount is turned negative, and
 * the net is what it adds to that of the amounts before it (`recoveryRounding@1`).
 */
export function articleAmounts(
  amounts: readonly TermAmount[],
  month: YearMonth,
  takenBack?: TakenBack,
): readonly ArticleAmount[] {
  const byArticle = new Map<string, TermAmount[]>();
  for (const one of inOrder(mergedByCode(amounts))) {
    const key = keyOf(one.term);
    const known = byArticle.get(key);
    if (known) known.push(one);
    else byArticle.set(key, [one]);
  }
  return [...byArticle.values()].map((ofArticle) => articleAmount(ofArticle, month, takenBack));
}

function mergedByCode(amounts: readonly TermAmount[]): readonly TermAmount[] {
  const paid = amounts.filter((one) => one.gross !== ZERO);
  if (paid.length < 2) return paid;
  const merged = new Map<ComponentCode, TermAmount>();
  for (const one of paid) {
    const before = merged.get(one.term.code);
    merged.set(one.term.code, before ? { ...before, gross: plus(before.gross, one.gross) } : one);
  }
  return [...merged.values()];
}

const inOrder = (amounts: readonly TermAmount[]): readonly TermAmount[] =>
  amounts.length === 1
    ? amounts
    : amounts.toSorted((a, b) => ORDER.indexOf(a.term.code) - ORDER.indexOf(b.term.code));

function articleAmount(
  amounts: readonly TermAmount[],
  month: YearMonth,
  takenBack: TakenBack | undefined,
): ArticleAmount {
  const signed = (amount: Cents): Cents => (takenBack === undefined ? amount : negate(amount));
  const ofArticle = (one: TermAmount): boolean => amounts.some(({ term }) => isSameArticle(term, one.term));
  const before = takenBack?.before.filter(ofArticle) ?? [];
  const shares = portions(amounts.map(rated), before.map(rated));
  const ofBase = amounts.filter(({ term }) => term.code !== 'piis');
  return {
    budgetArticle: amounts[0]?.term.budgetArticle ?? '',
    basicAllocation: amounts[0]?.term.basicAllocation ?? '',
    gross: signed(sum((ofBase.length === 0 ? amounts : ofBase).map((one) => one.gross))),
    net: signed(sum(shares)),
    components: amounts.map(({ term, gross, windowFrom }, index): Component => ({
      code: term.code,
      rate: term.rate,
      anchor: ANCHORS[term.code],
      anchorDate: windowFrom ?? anchorDateOf(term.code, month),
      base: signed(gross),
      exact: exactPortion(signed(gross), term.rate),
      amount: signed(shares[index] ?? ZERO),
      rule: term.rule,
      provisional: term.provisional,
    })),
  };
}

const rated = ({ term, gross }: TermAmount): RatedAmount => ({ amount: gross, rate: term.rate });

const anchorDateOf = (code: ComponentCode, month: YearMonth): Day =>
  code === 'baseShare' ? firstDayOfYear(month) : firstDayOf(month);

type Amount = Omit<HeldArticle, 'terms'>;

/** What a new version adds to the one it replaces, per budget article; articles without a difference are left out. */
export function differencesOf(before: readonly Amount[], after: readonly Amount[]): readonly Difference[] {
  const articles = [...after, ...before.filter((one) => !after.some((other) => isSameArticle(other, one)))];
  return articles.flatMap(({ budgetArticle, basicAllocation }): Difference[] => {
    const [old, now] = [
      amountOn(before, { budgetArticle, basicAllocation }),
      amountOn(after, { budgetArticle, basicAllocation }),
    ];
    const [gross, net] = [minus(now.gross, old.gross), minus(now.net, old.net)];
    return gross === ZERO && net === ZERO ? [] : [{ budgetArticle, basicAllocation, gross, net }];
  });
}

type ArticleKey = Pick<HeldArticle, 'budgetArticle' | 'basicAllocation'>;

const keyOf = (article: ArticleKey): string => `${article.budgetArticle} ${article.basicAllocation}`;

const isSameArticle = (a: ArticleKey, b: ArticleKey): boolean =>
  a.budgetArticle === b.budgetArticle && a.basicAllocation === b.basicAllocation;

const NOTHING = { gross: ZERO, net: ZERO };

const amountOn = (articles: readonly Amount[], key: ArticleKey): Pick<HeldArticle, 'gross' | 'net'> =>
  articles.find((one) => isSameArticle(one, key)) ?? NOTHING;
