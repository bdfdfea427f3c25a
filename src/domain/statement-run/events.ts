import type { OfficialId } from '../ids.js';
import type { Cents } from '../money.js';
import type { Day, YearMonth } from '../time.js';

/** What a run would state, as of a sequence of the log: what its proposer and the one who confirms can see. */
export interface RunDue {
  readonly asOfSequence: number;
  readonly items: number;
  readonly net: Cents;
  /** Sum of what would be payable to each CPAS; negative totals are carried forward and do not lower it. */
  readonly payable: Cents;
}

export interface StatementRunProposed {
  readonly type: 'StatementRunProposed';
  readonly data: {
    readonly month: YearMonth;
    readonly sentThrough: Day;
    /** Null in runs proposed before it was kept. */
    readonly due: RunDue | null;
    readonly proposalId: string;
    readonly proposedBy: OfficialId;
  };
}

/** The cut of all CPAS: its own sequence. An item is taken whose sequence is at or before it and whose sending date is at or before `sentThrough`. */
export interface StatementRunStarted {
  readonly type: 'StatementRunStarted';
  readonly data: {
    readonly month: YearMonth;
    readonly sentThrough: Day;
    readonly issuedOn: Day;
    readonly proposalId: string;
    readonly confirmedBy: OfficialId;
  };
}

export interface StatementRunCompleted {
  readonly type: 'StatementRunCompleted';
  readonly data: {
    readonly month: YearMonth;
    readonly cut: number;
    readonly statements: number;
    readonly items: number;
    readonly net: Cents;
    readonly payable: Cents;
  };
}

export type StatementRunEvent = StatementRunProposed | StatementRunStarted | StatementRunCompleted;
