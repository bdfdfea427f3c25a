import { unreachable } from '../decider.js';
import type { PolicyUse } from '../policy.js';
import type { YearMonth } from '../time.js';
import type { LineType } from './events.js';

/**
 * The statement record names six amount types without a definition that could be read: 1 grant, 2 arrears, 3 recovery and
 * 4, 5, 6 the regularization of each. `docs/statement-lines.md` says which item is which.
 */
export const LINE_TYPES: PolicyUse = { name: 'statementLineTypes', version: 1 };

export interface TypedLine {
  readonly kind: 'grant' | 'recovery';
  readonly version: number;
  readonly referenceMonth: YearMonth;
  /** Month of the sent-through date of the run that takes the first version of the line. */
  readonly firstRunThrough: YearMonth;
}

/** The type of an item: derived when a run takes it, stored by no writer. */
export function lineTypeOf(line: TypedLine): LineType {
  const first = firstType(line);
  if (line.version === 1) return first;
  switch (first) {
    case 1:
      return 4;
    case 2:
      return 5;
    case 3:
      return 6;
    default:
      return unreachable(first);
  }
}

/** A grant of the month just ended is a grant, of any month before it arrears. */
function firstType({ kind, referenceMonth, firstRunThrough }: TypedLine): 1 | 2 | 3 {
  if (kind === 'recovery') return 3;
  return referenceMonth >= firstRunThrough ? 1 : 2;
}
