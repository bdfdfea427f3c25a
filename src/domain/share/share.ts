import { unreachable } from '../decider.js';
import type { Decider } from '../decider.js';
import type { OfficialId, PartyId } from '../ids.js';
import { mandateFor } from '../mandate/mandate-for.js';
import { compareRates, pointsFromRate, rateFromPoints } from '../money.js';
import type { Rate } from '../money.js';
import { Rejection } from '../rejection.js';
import { rowInForce, wholeOf } from '../rulebook/lookup.js';
import type { MandateUse, Rules } from '../rules.js';
import { same } from '../same.js';
import { day } from '../time.js';
import type { Day } from '../time.js';
import { computeShare, previousShare } from './compute.js';
import type { PartyCount } from './compute.js';
import type { ShareDetermined, ShareEvent } from './events.js';

interface Act {
  readonly cpasId: PartyId;
  readonly year: number;
  readonly proposalId: string;
  readonly by: OfficialId;
  /** Brussels day of acting. */
  readonly on: Day;
}

interface Determination extends Act {
  readonly status: 'provisional' | 'final';
  readonly source: string;
}

/** The share follows from the counts of N-2 and N-3, predecessors' counts included. */
export interface DetermineShare extends Determination {
  readonly type: 'DetermineShare';
  readonly counts: readonly PartyCount[];
}

/** The share was notified by a source and is taken over as it is. */
export interface GiveShare extends Determination {
  readonly type: 'GiveShare';
  readonly share: Rate;
  readonly legalReference: string;
}

export interface ConfirmShare extends Act {
  readonly type: 'ConfirmShare';
}

export type ShareCommand = DetermineShare | GiveShare | ConfirmShare;

type Proposal = ShareDetermined['data'] & { readonly confirmedBy: OfficialId | null };

export interface ShareState {
  /** Of every year, in the order of recording. */
  readonly proposals: readonly Proposal[];
}

export const share: Decider<ShareState, ShareCommand, ShareEvent, Rules> = {
  version: 1,
  initial: { proposals: [] },
  streamOf: (command) => `share-${command.cpasId}`,
  decide(command, state, rules) {
    mandateFor(rules.mandates, mandateOf(command, state));
    switch (command.type) {
      case 'DetermineShare':
        refuseUnknownCpas(command.cpasId, rules);
        return propose(command, state, computeShare(command, rules));
      case 'GiveShare':
        refuseUnknownCpas(command.cpasId, rules);
        return propose(command, state, givenShare(command, rules));
      case 'ConfirmShare':
        return confirm(command, state, rules);
      default:
        return unreachable(command);
    }
  },
  mandateOf,
  evolve(state, event) {
    switch (event.type) {
      case 'ShareDetermined':
        return { proposals: [...state.proposals, { ...event.data, confirmedBy: null }] };
      case 'ShareConfirmed': {
        const { proposalId, confirmedBy } = event.data;
        const mark = (one: Proposal): Proposal =>
          one.proposalId === proposalId ? { ...one, confirmedBy } : one;
        return { proposals: state.proposals.map(mark) };
      }
      default:
        return unreachable(event);
    }
  },
};

/** The amounts that a share will move are not known when it is confirmed: no ceiling applies. */
function mandateOf(command: ShareCommand, state: ShareState): MandateUse {
  const use: MandateUse = { official: command.by, role: 'shareEditor', scheme: 'RIS', on: command.on };
  if (command.type !== 'ConfirmShare') return use;
  const { proposalId, year } = command;
  const proposal = state.proposals.find((one) => one.proposalId === proposalId && one.year === year);
  return { ...use, proposedBy: proposal?.proposedBy };
}

type Result = Omit<
  ShareDetermined['data'],
  'cpasId' | 'scheme' | 'year' | 'status' | 'source' | 'proposalId' | 'proposedBy'
>;

function propose(
  command: DetermineShare | GiveShare,
  state: ShareState,
  result: Result,
): readonly ShareEvent[] {
  const { cpasId, year, status, source, proposalId } = command;
  const facts = { cpasId, scheme: 'RIS', year, status, source, ...result } as const;
  const known = state.proposals.find((proposal) => proposal.proposalId === proposalId);
  if (known) {
    if (same(contentOf(known), facts) && known.proposedBy === command.by) return [];
    throw new Rejection('alreadyExists', { proposalId });
  }
  const latest = state.proposals.findLast((proposal) => proposal.year === year);
  if (latest && same(contentOf(latest), facts)) return [];
  return [{ type: 'ShareDetermined', data: { ...facts, proposalId, proposedBy: command.by } }];
}

function contentOf(proposal: Proposal): object {
  const {
    proposalId: _proposalId,
    proposedBy: _proposedBy,
    confirmedBy: _confirmedBy,
    ...content
  } = proposal;
  return content;
}

/**
 * Only the latest determination of a year can be confirmed: an older one was overtaken. So was one that was computed from a
 * share of the year before which has been corrected since.
 */
function confirm(command: ConfirmShare, state: ShareState, rules: Rules): readonly ShareEvent[] {
  const { cpasId, year, proposalId, by } = command;
  const ofYear = state.proposals.filter((one) => one.year === year);
  const proposal = ofYear.find((one) => one.proposalId === proposalId);
  const latest = ofYear.at(-1);
  if (!proposal || !latest) throw new Rejection('proposalUnknown', { proposalId, year });
  if (proposal.confirmedBy === by) return [];
  if (proposal.confirmedBy !== null) throw new Rejection('alreadyConfirmed', { proposalId });
  if (proposal !== latest) throw new Rejection('staleVersion', { proposalId, latest: latest.proposalId });
  if (proposal.proposedBy === by) throw new Rejection('sameOfficial', { proposalId });
  const previous = previousShare({ cpasId, year }, rules) ?? null;
  if (proposal.basis !== 'given' && previous !== proposal.previousShare) {
    const computedFrom = proposal.previousShare;
    throw new Rejection('staleVersion', { proposalId, computedFrom, previousShare: previous });
  }
  return [{ type: 'ShareConfirmed', data: { cpasId, scheme: 'RIS', year, proposalId, confirmedBy: by } }];
}

function givenShare(command: GiveShare, rules: Rules): Result {
  const on = day(`${command.year}-01-01`);
  const range = rowInForce(rules.rulebook, { scheme: 'RIS', ruleId: 'ris.share.range', on });
  const [lowest, highest] = [wholeOf(range, 'lowestPoints'), wholeOf(range, 'highestPoints')];
  const tooLow = compareRates(command.share, rateFromPoints(lowest)) < 0;
  if (tooLow || compareRates(command.share, rateFromPoints(highest)) > 0) {
    throw new Rejection('invalidState', {
      share: command.share,
      lowestPoints: lowest,
      highestPoints: highest,
    });
  }
  pointsFromRate(command.share);
  const { share: given, legalReference } = command;
  const previous = rules.share(command.cpasId, command.year - 1);
  return {
    share: given,
    basis: 'given',
    counts: [],
    countedParties: [],
    previousShare: previous?.share ?? null,
    policies: [],
    ruleCode: 'ris-share-given@1',
    legalReference,
  };
}

function refuseUnknownCpas(cpasId: PartyId, rules: Rules): void {
  if (rules.parties.find(cpasId)?.kind !== 'cpas') throw new Rejection('partyUnknown', { partyId: cpasId });
}
