import { fact, next } from '../shape.js';
import type {
  DelegationConfirmed,
  DelegationProposed,
  DelegationRevoked,
  MandateConfirmed,
  MandateProposed,
  MandateRevoked,
  OfficialNamed,
} from './events.js';

/** As stored before there were ceilings. */
interface MandateProposedV1 {
  readonly type: 'MandateProposed';
  readonly data: Omit<MandateProposed['data'], 'ceiling'>;
}

const mandateProposedV1 = fact<MandateProposedV1>('MandateProposed', {
  proposalId: 'text',
  officialId: 'text',
  role: 'text',
  schemes: 'list',
  validFrom: 'day',
  validUntil: 'day?',
  proposedBy: 'text',
});

/** The stored versions of the facts of a mandate. */
export const mandateFacts = [
  next<MandateProposed, MandateProposedV1['data']>(
    mandateProposedV1,
    {
      proposalId: 'text',
      officialId: 'text',
      role: 'text',
      schemes: 'list',
      ceiling: 'cents?',
      validFrom: 'day',
      validUntil: 'day?',
      proposedBy: 'text',
    },
    (old) => ({ ...old, ceiling: null }),
  ),
  fact<MandateConfirmed>('MandateConfirmed', { proposalId: 'text', officialId: 'text', confirmedBy: 'text' }),
  fact<MandateRevoked>('MandateRevoked', {
    officialId: 'text',
    role: 'text',
    from: 'day',
    reason: 'text',
    revokedBy: 'text',
  }),
  fact<DelegationProposed>('DelegationProposed', {
    proposalId: 'text',
    officialId: 'text',
    delegateId: 'text',
    roles: 'list',
    schemes: 'list',
    ceiling: 'cents?',
    validFrom: 'day',
    validUntil: 'day',
  }),
  fact<DelegationConfirmed>('DelegationConfirmed', {
    proposalId: 'text',
    officialId: 'text',
    delegateId: 'text',
    confirmedBy: 'text',
  }),
  fact<DelegationRevoked>('DelegationRevoked', {
    proposalId: 'text',
    officialId: 'text',
    delegateId: 'text',
    from: 'day',
    reason: 'text',
    revokedBy: 'text',
  }),
  fact<OfficialNamed>('OfficialNamed', { officialId: 'text', namedBy: 'text' }),
];
