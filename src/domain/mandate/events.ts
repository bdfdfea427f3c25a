import type { OfficialId } from '../ids.js';
import type { Cents } from '../money.js';
import type { Day } from '../time.js';

/** What an official may do here. Acts that move money take two officials, whatever their roles. */
export const ROLES = [
  'administrator',
  'registrar',
  'ruleEditor',
  'shareEditor',
  'intake',
  'runManager',
  'auditor',
] as const;
export type Role = (typeof ROLES)[number];

/** The roles whose confirmations move an amount that is known when they are made; only they can have a ceiling. */
export const ROLES_WITH_AMOUNT: readonly Role[] = ['runManager'];

export interface MandateProposed {
  readonly type: 'MandateProposed';
  readonly data: {
    readonly proposalId: string;
    readonly officialId: OfficialId;
    readonly role: Role;
    /** Scheme codes, or `*` for all. */
    readonly schemes: readonly string[];
    /** The largest amount that one confirmation under this mandate may move; null for none. */
    readonly ceiling: Cents | null;
    readonly validFrom: Day;
    readonly validUntil: Day | null;
    readonly proposedBy: OfficialId;
  };
}

export interface MandateConfirmed {
  readonly type: 'MandateConfirmed';
  readonly data: {
    readonly proposalId: string;
    readonly officialId: OfficialId;
    readonly confirmedBy: OfficialId;
  };
}

/** Every mandate of the role ends, and with it every delegation that rests on it. */
export interface MandateRevoked {
  readonly type: 'MandateRevoked';
  readonly data: {
    readonly officialId: OfficialId;
    readonly role: Role;
    /** First day on which the mandate no longer holds. */
    readonly from: Day;
    readonly reason: string;
    readonly revokedBy: OfficialId;
  };
}

/** The holder of mandates asks that another official may act for them; it stands on the stream of the holder. */
export interface DelegationProposed {
  readonly type: 'DelegationProposed';
  readonly data: {
    readonly proposalId: string;
    /** The holder, who proposes. */
    readonly officialId: OfficialId;
    readonly delegateId: OfficialId;
    readonly roles: readonly Role[];
    /** Scheme codes, or `*` for those of the holder. */
    readonly schemes: readonly string[];
    /** The holder's own ceiling where null; where both are given, the lower one holds. */
    readonly ceiling: Cents | null;
    readonly validFrom: Day;
    readonly validUntil: Day;
  };
}

export interface DelegationConfirmed {
  readonly type: 'DelegationConfirmed';
  readonly data: {
    readonly proposalId: string;
    readonly officialId: OfficialId;
    readonly delegateId: OfficialId;
    readonly confirmedBy: OfficialId;
  };
}

export interface DelegationRevoked {
  readonly type: 'DelegationRevoked';
  readonly data: {
    readonly proposalId: string;
    readonly officialId: OfficialId;
    readonly delegateId: OfficialId;
    /** First day on which the delegation no longer holds. */
    readonly from: Day;
    readonly reason: string;
    readonly revokedBy: OfficialId;
  };
}

/** The directory was given a name for an official. The name is not here: it can be corrected and erased. */
export interface OfficialNamed {
  readonly type: 'OfficialNamed';
  readonly data: { readonly officialId: OfficialId; readonly namedBy: OfficialId };
}

export type MandateEvent =
  | MandateProposed
  | MandateConfirmed
  | MandateRevoked
  | DelegationProposed
  | DelegationConfirmed
  | DelegationRevoked
  | OfficialNamed;
