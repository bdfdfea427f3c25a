import { Rejection } from '../rejection.js';
import type { Rules } from '../rules.js';
import { addMonths, later, monthOf } from '../time.js';
import type { YearMonth } from '../time.js';
import type { DetermineDue } from './commands.js';
import { determineMonth } from './determine.js';
import type { LineDetermined } from './events.js';
import { checkMandate } from './form.js';
import { grantLine } from './line.js';
import type { Cause } from './line.js';
import type { DossierState, OpenDossier } from './state.js';
import { lastSentOf, piecesOf } from './timeline.js';

/**
 * The first versions of all months that are over, have a decision standing and no line. A month for which a rule or the share
 * is missing does not hold up the others: it stays undetermined and is tried again at every run. Where no month
 * could be determined, the refusal names the first reason and every month that waits.
 */
export function determineDue(
  command: DetermineDue,
  state: DossierState,
  rules: Rules,
): readonly LineDetermined[] {
  checkMandate(rules, { officialId: command.by, role: 'runManager', on: command.on });
  if (command.through >= monthOf(command.on)) {
    throw new Rejection('notYetEffective', { through: command.through, on: command.on });
  }
  if (state.status === 'none') throw new Rejection('decisionNotFound', { dossierId: command.dossierId });
  const lines: LineDetermined[] = [];
  const refused: { readonly month: YearMonth; readonly reason: Rejection }[] = [];
  for (const month of undeterminedMonths(state, command.through, rules)) {
    try {
      lines.push(...firstVersion(state, month, rules));
    } catch (error) {
      if (!(error instanceof Rejection)) throw error;
      refused.push({ month, reason: error });
    }
  }
  const [first] = refused;
  if (lines.length > 0 || first === undefined) return lines;
  const months = refused.map((one) => one.month);
  throw new Rejection(first.reason.code, { ...first.reason.details, months });
}

function firstVersion(dossier: OpenDossier, month: YearMonth, rules: Rules): readonly LineDetermined[] {
  const entry = lastSentOf(dossier.timeline, month);
  if (entry === undefined) return [];
  const cause: Cause = {
    cause: 'due',
    form: entry.form,
    decidedOn: entry.decidedOn,
    notifiedOn: entry.notifiedOn,
  };
  const determination = determineMonth(dossier, month, rules);
  const line = grantLine(dossier, month, determination, { held: undefined, namesOthers: false, cause });
  return line ? [line] : [];
}

/** The first month that this log determines: that of its opening. What came before was settled elsewhere. */
export const firstMonthOf = (rules: Rules): YearMonth => monthOf(rules.openedOn);

/** Months up to `through` on some day of which a decision stands and which have no line yet. */
export function undeterminedMonths(
  dossier: OpenDossier,
  through: YearMonth,
  rules: Rules,
): readonly YearMonth[] {
  const [first] = dossier.timeline;
  if (first === undefined) return [];
  const months: YearMonth[] = [];
  let month = later(firstMonthOf(rules), monthOf(first.effectiveFrom));
  for (const run of [...dossier.grants, undefined]) {
    const end = run === undefined || run.from > through ? addMonths(through, 1) : run.from;
    for (; month < end; month = addMonths(month, 1)) {
      if (piecesOf(dossier.timeline, month).length > 0) months.push(month);
    }
    if (run !== undefined) month = later(month, addMonths(run.to, 1));
  }
  return months;
}
