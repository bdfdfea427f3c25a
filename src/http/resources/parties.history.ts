import type { Recorded } from '../../domain/decider.js';
import { isReferenceFact } from '../../domain/reference-event.js';
import type { Proposal } from '../../domain/proposal.js';
import { proposalFrom } from '../../domain/proposal.js';
import { namesView, partyReference } from './parties.view.js';
import type { Sight } from './parties.view.js';

/** The changes of a party in the order of recording. */
export const changesView = (facts: readonly Recorded[], { links }: Sight) =>
  facts.filter(isReferenceFact).flatMap((fact) => {
    if (fact.type !== 'PartyChanged') return [];
    const { names, nisCode, enterpriseNumber, validFrom, source, changedBy } = fact.data;
    const { sequence, meta } = fact;
    return [
      {
        href: links.to('auditTrail', { sequence }),
        sequence,
        recordedAt: meta.recordedAt,
        ...(names && { names: namesView(names) }),
        ...(nisCode && { municipalityCode: Number(nisCode) }),
        ...(enterpriseNumber && { enterpriseNumber }),
        startDate: validFrom,
        source,
        changedBy,
      },
    ];
  });

/** The accounts that were proposed for a party, in the order of recording. */
export const ibanProposalsView = (facts: readonly Recorded[], sight: Sight) =>
  proposalsIn(facts, 'iban', sight).flatMap(({ parts, ...proposal }) =>
    parts.flatMap(({ proposed }) => {
      if (proposed.type !== 'IbanProposed') return [];
      const { iban, validFrom } = proposed.data;
      return [{ ...headOf(proposal, sight), iban, startDate: validFrom }];
    }),
  );

/** The successors that were proposed for a party, in the order of recording. */
export const successionProposalsView = (facts: readonly Recorded[], sight: Sight) =>
  proposalsIn(facts, 'succession', sight).flatMap(({ parts, ...proposal }) =>
    parts.flatMap(({ proposed }) => {
      if (proposed.type !== 'SuccessionProposed') return [];
      const { successorId, effectiveOn, mode, source } = proposed.data;
      const successor = partyReference(successorId, sight);
      return [{ ...headOf(proposal, sight), successor, startDate: effectiveOn, modeCode: mode, source }];
    }),
  );

function proposalsIn(
  facts: readonly Recorded[],
  kind: Proposal['kind'],
  { known }: Sight,
): readonly Proposal[] {
  const byId = Map.groupBy(facts, ({ data }) => (data as { readonly proposalId?: string }).proposalId);
  return [...byId.values()].flatMap((own) => {
    const proposal = proposalFrom(own, known.pendingProposals());
    return proposal?.kind === kind ? [proposal] : [];
  });
}

const headOf = (
  { proposalId, state, proposedBy, approvedBy }: Omit<Proposal, 'parts'>,
  { links }: Sight,
) => ({
  href: links.to(`proposals/${proposalId}`),
  id: proposalId,
  stateCode: state,
  proposedBy,
  ...(approvedBy !== undefined && { approvedBy }),
});
