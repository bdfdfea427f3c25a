import type { Recorded } from '../../src/domain/decider.js';

/** Written by this read model from a fact that was checked when it was read from the log. */
export const factOfRow = (row: Readonly<Record<string, unknown>>): Recorded => ({
  type: String(row['type']),
  data: JSON.parse(String(row['data'])) as object,
  sequence: Number(row['sequence']),
  stream: String(row['stream']),
  revision: Number(row['revision']),
  id: String(row['id']),
  meta: JSON.parse(String(row['meta'])) as Recorded['meta'],
});
