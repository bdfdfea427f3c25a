import { REFUSALS } from '../domain/refusals.js';
import type { Rejection, RejectionCode } from '../domain/rejection.js';
import type { RefusedLine } from '../domain/submission/events.js';
import { FIELD_NAMES } from '../intake/schemas.js';
import type { Problem } from '../intake/problem.js';

/** What a business refusal means on a form: the field that it is about, and the rule in words. */
export function problemOf(rejection: Rejection): Problem {
  const { code, details } = rejection;
  const named = FIELD_NAMES.find((field) => field in details) ?? null;
  const facts = Object.entries(details)
    .filter(([name]) => name !== 'commandId' && name !== 'stream' && name !== 'dossierId')
    .map(([name, value]) => `${name} ${Array.isArray(value) ? value.join(' ') : String(value)}`);
  const rule = [REFUSALS[code].means, facts.join(', ')].join(' ').trimEnd();
  return { code, field: FIELD_OF[code] ?? named, rule };
}

/** A refused line as the log keeps it: its first problem. The list in the evidence has them all. */
export function refusedLine(line: number, formReference: string | null, problem: Problem): RefusedLine {
  const { code, field, rule } = problem;
  return { line, formReference, code, field, rule };
}

/** The field that a refusal is about, where its details do not say. */
const FIELD_OF: Partial<Record<RejectionCode, string>> = {
  amountInGap: 'effectiveFrom',
  amountYearUnknown: 'resourcesYear',
  decisionAlreadyEnded: 'effectiveFrom',
  idempotencyKeyReused: 'formReference',
  lineNeverDetermined: 'referenceMonth',
  nisCodeNotValid: 'senderNis',
  notYetEffective: 'decidedOn',
  partyUnknown: 'senderNis',
  recoveryAboveGranted: 'amount',
};
