import type { Cents } from '../money.js';
import { Rejection } from '../rejection.js';
import { same } from '../same.js';
import type { ConfirmDelegation, ProposeDelegation, RevokeDelegation } from './commands.js';
import type { MandateEvent, Role } from './events.js';
import { covers } from './held.js';
import { revokedDelegation } from './state.js';
import type { Delegation, Grant, MandateState } from './state.js';
import { checkTerms } from './terms.js';

type Terms = Pick<Delegation, 'delegateId' | 'roles' | 'schemes' | 'ceiling' | 'validFrom' | 'validUntil'>;

/** Only what is one's own can be delegated: what was delegated to the holder is not among their grants. */
export function proposeDelegation(command: ProposeDelegation, state: MandateState): readonly MandateEvent[] {
  const { proposalId, officialId, delegateId, validFrom, validUntil } = command;
  if (delegateId === officialId) throw new Rejection('sameOfficial', { delegateId });
  if (command.roles.length === 0) throw new Rejection('invalidState', { rule: 'at least one role' });
  const ceiling = command.ceiling ?? null;
  const schemes = checkTerms({ ...command, ceiling });
  const roles = [...new Set(command.roles)].sort();
  const asked: Terms = { delegateId, roles, schemes, ceiling, validFrom, validUntil };
  const known = state.delegations.find((one) => one.proposalId === proposalId);
  if (known) {
    if (same(termsOf(known), asked)) return [];
    throw new Rejection('alreadyExists', { proposalId });
  }
  refuseUncovered(asked, state.grants);
  if (state.delegations.some((one) => same(termsOf(one), asked))) return [];
  return [{ type: 'DelegationProposed', data: { proposalId, officialId, ...asked } }];
}

/**
 * The delegate gains by it and the holder asked for it, so neither confirms. What the holder may delegate is looked at
 * again: a mandate may have been taken away meanwhile.
 */
export function confirmDelegation(command: ConfirmDelegation, state: MandateState): readonly MandateEvent[] {
  const { proposalId, officialId, by } = command;
  const found = mustFind(state, proposalId);
  const { delegateId, confirmedBy } = found;
  if (confirmedBy === by) return [];
  if (confirmedBy !== null) throw new Rejection('alreadyConfirmed', { proposalId });
  if (by === officialId || by === delegateId) throw new Rejection('sameOfficial', { proposalId });
  if (found.validUntil < found.validFrom) {
    throw new Rejection('invalidState', { proposalId, rule: 'the delegation was taken away' });
  }
  refuseUncovered(found, state.grants);
  return [{ type: 'DelegationConfirmed', data: { proposalId, officialId, delegateId, confirmedBy: by } }];
}

export function revokeDelegation(command: RevokeDelegation, state: MandateState): readonly MandateEvent[] {
  const { proposalId, officialId, from, reason, by, on } = command;
  if (from < on) throw new Rejection('invalidState', { from, rule: 'a delegation ends today or later' });
  const delegation = mustFind(state, proposalId);
  if (same(revokedDelegation(delegation, from), delegation)) return [];
  const { delegateId } = delegation;
  const data = { proposalId, officialId, delegateId, from, reason, revokedBy: by };
  return [{ type: 'DelegationRevoked', data }];
}

function mustFind(state: MandateState, proposalId: string): Delegation {
  const found = state.delegations.find((one) => one.proposalId === proposalId);
  if (!found) throw new Rejection('proposalUnknown', { proposalId });
  return found;
}

/** Each role and scheme, on all days, up to the ceiling asked, lies within one mandate of the holder. */
function refuseUncovered(asked: Terms, grants: readonly Grant[]): void {
  for (const role of asked.roles) {
    if (role === 'administrator') {
      throw new Rejection('invalidState', { role, rule: 'administration is not delegated' });
    }
    for (const scheme of asked.schemes) refuseUncoveredScheme({ role, scheme }, asked, grants);
  }
}

function refuseUncoveredScheme(
  { role, scheme }: { readonly role: Role; readonly scheme: string },
  asked: Terms,
  grants: readonly Grant[],
): void {
  const ofHolder = grants.filter(
    (grant) =>
      grant.role === role &&
      grant.validFrom <= asked.validFrom &&
      (grant.validUntil === null || asked.validUntil <= grant.validUntil) &&
      (scheme === '*' || covers(grant.schemes, scheme)),
  );
  if (ofHolder.length === 0) {
    throw new Rejection('mandateMissing', { role, scheme, on: asked.validFrom, until: asked.validUntil });
  }
  const { ceiling: amount } = asked;
  if (amount === null || ofHolder.some((grant) => grant.ceiling === null || amount <= grant.ceiling)) return;
  const ceiling: number = Math.max(...ofHolder.map((grant): Cents | 0 => grant.ceiling ?? 0));
  throw new Rejection('ceilingExceeded', { role, ceiling, amount });
}

const termsOf = ({ delegateId, roles, schemes, ceiling, validFrom, validUntil }: Terms): Terms => ({
  delegateId,
  roles,
  schemes,
  ceiling,
  validFrom,
  validUntil,
});
