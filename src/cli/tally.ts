import type { Tally } from '../engine/acts.js';
import { EXIT, Ended } from './exit-codes.js';
import type { Output } from './output.js';

/** Shows what became of a list; ends with the code of a refusal where anything was refused. */
export function showTally(output: Output, tally: Tally, more: object = {}): void {
  const { recorded, unchanged, refused } = tally;
  const listed = refused.map(({ code, details }) => ({ code, details }));
  output.record({ ...more, recorded, unchanged, refused: refused.length });
  if (refused.length === 0) return;
  if (output.format === 'table') output.rows(listed.slice(0, 50), ['code', 'details']);
  throw new Ended(EXIT.refused);
}
