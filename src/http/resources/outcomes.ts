import type { LineOutcome } from '../../engine/outcome-list.js';
import type { OutcomePages } from '../../engine/outcome-pages.js';
import { OUTCOME_COLUMNS, outcomeRows, outcomeView } from './submissions.view.js';

/** Which lines of an outcome list. */
export interface OutcomesAsked {
  readonly outcomes?: ReadonlySet<LineOutcome['outcome']>;
  readonly line?: number;
  /** Only lines after this one. */
  readonly after: number;
  readonly limit: number;
}

/** Reads the list from the first to the last line that may be asked for; holds no more than those that are. */
export async function outcomeLinesOf(
  pages: OutcomePages,
  list: string,
  { outcomes, line, after, limit }: OutcomesAsked,
): Promise<readonly LineOutcome[]> {
  const found: LineOutcome[] = [];
  const first = Math.max(after + 1, line ?? 1);
  const last = line ?? Infinity;
  for await (const row of pages.from(list, first)) {
    const isAsked = row.line >= first && row.line <= last && outcomes?.has(row.outcome) !== false;
    if (isAsked) found.push(row);
    if (found.length >= limit || row.line >= last) break;
  }
  return found;
}

const PIECE_CHARACTERS = 65_536;

/** The whole list as text, in pieces. */
export async function* outcomeText(
  list: AsyncIterable<LineOutcome>,
  type: 'application/x-ndjson' | 'text/csv',
): AsyncGenerator<string> {
  const isCsv = type === 'text/csv';
  let held = isCsv ? OUTCOME_COLUMNS : '';
  for await (const row of list) {
    held += isCsv ? outcomeRows(row) : `${JSON.stringify(outcomeView(row))}\n`;
    if (held.length < PIECE_CHARACTERS) continue;
    yield held;
    held = '';
  }
  yield held;
}
