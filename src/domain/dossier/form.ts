import type { OfficialId, PartyId } from '../ids.js';
import { Rejection } from '../rejection.js';
import type { Rules } from '../rules.js';
import type { Day } from '../time.js';
import type { RecordDecision, RecordFormC, RecordRecovery } from './commands.js';
import type { DossierOpened } from './events.js';
import { evolve } from './evolve.js';
import type { DossierState, OpenDossier } from './state.js';

export type FormCommand = RecordDecision | RecordFormC | RecordRecovery;

/** Checks that all forms have alike: the official's mandate, and that the sender has the file's rights on the day it speaks of. */
export function checkForm(command: FormCommand, rules: Rules, on: Day): void {
  checkMandate(rules, { officialId: command.by, role: 'intake', on: command.on });
  checkSender(command, rules, on);
}

/**
 * A file that was interrupted, or is read by two nodes, comes to lines that it came to before. What they recorded is known by
 * its command id; what they did not (refused, or nothing to change) must not be decided anew after later lines of the file.
 */
export function checkOrder({ form }: FormCommand, state: DossierState): void {
  const last = state.status === 'open' ? (state.lastLines[form.submissionId] ?? 0) : 0;
  if (last > form.line) throw new Rejection('overtaken', { line: form.line, laterLine: last });
}

export function checkMandate(
  rules: Rules,
  {
    officialId,
    role,
    on,
  }: { readonly officialId: OfficialId; readonly role: 'intake' | 'runManager'; readonly on: Day },
): void {
  if (!rules.mandates.holds(officialId, role, on, 'RIS')) throw new Rejection('mandateMissing', { role });
}

/**
 * A form is sent by the CPAS that owned the file on the day it speaks of, or by any of its successors: a successor's late
 * form for an old month is right, a predecessor's for a month after its merger is not.
 */
function checkSender(command: FormCommand, rules: Rules, on: Day): void {
  const { cpasId } = command.file;
  if (rules.parties.find(cpasId)?.kind !== 'cpas') throw new Rejection('partyUnknown', { partyId: cpasId });
  let owner: PartyId | undefined = rules.parties.ownerOn(cpasId, on);
  while (owner !== undefined && owner !== command.form.senderId) {
    owner = rules.parties.find(owner)?.succession?.successorId;
  }
  if (owner === undefined) {
    throw new Rejection('nisCodeNotValid', { senderId: command.form.senderId, openedBy: cpasId, on });
  }
}

/** A decision cannot have been sent before it was taken. */
export function checkNotifiedAfterDecided({ decidedOn, form }: RecordDecision | RecordFormC): void {
  if (decidedOn > form.sendingDate) {
    throw new Rejection('notYetEffective', { decidedOn, sendingDate: form.sendingDate });
  }
}

/** The dossier of a form, and the fact that opens it where the form is its first. */
export function openDossier(
  command: FormCommand,
  state: DossierState,
): { readonly dossier: OpenDossier; readonly opening: readonly DossierOpened[] } {
  if (state.status === 'open') {
    if (state.cpasId !== command.file.cpasId) {
      throw new Rejection('invalidState', { dossierId: command.dossierId, openedBy: state.cpasId });
    }
    return { dossier: state, opening: [] };
  }
  const { dossierId, file } = command;
  const opening: DossierOpened = { type: 'DossierOpened', data: { dossierId, scheme: 'RIS', ...file } };
  return { dossier: evolveOpen(state, opening), opening: [opening] };
}

/** The state after a fact, of a dossier that is open then. */
export function evolveOpen(state: DossierState, event: Parameters<typeof evolve>[1]): OpenDossier {
  const next = evolve(state, event);
  if (next.status === 'none') throw new Error('a dossier is open after any of its facts');
  return next;
}
