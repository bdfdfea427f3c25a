import { unreachable } from '../decider.js';
import type { Decider } from '../decider.js';
import type { Rules } from '../rules.js';
import { determineAgain } from './again.js';
import type { DossierCommand } from './commands.js';
import { determineDue } from './due.js';
import type { DossierEvent } from './events.js';
import { evolve } from './evolve.js';
import { checkOrder } from './form.js';
import { recordDecision } from './form-b.js';
import { recordFormC } from './form-c.js';
import { recordRecovery } from './form-d.js';
import type { DossierState } from './state.js';

/**
 * What a file is entitled to and what was determined of it. Forms B and C make a timeline of standing decisions; months fall due
 * from it, one line each; forms D recover. A form that changes what was already determined replaces those lines in the same
 * append, each with its difference. `docs/determination.md` has the rules with an example.
 */
export const dossier: Decider<DossierState, DossierCommand, DossierEvent, Rules> = {
  version: 3,
  initial: { status: 'none' },
  streamOf: (command) => `dossier-${command.dossierId}`,
  decide(command, state, rules) {
    if ('form' in command) checkOrder(command, state);
    switch (command.type) {
      case 'RecordDecision':
        return recordDecision(command, state, rules);
      case 'RecordFormC':
        return recordFormC(command, state, rules);
      case 'RecordRecovery':
        return recordRecovery(command, state, rules);
      case 'DetermineDue':
        return determineDue(command, state, rules);
      case 'RedetermineMonths':
        return determineAgain(command, state, rules);
      default:
        return unreachable(command);
    }
  },
  evolve,
};
