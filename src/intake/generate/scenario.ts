import { addMonths, day, instant, yearMonth } from '../../domain/time.js';
import type { Day, Instant, YearMonth } from '../../domain/time.js';

/** A file of the synthetic nation: everything that is sent in a month, received on one day of it. */
export interface SyntheticMonth {
  readonly month: YearMonth;
  readonly receivedOn: Day;
  readonly receivedAt: Instant;
}

const received = (month: string, on: string): SyntheticMonth => ({
  month: yearMonth(month),
  receivedOn: day(on),
  receivedAt: instant(`${on}T09:00:00.000Z`),
});

/** The standing decisions are sent in December 2024; then three months with a merger and an index step in them. */
export const MONTHS: readonly [SyntheticMonth, ...SyntheticMonth[]] = [
  received('2024-12', '2024-12-16'),
  received('2025-01', '2025-01-27'),
  received('2025-02', '2025-02-24'),
  received('2025-03', '2025-03-24'),
];

/** The n-th day of a month, from 1 to 28. */
export function dayOf(month: YearMonth, number: number): Day {
  const text = `${month}-${String(number).padStart(2, '0')}`;
  const found = days.get(text) ?? day(text);
  days.set(text, found);
  return found;
}

/** A nation names the same few days over and over, and a calendar is dear. */
const days = new Map<string, Day>();

export const monthBefore = (month: YearMonth): YearMonth => addMonths(month, -1);
export const monthAfter = (month: YearMonth): YearMonth => addMonths(month, 1);

/** What a form is there to show, and what must become of it. */
export type Kind = AcceptedKind | WrongKind;

export type AcceptedKind =
  | 'standing'
  | 'new'
  | 'changed'
  | 'changedLate'
  | 'sentTooLate'
  | 'withdrawn'
  | 'takenBack'
  | 'moved'
  | 'grantedAgain'
  | 'refusal'
  | 'recovery'
  | 'recoveryBeforeLog'
  | 'restated'
  | 'secondVersion'
  | 'doubled';

export type WrongKind =
  | 'otherContent'
  | 'otherDossier'
  | 'unknownScheme'
  | 'unknownCpas'
  | 'codeEnded'
  | 'notItsFile'
  | 'noSuchMonth'
  | 'noSuchDay'
  | 'lastBeforeFirst'
  | 'fractionOfCent'
  | 'negative'
  | 'notANumber'
  | 'tooLarge'
  | 'unknownField'
  | 'wrongNiss'
  | 'fieldMissing'
  | 'brokenLine'
  | 'namedTwice'
  | 'freeText'
  | 'sentOnGiven'
  | 'decidedAfterReceipt'
  | 'nothingToWithdraw'
  | 'endedBefore'
  | 'neverDetermined'
  | 'aboveGranted';

/** A line of a synthetic file, and what becomes of it where rules, shares and month runs are those of the scenario. */
export interface SyntheticLine {
  readonly text: string;
  readonly kind: Kind;
  readonly outcome: 'recorded' | 'replayed' | 'unchanged' | 'refused';
  /** Of a refused line: code and field of its first problem. */
  readonly code?: string;
  readonly field?: string | null;
}
