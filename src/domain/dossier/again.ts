import { Rejection } from '../rejection.js';
import type { Rules } from '../rules.js';
import { lineKeyText } from '../statements/item.js';
import { addMonths, later } from '../time.js';
import type { YearMonth } from '../time.js';
import type { ApprovedLine, ApprovedMonth, RedetermineMonths } from './commands.js';
import { determineMonth } from './determine.js';
import { firstMonthOf } from './due.js';
import type { LineDetermined } from './events.js';
import { checkMandate } from './form.js';
import { grantOf, sameAmounts } from './grant-runs.js';
import { grantLine, heldGrant } from './line.js';
import type { Cause } from './line.js';
import { recoverableBeforeLog, recoverableOf, recoveryLines } from './recovery.js';
import type { DossierState, OpenDossier } from './state.js';
import { lastSentOf } from './timeline.js';

/**
 * The next versions of months that two officials approved. A month is one piece, its grant with its recoveries: where it comes out
 * otherwise than approved (a form has changed it since, or another rule was confirmed), nothing of it is recorded. Refused as
 * `overtaken` where that is so of every month.
 */
export function determineAgain(
  command: RedetermineMonths,
  state: DossierState,
  rules: Rules,
): readonly LineDetermined[] {
  checkMandate(rules, { officialId: command.by, role: 'runManager', on: command.on });
  const { redeterminationId, dossierId, months } = command;
  if (!rules.mayRedetermine(redeterminationId)) {
    throw new Rejection('proposalUnknown', { proposalId: redeterminationId });
  }
  if (state.status === 'none') throw new Rejection('decisionNotFound', { dossierId });
  const lines = months.flatMap((approved) => linesAsApproved(state, approved, rules));
  if (lines.length > 0) return lines;
  throw new Rejection('overtaken', { dossierId, months: months.map((approved) => approved.month) });
}

function linesAsApproved(
  dossier: OpenDossier,
  { month, lines: approved }: ApprovedMonth,
  rules: Rules,
): readonly LineDetermined[] {
  const lines = linesOrNone(dossier, month, rules);
  const asApproved =
    lines.length === approved.length && lines.every((line, index) => isApproved(line, approved[index]));
  return asApproved ? lines : [];
}

function linesOrNone(dossier: OpenDossier, month: YearMonth, rules: Rules): readonly LineDetermined[] {
  try {
    return monthAgain(dossier, month, rules);
  } catch (error) {
    if (error instanceof Rejection) return [];
    throw error;
  }
}

const isApproved = ({ data }: LineDetermined, approved: ApprovedLine | undefined): boolean =>
  approved !== undefined &&
  approved.lineKey === lineKeyText(data.line) &&
  approved.replacesVersion === data.replacesVersion &&
  sameAmounts(approved.articles, data.articles);

/**
 * The lines of a determined month that come out otherwise under these rules: the grant, then its recoveries, which follow it; of a month
 * from before the log the recoveries alone. None where the month says the same. Throws what {@link determineMonth} throws.
 */
export function monthAgain(dossier: OpenDossier, month: YearMonth, rules: Rules): readonly LineDetermined[] {
  const claims = dossier.recoveries.filter((one) => one.referenceMonth === month);
  if (month < firstMonthOf(rules)) {
    return claims.flatMap((claim) => {
      const { form } = claim;
      const cause: Cause = {
        cause: 'redetermination',
        form,
        decidedOn: null,
        notifiedOn: form.sendingDate,
      };
      const recoverable = recoverableBeforeLog(rules, dossier, claim);
      return recoveryLines([claim], recoverable, { dossier, rules, cause, beforeLog: true });
    });
  }
  const [held, entry] = [grantOf(dossier.grants, month), lastSentOf(dossier.timeline, month)];
  if (held === undefined || entry === undefined) return [];
  const { form, decidedOn, notifiedOn } = entry;
  const cause: Cause = { cause: 'redetermination', form, decidedOn, notifiedOn };
  const determination = determineMonth(dossier, month, rules);
  const line = grantLine(dossier, month, determination, { held, namesOthers: false, cause });
  if (line === undefined) return [];
  const followed: Cause = { ...cause, decidedOn: null, notifiedOn: form.sendingDate };
  const recoverable = recoverableOf(heldGrant(line.data).articles);
  const context = { dossier, rules, cause: followed, beforeLog: false };
  return [line, ...recoveryLines(claims, recoverable, context)];
}

/** Months with a line, within bounds: those of its grants, and those from before the log of which something was recovered. */
export function determinedMonths(
  { grants, recoveries }: OpenDossier,
  { from, to }: { readonly from: YearMonth | null; readonly to: YearMonth | null },
): readonly YearMonth[] {
  const months = new Set<YearMonth>();
  for (const run of grants) {
    for (let month = later(run.from, from ?? run.from); month <= run.to; month = addMonths(month, 1)) {
      months.add(month);
    }
  }
  for (const { referenceMonth } of recoveries) months.add(referenceMonth);
  const isWithin = (month: YearMonth): boolean =>
    (from === null || from <= month) && (to === null || month <= to);
  return [...months].filter(isWithin).sort();
}
