import type { Statement, StatementRow } from '../../../projections/statements/query.js';
import type { FundTotal, Movement } from '../../domain/statements/events.js';
import { itemText } from '../../domain/statements/item.js';
import type { StatementItem } from '../../domain/statements/item.js';
import { leafHash } from '../../engine/merkle.js';
import type { Links } from '../links.js';
import { dossierReference, explanationOf } from './findings.view.js';
import { regionCode } from './parties.view.js';

/** A statement as it was issued: its CPAS has the name that is printed on it. */
export function statementItem(row: StatementRow, links: Links) {
  const id = statementId(row);
  const { opening, movements, payable, closing } = row;
  return {
    href: links.to(`statements/${id}`),
    id,
    cpas: {
      id: row.cpasId,
      href: links.to(`cpas/${row.cpasId}`),
      names: { fr: row.nameFr, nl: row.nameNl, de: row.nameDe },
      ...(row.nisCode !== null && { municipalityCode: Number(row.nisCode) }),
    },
    number: row.number,
    yearMonth: row.month,
    issueDate: row.issuedOn,
    items: row.items,
    ...{ opening, movements, payable, closing },
  };
}

export function statementDocument(statement: Statement, links: Links) {
  const { sequence, cut, sentThrough, language, itemRoot, byFund, byArticle } = statement;
  const region = regionCode(statement.region);
  const item = statementItem(statement, links);
  return {
    ...item,
    sequence,
    cutSequence: cut,
    sentThroughDate: sentThrough,
    linguisticRegimeCode: language,
    ...(region !== undefined && { regionCode: region }),
    itemRoot,
    funds: byFund.map(fundView),
    articles: byArticle.map(movementView),
    lines: { href: `${item.href}/lines` },
    proof: { href: `${item.href}/proof` },
  };
}

export const statementId = ({ cpasId, number }: Pick<StatementRow, 'cpasId' | 'number'>): string =>
  `${cpasId}-${String(number)}`;

const fundView = ({ fund, ...amounts }: FundTotal) => ({ fundCode: fund, ...amounts });

const movementView = (movement: Movement) => ({
  ...articleView(movement),
  lineTypeCode: movement.lineType,
  referenceYear: movement.referenceYear,
  budgetYear: movement.budgetYear,
  items: movement.items,
  gross: movement.gross,
  net: movement.net,
});

/** Where an amount is booked. */
export const articleView = (
  one: Pick<Movement, 'fund' | 'scheme' | 'law' | 'budgetArticle' | 'basicAllocation'>,
) => ({
  fundCode: one.fund,
  schemeCode: one.scheme,
  lawCode: one.law,
  budgetArticleCode: one.budgetArticle,
  basicAllocationCode: one.basicAllocation,
});

export const statementLine = (item: StatementItem, links: Links) => ({
  href: explanationOf(item, links),
  position: item.position,
  dossier: dossierReference(item.dossierId, links),
  fileNumber: item.fileNumber,
  lineKey: item.lineKey,
  referenceMonth: item.referenceMonth,
  version: item.version,
  replacesVersion: item.replacesVersion,
  sequence: item.sequence,
  formReference: item.formReference,
  ...(item.firstDay !== null && { startDate: item.firstDay }),
  ...(item.lastDay !== null && { endDate: item.lastDay }),
  ...articleView(item),
  lineTypeCode: item.lineType,
  budgetYear: item.budgetYear,
  gross: item.gross,
  net: item.net,
  versionGross: item.versionGross,
  versionNet: item.versionNet,
  terms: item.terms.map(({ code, rate, amount }) => ({ componentCode: code, rate, amount })),
});

/** A line as it is sealed: whoever has all of them computes the item root alone. */
export function statementLeaf(item: StatementItem, links: Links) {
  const sealedText = itemText(item);
  return {
    href: explanationOf(item, links),
    position: item.position,
    leafHash: leafHash(sealedText),
    sealedText,
  };
}
