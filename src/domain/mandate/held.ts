import type { OfficialId } from '../ids.js';
import type { Cents } from '../money.js';
import type { HeldMandate } from '../rules.js';
import type { Day } from '../time.js';
import type { Delegation, Grant, MandateState } from './state.js';

export const FOUNDER: HeldMandate = {
  name: 'administrator/founder',
  proposalId: null,
  role: 'administrator',
  schemes: ['*'],
  ceiling: null,
  validFrom: null,
  validUntil: null,
  onBehalfOf: null,
};

export const ownMandates = (state: MandateState, on: Day): readonly HeldMandate[] =>
  state.grants
    .filter((grant) => holdsOn(grant, on))
    .map((grant) => ({ ...grant, name: `${grant.role}/${grant.proposalId}`, onBehalfOf: null }));

/** What the delegations of a holder to one official come to on a day: never more than the holder's own mandates then. */
export const delegatedMandates = (
  holder: MandateState,
  delegateId: OfficialId,
  on: Day,
): readonly HeldMandate[] =>
  holder.delegations
    .filter((one) => one.delegateId === delegateId && one.confirmedBy !== null && holdsOn(one, on))
    .flatMap((delegation) =>
      holder.grants
        .filter((grant) => delegation.restsOn.includes(grant.proposalId) && holdsOn(grant, on))
        .flatMap((grant) => passedOn(grant, delegation)),
    );

function passedOn(grant: Grant, delegation: Delegation): readonly HeldMandate[] {
  const { proposalId, officialId, roles, validFrom, validUntil } = delegation;
  const { role } = grant;
  const schemes = commonSchemes(grant.schemes, delegation.schemes);
  if (!roles.includes(role) || schemes.length === 0) return [];
  const ceiling = lowerCeiling(grant.ceiling, delegation.ceiling);
  const name = `${role}/${proposalId} for ${officialId}`;
  return [{ name, proposalId, role, schemes, ceiling, validFrom, validUntil, onBehalfOf: officialId }];
}

export const holdsOn = (
  { validFrom, validUntil }: { readonly validFrom: Day; readonly validUntil: Day | null },
  on: Day,
): boolean => validFrom <= on && (validUntil === null || on <= validUntil);

export const covers = (schemes: readonly string[], scheme: string | undefined): boolean =>
  scheme === undefined || schemes.includes('*') || schemes.includes(scheme);

function commonSchemes(a: readonly string[], b: readonly string[]): readonly string[] {
  if (a.includes('*')) return b;
  return b.includes('*') ? a : a.filter((scheme) => b.includes(scheme));
}

function lowerCeiling(a: Cents | null, b: Cents | null): Cents | null {
  if (a === null || b === null) return a ?? b;
  return a < b ? a : b;
}
