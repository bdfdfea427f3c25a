import type { Command } from 'commander';
import * as queries from '../../projections/reference/query.js';
import type { Proposal, ProposalPart } from '../domain/proposal.js';
import { Rejection } from '../domain/rejection.js';
import type { Reference } from '../domain/reference.js';
import { ruleChanges } from '../domain/rulebook/changes.js';
import { brusselsDay } from '../domain/time.js';
import { proposalAt } from '../engine/approval.js';
import { PastReferences } from '../engine/past-references.js';
import { inSession } from './door.js';
import type { Door, Flows, Session } from './door.js';
import { labelOf } from './parties.js';

const WAIT_MS = 60_000;
const LISTED = ['proposalId', 'kind', 'key', 'proposedBy', 'sequence', 'summary'];
const ROWS = ['change', 'rule', 'firstDay', 'field', 'before', 'after'];

/** `flows proposals`: what waits for a second official; `show` is what that official looks at before approving. */
export function registerProposals(program: Command, door: Door): void {
  const proposals = program.command('proposals').description('what waits for a second official');
  proposals.action((_options: object, command: Command) =>
    inSession(door, command, { write: false }, async ({ flows, output }) => {
      output.rows(flows.engine.reference().pendingProposals(), LISTED);
    }),
  );
  proposals
    .command('show')
    .description('a proposal with what it changes: rows of law old and new, shares with their counts')
    .argument('<id>', 'the proposal')
    .action((id: string, _options: object, command: Command) =>
      inSession(door, command, { write: false }, async (session) => showProposal(session, id)),
    );
}

/** A proposal with what it changes, also of `flows approve`. Throws `proposalUnknown`. */
export async function showProposal({ flows, output }: Session, proposalId: string): Promise<void> {
  const { engine } = flows;
  const sequence = engine.local.head();
  await engine.verdictAt(sequence, { timeoutMs: WAIT_MS, names: ['reference'] });
  const now = engine.reference();
  const proposal = proposalAt(engine, queries, now, { proposalId, sequence });
  if (proposal === undefined) throw new Rejection('proposalUnknown', { proposalId });
  const { kind, state, proposedBy, approvedBy, version, parts } = proposal;
  const head = { proposalId, kind, state, proposedBy, approvedBy, version, parts: parts.length };
  const known = knownBefore(flows, proposal, now);
  const shown = parts.flatMap((part) => rowsOf(flows, part, known));
  if (output.format === 'json') return output.record({ ...head, changes: shown });
  if (output.format === 'table') output.record(head);
  output.text();
  output.rows(shown, kind === 'rulebook' ? ROWS : COLUMNS[kind]);
}

/** What an approved proposal changed is told against what held just before. */
function knownBefore(flows: Flows, { parts }: Proposal, now: Reference): Reference {
  const approvals = parts.flatMap(({ state, ended }) =>
    state === 'approved' && ended ? [ended.sequence] : [],
  );
  return approvals.length === 0
    ? now
    : new PastReferences(flows.engine, queries).at(Math.min(...approvals) - 1);
}

const PART = ['key', 'summary'];
const COLUMNS: Readonly<Record<Exclude<Proposal['kind'], 'rulebook'>, readonly string[]>> = {
  mandate: PART,
  delegation: PART,
  iban: ['key', 'cpas', 'iban', 'validFrom', 'presentIban'],
  succession: ['key', 'cpas', 'successorId', 'successor', 'effectiveOn', 'mode', 'source'],
  share: ['key', 'cpas', 'year', 'share', 'presentShare', 'previousShare', 'basis', 'counts', 'source'],
  redetermination: PART,
  statementRun: ['key', 'sentThrough', 'items', 'net', 'payable'],
};

/** What one part changes, a row for each thing. */
function rowsOf(flows: Flows, { about, proposed }: ProposalPart, known: Reference): readonly object[] {
  const today = brusselsDay(flows.clock.now());
  const { key, summary } = about;
  switch (proposed.type) {
    case 'RulebookProposed':
      return ruleChanges(known.rulebook, proposed.data.scheme, proposed.data.parameters).flatMap(
        ({ kind: change, ruleId: rule, validFrom, fields }) =>
          fields.map(({ name: field, before, after }) => {
            const firstDay = validFrom ?? 'ever';
            return { change, rule, firstDay, field, before, after };
          }),
      );
    case 'ShareDetermined': {
      const { cpasId, year, share, previousShare, basis, counts, source } = proposed.data;
      const presentShare = known.share(cpasId, year)?.share;
      const counted = counts.map((one) => `${one.year}: ${one.averageHundredths / 100}`).join(', ');
      const row = { key, cpas: labelOf(flows, cpasId, today), year, share, presentShare, previousShare };
      return [{ ...row, basis, counts: counted, source }];
    }
    case 'SuccessionProposed': {
      const { partyId, successorId, effectiveOn, mode, source } = proposed.data;
      const [cpas, successor] = [labelOf(flows, partyId, today), labelOf(flows, successorId, today)];
      return [{ key, cpas, successorId, successor, effectiveOn, mode, source }];
    }
    case 'IbanProposed': {
      const { partyId, iban, validFrom } = proposed.data;
      const presentIban = known.parties.profileOn(partyId, validFrom)?.iban;
      return [{ key, cpas: labelOf(flows, partyId, today), iban, validFrom, presentIban }];
    }
    case 'StatementRunProposed':
      return [{ key, sentThrough: proposed.data.sentThrough, ...proposed.data.due }];
    default:
      return [{ key, summary }];
  }
}
