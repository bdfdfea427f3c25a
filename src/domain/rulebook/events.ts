import type { OfficialId } from '../ids.js';
import type { Day } from '../time.js';

/** How far a rule has come in law; money may leave from `mayPayFrom` on, and only on adopted or published rules. */
export type RuleStatus = 'announced' | 'adopted' | 'published' | 'lapsed' | 'suspended' | 'annulled';

/** C confirmed by a source that was read, U uncertain, N looked for and not found. */
export type Mark = 'C' | 'U' | 'N';

/** One dated row of law. A later import replaces the row with the same rule id and first day, from its sequence on. */
export interface Parameter {
  /** Such as `ris.amount`, `ris.base`, `ris.index`, `ris.rate.foreignersRegister`, `policy.proration`. */
  readonly ruleId: string;
  /** First day on which it holds; null where the start is not known and the row holds since ever. */
  readonly validFrom: Day | null;
  /** Last day on which it holds; null for until the next row of the same rule. */
  readonly validTo: Day | null;
  /** Figures as decimal text or codes ("1314.20", "0.10", "calendarDay"). */
  readonly values: Readonly<Record<string, string>>;
  readonly legalReference: string;
  readonly status: RuleStatus;
  readonly mark: Mark;
  readonly mayPayFrom: Day | null;
  readonly lastCheckedOn: Day;
  readonly source: string;
}

export interface RulebookProposed {
  readonly type: 'RulebookProposed';
  readonly data: {
    readonly scheme: string;
    readonly proposalId: string;
    readonly proposedBy: OfficialId;
    /** Only the rows that differ from what is confirmed. */
    readonly parameters: readonly Parameter[];
  };
}

export interface RulebookConfirmed {
  readonly type: 'RulebookConfirmed';
  readonly data: { readonly scheme: string; readonly proposalId: string; readonly confirmedBy: OfficialId };
}

export type RulebookEvent = RulebookProposed | RulebookConfirmed;
