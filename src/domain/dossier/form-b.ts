import type { Rules } from '../rules.js';
import { same } from '../same.js';
import { earlier } from '../time.js';
import type { RecordDecision } from './commands.js';
import type { DecisionRecorded, DossierEvent } from './events.js';
import { checkForm, checkNotifiedAfterDecided, evolveOpen, openDossier } from './form.js';
import { redetermineMonths } from './redetermine.js';
import type { DossierState, StandingDecision } from './state.js';
import { changedDays, decisionAt, standingOn } from './timeline.js';

/** Form B. Nothing where the same decision stands already, whatever form it came on. */
export function recordDecision(
  command: RecordDecision,
  state: DossierState,
  rules: Rules,
): readonly DossierEvent[] {
  checkForm(command, rules, command.effectiveFrom);
  checkNotifiedAfterDecided(command);
  const { dossier, opening } = openDossier(command, state);
  const { effectiveFrom, decidedOn, form } = command;
  const replaced = decisionAt(dossier.timeline, effectiveFrom);
  const stands = standingOn(dossier.timeline, effectiveFrom) === replaced;
  if (replaced && stands && same(contentOf(replaced), contentOf(command))) return [];
  const recorded: DecisionRecorded = {
    type: 'DecisionRecorded',
    data: {
      dossierId: command.dossierId,
      form,
      ...contentOf(command),
      notifiedOn:
        replaced?.decidedOn === decidedOn ? earlier(replaced.notifiedOn, form.sendingDate) : form.sendingDate,
      replaces: replaced !== undefined,
    },
  };
  const after = evolveOpen(dossier, recorded);
  const cause = { cause: 'decision', form, decidedOn, notifiedOn: recorded.data.notifiedOn } as const;
  const changed = changedDays(after.timeline, [effectiveFrom]);
  return [...opening, recorded, ...redetermineMonths(dossier, after, { rules, changed, cause })];
}

type DecisionContent = Omit<StandingDecision, 'kind' | 'notifiedOn' | 'form'>;

const contentOf = (one: RecordDecision | StandingDecision): DecisionContent => ({
  effectiveFrom: one.effectiveFrom,
  decidedOn: one.decidedOn,
  category: one.category,
  resourcesYear: one.resourcesYear,
  foreignersRegister: one.foreignersRegister,
  formerlyHomeless: one.formerlyHomeless,
  piis: one.piis,
  claimedMonth: one.claimedMonth,
  beneficiaries: one.beneficiaries,
});
