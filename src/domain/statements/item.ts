import type { ComponentCode, LineKey } from '../dossier/events.js';
import type { Cents, Rate } from '../money.js';
import type { Day, YearMonth } from '../time.js';
import type { LineType } from './events.js';

/** The State's part of one term of the rate, in the version that the item belongs to. */
export interface ItemTerm {
  readonly code: ComponentCode;
  readonly rate: Rate;
  readonly amount: Cents;
}

/** What a statement lists: the difference of one version of a line on one budget article. */
export interface StatementItem {
  /** Place on the statement, from 1. */
  readonly position: number;
  readonly dossierId: string;
  readonly fileNumber: string;
  /** {@link lineKeyText} of the line. */
  readonly lineKey: string;
  readonly referenceMonth: YearMonth;
  readonly version: number;
  /** The version that this one replaces, 0 for none. */
  readonly replacesVersion: number;
  /** Sequence of the `LineDetermined` that says everything about the version. */
  readonly sequence: number;
  readonly formReference: string;
  readonly firstDay: Day | null;
  readonly lastDay: Day | null;
  readonly fund: string;
  readonly scheme: string;
  readonly law: number;
  readonly budgetArticle: string;
  readonly basicAllocation: string;
  readonly lineType: LineType;
  readonly budgetYear: number;
  /** Difference to the version replaced: what this statement adds or takes back. */
  readonly gross: Cents;
  readonly net: Cents;
  /** The version's own amounts on this article. */
  readonly versionGross: Cents;
  readonly versionNet: Cents;
  readonly terms: readonly ItemTerm[];
}

/** `2025-01` for the grant of a month, `2024-11.2025-01.3` for recovery 3 booked in January of a grant of November. */
export const lineKeyText = (line: LineKey): string =>
  line.kind === 'grant' ? line.referenceMonth : `${line.referenceMonth}.${line.bookingMonth}.${line.number}`;

/**
 * The text of an item that the item root of its statement seals: RFC 8785 JSON of every field that is printed.
 * Keys are in canonical order here; all values are text, whole numbers, null or lists of these.
 */
export function itemText(item: StatementItem): string {
  return JSON.stringify({
    basicAllocation: item.basicAllocation,
    budgetArticle: item.budgetArticle,
    budgetYear: item.budgetYear,
    dossierId: item.dossierId,
    fileNumber: item.fileNumber,
    firstDay: item.firstDay,
    formReference: item.formReference,
    fund: item.fund,
    gross: item.gross,
    lastDay: item.lastDay,
    law: item.law,
    lineKey: item.lineKey,
    lineType: item.lineType,
    net: item.net,
    position: item.position,
    referenceMonth: item.referenceMonth,
    replacesVersion: item.replacesVersion,
    scheme: item.scheme,
    sequence: item.sequence,
    terms: item.terms.map(({ amount, code, rate }) => ({ amount, code, rate })),
    version: item.version,
    versionGross: item.versionGross,
    versionNet: item.versionNet,
  });
}
