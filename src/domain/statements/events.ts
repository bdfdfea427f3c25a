import type { PartyId } from '../ids.js';
import type { Cents } from '../money.js';
import type { PolicyUse } from '../policy.js';
import type { Day, YearMonth } from '../time.js';

/** Type of a statement line: 1 grant, 2 arrears, 3 recovery, and 4, 5, 6 the regularization of each. */
export type LineType = 1 | 2 | 3 | 4 | 5 | 6;

/** The items of a statement summed by every dimension of the ledger. */
export interface Movement {
  readonly fund: string;
  readonly scheme: string;
  readonly law: number;
  readonly budgetArticle: string;
  readonly basicAllocation: string;
  readonly lineType: LineType;
  readonly referenceYear: number;
  readonly budgetYear: number;
  readonly gross: Cents;
  readonly net: Cents;
  readonly items: number;
}

/** opening + movements = payable + closing, per fund. */
export interface FundTotal {
  readonly fund: string;
  /** The negative amount carried forward from the statement before (of predecessors too); never positive. */
  readonly opening: Cents;
  readonly movements: Cents;
  /** What becomes due for payment; never negative. */
  readonly payable: Cents;
  /** What is carried forward to the next statement; never positive. */
  readonly closing: Cents;
}

export interface StatementIssued {
  readonly type: 'StatementIssued';
  readonly data: {
    readonly cpasId: PartyId;
    /** 1 for the first statement of this CPAS, without gaps. */
    readonly number: number;
    readonly month: YearMonth;
    readonly cut: number;
    readonly sentThrough: Day;
    readonly issuedOn: Day;
    readonly funds: readonly FundTotal[];
    readonly movements: readonly Movement[];
    readonly itemCount: number;
    /** Merkle root over the items, in their order on the statement, as 64 hex digits. */
    readonly itemRoot: string;
    readonly policies: readonly PolicyUse[];
  };
}

export type StatementsEvent = StatementIssued;
