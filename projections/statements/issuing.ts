import { partyId } from '../../src/domain/ids.js';
import { cents, rate } from '../../src/domain/money.js';
import type { Cents } from '../../src/domain/money.js';
import type { RunBefore } from '../../src/domain/statement-run/statement-run.js';
import type { ItemTerm, StatementItem } from '../../src/domain/statements/item.js';
import type { StatementDraft } from '../../src/domain/statements/statements.js';
import { day, yearMonth } from '../../src/domain/time.js';
import type { Day } from '../../src/domain/time.js';
import type { Store } from '../projection.js';
import { compositionIn, lineType } from './composition.js';

/** A run that made its cut. */
export interface StartedRun extends RunBefore {
  readonly cut: number;
  readonly issuedOn: Day;
}

export interface RunTotals {
  readonly statements: number;
  /** Statements that have their number. */
  readonly issued: number;
  readonly items: number;
  readonly net: Cents;
  readonly payable: Cents;
}

/** The newest run that made its cut, in the order of the log. */
export function lastRun(store: Store): StartedRun | null {
  const row = store.prepare('SELECT * FROM run ORDER BY cut DESC LIMIT 1').get();
  return row === undefined
    ? null
    : {
        cut: Number(row['cut']),
        month: yearMonth(String(row['month'])),
        sentThrough: day(String(row['sent_through'])),
        issuedOn: day(String(row['issued_on'])),
        completed: row['completed'] !== null,
      };
}

/** The statements of a cut that have no number yet, by NIS code. */
export function draftsOf(store: Store, cut: number): readonly StatementDraft[] {
  const sql = `SELECT s.cpas, p.party_id, s.previous_cut, s.item_count, r.month, r.sent_through, r.issued_on
    FROM statement s JOIN party p ON p.id = s.cpas JOIN run r ON r.cut = s.cut
    WHERE s.cut = ? AND s.number IS NULL ORDER BY p.nis, p.id`;
  const { fundsOf, movementsOf } = compositionIn(store);
  return store
    .prepare(sql)
    .all(cut)
    .map((row) => ({
      cpasId: partyId(String(row['party_id'])),
      month: yearMonth(String(row['month'])),
      cut,
      previousCut: row['previous_cut'] === null ? null : Number(row['previous_cut']),
      sentThrough: day(String(row['sent_through'])),
      issuedOn: day(String(row['issued_on'])),
      openings: fundsOf(cut, Number(row['cpas'])).map(({ fund, opening }) => ({
        fund,
        amount: opening,
      })),
      movements: movementsOf(cut, Number(row['cpas'])),
      itemCount: Number(row['item_count']),
    }));
}

export interface ItemPage {
  readonly cut: number;
  readonly cpasId: string;
  readonly afterPosition: number;
  readonly limit: number;
}

/** Items of a statement in their order, from one position on. */
export const itemsOf = (store: Store, page: ItemPage): readonly StatementItem[] => itemsIn(store)(page);

/** {@link itemsOf} for who asks for many pages. */
export function itemsIn(store: Store): (page: ItemPage) => readonly StatementItem[] {
  const select = store.prepare(
    `${ITEM} WHERE i.cut = ? AND i.cpas = (SELECT id FROM party WHERE party_id = ?) AND i.position > ?
      ORDER BY i.position LIMIT ?`,
  );
  return ({ cut, cpasId, afterPosition, limit }) =>
    select.all(cut, cpasId, afterPosition, limit).map(itemOfRow);
}

export function runTotals(store: Store, cut: number): RunTotals {
  const sql = `SELECT COUNT(*) statements, COUNT(number) issued, SUM(item_count) items,
      (SELECT SUM(movements) FROM statement_fund WHERE cut = :cut) net,
      (SELECT SUM(payable) FROM statement_fund WHERE cut = :cut) payable
    FROM statement WHERE cut = :cut`;
  const row = store.prepare(sql).get({ cut });
  return {
    statements: Number(row?.['statements'] ?? 0),
    issued: Number(row?.['issued'] ?? 0),
    items: Number(row?.['items'] ?? 0),
    net: cents(Number(row?.['net'] ?? 0)),
    payable: cents(Number(row?.['payable'] ?? 0)),
  };
}

const ITEM = `SELECT i.*, l.dossier, l.line_key, l.version, l.form_reference,
    l.first_day, l.last_day, d.file_number, a.fund, a.scheme, a.law, a.budget_article, a.basic_allocation
  FROM item i JOIN line l ON l.sequence = i.sequence JOIN dossier d ON d.dossier_id = l.dossier
    JOIN article a ON a.id = i.article`;

type Row = Readonly<Record<string, unknown>>;

const itemOfRow = (row: Row): StatementItem => ({
  position: Number(row['position']),
  dossierId: String(row['dossier']),
  fileNumber: String(row['file_number']),
  lineKey: String(row['line_key']),
  referenceMonth: yearMonth(String(row['line_key']).slice(0, 7)),
  version: Number(row['version']),
  replacesVersion: Number(row['version']) - 1,
  sequence: Number(row['sequence']),
  formReference: String(row['form_reference']),
  firstDay: dayOrNull(row['first_day']),
  lastDay: dayOrNull(row['last_day']),
  fund: String(row['fund']),
  scheme: String(row['scheme']),
  law: Number(row['law']),
  budgetArticle: String(row['budget_article']),
  basicAllocation: String(row['basic_allocation']),
  lineType: lineType(row['line_type']),
  budgetYear: Number(row['budget_year']),
  gross: cents(Number(row['gross'])),
  net: cents(Number(row['net'])),
  versionGross: cents(Number(row['version_gross'])),
  versionNet: cents(Number(row['version_net'])),
  terms: termsOf(String(row['terms'])),
});

const dayOrNull = (value: unknown): Day | null => (typeof value === 'string' ? day(value) : null);

/** The text that `lines.ts` wrote. */
function termsOf(text: string): readonly ItemTerm[] {
  const terms = JSON.parse(text) as readonly ItemTerm[];
  return terms.map(({ code, rate: share, amount }) => ({ code, rate: rate(share), amount: cents(amount) }));
}
