import type { FileNumber, Pseudonym } from '../domain/ids.js';
import { Malformed } from '../domain/rejection.js';
import { niss, nissIn, nissOfFileNumber } from '../intake/niss.js';

/** A national or bis number that a door is asked about, as digits. Throws `Malformed`. Forget it once it is a pseudonym. */
export const ssin = (text: string): string => niss(text);

/** The pseudonyms of a person under every key that still exists: what a look-up compares with. Throws `Malformed`. */
export const pseudonymsOf = (
  keys: { candidates(niss: string): readonly Pseudonym[] },
  text: string,
): readonly Pseudonym[] => keys.candidates(ssin(text));

const WITHIN = /(?<!\d)\d{2}[. ]?\d{2}[. ]?\d{2}[- ]?\d{3}[. ]?\d{2}(?!\d)/g;

/** Whether a free text has eleven digits in it as a national number has them, also where its check digits are wrong. */
export const resemblesNiss = (text: string): boolean => text.search(WITHIN) >= 0;

/** The text with dots in the place of what {@link resemblesNiss}. */
export const withoutNiss = (text: string): string => text.replace(WITHIN, '…');

/** Whether a file number is the national number of a person; no dossier stands under one. */
export const isPersonal = (file: FileNumber): boolean => nissOfFileNumber(file) !== null;

/** A free text that is kept. Throws `Malformed` for one that holds a national number or a control character. */
export function impersonal(text: string): string {
  if (text.match(WITHIN)?.some((one) => nissIn(one) !== null)) {
    throw new Malformed('must not hold the national number of a person');
  }
  return printable(text);
}

/** A text of one line that is kept. Throws `Malformed` for one that holds a control character, such as NUL. */
export function printable(text: string): string {
  if (/\p{Cc}/u.test(text)) throw new Malformed('must not hold control characters');
  return text;
}
