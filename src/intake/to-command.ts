import type { FormReference } from '../domain/dossier/events.js';
import type {
  DossierFile,
  RecordDecision,
  RecordFormC,
  RecordRecovery,
  FormCAct,
} from '../domain/dossier/commands.js';
import { dossierId } from '../domain/ids.js';
import type { NisCode, OfficialId, PartyId } from '../domain/ids.js';
import type { Parties } from '../domain/rules.js';
import { legalSendingDate } from '../domain/submission/sending-date.js';
import { LAST_DAY, addMonths, brusselsDay, lastDayOf, monthOf, yearMonth } from '../domain/time.js';
import type { Day, Instant, YearMonth } from '../domain/time.js';
import { uuidFrom } from '../uuid.js';
import type { Form, FormB, FormC, FormD } from './form.js';
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

/** A form as command, under the id by which the same form is known for ever; or why its parties cannot be it. */
export type Translated =
  { readonly commandId: string; readonly command: FormCommand } | { readonly problem: Problem };

/**
 * Turns forms into commands with the parties known now. Codes are looked up once per translator, so take a new one
 * for each group of lines.
 */
export function formTranslator(parties: Parties, receipt: Receipt): (line: number, form: Form) => Translated {
  const lookUp = cachedLookUp(parties, receipt);
  const sendingDate = legalSendingDate(receipt.receivedAt);
  return (line, form) => {
    if ('decidedOn' in form && form.decidedOn > sendingDate) {
      return { problem: malformed('decidedOn', 'must not be after the day of receipt') };
    }
    const found = lookUp(form.senderNis, form.openedByNis, referenceMonthOf(form));
    if ('problem' in found) return found;
    const file: DossierFile = {
      cpasId: found.openedById,
      openedByNis: form.openedByNis,
      fileNumber: form.fileNumber,
    };
    const common = {
      dossierId: dossierId(uuidFrom('dossier', file.cpasId, 'RIS', file.fileNumber)),
      file,
      form: {
        submissionId: receipt.submissionId,
        line,
        formReference: form.formReference,
        senderId: found.senderId,
        receivedAt: receipt.receivedAt,
        sendingDate,
      },
      by: receipt.by,
      on: receipt.on,
    };
    return { commandId: `form:${found.senderId}:${form.formReference}`, command: commandOf(form, common) };
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

type Found = { readonly senderId: PartyId; readonly openedById: PartyId } | { readonly problem: Problem };
type LookUp = (senderNis: NisCode, openedByNis: NisCode, month: YearMonth) => Found;

function cachedLookUp(parties: Parties, receipt: Receipt): LookUp {
  const known = new Map<string, Found>();
  return (senderNis, openedByNis, month) => {
    const key = `${senderNis} ${openedByNis} ${month}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const found = lookUpParties(parties, receipt, { senderNis, openedByNis, month });
    known.set(key, found);
    return found;
  };
}

interface Codes {
  readonly senderNis: NisCode;
  readonly openedByNis: NisCode;
  readonly month: YearMonth;
}

/**
 * The sender's code must be valid in the month of receipt or in the reference month. The code of the file may have
 * ended before, since a file outlives its CPAS; but for the reference month there must have been that CPAS, or one
 * whose rights and debts it has since, and the sender must have them now.
 */
function lookUpParties(parties: Parties, receipt: Receipt, codes: Codes): Found {
  const today = brusselsDay(receipt.receivedAt);
  const { senderNis, openedByNis, month } = codes;
  const senderId = parties.byNis(senderNis, monthOf(today)) ?? parties.byNis(senderNis, month);
  if (senderId === undefined) {
    return { problem: unknownCode(parties, senderNis, monthOf(today), 'senderNis') };
  }
  const openedById = parties.byNis(openedByNis, month) ?? everKnown(parties, openedByNis, monthOf(today));
  if (openedById === undefined) {
    return { problem: unknownCode(parties, openedByNis, monthOf(today), 'openedByNis') };
  }
  for (const [field, id] of [
    ['senderNis', senderId],
    ['openedByNis', openedById],
  ] as const) {
    if (parties.find(id)?.kind !== 'cpas') return { problem: { code: 'partyUnknown', field, rule: NO_CPAS } };
  }
  const field = openedByNis === senderNis ? 'senderNis' : 'openedByNis';
  if (!existedIn(parties, { openedById, month, today })) {
    return {
      problem: notValid(field, 'was never the code of a CPAS, nor of its successor, for the reference month'),
    };
  }
  if (parties.ownerOn(openedById, today) !== parties.ownerOn(senderId, today)) {
    return { problem: notValid('openedByNis', 'must be of a CPAS whose rights and debts the sender has') };
  }
  return { senderId, openedById };
}

const NO_CPAS = 'is the code of no CPAS';

const notValid = (field: string, rule: string): Problem => ({ code: 'nisCodeNotValid', field, rule });

function unknownCode(parties: Parties, code: NisCode, today: YearMonth, field: string): Problem {
  return everKnown(parties, code, today) === undefined
    ? { code: 'partyUnknown', field, rule: NO_CPAS }
    : notValid(field, 'must be valid in the month of receipt or in the reference month');
}

const FIRST_MONTH = yearMonth('2002-05');

/** The party that bears the code now, or bore it last. */
function everKnown(parties: Parties, code: NisCode, today: YearMonth): PartyId | undefined {
  for (let month = today; month >= FIRST_MONTH; month = addMonths(month, -1)) {
    const found = parties.byNis(code, month);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Whether in the month there was the CPAS, or one whose successor it is. */
function existedIn(
  parties: Parties,
  {
    openedById,
    month,
    today,
  }: { readonly openedById: PartyId; readonly month: YearMonth; readonly today: Day },
): boolean {
  const line = [openedById, ...parties.predecessorsOf(openedById, today)];
  return line.some((id) => (parties.find(id)?.validFrom ?? LAST_DAY) <= lastDayOf(month));
}
