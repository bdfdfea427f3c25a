import { Rejection } from '../rejection.js';
import type { HeldMandate, MandateUse, Mandates } from '../rules.js';
import { covers } from './held.js';

/**
 * The mandate under which an official may do it: their own before one that was delegated to them, the first that is wide enough.
 * Throws `mandateMissing`; `sameOfficial` where all they have comes from who proposed; `ceilingExceeded` with the
 * highest ceiling they have. That proposer and confirmer are two people is for the decider to check.
 */
export function mandateFor(mandates: Mandates, use: MandateUse): HeldMandate {
  const { official, role, on, scheme, amount, proposedBy } = use;
  const held = mandates
    .heldBy(official, on)
    .filter((one) => one.role === role && covers(one.schemes, scheme));
  if (held.length === 0) {
    throw new Rejection('mandateMissing', scheme === undefined ? { role, on } : { role, scheme, on });
  }
  const independent = held.filter((one) => one.onBehalfOf === null || one.onBehalfOf !== proposedBy);
  if (independent.length === 0) throw new Rejection('sameOfficial', { role, onBehalfOf: proposedBy ?? null });
  const moved = Math.abs(amount ?? 0);
  const enough = independent.find((one) => one.ceiling === null || moved <= one.ceiling);
  if (enough) return enough;
  const ceiling = Math.max(...independent.map((one) => one.ceiling ?? 0));
  throw new Rejection('ceilingExceeded', { role, ceiling, amount: moved });
}
