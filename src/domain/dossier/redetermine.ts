import type { Rules } from '../rules.js';
import { same } from '../same.js';
import { addMonths } from '../time.js';
import type { YearMonth } from '../time.js';
import { determineMonth } from './determine.js';
import type { Beneficiary, LineDetermined } from './events.js';
import { grantLine, heldGrant } from './line.js';
import type { Cause } from './line.js';
import { recoverableOf, recoveryLines } from './recovery.js';
import type { GrantRun, OpenDossier } from './state.js';
import { decisionOf, touches } from './timeline.js';
import type { ChangedDays } from './timeline.js';

/**
 * The next versions of the months that were already determined and that a form touched: each grant whose result or beneficiaries change, and
 * the recoveries of its month, which follow it. Months without a line are left to the next run.
 * Throws what {@link determineMonth} throws: then the form is refused as a whole.
 */
export function redetermineMonths(
  before: OpenDossier,
  after: OpenDossier,
  context: Context,
): readonly LineDetermined[] {
  return after.grants.flatMap((run) => redetermineRun({ before, after }, run, context));
}

interface Context {
  readonly rules: Rules;
  readonly changed: ChangedDays;
  readonly cause: Cause;
}

function redetermineRun(
  { before, after }: { readonly before: OpenDossier; readonly after: OpenDossier },
  held: GrantRun,
  { rules, changed, cause }: Context,
): readonly LineDetermined[] {
  const lines: LineDetermined[] = [];
  for (let month = held.from; month <= held.to; month = addMonths(month, 1)) {
    if (!touches(changed, month)) continue;
    const determination = determineMonth(after, month, rules);
    const namesOthers = !same(beneficiariesOf(before, month), beneficiariesOf(after, month));
    const line = grantLine(after, month, determination, { held, namesOthers, cause });
    if (line === undefined) continue;
    const claims = after.recoveries.filter((one) => one.referenceMonth === month);
    const recoverable = recoverableOf(heldGrant(line.data).articles);
    const followed: Cause = { ...cause, decidedOn: null, notifiedOn: cause.form.sendingDate };
    lines.push(
      line,
      ...recoveryLines(claims, recoverable, { dossier: after, rules, cause: followed, beforeLog: false }),
    );
  }
  return lines;
}

const beneficiariesOf = (dossier: OpenDossier, month: YearMonth): readonly Beneficiary[] =>
  decisionOf(dossier.timeline, month)?.beneficiaries ?? [];
