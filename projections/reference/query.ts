import type { Recorded } from '../../src/domain/decider.js';
import { prepared } from '../projection.js';
import type { Store } from '../projection.js';
import { factOfRow } from './facts.js';

export { factsOfOfficial, mandatesOfOfficial, mandatesOn } from './mandates.js';
export type { MandateHistoryRow, MandateMoment, OfficialHistory, OfficialMandates } from './mandates.js';

/** The facts that decisions look up, in log order. */
export const referenceFacts = (store: Store): Generator<Recorded> =>
  factsBetween(store, 0, Number.MAX_SAFE_INTEGER);

/** Sequence of the last of these facts at or before a sequence; 0 where there is none. */
export const lastFactAt = (store: Store, sequence: number): number =>
  Number(
    prepared(store, 'SELECT MAX(sequence) last FROM fact WHERE sequence <= ?').get(sequence)?.['last'] ?? 0,
  );

/** Those of them after one sequence and up to another. */
export function* factsBetween(store: Store, after: number, until: number): Generator<Recorded> {
  const rows = store
    .prepare('SELECT * FROM fact WHERE sequence > ? AND sequence <= ? ORDER BY sequence')
    .iterate(after, until);
  for (const row of rows) yield factOfRow(row);
}

/** The facts of one stream, such as `party-cpas-1`, up to a sequence and in log order. */
export const factsOfStream = (store: Store, stream: string, sequence: number): readonly Recorded[] =>
  store
    .prepare('SELECT * FROM fact WHERE stream = ? AND sequence <= ? ORDER BY sequence')
    .all(stream, sequence)
    .map(factOfRow);

/** What was recorded of a proposal, its parts and what became of them, up to a sequence and in log order. */
export const factsOfProposal = (store: Store, proposalId: string, sequence: number): readonly Recorded[] =>
  store
    .prepare(
      `SELECT * FROM fact WHERE coalesce(data ->> '$.proposalId', data ->> '$.redeterminationId') = ?
       AND sequence <= ? ORDER BY sequence`,
    )
    .all(proposalId, sequence)
    .map(factOfRow);

/** The same of every proposal. */
export const factsOfProposals = (store: Store, sequence: number): readonly Recorded[] =>
  store
    .prepare(
      `SELECT * FROM fact WHERE coalesce(data ->> '$.proposalId', data ->> '$.redeterminationId') IS NOT NULL
       AND sequence <= ? ORDER BY sequence`,
    )
    .all(sequence)
    .map(factOfRow);

/** The facts that one request of a client made, in log order. */
export const factsOfCause = (store: Store, causationId: string): readonly Recorded[] =>
  store
    .prepare("SELECT * FROM fact WHERE meta ->> '$.causationId' = ? ORDER BY sequence")
    .all(causationId)
    .map(factOfRow);

/** Sequence of the last fact of any of these streams at or before a sequence; 0 where there is none. */
export function lastFactOf(store: Store, streams: readonly string[], sequence: number): number {
  const last = store.prepare('SELECT MAX(sequence) last FROM fact WHERE stream = ? AND sequence <= ?');
  return Math.max(0, ...streams.map((stream) => Number(last.get(stream, sequence)?.['last'] ?? 0)));
}

/** Whether anything was recorded by a process, by its id. */
export const isBegun = (store: Store, processId: string): boolean =>
  store.prepare("SELECT 1 FROM fact WHERE meta ->> '$.correlationId' = ? LIMIT 1").get(processId) !==
  undefined;
