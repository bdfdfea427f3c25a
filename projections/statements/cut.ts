import type { Recorded } from '../../src/domain/decider.js';
import { cents } from '../../src/domain/money.js';
import type { StatementRunCompleted, StatementRunStarted } from '../../src/domain/statement-run/events.js';
import { fundTotals } from '../../src/domain/statements/statements.js';
import type { StatementIssued } from '../../src/domain/statements/events.js';
import { same } from '../../src/domain/same.js';
import { brusselsDay, instant, monthOf } from '../../src/domain/time.js';
import type { Store } from '../projection.js';
import { compositionIn, openingsOf } from './composition.js';
import type { Parties } from './parties.js';

/** What a run takes, when its event is read: nothing before it and nothing after it can change what is on its statements. */
export interface Cuts {
  start(fact: Recorded<StatementRunStarted>): void;
  issue(fact: Recorded<StatementIssued>): void;
  complete(fact: Recorded<StatementRunCompleted>): void;
}

export function cutsIn(store: Store, parties: Parties): Cuts {
  const insertRun = store.prepare('INSERT INTO run VALUES (?, ?, ?, ?, ?, ?, ?, NULL)');
  const completeRun = store.prepare('UPDATE run SET completed = ? WHERE cut = ?');
  const takeItems = store.prepare(TAKE_ITEMS);
  const dropOpen = dropOpenIn(store);
  const sumItems = store.prepare(SUM_ITEMS);
  const draft = draftIn(store);
  const { movementsOf, fundsOf } = compositionIn(store);
  const findStatement = store.prepare('SELECT item_count FROM statement WHERE cut = ? AND cpas = ?');
  const numberStatement = store.prepare(
    'UPDATE statement SET number = ?, sequence = ?, item_root = ? WHERE cut = ? AND cpas = ?',
  );
  return {
    start({ sequence: cut, data, meta }) {
      insertRun.run(
        ...[cut, data.month, data.sentThrough, data.issuedOn, data.proposalId, data.confirmedBy],
        meta.recordedAt,
      );
      const { sentThrough } = data;
      takeItems.run({ cut, sentThrough, through: monthOf(sentThrough) });
      dropOpen(cut, sentThrough);
      sumItems.run(cut);
      draft(cut, brusselsDay(instant(meta.recordedAt)));
    },
    issue({ sequence, data }) {
      const cpas = parties.rowOf(data.cpasId);
      const found = findStatement.get(data.cut, cpas);
      const derived =
        found?.['item_count'] === data.itemCount &&
        same(fundsOf(data.cut, cpas), data.funds) &&
        same(movementsOf(data.cut, cpas), data.movements);
      if (!derived) {
        throw new Error(`statement ${data.number} of ${data.cpasId} is not what its cut ${data.cut} gives`);
      }
      numberStatement.run(data.number, sequence, data.itemRoot, data.cut, cpas);
    },
    complete({ sequence, data }) {
      completeRun.run(sequence, data.cut);
    },
  };
}

/**
 * The items that the run takes, in the order of the statements: file number, line, version, article. Line types as in
 * `docs/statement-lines.md`: what kind the first version is goes by the run that takes it, and a later version is 3 more.
 */
const TAKE_ITEMS = `INSERT INTO item
  SELECT :cut, p.owner,
    ROW_NUMBER() OVER (PARTITION BY p.owner
      ORDER BY d.file_number, l.dossier, l.line_key, l.version, a.budget_article, a.basic_allocation),
    o.sequence, o.article,
    CASE WHEN length(l.line_key) > 7 THEN 3
      WHEN l.line_key >= CASE WHEN l.version = 1 THEN :through ELSE COALESCE((
        SELECT substr(r.sent_through, 1, 7) FROM line f JOIN run r ON r.cut >= f.sequence AND r.sent_through >= f.sending_date
        WHERE f.dossier = l.dossier AND f.line_key = l.line_key AND f.version = 1 ORDER BY r.cut LIMIT 1), :through) END THEN 1
      ELSE 2 END + CASE WHEN l.version = 1 THEN 0 ELSE 3 END,
    CAST(substr(l.line_key, 1, 4) AS INTEGER), l.budget_year,
    o.gross, o.net, o.version_gross, o.version_net, o.terms
  FROM open_item o JOIN line l ON l.sequence = o.sequence JOIN party p ON p.id = l.cpas
    JOIN dossier d ON d.dossier_id = l.dossier JOIN article a ON a.id = o.article
  WHERE l.sending_date <= :sentThrough`;

/** Few items wait for a later run, so they are put aside and the table is emptied at once. */
function dropOpenIn(store: Store): (cut: number, sentThrough: string) => void {
  store.exec('CREATE TEMP TABLE IF NOT EXISTS waiting AS SELECT * FROM open_item WHERE 0');
  const putAside =
    store.prepare(`INSERT INTO waiting SELECT o.* FROM open_item o JOIN line l ON l.sequence = o.sequence
    WHERE l.sending_date > ?`);
  const remember = store.prepare('INSERT INTO left_open SELECT DISTINCT ?, sequence FROM waiting');
  const empty = store.prepare('DELETE FROM open_item');
  const putBack = store.prepare('INSERT INTO open_item SELECT * FROM waiting');
  const forget = store.prepare('DELETE FROM waiting');
  return (cut, sentThrough) => {
    putAside.run(sentThrough);
    remember.run(cut);
    empty.run();
    putBack.run();
    forget.run();
  };
}

const SUM_ITEMS = `INSERT INTO movement
  SELECT cut, cpas, article, line_type, reference_year, budget_year, SUM(gross), SUM(net), COUNT(*)
  FROM item WHERE cut = ? GROUP BY cut, cpas, article, line_type, reference_year, budget_year`;

/** A CPAS exists until it is succeeded, from its first day on, or as soon as it has what a predecessor had. */
const EXISTING = `SELECT p.id,
    (SELECT MAX(s.cut) FROM statement s WHERE s.cpas = p.id) previous_cut,
    (SELECT COUNT(*) FROM item i WHERE i.cut = :cut AND i.cpas = p.id) item_count
  FROM party p WHERE p.kind = 'cpas' AND p.ended IS NULL AND (p.valid_from <= :day
    OR EXISTS (SELECT 1 FROM party q WHERE q.owner = p.id AND q.id <> p.id)
    OR EXISTS (SELECT 1 FROM item i WHERE i.cut = :cut AND i.cpas = p.id))
  ORDER BY p.nis, p.id`;

/** One statement for every CPAS that exists at the cut, still without number: openings, movements, what is payable. */
function draftIn(store: Store): (cut: number, day: string) => void {
  const existing = store.prepare(EXISTING);
  const insert = store.prepare('INSERT INTO statement VALUES (?, ?, ?, ?, NULL, NULL, NULL)');
  const { movementsOf } = compositionIn(store);
  const insertFund = store.prepare('INSERT INTO statement_fund VALUES (?, ?, ?, ?, ?, ?, ?)');
  return (cut, day) => {
    const openings = openingsOf(store, cut);
    for (const row of existing.all({ cut, day })) {
      const cpas = Number(row['id']);
      const previous = row['previous_cut'] === null ? null : cents(Number(row['previous_cut']));
      insert.run(cut, cpas, previous, Number(row['item_count']));
      for (const total of fundTotals(openings.get(cpas) ?? [], movementsOf(cut, cpas))) {
        const { fund, opening, movements, payable, closing } = total;
        insertFund.run(cut, cpas, fund, opening, movements, payable, closing);
      }
    }
  };
}
