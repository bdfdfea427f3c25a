import { ZERO, plus, sum } from '../money.js';
import type { Cents } from '../money.js';
import { Rejection } from '../rejection.js';
import type { Rules } from '../rules.js';
import { lastDayOf } from '../time.js';
import type { RecordRecovery } from './commands.js';
import { firstMonthOf } from './due.js';
import type { DossierEvent, LineDetermined } from './events.js';
import { checkForm, openDossier } from './form.js';
import { grantOf } from './grant-runs.js';
import type { Cause } from './line.js';
import { CODE_OF_TYPE, isSameKey, recoverableBeforeLog, recoverableOf, recoveryLines } from './recovery.js';
import type { RecoverableTerm, RecoveryClaim } from './recovery.js';
import type { DossierState, OpenDossier } from './state.js';

/**
 * Form D: the State takes its share of what the CPAS recovered, at the rates of the reference month. The key is booking month and
 * number: sent again it replaces, also where it now names another reference month.
 */
export function recordRecovery(
  command: RecordRecovery,
  state: DossierState,
  rules: Rules,
): readonly DossierEvent[] {
  const { referenceMonth, form } = command;
  checkForm(command, rules, lastDayOf(referenceMonth));
  if (state.status === 'none' && referenceMonth >= firstMonthOf(rules)) throw neverDetermined(command);
  const { dossier, opening } = openDossier(command, state);
  const { bookingMonth, number, recoveryType, beneficiaries } = command;
  const claim: RecoveryClaim = {
    referenceMonth,
    bookingMonth,
    number,
    recoveryType,
    recovered: command.amount,
    beneficiaries,
  };
  const cause: Cause = { cause: 'recovery', form, decidedOn: null, notifiedOn: form.sendingDate };
  const context: Context = { dossier, rules, cause };
  const moved = dossier.recoveries
    .filter((one) => isMovedBy(claim, one))
    .flatMap((one) => linesWith({ ...one, recovered: ZERO }, context));
  const lines = [...moved, ...linesWith(claim, context)];
  return lines.length === 0 ? [] : [...opening, ...lines];
}

interface Context {
  readonly dossier: OpenDossier;
  readonly rules: Rules;
  readonly cause: Cause;
}

/** A recovery of the same key for another month, which the new form takes back. */
const isMovedBy = (claim: RecoveryClaim, one: RecoveryClaim): boolean =>
  one.bookingMonth === claim.bookingMonth &&
  one.number === claim.number &&
  one.referenceMonth !== claim.referenceMonth &&
  one.recovered !== ZERO;

/** The recoveries of a month with this claim in place of the one of its key. */
function linesWith(claim: RecoveryClaim, context: Context): readonly LineDetermined[] {
  const { dossier, rules } = context;
  const { referenceMonth } = claim;
  if (referenceMonth < firstMonthOf(rules)) {
    const recoverable = recoverableBeforeLog(rules, dossier, claim);
    return recoveryLines([claim], recoverable, { ...context, beforeLog: true });
  }
  const grant = grantOf(dossier.grants, referenceMonth);
  if (grant === undefined) throw neverDetermined(claim);
  const others = dossier.recoveries.filter(
    (one) => one.referenceMonth === referenceMonth && !isSameKey(one, claim),
  );
  const recoverable = recoverableOf(grant.articles);
  checkGranted(claim, others, recoverable);
  return recoveryLines([...others, claim], recoverable, { ...context, beforeLog: false });
}

/** Not more than the month grants on the article of the type, nor than it grants at all. */
function checkGranted(
  claim: RecoveryClaim,
  others: readonly RecoveryClaim[],
  recoverable: readonly RecoverableTerm[],
): void {
  const ofType = recoverable.filter((one) => one.term.code === CODE_OF_TYPE[claim.recoveryType]);
  const sameType = others.filter((one) => one.recoveryType === claim.recoveryType);
  const limits = [
    { granted: grantedBy(ofType), before: recoveredBy(sameType) },
    { granted: grantedBy(recoverable), before: recoveredBy(others) },
  ];
  for (const { granted, before } of limits) {
    if (claim.recovered !== ZERO && plus(before, claim.recovered) > granted) {
      throw new Rejection('recoveryAboveGranted', {
        referenceMonth: claim.referenceMonth,
        recoveryType: claim.recoveryType,
        granted,
        alreadyRecovered: before,
        recovered: claim.recovered,
      });
    }
  }
}

const grantedBy = (terms: readonly RecoverableTerm[]): Cents => sum(terms.map((one) => one.granted ?? ZERO));
const recoveredBy = (claims: readonly RecoveryClaim[]): Cents => sum(claims.map((one) => one.recovered));

const neverDetermined = ({ referenceMonth }: Pick<RecoveryClaim, 'referenceMonth'>): Rejection =>
  new Rejection('lineNeverDetermined', { referenceMonth });
