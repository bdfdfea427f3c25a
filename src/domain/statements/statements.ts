import { BOOKING_YEAR } from '../ledger/booking-year.js';
import type { Decider } from '../decider.js';
import type { PartyId } from '../ids.js';
import { plus, ZERO } from '../money.js';
import type { Cents } from '../money.js';
import { Rejection } from '../rejection.js';
import type { Rules } from '../rules.js';
import { SENDING_DATE } from '../submission/sending-date.js';
import type { Day, YearMonth } from '../time.js';
import type { FundTotal, Movement, StatementIssued, StatementsEvent } from './events.js';
import { LINE_TYPES } from './line-type.js';
import { NEGATIVE_STATEMENT, settle } from './negative-statement.js';

/** The fund that every statement shows, also where nothing moved. */
export const MAIN_FUND = 'federal';

/** What the run derived for one CPAS at its cut, to be issued as the next number. */
export interface IssueStatement {
  readonly type: 'IssueStatement';
  readonly cpasId: PartyId;
  readonly month: YearMonth;
  /** Sequence of the `StatementRunStarted` that this statement belongs to. */
  readonly cut: number;
  /** Cut of the CPAS's statement before this one, null for its first: keeps numbers in the order of runs. */
  readonly previousCut: number | null;
  readonly sentThrough: Day;
  readonly issuedOn: Day;
  /** Negative amounts carried forward, of predecessors too; a fund that is not named opens at zero. */
  readonly openings: readonly Opening[];
  readonly movements: readonly Movement[];
  readonly itemCount: number;
  readonly itemRoot: string;
}

/** A statement as a run derived it at its cut, before it is sealed and numbered. */
export type StatementDraft = Omit<IssueStatement, 'type' | 'itemRoot'>;

export interface Opening {
  readonly fund: string;
  readonly amount: Cents;
}

export type StatementsState =
  { readonly status: 'none' } | { readonly status: 'issued'; readonly number: number; readonly cut: number };

export const statements: Decider<StatementsState, IssueStatement, StatementsEvent, Rules> = {
  version: 1,
  initial: { status: 'none' },
  streamOf: (command) => `statements-${command.cpasId}`,
  decide(command, state) {
    const last = state.status === 'issued' ? state : null;
    if (last?.cut === command.cut) return [];
    if ((last?.cut ?? null) !== command.previousCut) {
      throw new Rejection('staleVersion', { cut: last?.cut ?? null, previousCut: command.previousCut });
    }
    return [issue(command, (last?.number ?? 0) + 1)];
  },
  evolve(_state, event) {
    return { status: 'issued', number: event.data.number, cut: event.data.cut };
  },
};

/** Totals of every fund that opens with an amount or moves, and of the main fund in any case; by name. */
export function fundTotals(
  openings: readonly Opening[],
  movements: readonly Movement[],
): readonly FundTotal[] {
  const opened = totalsByFund(openings);
  const moved = totalsByFund(movements.map(({ fund, net }) => ({ fund, amount: net })));
  return [...new Set([MAIN_FUND, ...opened.keys(), ...moved.keys()])]
    .sort()
    .map((fund) => settle(fund, opened.get(fund) ?? ZERO, moved.get(fund) ?? ZERO));
}

function issue(command: IssueStatement, number: number): StatementIssued {
  const { cpasId, month, cut, sentThrough, issuedOn, openings, movements, itemCount, itemRoot } = command;
  const items = movements.reduce((count, movement) => count + movement.items, 0);
  if (items !== itemCount) throw new Error(`${itemCount} items of ${cpasId}, but ${items} in its movements`);
  return {
    type: 'StatementIssued',
    data: {
      cpasId,
      number,
      month,
      cut,
      sentThrough,
      issuedOn,
      funds: fundTotals(openings, movements),
      movements,
      itemCount,
      itemRoot,
      policies: [NEGATIVE_STATEMENT, BOOKING_YEAR, SENDING_DATE, LINE_TYPES],
    },
  };
}

function totalsByFund(entries: readonly Opening[]): ReadonlyMap<string, Cents> {
  const totals = new Map<string, Cents>();
  for (const { fund, amount } of entries) totals.set(fund, plus(totals.get(fund) ?? ZERO, amount));
  return totals;
}
