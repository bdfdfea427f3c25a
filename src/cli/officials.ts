import type { Command } from 'commander';
import { Malformed, atField } from '../domain/rejection.js';
import { officialId } from '../domain/ids.js';
import type { Role } from '../domain/mandate/events.js';
import { proposeMandate } from '../engine/acts.js';
import { inSession } from './door.js';
import type { Door } from './door.js';
import { dayOption } from './parties.js';

const ROLES: readonly Role[] = [
  'administrator',
  'registrar',
  'ruleEditor',
  'shareEditor',
  'intake',
  'runManager',
  'auditor',
];

/** `flows official …`: who may do what. Names are in the directory, not in the log. */
export function registerOfficials(program: Command, door: Door): void {
  const official = program.command('official').description('officials and their mandates');
  official
    .command('mandate')
    .description('proposes a mandate; another administrator confirms it by `flows approve`')
    .argument('<official>', 'id of the official')
    .argument('<role>', ROLES.join(', '))
    .option('--scheme <codes...>', 'schemes; all where not given')
    .option('--from <day>', 'first day; today where not given')
    .option('--until <day>', 'last day; open where not given')
    .action((who: string, role: string, options: MandateOptions, command: Command) =>
      inSession(door, command, { write: true }, async ({ flows, output, acting }) => {
        const known = ROLES.find((one) => one === role);
        if (known === undefined) throw new Malformed(`must be one of ${ROLES.join(', ')}`, 'role');
        const act = acting();
        const { proposalId, answer } = await proposeMandate(flows.engine, act, {
          officialId: atField('official', () => officialId(who)),
          role: known,
          schemes: options.scheme ?? ['*'],
          validFrom: dayOption('--from', options.from, act.on),
          validUntil: options.until === undefined ? null : dayOption('--until', options.until, act.on),
        });
        output.record({
          proposalId,
          status: answer.status,
          next: `flows approve ${proposalId} --as ANOTHER`,
        });
      }),
    );
  official
    .command('name')
    .description('writes or corrects the name of an official in the directory')
    .argument('<official>')
    .argument('<name>')
    .action((who: string, name: string, _options: object, command: Command) =>
      inSession(door, command, { write: false }, async ({ flows, output }) => {
        const entry = { officialId: atField('official', () => officialId(who)), name };
        await flows.stores.directory.put(entry);
        output.record(entry);
      }),
    );
  official
    .command('list')
    .description('the directory')
    .action((_options: object, command: Command) =>
      inSession(door, command, { write: false }, async ({ flows, output }) => {
        output.rows(await flows.stores.directory.list(), ['officialId', 'name']);
      }),
    );
}

interface MandateOptions {
  readonly scheme?: readonly string[];
  readonly from?: string;
  readonly until?: string;
}
