import { unreachable } from './decider.js';
import type { Recorded } from './decider.js';
import type { PartyId } from './ids.js';
import { MandateBook } from './mandate/mandate-book.js';
import { PartyBook } from './party/party-book.js';
import { ProposalList } from './proposals.js';
import type { PendingProposal } from './proposals.js';
import { RedeterminationBook } from './redetermination/redetermination-book.js';
import { REFERENCE_EVENTS, isReferenceFact } from './reference-event.js';
import type { ReferenceEvent } from './reference-event.js';
import { RuleBook } from './rulebook/rule-book.js';
import type { ConfirmedShare, Rules } from './rules.js';
import { ShareBook } from './share/share-book.js';
import type { HeldShare } from './share/share-book.js';
import { staleShares } from './share/stale-shares.js';
import type { StaleShare } from './share/stale-shares.js';
import { brusselsDay, instant } from './time.js';
import type { Day } from './time.js';

/**
 * Everything that decisions look up, folded from the confirmed facts up to one sequence: folding to an earlier
 * sequence gives what was known then. Facts are applied in log order, each once; one that contradicts the facts before
 * it is broken and throws, which stops its reader.
 */
export class Reference implements Rules {
  static readonly reads = REFERENCE_EVENTS;

  readonly parties: PartyBook;
  readonly mandates: MandateBook;
  readonly rulebook: RuleBook;
  readonly redeterminations: RedeterminationBook;
  readonly #shares = new ShareBook();
  readonly #proposals = new ProposalList();
  #openedOn: Day | undefined;
  #knownThrough = 0;

  /** Knows nothing yet; or what another one knows, from where each goes on by itself. */
  constructor(from?: Reference) {
    this.parties = new PartyBook(from?.parties);
    this.mandates = new MandateBook(from?.mandates);
    this.rulebook = new RuleBook(from?.rulebook);
    this.redeterminations = new RedeterminationBook(from?.redeterminations);
    if (from === undefined) return;
    this.#shares = new ShareBook(from.#shares);
    this.#proposals = new ProposalList(from.#proposals);
    this.#openedOn = from.#openedOn;
    this.#knownThrough = from.#knownThrough;
  }

  get knownThrough(): number {
    return this.#knownThrough;
  }

  /** Throws before the first fact, `LogOpened`. */
  get openedOn(): Day {
    if (this.#openedOn === undefined) throw new Error('nothing is known before LogOpened');
    return this.#openedOn;
  }

  share(cpasId: PartyId, year: number): ConfirmedShare | undefined {
    return this.#shares.heldOf(cpasId, year);
  }

  /** Every confirmed share as it was determined, in no particular order. */
  heldShares(): Iterable<HeldShare> {
    return this.#shares.held();
  }

  heldShare(cpasId: PartyId, year: number): HeldShare | undefined {
    return this.#shares.heldOf(cpasId, year);
  }

  /** Confirmed shares that the facts of now would not lead to. */
  staleShares(): readonly StaleShare[] {
    return staleShares(this.#shares.held(), this);
  }

  mayRedetermine(redeterminationId: string): boolean {
    return this.redeterminations.find(redeterminationId)?.status === 'approved';
  }

  /** What waits for a second person, in log order; proposals that a later one overtook are left out. */
  pendingProposals(): readonly PendingProposal[] {
    return this.#proposals.pending();
  }

  apply(fact: Recorded): void {
    if (fact.sequence <= this.#knownThrough) {
      throw new Error(`fact ${fact.sequence} comes after ${this.#knownThrough}`);
    }
    if (isReferenceFact(fact)) {
      this.#fold(fact);
      this.#proposals.apply(fact);
    }
    this.#knownThrough = fact.sequence;
  }

  /** The facts up to this sequence have been applied, or are none that are read here. */
  advanceTo(sequence: number): void {
    this.#knownThrough = Math.max(this.#knownThrough, sequence);
  }

  #fold(fact: Recorded<ReferenceEvent>): void {
    switch (fact.type) {
      case 'LogOpened':
        this.#openedOn = brusselsDay(instant(fact.meta.recordedAt));
        return this.mandates.open(fact);
      case 'MandateProposed':
      case 'MandateConfirmed':
      case 'MandateRevoked':
      case 'DelegationProposed':
      case 'DelegationConfirmed':
      case 'DelegationRevoked':
      case 'OfficialNamed':
        return this.mandates.apply(fact);
      case 'PartyRegistered':
      case 'PartyChanged':
      case 'SuccessionProposed':
      case 'PartySucceeded':
      case 'IbanProposed':
      case 'IbanConfirmed':
        return this.parties.apply(fact);
      case 'ShareDetermined':
        return this.#shares.propose(fact);
      case 'ShareConfirmed':
        return this.#shares.confirm(fact, fact.sequence);
      case 'RulebookProposed':
        return this.rulebook.propose(fact);
      case 'RulebookConfirmed':
        return this.rulebook.confirm(fact, fact.sequence);
      case 'RedeterminationProposed':
      case 'RedeterminationApproved':
      case 'RedeterminationWithdrawn':
      case 'RedeterminationCompleted':
        return this.redeterminations.apply(fact);
      case 'StatementRunProposed':
      case 'StatementRunStarted':
      case 'StatementRunCompleted':
        return;
      default:
        return unreachable(fact);
    }
  }
}
