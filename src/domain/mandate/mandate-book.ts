import type { OfficialId } from '../ids.js';
import type { LogOpened } from '../log-opened.js';
import type { Mandates } from '../rules.js';
import type { Day } from '../time.js';
import type { MandateEvent, Role } from './events.js';
import { mandate } from './mandate.js';
import type { MandateState } from './mandate.js';

/** Who may act in which role on a day: the mandates of every official, and the founders, who administer for ever. */
export class MandateBook implements Mandates {
  readonly #states = new Map<OfficialId, MandateState>();
  #founders: ReadonlySet<OfficialId> = new Set();

  open(fact: LogOpened): void {
    this.#founders = new Set(fact.data.founders);
  }

  apply(fact: MandateEvent): void {
    const { officialId } = fact.data;
    this.#states.set(officialId, mandate.evolve(this.#states.get(officialId) ?? mandate.initial, fact));
  }

  holds(officialId: OfficialId, role: Role, on: Day, scheme?: string): boolean {
    if (role === 'administrator' && this.#founders.has(officialId)) return true;
    const grants = this.#states.get(officialId)?.grants ?? [];
    return grants.some(
      (grant) =>
        grant.role === role &&
        grant.validFrom <= on &&
        (grant.validUntil === null || on <= grant.validUntil) &&
        (scheme === undefined || grant.schemes.includes('*') || grant.schemes.includes(scheme)),
    );
  }
}
