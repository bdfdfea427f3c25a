import type { EnterpriseNumber, Iban, NisCode, OfficialId, PartyId } from '../ids.js';
import type { Day } from '../time.js';
import type { LanguageRegime, Names, PartyKind, PartySucceeded } from './events.js';

interface Act {
  readonly partyId: PartyId;
  readonly by: OfficialId;
  /** Brussels day of acting. */
  readonly on: Day;
}

export interface RegisterParty extends Act {
  readonly type: 'RegisterParty';
  readonly kind: PartyKind;
  readonly names: Names;
  readonly language: LanguageRegime;
  readonly regionNis: NisCode | null;
  readonly nisCode: NisCode | null;
  readonly enterpriseNumber: EnterpriseNumber | null;
  readonly validFrom: Day;
  readonly formerNisCodes: readonly { readonly nisCode: NisCode; readonly validUntil: Day }[];
  readonly source: string;
}

/** What is null stays as it is. */
export interface ChangeParty extends Act {
  readonly type: 'ChangeParty';
  readonly names: Names | null;
  readonly nisCode: NisCode | null;
  readonly enterpriseNumber: EnterpriseNumber | null;
  readonly validFrom: Day;
  readonly source: string;
}

/** A registrar finds that another party has the rights and debts of this one; another registrar confirms. */
export interface ProposeSuccession extends Act {
  readonly type: 'ProposeSuccession';
  readonly proposalId: string;
  readonly successorId: PartyId;
  readonly effectiveOn: Day;
  readonly mode: PartySucceeded['data']['mode'];
  readonly source: string;
}

export interface ConfirmSuccession extends Act {
  readonly type: 'ConfirmSuccession';
  readonly proposalId: string;
}

export interface ProposeIban extends Act {
  readonly type: 'ProposeIban';
  readonly proposalId: string;
  readonly iban: Iban;
  readonly validFrom: Day;
}

export interface ConfirmIban extends Act {
  readonly type: 'ConfirmIban';
  readonly proposalId: string;
}

export type PartyCommand =
  RegisterParty | ChangeParty | ProposeSuccession | ConfirmSuccession | ProposeIban | ConfirmIban;
