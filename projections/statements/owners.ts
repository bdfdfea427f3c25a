import type { Store } from '../projection.js';

/**
 * The first parts of a query: `owner` says for every party (`id`) which one had its rights and debts (`at`) at the sequence
 * `:asOf`. Successions never close a circle.
 */
export const OWNERS = `WITH RECURSIVE chain(id, at) AS (
    SELECT id, id FROM party UNION ALL
    SELECT c.id, s.successor FROM chain c JOIN succession s ON s.party = c.at AND s.sequence <= :asOf),
  owner(id, at) AS (
    SELECT c.id, c.at FROM chain c LEFT JOIN succession s ON s.party = c.at AND s.sequence <= :asOf WHERE s.party IS NULL)`;

/** What is asked, as known when: of one CPAS and of those whose rights and debts it had then, or of all. */
export interface FindingsAsked {
  readonly asOfSequence: number;
  readonly cpasId?: string | undefined;
}

/** Which of all rows are wanted. */
export interface RowWindow {
  readonly offset: number;
  readonly limit: number;
}

/** What is known now, all of it. */
export const NOW = { asOfSequence: Number.MAX_SAFE_INTEGER } as const;
export const EVERY: RowWindow = { offset: 0, limit: -1 };

/** Rows of one page, and how many there are. */
export interface RowPage<Row> {
  readonly rows: readonly Row[];
  readonly total: number;
}

interface PageQuery<Row> {
  readonly sql: string;
  readonly orderBy: string;
  readonly values: Readonly<Record<string, string | number | null>>;
  readonly row: (row: Readonly<Record<string, unknown>>) => Row;
}

/** Reads a page; counts the rest only where there is one. */
export function readPage<Row>(
  store: Store,
  query: PageQuery<Row>,
  { offset, limit }: RowWindow,
): RowPage<Row> {
  const { sql, orderBy, values } = query;
  const rows = store
    .prepare(`${sql} ORDER BY ${orderBy} LIMIT :limit + 0 OFFSET :offset + 0`)
    .all({ ...values, limit, offset })
    .map(query.row);
  const isAll = offset === 0 && (limit < 0 || rows.length < limit);
  const total = isAll ? rows.length : Number(store.prepare(countOf(sql)).get(values)?.['n']);
  return { rows, total };
}

/** A query that begins with `WITH` is counted behind its own. */
function countOf(sql: string): string {
  const body = sql.startsWith(OWNERS) ? sql.slice(OWNERS.length) : sql;
  return `${sql.startsWith(OWNERS) ? OWNERS : ''} SELECT COUNT(*) n FROM (${body})`;
}
