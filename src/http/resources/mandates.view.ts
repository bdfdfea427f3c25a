import type { MandateBook } from '../../domain/mandate/mandate-book.js';
import type { Delegation, GrantTerms } from '../../domain/mandate/state.js';
import { holdsOn } from '../../domain/mandate/held.js';
import type { OfficialId } from '../../domain/ids.js';
import type { Day } from '../../domain/time.js';
import type { Links } from '../links.js';

/** A mandate, as it is held or proposed. */
export const mandateView = ({ role, schemes, ceiling, validFrom, validUntil }: GrantTerms) => ({
  roleCode: role,
  ...schemesView(schemes),
  startDate: validFrom,
  ...(validUntil !== null && { endDate: validUntil }),
  ...(ceiling !== null && { ceilingAmount: ceiling }),
});

/** A delegation, as it is given or proposed. */
export const delegationView = (one: Omit<Delegation, 'confirmedBy' | 'restsOn'>, links: Links) => ({
  proposal: { id: one.proposalId, href: links.to(`proposals/${one.proposalId}`) },
  holderId: one.officialId,
  delegateId: one.delegateId,
  roleCodes: one.roles,
  ...schemesView(one.schemes),
  ...(one.ceiling !== null && { ceilingAmount: one.ceiling }),
  startDate: one.validFrom,
  endDate: one.validUntil,
});

const schemesView = (schemes: readonly string[]) =>
  schemes.includes('*') ? { allSchemes: true } : { allSchemes: false, schemeCodes: schemes };

/** What an official may do, on a day where one is given, else ever. */
export function officialView(
  officialId: OfficialId,
  { book, on, links }: { readonly book: MandateBook; readonly on: Day | undefined; readonly links: Links },
) {
  const holds = (one: { readonly validFrom: Day; readonly validUntil: Day | null }): boolean =>
    on === undefined ? one.validUntil === null || one.validFrom <= one.validUntil : holdsOn(one, on);
  const { grants, delegations } = book.stateOf(officialId);
  const shown = (list: readonly Delegation[]) =>
    list.filter((one) => one.confirmedBy !== null && holds(one)).map((one) => delegationView(one, links));
  return {
    href: links.to(`mandates/${officialId}`),
    id: officialId,
    founder: book.isFounder(officialId),
    mandates: grants.filter(holds).map(mandateView),
    delegationsGiven: shown(delegations),
    delegationsReceived: shown(book.receivedBy(officialId)),
  };
}
