import type { EnterpriseNumber, Iban, NisCode, OfficialId, PartyId } from '../ids.js';
import type { Day } from '../time.js';

export type PartyKind = 'cpas' | 'payer' | 'region' | 'caami' | 'fund' | 'partner';

/** Language regime towards the party: Dutch, French, German, or French and Dutch (Brussels). */
export type LanguageRegime = 'N' | 'F' | 'D' | 'FN';

export interface Names {
  readonly fr: string;
  readonly nl: string;
  readonly de: string;
}

export interface PartyRegistered {
  readonly type: 'PartyRegistered';
  readonly data: {
    readonly partyId: PartyId;
    readonly kind: PartyKind;
    readonly names: Names;
    readonly language: LanguageRegime;
    /** NIS code of the region (02000 Flanders, 03000 Wallonia, 04000 Brussels); null outside municipalities. */
    readonly regionNis: NisCode | null;
    readonly nisCode: NisCode | null;
    readonly enterpriseNumber: EnterpriseNumber | null;
    readonly validFrom: Day;
    /** Codes of before, each valid until the day named (the mergers and recodings of 2019). */
    readonly formerNisCodes: readonly { readonly nisCode: NisCode; readonly validUntil: Day }[];
    /** Where the facts come from, such as `Statbel REFNIS 2025`. */
    readonly source: string;
    readonly registeredBy: OfficialId;
  };
}

/** Dated attributes change from a day on; what is not named stays. */
export interface PartyChanged {
  readonly type: 'PartyChanged';
  readonly data: {
    readonly partyId: PartyId;
    readonly names: Names | null;
    readonly nisCode: NisCode | null;
    readonly enterpriseNumber: EnterpriseNumber | null;
    readonly validFrom: Day;
    readonly source: string;
    readonly changedBy: OfficialId;
  };
}

/** On the predecessor's stream; of no effect before another official confirms it by `PartySucceeded`. */
export interface SuccessionProposed {
  readonly type: 'SuccessionProposed';
  readonly data: {
    readonly partyId: PartyId;
    readonly proposalId: string;
    readonly successorId: PartyId;
    readonly effectiveOn: Day;
    /** `notKnown`: no source says whether the successor is a new legal entity. */
    readonly mode: 'newEntity' | 'absorbed' | 'notKnown';
    readonly source: string;
    readonly proposedBy: OfficialId;
  };
}

/** A confirmed succession: from its day on, another party has the rights and debts. It repeats what was proposed. */
export interface PartySucceeded {
  readonly type: 'PartySucceeded';
  readonly data: Omit<SuccessionProposed['data'], 'proposedBy'> & { readonly confirmedBy: OfficialId };
}

export interface IbanProposed {
  readonly type: 'IbanProposed';
  readonly data: {
    readonly partyId: PartyId;
    readonly proposalId: string;
    readonly iban: Iban;
    readonly validFrom: Day;
    readonly proposedBy: OfficialId;
  };
}

export interface IbanConfirmed {
  readonly type: 'IbanConfirmed';
  readonly data: { readonly partyId: PartyId; readonly proposalId: string; readonly confirmedBy: OfficialId };
}

export type PartyEvent =
  PartyRegistered | PartyChanged | SuccessionProposed | PartySucceeded | IbanProposed | IbanConfirmed;
