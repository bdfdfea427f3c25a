import type { NisCode, OfficialId, PartyId } from './ids.js';
import type { Role } from './mandate/events.js';
import type { Cents, Rate } from './money.js';
import type { Parameter } from './rulebook/events.js';
import type { Day, YearMonth } from './time.js';

/** A confirmed row of law, with the sequence of the event that confirmed it. */
export type ConfirmedParameter = Parameter & { readonly sequence: number };

export interface ConfirmedShare {
  readonly year: number;
  readonly share: Rate;
  readonly status: 'provisional' | 'final';
  readonly legalReference: string;
  /** Sequence of the `ShareConfirmed` event. */
  readonly sequence: number;
}

export interface Rulebook {
  /** All confirmed rows of a rule of a scheme, by first day (null first). */
  rows(scheme: string, ruleId: string): readonly ConfirmedParameter[];
  /** The row in force on a day, if any; a row without end holds until the next one. */
  rowOn(scheme: string, ruleId: string, on: Day): ConfirmedParameter | undefined;
}

export interface PartyFacts {
  readonly partyId: PartyId;
  readonly kind: string;
  readonly validFrom: Day;
  readonly regionNis: NisCode | null;
  readonly language: string;
  readonly succession: { readonly successorId: PartyId; readonly effectiveOn: Day } | null;
}

export interface Parties {
  find(partyId: PartyId): PartyFacts | undefined;
  /** The party whose NIS code this is or was in the month: a merged-away code leads to the predecessor, for an old month. */
  byNis(nisCode: NisCode, month: YearMonth): PartyId | undefined;
  /** The party that has or last had the code, whatever the month. */
  everNis(nisCode: NisCode): PartyId | undefined;
  /** Every party that was ever recorded under the code, those too from which a correction took it back since. */
  bearersOf(nisCode: NisCode): readonly PartyId[];
  /** The party that has the rights and debts of this one on a day: itself, or the last of its successors by then. */
  ownerOn(partyId: PartyId, on: Day): PartyId;
  /** The parties whose rights and debts this one has on a day, theirs before them included; not itself. */
  predecessorsOf(partyId: PartyId, on: Day): readonly PartyId[];
  /** Every CPAS that exists on a day, in the order of NIS codes. */
  cpasOn(on: Day): readonly PartyId[];
}

/** A mandate under which an official may act on a day: their own, a founder's, or one delegated to them. */
export interface HeldMandate {
  /** As the metadata of an act names it, such as `runManager/PROPOSAL` or `runManager/PROPOSAL for HOLDER`. */
  readonly name: string;
  /** The proposal it came from, of the mandate or of the delegation; null for a founder's. */
  readonly proposalId: string | null;
  readonly role: Role;
  /** Scheme codes, or `*` for all. */
  readonly schemes: readonly string[];
  /** Cents; null for none. */
  readonly ceiling: Cents | null;
  /** Null for a founder's: since the log was opened. */
  readonly validFrom: Day | null;
  readonly validUntil: Day | null;
  /** The official in whose place it is used; null for one's own. */
  readonly onBehalfOf: OfficialId | null;
}

/** What an official wants to do. */
export interface MandateUse {
  readonly official: OfficialId;
  readonly role: Role;
  /** Brussels day of acting. */
  readonly on: Day;
  readonly scheme?: string;
  /** Cents that a confirmation moves, in either direction; absent where the act has no amount. Only confirmations have one. */
  readonly amount?: Cents;
  /** Who proposed what is confirmed: a mandate that they delegated does not serve to confirm it. */
  readonly proposedBy?: OfficialId | undefined;
}

export interface Mandates {
  /** Whether they may act in the role at all. Acts that a second official confirms ask `mandateFor` instead. */
  holds(officialId: OfficialId, role: Role, on: Day, scheme?: string): boolean;
  /** Every mandate under which they may act on a day, their own first. */
  heldBy(officialId: OfficialId, on: Day): readonly HeldMandate[];
}

/** Everything that a decision may look up: the confirmed facts up to one sequence of the log. */
export interface Rules {
  readonly knownThrough: number;
  /** Brussels day on which the log was opened: months before it were settled elsewhere. */
  readonly openedOn: Day;
  readonly rulebook: Rulebook;
  readonly parties: Parties;
  readonly mandates: Mandates;
  share(cpasId: PartyId, year: number): ConfirmedShare | undefined;
  /** Whether a redetermination is approved by a second official, and neither withdrawn nor completed. */
  mayRedetermine(redeterminationId: string): boolean;
}
