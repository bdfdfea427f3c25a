/** Every reason for which a business rule refuses a command; spelled as the problem types that clients match on. */
export type RejectionCode =
  | 'alreadyConfirmed'
  | 'alreadyExists'
  | 'alreadySucceeded'
  | 'amountInGap'
  | 'amountYearUnknown'
  | 'ceilingExceeded'
  | 'clockBehind'
  | 'decisionAlreadyEnded'
  | 'decisionNotFound'
  | 'dueMoved'
  | 'idempotencyKeyReused'
  | 'invalidState'
  | 'lineNeverDetermined'
  | 'mandateMissing'
  | 'nisCodeNotValid'
  | 'notYetEffective'
  | 'overtaken'
  | 'partyEnded'
  | 'partyUnknown'
  | 'proposalUnknown'
  | 'recoveryAboveGranted'
  | 'ruleGap'
  | 'ruleOverlap'
  | 'runAlreadyStarted'
  | 'sameOfficial'
  | 'schemeUnknown'
  | 'shareMissing'
  | 'staleVersion';

/** Typed extra fields of a refusal: ids, amounts, days; never a person's data. */
export type Details = Readonly<Record<string, string | number | boolean | null | readonly string[]>>;

/** A business refusal. Nothing was recorded; the code is the contract, the text is for people. */
export class Rejection extends Error {
  override readonly name = 'Rejection';

  constructor(
    readonly code: RejectionCode,
    readonly details: Details = {},
  ) {
    super(`${code} ${JSON.stringify(details)}`);
  }
}

/** Input that is not well formed: names the field and the rule it broke. Refused at the edge, before any decision. */
export class Malformed extends Error {
  override readonly name = 'Malformed';

  constructor(
    readonly rule: string,
    readonly field = '',
  ) {
    super(field === '' ? rule : `${field}: ${rule}`);
  }
}

/** Runs a parser and names the field in the error it may throw. */
export function atField<T>(field: string, parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    throw new Malformed(error.rule, error.field === '' ? field : `${field}.${error.field}`);
  }
}
