import { fact } from '../shape.js';
import type {
  IbanConfirmed,
  IbanProposed,
  PartyChanged,
  PartyRegistered,
  PartySucceeded,
  SuccessionProposed,
} from './events.js';

/** The stored versions of the facts of a party. */
export const partyFacts = [
  fact<PartyRegistered>('PartyRegistered', {
    partyId: 'text',
    kind: 'text',
    names: 'record',
    language: 'text',
    regionNis: 'text?',
    nisCode: 'text?',
    enterpriseNumber: 'text?',
    validFrom: 'day',
    formerNisCodes: 'list',
    source: 'text',
    registeredBy: 'text',
  }),
  fact<PartyChanged>('PartyChanged', {
    partyId: 'text',
    names: 'record?',
    nisCode: 'text?',
    enterpriseNumber: 'text?',
    validFrom: 'day',
    source: 'text',
    changedBy: 'text',
  }),
  fact<SuccessionProposed>('SuccessionProposed', {
    partyId: 'text',
    proposalId: 'text',
    successorId: 'text',
    effectiveOn: 'day',
    mode: 'text',
    source: 'text',
    proposedBy: 'text',
  }),
  fact<PartySucceeded>('PartySucceeded', {
    partyId: 'text',
    proposalId: 'text',
    successorId: 'text',
    effectiveOn: 'day',
    mode: 'text',
    source: 'text',
    confirmedBy: 'text',
  }),
  fact<IbanProposed>('IbanProposed', {
    partyId: 'text',
    proposalId: 'text',
    iban: 'text',
    validFrom: 'day',
    proposedBy: 'text',
  }),
  fact<IbanConfirmed>('IbanConfirmed', { partyId: 'text', proposalId: 'text', confirmedBy: 'text' }),
];
