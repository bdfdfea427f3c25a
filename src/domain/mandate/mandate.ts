import { unreachable } from '../decider.js';
import type { Decider } from '../decider.js';
import { Rejection } from '../rejection.js';
import type { MandateUse, Rules } from '../rules.js';
import { same } from '../same.js';
import type { ConfirmMandate, MandateCommand, ProposeMandate, RevokeMandate } from './commands.js';
import { confirmDelegation, proposeDelegation, revokeDelegation } from './delegation.js';
import type { MandateEvent } from './events.js';
import { mandateFor } from './mandate-for.js';
import { NO_MANDATES, evolveMandate, revokedGrants, termsOf } from './state.js';
import type { MandateState } from './state.js';
import { checkTerms } from './terms.js';

/** Mandates are the administrators': two of them give one, any of them takes it away. A delegation begins with its holder. */
export const mandate: Decider<MandateState, MandateCommand, MandateEvent, Rules> = {
  version: 2,
  initial: NO_MANDATES,
  streamOf: (command) => `mandate-${command.officialId}`,
  decide(command, state, rules) {
    const use = mandateOf(command, state);
    if (use) mandateFor(rules.mandates, use);
    switch (command.type) {
      case 'ProposeMandate':
        return propose(command, state);
      case 'ConfirmMandate':
        return confirm(command, state);
      case 'RevokeMandate':
        return revoke(command, state);
      case 'ProposeDelegation':
        return proposeDelegation(command, state);
      case 'ConfirmDelegation':
        return confirmDelegation(command, state);
      case 'RevokeDelegation':
        return revokeDelegation(command, state);
      case 'NameOfficial':
        return [{ type: 'OfficialNamed', data: { officialId: command.officialId, namedBy: command.by } }];
      default:
        return unreachable(command);
    }
  },
  mandateOf,
  evolve: evolveMandate,
};

/** An administrator's, but for what the holder of mandates does with them: that is checked against the mandates themselves. */
function mandateOf(command: MandateCommand, state: MandateState): MandateUse | null {
  if (command.type === 'ProposeDelegation') return null;
  const { by, on, officialId } = command;
  const use: MandateUse = { official: by, role: 'administrator', on };
  if (command.type === 'RevokeDelegation') return by === officialId ? null : use;
  if (command.type !== 'ConfirmMandate') return use;
  const proposedBy = state.proposals.find((one) => one.proposalId === command.proposalId)?.proposedBy;
  return { ...use, proposedBy };
}

function propose(command: ProposeMandate, state: MandateState): readonly MandateEvent[] {
  const { proposalId, officialId, role, validFrom, validUntil, by } = command;
  const ceiling = command.ceiling ?? null;
  const schemes = checkTerms({ ...command, roles: [role], ceiling });
  const asked = termsOf({ role, schemes, ceiling, validFrom, validUntil });
  const known = state.proposals.find((proposal) => proposal.proposalId === proposalId);
  if (known) {
    if (same(termsOf(known), asked) && known.proposedBy === by) return [];
    throw new Rejection('alreadyExists', { proposalId });
  }
  const pending = state.proposals.filter((proposal) => proposal.confirmedBy === null);
  if ([...state.grants, ...pending].some((grant) => same(termsOf(grant), asked))) return [];
  return [{ type: 'MandateProposed', data: { proposalId, officialId, ...asked, proposedBy: by } }];
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
  if (same(revokedGrants(held, role, from), held)) return [];
  return [{ type: 'MandateRevoked', data: { officialId, role, from, reason, revokedBy: command.by } }];
}
