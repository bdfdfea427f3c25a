import type { BeneficiaryRole, Category, RecoveryType, Window } from '../domain/dossier/events.js';
import type { FileNumber, NisCode, Pseudonym } from '../domain/ids.js';
import type { Cents } from '../domain/money.js';
import type { Day, YearMonth } from '../domain/time.js';

/** A person of a form, whose national number is already forgotten. */
export interface FormBeneficiary {
  readonly pseudonym: Pseudonym;
  /** Same person, same text, whatever the key of the pseudonym: for comparing contents, never stored. */
  readonly fingerprint: string;
  readonly role: BeneficiaryRole;
}

interface AnyForm {
  /** The sender's own reference: the same one with the same content is the same form. */
  readonly formReference: string;
  readonly senderNis: NisCode;
  /** Code under which the file was opened; the sender's where the form does not say. */
  readonly openedByNis: NisCode;
  readonly fileNumber: FileNumber;
  readonly beneficiaries: readonly FormBeneficiary[];
}

/** Decision: the whole of what holds from its effective date. */
export interface FormB extends AnyForm {
  readonly form: 'B';
  readonly effectiveFrom: Day;
  readonly decidedOn: Day;
  readonly category: Category;
  readonly resourcesYear: Cents;
  readonly foreignersRegister: Window | null;
  readonly formerlyHomeless: Window | null;
  readonly piis: Window | null;
  readonly claimedMonth: Cents | null;
}

/** Refusal or withdrawal, and what takes one of them back or moves its date. */
export interface FormC extends AnyForm {
  readonly form: 'C';
  readonly decidedOn: Day;
  readonly of: 'refusal' | 'withdrawal';
  /** Effective date of the earlier form C; null for a new one. */
  readonly regularizes: Day | null;
  /** Null only where an earlier form C is taken back. */
  readonly effectiveFrom: Day | null;
}

/** Recovery from the beneficiary. */
export interface FormD extends AnyForm {
  readonly form: 'D';
  readonly bookingMonth: YearMonth;
  readonly bookingNumber: number;
  readonly recoveryType: RecoveryType;
  readonly referenceMonth: YearMonth;
  readonly amount: Cents;
}

export type Form = FormB | FormC | FormD;

/**
 * What the client sent, for the memory of commands: the same form written differently (NDJSON or CSV, `0012-A` or
 * `12a`, another order of fields) is the same content, also after a new pseudonym key.
 */
export function contentOf(form: Form): object {
  return {
    ...form,
    beneficiaries: form.beneficiaries.map(({ fingerprint, role }) => ({ fingerprint, role })),
  };
}
