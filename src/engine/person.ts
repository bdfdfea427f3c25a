import type { Pseudonym } from '../domain/ids.js';
import { niss } from '../intake/niss.js';

/** A national or bis number that a door is asked about, as digits. Throws `Malformed`. Forget it once it is a pseudonym. */
export const ssin = (text: string): string => niss(text);

/** The pseudonyms of a person under every key that still exists: what a look-up compares with. Throws `Malformed`. */
export const pseudonymsOf = (
  keys: { candidates(niss: string): readonly Pseudonym[] },
  text: string,
): readonly Pseudonym[] => keys.candidates(ssin(text));
