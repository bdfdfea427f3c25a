import { unreachable } from '../decider.js';
import type { OfficialId } from '../ids.js';
import type { Cents } from '../money.js';
import { addDays, earlier } from '../time.js';
import type { Day } from '../time.js';
import type { DelegationProposed, MandateEvent, MandateProposed, Role } from './events.js';

/** What a mandate allows, without who asked for it. */
export interface GrantTerms {
  readonly role: Role;
  readonly schemes: readonly string[];
  readonly ceiling: Cents | null;
  readonly validFrom: Day;
  readonly validUntil: Day | null;
}

/** A confirmed mandate; revoking it moves its last day. */
export type Grant = GrantTerms & { readonly proposalId: string };

export type Proposal = MandateProposed['data'] & { readonly confirmedBy: OfficialId | null };

/**
 * A delegation, confirmed or not. It rests on the mandates that its holder had when it was confirmed: when they end it
 * ends, and a mandate given later does not wake it.
 */
export type Delegation = DelegationProposed['data'] & {
  readonly confirmedBy: OfficialId | null;
  /** Proposals of the mandates it rests on; none before it is confirmed. */
  readonly restsOn: readonly string[];
};

export interface MandateState {
  readonly proposals: readonly Proposal[];
  readonly grants: readonly Grant[];
  /** That this official gave to others. */
  readonly delegations: readonly Delegation[];
}

export const NO_MANDATES: MandateState = { proposals: [], grants: [], delegations: [] };

export function evolveMandate(state: MandateState, event: MandateEvent): MandateState {
  switch (event.type) {
    case 'MandateProposed':
      return { ...state, proposals: [...state.proposals, { ...event.data, confirmedBy: null }] };
    case 'MandateConfirmed': {
      const { proposalId, confirmedBy } = event.data;
      const found = state.proposals.find((proposal) => proposal.proposalId === proposalId);
      return {
        ...state,
        proposals: state.proposals.map((one) => (one === found ? { ...one, confirmedBy } : one)),
        grants: found ? [...state.grants, { proposalId, ...termsOf(found) }] : state.grants,
      };
    }
    case 'MandateRevoked':
      return { ...state, grants: revokedGrants(state.grants, event.data.role, event.data.from) };
    case 'DelegationProposed': {
      const proposed: Delegation = { ...event.data, confirmedBy: null, restsOn: [] };
      return { ...state, delegations: [...state.delegations, proposed] };
    }
    case 'DelegationConfirmed': {
      const { proposalId, confirmedBy } = event.data;
      const restsOn = state.grants.map((grant) => grant.proposalId);
      return withDelegation(state, proposalId, (one) => ({ ...one, confirmedBy, restsOn }));
    }
    case 'DelegationRevoked': {
      const { proposalId, from } = event.data;
      return withDelegation(state, proposalId, (one) => revokedDelegation(one, from));
    }
    case 'OfficialNamed':
      return state;
    default:
      return unreachable(event);
  }
}

/** The mandates after a role is taken away from a day on. */
export const revokedGrants = (grants: readonly Grant[], role: Role, from: Day): readonly Grant[] =>
  grants.map((grant) =>
    grant.role === role ? { ...grant, validUntil: lastDayBefore(from, grant.validUntil) } : grant,
  );

/** The same, without a day from `from` on; one that nobody confirmed yet loses all its days. */
export function revokedDelegation(delegation: Delegation, from: Day): Delegation {
  const { confirmedBy, validFrom, validUntil } = delegation;
  const end = confirmedBy === null ? earlier(from, validFrom) : from;
  return { ...delegation, validUntil: lastDayBefore(end, validUntil) };
}

/** The last day of what ends before `from`; where it would have begun later, none of its days is left. */
function lastDayBefore(from: Day, validUntil: Day | null): Day {
  const last = addDays(from, -1);
  return validUntil === null ? last : earlier(validUntil, last);
}

export const termsOf = ({ role, schemes, ceiling, validFrom, validUntil }: GrantTerms): GrantTerms => ({
  role,
  schemes,
  ceiling,
  validFrom,
  validUntil,
});

const withDelegation = (
  state: MandateState,
  proposalId: string,
  change: (one: Delegation) => Delegation,
): MandateState => ({
  ...state,
  delegations: state.delegations.map((one) => (one.proposalId === proposalId ? change(one) : one)),
});
