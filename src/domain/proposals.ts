import type { Recorded } from './decider.js';
import type { OfficialId } from './ids.js';
import { euroText, minus, sum } from './money.js';
import type { Cents } from './money.js';
import type { ReferenceEvent } from './reference-event.js';
import type { Parameter } from './rulebook/events.js';
import { overlaps } from './rulebook/rulebook.js';
import type { Day } from './time.js';

/** An act that a second person has yet to confirm. */
export interface PendingProposal {
  readonly proposalId: string;
  readonly kind:
    | 'mandate'
    | 'delegation'
    | 'iban'
    | 'succession'
    | 'share'
    | 'rulebook'
    | 'redetermination'
    | 'statementRun';
  /** Official (of a delegation: the holder), party, CPAS and year (`cpas-x/2025`), scheme, the proposal itself, or month: with the kind it names the stream. */
  readonly key: string;
  readonly proposedBy: OfficialId;
  readonly sequence: number;
  /** Of a month run: which items it takes. */
  readonly sentThrough?: Day;
  /** One line for the second person; holds no personal data. */
  readonly summary: string;
}

type Entry = PendingProposal & { readonly parameters?: readonly Parameter[] };

/** The proposals of every kind of stream that wait for a second person. */
export class ProposalList {
  /** Those about one thing, by kind and key, in log order. */
  readonly #entries = new Map<string, readonly Entry[]>();

  constructor(from?: ProposalList) {
    if (from !== undefined) this.#entries = new Map(from.#entries);
  }

  pending(): readonly PendingProposal[] {
    return [...this.#entries.values()]
      .flat()
      .sort((a, b) => a.sequence - b.sequence)
      .map(({ parameters: _parameters, ...proposal }) => proposal);
  }

  apply(fact: Recorded<ReferenceEvent>): void {
    const proposed = proposalOf(fact);
    if (proposed)
      this.#change(proposed, (waiting) => [
        ...waiting.filter((entry) => !isOvertaken(entry, proposed)),
        proposed,
      ]);
    const done = confirmationOf(fact);
    if (done) this.#change(done, (waiting) => waiting.filter((entry) => !settles(done, entry)));
  }

  #change(about: About, after: (waiting: readonly Entry[]) => readonly Entry[]): void {
    const key = `${about.kind} ${about.key}`;
    const waiting = after(this.#entries.get(key) ?? []);
    if (waiting.length === 0) this.#entries.delete(key);
    else this.#entries.set(key, waiting);
  }
}

type About = Pick<PendingProposal, 'kind' | 'key'>;

/** As the deciders see it, of two about one thing: only the latest proposal for an account, a succession, a share, a rule's row or a run can be confirmed. */
function isOvertaken(entry: Entry, by: Entry): boolean {
  if (isAside(entry)) return false;
  return entry.kind !== 'rulebook' || overlaps(entry.parameters ?? [], by.parameters ?? []);
}

/** Of mandates and delegations several may wait at once. */
const isAside = ({ kind }: Entry): boolean => kind === 'mandate' || kind === 'delegation';

/** What a fact proposes, if it does. */
export function proposalOf(fact: Recorded<ReferenceEvent>): Entry | undefined {
  const { sequence } = fact;
  switch (fact.type) {
    case 'MandateProposed': {
      const { proposalId, proposedBy, officialId, role, schemes, ceiling, validFrom, validUntil } = fact.data;
      const summary = `${role} for ${schemes.join(', ')}${upTo(ceiling)}, ${period(validFrom, validUntil)}`;
      return { proposalId, kind: 'mandate', key: officialId, proposedBy, sequence, summary };
    }
    case 'DelegationProposed': {
      const { proposalId, officialId, delegateId, roles, schemes, ceiling, validFrom, validUntil } =
        fact.data;
      const what = `${roles.join(', ')} for ${schemes.join(', ')}${upTo(ceiling)}`;
      const summary = `${delegateId} acts for ${officialId}: ${what}, ${period(validFrom, validUntil)}`;
      return { proposalId, kind: 'delegation', key: officialId, proposedBy: officialId, sequence, summary };
    }
    case 'IbanProposed': {
      const { proposalId, proposedBy, partyId, iban, validFrom } = fact.data;
      const summary = `account ${iban}, ${period(validFrom, null)}`;
      return { proposalId, kind: 'iban', key: partyId, proposedBy, sequence, summary };
    }
    case 'SuccessionProposed': {
      const { proposalId, proposedBy, partyId, successorId, effectiveOn, mode, source } = fact.data;
      const summary = `${successorId} follows on ${effectiveOn}, ${mode} (${source})`;
      return { proposalId, kind: 'succession', key: partyId, proposedBy, sequence, summary };
    }
    case 'ShareDetermined': {
      const { proposalId, proposedBy, cpasId, year, share, status, basis } = fact.data;
      const summary = `share ${share} of ${year}, ${status} (${basis})`;
      return { proposalId, kind: 'share', key: `${cpasId}/${year}`, proposedBy, sequence, summary };
    }
    case 'RulebookProposed': {
      const { proposalId, proposedBy, scheme, parameters } = fact.data;
      const rules = [...new Set(parameters.map((row) => row.ruleId))];
      const summary = `${parameters.length} rows of ${rules.length} rules`;
      return { proposalId, kind: 'rulebook', key: scheme, proposedBy, sequence, summary, parameters };
    }
    case 'RedeterminationProposed': {
      const { redeterminationId: proposalId, proposedBy, totals, basis, ruleIds } = fact.data;
      const lines = totals.reduce((all, total) => all + total.lines, 0);
      const net = sum(totals.map((total) => minus(total.netAfter, total.netBefore)));
      const summary = `${lines} lines again for ${[basis, ...ruleIds].join(' ')}, net ${euroText(net)}`;
      return { proposalId, kind: 'redetermination', key: proposalId, proposedBy, sequence, summary };
    }
    case 'StatementRunProposed': {
      const { proposalId, proposedBy, month, sentThrough, due } = fact.data;
      const total = due ? `, ${due.items} items, ${euroText(due.payable)} euros payable` : '';
      const summary = `run of ${month}, sent through ${sentThrough}${total}`;
      return { proposalId, kind: 'statementRun', key: month, proposedBy, sequence, sentThrough, summary };
    }
    default:
      return undefined;
  }
}

/** What a fact settles: one proposal about a thing, or, with null, all of them. */
type Settlement = About & { readonly proposalId: string | null };

/** Whether the fact confirms this proposal, or takes it back. */
export function isSettledBy(entry: PendingProposal, fact: Recorded<ReferenceEvent>): boolean {
  const done = confirmationOf(fact);
  return done !== undefined && done.kind === entry.kind && done.key === entry.key && settles(done, entry);
}

/** Of two about one thing. */
const settles = (done: Settlement, entry: PendingProposal): boolean =>
  done.proposalId === null || done.proposalId === entry.proposalId;

/** Which proposals a fact takes off the list: it confirms them, or takes them back. */
function confirmationOf(fact: Recorded<ReferenceEvent>): Settlement | undefined {
  const named = (kind: PendingProposal['kind'], key: string, proposalId: string | null): Settlement => ({
    kind,
    key,
    proposalId,
  });
  switch (fact.type) {
    case 'MandateConfirmed':
      return named('mandate', fact.data.officialId, fact.data.proposalId);
    case 'DelegationConfirmed':
    case 'DelegationRevoked':
      return named('delegation', fact.data.officialId, fact.data.proposalId);
    case 'IbanConfirmed':
      return named('iban', fact.data.partyId, fact.data.proposalId);
    case 'PartySucceeded':
      return named('succession', fact.data.partyId, null);
    case 'ShareConfirmed':
      return named('share', `${fact.data.cpasId}/${fact.data.year}`, fact.data.proposalId);
    case 'RulebookConfirmed':
      return named('rulebook', fact.data.scheme, fact.data.proposalId);
    case 'RedeterminationApproved':
    case 'RedeterminationWithdrawn': {
      const { redeterminationId } = fact.data;
      return named('redetermination', redeterminationId, redeterminationId);
    }
    case 'StatementRunStarted':
      return named('statementRun', fact.data.month, null);
    default:
      return undefined;
  }
}

const upTo = (ceiling: Cents | null): string => (ceiling === null ? '' : ` up to ${euroText(ceiling)} euros`);

const period = (from: string, until: string | null): string =>
  until === null ? `from ${from}` : `${from} to ${until}`;
