import { unreachable } from '../decider.js';
import type { Decider } from '../decider.js';
import type { OfficialId } from '../ids.js';
import { mandateFor } from '../mandate/mandate-for.js';
import { cents, sum } from '../money.js';
import type { Cents } from '../money.js';
import { Rejection } from '../rejection.js';
import { knownScheme, ruleKind } from '../rulebook/rule-kinds.js';
import type { MandateUse, Rules } from '../rules.js';
import { same } from '../same.js';
import type { Day } from '../time.js';
import type {
  PreviewTotal,
  RedeterminationEvent,
  RedeterminationProposed,
  RedeterminationScope,
  RefusedMonths,
} from './events.js';

interface Act {
  readonly by: OfficialId;
  /** Brussels day of acting. */
  readonly on: Day;
}

/** The preview is computed by who asks, on the log up to `ruleSequence`, and is computed again before a line is written. */
export interface ProposeRedetermination extends Act {
  readonly type: 'ProposeRedetermination';
  readonly redeterminationId: string;
  readonly scope: RedeterminationScope;
  readonly ruleSequence: number;
  readonly totals: readonly PreviewTotal[];
  readonly digest: string;
}

/** The digest is that of the preview which the second official looked at. */
export interface ApproveRedetermination extends Act {
  readonly type: 'ApproveRedetermination';
  readonly redeterminationId: string;
  readonly digest: string;
}

/** One official is enough, the one who proposed it or another: it moves no money. */
export interface WithdrawRedetermination extends Act {
  readonly type: 'WithdrawRedetermination';
  readonly redeterminationId: string;
}

/** Every line of the preview was worked off. */
export interface CompleteRedetermination {
  readonly type: 'CompleteRedetermination';
  readonly redeterminationId: string;
  readonly lines: number;
  readonly gross: Cents;
  readonly net: Cents;
  readonly overtaken: number;
  readonly refused: readonly RefusedMonths[];
}

export type RedeterminationCommand =
  ProposeRedetermination | ApproveRedetermination | WithdrawRedetermination | CompleteRedetermination;

type Proposal = RedeterminationProposed['data'];

export type RedeterminationState =
  | { readonly status: 'none' }
  | {
      readonly status: 'proposed' | 'approved' | 'withdrawn' | 'completed';
      readonly proposal: Proposal;
      readonly approvedBy: OfficialId | null;
    };

/** Four eyes on lines that are determined again: `docs/determination.md`, "Determined again". */
export const redetermination: Decider<
  RedeterminationState,
  RedeterminationCommand,
  RedeterminationEvent,
  Rules
> = {
  version: 1,
  initial: { status: 'none' },
  streamOf: (command) => `redetermination-${command.redeterminationId}`,
  decide(command, state, rules) {
    switch (command.type) {
      case 'ProposeRedetermination':
        return propose(command, state, rules);
      case 'ApproveRedetermination':
        return approve(command, state, rules);
      case 'WithdrawRedetermination':
        return withdraw(command, state, rules);
      case 'CompleteRedetermination':
        return complete(command, state);
      default:
        return unreachable(command);
    }
  },
  mandateOf,
  evolve(state, event) {
    if (event.type === 'RedeterminationProposed') {
      return { status: 'proposed', proposal: event.data, approvedBy: null };
    }
    if (state.status === 'none') throw new Error(`${event.type} before the redetermination was proposed`);
    switch (event.type) {
      case 'RedeterminationApproved':
        return { ...state, status: 'approved', approvedBy: event.data.approvedBy };
      case 'RedeterminationWithdrawn':
        return { ...state, status: 'withdrawn' };
      case 'RedeterminationCompleted':
        return { ...state, status: 'completed' };
      default:
        return unreachable(event);
    }
  },
};

function propose(
  command: ProposeRedetermination,
  state: RedeterminationState,
  rules: Rules,
): readonly RedeterminationEvent[] {
  const { redeterminationId, scope, ruleSequence, totals, digest, by, on } = command;
  mayPropose(command, rules);
  const data: Proposal = {
    ...scope,
    redeterminationId,
    ruleSequence,
    proposedOn: on,
    totals,
    digest,
    proposedBy: by,
  };
  if (state.status !== 'none') {
    if (same(state.proposal, data)) return [];
    throw new Rejection('alreadyExists', { proposalId: redeterminationId });
  }
  if (totals.every((total) => total.lines === 0)) {
    const refused = totals.flatMap((total) => total.refused.map((one) => one.code));
    const rule = 'no line of the scope comes out otherwise';
    throw new Rejection('invalidState', { lines: 0, refused: [...new Set(refused)], rule });
  }
  return [{ type: 'RedeterminationProposed', data }];
}

function approve(
  command: ApproveRedetermination,
  state: RedeterminationState,
  rules: Rules,
): readonly RedeterminationEvent[] {
  const { redeterminationId, digest, by } = command;
  if (state.status === 'none') throw unknown(redeterminationId);
  const { proposal, approvedBy, status } = state;
  if (approvedBy !== by && proposal.proposedBy === by) {
    throw new Rejection('sameOfficial', { proposalId: redeterminationId });
  }
  mandateFor(rules.mandates, useToApprove(command, proposal));
  if (digest !== proposal.digest) {
    throw new Rejection('staleVersion', { proposalId: redeterminationId, digest: proposal.digest });
  }
  if (status === 'withdrawn') throw new Rejection('invalidState', { proposalId: redeterminationId, status });
  if (approvedBy === by) return [];
  if (approvedBy !== null) throw new Rejection('alreadyConfirmed', { proposalId: redeterminationId });
  return [{ type: 'RedeterminationApproved', data: { redeterminationId, digest, approvedBy: by } }];
}

function withdraw(
  command: WithdrawRedetermination,
  state: RedeterminationState,
  rules: Rules,
): readonly RedeterminationEvent[] {
  const { redeterminationId, by } = command;
  if (state.status === 'none') throw unknown(redeterminationId);
  const { status, proposal } = state;
  mandateFor(rules.mandates, useOf(command, proposal.scheme));
  if (status === 'withdrawn') return [];
  if (status === 'completed') throw new Rejection('invalidState', { proposalId: redeterminationId, status });
  return [{ type: 'RedeterminationWithdrawn', data: { redeterminationId, withdrawnBy: by } }];
}

function complete(
  command: CompleteRedetermination,
  state: RedeterminationState,
): readonly RedeterminationEvent[] {
  const { type: _type, ...data } = command;
  if (state.status === 'none') throw unknown(command.redeterminationId);
  if (state.status === 'completed') return [];
  if (state.status !== 'approved') {
    throw new Rejection('invalidState', { proposalId: command.redeterminationId, status: state.status });
  }
  return [{ type: 'RedeterminationCompleted', data }];
}

/** Whether the official may ask for it, before what it comes to is computed. */
export function mayPropose(command: Pick<ProposeRedetermination, 'scope' | 'by' | 'on'>, rules: Rules): void {
  checkScope(command.scope, rules);
  mandateFor(rules.mandates, useOf(command, command.scope.scheme));
}

/** Rows that this release knows, parties that exist, months in their order. */
function checkScope({ scheme, basis, ruleIds, cpasIds, from, to }: RedeterminationScope, rules: Rules): void {
  if (!knownScheme(scheme)) throw new Rejection('schemeUnknown', { scheme });
  const unknownRule = ruleIds.find((ruleId) => ruleKind(scheme, ruleId) === undefined);
  if (unknownRule !== undefined) {
    throw new Rejection('invalidState', { ruleId: unknownRule, rule: 'no such rule in the scheme' });
  }
  if ((basis === 'rules') !== ruleIds.length > 0) {
    throw new Rejection('invalidState', { basis, rule: 'rules are named where they are the basis' });
  }
  const stranger = cpasIds.find((cpasId) => rules.parties.find(cpasId)?.kind !== 'cpas');
  if (stranger !== undefined) throw new Rejection('partyUnknown', { partyId: stranger });
  if (from !== null && to !== null && to < from) {
    throw new Rejection('invalidState', { from, to, rule: 'the last month is before the first' });
  }
}

/** The mandate of a month run: what is determined again goes on the next statements. */
const useOf = ({ by, on }: Act, scheme: string): MandateUse => ({
  official: by,
  role: 'runManager',
  on,
  scheme,
});

/** An approval moves what it adds and what it takes back, CPAS by CPAS. */
const useToApprove = (command: Act, { scheme, totals, proposedBy }: Proposal): MandateUse => ({
  ...useOf(command, scheme),
  amount: sum(totals.map(({ netAfter, netBefore }) => cents(Math.abs(netAfter - netBefore)))),
  proposedBy,
});

function mandateOf(command: RedeterminationCommand, state: RedeterminationState): MandateUse | null {
  if (command.type === 'CompleteRedetermination') return null;
  if (command.type === 'ProposeRedetermination') return useOf(command, command.scope.scheme);
  if (state.status === 'none') return null;
  const { proposal } = state;
  return command.type === 'ApproveRedetermination'
    ? useToApprove(command, proposal)
    : useOf(command, proposal.scheme);
}

const unknown = (proposalId: string): Rejection => new Rejection('proposalUnknown', { proposalId });
