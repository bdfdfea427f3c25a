import { Rejection } from '../rejection.js';
import type { Rules } from '../rules.js';
import type { Day } from '../time.js';
import type { FormCAct, RecordFormC } from './commands.js';
import type { DecisionWithdrawn, DossierEvent, FormCRegularized, RequestRefused } from './events.js';
import { checkForm, checkNotifiedAfterDecided, evolveOpen, openDossier } from './form.js';
import { redetermineMonths } from './redetermine.js';
import type { DossierState, OpenDossier } from './state.js';
import { changedDays, standingOn, withdrawalAt, without } from './timeline.js';

/** Form C: a refusal moves no money and may open a file; a withdrawal needs a decision that stands; a regularization its form C. */
export function recordFormC(
  command: RecordFormC,
  state: DossierState,
  rules: Rules,
): readonly DossierEvent[] {
  const { act } = command;
  checkForm(
    command,
    rules,
    act.kind === 'regularization' ? (act.effectiveFrom ?? act.regularizes) : act.effectiveFrom,
  );
  checkNotifiedAfterDecided(command);
  if (act.kind === 'refusal') return refuse(command, act, state);
  if (state.status === 'none') throw new Rejection('decisionNotFound', { dossierId: command.dossierId });
  const { dossier } = openDossier(command, state);
  return act.kind === 'withdrawal'
    ? withdraw(command, act.effectiveFrom, { dossier, rules })
    : regularize(command, act, { dossier, rules });
}

function refuse(
  command: RecordFormC,
  { effectiveFrom, beneficiaries }: Extract<FormCAct, { kind: 'refusal' }>,
  state: DossierState,
): readonly DossierEvent[] {
  const { dossier, opening } = openDossier(command, state);
  const { dossierId, form, decidedOn } = command;
  const known = dossier.refusals.find((one) => one.effectiveFrom === effectiveFrom);
  if (known?.decidedOn === decidedOn) return [];
  const refused: RequestRefused = {
    type: 'RequestRefused',
    data: { dossierId, form, effectiveFrom, decidedOn, beneficiaries },
  };
  return [...opening, refused];
}

interface Context {
  readonly dossier: OpenDossier;
  readonly rules: Rules;
}

function withdraw(command: RecordFormC, effectiveFrom: Day, context: Context): readonly DossierEvent[] {
  const { dossierId, form, decidedOn } = command;
  const { timeline } = context.dossier;
  const standing = standingOn(timeline, effectiveFrom);
  const isRestated = standing?.kind === 'withdrawal' && standing.effectiveFrom === effectiveFrom;
  if (isRestated && standing.decidedOn === decidedOn) return [];
  if (!isRestated) checkDecisionStands(standing?.kind, dossierId, effectiveFrom);
  const withdrawn: DecisionWithdrawn = {
    type: 'DecisionWithdrawn',
    data: { dossierId, form, effectiveFrom, decidedOn },
  };
  return withRedetermined(command, withdrawn, { ...context, dates: [effectiveFrom] });
}

function checkDecisionStands(
  standing: 'decision' | 'withdrawal' | undefined,
  dossierId: string,
  effectiveFrom: Day,
): void {
  if (standing === undefined) throw new Rejection('decisionNotFound', { dossierId, effectiveFrom });
  if (standing === 'withdrawal') throw new Rejection('decisionAlreadyEnded', { dossierId, effectiveFrom });
}

function regularize(
  command: RecordFormC,
  act: Extract<FormCAct, { kind: 'regularization' }>,
  context: Context,
): readonly DossierEvent[] {
  const { dossierId, form, decidedOn } = command;
  const { timeline, refusals } = context.dossier;
  const { of, regularizes, effectiveFrom } = act;
  const earlierForm =
    of === 'refusal'
      ? refusals.find((one) => one.effectiveFrom === regularizes)
      : withdrawalAt(timeline, regularizes);
  if (earlierForm === undefined) throw new Rejection('decisionNotFound', { dossierId, regularizes });
  if (effectiveFrom === regularizes && earlierForm.decidedOn === decidedOn) return [];
  if (of === 'withdrawal' && effectiveFrom !== null) {
    const rest = without(without(timeline, 'withdrawal', regularizes), 'withdrawal', effectiveFrom);
    checkDecisionStands(standingOn(rest, effectiveFrom)?.kind, dossierId, effectiveFrom);
  }
  const regularized: FormCRegularized = {
    type: 'FormCRegularized',
    data: { dossierId, form, of, regularizes, effectiveFrom, decidedOn },
  };
  if (of === 'refusal') return [regularized];
  return withRedetermined(command, regularized, {
    ...context,
    dates: effectiveFrom === null ? [regularizes] : [regularizes, effectiveFrom],
  });
}

/** The fact of a form C, and the lines that it changes. */
function withRedetermined(
  { form, decidedOn }: RecordFormC,
  event: DecisionWithdrawn | FormCRegularized,
  { dossier, rules, dates }: Context & { readonly dates: readonly [Day, ...Day[]] },
): readonly DossierEvent[] {
  const after = evolveOpen(dossier, event);
  const cause = { cause: 'withdrawal', form, decidedOn, notifiedOn: form.sendingDate } as const;
  return [
    event,
    ...redetermineMonths(dossier, after, { rules, changed: changedDays(after.timeline, dates), cause }),
  ];
}
