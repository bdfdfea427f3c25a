import { unreachable } from '../decider.js';
import type { Decider } from '../decider.js';
import type { OfficialId } from '../ids.js';
import type { Cents } from '../money.js';
import { Rejection } from '../rejection.js';
import { rowInForce, valueOf } from '../rulebook/lookup.js';
import type { Rules } from '../rules.js';
import { addDays, firstDayOf, firstSunday } from '../time.js';
import type { Day, YearMonth } from '../time.js';
import type { StatementRunEvent, StatementRunStarted } from './events.js';

/** The run before, as the local read models show it: an early refusal, since the log judges the order of runs. */
export interface RunBefore {
  readonly month: YearMonth;
  readonly sentThrough: Day;
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
  readonly by: OfficialId;
  readonly on: Day;
}

/** Another official makes the cut; not before the first Sunday of the month. */
export interface ConfirmStatementRun {
  readonly type: 'ConfirmStatementRun';
  readonly month: YearMonth;
  readonly proposalId: string;
  readonly runBefore: RunBefore | null;
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
  version: 1,
  initial: { status: 'none' },
  streamOf: (command) => `statementRun-${command.month}`,
  decide(command, state, rules) {
    switch (command.type) {
      case 'ProposeStatementRun':
        return propose(command, state, rules);
      case 'ConfirmStatementRun':
        return confirm(command, state, rules);
      case 'CompleteStatementRun':
        return complete(command, state);
      default:
        return unreachable(command);
    }
  },
  evolve(state, event) {
    switch (event.type) {
      case 'StatementRunProposed': {
        const { proposalId, sentThrough, proposedBy } = event.data;
        return { status: 'proposed', proposal: { proposalId, sentThrough, proposedBy } };
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

function propose(
  command: ProposeStatementRun,
  state: StatementRunState,
  rules: Rules,
): readonly StatementRunEvent[] {
  const { month, proposalId, by, on } = command;
  mustManageRuns(command, rules);
  if (state.status === 'started' || state.status === 'completed') {
    throw new Rejection('runAlreadyStarted', { month });
  }
  const endOfMonth = addDays(firstDayOf(month), -1);
  const sentThrough = command.sentThrough ?? endOfMonth;
  if (on <= endOfMonth) throw new Rejection('notYetEffective', { month, from: firstDayOf(month) });
  if (sentThrough > endOfMonth) {
    throw new Rejection('invalidState', {
      month,
      sentThrough,
      rule: 'forms sent in the month of the run wait',
    });
  }
  mustFollow(command.runBefore, month, sentThrough);
  if (state.status === 'proposed') {
    const { proposal } = state;
    if (proposal.proposalId === proposalId) {
      if (proposal.sentThrough === sentThrough && proposal.proposedBy === by) return [];
      throw new Rejection('alreadyExists', { proposalId });
    }
  }
  return [{ type: 'StatementRunProposed', data: { month, sentThrough, proposalId, proposedBy: by } }];
}

function confirm(
  command: ConfirmStatementRun,
  state: StatementRunState,
  rules: Rules,
): readonly StatementRunEvent[] {
  const { month, proposalId, by, on } = command;
  mustManageRuns(command, rules);
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

function mustManageRuns({ by, on }: { readonly by: OfficialId; readonly on: Day }, rules: Rules): void {
  if (!rules.mandates.holds(by, 'runManager', on)) {
    throw new Rejection('mandateMissing', { role: 'runManager', on });
  }
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
