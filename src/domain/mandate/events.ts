import type { OfficialId } from '../ids.js';
import type { Day } from '../time.js';

/** What an official may do here. Acts that move money take two officials, whatever their roles. */
export type Role =
  'administrator' | 'registrar' | 'ruleEditor' | 'shareEditor' | 'intake' | 'runManager' | 'auditor';

export interface MandateProposed {
  readonly type: 'MandateProposed';
  readonly data: {
    readonly proposalId: string;
    readonly officialId: OfficialId;
    readonly role: Role;
    /** Scheme codes, or `*` for all. */
    readonly schemes: readonly string[];
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

export type MandateEvent = MandateProposed | MandateConfirmed | MandateRevoked;
