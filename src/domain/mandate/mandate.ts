import { unreachable } from '../decider.js';
import type { Decider } from '../decider.js';
import type { OfficialId } from '../ids.js';
import { Rejection } from '../rejection.js';
import { knownScheme } from '../rulebook/rule-kinds.js';
import type { Rules } from '../rules.js';
import { same } from '../same.js';
import { addDays, earlier } from '../time.js';
import type { Day } from '../time.js';
import type { MandateEvent, MandateProposed, Role } from './events.js';

/** An administrator asks that an official may act in a role; another administrator confirms. */
export interface ProposeMandate {
  readonly type: 'ProposeMandate';
  readonly proposalId: string;
  readonly officialId: OfficialId;
  readonly role: Role;
  /** Scheme codes, or `*` for all. */
  readonly schemes: readonly string[];
  readonly validFrom: Day;
  readonly validUntil: Day | null;
  readonly by: OfficialId;
  readonly on: Day;
}

export interface ConfirmMandate {
  readonly type: 'ConfirmMandate';
  readonly officialId: OfficialId;
  readonly proposalId: string;
  readonly by: OfficialId;
  readonly on: Day;
}

/** One administrator is enough to take a role away: it moves no money. The founders' own role cannot be taken. */
export interface RevokeMandate {
  readonly type: 'RevokeMandate';
  readonly officialId: OfficialId;
  readonly role: Role;
  /** First day on which the mandate no longer holds; not before the day of acting. */
  readonly from: Day;
  readonly reason: string;
  readonly by: OfficialId;
  readonly on: Day;
}

export type MandateCommand = ProposeMandate | ConfirmMandate | RevokeMandate;

/** A confirmed mandate; revoking it moves its last day. */
export interface Grant {
  readonly role: Role;
  readonly schemes: readonly string[];
  readonly validFrom: Day;
  readonly validUntil: Day | null;
}

type Proposal = MandateProposed['data'] & { readonly confirmedBy: OfficialId | null };

export interface MandateState {
  readonly proposals: readonly Proposal[];
  readonly grants: readonly Grant[];
}

export const mandate: Decider<MandateState, MandateCommand, MandateEvent, Rules> = {
  version: 1,
  initial: { proposals: [], grants: [] },
  streamOf: (command) => `mandate-${command.officialId}`,
  decide(command, state, rules) {
    if (!rules.mandates.holds(command.by, 'administrator', command.on)) {
      throw new Rejection('mandateMissing', { role: 'administrator', on: command.on });
    }
    switch (command.type) {
      case 'ProposeMandate':
        return propose(command, state);
      case 'ConfirmMandate':
        return confirm(command, state);
      case 'RevokeMandate':
        return revoke(command, state);
      default:
        return unreachable(command);
    }
  },
  evolve(state, event) {
    switch (event.type) {
      case 'MandateProposed':
        return { ...state, proposals: [...state.proposals, { ...event.data, confirmedBy: null }] };
      case 'MandateConfirmed': {
        const { proposalId, confirmedBy } = event.data;
        const found = state.proposals.find((proposal) => proposal.proposalId === proposalId);
        return {
          proposals: state.proposals.map((one) => (one === found ? { ...one, confirmedBy } : one)),
          grants: found ? [...state.grants, grantOf(found)] : state.grants,
        };
      }
      case 'MandateRevoked':
        return { ...state, grants: revoked(state.grants, event.data.role, event.data.from) };
      default:
        return unreachable(event);
    }
  },
};

/** The grants after a role is taken away from a day on. */
export const revoked = (grants: readonly Grant[], role: Role, from: Day): readonly Grant[] =>
  grants.map((grant) => {
    if (grant.role !== role) return grant;
    const last = addDays(from, -1);
    return { ...grant, validUntil: grant.validUntil === null ? last : earlier(grant.validUntil, last) };
  });

export const grantOf = ({ role, schemes, validFrom, validUntil }: Grant): Grant => ({
  role,
  schemes,
  validFrom,
  validUntil,
});

function propose(command: ProposeMandate, state: MandateState): readonly MandateEvent[] {
  const { proposalId, officialId, validFrom, validUntil } = command;
  const schemes = [...new Set(command.schemes)].sort();
  if (validUntil !== null && validUntil < validFrom) {
    throw new Rejection('invalidState', { validFrom, validUntil, rule: 'the last day is before the first' });
  }
  const unknown = schemes.find((scheme) => scheme !== '*' && !knownScheme(scheme));
  if (unknown !== undefined || schemes.length === 0) {
    throw new Rejection('schemeUnknown', { scheme: unknown ?? null });
  }
  const asked = grantOf({ role: command.role, schemes, validFrom, validUntil });
  const known = state.proposals.find((proposal) => proposal.proposalId === proposalId);
  if (known) {
    if (same(grantOf(known), asked) && known.proposedBy === command.by) return [];
    throw new Rejection('alreadyExists', { proposalId });
  }
  const pending = state.proposals.filter((proposal) => proposal.confirmedBy === null).map(grantOf);
  if ([...state.grants, ...pending].some((grant) => same(grant, asked))) return [];
  return [{ type: 'MandateProposed', data: { proposalId, officialId, ...asked, proposedBy: command.by } }];
}

function confirm(command: ConfirmMandate, state: MandateState): readonly MandateEvent[] {
  const { proposalId, officialId, by } = command;
  const proposal = state.proposals.find((one) => one.proposalId === proposalId);
  if (!proposal) throw new Rejection('proposalUnknown', { proposalId });
  if (proposal.confirmedBy === by) return [];
  if (proposal.confirmedBy !== null) throw new Rejection('alreadyConfirmed', { proposalId });
  if (proposal.proposedBy === by) throw new Rejection('sameOfficial', { proposalId });
  return [{ type: 'MandateConfirmed', data: { proposalId, officialId, confirmedBy: by } }];
}

function revoke(command: RevokeMandate, state: MandateState): readonly MandateEvent[] {
  const { officialId, role, from, reason } = command;
  if (from < command.on) throw new Rejection('invalidState', { from, rule: 'a mandate ends today or later' });
  const held = state.grants.filter((grant) => grant.role === role);
  if (held.length === 0) throw new Rejection('invalidState', { role, rule: 'no such mandate to take away' });
  if (same(revoked(held, role, from), held)) return [];
  return [{ type: 'MandateRevoked', data: { officialId, role, from, reason, revokedBy: command.by } }];
}
