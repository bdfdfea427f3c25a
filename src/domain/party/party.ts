import { unreachable } from '../decider.js';
import type { Decider } from '../decider.js';
import { mandateFor } from '../mandate/mandate-for.js';
import { Rejection } from '../rejection.js';
import type { MandateUse, Rules } from '../rules.js';
import { same } from '../same.js';
import type { ChangeParty, ConfirmIban, PartyCommand, ProposeIban, RegisterParty } from './commands.js';
import type { PartyEvent } from './events.js';
import { evolveParty, profileOn } from './state.js';
import type { PartyState, RegisteredParty } from './state.js';
import { confirmSuccession, proposeSuccession } from './succession.js';

export type { PartyCommand } from './commands.js';
export type { PartyState } from './state.js';

/** Parties are the registrar's. An account takes two people, and so does a succession: it moves rights and debts. */
export const party: Decider<PartyState, PartyCommand, PartyEvent, Rules> = {
  version: 1,
  initial: { status: 'none' },
  streamOf: (command) => `party-${command.partyId}`,
  decide(command, state, rules) {
    mandateFor(rules.mandates, mandateOf(command, state));
    if (command.type === 'RegisterParty') return register(command, state, rules);
    if (state.status === 'none') throw new Rejection('partyUnknown', { partyId: command.partyId });
    switch (command.type) {
      case 'ChangeParty':
        return change(command, state, rules);
      case 'ProposeSuccession':
        return proposeSuccession(command, state, rules);
      case 'ConfirmSuccession':
        return confirmSuccession(command, state, rules);
      case 'ProposeIban':
        return proposeIban(command, state);
      case 'ConfirmIban':
        return confirmIban(command, state);
      default:
        return unreachable(command);
    }
  },
  mandateOf,
  evolve: evolveParty,
};

function mandateOf(command: PartyCommand, state: PartyState): MandateUse {
  const use: MandateUse = { official: command.by, role: 'registrar', on: command.on };
  if (state.status === 'none' || (command.type !== 'ConfirmIban' && command.type !== 'ConfirmSuccession')) {
    return use;
  }
  const proposals = command.type === 'ConfirmIban' ? state.ibans : state.proposedSuccessions;
  const proposal = proposals.find((one) => one.proposalId === command.proposalId);
  return { ...use, proposedBy: proposal?.proposedBy };
}

function register(command: RegisterParty, state: PartyState, rules: Rules): readonly PartyEvent[] {
  const { type: _type, by, on: _on, ...facts } = command;
  if (state.status === 'registered') {
    const { registeredBy: _registeredBy, ...registered } = state.registered;
    if (same(registered, facts)) return [];
    throw new Rejection('alreadyExists', { partyId: command.partyId });
  }
  refuseCodeOfAnother(command, rules);
  return [{ type: 'PartyRegistered', data: { ...facts, registeredBy: by } }];
}

function change(command: ChangeParty, state: RegisteredParty, rules: Rules): readonly PartyEvent[] {
  const { type: _type, by, on: _on, ...facts } = command;
  const { names, nisCode, enterpriseNumber, validFrom } = facts;
  refuseEnded(state, validFrom);
  if (validFrom < state.registered.validFrom) {
    throw new Rejection('invalidState', { validFrom, registeredFrom: state.registered.validFrom });
  }
  const held = profileOn(state, validFrom);
  const asked = {
    names: names ?? held.names,
    nisCode: nisCode ?? held.nisCode,
    enterpriseNumber: enterpriseNumber ?? held.enterpriseNumber,
  };
  if (same(asked, { names: held.names, nisCode: held.nisCode, enterpriseNumber: held.enterpriseNumber }))
    return [];
  refuseCodeOfAnother(command, rules);
  return [{ type: 'PartyChanged', data: { ...facts, changedBy: by } }];
}

function proposeIban(command: ProposeIban, state: RegisteredParty): readonly PartyEvent[] {
  const { partyId, proposalId, iban, validFrom, by } = command;
  refuseEnded(state, validFrom);
  const asked = { iban, validFrom };
  const known = state.ibans.find((one) => one.proposalId === proposalId);
  if (known) {
    if (same({ iban: known.iban, validFrom: known.validFrom }, asked) && known.proposedBy === by) return [];
    throw new Rejection('alreadyExists', { proposalId });
  }
  const latest = state.ibans.at(-1);
  if (latest && same({ iban: latest.iban, validFrom: latest.validFrom }, asked)) return [];
  return [{ type: 'IbanProposed', data: { partyId, proposalId, ...asked, proposedBy: by } }];
}

/** Only the latest proposal can be confirmed: an older one was overtaken before anybody agreed to it. */
function confirmIban(command: ConfirmIban, state: RegisteredParty): readonly PartyEvent[] {
  const { partyId, proposalId, by } = command;
  const proposal = state.ibans.find((one) => one.proposalId === proposalId);
  const latest = state.ibans.at(-1);
  if (!proposal || !latest) throw new Rejection('proposalUnknown', { proposalId });
  if (proposal.confirmedBy === by) return [];
  if (proposal.confirmedBy !== null) throw new Rejection('alreadyConfirmed', { proposalId });
  if (proposal !== latest) throw new Rejection('staleVersion', { proposalId, latest: latest.proposalId });
  if (proposal.proposedBy === by) throw new Rejection('sameOfficial', { proposalId });
  refuseEnded(state, proposal.validFrom);
  return [{ type: 'IbanConfirmed', data: { partyId, proposalId, confirmedBy: by } }];
}

function refuseEnded(state: RegisteredParty, from: string): void {
  const { succession } = state;
  if (succession && from >= succession.effectiveOn) {
    throw new Rejection('partyEnded', { partyId: succession.partyId, endedOn: succession.effectiveOn });
  }
}

/**
 * A NIS code is one party's for ever: forms name their sender by it, so whoever could give the code of one CPAS to another
 * would give it the money too. Statbel uses none twice; a merger that makes a new entity brings a new code.
 */
function refuseCodeOfAnother(command: RegisterParty | ChangeParty, rules: Rules): void {
  const former = command.type === 'RegisterParty' ? command.formerNisCodes : [];
  for (const code of [command.nisCode, ...former.map((one) => one.nisCode)]) {
    const holder = code && rules.parties.everNis(code);
    if (holder && holder !== command.partyId) {
      throw new Rejection('alreadyExists', { nisCode: code, partyId: holder });
    }
  }
}
