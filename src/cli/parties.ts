import { Malformed, Rejection, atField } from '../domain/rejection.js';
import { nisCode, partyId } from '../domain/ids.js';
import type { NisCode, PartyId } from '../domain/ids.js';
import { brusselsDay, day, monthOf } from '../domain/time.js';
import type { Day } from '../domain/time.js';
import type { Flows } from './door.js';

/** A CPAS as it is shown on a day. */
export interface CpasRow {
  readonly nisCode: string;
  readonly nameFr: string;
  readonly nameNl: string;
  readonly nameDe: string;
  readonly language: string;
  readonly region: string;
  readonly enterpriseNumber: string;
  readonly iban: string;
  readonly successor: string;
  readonly partyId: string;
}

/** The party behind a NIS code on a day, or the party id itself. Throws `partyUnknown`. */
export function partyOf(flows: Flows, text: string, on: Day): PartyId {
  const { parties } = flows.engine.reference();
  const found = NIS.test(text) ? parties.byNis(nisCode(text), monthOf(on)) : partyId(text);
  if (found === undefined || parties.find(found) === undefined)
    throw new Rejection('partyUnknown', { party: text, on });
  return found;
}

/** As {@link partyOf}, for questions: a code that ended leads to the party that last had it. */
export function partyAsked(flows: Flows, text: string): PartyId {
  const last = NIS.test(text) ? flows.engine.reference().parties.everNis(nisCode(text)) : undefined;
  return last ?? partyOf(flows, text, brusselsDay(flows.clock.now()));
}

const NIS = /^\d{5}$/;

export function cpasRow(flows: Flows, id: PartyId, on: Day): CpasRow {
  const { parties } = flows.engine.reference();
  const profile = parties.profileOn(id, on);
  const facts = parties.find(id);
  return {
    nisCode: profile?.nisCode ?? '',
    nameFr: profile?.names.fr ?? '',
    nameNl: profile?.names.nl ?? '',
    nameDe: profile?.names.de ?? '',
    language: facts?.language ?? '',
    region: REGIONS[facts?.regionNis ?? ''] ?? '',
    enterpriseNumber: profile?.enterpriseNumber ?? '',
    iban: profile?.iban ?? '',
    successor: facts?.succession
      ? `${facts.succession.successorId} from ${facts.succession.effectiveOn}`
      : '',
    partyId: id,
  };
}

/** Name in the language of the administration, with the code it has on the day. */
export function labelOf(flows: Flows, id: string, on: Day): string {
  const row = cpasRow(flows, partyId(id), on);
  return `${row.nisCode} ${row.language === 'N' ? row.nameNl : row.language === 'D' ? row.nameDe : row.nameFr}`;
}

export const REGIONS: Readonly<Record<string, string>> = {
  '02000': 'Flanders',
  '03000': 'Wallonia',
  '04000': 'Brussels',
};

/** An option that is a day; `fallback` where it is not given. */
export const dayOption = (name: string, text: string | undefined, fallback: Day): Day =>
  text === undefined ? fallback : atField(name, () => day(text));

export function nisOption(text: string): NisCode {
  return atField('nis', () => nisCode(text));
}

/** An option that is a whole number within bounds. */
export function wholeOption(
  name: string,
  text: string,
  bounds: { readonly min: number; readonly max: number },
): number {
  const value = /^\d{1,15}$/.test(text) ? Number(text) : NaN;
  if (!(value >= bounds.min && value <= bounds.max)) {
    throw new Malformed(`must be a whole number from ${bounds.min} to ${bounds.max}`, name);
  }
  return value;
}
