import type { ConfirmedParameter, Rulebook } from '../../domain/rules.js';
import type { Mark } from '../../domain/rulebook/events.js';
import { ruleIds } from '../../domain/rulebook/rule-kinds.js';
import type { Day } from '../../domain/time.js';
import type { Links } from '../links.js';

/** How certain a row is, by its mark. */
export const CERTAINTIES: Readonly<Record<Mark, string>> = { C: 'confirmed', U: 'uncertain', N: 'notFound' };

/** The approved rows of these parameters, by parameter and first day; with a day, those that hold on it. */
export const approvedRows = (
  book: Rulebook,
  {
    scheme,
    ids,
    on,
  }: { readonly scheme: string; readonly ids: readonly string[]; readonly on: Day | undefined },
): readonly ConfirmedParameter[] =>
  ids.toSorted().flatMap((id) => {
    if (on === undefined) return book.rows(scheme, id);
    const row = book.rowOn(scheme, id, on);
    return row ? [row] : [];
  });

/** Every approved row of a scheme. */
export const allRows = (book: Rulebook, scheme: string): readonly ConfirmedParameter[] =>
  approvedRows(book, { scheme, ids: ruleIds(scheme), on: undefined });

/** A row of law. */
export const rowView = (row: ConfirmedParameter, scheme: string, links: Links) => ({
  href: links.to(`rulebooks/${scheme}/parameters/${row.ruleId}`),
  parameterId: row.ruleId,
  ...(row.validFrom !== null && { startDate: row.validFrom }),
  ...(row.validTo !== null && { endDate: row.validTo }),
  values: row.values,
  legalReference: row.legalReference,
  statusCode: row.status,
  certaintyCode: CERTAINTIES[row.mark],
  ...(row.mayPayFrom !== null && { payableFromDate: row.mayPayFrom }),
  lastCheckedDate: row.lastCheckedOn,
  source: row.source,
  sequence: row.sequence,
});
