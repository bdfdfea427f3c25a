import type { NisCode, PartyId } from '../ids.js';
import type { Parties, PartyFacts } from '../rules.js';
import { LAST_DAY, monthOf } from '../time.js';
import type { Day, YearMonth } from '../time.js';
import type { PartyEvent } from './events.js';
import { evolveParty, nisCodesOf, nisWindows, profileOn } from './state.js';
import type { PartyProfile, PartyState, RegisteredParty } from './state.js';

/** A code of a party by whole months; a code that ends in a month is still good for it. */
interface CodeMonths {
  readonly partyId: PartyId;
  readonly from: YearMonth | null;
  readonly to: YearMonth | null;
}

/** Every party with its dated codes and its succession. */
export class PartyBook implements Parties {
  readonly #parties = new Map<PartyId, { readonly state: RegisteredParty; readonly facts: PartyFacts }>();
  readonly #codes = new Map<NisCode, readonly CodeMonths[]>();
  readonly #bearers = new Map<NisCode, readonly PartyId[]>();
  readonly #predecessors = new Map<PartyId, readonly PartyFacts[]>();
  /** The last day that was asked for: callers ask for one day again and again. */
  #cpasOn: { readonly on: Day; readonly list: readonly PartyId[] } | undefined;

  constructor(from?: PartyBook) {
    if (from === undefined) return;
    this.#parties = new Map(from.#parties);
    this.#codes = new Map(from.#codes);
    this.#bearers = new Map(from.#bearers);
    this.#predecessors = new Map(from.#predecessors);
  }

  apply(fact: PartyEvent): void {
    const { partyId } = fact.data;
    const before = this.#parties.get(partyId)?.state;
    const state: PartyState = evolveParty(before ?? { status: 'none' }, fact);
    if (state.status === 'none') return;
    const facts = factsOf(state);
    // Two nodes may each record one half of a circle: the first in log order holds, the other has no effect.
    if (fact.type === 'PartySucceeded' && this.ownerOn(fact.data.successorId, LAST_DAY) === partyId) return;
    this.#parties.set(partyId, { state, facts });
    if (fact.type === 'SuccessionProposed' || fact.type === 'IbanProposed' || fact.type === 'IbanConfirmed')
      return;
    if (fact.type === 'PartySucceeded') {
      const { successorId } = fact.data;
      this.#predecessors.set(successorId, [...(this.#predecessors.get(successorId) ?? []), facts]);
    }
    this.#cpasOn = undefined;
    this.#index(partyId, before, state);
  }

  find(partyId: PartyId): PartyFacts | undefined {
    return this.#parties.get(partyId)?.facts;
  }

  /** Everything dated of a party. */
  historyOf(partyId: PartyId): RegisteredParty | undefined {
    return this.#parties.get(partyId)?.state;
  }

  /** The parties of every kind that exist on a day, by kind and id. */
  existingOn(on: Day): readonly PartyFacts[] {
    const facts = [...this.#parties.values()].map((one) => one.facts);
    const keyOf = ({ kind, partyId }: PartyFacts): string => `${kind} ${partyId}`;
    return facts.filter((one) => existsOn(one, on)).sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  }

  byNis(nisCode: NisCode, month: YearMonth): PartyId | undefined {
    const found = this.#codes
      .get(nisCode)
      ?.findLast(({ from, to }) => (from === null || from <= month) && (to === null || month <= to));
    return found?.partyId;
  }

  everNis(nisCode: NisCode): PartyId | undefined {
    return this.#codes.get(nisCode)?.at(-1)?.partyId;
  }

  bearersOf(nisCode: NisCode): readonly PartyId[] {
    return this.#bearers.get(nisCode) ?? [];
  }

  ownerOn(partyId: PartyId, on: Day): PartyId {
    let owner = partyId;
    for (let next = this.#successorOn(owner, on); next; next = this.#successorOn(owner, on)) owner = next;
    return owner;
  }

  predecessorsOf(partyId: PartyId, on: Day): readonly PartyId[] {
    const direct = (this.#predecessors.get(partyId) ?? []).filter(
      ({ succession }) => succession !== null && succession.effectiveOn <= on,
    );
    return direct.flatMap((party) => [party.partyId, ...this.predecessorsOf(party.partyId, on)]);
  }

  cpasOn(on: Day): readonly PartyId[] {
    if (this.#cpasOn?.on === on) return this.#cpasOn.list;
    const living = [...this.#parties.values()].filter(
      ({ facts }) => facts.kind === 'cpas' && existsOn(facts, on),
    );
    const coded = living.map(({ state, facts }) => ({ facts, nisCode: profileOn(state, on).nisCode ?? '' }));
    coded.sort((a, b) => (a.nisCode < b.nisCode ? -1 : 1));
    const list = coded.map(({ facts }) => facts.partyId);
    this.#cpasOn = { on, list };
    return list;
  }

  /** Names, codes and account of a party on a day. */
  profileOn(partyId: PartyId, on: Day): PartyProfile | undefined {
    const party = this.#parties.get(partyId);
    return party && profileOn(party.state, on);
  }

  #successorOn(partyId: PartyId, on: Day): PartyId | undefined {
    const succession = this.#parties.get(partyId)?.facts.succession;
    return succession && succession.effectiveOn <= on ? succession.successorId : undefined;
  }

  #index(partyId: PartyId, before: RegisteredParty | undefined, after: RegisteredParty): void {
    for (const { nisCode } of before ? nisWindows(before) : []) {
      this.#codes.set(
        nisCode,
        (this.#codes.get(nisCode) ?? []).filter((code) => code.partyId !== partyId),
      );
    }
    for (const { nisCode, from, to } of nisWindows(after)) {
      const months = { partyId, from: from && monthOf(from), to: to && monthOf(to) };
      this.#codes.set(nisCode, [...(this.#codes.get(nisCode) ?? []), months].sort(byFirstMonth));
    }
    for (const nisCode of nisCodesOf(after)) {
      const known = this.bearersOf(nisCode);
      if (!known.includes(partyId)) this.#bearers.set(nisCode, [...known, partyId]);
    }
  }
}

/** Whether a party exists on a day: begun, and not yet followed by another. */
export const existsOn = ({ validFrom, succession }: PartyFacts, on: Day): boolean =>
  validFrom <= on && (succession === null || on < succession.effectiveOn);

const byFirstMonth = (a: CodeMonths, b: CodeMonths): number => ((a.from ?? '') < (b.from ?? '') ? -1 : 1);

function factsOf({ registered, succession }: RegisteredParty): PartyFacts {
  const { partyId, kind, validFrom, regionNis, language } = registered;
  return {
    partyId,
    kind,
    validFrom,
    regionNis,
    language,
    succession: succession && { successorId: succession.successorId, effectiveOn: succession.effectiveOn },
  };
}
