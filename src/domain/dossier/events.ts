import type { DossierId, FileNumber, NisCode, PartyId, Pseudonym } from '../ids.js';
import type { Cents, Fraction, Rate } from '../money.js';
import type { PolicyUse } from '../policy.js';
import type { Day, Instant, YearMonth } from '../time.js';

/** Which received form an act came from. */
export interface FormReference {
  readonly submissionId: string;
  /** 1-based line of the submission. */
  readonly line: number;
  readonly formReference: string;
  /** The CPAS that sent the form, which may be a predecessor or successor of the one that opened the file. */
  readonly senderId: PartyId;
  readonly receivedAt: Instant;
  /** The Brussels day of receipt, unless two officials recorded another with evidence. */
  readonly sendingDate: Day;
}

export type BeneficiaryRole = 'main' | 'partner' | 'child';

export interface Beneficiary {
  readonly pseudonym: Pseudonym;
  readonly role: BeneficiaryRole;
}

/** Days within which something holds, both included; `to` null for as long as the decision stands. */
export interface Window {
  readonly from: Day;
  readonly to: Day | null;
}

/** RIS category: 1 cohabitant, 2 single, 3 with a family to support (law of 26 May 2002, art. 14). */
export type Category = 1 | 2 | 3;

export interface DossierOpened {
  readonly type: 'DossierOpened';
  readonly data: {
    readonly dossierId: DossierId;
    readonly scheme: 'RIS';
    /** The CPAS that opened the file; its current successor is derived where it is read. */
    readonly cpasId: PartyId;
    readonly openedByNis: NisCode;
    readonly fileNumber: FileNumber;
  };
}

/** Form B: a decision that holds from its effective date until the next form B or C. */
export interface DecisionRecorded {
  readonly type: 'DecisionRecorded';
  readonly data: {
    readonly dossierId: DossierId;
    readonly form: FormReference;
    readonly effectiveFrom: Day;
    readonly decidedOn: Day;
    /**
     * Day on which this decision was first notified: the sending date of the form, or of the form that it corrects
     * where effective date and decision date are the same (policy `correctionDeadline@1`).
     */
    readonly notifiedOn: Day;
    readonly category: Category;
    /** Counted resources a year (law of 26 May 2002, art. 16; RD 11 July 2002, art. 22). */
    readonly resourcesYear: Cents;
    /** Entered in the foreigners register: 100 % in place of the share. */
    readonly foreignersRegister: Window | null;
    /** Homeless person in a first main residence: 100 % in place of the share. */
    readonly formerlyHomeless: Window | null;
    /** Individual integration project: 10 % of the RIS granted, on top. */
    readonly piis: Window | null;
    /** What the CPAS says it granted a month; kept as a reported check, never the base of a calculation. */
    readonly claimedMonth: Cents | null;
    readonly beneficiaries: readonly Beneficiary[];
    /** True where it takes the place of a form B of the same effective date. */
    readonly replaces: boolean;
  };
}

/** Form C, code 1: the request was refused. It moves no money. */
export interface RequestRefused {
  readonly type: 'RequestRefused';
  readonly data: {
    readonly dossierId: DossierId;
    readonly form: FormReference;
    readonly effectiveFrom: Day;
    readonly decidedOn: Day;
    readonly beneficiaries: readonly Beneficiary[];
  };
}

/** Form C, code 2: the entitlement ends; the effective date is the first day without it. */
export interface DecisionWithdrawn {
  readonly type: 'DecisionWithdrawn';
  readonly data: {
    readonly dossierId: DossierId;
    readonly form: FormReference;
    readonly effectiveFrom: Day;
    readonly decidedOn: Day;
  };
}

/** Form C with message status 1: an earlier C is taken back, or its date is moved. */
export interface FormCRegularized {
  readonly type: 'FormCRegularized';
  readonly data: {
    readonly dossierId: DossierId;
    readonly form: FormReference;
    /** Which kind of form C is regularized. */
    readonly of: 'refusal' | 'withdrawal';
    /** Effective date of the C that is regularized. */
    readonly regularizes: Day;
    /** Its new effective date; null where the C is taken back. */
    readonly effectiveFrom: Day | null;
    readonly decidedOn: Day;
  };
}

/** Grants have one line a month; recoveries (form D) one per booking month and number. */
export type LineKey =
  | { readonly kind: 'grant'; readonly referenceMonth: YearMonth }
  | {
      readonly kind: 'recovery';
      readonly referenceMonth: YearMonth;
      readonly bookingMonth: YearMonth;
      readonly number: number;
    };

/** Codes of form D: 01 RIS at the share, 05 foreigners register, 06 homeless. */
export type RecoveryType = '01' | '05' | '06';

export type ComponentCode = 'baseShare' | 'foreignersRegister' | 'formerlyHomeless' | 'piis';

/** The rule that gave a figure: its id, the sequence of the event that confirmed it, and its first day. */
export interface RuleUse {
  readonly ruleId: string;
  readonly sequence: number;
  readonly validFrom: Day | null;
  readonly legalReference: string;
}

/** One term of the rate, with the date that decides it. */
export interface Component {
  readonly code: ComponentCode;
  readonly rate: Rate;
  readonly anchor: 'countYear' | 'monthGranted' | 'piisWindow';
  readonly anchorDate: Day;
  readonly base: Cents;
  readonly exact: Fraction;
  readonly amount: Cents;
  readonly rule: RuleUse;
  readonly provisional: boolean;
}

/** What the State owes of a line on one budget article. */
export interface ArticleAmount {
  /** 3-digit code of the statement, or a named unknown such as `piis:unconfirmed`. */
  readonly budgetArticle: string;
  /** Line of the State budget, or a named unknown. */
  readonly basicAllocation: string;
  readonly gross: Cents;
  readonly net: Cents;
  readonly components: readonly Component[];
}

/** A part of the month under one decision: how its gross came about. */
export interface Segment {
  readonly firstDay: Day;
  readonly lastDay: Day;
  /** Counted days, and how many a whole month counts: calendar days, or 30 where the proration goes by thirtieths. */
  readonly days: number;
  readonly daysInMonth: number;
  readonly decisionFrom: Day;
  readonly category: Category;
  readonly monthAmount: Cents;
  readonly yearAmount: Cents | null;
  readonly resourcesYear: Cents;
  /** What the month gives in full under this decision: (year − resources) / 12, or the published month where there are no resources. */
  readonly fullMonth: Cents;
  /** Part of the line's whole cents that falls on these days, lost days included. */
  readonly granted: Cents;
  /** fullMonth × days / daysInMonth before any rounding. */
  readonly exact: Fraction;
  /** The rows of law that gave the amount: the published one, or base and index. */
  readonly rules: readonly RuleUse[];
  /** True where the amount is uncertain, or was used too long after its last check. */
  readonly provisional: boolean;
}

/** Days whose costs are lost, because the form came after the 45th day (law of 26 May 2002, art. 21 §6). */
export interface LostDays {
  readonly firstDay: Day;
  readonly lastDay: Day;
  readonly gross: Cents;
  readonly decidedOn: Day;
  readonly limitDay: Day;
  readonly notifiedOn: Day;
  readonly legalReference: string;
}

/** Difference to the version replaced, on one budget article: what a statement lists as an item. */
export interface Difference {
  readonly budgetArticle: string;
  readonly basicAllocation: string;
  readonly gross: Cents;
  readonly net: Cents;
}

/** A version of a line, with everything it used (`design.md` §4). Amounts of recoveries are negative. */
export interface LineDetermined {
  readonly type: 'LineDetermined';
  readonly data: {
    readonly dossierId: DossierId;
    readonly cpasId: PartyId;
    readonly fund: 'federal';
    readonly scheme: 'RIS';
    /** Law code of the statement: 1 for the integration income. */
    readonly law: 1;
    readonly line: LineKey;
    readonly version: number;
    /** 0 for a first version. */
    readonly replacesVersion: number;
    readonly cause: 'due' | 'decision' | 'withdrawal' | 'recovery' | 'redetermination';
    /** Last day of the reference month. */
    readonly validDay: Day;
    /** First and last day with an amount; null where the version is of zero. */
    readonly firstDay: Day | null;
    readonly lastDay: Day | null;
    /** The later of the month's last day and the form's sending date; a later version is not sent before other forms of the file. */
    readonly sendingDate: Day;
    readonly form: FormReference;
    /** Null for a recovery: form D names no decision. */
    readonly decidedOn: Day | null;
    readonly notifiedOn: Day;
    readonly recoveryType: RecoveryType | null;
    /** What form D says was recovered, a positive amount at 100 %; null for a grant. */
    readonly recovered: Cents | null;
    /** The integration income that the State shares in, without lost days; an article may be of a part of it only (`piis`). */
    readonly gross: Cents;
    /** Sum of the articles' nets: what the State owes for this line. */
    readonly net: Cents;
    readonly articles: readonly ArticleAmount[];
    readonly segments: readonly Segment[];
    readonly lost: readonly LostDays[];
    readonly claimedMonth: Cents | null;
    readonly beneficiaries: readonly Beneficiary[];
    readonly differences: readonly Difference[];
    readonly provisional: boolean;
    readonly policies: readonly PolicyUse[];
    readonly ruleCode: string;
  };
}

export type DossierEvent =
  DossierOpened | DecisionRecorded | RequestRefused | DecisionWithdrawn | FormCRegularized | LineDetermined;
