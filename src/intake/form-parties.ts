import { dossierId } from '../domain/ids.js';
import type { DossierId, FileNumber, NisCode, PartyId } from '../domain/ids.js';
import type { Parties } from '../domain/rules.js';
import { LAST_DAY, addMonths, brusselsDay, lastDayOf, monthOf, yearMonth } from '../domain/time.js';
import type { Day, Instant, YearMonth } from '../domain/time.js';
import { uuidFrom } from '../uuid.js';
import type { Form } from './form.js';
import type { Problem } from './problem.js';

/** The dossier in which a sender used a form reference first, if any. */
export type DossierOfReference = (senderId: PartyId, formReference: string) => string | undefined;

/** A reference that a party was recorded to have used before. */
interface Use {
  readonly senderId: PartyId;
  readonly dossierId: string;
}

/** Where the reference of a form was used, by each party that its sender's code ever stood for: as good as always one. */
export function usesOf(form: Form, parties: Parties, dossierOfReference: DossierOfReference): readonly Use[] {
  return parties.bearersOf(form.senderNis).flatMap((senderId) => {
    const used = dossierOfReference(senderId, form.formReference);
    return used === undefined ? [] : [{ senderId, dossierId: used }];
  });
}

/** The parties under which a form with this reference was recorded on the file that this one names; undefined where none was. */
export function partiesOfKnown(form: Form, parties: Parties, uses: readonly Use[]): FormParties | undefined {
  for (const { senderId, dossierId: used } of uses) {
    const openedById = parties
      .bearersOf(form.openedByNis)
      .find((partyId) => dossierOf(partyId, form.fileNumber) === used);
    if (openedById !== undefined) return { senderId, openedById };
  }
  return undefined;
}

/** Whether a code of a form that was recorded for these parties is now another's: it was written down for the wrong one. */
export function isOfAnotherNow(form: Form, parties: Parties, known: FormParties): boolean {
  const isOther = (code: NisCode, id: PartyId): boolean => (parties.everNis(code) ?? id) !== id;
  return isOther(form.senderNis, known.senderId) || isOther(form.openedByNis, known.openedById);
}

/** The dossier that a CPAS opened under a file number. */
export const dossierOf = (openedById: PartyId, fileNumber: FileNumber): DossierId =>
  dossierId(uuidFrom('dossier', openedById, 'RIS', fileNumber));

interface FormParties {
  readonly senderId: PartyId;
  readonly openedById: PartyId;
}

/** The parties of a form, or why its codes cannot be theirs. */
export type Found = FormParties | { readonly problem: Problem };
type LookUp = (senderNis: NisCode, openedByNis: NisCode, month: YearMonth) => Found;

/** Looks up the sender of a form and the CPAS that opened its file, each question once. */
export function cachedLookUp(parties: Parties, receivedAt: Instant): LookUp {
  const today = brusselsDay(receivedAt);
  const known = new Map<string, Found>();
  return (senderNis, openedByNis, month) => {
    const key = `${senderNis} ${openedByNis} ${month}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const found = lookUpParties(parties, today, { senderNis, openedByNis, month });
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
function lookUpParties(parties: Parties, today: Day, codes: Codes): Found {
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
