import { euroText } from '../domain/money.js';
import type { Cents } from '../domain/money.js';

const AMOUNTS = new Set([
  'opening',
  'movements',
  'payable',
  'ceiling',
  'closing',
  'gross',
  'net',
  'grossBefore',
  'grossAfter',
  'grossDifference',
  'netBefore',
  'netAfter',
  'netDifference',
  'carried',
  'versionGross',
  'versionNet',
  'expense',
  'open',
  'stated',
  'paid',
  'offset',
  'total',
]);

/** Cents become text for people here, in the last step. */
export const inEuro = (row: object): object =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      AMOUNTS.has(name) && typeof value === 'number' ? euroText(value as Cents) : (value as unknown),
    ]),
  );
