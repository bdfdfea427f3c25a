import { unreachable } from '../decider.js';
import type { Decider } from '../decider.js';
import type { OfficialId } from '../ids.js';
import { mandateFor } from '../mandate/mandate-for.js';
import { cents } from '../money.js';
import type { Cents } from '../money.js';
import { Rejection } from '../rejection.js';
import { rowInForce, valueOf } from '../rulebook/lookup.js';
import type { MandateUse, Rules } from '../rules.js';
import { addDays, firstDayOf, firstSunday } from '../time.js';
import type { Day, YearMonth } from '../time.js';
import type { RunDue, StatementRunEvent, StatementRunStarted } from './events.js';

/** The run before, as the local read models show it: an early refusal, since the log judges the order of runs. */
export interface RunBefore {
  readonly month: YearMonth;
  readonly sentThrough: Day;
  /** Sequence of its cut. */
  readonly cut: number;
  readonly completed: boolean;
}

/** An official asks for the run of a month. A later proposal for the same month takes the place of an earlier one. */
export interface ProposeStatementRun {
  readonly type: 'ProposeStatementRun';
  readonly month: YearMonth;
  readonly proposalId: string;
  /** Null for the last day of the month before. */
  readonly sentThrough: Day | null;
  readonly runBefore: RunBefore | null;
  readonly due: RunDue;
  readonly by: OfficialId;
  readonly on: Day;
}

/** Another official makes the cut; not before the first Sunday of the month. */
export interface ConfirmStatementRun {
  readonly type: 'ConfirmStatementRun';
  readonly month: YearMonth;
  readonly proposalId: string;
  readonly runBefore: RunBefore | null;
  /**
   * What the local read models show now: an early refusal too, since the log judges what the cut takes. The ceiling is held against
   * this or what was proposed, whichever is more; then the totals must be those proposed.
   */
  readonly due: RunDue;
  readonly by: OfficialId;
  readonly on: Day;
}

/** Every statement of the run is issued. The totals are those of the read model at the cut. */
export interface CompleteStatementRun {
  readonly type: 'CompleteStatementRun';
  readonly month: YearMonth;
  readonly cut: number;
  readonly statements: number;
  readonly items: number;
  readonly net: Cents;
  readonly payable: Cents;
}

export type StatementRunCommand = ProposeStatementRun | ConfirmStatementRun | CompleteStatementRun;

interface Proposal {
  readonly proposalId: string;
  readonly sentThrough: Day;
  /** Null where the proposal did not tell it. */
  readonly due: RunDue | null;
  readonly proposedBy: OfficialId;
}

export type StatementRunState =
  | { readonly status: 'none' }
  | { readonly status: 'proposed'; readonly proposal: Proposal }
  | { readonly status: 'started'; readonly proposalId: string; readonly confirmedBy: OfficialId }
  | {
      readonly status: 'completed';
      readonly proposalId: string;
      readonly confirmedBy: OfficialId;
      readonly cut: number;
    };

export const statementRun: Decider<StatementRunState, StatementRunCommand, StatementRunEvent, Rules> = {
  version: 3,
  initial: { status: 'none' },
  streamOf: (command) => `statementRun-${command.month}`,
  decide(command, state, rules) {
    const use = mandateOf(command, state);
    if (use) mandateFor(rules.mandates, use);
    switch (command.type) {
      case 'ProposeStatementRun':
        return propose(command, state);
      case 'ConfirmStatementRun':
        return confirm(command, state, rules);
      case 'CompleteStatementRun':
        return complete(command, state);
      default:
        return unreachable(command);
    }
  },
  mandateOf,
  evolve(state, event) {
    switch (event.type) {
      case 'StatementRunProposed': {
        const { proposalId, sentThrough, due, proposedBy } = event.data;
        return { status: 'proposed', proposal: { proposalId, sentThrough, due, proposedBy } };
      }
      case 'StatementRunStarted': {
        const { proposalId, confirmedBy } = event.data;
        return { status: 'started', proposalId, confirmedBy };
      }
      case 'StatementRunCompleted':
        return state.status === 'started' ? { ...state, status: 'completed', cut: event.data.cut } : state;
      default:
        return unreachable(event);
    }
  },
};

function propose(command: ProposeStatementRun, state: StatementRunState): readonly StatementRunEvent[] {
  const { month, proposalId, by, due } = command;
  if (state.status === 'started' || state.status === 'completed') {
    throw new Rejection('runAlreadyStarted', { month });
  }
  const sentThrough = sentThroughOf(command);
  if (state.status === 'proposed') {
    const { proposal } = state;
    if (proposal.proposalId === proposalId) {
      if (proposal.sentThrough === sentThrough && proposal.proposedBy === by) return [];
      throw new Rejection('alreadyExists', { proposalId });
    }
  }
  return [{ type: 'StatementRunProposed', data: { month, sentThrough, due, proposalId, proposedBy: by } }];
}

/** What a proposal for a run asks, without what is due: that is only known when the months are determined. */
export type RunWanted = Pick<ProposeStatementRun, 'month' | 'sentThrough' | 'runBefore' | 'by' | 'on'>;

/** Throws where a proposal is refused whatever stands on the run's own stream. */
export function mustBeProposable(wanted: RunWanted, rules: Rules): void {
  mandateFor(rules.mandates, { official: wanted.by, role: 'runManager', on: wanted.on });
  sentThroughOf(wanted);
}

/** Whether a proposal is refused whatever stands on the run's own stream: then no month needs to be determined for it. */
export function isRunRefused(wanted: RunWanted, rules: Rules): boolean {
  try {
    mustBeProposable(wanted, rules);
    return false;
  } catch (error) {
    if (error instanceof Rejection) return true;
    throw error;
  }
}

function sentThroughOf({ month, on, runBefore, sentThrough: wanted }: RunWanted): Day {
  const endOfMonth = addDays(firstDayOf(month), -1);
  const sentThrough = wanted ?? endOfMonth;
  if (on <= endOfMonth) throw new Rejection('notYetEffective', { month, from: firstDayOf(month) });
  if (sentThrough > endOfMonth) {
    throw new Rejection('invalidState', {
      month,
      sentThrough,
      rule: 'forms sent in the month of the run wait',
    });
  }
  mustFollow(runBefore, month, sentThrough);
  return sentThrough;
}

function confirm(
  command: ConfirmStatementRun,
  state: StatementRunState,
  rules: Rules,
): readonly StatementRunEvent[] {
  const { month, proposalId, by, on } = command;
  if (state.status === 'started' || state.status === 'completed') {
    if (state.proposalId === proposalId && state.confirmedBy === by) return [];
    throw new Rejection('runAlreadyStarted', { month });
  }
  if (state.status === 'none' || state.proposal.proposalId !== proposalId) {
    throw new Rejection('proposalUnknown', { proposalId });
  }
  const { proposedBy, sentThrough } = state.proposal;
  if (proposedBy === by) throw new Rejection('sameOfficial', { proposalId });
  const from = dayOfStatements(month, rules);
  if (on < from) throw new Rejection('notYetEffective', { month, from });
  mustFollow(command.runBefore, month, sentThrough);
  mustBeAsProposed(command, state.proposal);
  const started: StatementRunStarted = {
    type: 'StatementRunStarted',
    data: { month, sentThrough, issuedOn: on, proposalId, confirmedBy: by },
  };
  return [started];
}

/** The first day on which the statements of a month may be issued: rule `ris.statement.day` in force when the month begins. */
function dayOfStatements(month: YearMonth, rules: Rules): Day {
  const on = firstDayOf(month);
  const row = rowInForce(rules.rulebook, { scheme: 'RIS', ruleId: 'ris.statement.day', on });
  const rule = valueOf(row, 'rule');
  if (rule !== 'firstSunday') throw new Error(`no code for the day of statements ${rule}`);
  return firstSunday(month);
}

function complete(command: CompleteStatementRun, state: StatementRunState): readonly StatementRunEvent[] {
  const { month, cut, statements, items, net, payable } = command;
  if (state.status === 'completed' && state.cut === cut) return [];
  if (state.status !== 'started') throw new Rejection('invalidState', { month, status: state.status });
  return [{ type: 'StatementRunCompleted', data: { month, cut, statements, items, net, payable } }];
}

/** Completing a run is the process's; making the cut moves what is payable. */
function mandateOf(command: StatementRunCommand, state: StatementRunState): MandateUse | null {
  if (command.type === 'CompleteStatementRun') return null;
  const use: MandateUse = { official: command.by, role: 'runManager', on: command.on };
  if (command.type !== 'ConfirmStatementRun' || state.status !== 'proposed') return use;
  const { due, proposedBy } = state.proposal;
  return { ...use, proposedBy, amount: cents(Math.max(due?.payable ?? 0, command.due.payable)) };
}

/**
 * The second official approves totals that they saw. Between two cuts items only come, one for each difference of a line, so that any
 * movement shows in one of the three: also one that leaves the sum as it was, or lowers it. A cut since the proposal took items away:
 * the same totals are then of other ones.
 */
function mustBeAsProposed(
  { month, runBefore, due: now }: ConfirmStatementRun,
  { proposalId, due }: Proposal,
): void {
  if (due === null) return;
  const isSameCut = runBefore === null || runBefore.cut <= due.asOfSequence;
  if (isSameCut && now.items === due.items && now.net === due.net && now.payable === due.payable) return;
  throw new Rejection('dueMoved', {
    month,
    proposalId,
    proposedAsOfSequence: due.asOfSequence,
    proposedItems: due.items,
    proposedNet: due.net,
    proposedPayable: due.payable,
    ...(!isSameCut && { cutSince: runBefore.cut }),
    asOfSequence: now.asOfSequence,
    items: now.items,
    net: now.net,
    payable: now.payable,
  });
}

/** Runs follow one another: a later month, at least as much sent, and the one before issued to the last statement. */
function mustFollow(before: RunBefore | null, month: YearMonth, sentThrough: Day): void {
  if (before === null || before.month === month) return;
  if (month < before.month) throw new Rejection('runAlreadyStarted', { month, laterRun: before.month });
  if (!before.completed) {
    throw new Rejection('invalidState', { month: before.month, status: 'started' });
  }
  if (sentThrough < before.sentThrough) {
    throw new Rejection('invalidState', { sentThrough, sentThroughBefore: before.sentThrough });
  }
}
