import type { YearMonth } from '../../src/domain/time.js';
import type { Store } from '../projection.js';

export interface DueRow {
  readonly dossierId: string;
  /** Last event of the dossier that the read model holds: another one makes it another piece of work. */
  readonly lastSequence: number;
}

/** Dossiers with a month up to `through` that is not determined, after an id; at most `limit`, by id. */
export function dueDossiers(
  store: Store,
  page: { readonly through: YearMonth; readonly after: string; readonly limit: number },
): readonly DueRow[] {
  const sql =
    'SELECT dossier_id, last_sequence FROM dossier WHERE dossier_id > ? AND due_from <= ? ORDER BY dossier_id LIMIT ? + 0';
  return store
    .prepare(sql)
    .all(page.after, page.through, page.limit)
    .map((row) => ({
      dossierId: String(row['dossier_id']),
      lastSequence: Number(row['last_sequence']),
    }));
}

/** How many dossiers are due: for a progress bar. */
export const countDue = (store: Store, through: YearMonth): number =>
  Number(store.prepare('SELECT COUNT(*) n FROM dossier WHERE due_from <= ?').get(through)?.['n']);

export interface DossierRow {
  readonly dossierId: string;
  readonly scheme: string;
  /** The CPAS that opened the file, and the one that has it now. */
  readonly openedBy: string;
  readonly owner: string;
  readonly fileNumber: string;
  /** Forms that hold, such as `B2024-12-01 C2025-03-15`. */
  readonly timeline: string;
  /** Determined months, such as `2024-12..2025-03`. */
  readonly months: string;
  /** First month that is not determined although a decision stands; null where there is none. */
  readonly dueFrom: string | null;
  readonly openedSequence: number;
  readonly lastSequence: number;
}

export function dossierById(store: Store, dossierId: string): DossierRow | undefined {
  const row = store.prepare(`${DOSSIER} WHERE d.dossier_id = ?`).get(dossierId);
  return row && dossierOfRow(row);
}

/**
 * The dossiers of a canonical file number that a CPAS has, opened by itself or by a predecessor, of which there may be several;
 * asked with a CPAS of before a merger, those that its successor has.
 */
export function dossiersByFile(
  store: Store,
  key: { readonly cpasId: string; readonly fileNumber: string },
): readonly DossierRow[] {
  const sql = `${DOSSIER} WHERE d.file_number = ? AND p.owner = (SELECT owner FROM party WHERE party_id = ?)
    ORDER BY d.opened`;
  return store.prepare(sql).all(key.fileNumber, key.cpasId).map(dossierOfRow);
}

/** What the dossiers of a list have in common; what is undefined does not matter. */
export interface DossierFilter {
  /** Who opened them: one of these. */
  readonly openers?: readonly string[] | undefined;
  readonly scheme?: string | undefined;
  readonly fileNumber?: string | undefined;
}

/** The key of a dossier, which never changes. */
export interface DossierKey {
  readonly dossierId: string;
  readonly scheme: string;
  readonly openedBy: string;
  readonly fileNumber: string;
}

/** Dossiers that were opened at a sequence, after an id; at most `limit`, by id. */
export function dossiersPage(
  store: Store,
  { openers, scheme, fileNumber }: DossierFilter,
  page: { readonly asOfSequence: number; readonly after: string; readonly limit: number },
): readonly DossierKey[] {
  const conditions = [
    'dossier_id > :after AND opened <= :asOf',
    ...(openers ? ['cpas IN (SELECT value FROM json_each(:openers))'] : []),
    ...(scheme === undefined ? [] : ['scheme = :scheme']),
    ...(fileNumber === undefined ? [] : ['file_number = :file']),
  ];
  const values = {
    after: page.after,
    asOf: page.asOfSequence,
    limit: page.limit,
    ...(openers && { openers: JSON.stringify(openers) }),
    ...(scheme !== undefined && { scheme }),
    ...(fileNumber !== undefined && { file: fileNumber }),
  };
  return store
    .prepare(
      `SELECT dossier_id, scheme, cpas, file_number FROM dossier WHERE ${conditions.join(' AND ')}
      ORDER BY dossier_id LIMIT :limit + 0`,
    )
    .all(values)
    .map((row) => ({
      dossierId: String(row['dossier_id']),
      scheme: String(row['scheme']),
      openedBy: String(row['cpas']),
      fileNumber: String(row['file_number']),
    }));
}

/** Every CPAS that ever opened a file, by id. */
export const openersOf = (store: Store): readonly string[] =>
  store
    .prepare('SELECT DISTINCT cpas FROM dossier ORDER BY cpas')
    .all()
    .map((row) => String(row['cpas']));

/** The dossiers that a CPAS opened, after an id; at most `limit`, by id. */
export const dossiersOpenedBy = (
  store: Store,
  { cpasId, after, limit }: { readonly cpasId: string; readonly after: string; readonly limit: number },
): readonly string[] =>
  store
    .prepare(
      'SELECT dossier_id FROM dossier WHERE cpas = ? AND dossier_id > ? ORDER BY dossier_id LIMIT ? + 0',
    )
    .all(cpasId, after, limit)
    .map((row) => String(row['dossier_id']));

const DOSSIER = 'SELECT d.*, p.owner FROM dossier d JOIN party p ON p.party_id = d.cpas';

const dossierOfRow = (row: Readonly<Record<string, unknown>>): DossierRow => ({
  dossierId: String(row['dossier_id']),
  scheme: String(row['scheme']),
  openedBy: String(row['cpas']),
  owner: String(row['owner']),
  fileNumber: String(row['file_number']),
  timeline: String(row['timeline']),
  months: String(row['months']),
  dueFrom: typeof row['due_from'] === 'string' ? row['due_from'] : null,
  openedSequence: Number(row['opened']),
  lastSequence: Number(row['last_sequence']),
});
