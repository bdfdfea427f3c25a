import type { LineOutcome } from '../../engine/outcome-list.js';
import { OUTCOME_COLUMNS, outcomeRows, outcomeView } from './submissions.view.js';

/** Which lines of an outcome list. */
export interface OutcomesAsked {
  readonly outcomes?: ReadonlySet<LineOutcome['outcome']>;
  readonly line?: number;
  /** Only lines after this one. */
  readonly after: number;
  readonly limit: number;
}

/** Reads the list up to the last line that is asked for; holds no more than those. */
export async function outcomeLinesOf(
  list: AsyncIterable<LineOutcome>,
  { outcomes, line, after, limit }: OutcomesAsked,
): Promise<readonly LineOutcome[]> {
  const found: LineOutcome[] = [];
  for await (const row of list) {
    if (row.line <= after || (line !== undefined && row.line !== line)) continue;
    if (outcomes !== undefined && !outcomes.has(row.outcome)) continue;
    found.push(row);
    if (found.length >= limit || row.line === line) break;
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
