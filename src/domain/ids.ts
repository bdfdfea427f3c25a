import type { Brand } from '../brand.js';
import { Malformed } from './rejection.js';

/** Opaque id of a CPAS or another counterparty; its NIS code, numbers and names are dated attributes. */
export type PartyId = Brand<string, 'PartyId'>;
/** UUIDv5 of the consistency key that the scheme declares. */
export type DossierId = Brand<string, 'DossierId'>;
/** Opaque id of a person who acts here. */
export type OfficialId = Brand<string, 'OfficialId'>;
/** Keyed pseudonym of a beneficiary, `{keyId}:{hex}`; never a national number. */
export type Pseudonym = Brand<string, 'Pseudonym'>;
/** Five-digit code of a municipality (Statbel REFNIS). */
export type NisCode = Brand<string, 'NisCode'>;
/** Ten-digit number of a legal entity (KBO/BCE), checked modulo 97. */
export type EnterpriseNumber = Brand<string, 'EnterpriseNumber'>;
/** International bank account number of a party, upper case without spaces, checked modulo 97. */
export type Iban = Brand<string, 'Iban'>;
/** A CPAS's own file number in canonical form: upper-case letters and digits without leading zeros, 1 to 11 of them. */
export type FileNumber = Brand<string, 'FileNumber'>;

/** An id of ours: lower-case letters, digits and hyphens, at most 64. */
function opaque(text: string): string {
  if (!/^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/.test(text)) {
    throw new Malformed('must be 1 to 64 lower-case letters, digits or hyphens');
  }
  return text;
}

export const partyId = (text: string): PartyId => opaque(text) as PartyId;
export const officialId = (text: string): OfficialId => opaque(text) as OfficialId;
export const dossierId = (text: string): DossierId => opaque(text) as DossierId;

export function nisCode(text: string): NisCode {
  if (!/^\d{5}$/.test(text)) throw new Malformed('must be a NIS code of five digits');
  return text as NisCode;
}

export function enterpriseNumber(text: string): EnterpriseNumber {
  if (!/^[01]\d{9}$/.test(text) || 97 - (Number(text.slice(0, 8)) % 97) !== Number(text.slice(8))) {
    throw new Malformed('must be an enterprise number of ten digits whose check digits are right');
  }
  return text as EnterpriseNumber;
}

/** ISO 13616: country, two check digits, up to 30 letters or digits; the whole is 1 modulo 97. Belgian ones have 16 positions. */
export function iban(text: string): Iban {
  const compact = text.replace(/ /g, '').toUpperCase();
  const shape =
    /^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(compact) &&
    (!compact.startsWith('BE') || /^BE\d{14}$/.test(compact));
  const digits = (compact.slice(4) + compact.slice(0, 4)).replace(
    /[A-Z]/g,
    (letter) => `${letter.charCodeAt(0) - 55}`,
  );
  let remainder = 0;
  for (const digit of shape ? digits : '') remainder = (remainder * 10 + Number(digit)) % 97;
  if (remainder !== 1) throw new Malformed('must be an IBAN whose check digits are right');
  return compact as Iban;
}

/** Letters with accents and letters or digits of other scripts; of signs it does not matter which they are. */
const FOREIGN = /(?![A-Za-z0-9])[\p{L}\p{M}\p{N}]/u;

/**
 * File numbers as SPP IS compares them: only letters and digits count, leading zeros and case do not
 * (form A, at most 11 positions), so `0012-A` and `12a` are one dossier. Letters and digits
 * that are not of A to Z and 0 to 9 are refused: passed over, they would make one dossier of two files (`12` and `12É`).
 */
export function fileNumber(text: string): FileNumber {
  const canonical = text
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '')
    .replace(/^0+/, '');
  if (text.length > 30 || FOREIGN.test(text) || !/^[A-Z0-9]{1,11}$/.test(canonical)) {
    throw new Malformed('must hold 1 to 11 letters or digits besides leading zeros');
  }
  return canonical as FileNumber;
}
