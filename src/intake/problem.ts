import type { RejectionCode } from '../domain/rejection.js';

/** What is wrong with a line, in words that never repeat what the line says: it may name a person. */
export interface Problem {
  /** `malformed`, or the business refusal that it amounts to. */
  readonly code: RejectionCode | 'malformed';
  /** The field as the format names it; null where it is the line or the file. An unknown name is given as `unknown[n]`, the n-th of the line. */
  readonly field: string | null;
  readonly rule: string;
}

/** Says what is wrong with a field, and stands for the value that is not there. */
export type Report = (problem: Problem) => undefined;

export const malformed = (field: string | null, rule: string): Problem => ({
  code: 'malformed',
  field,
  rule,
});
