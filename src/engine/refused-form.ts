import type { Rejection, RejectionCode } from '../domain/rejection.js';
import type { RefusedLine } from '../domain/submission/events.js';
import { FIELD_NAMES } from '../intake/schemas.js';
import type { Problem } from '../intake/problem.js';

/** What a business refusal means on a form: the field that it is about, and the rule in words. */
export function problemOf(rejection: Rejection): Problem {
  const { code, details } = rejection;
  const known = ON_FORMS[code];
  const named = FIELD_NAMES.find((field) => field in details) ?? null;
  const facts = Object.entries(details)
    .filter(([name]) => name !== 'commandId' && name !== 'stream' && name !== 'dossierId')
    .map(([name, value]) => `${name} ${Array.isArray(value) ? value.join(' ') : String(value)}`);
  const rule = [known?.rule ?? code, ...facts].join('; ');
  return { code, field: known?.field ?? named, rule };
}

/** A refused line as the log keeps it: its first problem. The list in the evidence has them all. */
export function refusedLine(line: number, formReference: string | null, problem: Problem): RefusedLine {
  const { code, field, rule } = problem;
  return { line, formReference, code, field, rule };
}

const ON_FORMS: Partial<Record<RejectionCode, { readonly field: string | null; readonly rule: string }>> = {
  amountInGap: { field: 'effectiveFrom', rule: 'no amount of the integration income is known for the month' },
  amountYearUnknown: {
    field: 'resourcesYear',
    rule: 'resources are counted by the year, and the amount of the year is not known',
  },
  decisionAlreadyEnded: { field: 'effectiveFrom', rule: 'the decision had ended before that day' },
  decisionNotFound: { field: null, rule: 'there is no such decision or form C' },
  idempotencyKeyReused: { field: 'formReference', rule: 'was used before, for a form of other content' },
  lineNeverDetermined: { field: 'referenceMonth', rule: 'nothing was ever granted for the month' },
  mandateMissing: { field: null, rule: 'the official has no mandate for it' },
  nisCodeNotValid: { field: 'senderNis', rule: 'the sender had no right on the file on that day' },
  notYetEffective: { field: 'decidedOn', rule: 'lies after the day it was sent' },
  overtaken: { field: null, rule: 'a later line of this file had acted on the dossier before' },
  partyUnknown: { field: 'senderNis', rule: 'is the code of no CPAS' },
  recoveryAboveGranted: { field: 'amount', rule: 'is more than was granted and not yet recovered' },
  shareMissing: { field: null, rule: 'the share of the CPAS for the year is not confirmed' },
};
