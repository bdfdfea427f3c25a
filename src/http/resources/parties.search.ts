import { nisCode } from '../../domain/ids.js';
import type { PartyId } from '../../domain/ids.js';
import { monthOf } from '../../domain/time.js';
import { partyItem } from './parties.view.js';
import type { Sight } from './parties.view.js';
import type { CpasQuery, PartiesQuery } from './parties.dto.js';

/**
 * The CPAS that exist on the day, in the order of their codes; with `municipalityCode`, the one that has the code in that
 * month or last had it, also where it ended: its `successor` says who follows.
 */
export function cpasFound(query: CpasQuery, sight: Sight): readonly PartyId[] {
  const { parties } = sight.known;
  const code = query.municipalityCode === undefined ? undefined : nisCode(String(query.municipalityCode));
  const holder = code && (parties.byNis(code, monthOf(sight.on)) ?? parties.everNis(code));
  const candidates = code === undefined ? parties.cpasOn(sight.on) : holder === undefined ? [] : [holder];
  return candidates.filter((id) => matches(id, query, sight));
}

/** The parties of every kind that exist on the day, by kind and id. */
export const partiesFound = (query: PartiesQuery, sight: Sight): readonly PartyId[] =>
  sight.known.parties
    .existingOn(sight.on)
    .filter(({ kind }) => query.kindCode === undefined || kind === query.kindCode)
    .map(({ partyId }) => partyId)
    .filter((id) => matches(id, query, sight));

type Filters = Pick<CpasQuery, 'enterpriseNumber' | 'regionCode' | 'q'>;

function matches(id: PartyId, query: Filters, sight: Sight): boolean {
  const { enterpriseNumber, regionCode, q } = query;
  const item = partyItem(id, sight);
  if (enterpriseNumber !== undefined && item.enterpriseNumber !== enterpriseNumber) return false;
  if (regionCode !== undefined && item.regionCode !== regionCode) return false;
  return (
    q === undefined ||
    words(q).every((word) => words(Object.values(item.names).join(' ')).join(' ').includes(word))
  );
}

/** Accents and case do not count. */
const words = (text: string): readonly string[] =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
