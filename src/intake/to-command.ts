import type { FormReference } from '../domain/dossier/events.js';
import type {
  DossierFile,
  RecordDecision,
  RecordFormC,
  RecordRecovery,
  FormCAct,
} from '../domain/dossier/commands.js';
import type { OfficialId } from '../domain/ids.js';
import type { Parties } from '../domain/rules.js';
import { legalSendingDate } from '../domain/submission/sending-date.js';
import { monthOf } from '../domain/time.js';
import type { Day, Instant, YearMonth } from '../domain/time.js';
import type { Form, FormB, FormC, FormD } from './form.js';
import { cachedLookUp, dossierOf, isOfAnotherNow, partiesOfKnown, usesOf } from './form-parties.js';
import type { DossierOfReference, Found } from './form-parties.js';
import { malformed } from './problem.js';
import type { Problem } from './problem.js';

/** The receipt of a submission: what its forms have in common. */
export interface Receipt {
  readonly submissionId: string;
  readonly receivedAt: Instant;
  /** The official who takes the forms in, and the Brussels day of doing so. */
  readonly by: OfficialId;
  readonly on: Day;
}

export type FormCommand = RecordDecision | RecordFormC | RecordRecovery;

/**
 * A form as command, under the id by which the same form is known for ever; or why its parties cannot be it; or the id
 * where it was used for another dossier before.
 */
export type Translated =
  | { readonly commandId: string; readonly command: FormCommand; readonly isOfAnotherNow: boolean }
  | { readonly problem: Problem }
  | { readonly usedElsewhere: string };

/**
 * Turns forms into commands with the parties known now. A form that was recorded before keeps the parties that it was
 * recorded with, whatever became of their codes since: its command is looked for, and nothing about it is judged anew.
 * Codes are looked up once per translator, so take a new one for each group of lines.
 */
export function formTranslator(
  parties: Parties,
  receipt: Receipt,
  dossierOfReference: DossierOfReference,
): (line: number, form: Form) => Translated {
  const lookUp = cachedLookUp(parties, receipt.receivedAt);
  const sendingDate = legalSendingDate(receipt.receivedAt);
  const judge = (form: Form): Found =>
    'decidedOn' in form && form.decidedOn > sendingDate
      ? { problem: malformed('decidedOn', 'must not be after the day of receipt') }
      : lookUp(form.senderNis, form.openedByNis, referenceMonthOf(form));
  return (line, form) => {
    const uses = usesOf(form, parties, dossierOfReference);
    const known = partiesOfKnown(form, parties, uses);
    const found = known ?? judge(form);
    if ('problem' in found) return found;
    const { senderId, openedById } = found;
    const { formReference, openedByNis, fileNumber } = form;
    const commandId = `form:${senderId}:${formReference}`;
    if (known === undefined && uses.some((use) => use.senderId === senderId)) {
      return { usedElsewhere: commandId };
    }
    const { submissionId, receivedAt, by, on } = receipt;
    const common: Common = {
      dossierId: dossierOf(openedById, fileNumber),
      file: { cpasId: openedById, openedByNis, fileNumber },
      form: { submissionId, line, formReference, senderId, receivedAt, sendingDate },
      by,
      on,
    };
    const ofAnother = known !== undefined && isOfAnotherNow(form, parties, known);
    return { commandId, command: commandOf(form, common), isOfAnotherNow: ofAnother };
  };
}

interface Common {
  readonly dossierId: FormCommand['dossierId'];
  readonly file: DossierFile;
  readonly form: FormReference;
  readonly by: OfficialId;
  readonly on: Day;
}

function commandOf(form: Form, common: Common): FormCommand {
  switch (form.form) {
    case 'B':
      return decision(form, common);
    case 'C':
      return formC(form, common);
    case 'D':
      return recovery(form, common);
  }
}

function decision(form: FormB, common: Common): RecordDecision {
  return {
    type: 'RecordDecision',
    ...common,
    effectiveFrom: form.effectiveFrom,
    decidedOn: form.decidedOn,
    category: form.category,
    resourcesYear: form.resourcesYear,
    foreignersRegister: form.foreignersRegister,
    formerlyHomeless: form.formerlyHomeless,
    piis: form.piis,
    claimedMonth: form.claimedMonth,
    beneficiaries: personsOf(form),
  };
}

function formC(form: FormC, common: Common): RecordFormC {
  return { type: 'RecordFormC', ...common, decidedOn: form.decidedOn, act: actOf(form) };
}

function actOf(form: FormC): FormCAct {
  const { effectiveFrom } = form;
  if (form.regularizes !== null) {
    return { kind: 'regularization', of: form.of, regularizes: form.regularizes, effectiveFrom };
  }
  if (effectiveFrom === null) throw new Error('a new form C has an effective date');
  if (form.of === 'withdrawal') return { kind: 'withdrawal', effectiveFrom };
  return { kind: 'refusal', effectiveFrom, beneficiaries: personsOf(form) };
}

function recovery(form: FormD, common: Common): RecordRecovery {
  return {
    type: 'RecordRecovery',
    ...common,
    referenceMonth: form.referenceMonth,
    bookingMonth: form.bookingMonth,
    number: form.bookingNumber,
    recoveryType: form.recoveryType,
    amount: form.amount,
    beneficiaries: personsOf(form),
  };
}

const personsOf = (form: Form): RecordDecision['beneficiaries'] =>
  form.beneficiaries.map(({ pseudonym, role }) => ({ pseudonym, role }));

/** The first month that a form is about. */
function referenceMonthOf(form: Form): YearMonth {
  switch (form.form) {
    case 'B':
      return monthOf(form.effectiveFrom);
    case 'C':
      return monthOf(form.regularizes ?? form.effectiveFrom ?? form.decidedOn);
    case 'D':
      return form.referenceMonth;
  }
}
