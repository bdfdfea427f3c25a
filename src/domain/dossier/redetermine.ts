import type { Rules } from '../rules.js';
import { addMonths } from '../time.js';
import { determineMonth } from './determine.js';
import type { LineDetermined } from './events.js';
import { grantLine, heldGrant } from './line.js';
import type { Cause } from './line.js';
import { recoverableOf, recoveryLines } from './recovery.js';
import type { GrantRun, OpenDossier } from './state.js';
import { touches } from './timeline.js';
import type { ChangedDays } from './timeline.js';

/**
 * The next versions of the months that were already determined and that a form touched: each grant whose result changes, and
 * the recoveries of its month, which follow it. Months without a line are left to the next run.
 * Throws what {@link determineMonth} throws: then the form is refused as a whole.
 */
export function redetermineMonths(
  dossier: OpenDossier,
  changed: ChangedDays,
  context: { readonly rules: Rules; readonly cause: Cause },
): readonly LineDetermined[] {
  return dossier.grants.flatMap((run) => redetermineRun(dossier, run, { ...context, changed }));
}

function redetermineRun(
  dossier: OpenDossier,
  held: GrantRun,
  context: { readonly rules: Rules; readonly cause: Cause; readonly changed: ChangedDays },
): readonly LineDetermined[] {
  const lines: LineDetermined[] = [];
  for (let month = held.from; month <= held.to; month = addMonths(month, 1)) {
    if (!touches(context.changed, month)) continue;
    const determination = determineMonth(dossier, month, context.rules);
    const line = grantLine(dossier, month, determination, { held, cause: context.cause });
    if (line === undefined) continue;
    const claims = dossier.recoveries.filter((one) => one.referenceMonth === month);
    const recoverable = recoverableOf(heldGrant(line.data).articles);
    const cause: Cause = { ...context.cause, decidedOn: null, notifiedOn: context.cause.form.sendingDate };
    lines.push(
      line,
      ...recoveryLines(claims, recoverable, { dossier, rules: context.rules, cause, beforeLog: false }),
    );
  }
  return lines;
}
