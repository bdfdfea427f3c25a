import type { Proposal, ProposalPart, ProposalState } from '../../domain/proposal.js';
import type { PendingProposal } from '../../domain/proposals.js';
import type { Reference } from '../../domain/reference.js';
import { ruleChanges } from '../../domain/rulebook/changes.js';
import type { FieldChange } from '../../domain/rulebook/changes.js';
import type { Parameter } from '../../domain/rulebook/events.js';
import { sum } from '../../domain/money.js';
import type { StatementRunProposed } from '../../domain/statement-run/events.js';
import type { RedeterminationProposed } from '../../domain/redetermination/events.js';
import type { Day } from '../../domain/time.js';
import type { Links } from '../links.js';
import { delegationView, mandateView } from './mandates.view.js';
import { partyReference } from './parties.view.js';
import type { Sight } from './parties.view.js';
import { CERTAINTIES } from './rulebooks.view.js';
import { determinationView } from './shares.view.js';

/** A proposal as it stands in a list; of one that waits, the parts that do. */
export interface ListedProposal {
  readonly first: PendingProposal;
  readonly state: ProposalState;
  readonly parts: number;
}

/** What waits, each proposal once, the oldest first. */
export function waiting(pending: readonly PendingProposal[]): readonly ListedProposal[] {
  const byId = Map.groupBy(pending, (part) => part.proposalId);
  return [...byId.values()].flatMap((parts) => listed(parts, 'pending'));
}

/** What came to an end that way. */
export const settled = (proposals: readonly Proposal[], as: ProposalState): readonly ListedProposal[] =>
  proposals.flatMap(({ parts, state }) =>
    state === as
      ? listed(
          parts.map(({ about }) => about),
          state,
        )
      : [],
  );

const listed = (parts: readonly PendingProposal[], state: ProposalState): readonly ListedProposal[] =>
  parts.slice(0, 1).map((first) => ({ first, state, parts: parts.length }));

export const proposalItem = ({ first, state, parts }: ListedProposal, links: Links) => ({
  href: links.to(`proposals/${first.proposalId}`),
  id: first.proposalId,
  kindCode: first.kind,
  stateCode: state,
  proposedBy: first.proposedBy,
  sequence: first.sequence,
  parts,
});

/** Where a proposal is looked at from. */
export interface ProposalSight {
  readonly links: Links;
  readonly on: Day;
  readonly known: Reference;
  /** What was known just before a sequence. */
  readonly knownBefore: (sequence: number) => Reference;
}

/** A proposal with what whoever approves it must see. */
export const proposalDocument = (
  proposal: Proposal & { readonly version: number },
  sight: ProposalSight,
) => ({
  id: proposal.proposalId,
  href: sight.links.to(`proposals/${proposal.proposalId}`),
  version: String(proposal.version),
  kindCode: proposal.kind,
  stateCode: proposal.state,
  proposedBy: proposal.proposedBy,
  ...(proposal.approvedBy !== undefined && { approvedBy: proposal.approvedBy }),
  parts: partsView(proposal, sight),
});

function partsView({ parts }: Proposal, { links, on, known, knownBefore }: ProposalSight) {
  const approvals = parts.flatMap(({ state, ended }) =>
    state === 'approved' && ended ? [ended.sequence] : [],
  );
  const before = { known: approvals.length > 0 ? knownBefore(Math.min(...approvals)) : known, on, links };
  const now = { known, on, links };
  return parts.map((part) => partView(part, part.state === 'approved' ? before : now));
}

function partView(part: ProposalPart, sight: Sight) {
  const { about, state } = part;
  const { links } = sight;
  return {
    key: about.key,
    href: links.to(PATHS[about.kind](about.key)),
    stateCode: state,
    summary: about.summary,
    sequence: about.sequence,
    ...contentOf(part, sight),
  };
}

const PATHS: Readonly<Record<PendingProposal['kind'], (key: string) => string>> = {
  mandate: (key) => `mandates/${key}`,
  delegation: (key) => `mandates/${key}`,
  iban: (key) => `cpas/${key}`,
  succession: (key) => `cpas/${key}`,
  share: (key) => `cpas/${key.replace('/', '/shares/')}`,
  rulebook: (key) => `rulebooks/${key}`,
  redetermination: (key) => `redeterminations/${key}`,
  statementRun: (key) => `monthRuns/${key}`,
};

function contentOf({ proposed }: ProposalPart, sight: Sight): object {
  const { known, links } = sight;
  switch (proposed.type) {
    case 'MandateProposed':
      return { mandate: mandateView(proposed.data) };
    case 'DelegationProposed':
      return { delegation: delegationView(proposed.data, links) };
    case 'IbanProposed': {
      const { partyId, iban, validFrom } = proposed.data;
      const present = known.parties.profileOn(partyId, validFrom)?.iban ?? null;
      const account = { party: partyReference(partyId, sight), iban, startDate: validFrom };
      return { account: { ...account, ...(present !== null && { presentIban: present }) } };
    }
    case 'SuccessionProposed': {
      const { partyId, successorId, effectiveOn, mode, source } = proposed.data;
      const [party, successor] = [partyReference(partyId, sight), partyReference(successorId, sight)];
      return { succession: { party, successor, startDate: effectiveOn, modeCode: mode, source } };
    }
    case 'ShareDetermined': {
      const present = known.share(proposed.data.cpasId, proposed.data.year)?.share;
      const share = determinationView(proposed.data, sight);
      return { share: { ...share, ...(present !== undefined && { presentShare: present }) } };
    }
    case 'RulebookProposed':
      return { ruleChanges: changesView(proposed.data.scheme, proposed.data.parameters, sight) };
    case 'StatementRunProposed':
      return { monthRun: runView(proposed.data) };
    case 'RedeterminationProposed':
      return { redetermination: redeterminationView(proposed.data, links) };
    default:
      return {};
  }
}

const changesView = (scheme: string, parameters: readonly Parameter[], { known, links }: Sight) =>
  ruleChanges(known.rulebook, scheme, parameters).map(({ kind, ruleId, validFrom, fields }) => ({
    href: links.to(`rulebooks/${scheme}/parameters/${ruleId}`),
    changeCode: kind,
    parameterId: ruleId,
    ...(validFrom !== null && { startDate: validFrom }),
    fields: fields.map(fieldView),
  }));

const FIELDS: Readonly<Record<string, string>> = {
  lastDay: 'endDate',
  status: 'statusCode',
  mark: 'certaintyCode',
  mayPayFrom: 'payableFromDate',
  lastCheckedOn: 'lastCheckedDate',
};

function fieldView({ name, before, after }: FieldChange) {
  const text = (value: string): string => (name === 'mark' ? (CERTAINTIES[value as 'C'] ?? value) : value);
  return {
    name: FIELDS[name] ?? name,
    ...(before !== undefined && { oldValue: text(before) }),
    ...(after !== undefined && { newValue: text(after) }),
  };
}

const runView = ({ month, sentThrough, due }: StatementRunProposed['data']) => ({
  yearMonth: month,
  sentThroughDate: sentThrough,
  ...(due && { dueSequence: due.asOfSequence, items: due.items, net: due.net, payable: due.payable }),
});

const redeterminationView = (data: RedeterminationProposed['data'], links: Links) => ({
  href: links.to(`redeterminations/${data.redeterminationId}`),
  lines: data.totals.reduce((all, total) => all + total.lines, 0),
  netBefore: sum(data.totals.map((total) => total.netBefore)),
  netAfter: sum(data.totals.map((total) => total.netAfter)),
});
