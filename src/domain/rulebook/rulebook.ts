import { unreachable } from '../decider.js';
import type { Decider } from '../decider.js';
import type { OfficialId } from '../ids.js';
import { mandateFor } from '../mandate/mandate-for.js';
import { Rejection, atField } from '../rejection.js';
import type { MandateUse, Rules } from '../rules.js';
import { same } from '../same.js';
import type { Day } from '../time.js';
import { checkRow, coverageProblems } from './coverage.js';
import type { Parameter, RulebookEvent } from './events.js';
import { knownScheme } from './rule-kinds.js';

interface Act {
  readonly scheme: string;
  readonly proposalId: string;
  readonly by: OfficialId;
  /** Brussels day of acting. */
  readonly on: Day;
}

/** Rows of an import: whole rulebooks or single rows. Rows equal to what is confirmed are left out. */
export interface ProposeRules extends Act {
  readonly type: 'ProposeRules';
  readonly parameters: readonly Parameter[];
}

export interface ConfirmRules extends Act {
  readonly type: 'ConfirmRules';
}

export type RulebookCommand = ProposeRules | ConfirmRules;

interface Proposal {
  readonly proposalId: string;
  readonly proposedBy: OfficialId;
  readonly confirmedBy: OfficialId | null;
  readonly parameters: readonly Parameter[];
}

export interface RulebookState {
  /** The confirmed rows, each replaced by the last one confirmed with its rule and first day. */
  readonly rows: readonly Parameter[];
  readonly proposals: readonly Proposal[];
}

export const rulebook: Decider<RulebookState, RulebookCommand, RulebookEvent, Rules> = {
  version: 1,
  initial: { rows: [], proposals: [] },
  streamOf: (command) => `rulebook-${command.scheme}`,
  decide(command, state, rules) {
    const { scheme } = command;
    if (!knownScheme(scheme)) throw new Rejection('schemeUnknown', { scheme });
    mandateFor(rules.mandates, mandateOf(command, state));
    switch (command.type) {
      case 'ProposeRules':
        return propose(command, state);
      case 'ConfirmRules':
        return confirm(command, state);
      default:
        return unreachable(command);
    }
  },
  mandateOf,
  evolve(state, event) {
    switch (event.type) {
      case 'RulebookProposed': {
        const { proposalId, proposedBy, parameters } = event.data;
        return {
          ...state,
          proposals: [...state.proposals, { proposalId, proposedBy, confirmedBy: null, parameters }],
        };
      }
      case 'RulebookConfirmed': {
        const { proposalId, confirmedBy } = event.data;
        const found = state.proposals.find((proposal) => proposal.proposalId === proposalId);
        return {
          rows: merged(state.rows, found?.parameters ?? []),
          proposals: state.proposals.map((one) => (one === found ? { ...one, confirmedBy } : one)),
        };
      }
      default:
        return unreachable(event);
    }
  },
};

/** The amounts that a rule will move are not known when it is confirmed: no ceiling applies. */
function mandateOf(command: RulebookCommand, state: RulebookState): MandateUse {
  const { scheme, proposalId, by, on } = command;
  const use: MandateUse = { official: by, role: 'ruleEditor', scheme, on };
  if (command.type !== 'ConfirmRules') return use;
  const proposal = state.proposals.find((one) => one.proposalId === proposalId);
  return { ...use, proposedBy: proposal?.proposedBy };
}

/** The rows after an import: a row with the same rule and first day takes the place of the one before. */
export function merged(rows: readonly Parameter[], imported: readonly Parameter[]): readonly Parameter[] {
  const replaced = new Set(imported.map(keyOf));
  return [...rows.filter((row) => !replaced.has(keyOf(row))), ...imported];
}

/** Whether two imports hold rows with the same rule and first day: the older one is then overtaken. */
export function overlaps(a: readonly Parameter[], b: readonly Parameter[]): boolean {
  const keys = new Set(a.map(keyOf));
  return b.some((row) => keys.has(keyOf(row)));
}

const keyOf = (row: Parameter): string => `${row.ruleId} ${row.validFrom ?? ''}`;

function propose(command: ProposeRules, state: RulebookState): readonly RulebookEvent[] {
  const { scheme, proposalId, parameters, by } = command;
  parameters.forEach((row, index) => atField(`rows[${index}]`, () => checkRow(scheme, row)));
  refuseProblems(parameters, { scheme, onlyDuplicates: true });
  const confirmed = new Map(state.rows.map((row) => [keyOf(row), row]));
  const differing = parameters.filter((row) => !same(confirmed.get(keyOf(row)), row));
  const known = state.proposals.find((proposal) => proposal.proposalId === proposalId);
  if (known) {
    const repeated =
      same(known.parameters, differing) || (known.confirmedBy !== null && differing.length === 0);
    if (repeated && known.proposedBy === by) return [];
    throw new Rejection('alreadyExists', { proposalId });
  }
  if (differing.length === 0) return [];
  const pending = state.proposals.filter((proposal) => proposal.confirmedBy === null);
  if (pending.at(-1) && same(pending.at(-1)?.parameters, differing)) return [];
  refuseProblems(merged(state.rows, differing), { scheme, onlyDuplicates: false });
  return [{ type: 'RulebookProposed', data: { scheme, proposalId, proposedBy: by, parameters: differing } }];
}

/** An import is confirmed on the rows of today: neither overtaken by a later import of the same rows, nor leaving a gap. */
function confirm(command: ConfirmRules, state: RulebookState): readonly RulebookEvent[] {
  const { scheme, proposalId, by } = command;
  const index = state.proposals.findIndex((one) => one.proposalId === proposalId);
  const proposal = state.proposals[index];
  if (!proposal) throw new Rejection('proposalUnknown', { proposalId });
  if (proposal.confirmedBy === by) return [];
  if (proposal.confirmedBy !== null) throw new Rejection('alreadyConfirmed', { proposalId });
  const overtaking = state.proposals
    .slice(index + 1)
    .find((one) => overlaps(one.parameters, proposal.parameters));
  if (overtaking) throw new Rejection('staleVersion', { proposalId, latest: overtaking.proposalId });
  if (proposal.proposedBy === by) throw new Rejection('sameOfficial', { proposalId });
  refuseProblems(merged(state.rows, proposal.parameters), { scheme, onlyDuplicates: false });
  return [{ type: 'RulebookConfirmed', data: { scheme, proposalId, confirmedBy: by } }];
}

function refuseProblems(
  rows: readonly Parameter[],
  { scheme, onlyDuplicates }: { readonly scheme: string; readonly onlyDuplicates: boolean },
): void {
  const [first] = coverageProblems(rows).filter((one) => !onlyDuplicates || one.code === 'duplicateRow');
  if (!first) return;
  const { code, ruleId, from, to } = first;
  throw new Rejection(code === 'ruleGap' ? 'ruleGap' : 'ruleOverlap', { scheme, ruleId, from, to });
}
