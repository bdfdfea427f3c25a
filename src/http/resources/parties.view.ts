import type { PartyId } from '../../domain/ids.js';
import type { Names } from '../../domain/party/events.js';
import type { RegisteredParty } from '../../domain/party/state.js';
import { nisWindows } from '../../domain/party/state.js';
import type { Reference } from '../../domain/reference.js';
import { addDays } from '../../domain/time.js';
import type { Day } from '../../domain/time.js';
import type { Links } from '../links.js';

const REGIONS: Readonly<Record<string, string>> = { '02000': 'BE-VLG', '03000': 'BE-WAL', '04000': 'BE-BRU' };

/** ISO 3166-2 code of a region by its NIS code. */
export const regionCode = (nis: string | null): string | undefined => REGIONS[nis ?? ''];

/** What a view needs: what was known, the day that it is of, and where links lead. */
export interface Sight {
  readonly known: Reference;
  readonly on: Day;
  readonly links: Links;
}

/** Names in the order of our languages; the log has them in that of the alphabet. */
export const namesView = ({ fr, nl, de }: Names): Names => ({ fr, nl, de });

/** A party by its id, with the label of the day. */
export function partyReference(id: PartyId, { known, on, links }: Sight) {
  const profile = known.parties.profileOn(id, on);
  return {
    id,
    href: links.to(`${known.parties.find(id)?.kind === 'cpas' ? 'cpas' : 'parties'}/${id}`),
    ...(profile && {
      names: namesView(profile.names),
      ...(profile.nisCode !== null && { municipalityCode: Number(profile.nisCode) }),
    }),
  };
}

/** A party as it stands in a list. Throws for one that is not known. */
export function partyItem(id: PartyId, sight: Sight) {
  const { registered, succession } = historyOf(id, sight.known);
  const profile = sight.known.parties.profileOn(id, sight.on);
  const region = regionCode(registered.regionNis);
  return {
    ...partyReference(id, sight),
    names: namesView(profile?.names ?? registered.names),
    kindCode: registered.kind,
    ...(profile?.enterpriseNumber && { enterpriseNumber: profile.enterpriseNumber }),
    ...(region !== undefined && { regionCode: region }),
    linguisticRegimeCode: registered.language,
    ...(succession && { successor: partyReference(succession.successorId, sight) }),
  };
}

/** A party with all that is dated. Throws for one that is not known. */
export function partyDocument(id: PartyId, sight: Sight) {
  const { registered, succession, ...state } = historyOf(id, sight.known);
  const account = sight.known.parties.profileOn(id, sight.on)?.iban ?? null;
  return {
    ...partyItem(id, sight),
    ...(account !== null && { iban: account }),
    startDate: registered.validFrom,
    ...(succession && { endDate: addDays(succession.effectiveOn, -1) }),
    source: registered.source,
    predecessors: sight.known.parties.predecessorsOf(id, sight.on).map((one) => partyReference(one, sight)),
    history: historyView({ registered, succession, ...state }),
  };
}

function historyView(party: RegisteredParty) {
  const { registered, changes, ibans, succession } = party;
  const end = succession ? addDays(succession.effectiveOn, -1) : null;
  const { validFrom: from, names, enterpriseNumber } = registered;
  const renamed = changes.flatMap((one) =>
    one.names ? [{ from: one.validFrom, names: namesView(one.names) }] : [],
  );
  const numbered = [{ validFrom: from, enterpriseNumber }, ...changes].flatMap((one) =>
    one.enterpriseNumber ? [{ from: one.validFrom, enterpriseNumber: one.enterpriseNumber }] : [],
  );
  const accounts = ibans
    .filter((one) => one.confirmedBy !== null)
    .map(({ validFrom, iban }) => ({ from: validFrom, iban }))
    .toSorted((a, b) => (a.from < b.from ? -1 : 1));
  return {
    names: dated([{ from, names: namesView(names) }, ...renamed], end),
    municipalityCodes: nisWindows(party).map((window) => ({
      ...(window.from !== null && { startDate: window.from }),
      ...(window.to !== null && { endDate: window.to }),
      municipalityCode: Number(window.nisCode),
    })),
    enterpriseNumbers: dated(numbered, end),
    ibans: dated(accounts, end),
  };
}

/** Each value holds until the day before the next one; the last until the end, if there is one. */
function dated<T extends { readonly from: Day }>(values: readonly T[], end: Day | null) {
  return values.map(({ from, ...value }, index) => {
    const next = values[index + 1];
    const last = next ? addDays(next.from, -1) : end;
    return { startDate: from, ...(last !== null && { endDate: last }), ...value };
  });
}

function historyOf(id: PartyId, known: Reference): RegisteredParty {
  const history = known.parties.historyOf(id);
  if (!history) throw new Error(`the party ${id} is not known`);
  return history;
}
