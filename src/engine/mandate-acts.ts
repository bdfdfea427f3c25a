import type { OfficialId } from '../domain/ids.js';
import type { Role } from '../domain/mandate/events.js';
import { mandate } from '../domain/mandate/mandate.js';
import type { Cents } from '../domain/money.js';
import { Rejection } from '../domain/rejection.js';
import type { Day } from '../domain/time.js';
import { uuidFrom } from '../uuid.js';
import { contextOf } from './acting.js';
import type { Acting } from './acting.js';
import type { Proposed } from './acts.js';
import type { Answer } from './command.js';
import type { Engine } from './engine.js';

export interface DelegationWanted {
  readonly delegateId: OfficialId;
  readonly roles: readonly Role[];
  /** Scheme codes, or `*` for those of the holder. */
  readonly schemes: readonly string[];
  /** Cents; the holder's own ceiling where null. */
  readonly ceiling: Cents | null;
  readonly validFrom: Day;
  readonly validUntil: Day;
}

/** Operations as they stand in the ids of commands. */
export const MANDATE_OPERATIONS = {
  delegate: 'delegation.propose',
  revoke: 'mandate.revoke',
  revokeDelegation: 'delegation.revoke',
} as const;

/** Throws `mandateMissing` for anybody but the holder of the mandates: only they delegate them. */
export function refuseAnother(acting: Acting, holder: OfficialId): void {
  if (acting.official === holder) return;
  throw new Rejection('mandateMissing', { officialId: holder, rule: 'only the holder delegates' });
}

/** The acting official asks that another one may act for them; an administrator confirms by `confirmProposal`. */
export async function proposeDelegation(
  engine: Engine,
  acting: Acting,
  wanted: DelegationWanted,
): Promise<Proposed> {
  const { official: holder, on } = acting;
  const proposalId = uuidFrom('delegation', holder, wanted.delegateId, acting.key);
  const command = { type: 'ProposeDelegation', proposalId, officialId: holder, ...wanted, on } as const;
  const answer = await engine.execute(
    mandate,
    command,
    contextOf(acting, MANDATE_OPERATIONS.delegate, wanted),
  );
  return { proposalId, answer };
}

export interface Revocation {
  readonly officialId: OfficialId;
  /** First day without. */
  readonly from: Day;
  readonly reason: string;
}

/** Takes a role away, and with it every delegation that rests on it: one administrator, at once. */
export async function revokeMandate(
  engine: Engine,
  acting: Acting,
  revocation: Revocation & { readonly role: Role },
): Promise<Answer> {
  const command = { type: 'RevokeMandate', ...revocation, by: acting.official, on: acting.on } as const;
  return engine.execute(mandate, command, contextOf(acting, MANDATE_OPERATIONS.revoke, revocation));
}

/** Takes a delegation away: its holder (`officialId`) or one administrator, at once. */
export async function revokeDelegation(
  engine: Engine,
  acting: Acting,
  revocation: Revocation & { readonly proposalId: string },
): Promise<Answer> {
  const command = { type: 'RevokeDelegation', ...revocation, by: acting.official, on: acting.on } as const;
  return engine.execute(mandate, command, contextOf(acting, MANDATE_OPERATIONS.revokeDelegation, revocation));
}
