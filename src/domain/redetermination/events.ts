import type { OfficialId, PartyId } from '../ids.js';
import type { Cents } from '../money.js';
import type { RejectionCode } from '../rejection.js';
import type { Day, YearMonth } from '../time.js';

/**
 * Why lines are determined again: rows of law were confirmed or changed, shares were, or decisions were stale (they did not
 * know a rule or share that was confirmed before them).
 */
export type RedeterminationBasis = 'rules' | 'shares' | 'stale';

/** Which lines are looked at. Of these, those that come out otherwise get a new version. */
export interface RedeterminationScope {
  readonly scheme: string;
  readonly basis: RedeterminationBasis;
  /** Rules whose rows changed, for the basis `rules`; empty otherwise. */
  readonly ruleIds: readonly string[];
  /** Parties; empty for all. A line is theirs where they have the file, or had it in the line's month. */
  readonly cpasIds: readonly PartyId[];
  /** Reference months, both included; null where there is no bound. */
  readonly from: YearMonth | null;
  readonly to: YearMonth | null;
}

/** Months that cannot be determined again, by the reason for which the rules do not reach. */
export interface RefusedMonths {
  readonly code: RejectionCode;
  readonly months: number;
}

/** What a redetermination comes to for the files that one CPAS has, in one scheme. */
export interface PreviewTotal {
  readonly cpasId: PartyId;
  readonly scheme: string;
  /** Lines that come out otherwise, recoveries included. */
  readonly lines: number;
  /** Of these lines, as they stand and as they come out. */
  readonly grossBefore: Cents;
  readonly grossAfter: Cents;
  readonly netBefore: Cents;
  readonly netAfter: Cents;
  readonly refused: readonly RefusedMonths[];
  /** SHA-256, in hex, over every line with the version it replaces and its new amounts per article. */
  readonly digest: string;
}

/** An official asks to determine lines again, with what that comes to on the log up to one sequence. */
export interface RedeterminationProposed {
  readonly type: 'RedeterminationProposed';
  readonly data: RedeterminationScope & {
    readonly redeterminationId: string;
    /** The preview is of the log up to this sequence: rules, shares and lines alike. */
    readonly ruleSequence: number;
    /** Brussels day of the proposal: the preview is per CPAS that has the files on it. */
    readonly proposedOn: Day;
    readonly totals: readonly PreviewTotal[];
    /** SHA-256, in hex, over the digests of the totals. */
    readonly digest: string;
    readonly proposedBy: OfficialId;
  };
}

/** Another official has looked at the preview of this digest: lines are determined again as it says, and no other way. */
export interface RedeterminationApproved {
  readonly type: 'RedeterminationApproved';
  readonly data: {
    readonly redeterminationId: string;
    readonly digest: string;
    readonly approvedBy: OfficialId;
  };
}

/** It will not happen; or, where it was approved, the rest of it will not. What was determined stays. */
export interface RedeterminationWithdrawn {
  readonly type: 'RedeterminationWithdrawn';
  readonly data: { readonly redeterminationId: string; readonly withdrawnBy: OfficialId };
}

/** Every line of the preview has its new version, or was overtaken. */
export interface RedeterminationCompleted {
  readonly type: 'RedeterminationCompleted';
  readonly data: {
    readonly redeterminationId: string;
    /** Lines that got a new version, and what their gross and net changed by. */
    readonly lines: number;
    readonly gross: Cents;
    readonly net: Cents;
    /** Lines of the preview that got none: something changed them after it, or the rules did. */
    readonly overtaken: number;
    /** Months that could not be determined at the preview. */
    readonly refused: readonly RefusedMonths[];
  };
}

export type RedeterminationEvent =
  RedeterminationProposed | RedeterminationApproved | RedeterminationWithdrawn | RedeterminationCompleted;
