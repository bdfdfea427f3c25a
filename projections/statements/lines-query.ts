import { cents } from '../../src/domain/money.js';
import type { Cents } from '../../src/domain/money.js';
import type { LineType } from '../../src/domain/statements/events.js';
import type { Store } from '../projection.js';
import { lineType } from './composition.js';

/** One item of a line on a statement; the number is null until the statement is issued. */
export interface StatedItem {
  readonly cpasId: string;
  readonly month: string;
  readonly number: number | null;
  readonly position: number;
  readonly budgetArticle: string;
  readonly lineType: LineType;
  readonly gross: Cents;
  readonly net: Cents;
}

/** A version of a line and what became of it. All that it used is in its event, at the same sequence of the log. */
export interface ExplainedLine {
  readonly sequence: number;
  readonly dossierId: string;
  readonly fileNumber: string;
  readonly lineKey: string;
  readonly version: number;
  /** Sequences of the versions before and after; null where there is none. */
  readonly replaces: number | null;
  readonly replacedBy: number | null;
  /** Where its differences are listed; empty while they are open. */
  readonly items: readonly StatedItem[];
  readonly stale: readonly StaleRow[];
}

export interface LineVersionRow {
  readonly lineKey: string;
  readonly version: number;
  readonly sequence: number;
  readonly sendingDate: string;
  readonly formReference: string;
  readonly gross: Cents;
  readonly net: Cents;
}

export interface StaleRow {
  readonly sequence: number;
  readonly dossierId: string;
  readonly lineKey: string;
  readonly version: number;
  readonly cpasId: string;
  /** Rule that the decision did not know in its latest form; `share` and `succession` for those. */
  readonly ruleId: string;
  readonly knownThrough: number;
  /** Sequence of the confirmation that it did not know. */
  readonly latestSequence: number;
  /** True where a later version took its place. */
  readonly replaced: boolean;
}

export interface OpenItemRow {
  readonly sequence: number;
  readonly cpasId: string;
  readonly dossierId: string;
  readonly lineKey: string;
  readonly version: number;
  readonly sendingDate: string;
  readonly budgetArticle: string;
  readonly gross: Cents;
  readonly net: Cents;
}

export interface OpenTotalRow {
  readonly cpasId: string;
  readonly fund: string;
  readonly items: number;
  readonly net: Cents;
}

export interface LostRow {
  readonly cpasId: string;
  readonly lines: number;
  /** Gross of the days whose costs are lost, in the lines as they stand. */
  readonly gross: Cents;
}

/** A version of a line by its key; the current one where no version is named. */
export function explainLine(
  store: Store,
  of: { readonly dossierId: string; readonly lineKey: string; readonly version?: number },
): ExplainedLine | undefined {
  const row = store
    .prepare(
      `SELECT sequence FROM line WHERE dossier = ? AND line_key = ? AND (? IS NULL OR version = ?)
      ORDER BY version DESC LIMIT 1`,
    )
    .get(of.dossierId, of.lineKey, of.version ?? null, of.version ?? null);
  return row && explainSequence(store, Number(row['sequence']));
}

/** A version of a line by the sequence of its event, with the statements and stale rules known at a sequence. */
export function explainSequence(
  store: Store,
  sequence: number,
  asOfSequence = Number.MAX_SAFE_INTEGER,
): ExplainedLine | undefined {
  const row = store.prepare(EXPLAIN).get(sequence);
  if (row === undefined) return undefined;
  return {
    sequence,
    dossierId: String(row['dossier']),
    fileNumber: String(row['file_number']),
    lineKey: String(row['line_key']),
    version: Number(row['version']),
    replaces: numberOrNull(row['replaces']),
    replacedBy: numberOrNull(row['replaced_by']),
    items: store.prepare(STATED).all({ sequence, asOf: asOfSequence }).map(statedItem),
    stale: store
      .prepare(`${STALE} WHERE s.sequence = ? AND s.latest_sequence <= ? ORDER BY s.rule_id`)
      .all(sequence, asOfSequence)
      .map(staleRow),
  };
}

/** Every version of every line of a dossier, by line and version. */
export const lineVersionsOf = (store: Store, dossierId: string): readonly LineVersionRow[] =>
  store
    .prepare('SELECT * FROM line WHERE dossier = ? ORDER BY line_key, version')
    .all(dossierId)
    .map((row) => ({
      lineKey: String(row['line_key']),
      version: Number(row['version']),
      sequence: Number(row['sequence']),
      sendingDate: String(row['sending_date']),
      formReference: String(row['form_reference']),
      gross: cents(Number(row['gross'])),
      net: cents(Number(row['net'])),
    }));

/** Items that no run took yet, after a sequence, by sequence; of one CPAS (with its predecessors' files), or of all. */
export const openItems = (
  store: Store,
  page: { readonly cpasId?: string; readonly afterSequence: number; readonly limit: number },
): readonly OpenItemRow[] =>
  store
    .prepare(
      `SELECT i.*, l.dossier, l.line_key, l.version, l.sending_date, o.party_id, a.budget_article FROM open_item i
        JOIN line l ON l.sequence = i.sequence JOIN party p ON p.id = l.cpas JOIN party o ON o.id = p.owner
        JOIN article a ON a.id = i.article
      WHERE i.sequence > ? AND (? IS NULL OR p.owner = (SELECT owner FROM party WHERE party_id = ?))
      ORDER BY i.sequence, i.article LIMIT ? + 0`,
    )
    .all(page.afterSequence, page.cpasId ?? null, page.cpasId ?? null, page.limit)
    .map((row) => ({
      sequence: Number(row['sequence']),
      cpasId: String(row['party_id']),
      dossierId: String(row['dossier']),
      lineKey: String(row['line_key']),
      version: Number(row['version']),
      sendingDate: String(row['sending_date']),
      budgetArticle: String(row['budget_article']),
      gross: cents(Number(row['gross'])),
      net: cents(Number(row['net'])),
    }));

/** What is open, by the CPAS that has it and fund: equal to the account `open` of the balances. */
export const openTotals = (store: Store): readonly OpenTotalRow[] =>
  store
    .prepare(
      `SELECT o.party_id, a.fund, COUNT(*) items, SUM(i.net) net FROM open_item i JOIN line l ON l.sequence = i.sequence
        JOIN party p ON p.id = l.cpas JOIN party o ON o.id = p.owner JOIN article a ON a.id = i.article
      GROUP BY o.id, a.fund ORDER BY o.party_id, a.fund`,
    )
    .all()
    .map((row) => ({
      cpasId: String(row['party_id']),
      fund: String(row['fund']),
      items: Number(row['items']),
      net: cents(Number(row['net'])),
    }));

const EXPLAIN = `SELECT l.*, d.file_number,
    (SELECT sequence FROM line n WHERE n.dossier = l.dossier AND n.line_key = l.line_key AND n.version = l.version - 1) replaces,
    (SELECT sequence FROM line n WHERE n.dossier = l.dossier AND n.line_key = l.line_key AND n.version = l.version + 1) replaced_by
  FROM line l JOIN dossier d ON d.dossier_id = l.dossier WHERE l.sequence = ?`;

/** The run follows from the line, as it did when the run took it; the CPAS is one of those that ever had the file. */
const STATED = `SELECT i.*, o.party_id, r.month, CASE WHEN s.sequence <= :asOf THEN s.number END number, a.budget_article
  FROM line l JOIN run r ON r.cut = (SELECT MIN(cut) FROM run WHERE cut >= l.sequence AND sent_through >= l.sending_date)
    JOIN party p ON p.id = l.cpas JOIN party o ON o.owner = p.owner
    JOIN item i ON i.cut = r.cut AND i.cpas = o.id AND i.sequence = l.sequence
    JOIN statement s ON s.cut = i.cut AND s.cpas = i.cpas JOIN article a ON a.id = i.article
  WHERE l.sequence = :sequence AND i.cut <= :asOf ORDER BY i.position`;

const STALE = `SELECT s.*, l.dossier, l.line_key, l.version, o.party_id, EXISTS (SELECT 1 FROM line n
      WHERE n.dossier = l.dossier AND n.line_key = l.line_key AND n.version = l.version + 1) replaced
  FROM stale s JOIN line l ON l.sequence = s.sequence JOIN party p ON p.id = l.cpas JOIN party o ON o.id = p.owner`;

type Row = Readonly<Record<string, unknown>>;

const statedItem = (row: Row): StatedItem => ({
  cpasId: String(row['party_id']),
  month: String(row['month']),
  number: numberOrNull(row['number']),
  position: Number(row['position']),
  budgetArticle: String(row['budget_article']),
  lineType: lineType(row['line_type']),
  gross: cents(Number(row['gross'])),
  net: cents(Number(row['net'])),
});

/** A row of `stale` with its line. */
export const staleRow = (row: Row): StaleRow => ({
  sequence: Number(row['sequence']),
  dossierId: String(row['dossier']),
  lineKey: String(row['line_key']),
  version: Number(row['version']),
  cpasId: String(row['party_id']),
  ruleId: String(row['rule_id']),
  knownThrough: Number(row['known_through']),
  latestSequence: Number(row['latest_sequence']),
  replaced: row['replaced'] === 1,
});

const numberOrNull = (value: unknown): number | null => (value === null ? null : Number(value));
