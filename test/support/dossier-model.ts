import { Decimal } from 'decimal.js';
import type { RecordDecision, RecordFormC, RecordRecovery } from '../../src/domain/dossier/commands.js';

/**
 * The rules of a line once more, day by day and with decimals of sixty digits, as simply as they can be said: what the decider comes
 * to after any history is compared with it. It knows nothing of versions, runs of months or differences.
 */
const Exact = Decimal.clone({ precision: 60, rounding: Decimal.ROUND_HALF_UP });

interface ModelB {
  readonly kind: 'B';
  readonly order: number;
  readonly notifiedOn: string;
  readonly command: RecordDecision;
}

interface ModelC {
  readonly kind: 'C';
  readonly order: number;
  readonly from: string;
}

export interface Model {
  readonly entries: readonly (ModelB | ModelC)[];
  readonly claims: readonly RecordRecovery[];
  readonly order: number;
}

export const emptyModel: Model = { entries: [], claims: [], order: 0 };

const dateOf = (entry: ModelB | ModelC): string =>
  entry.kind === 'B' ? entry.command.effectiveFrom : entry.from;

/** The model after a form B that was taken. */
export function withB(model: Model, command: RecordDecision): Model {
  const same = model.entries.find((entry) => entry.kind === 'B' && dateOf(entry) === command.effectiveFrom);
  const sent = command.form.sendingDate;
  const corrects = same?.kind === 'B' && same.command.decidedOn === command.decidedOn;
  const notifiedOn = corrects && same.notifiedOn < sent ? same.notifiedOn : sent;
  const order = model.order + 1;
  const others = model.entries.filter((entry) => entry !== same);
  return { ...model, order, entries: [...others, { kind: 'B', order, notifiedOn, command }] };
}

/** The model after a form C that was taken. */
export function withC(model: Model, { act }: RecordFormC): Model {
  const order = model.order + 1;
  const gone = act.kind === 'regularization' ? [act.regularizes, act.effectiveFrom] : [act.effectiveFrom];
  if (act.kind === 'refusal' || (act.kind === 'regularization' && act.of === 'refusal')) return model;
  const others = model.entries.filter(
    (entry) => entry.kind !== 'C' || !gone.some((day) => day === entry.from),
  );
  if (act.effectiveFrom === null) return { ...model, order, entries: others };
  return { ...model, order, entries: [...others, { kind: 'C', order, from: act.effectiveFrom }] };
}

/** The model after a form D that was taken. */
export const withD = (model: Model, command: RecordRecovery): Model => ({
  ...model,
  claims: [
    ...model.claims.filter(
      (one) => one.bookingMonth !== command.bookingMonth || one.number !== command.number,
    ),
    command,
  ],
});

/** Cents by budget article code (`101`, `foreignersRegister`, ...): what a line comes to, gross and net. */
export type ModelLine = Readonly<Record<string, { readonly gross: number; readonly net: number }>>;

export interface ModelMonth {
  readonly standing: boolean;
  readonly articles: ModelLine;
  readonly lost: number;
}

const AMOUNTS: Readonly<Record<string, readonly [number, number, number]>> = {
  before: [85897, 128846, 174129],
  after: [87613, 131420, 177607],
};
/** Years of 2024-05-01 (base × 1.7069) and of 2025-02-01 (base × 1.7410), rounded to the cent. */
const YEARS: Readonly<Record<string, readonly [number, number, number]>> = {
  before: yearsAt('1.7069'),
  after: yearsAt('1.7410'),
};

function yearsAt(coefficient: string): readonly [number, number, number] {
  const of = (base: number): number => round(new Exact(base).times(coefficient));
  return [of(603883), of(905825), of(1224174)];
}

function round(value: Decimal): number {
  return value.toDecimalPlaces(0).toNumber();
}

/** What a month comes to, day by day; `share` is that of its CPAS, as decimal text. */
export function monthOfModel(model: Model, month: string, share: string): ModelMonth {
  const days = daysOf(month);
  const newestFirst = model.entries.toSorted((a, b) =>
    dateOf(a) === dateOf(b) ? b.order - a.order : dateOf(a) < dateOf(b) ? 1 : -1,
  );
  const limits = new Map(
    model.entries.map((entry) => [entry, entry.kind === 'B' ? limitOf(entry.command) : '']),
  );
  const fates = days.map((day) => fateOf(newestFirst, limits, day));
  const standing = fates.filter((fate) => fate !== undefined);
  const pieces = [...new Set(standing.map((fate) => fate.entry))];
  const parts = pieces.map(
    (entry) => fullMonth(entry.command, month) * standing.filter((fate) => fate.entry === entry).length,
  );
  const whole = round(new Exact(parts.reduce((a, b) => a + b, 0)).dividedBy(days.length));
  const granted = cents({ parts, of: days.length }, whole);
  const gross = new Map<string, number>();
  pieces.forEach((entry, index) => {
    const fatesOfPiece = standing.filter((fate) => fate.entry === entry).map((fate) => fate.fate);
    const kinds = [...new Set(fatesOfPiece)];
    const total = granted[index] ?? 0;
    const shares = kinds.map((kind) => total * fatesOfPiece.filter((one) => one === kind).length);
    cents({ parts: shares, of: fatesOfPiece.length }, total).forEach((part, kindIndex) => {
      for (const article of (kinds[kindIndex] ?? '').split('+')) {
        gross.set(article, (gross.get(article) ?? 0) + part);
      }
    });
  });
  const { lost = 0, ...articles } = Object.fromEntries(gross);
  return { standing: standing.length > 0, lost, articles: netOf(articles, share) };
}

/** What a recovery of a determined month takes back, for every claim of the month, in the order of their keys. */
export function recoveriesOfModel(
  model: Model,
  month: string,
  share: string,
): ReadonlyMap<RecordRecovery, ModelLine> {
  const { piis: _, ...granted } = monthOfModel(model, month, share).articles;
  const left = new Map(Object.entries(granted).map(([article, amount]) => [article, amount.gross]));
  const claims = model.claims
    .filter((claim) => claim.referenceMonth === month)
    .toSorted((a, b) =>
      a.bookingMonth === b.bookingMonth ? a.number - b.number : a.bookingMonth < b.bookingMonth ? -1 : 1,
    );
  const before: Record<string, number> = {};
  return new Map(
    claims.map((claim) => {
      const taken = takenBy(claim, left);
      const netBefore = netOf(before, share);
      for (const [article, amount] of Object.entries(taken))
        before[article] = (before[article] ?? 0) + amount;
      return [claim, addedTo(netBefore, netOf(before, share), taken)];
    }),
  );
}

/** What a claim adds to the sum of those before it, per article, as negative amounts. */
const addedTo = (before: ModelLine, after: ModelLine, taken: Readonly<Record<string, number>>): ModelLine =>
  Object.fromEntries(
    Object.entries(taken)
      .filter(([, amount]) => amount !== 0)
      .map(([article, amount]) => [
        article,
        { gross: -amount, net: (before[article]?.net ?? 0) - (after[article]?.net ?? 0) },
      ]),
  );

function takenBy(claim: RecordRecovery, left: Map<string, number>): Readonly<Record<string, number>> {
  const own = { '01': '101', '05': 'foreignersRegister', '06': 'formerlyHomeless' }[claim.recoveryType];
  const articles = [own, ...['101', 'foreignersRegister', 'formerlyHomeless'].filter((one) => one !== own)];
  let wanted: number = claim.amount;
  return Object.fromEntries(
    articles.map((article) => {
      const taken = Math.min(wanted, left.get(article) ?? 0);
      wanted -= taken;
      left.set(article, (left.get(article) ?? 0) - taken);
      return [article, taken];
    }),
  );
}

function netOf(gross: Readonly<Record<string, number>>, share: string): ModelLine {
  const rates: Readonly<Record<string, string>> = { '101': share, piis: '0.1' };
  return Object.fromEntries(
    Object.entries(gross)
      .filter(([, amount]) => amount !== 0)
      .map(([article, amount]) => [
        article,
        { gross: amount, net: round(new Exact(amount).times(rates[article] ?? '1')) },
      ]),
  );
}

/** Whole cents of parts, each a whole number of fractions, that add up to a total: floors, then one each by remainder, the earlier first. */
function cents(
  { parts, of }: { readonly parts: readonly number[]; readonly of: number },
  total: number,
): readonly number[] {
  const floors = parts.map((part) => Math.floor(part / of));
  const left = total - floors.reduce((a, b) => a + b, 0);
  const order = parts
    .map((part, index) => ({ index, rest: part % of }))
    .sort((a, b) => b.rest - a.rest || a.index - b.index)
    .slice(0, left)
    .map((one) => one.index);
  return floors.map((floor, index) => floor + (order.includes(index) ? 1 : 0));
}

/** The decision of a day, and where its money goes: `lost`, or an article, with `+piis` under a project. */
function fateOf(
  newestFirst: Model['entries'],
  limits: ReadonlyMap<ModelB | ModelC, string>,
  day: string,
): { readonly entry: ModelB; readonly fate: string } | undefined {
  const entry = newestFirst.find((one) => dateOf(one) <= day);
  if (entry?.kind !== 'B') return undefined;
  const { foreignersRegister, formerlyHomeless, piis } = entry.command;
  if (day > (limits.get(entry) ?? '') && day < entry.notifiedOn) return { entry, fate: 'lost' };
  const base = holds(foreignersRegister, day)
    ? 'foreignersRegister'
    : holds(formerlyHomeless, day)
      ? 'formerlyHomeless'
      : '101';
  return { entry, fate: holds(piis, day) ? `${base}+piis` : base };
}

/** The 45th day after the end of the month of a decision. */
const limitOf = ({ decidedOn }: RecordDecision): string =>
  plusDays(plusDays(`${nextMonth(decidedOn.slice(0, 7))}-01`, -1), 45);

const holds = (window: RecordDecision['piis'], day: string): boolean =>
  window !== null && window.from <= day && (window.to === null || day <= window.to);

function fullMonth({ category, resourcesYear }: RecordDecision, month: string): number {
  const step = month < '2025-02' ? 'before' : 'after';
  const [amount, year] = [AMOUNTS[step]?.[category - 1] ?? 0, YEARS[step]?.[category - 1] ?? 0];
  if (resourcesYear === 0) return amount;
  return round(new Exact(Math.max(0, year - resourcesYear)).dividedBy(12));
}

const plusDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
const nextMonth = (month: string): string => plusDays(`${month}-01`, 31).slice(0, 7);

function daysOf(month: string): readonly string[] {
  const days = Array.from({ length: 31 }, (_, index) => plusDays(`${month}-01`, index));
  return days.filter((day) => day.startsWith(month));
}
