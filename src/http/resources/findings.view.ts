import type { LostRow, RefusedRow, StaleRow } from '../../../projections/statements/query.js';
import { partyId } from '../../domain/ids.js';
import type { OpenItem, OpenLine } from '../../engine/open-items.js';
import type { Links } from '../links.js';
import { partyReference } from './parties.view.js';
import type { Sight } from './parties.view.js';

/** Where a version of a line is explained. */
export const explanationOf = (
  line: { readonly dossierId: string; readonly lineKey: string; readonly version: number },
  links: Links,
): string =>
  links.to(`dossiers/${line.dossierId}/lines/${line.lineKey}/explanation`, { version: line.version });

export const dossierReference = (id: string, links: Links) => ({ id, href: links.to(`dossiers/${id}`) });

const lineView = (
  line: Pick<OpenLine, 'cpasId' | 'dossierId' | 'lineKey' | 'version' | 'sequence'>,
  sight: Sight,
) => ({
  href: explanationOf(line, sight.links),
  sequence: line.sequence,
  cpas: partyReference(partyId(line.cpasId), sight),
  dossier: dossierReference(line.dossierId, sight.links),
  lineKey: line.lineKey,
  version: line.version,
});

export const openItemView = (item: OpenItem, sight: Sight) => ({
  ...lineView(item, sight),
  sendingDate: item.sendingDate,
  budgetArticleCode: item.budgetArticle,
  gross: item.gross,
  net: item.net,
});

export const staleView = (row: StaleRow, sight: Sight) => ({
  ...lineView(row, sight),
  parameterId: row.ruleId,
  knownThroughSequence: row.knownThrough,
  latestSequence: row.latestSequence,
  replaced: row.replaced,
});

/** Its address is the question for it alone. */
export const lostView = (row: LostRow, asOfSequence: number, sight: Sight) => ({
  href: sight.links.to('lostAmounts', { cpasId: row.cpasId, asOfSequence }),
  cpas: partyReference(partyId(row.cpasId), sight),
  lines: row.lines,
  gross: row.gross,
});

/** Its address is the question for it alone, of the same files. */
export const refusedView = (
  row: RefusedRow,
  asked: { readonly startDate?: string | undefined; readonly endDate?: string | undefined },
  { links, asOfSequence }: { readonly links: Links; readonly asOfSequence: number },
) => {
  const { startDate, endDate } = asked;
  // An empty text asks for those that name no field.
  const alone = { refusalCode: row.code, field: row.field, startDate, endDate, asOfSequence };
  return {
    href: links.to('refusals', alone),
    refusalCode: row.code,
    ...(row.field !== '' && { field: row.field }),
    lines: row.lines,
  };
};
