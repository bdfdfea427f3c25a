import { cents } from '../../src/domain/money.js';
import type { Cents } from '../../src/domain/money.js';
import type { FundTotal, LineType, Movement } from '../../src/domain/statements/events.js';
import type { Store } from '../projection.js';
import { compositionIn, lineType } from './composition.js';
import { readPage } from './owners.js';
import type { RowPage, RowWindow } from './owners.js';

// The other questions to this read model stand in files of their own; whoever asks imports this file alone.
export { draftsOf, itemsIn, itemsOf, lastRun, runOf, runTotals } from './issuing.js';
export type { ItemPage, RunTotals, StartedRun } from './issuing.js';
export { explainLine, explainSequence, lineVersionsOf, openItems, openTotals } from './lines-query.js';
export type {
  ExplainedLine,
  LineVersionRow,
  LostRow,
  OpenItemRow,
  OpenTotalRow,
  StaleRow,
  StatedItem,
} from './lines-query.js';
export { lostByLateness, lostPage, openLines, staleLines, stalePage } from './findings-query.js';
export type { OpenLineRow } from './findings-query.js';
export { runDue } from './run-due.js';
export {
  countSubmissions,
  refusedByReason,
  refusedPage,
  submissionById,
  submissionCausedBy,
  submissionsOf,
} from './submissions-query.js';
export type { RefusedRow, SubmissionRow } from './submissions-query.js';

export interface RunRow {
  readonly cut: number;
  readonly month: string;
  readonly sentThrough: string;
  readonly issuedOn: string;
  readonly confirmedBy: string;
  readonly startedAt: string;
  readonly completed: boolean;
  readonly statements: number;
  readonly issued: number;
  readonly items: number;
  readonly net: Cents;
  readonly payable: Cents;
  readonly carried: Cents;
}

export interface RunSummaryRow extends ArticleCodes {
  /** NIS code of the region of the CPAS. */
  readonly region: string | null;
  readonly lineType: LineType;
  readonly cpas: number;
  readonly items: number;
  readonly gross: Cents;
  readonly net: Cents;
}

export interface ArticleCodes {
  readonly fund: string;
  readonly scheme: string;
  readonly law: number;
  readonly budgetArticle: string;
  readonly basicAllocation: string;
}

/** A statement's header; `number`, `sequence` and `itemRoot` are null until it is issued. */
export interface StatementRow {
  readonly cpasId: string;
  readonly nisCode: string | null;
  readonly nameFr: string;
  readonly nameNl: string;
  readonly nameDe: string;
  readonly language: string;
  readonly region: string | null;
  readonly month: string;
  readonly cut: number;
  readonly sentThrough: string;
  readonly issuedOn: string;
  readonly number: number | null;
  readonly sequence: number | null;
  readonly itemRoot: string | null;
  readonly items: number;
  readonly opening: Cents;
  readonly movements: Cents;
  readonly payable: Cents;
  readonly closing: Cents;
}

export interface Statement extends StatementRow {
  readonly byFund: readonly FundTotal[];
  readonly byArticle: readonly Movement[];
}

/** Every run that had made its cut at a sequence, the newest first. */
export function runsOf(store: Store, asOfSequence = Number.MAX_SAFE_INTEGER): readonly RunRow[] {
  const sql = `SELECT r.*, COUNT(*) statements, COUNT(CASE WHEN s.sequence <= :asOf THEN 1 END) issued, SUM(s.item_count) items,
      SUM(f.movements) net, SUM(f.payable) payable, SUM(f.closing) carried
    FROM run r JOIN statement s ON s.cut = r.cut JOIN ${SUMS} f ON f.cut = s.cut AND f.cpas = s.cpas
    WHERE r.cut <= :asOf GROUP BY r.cut ORDER BY r.cut DESC`;
  return store
    .prepare(sql)
    .all({ asOf: asOfSequence })
    .map((row) => ({
      cut: Number(row['cut']),
      month: String(row['month']),
      sentThrough: String(row['sent_through']),
      issuedOn: String(row['issued_on']),
      confirmedBy: String(row['confirmed_by']),
      startedAt: String(row['started_at']),
      completed: row['completed'] !== null && Number(row['completed']) <= asOfSequence,
      statements: Number(row['statements']),
      issued: Number(row['issued']),
      items: Number(row['items']),
      net: cents(Number(row['net'])),
      payable: cents(Number(row['payable'])),
      carried: cents(Number(row['carried'])),
    }));
}

/** Totals of a run by region, article and line type. */
export function runSummary(store: Store, cut: number): readonly RunSummaryRow[] {
  const sql = `SELECT p.region, a.fund, a.scheme, a.law, a.budget_article, a.basic_allocation, m.line_type,
      COUNT(DISTINCT m.cpas) cpas, SUM(m.items) items, SUM(m.gross) gross, SUM(m.net) net
    FROM movement m JOIN party p ON p.id = m.cpas JOIN article a ON a.id = m.article WHERE m.cut = ?
    GROUP BY p.region, m.article, m.line_type ORDER BY p.region, a.budget_article, a.basic_allocation, m.line_type`;
  return store
    .prepare(sql)
    .all(cut)
    .map((row) => ({
      region: textOrNull(row['region']),
      fund: String(row['fund']),
      scheme: String(row['scheme']),
      law: Number(row['law']),
      budgetArticle: String(row['budget_article']),
      basicAllocation: String(row['basic_allocation']),
      lineType: lineType(row['line_type']),
      cpas: Number(row['cpas']),
      items: Number(row['items']),
      gross: cents(Number(row['gross'])),
      net: cents(Number(row['net'])),
    }));
}

/** The statements of a run, by NIS code. */
export const statementsOfRun = (store: Store, cut: number): readonly StatementRow[] =>
  store.prepare(`${STATEMENT} WHERE s.cut = ? ORDER BY c.nis, p.id`).all(cut).map(statementOfRow);

/** The statements of a run with the largest movements, either way. */
export const largestOfRun = (store: Store, cut: number, limit: number): readonly StatementRow[] =>
  store
    .prepare(`${STATEMENT} WHERE s.cut = ? ORDER BY abs(f.movements) DESC, c.nis, p.id LIMIT ? + 0`)
    .all(cut, limit)
    .map(statementOfRow);

/** The issued statements of a CPAS that were known at a sequence, by number. Those of predecessors stay under their id. */
export const statementsOfCpas = (
  store: Store,
  of: { readonly cpasId: string; readonly asOfSequence: number },
): readonly StatementRow[] =>
  store
    .prepare(`${STATEMENT} WHERE p.party_id = ? AND s.sequence <= ? ORDER BY s.number`)
    .all(of.cpasId, of.asOfSequence)
    .map(statementOfRow);

/** Statements that were issued at a sequence, of one CPAS or month or of all: the newest run first, then by NIS code. */
export const statementsPage = (
  store: Store,
  asked: {
    readonly asOfSequence: number;
    readonly cpasId?: string | undefined;
    readonly month?: string | undefined;
  },
  window: RowWindow,
): RowPage<StatementRow> =>
  readPage(
    store,
    {
      sql: `${STATEMENT} WHERE s.sequence <= :asOf AND (:cpas IS NULL OR p.party_id = :cpas) AND (:month IS NULL OR r.month = :month)`,
      orderBy: 's.cut DESC, c.nis, p.id',
      values: { asOf: asked.asOfSequence, cpas: asked.cpasId ?? null, month: asked.month ?? null },
      row: statementOfRow,
    },
    window,
  );

/** A statement that was issued at a sequence, with its totals; its items by `itemsOf`. */
export function statementOf(
  store: Store,
  of: { readonly cpasId: string; readonly number: number; readonly asOfSequence?: number },
): Statement | undefined {
  const row = store
    .prepare(`${STATEMENT} WHERE p.party_id = ? AND s.number = ? AND s.sequence <= ?`)
    .get(of.cpasId, of.number, of.asOfSequence ?? Number.MAX_SAFE_INTEGER);
  if (row === undefined) return undefined;
  const { fundsOf, movementsOf } = compositionIn(store);
  const [cut, cpas] = [Number(row['cut']), Number(row['cpas'])];
  return { ...statementOfRow(row), byFund: fundsOf(cut, cpas), byArticle: movementsOf(cut, cpas) };
}

const SUMS = `(SELECT cut, cpas, SUM(opening) opening, SUM(movements) movements, SUM(payable) payable, SUM(closing) closing
  FROM statement_fund GROUP BY cut, cpas)`;

/** The profile that held on the day of issue, as it was known at the cut: what is issued is never renamed. */
const HELD = `valid_from <= r.issued_on AND sequence <= s.cut ORDER BY valid_from DESC, sequence DESC LIMIT 1`;

const STATEMENT = `SELECT s.*, p.party_id, c.nis, n.fr, n.nl, n.de, p.language, p.region,
    r.month, r.sent_through, r.issued_on, f.opening, f.movements, f.payable, f.closing
  FROM statement s JOIN party p ON p.id = s.cpas JOIN run r ON r.cut = s.cut
    JOIN ${SUMS} f ON f.cut = s.cut AND f.cpas = s.cpas
    JOIN party_name n ON n.party = p.id
      AND (n.valid_from, n.sequence) = (SELECT valid_from, sequence FROM party_name WHERE party = p.id AND ${HELD})
    LEFT JOIN party_code c ON c.party = p.id
      AND (c.valid_from, c.sequence) = (SELECT valid_from, sequence FROM party_code WHERE party = p.id AND ${HELD})`;

type Row = Readonly<Record<string, unknown>>;

const statementOfRow = (row: Row): StatementRow => ({
  cpasId: String(row['party_id']),
  nisCode: textOrNull(row['nis']),
  nameFr: String(row['fr']),
  nameNl: String(row['nl']),
  nameDe: String(row['de']),
  language: String(row['language']),
  region: textOrNull(row['region']),
  month: String(row['month']),
  cut: Number(row['cut']),
  sentThrough: String(row['sent_through']),
  issuedOn: String(row['issued_on']),
  number: numberOrNull(row['number']),
  sequence: numberOrNull(row['sequence']),
  itemRoot: textOrNull(row['item_root']),
  items: Number(row['item_count']),
  opening: cents(Number(row['opening'])),
  movements: cents(Number(row['movements'])),
  payable: cents(Number(row['payable'])),
  closing: cents(Number(row['closing'])),
});

const numberOrNull = (value: unknown): number | null => (value === null ? null : Number(value));

function textOrNull(value: unknown): string | null {
  if (value === null || typeof value === 'string') return value;
  throw new Error(`${typeof value} in a column of text`);
}
