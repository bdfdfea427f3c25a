import { unreachable } from '../decider.js';
import type { Recorded } from '../decider.js';
import type { OfficialId } from '../ids.js';
import type { RedeterminationCompleted, RedeterminationEvent, RedeterminationProposed } from './events.js';

/** A redetermination as it stands: what was proposed, who approved it, what came of it. */
export interface Redetermination {
  readonly status: 'proposed' | 'approved' | 'withdrawn' | 'completed';
  readonly proposal: RedeterminationProposed['data'];
  /** Sequence of the proposal, and of the last fact about it. */
  readonly sequence: number;
  readonly lastSequence: number;
  /** Revision of its stream. */
  readonly revision: number;
  /** What is named as the cause of its proposal, and of its approval. */
  readonly proposedCommand: string;
  readonly approvedCommand: string | null;
  readonly approvedBy: OfficialId | null;
  readonly approvedSequence: number | null;
  readonly withdrawnBy: OfficialId | null;
  readonly outcome: RedeterminationCompleted['data'] | null;
}

/** Every redetermination, in the order of the log. */
export class RedeterminationBook {
  readonly #byId = new Map<string, Redetermination>();

  constructor(from?: RedeterminationBook) {
    if (from !== undefined) this.#byId = new Map(from.#byId);
  }

  apply(fact: Recorded<RedeterminationEvent>): void {
    const { redeterminationId } = fact.data;
    this.#byId.set(redeterminationId, after(this.#byId.get(redeterminationId), fact));
  }

  find(redeterminationId: string): Redetermination | undefined {
    return this.#byId.get(redeterminationId);
  }

  list(): readonly Redetermination[] {
    return [...this.#byId.values()];
  }
}

function after(before: Redetermination | undefined, fact: Recorded<RedeterminationEvent>): Redetermination {
  const { sequence, revision } = fact;
  if (fact.type === 'RedeterminationProposed') {
    return {
      status: 'proposed',
      proposal: fact.data,
      sequence,
      lastSequence: sequence,
      revision,
      proposedCommand: fact.meta.causationId,
      approvedCommand: null,
      approvedBy: null,
      approvedSequence: null,
      withdrawnBy: null,
      outcome: null,
    };
  }
  if (before === undefined) throw new Error(`${fact.type} of what was never proposed`);
  const now = { ...before, lastSequence: sequence, revision };
  switch (fact.type) {
    case 'RedeterminationApproved':
      return {
        ...now,
        status: 'approved',
        approvedBy: fact.data.approvedBy,
        approvedCommand: fact.meta.causationId,
        approvedSequence: sequence,
      };
    case 'RedeterminationWithdrawn':
      return { ...now, status: 'withdrawn', withdrawnBy: fact.data.withdrawnBy };
    case 'RedeterminationCompleted':
      return { ...now, status: 'completed', outcome: fact.data };
    default:
      return unreachable(fact);
  }
}
