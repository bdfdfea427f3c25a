import { Rejection } from '../rejection.js';
import type { Rules } from '../rules.js';
import { same } from '../same.js';
import { LAST_DAY } from '../time.js';
import type { Day } from '../time.js';
import type { ConfirmSuccession, ProposeSuccession } from './commands.js';
import type { PartyEvent, PartySucceeded, SuccessionProposed } from './events.js';
import type { RegisteredParty } from './state.js';

export function proposeSuccession(
  command: ProposeSuccession,
  state: RegisteredParty,
  rules: Rules,
): readonly PartyEvent[] {
  const { proposalId, successorId, effectiveOn, mode, source, by, on } = command;
  const asked = { successorId, effectiveOn, mode, source };
  const { succession, proposedSuccessions } = state;
  if (succession) {
    if (same(contentOf(succession), asked)) return [];
    throw new Rejection('alreadySucceeded', {
      partyId: command.partyId,
      successorId: succession.successorId,
    });
  }
  const known = proposedSuccessions.find((one) => one.proposalId === proposalId);
  if (known) {
    if (same(contentOf(known), asked) && known.proposedBy === by) return [];
    throw new Rejection('alreadyExists', { proposalId });
  }
  const latest = proposedSuccessions.at(-1);
  if (latest && same(contentOf(latest), asked)) return [];
  const facts = { partyId: command.partyId, proposalId, ...asked };
  refuseSuccession(facts, on, { state, rules });
  return [{ type: 'SuccessionProposed', data: { ...facts, proposedBy: by } }];
}

/** Only the latest proposal can be confirmed, and the register of today must still allow it. */
export function confirmSuccession(
  command: ConfirmSuccession,
  state: RegisteredParty,
  rules: Rules,
): readonly PartyEvent[] {
  const { partyId, proposalId, by, on } = command;
  const { succession, proposedSuccessions } = state;
  const latest = proposedSuccessions.at(-1);
  const proposal = proposedSuccessions.find((one) => one.proposalId === proposalId);
  if (!proposal || !latest) throw new Rejection('proposalUnknown', { proposalId });
  if (succession?.proposalId === proposalId) {
    if (succession.confirmedBy === by) return [];
    throw new Rejection('alreadyConfirmed', { proposalId });
  }
  if (succession) {
    throw new Rejection('alreadySucceeded', { partyId, successorId: succession.successorId });
  }
  if (proposal !== latest) throw new Rejection('staleVersion', { proposalId, latest: latest.proposalId });
  if (proposal.proposedBy === by) throw new Rejection('sameOfficial', { proposalId });
  refuseSuccession(proposal, on, { state, rules });
  const { proposedBy: _proposedBy, ...facts } = proposal;
  return [{ type: 'PartySucceeded', data: { ...facts, confirmedBy: by } }];
}

type SuccessionContent = Pick<PartySucceeded['data'], 'successorId' | 'effectiveOn' | 'mode' | 'source'>;

const contentOf = ({ successorId, effectiveOn, mode, source }: SuccessionContent): SuccessionContent => ({
  successorId,
  effectiveOn,
  mode,
  source,
});

/** The day has come, the successor exists on it and is of the same kind, and there is no circle. */
function refuseSuccession(
  {
    partyId,
    successorId,
    effectiveOn,
  }: Pick<SuccessionProposed['data'], 'partyId' | 'successorId' | 'effectiveOn'>,
  on: Day,
  { state: { registered }, rules }: { readonly state: RegisteredParty; readonly rules: Rules },
): void {
  const successor = rules.parties.find(successorId);
  if (!successor) throw new Rejection('partyUnknown', { partyId: successorId });
  if (successorId === partyId || successor.kind !== registered.kind || effectiveOn <= registered.validFrom) {
    const rule = 'another party of the same kind follows, after the first day of this one';
    throw new Rejection('invalidState', { successorId, effectiveOn, rule });
  }
  if (successor.validFrom > effectiveOn) {
    throw new Rejection('notYetEffective', {
      partyId: successorId,
      validFrom: successor.validFrom,
      effectiveOn,
    });
  }
  if (rules.parties.ownerOn(successorId, LAST_DAY) === partyId) {
    throw new Rejection('invalidState', {
      successorId,
      rule: 'the successor is itself followed by this party',
    });
  }
  if (successor.succession && successor.succession.effectiveOn <= effectiveOn) {
    throw new Rejection('partyEnded', { partyId: successorId, endedOn: successor.succession.effectiveOn });
  }
  if (on < effectiveOn) throw new Rejection('notYetEffective', { partyId, effectiveOn, on });
}
