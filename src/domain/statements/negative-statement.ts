import { plus, ZERO } from '../money.js';
import type { Cents } from '../money.js';
import type { PolicyUse } from '../policy.js';
import type { FundTotal } from './events.js';

/**
 * No source says what becomes of a statement whose total is negative. Chosen: nothing is asked back at once,
 * the amount is carried forward to the next statement, fund by fund, until later amounts cover it.
 */
export const NEGATIVE_STATEMENT: PolicyUse = {
  name: 'negativeStatement',
  version: 1,
  value: 'carriedForward',
};

/** opening + movements = payable + closing: what is positive becomes payable, what is negative is carried forward. */
export function settle(fund: string, opening: Cents, movements: Cents): FundTotal {
  if (opening > 0)
    throw new Error(`a statement opens with ${opening} in fund ${fund}, but only debts are carried`);
  const total = plus(opening, movements);
  return total > 0
    ? { fund, opening, movements, payable: total, closing: ZERO }
    : { fund, opening, movements, payable: ZERO, closing: total };
}
