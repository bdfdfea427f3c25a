import type { OfficialId } from '../ids.js';
import type { LogOpened } from '../log-opened.js';
import type { HeldMandate, Mandates } from '../rules.js';
import type { Day } from '../time.js';
import type { MandateEvent, Role } from './events.js';
import { FOUNDER, covers, delegatedMandates, holdsOn, ownMandates } from './held.js';
import { NO_MANDATES, evolveMandate } from './state.js';
import type { Delegation, MandateState } from './state.js';

/** Who may act in which role on a day: the mandates of every official, delegations, and the founders, who administer for ever. */
export class MandateBook implements Mandates {
  readonly #states = new Map<OfficialId, MandateState>();
  /** Delegate to holders. */
  readonly #holders = new Map<OfficialId, ReadonlySet<OfficialId>>();
  #founders: ReadonlySet<OfficialId> = new Set();

  constructor(from?: MandateBook) {
    if (from === undefined) return;
    this.#states = new Map(from.#states);
    this.#holders = new Map(from.#holders);
    this.#founders = from.#founders;
  }

  open(fact: LogOpened): void {
    this.#founders = new Set(fact.data.founders);
  }

  apply(fact: MandateEvent): void {
    if (fact.type === 'OfficialNamed') return;
    const { officialId } = fact.data;
    this.#states.set(officialId, evolveMandate(this.stateOf(officialId), fact));
    if (fact.type !== 'DelegationConfirmed') return;
    const { delegateId } = fact.data;
    this.#holders.set(delegateId, new Set(this.#holders.get(delegateId)).add(officialId));
  }

  holds(officialId: OfficialId, role: Role, on: Day, scheme?: string): boolean {
    if (role === 'administrator' && this.#founders.has(officialId)) return true;
    const own = this.stateOf(officialId).grants;
    if (own.some((one) => one.role === role && holdsOn(one, on) && covers(one.schemes, scheme))) return true;
    return this.#delegated(officialId, on).some((one) => one.role === role && covers(one.schemes, scheme));
  }

  heldBy(officialId: OfficialId, on: Day): readonly HeldMandate[] {
    const founder = this.#founders.has(officialId) ? [FOUNDER] : [];
    return [...founder, ...ownMandates(this.stateOf(officialId), on), ...this.#delegated(officialId, on)];
  }

  /** Founders, holders of mandates and delegates, in order of their ids: whoever ever had a mandate, or was proposed for one. */
  officials(): readonly OfficialId[] {
    return [...new Set([...this.#founders, ...this.#states.keys(), ...this.#holders.keys()])].sort();
  }

  /** The mandates that an official was given, and what they delegated of them. */
  stateOf(officialId: OfficialId): MandateState {
    return this.#states.get(officialId) ?? NO_MANDATES;
  }

  isFounder(officialId: OfficialId): boolean {
    return this.#founders.has(officialId);
  }

  /** The confirmed delegations to an official. */
  receivedBy(officialId: OfficialId): readonly Delegation[] {
    return [...(this.#holders.get(officialId) ?? [])].flatMap((holder) =>
      this.stateOf(holder).delegations.filter(
        (one) => one.delegateId === officialId && one.confirmedBy !== null,
      ),
    );
  }

  #delegated(officialId: OfficialId, on: Day): readonly HeldMandate[] {
    const holders = this.#holders.get(officialId);
    if (holders === undefined) return [];
    return [...holders].flatMap((holder) => delegatedMandates(this.stateOf(holder), officialId, on));
  }
}
