import type { OfficialId, PartyId } from '../ids.js';
import type { Rate } from '../money.js';
import type { PolicyUse } from '../policy.js';

/** Average monthly number of beneficiaries (RIS and state-subsidized employment) of a year, in hundredths. */
export interface BeneficiaryCount {
  readonly year: number;
  /** Monthly average × 100, a whole number. */
  readonly averageHundredths: number;
}

export type ShareBasis =
  | 'standard'
  | 'threshold500'
  | 'threshold1000'
  | 'growthTooSmall'
  | 'steppedDown'
  | 'stepDownShielded'
  | 'given';

/** The RIS share of a CPAS in a year, as a determined fact with the counts it came from. Holds once confirmed. */
export interface ShareDetermined {
  readonly type: 'ShareDetermined';
  readonly data: {
    readonly cpasId: PartyId;
    readonly scheme: 'RIS';
    readonly year: number;
    readonly share: Rate;
    readonly status: 'provisional' | 'final';
    readonly basis: ShareBasis;
    /** Counts of year N-2 and N-3, predecessors' counts summed; empty where the share was given and not computed. */
    readonly counts: readonly BeneficiaryCount[];
    /** The parties whose counts were summed. */
    readonly countedParties: readonly PartyId[];
    readonly previousShare: Rate | null;
    readonly policies: readonly PolicyUse[];
    /** Version of the rule code, such as `ris-share-level@1`. */
    readonly ruleCode: string;
    readonly legalReference: string;
    readonly source: string;
    readonly proposalId: string;
    readonly proposedBy: OfficialId;
  };
}

export interface ShareConfirmed {
  readonly type: 'ShareConfirmed';
  readonly data: {
    readonly cpasId: PartyId;
    readonly scheme: 'RIS';
    readonly year: number;
    readonly proposalId: string;
    readonly confirmedBy: OfficialId;
  };
}

export type ShareEvent = ShareDetermined | ShareConfirmed;
