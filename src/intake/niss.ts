import type { Brand } from '../brand.js';
import type { FileNumber, Pseudonym } from '../domain/ids.js';
import { Malformed } from '../domain/rejection.js';

/** National register or bis number of a person: eleven digits. It lives inside the reading of one line and nowhere else. */
export type Niss = Brand<string, 'Niss'>;

/** What the secret keys make of a national number (`src/evidence/keys.ts`). */
export interface NissKeys {
  pseudonymOf(niss: string): Pseudonym;
  fingerprintOf(text: string): string;
  fileNumberOf(personal: string): FileNumber;
}

/**
 * Eleven digits, also written 85.01.01-123.45: birth date, serial number, and 97 minus the rest modulo 97 of the
 * first nine digits, with a 2 before them for who is born from 2000 on. A bis number has 20 or 40 added to the month;
 * a birth month or day that is not known is 0.
 */
export function niss(text: string): Niss {
  const digits = compact(text);
  if (digits === null || !(passes(digits, '') || passes(digits, '2'))) {
    throw new Malformed('must be a national or bis number of eleven digits whose check digits are right');
  }
  return digits as Niss;
}

/** The national number that a text is, if it is one; for texts that are meant to be something else. */
export function nissIn(text: string): Niss | null {
  const digits = compact(text);
  return digits !== null && (passes(digits, '') || passes(digits, '2')) ? (digits as Niss) : null;
}

/**
 * The national number that a canonical file number is, if it is one. Canonical form drops leading zeros, so that the
 * number of a person born from 2000 to 2009 has eight to ten digits left; those need a whole birth date of that
 * decade to be taken for one, since short numbers are common.
 */
export function nissOfFileNumber(canonical: FileNumber): Niss | null {
  if (!/^\d{8,11}$/.test(canonical)) return null;
  if (canonical.length === 11) return nissIn(canonical);
  const digits = canonical.padStart(11, '0');
  const month = Number(digits.slice(2, 4)) % 20;
  const dayOfMonth = Number(digits.slice(4, 6));
  return month >= 1 && dayOfMonth >= 1 && passes(digits, '2') ? (digits as Niss) : null;
}

/** The check digits for nine digits of somebody born before 2000, or from 2000 on with `2` as the century. */
export const nissCheck = (nine: string, century: '' | '2'): string =>
  String(97 - (Number(century + nine) % 97)).padStart(2, '0');

function compact(text: string): string | null {
  const digits = /^\d{2}[. ]?\d{2}[. ]?\d{2}[- ]?\d{3}[. ]?\d{2}$/.test(text)
    ? text.replace(/\D/g, '')
    : null;
  return digits;
}

function passes(digits: string, century: '' | '2'): boolean {
  const month = Number(digits.slice(2, 4));
  return (
    month <= 52 &&
    month % 20 <= 12 &&
    Number(digits.slice(4, 6)) <= 31 &&
    nissCheck(digits.slice(0, 9), century) === digits.slice(9)
  );
}
