import { proposalFrom } from '../domain/proposal.js';
import type { Proposal } from '../domain/proposal.js';
import type { Recorded } from '../domain/decider.js';
import type { Reference } from '../domain/reference.js';
import { Rejection } from '../domain/rejection.js';
import type { Store } from '../../projections/projection.js';
import { causationOf } from './acting.js';
import type { Acting } from './acting.js';
import { confirmParts } from './acts.js';
import type { Tally } from './acts.js';
import type { Settled } from './command.js';
import type { Engine } from './engine.js';

/** How the read model of reference facts is asked for a proposal. */
export interface ProposalQueries {
  readonly factsOfProposal: (store: Store, proposalId: string, sequence: number) => readonly Recorded[];
  readonly factsOfProposals: (store: Store, sequence: number) => readonly Recorded[];
  readonly lastFactOf: (store: Store, streams: readonly string[], sequence: number) => number;
}

/**
 * A proposal as it was known, with its version: the sequence of the latest fact about what it would change, so that whoever
 * approves a version has seen what the proposal does to what holds now; once it is settled, of the latest fact about itself.
 */
export function proposalAt(
  engine: Engine,
  queries: ProposalQueries,
  known: Reference,
  { proposalId, sequence }: { readonly proposalId: string; readonly sequence: number },
): (Proposal & { readonly version: number }) | undefined {
  return engine.read('reference', (store) => {
    const facts = queries.factsOfProposal(store, proposalId, sequence);
    const proposal = proposalFrom(facts, known.pendingProposals());
    if (!proposal) return undefined;
    const settled = proposal.state === 'approved' || proposal.state === 'withdrawn';
    const last = settled ? facts.at(-1)?.sequence : queries.lastFactOf(store, streamsOf(proposal), sequence);
    return { ...proposal, version: last ?? 0 };
  });
}

/** Every proposal that was ever made, as it was known, the oldest first. */
export function proposalsAt(
  engine: Engine,
  queries: ProposalQueries,
  known: Reference,
  sequence: number,
): readonly Proposal[] {
  const facts = engine.read('reference', (store) => queries.factsOfProposals(store, sequence));
  const waiting = Map.groupBy(known.pendingProposals(), (part) => part.proposalId);
  return [...Map.groupBy(facts, idOf)].flatMap(([proposalId, own]) => {
    const proposal = proposalFrom(own, waiting.get(proposalId) ?? []);
    return proposal ? [proposal] : [];
  });
}

/** As the read model finds the facts of a proposal. */
function idOf({ data }: Recorded): string {
  const { proposalId, redeterminationId } = data as Readonly<Record<string, string | undefined>>;
  return proposalId ?? redeterminationId ?? '';
}

const streamsOf = ({ parts }: Proposal): readonly string[] => [
  ...new Set(parts.map(({ proposed }) => proposed.stream)),
];

export interface Approval {
  readonly tally: Tally;
  /** Of the proposal after it. */
  readonly version: number;
  /** Whether this very approval was given before. */
  readonly replayed: boolean;
}

const OPERATION = 'proposal.confirm';
const WAIT_MS = 5_000;

/**
 * Approves a proposal as its version (`acting.expectedRevision`) shows it, part by part; given again with the same key it
 * does what is missing and answers alike. Throws what every part is refused for, `staleVersion` for another version,
 * `alreadyConfirmed`, `proposalUnknown`, and `invalidState` for a proposal that work follows on: month runs and
 * redeterminations are approved at their own door.
 */
export async function approveProposal(
  engine: Engine,
  queries: ProposalQueries,
  acting: Acting,
  proposalId: string,
): Promise<Approval> {
  const read = (): readonly Recorded[] =>
    engine.read('reference', (store, at) => queries.factsOfProposal(store, proposalId, at.sequence));
  const head = engine.local.head();
  await engine.waitFor(head, { timeoutMs: WAIT_MS, names: ['reference'] });
  const facts = read();
  const cause = causationOf(acting, OPERATION);
  const own = facts.find((fact) => fact.meta.causationId === cause);
  const proposal = proposalFrom(facts, []);
  if (!proposal) throw new Rejection('proposalUnknown', { proposalId });
  refuseOther(proposal);
  const actual = engine.read('reference', (store) =>
    queries.lastFactOf(store, streamsOf(proposal), own ? own.sequence - 1 : head),
  );
  const open = proposal.parts.filter(({ ended }) => !ended || ended.meta.causationId === cause);
  if (open.length === 0) throw new Rejection(settledAs(proposal), { proposalId });
  const expected = acting.expectedRevision ?? actual;
  if (actual !== expected) throw new Rejection('staleVersion', { expected, actual });
  let last: Settled | undefined;
  let isNew = false;
  const tally = await confirmParts(engine, acting, {
    proposalId,
    parts: open.map(({ about }) => about),
    onAnswer: (answer) => {
      last = answer;
      isNew ||= answer.status === 'recorded';
    },
  });
  const [refusal] = tally.refused;
  if (last === undefined && refusal) throw refusal;
  if (last) await engine.reached(last, { timeoutMs: WAIT_MS, names: ['reference'] });
  const made = read().findLast((fact) => fact.meta.causationId === cause);
  // The same official with another key, or another one, came first with every part.
  if (made === undefined) throw new Rejection('alreadyConfirmed', { proposalId });
  return { tally, version: made.sequence, replayed: own !== undefined || !isNew };
}

function refuseOther({ kind, proposalId }: Proposal): void {
  if (kind !== 'statementRun' && kind !== 'redetermination') return;
  throw new Rejection('invalidState', { proposalId, kind, rule: 'it is approved where its work is' });
}

const settledAs = ({ parts }: Proposal): 'alreadyConfirmed' | 'proposalUnknown' =>
  parts.some((part) => part.state === 'approved') ? 'alreadyConfirmed' : 'proposalUnknown';
