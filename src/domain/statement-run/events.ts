import type { OfficialId } from '../ids.js';
import type { Cents } from '../money.js';
import type { Day, YearMonth } from '../time.js';

export interface StatementRunProposed {
  readonly type: 'StatementRunProposed';
  readonly data: {
    readonly month: YearMonth;
    readonly sentThrough: Day;
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
