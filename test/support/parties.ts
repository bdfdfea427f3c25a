import { iban, nisCode, officialId, partyId } from '../../src/domain/ids.js';
import type { ChangeParty, ProposeIban, RegisterParty } from '../../src/domain/party/commands.js';
import { day } from '../../src/domain/time.js';

/** Commands of a registrar named `rita`, for tests of the engine. */
export const REGISTRAR = officialId('rita');

const by = { by: REGISTRAR, on: day('2024-11-20') };

/** The NIS code is `1` and the number in four digits. */
export const registerParty = (id: string, number = 1): RegisterParty => ({
  type: 'RegisterParty',
  ...by,
  partyId: partyId(id),
  kind: 'cpas',
  names: { fr: `CPAS ${id}`, nl: `OCMW ${id}`, de: `ÖSHZ ${id}` },
  language: 'F',
  regionNis: nisCode('03000'),
  nisCode: nisCode(`1${String(number).padStart(4, '0')}`),
  enterpriseNumber: null,
  validFrom: day('1977-01-01'),
  formerNisCodes: [],
  source: 'test',
});

export const renameParty = (id: string, name: string, validFrom = '2024-01-01'): ChangeParty => ({
  type: 'ChangeParty',
  ...by,
  partyId: partyId(id),
  names: { fr: name, nl: name, de: name },
  nisCode: null,
  enterpriseNumber: null,
  validFrom: day(validFrom),
  source: 'test',
});

export const proposeIban = (id: string, proposalId: string): ProposeIban => ({
  type: 'ProposeIban',
  ...by,
  partyId: partyId(id),
  proposalId,
  iban: iban('BE68 5390 0754 7034'),
  validFrom: day('2024-01-01'),
});
