import type { RejectionCode } from './rejection.js';

/** What a refusal means and what to do about it, in English; shown with it and listed in `docs/errors.md`. */
export interface Refusal {
  readonly means: string;
  readonly next: string;
}

/** One entry for each code: a forgotten one does not compile. */
export const REFUSALS: Readonly<Record<RejectionCode, Refusal>> = {
  alreadyConfirmed: {
    means: 'Another official has confirmed this proposal already.',
    next: 'Nothing: it is in force.',
  },
  alreadyExists: {
    means: 'The id or the reference stands for something else already.',
    next: 'Use a new one, or look at what stands.',
  },
  alreadySucceeded: {
    means: 'Another party already has the rights and debts of this one.',
    next: 'Record the change on the successor.',
  },
  amountInGap: {
    means: 'The RIS amount of that day is not known: its index step was not found, and nothing is guessed.',
    next: 'Import the published row for the days named, then determine again.',
  },
  amountYearUnknown: {
    means: 'Only the monthly amount of that day is published, and counted resources need the yearly one.',
    next: 'Import the yearly amount, or the base and coefficient of that day.',
  },
  ceilingExceeded: {
    means: 'The amount is above the ceiling of the official’s mandate.',
    next: 'Ask an official whose mandate reaches that far.',
  },
  clockBehind: {
    means: 'The clock of this node is more than five seconds behind the last stamp of the log.',
    next: 'Set the clock right; nothing is stamped until then.',
  },
  decisionAlreadyEnded: {
    means: 'No decision stands on the day from which it is withdrawn.',
    next: 'Check the date, or send the form B first.',
  },
  decisionNotFound: {
    means: 'The file has no decision, refusal or withdrawal that the form refers to.',
    next: 'Check file number, opening CPAS and dates.',
  },
  dueMoved: {
    means: 'What is due is no longer what the run was proposed with; the details have both totals.',
    next: 'Propose the run again; another official approves what it comes to now.',
  },
  idempotencyKeyReused: {
    means: 'The same reference or key was used before with other content.',
    next: 'Send the corrected content under a new reference.',
  },
  invalidState: {
    means: 'What is asked does not fit what stands; the details say which part.',
    next: 'Look at the details, correct, and ask again.',
  },
  lineNeverDetermined: {
    means: 'The month of the recovery was never determined, so there is nothing to recover from.',
    next: 'Check the reference month, or send the form B that it belongs to.',
  },
  mandateMissing: {
    means: 'The official holds no mandate for this act on the day of acting.',
    next: 'Ask an official who does, or propose a mandate.',
  },
  nisCodeNotValid: {
    means: 'The NIS code, or the CPAS behind it, was not valid for the month or day concerned.',
    next: 'Use the code of that month; a successor may send forms for its predecessors.',
  },
  notYetEffective: {
    means: 'The day from which this can be recorded has not come.',
    next: 'Ask again on the day named.',
  },
  overtaken: {
    means:
      'Something else has acted on the dossier first: a later line of the same file, or what came after a preview.',
    next: 'Look at what stands; send it again under a new reference, or propose a new preview, if it should hold.',
  },
  partyEnded: {
    means: 'The party has ended: another one has its rights and debts.',
    next: 'Name the successor.',
  },
  partyUnknown: {
    means: 'No party with this code or id is known.',
    next: 'Check the code and the day, or register the party.',
  },
  proposalUnknown: {
    means: 'There is no such proposal that waits for a confirmation.',
    next: 'List what waits: flows proposals.',
  },
  recoveryAboveGranted: {
    means: 'More would be recovered of the month than was granted at that rate.',
    next: 'Check amount, type and month.',
  },
  ruleGap: {
    means: 'No row of this rule is in force on that day.',
    next: 'Import the row; nothing is assumed.',
  },
  ruleOverlap: {
    means: 'Two rows of one rule hold on the same day.',
    next: 'End the first row before the second begins.',
  },
  runAlreadyStarted: {
    means: 'The cut of this month, or of a later one, is made.',
    next: 'What comes now goes to the next run.',
  },
  sameOfficial: {
    means: 'Whoever proposed cannot confirm: it takes two officials.',
    next: 'Ask another official with the mandate.',
  },
  schemeUnknown: {
    means: 'This release knows no such scheme.',
    next: 'Check the code of the scheme.',
  },
  shareMissing: {
    means: 'The CPAS has no confirmed share for the year.',
    next: 'Import and confirm the share of that year.',
  },
  staleVersion: {
    means: 'Others changed it meanwhile.',
    next: 'Read it again and decide anew.',
  },
};
