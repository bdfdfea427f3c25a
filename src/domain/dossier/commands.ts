import type { DossierId, FileNumber, NisCode, OfficialId, PartyId } from '../ids.js';
import type { Cents } from '../money.js';
import type { Day, YearMonth } from '../time.js';
import type { Beneficiary, Category, FormReference, RecoveryType, Window } from './events.js';
import type { HeldArticle } from './state.js';

/** The consistency key of a RIS dossier; its id is derived from it, so a form always reaches the same stream. */
export interface DossierFile {
  /** The CPAS that opened the file, as party; it keeps its id after a merger. */
  readonly cpasId: PartyId;
  readonly openedByNis: NisCode;
  readonly fileNumber: FileNumber;
}

interface FormCommand {
  readonly dossierId: DossierId;
  readonly file: DossierFile;
  readonly form: FormReference;
  /** The official who took the form in, with the mandate `intake` on the day `on`. */
  readonly by: OfficialId;
  /** Brussels day of acting. */
  readonly on: Day;
}

/** Form B: the whole decision, restated from its effective date. */
export interface RecordDecision extends FormCommand {
  readonly type: 'RecordDecision';
  readonly effectiveFrom: Day;
  readonly decidedOn: Day;
  readonly category: Category;
  /** Counted resources a year, not negative. */
  readonly resourcesYear: Cents;
  readonly foreignersRegister: Window | null;
  readonly formerlyHomeless: Window | null;
  readonly piis: Window | null;
  /** What the CPAS says it granted a month; reported beside the line, never used. */
  readonly claimedMonth: Cents | null;
  /** At least the main beneficiary. */
  readonly beneficiaries: readonly Beneficiary[];
}

/** What a form C says: a refusal, a withdrawal, or the regularization (message status 1) of one of the two. */
export type FormCAct =
  | { readonly kind: 'refusal'; readonly effectiveFrom: Day; readonly beneficiaries: readonly Beneficiary[] }
  | { readonly kind: 'withdrawal'; readonly effectiveFrom: Day }
  | {
      readonly kind: 'regularization';
      readonly of: 'refusal' | 'withdrawal';
      /** Effective date of the form C that is regularized. */
      readonly regularizes: Day;
      /** Its new effective date; null where it is taken back. */
      readonly effectiveFrom: Day | null;
    };

export interface RecordFormC extends FormCommand {
  readonly type: 'RecordFormC';
  readonly decidedOn: Day;
  readonly act: FormCAct;
}

/** Form D: what the CPAS recovered from the beneficiary. Booking month and number are its key: sent again, it replaces. */
export interface RecordRecovery extends FormCommand {
  readonly type: 'RecordRecovery';
  readonly referenceMonth: YearMonth;
  readonly bookingMonth: YearMonth;
  /** Sequence number within the booking month, from 1. */
  readonly number: number;
  readonly recoveryType: RecoveryType;
  /** At 100 %, not negative; zero takes the recovery back. */
  readonly amount: Cents;
  /** Empty where the form names nobody: then the line names those of the decision that stood. */
  readonly beneficiaries: readonly Beneficiary[];
}

/**
 * Determines the months that standing decisions leave undetermined, up to and including `through`, which is over.
 * What can be determined is; refused by name (`shareMissing`, `amountInGap`, ...) only where nothing could.
 */
export interface DetermineDue {
  readonly type: 'DetermineDue';
  readonly dossierId: DossierId;
  readonly through: YearMonth;
  /** The official for whom the month run acts, with the mandate `runManager` on the day `on`. */
  readonly by: OfficialId;
  readonly on: Day;
}

/** A line of a month as the second official approved it. */
export interface ApprovedLine {
  /** As `lineKeyText` writes it: `2025-01`, or `2024-11.2025-01.3` of a recovery. */
  readonly lineKey: string;
  readonly replacesVersion: number;
  readonly articles: readonly Omit<HeldArticle, 'terms'>[];
}

/** Its lines in their order: the grant, then the recoveries by their keys. */
export interface ApprovedMonth {
  readonly month: YearMonth;
  readonly lines: readonly ApprovedLine[];
}

/**
 * Determines months again under the rules of today, as an approved redetermination says. A month that would come out otherwise is left as
 * it is; refused as `overtaken` where none comes out so.
 */
export interface RedetermineMonths {
  readonly type: 'RedetermineMonths';
  readonly dossierId: DossierId;
  readonly redeterminationId: string;
  readonly months: readonly ApprovedMonth[];
  /** The official for whom the process acts, with the mandate `runManager` on the day `on`. */
  readonly by: OfficialId;
  readonly on: Day;
}

export type DossierCommand = RecordDecision | RecordFormC | RecordRecovery | DetermineDue | RedetermineMonths;
