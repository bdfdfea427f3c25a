import type { Command } from 'commander';
import {
  lostByLateness,
  openTotals,
  refusedByReason,
  staleLines,
} from '../../projections/statements/query.js';
import { atField } from '../domain/rejection.js';
import { brusselsDay, instant } from '../domain/time.js';
import { inSession } from './door.js';
import type { Door, Flows } from './door.js';
import { labelOf, partyAsked } from './parties.js';

const STORE = 'statements';

/** What is open, lost, stale or refused. */
export function registerFindings(program: Command, door: Door): void {
  registerMoney(program, door);
  registerRules(program, door);
}

/** Money that is on its way, or lost. */
function registerMoney(program: Command, door: Door): void {
  program
    .command('open-items')
    .description('what is determined and on no statement yet, by CPAS')
    .action((_options: object, command: Command) =>
      inSession(door, command, { write: false }, async (session) => {
        const rows = session.flows.engine.read(STORE, openTotals);
        session.output.rows(
          rows.map((row) => ({ ...labeled(session.flows, row.cpasId), ...row })),
          ['cpas', 'fund', 'items', 'net'],
        );
      }),
    );
  program
    .command('lost')
    .description('gross lost because a form came late, by CPAS')
    .action((_options: object, command: Command) =>
      inSession(door, command, { write: false }, async (session) => {
        const rows = session.flows.engine.read(STORE, lostByLateness);
        session.output.rows(
          rows.map((row) => ({ ...labeled(session.flows, row.cpasId), ...row })),
          ['cpas', 'lines', 'gross'],
        );
      }),
    );
}

function registerRules(program: Command, door: Door): void {
  program
    .command('stale')
    .description('determinations that did not know a rule, share or succession confirmed before them')
    .option('--nis <code>', 'one CPAS, by NIS code or party id')
    .action((options: { nis?: string }, command: Command) =>
      inSession(door, command, { write: false }, async ({ flows, output }) => {
        const cpas = options.nis === undefined ? undefined : partyAsked(flows, options.nis);
        const rows = flows.engine.read(STORE, (store) => staleLines(store, cpas));
        output.rows(rows, [
          'sequence',
          'cpasId',
          'dossierId',
          'lineKey',
          'version',
          'ruleId',
          'knownThrough',
          'latestSequence',
          'replaced',
        ]);
      }),
    );
  program
    .command('refused')
    .description('refused lines of submissions, by reason')
    .option('--from <moment>', 'received from', '2000-01-01T00:00:00.000Z')
    .option('--until <moment>', 'received until', '9999-12-31T23:59:59.999Z')
    .action((options: { from: string; until: string }, command: Command) =>
      inSession(door, command, { write: false }, async ({ flows, output }) => {
        const received = {
          from: atField('--from', () => instant(options.from)),
          until: atField('--until', () => instant(options.until)),
        };
        output.rows(
          flows.engine.read(STORE, (store) => refusedByReason(store, received)),
          ['code', 'field', 'lines'],
        );
      }),
    );
}

const labeled = (flows: Flows, id: string): { readonly cpas: string } => ({
  cpas: labelOf(flows, id, brusselsDay(flows.clock.now())),
});
