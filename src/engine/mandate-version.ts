import type { Recorded } from '../domain/decider.js';
import type { OfficialId } from '../domain/ids.js';
import { Rejection } from '../domain/rejection.js';
import type { Store } from '../../projections/projection.js';
import { causationOf } from './acting.js';
import type { Acting } from './acting.js';
import { OutcomeUnknown } from './acts.js';
import type { Answer } from './command.js';
import type { Engine } from './engine.js';

/** How the read model of reference facts is asked about an official. */
export interface OfficialQueries {
  readonly factsOfOfficial: (store: Store, officialId: OfficialId, sequence: number) => readonly Recorded[];
}

/** Of a founder about whom nothing was recorded: they are named where the log begins. */
const OPENING = 1;
const WAIT_MS = 5_000;
const WAIT = { timeoutMs: WAIT_MS, names: ['reference'] } as const;

/** Version of what an official may do: the sequence of the latest fact about it, delegations received among them. */
export const mandatesVersion = (
  engine: Engine,
  queries: OfficialQueries,
  { officialId, sequence }: { readonly officialId: OfficialId; readonly sequence: number },
): number =>
  versionOf(engine.read('reference', (store) => queries.factsOfOfficial(store, officialId, sequence)));

const versionOf = (facts: readonly Recorded[]): number => facts.at(-1)?.sequence ?? OPENING;

/**
 * The same act on the revision of the official's stream that the version seen (`acting.expectedRevision`) stands for.
 * Throws `staleVersion` where something was recorded about the official since, but for what this act recorded itself.
 */
export async function onMandatesSeen(
  engine: Engine,
  queries: OfficialQueries,
  acting: Acting,
  { officialId, operation }: { readonly officialId: OfficialId; readonly operation: string },
): Promise<Acting> {
  const head = engine.local.head();
  await engine.waitFor(head, WAIT);
  const facts = engine.read('reference', (store) => queries.factsOfOfficial(store, officialId, head));
  const own = facts.findIndex((fact) => fact.meta.causationId === causationOf(acting, operation));
  const before = own < 0 ? facts : facts.slice(0, own);
  const actual = versionOf(before);
  const expected = acting.expectedRevision;
  if (expected === undefined) return acting;
  if (actual !== expected) throw new Rejection('staleVersion', { expected, actual });
  const revision = before.findLast((fact) => fact.stream === `mandate-${officialId}`)?.revision ?? -1;
  return { ...acting, expectedRevision: revision };
}

/** The version that an act on an official's mandates came to. Throws `OutcomeUnknown`. */
export async function versionAfter(
  engine: Engine,
  queries: OfficialQueries,
  answer: Answer,
  officialId: OfficialId,
): Promise<number> {
  if (answer.status === 'unknown') throw new OutcomeUnknown(answer.commandId);
  const sequence = await engine.reached(answer, WAIT);
  return answer.status === 'unchanged'
    ? mandatesVersion(engine, queries, { officialId, sequence })
    : sequence;
}
