import type { DossierId, PartyId } from '../ids.js';
import type { Cents, Rate } from '../money.js';
import type { Day, YearMonth } from '../time.js';
import type {
  Beneficiary,
  Category,
  ComponentCode,
  FormReference,
  RecoveryType,
  RuleUse,
  Window,
} from './events.js';

/** What decisions about a dossier ask of its past: plain JSON of about 1 KB after a year, kept by the engine as a cache. */
export type DossierState = { readonly status: 'none' } | OpenDossier;

export interface OpenDossier {
  readonly status: 'open';
  readonly dossierId: DossierId;
  readonly cpasId: PartyId;
  /** Forms B and C that hold, by effective date; of one date, the last recorded comes last and wins. */
  readonly timeline: readonly Entry[];
  readonly refusals: readonly Refusal[];
  /** Determined months, in order; months of the same version and result are one run. */
  readonly grants: readonly GrantRun[];
  /** Recoveries by reference month, booking month and number. */
  readonly recoveries: readonly HeldRecovery[];
  /** By submission, the last line that acted here: the lines of one file act in their order, also when it is resumed. */
  readonly lastLines: Readonly<Record<string, number>>;
  /** The latest sending date of the forms that acted here; null before the first. */
  readonly lastSent: Day | null;
}

export type Entry = StandingDecision | StandingWithdrawal;

export interface StandingDecision {
  readonly kind: 'decision';
  readonly effectiveFrom: Day;
  readonly decidedOn: Day;
  readonly notifiedOn: Day;
  readonly category: Category;
  readonly resourcesYear: Cents;
  readonly foreignersRegister: Window | null;
  readonly formerlyHomeless: Window | null;
  readonly piis: Window | null;
  readonly claimedMonth: Cents | null;
  readonly beneficiaries: readonly Beneficiary[];
  readonly form: FormReference;
}

export interface StandingWithdrawal {
  readonly kind: 'withdrawal';
  readonly effectiveFrom: Day;
  readonly decidedOn: Day;
  readonly notifiedOn: Day;
  readonly form: FormReference;
}

export interface Refusal {
  readonly effectiveFrom: Day;
  readonly decidedOn: Day;
}

/** Consecutive months, both included, whose current versions have the same number and result. */
export interface GrantRun {
  readonly from: YearMonth;
  readonly to: YearMonth;
  readonly version: number;
  /** What a statement shows besides amounts (days, categories, loss, provisional), as one text that is only compared. */
  readonly shown: string;
  readonly articles: readonly HeldArticle[];
}

/** The current amount of a line on one budget article, and the terms of its rate for the recoveries of that month. */
export interface HeldArticle {
  readonly budgetArticle: string;
  readonly basicAllocation: string;
  readonly gross: Cents;
  readonly net: Cents;
  readonly terms: readonly HeldTerm[];
}

/** A component of a rate without its amount. */
export interface Term {
  readonly code: ComponentCode;
  readonly rate: Rate;
  readonly rule: RuleUse;
  readonly provisional: boolean;
}

/** A term with the gross amount that it was applied to. */
export interface HeldTerm extends Term {
  readonly base: Cents;
}

export interface HeldRecovery {
  readonly referenceMonth: YearMonth;
  readonly bookingMonth: YearMonth;
  readonly number: number;
  readonly version: number;
  readonly recoveryType: RecoveryType;
  /** As form D says, at 100 %; the articles hold what was taken of it, negative. */
  readonly recovered: Cents;
  readonly beneficiaries: readonly Beneficiary[];
  /** The form that its current version names. */
  readonly form: FormReference;
  readonly articles: readonly Omit<HeldArticle, 'terms'>[];
}
