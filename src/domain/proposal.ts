import type { Recorded } from './decider.js';
import type { OfficialId } from './ids.js';
import { isSettledBy, proposalOf } from './proposals.js';
import type { PendingProposal } from './proposals.js';
import { isReferenceFact } from './reference-event.js';
import type { ReferenceEvent } from './reference-event.js';

/** `overtaken`: a later proposal of the same thing took its place; `withdrawn`: it was taken back before anybody confirmed it. */
export type ProposalState = 'pending' | 'approved' | 'withdrawn' | 'overtaken';

/** One part of a proposal, as it was proposed and what became of it. */
export interface ProposalPart {
  readonly about: PendingProposal;
  readonly state: ProposalState;
  readonly proposed: Recorded<ReferenceEvent>;
  /** The fact that confirmed it or took it back. */
  readonly ended?: Recorded<ReferenceEvent>;
}

/** A proposal with its parts: several where a list was proposed as one. */
export interface Proposal {
  readonly proposalId: string;
  readonly kind: PendingProposal['kind'];
  /** Pending while one of its parts is. */
  readonly state: ProposalState;
  readonly proposedBy: OfficialId;
  readonly approvedBy?: OfficialId;
  readonly parts: readonly ProposalPart[];
}

/** A proposal from all that was recorded of it, and from what was waiting then; undefined where nothing was. */
export function proposalFrom(
  recorded: readonly Recorded[],
  pending: readonly PendingProposal[],
): Proposal | undefined {
  const facts = recorded.filter(isReferenceFact);
  // What becomes of a part is recorded where the part was.
  const byStream = Map.groupBy(facts, ({ stream }) => stream);
  const parts = facts.flatMap((proposed): readonly ProposalPart[] => {
    const entry = proposalOf(proposed);
    if (!entry) return [];
    const { parameters: _parameters, ...about } = entry;
    const ended = byStream
      .get(proposed.stream)
      ?.find((fact) => fact.sequence > about.sequence && isSettledBy(about, fact));
    return [{ about, state: stateOf(about, ended, pending), proposed, ...(ended && { ended }) }];
  });
  const [first] = parts;
  if (!first) return undefined;
  const { proposalId, kind, proposedBy } = first.about;
  const approved = parts.findLast((part) => part.state === 'approved')?.ended;
  const state = ORDER.find((one) => parts.some((part) => part.state === one)) ?? 'overtaken';
  return {
    proposalId,
    kind,
    state,
    proposedBy,
    ...(approved && { approvedBy: approved.meta.actor.subject as OfficialId }),
    parts,
  };
}

const ORDER: readonly ProposalState[] = ['pending', 'approved', 'withdrawn', 'overtaken'];

function stateOf(
  { proposalId, kind, key }: PendingProposal,
  ended: Recorded<ReferenceEvent> | undefined,
  pending: readonly PendingProposal[],
): ProposalState {
  if (ended) return WITHDRAWALS.has(ended.type) ? 'withdrawn' : 'approved';
  const waits = pending.some((one) => one.proposalId === proposalId && one.kind === kind && one.key === key);
  return waits ? 'pending' : 'overtaken';
}

const WITHDRAWALS: ReadonlySet<string> = new Set(['DelegationRevoked', 'RedeterminationWithdrawn']);
