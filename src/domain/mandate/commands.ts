import type { OfficialId } from '../ids.js';
import type { Cents } from '../money.js';
import type { Day } from '../time.js';
import type { Role } from './events.js';

/** An administrator asks that an official may act in a role; another administrator confirms. */
export interface ProposeMandate {
  readonly type: 'ProposeMandate';
  readonly proposalId: string;
  readonly officialId: OfficialId;
  readonly role: Role;
  /** Scheme codes, or `*` for all. */
  readonly schemes: readonly string[];
  /** The largest amount that one confirmation under this mandate may move; none where absent. */
  readonly ceiling?: Cents | null;
  readonly validFrom: Day;
  readonly validUntil: Day | null;
  readonly by: OfficialId;
  readonly on: Day;
}

export interface ConfirmMandate {
  readonly type: 'ConfirmMandate';
  readonly officialId: OfficialId;
  readonly proposalId: string;
  readonly by: OfficialId;
  readonly on: Day;
}

/** One administrator is enough to take a role away: it moves no money. The founders' own role cannot be taken. */
export interface RevokeMandate {
  readonly type: 'RevokeMandate';
  readonly officialId: OfficialId;
  readonly role: Role;
  /** First day on which the mandate no longer holds; not before the day of acting. */
  readonly from: Day;
  readonly reason: string;
  readonly by: OfficialId;
  readonly on: Day;
}

/** The holder asks that another official may act for them in roles of theirs; an administrator confirms. */
export interface ProposeDelegation {
  readonly type: 'ProposeDelegation';
  readonly proposalId: string;
  /** The holder of the mandates, who acts. */
  readonly officialId: OfficialId;
  readonly delegateId: OfficialId;
  readonly roles: readonly Role[];
  /** Scheme codes, or `*` for those of the holder. */
  readonly schemes: readonly string[];
  /** Not above the holder's own; theirs where absent. */
  readonly ceiling?: Cents | null;
  readonly validFrom: Day;
  readonly validUntil: Day;
  readonly on: Day;
}

/** An administrator who is neither the holder nor the delegate. */
export interface ConfirmDelegation {
  readonly type: 'ConfirmDelegation';
  readonly officialId: OfficialId;
  readonly proposalId: string;
  readonly by: OfficialId;
  readonly on: Day;
}

/** The holder, or one administrator, is enough. */
export interface RevokeDelegation {
  readonly type: 'RevokeDelegation';
  readonly officialId: OfficialId;
  readonly proposalId: string;
  /** First day on which the delegation no longer holds; not before the day of acting. */
  readonly from: Day;
  readonly reason: string;
  readonly by: OfficialId;
  readonly on: Day;
}

/** An administrator writes or corrects a name in the directory; each time is recorded, the name never. */
export interface NameOfficial {
  readonly type: 'NameOfficial';
  readonly officialId: OfficialId;
  readonly by: OfficialId;
  readonly on: Day;
}

export type DelegationCommand = ProposeDelegation | ConfirmDelegation | RevokeDelegation;
export type MandateCommand =
  ProposeMandate | ConfirmMandate | RevokeMandate | DelegationCommand | NameOfficial;
