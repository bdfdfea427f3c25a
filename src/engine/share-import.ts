import type { Recorded } from '../domain/decider.js';
import type { NisCode, OfficialId, PartyId } from '../domain/ids.js';
import type { Rate } from '../domain/money.js';
import { Malformed, Rejection } from '../domain/rejection.js';
import type { Parties } from '../domain/rules.js';
import type { ShareCommand } from '../domain/share/share.js';
import { day, yearMonth } from '../domain/time.js';
import type { Day } from '../domain/time.js';
import type { Store } from '../../projections/projection.js';
import { causationOf } from './acting.js';
import type { Acting } from './acting.js';
import { proposeShares } from './acts.js';
import type { Tally } from './acts.js';
import type { Settled } from './command.js';
import type { Engine } from './engine.js';

/** A monthly average of beneficiaries in a year, of the CPAS that had the code in that year's December. */
export interface CountRow {
  readonly nisCode: NisCode;
  readonly year: number;
  readonly averageHundredths: number;
}

/** A notified share, of the CPAS that has the code when the year begins, or that begins under it within the year. */
export interface ShareRow {
  readonly nisCode: NisCode;
  readonly share: Rate;
}

/** The shares of a year, from counts or as notified. */
export interface SharesWanted {
  readonly year: number;
  readonly status: 'provisional' | 'final';
  readonly source: string;
  readonly counts?: readonly CountRow[];
  readonly shares?: readonly ShareRow[];
}

interface Proposer {
  readonly official: OfficialId;
  readonly on: Day;
  readonly proposalId: string;
}

/** The commands that propose the shares. Throws `partyUnknown` or `nisCodeNotValid` for codes that were nobody's. */
export function shareCommands(
  parties: Parties,
  { counts = [], shares = [], ...of }: SharesWanted,
  { official: by, on, proposalId }: Proposer,
): readonly ShareCommand[] {
  const shared = { year: of.year, status: of.status, source: of.source, proposalId, by, on };
  const given = shares.map(({ nisCode, share }): ShareCommand => ({
    type: 'GiveShare',
    cpasId: partyOfYear(parties, nisCode, of.year),
    share,
    legalReference: 'Law of 26 May 2002, subsidy of the State (notified share)',
    ...shared,
  }));
  return [...given, ...countedShares(parties, counts, shared)];
}

/** The CPAS that had the code when the year began, or that began under it within the year. */
function partyOfYear(parties: Parties, code: NisCode, year: number): PartyId {
  const found = parties.byNis(code, yearMonth(`${year}-01`)) ?? parties.byNis(code, yearMonth(`${year}-12`));
  if (found === undefined) throw new Rejection('partyUnknown', { party: code, on: firstDayOf(year) });
  return found;
}

type Counted = Omit<Extract<ShareCommand, { readonly type: 'DetermineShare' }>, 'type' | 'cpasId' | 'counts'>;

/** Each CPAS that exists when the year begins, with its own counts and those of its predecessors. */
function countedShares(
  parties: Parties,
  rows: readonly CountRow[],
  shared: Counted,
): readonly ShareCommand[] {
  const counts = rows.map(({ nisCode, year, averageHundredths }) => ({
    partyId: countedParty(parties, nisCode, year),
    year,
    averageHundredths,
  }));
  const byParty = Map.groupBy(counts, (count) => count.partyId);
  const on = firstDayOf(shared.year);
  return parties.cpasOn(on).flatMap((cpasId): readonly ShareCommand[] => {
    const family = [cpasId, ...parties.predecessorsOf(cpasId, on)];
    const own = family
      .flatMap((id) => byParty.get(id) ?? [])
      .filter((count) => count.year === shared.year - 2 || count.year === shared.year - 3);
    return own.length === 0 ? [] : [{ type: 'DetermineShare', cpasId, counts: own, ...shared }];
  });
}

/** A count of a year is of the party that had the code in that year's December. */
function countedParty(parties: Parties, code: NisCode, year: number): PartyId {
  const found = parties.byNis(code, yearMonth(`${year}-12`));
  if (found === undefined) throw new Rejection('nisCodeNotValid', { nisCode: code, year });
  return found;
}

/** Hundredths of a decimal text with at most two decimals. Throws `Malformed`. */
export function hundredths(text: string): number {
  const match = /^(\d{1,7})(?:\.(\d{1,2}))?$/.exec(text);
  if (!match) throw new Malformed('must be a number with at most two decimals');
  return Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'));
}

const firstDayOf = (year: number): Day => day(`${year}-01-01`);

export interface SharesImported extends Tally {
  /** The proposal that was made; where every share was proposed before just so, that of the first of them. */
  readonly proposalId: string;
  /** Sequence of its latest event. */
  readonly version: number;
  readonly replayed: boolean;
}

/** How the read model of reference facts is asked what a request recorded. */
export interface CauseQueries {
  readonly factsOfCause: (store: Store, causationId: string) => readonly Recorded[];
  readonly factsOfStream: (store: Store, stream: string, sequence: number) => readonly Recorded[];
}

const WAIT_MS = 5_000;

/**
 * Proposes the shares that a client sent; sent again with the same key it is answered alike, and refused with
 * `idempotencyKeyReused` where the content differs. Throws the refusal of the first share where all are refused.
 */
export async function importShares(
  engine: Engine,
  queries: CauseQueries,
  acting: Acting,
  wanted: SharesWanted,
): Promise<SharesImported> {
  await engine.waitFor(engine.local.head(), { timeoutMs: WAIT_MS, names: ['reference'] });
  const cause = causationOf(acting, 'shares.propose');
  const made = (): readonly Recorded[] =>
    engine.read('reference', (store) => queries.factsOfCause(store, cause));
  const before = made();
  const { parties } = engine.reference();
  let first: Settled | undefined;
  let last: Settled | undefined;
  const { proposalId, ...tally } = await proposeShares(
    engine,
    acting,
    (id) => {
      if (id !== '') refuseReused(before, id);
      return shareCommands(parties, wanted, { ...acting, proposalId: id });
    },
    { asked: wanted, onAnswer: (answer) => ((first ??= answer), (last = answer)) },
  );
  const [refusal] = tally.refused;
  if (!first || !last) throw refusal ?? new Rejection('invalidState', { rule: 'no CPAS has a count' });
  await engine.reached(last, { timeoutMs: WAIT_MS, names: ['reference'] });
  const facts = made();
  const { stream } = first;
  const stands =
    facts.at(-1) ??
    engine
      .read('reference', (store, at) => queries.factsOfStream(store, stream, at.sequence))
      .findLast(isOfYear(wanted.year));
  const id = idOf(stands) ?? proposalId;
  return { ...tally, proposalId: id, version: stands?.sequence ?? 0, replayed: before.length > 0 };
}

function refuseReused(before: readonly Recorded[], proposalId: string): void {
  const other = before.map(idOf).find((id) => id !== proposalId);
  if (other !== undefined) throw new Rejection('idempotencyKeyReused', { proposalId: other });
}

const isOfYear =
  (year: number) =>
  ({ type, data }: Recorded): boolean =>
    type === 'ShareDetermined' && (data as { readonly year?: number }).year === year;

const idOf = (fact: Pick<Recorded, 'data'> | undefined): string | undefined =>
  fact && (fact.data as { readonly proposalId?: string }).proposalId;
