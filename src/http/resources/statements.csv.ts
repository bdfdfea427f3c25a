import type { StatementItem } from '../../domain/statements/item.js';
import { euroText } from '../../domain/money.js';

const COLUMNS = [
  ...[
    'position',
    'dossierId',
    'fileNumber',
    'lineKey',
    'referenceMonth',
    'version',
    'replacesVersion',
    'sequence',
  ],
  ...['formReference', 'startDate', 'endDate', 'fundCode', 'schemeCode', 'lawCode', 'budgetArticleCode'],
  ...[
    'basicAllocationCode',
    'lineTypeCode',
    'budgetYear',
    'gross',
    'net',
    'versionGross',
    'versionNet',
    'terms',
  ],
] as const;

/** The lines of a statement as CSV (RFC 4180), amounts in euros; `pages` gives them in their order, an empty page at the end. */
export async function* statementCsv(
  page: (afterPosition: number) => readonly StatementItem[],
): AsyncGenerator<string> {
  yield `${COLUMNS.join(',')}\r\n`;
  for (let items = page(0); items.length > 0; items = page(items.at(-1)?.position ?? 0)) {
    yield items.map((item) => `${cellsOf(item).map(cell).join(',')}\r\n`).join('');
    // Others are served between two pages.
    await new Promise(setImmediate);
  }
}

const cellsOf = (item: StatementItem): readonly (string | number)[] => [
  ...[item.position, item.dossierId, item.fileNumber, item.lineKey, item.referenceMonth, item.version],
  ...[item.replacesVersion, item.sequence, item.formReference, item.firstDay ?? '', item.lastDay ?? ''],
  ...[
    item.fund,
    item.scheme,
    item.law,
    item.budgetArticle,
    item.basicAllocation,
    item.lineType,
    item.budgetYear,
  ],
  ...[item.gross, item.net, item.versionGross, item.versionNet].map(euroText),
  item.terms.map(({ code, rate, amount }) => `${code} ${rate} = ${euroText(amount)}`).join('; '),
];

/** Quoted where it must be. A text that a spreadsheet would take for a formula begins with an apostrophe; amounts are ours. */
function cell(value: string | number): string {
  const text = String(value);
  const safe = /^[=+@\t\r]|^-(?!\d+\.\d\d$)/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
