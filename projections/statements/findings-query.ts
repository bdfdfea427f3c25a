import { cents } from '../../src/domain/money.js';
import type { Store } from '../projection.js';
import type { LostRow, StaleRow } from './lines-query.js';
import { staleRow } from './lines-query.js';
import { EVERY, NOW, OWNERS, readPage } from './owners.js';
import type { FindingsAsked, RowPage, RowWindow } from './owners.js';

/** A version of a line that no run had taken; its differences are in its event. */
export interface OpenLineRow {
  readonly sequence: number;
  readonly cpasId: string;
  readonly dossierId: string;
  readonly lineKey: string;
  readonly version: number;
  readonly sendingDate: string;
}

/**
 * Lines that were open at a sequence, after one of them, by sequence: those that the last cut before it left behind, and
 * all that were determined since that cut.
 */
export function openLines(
  store: Store,
  asked: FindingsAsked & { readonly afterSequence: number; readonly limit: number },
): readonly OpenLineRow[] {
  const { asOfSequence, cpasId, afterSequence, limit } = asked;
  const cut = Number(
    store.prepare('SELECT MAX(cut) cut FROM run WHERE cut <= ?').get(asOfSequence)?.['cut'] ?? 0,
  );
  const sql = `${OWNERS}, open(sequence) AS (
      SELECT sequence FROM left_open WHERE cut = :cut AND sequence > :after UNION ALL
      SELECT sequence FROM line WHERE sequence > MAX(:cut, :after) AND sequence <= :asOf)
    SELECT l.sequence, o.party_id, l.dossier, l.line_key, l.version, l.sending_date
    FROM open JOIN line l USING (sequence) JOIN owner w ON w.id = l.cpas JOIN party o ON o.id = w.at
    WHERE :cpas IS NULL OR o.party_id = :cpas ORDER BY sequence LIMIT :limit + 0`;
  return store
    .prepare(sql)
    .all({ asOf: asOfSequence, cut, after: afterSequence, cpas: cpasId ?? null, limit })
    .map((row) => ({
      sequence: Number(row['sequence']),
      cpasId: String(row['party_id']),
      dossierId: String(row['dossier']),
      lineKey: String(row['line_key']),
      version: Number(row['version']),
      sendingDate: String(row['sending_date']),
    }));
}

/** Days lost because a form came late, by the CPAS that had the file then, most first. */
export const lostPage = (store: Store, asked: FindingsAsked, window: RowWindow): RowPage<LostRow> =>
  readPage(
    store,
    {
      sql: `${OWNERS} SELECT o.party_id, COUNT(*) lines, SUM(l.lost) gross
        FROM line l JOIN owner w ON w.id = l.cpas JOIN party o ON o.id = w.at
        WHERE l.lost <> 0 AND l.sequence <= :asOf AND (:cpas IS NULL OR o.party_id = :cpas) AND NOT ${REPLACED}
        GROUP BY o.id`,
      orderBy: 'gross DESC, o.party_id',
      values: valuesOf(asked),
      row: (row) => ({
        cpasId: String(row['party_id']),
        lines: Number(row['lines']),
        gross: cents(Number(row['gross'])),
      }),
    },
    window,
  );

export const lostByLateness = (store: Store): readonly LostRow[] => lostPage(store, NOW, EVERY).rows;

/** Determinations that did not know a rule, share or succession in force at their own sequence, by CPAS and sequence. */
export const stalePage = (store: Store, asked: FindingsAsked, window: RowWindow): RowPage<StaleRow> =>
  readPage(
    store,
    {
      sql: `${OWNERS} SELECT s.*, l.dossier, l.line_key, l.version, o.party_id, ${REPLACED} replaced
        FROM stale s JOIN line l ON l.sequence = s.sequence JOIN owner w ON w.id = l.cpas JOIN party o ON o.id = w.at
        WHERE s.sequence <= :asOf AND (:cpas IS NULL OR o.party_id = :cpas)`,
      orderBy: 'o.party_id, s.sequence, s.rule_id',
      values: valuesOf(asked),
      row: staleRow,
    },
    window,
  );

/** All of one CPAS and of those whose rights and debts it has, or of everybody. */
export const staleLines = (store: Store, cpasId?: string): readonly StaleRow[] =>
  stalePage(store, { ...NOW, cpasId }, EVERY).rows;

/** Whether a later version of the line `l` was there. */
const REPLACED = `EXISTS (SELECT 1 FROM line n WHERE n.dossier = l.dossier AND n.line_key = l.line_key
  AND n.version = l.version + 1 AND n.sequence <= :asOf)`;

const valuesOf = ({ asOfSequence, cpasId }: FindingsAsked) => ({ asOf: asOfSequence, cpas: cpasId ?? null });
