import type { Command } from 'commander';
import { confirmProposal, pendingOf } from '../engine/acts.js';
import { inSession } from './door.js';
import type { Door } from './door.js';
import { confirmRun } from './month-run.js';
import { showProposal } from './proposals.js';
import { approveAndRun } from './redetermination.js';
import { showTally } from './tally.js';

/** `flows approve`: what one official proposed, another one confirms, and is shown it first as by `flows proposals show`. */
export function registerApprove(program: Command, door: Door): void {
  program
    .command('approve')
    .description(
      'shows and confirms what another official proposed: a mandate, a delegation, an account, a succession, rules, shares, a month run or a redetermination',
    )
    .argument('<id>', 'the proposal')
    .action((id: string, _options: object, command: Command) =>
      inSession(door, command, { write: true }, async (session) => {
        const { flows, output, acting } = session;
        const [first] = pendingOf(flows.engine, id);
        // A program is given one document, which is the answer.
        if (output.format === 'table') {
          await showProposal(session, id);
          output.text();
        }
        if (first?.kind === 'statementRun') await confirmRun(session, id, first.key);
        else if (first?.kind === 'redetermination') await approveAndRun(session, id);
        else showTally(output, await confirmProposal(flows.engine, acting(), id), { proposalId: id });
      }),
    );
}
