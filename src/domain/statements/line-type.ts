import type { PolicyUse } from '../policy.js';

/**
 * The statement record names six amount types without a definition that could be read: 1 grant, 2 arrears, 3 recovery and
 * 4, 5, 6 the regularization of each. `docs/statement-lines.md` says which item is which; the type is derived when a run takes
 * the item, and stored by no writer.
 */
export const LINE_TYPES: PolicyUse = { name: 'statementLineTypes', version: 1 };
