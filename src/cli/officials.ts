import type { Command } from 'commander';
import { mandatesOfOfficial, mandatesOn } from '../../projections/reference/query.js';
import { Malformed, atField } from '../domain/rejection.js';
import { officialId } from '../domain/ids.js';
import { ROLES } from '../domain/mandate/events.js';
import type { Role } from '../domain/mandate/events.js';
import { centsFromEuro } from '../domain/money.js';
import type { Cents } from '../domain/money.js';
import type { HeldMandate } from '../domain/rules.js';
import { brusselsDay } from '../domain/time.js';
import { nameOfficial, proposeMandate } from '../engine/acts.js';
import type { Answer } from '../engine/command.js';
import { proposeDelegation, revokeDelegation, revokeMandate } from '../engine/mandate-acts.js';
import { asOfOption, clocksOf } from './clocks.js';
import type { ClockOptions } from './clocks.js';
import { inSession } from './door.js';
import type { Door } from './door.js';
import { dayOption } from './parties.js';

/** `flows official …`: who may do what. Names are in the directory, not in the log. */
export function registerOfficials(program: Command, door: Door): void {
  const official = program.command('official').description('officials and their mandates');
  registerMandate(official, door);
  registerDelegate(official, door);
  registerRevoke(official, door);
  registerName(official, door);
  registerList(official, door);
}

interface MandateOptions {
  readonly scheme?: readonly string[];
  readonly ceiling?: string;
  readonly from?: string;
  readonly until?: string;
}

function registerMandate(official: Command, door: Door): void {
  official
    .command('mandate')
    .description('proposes a mandate; another administrator confirms it by `flows approve`')
    .argument('<official>', 'id of the official')
    .argument('<role>', ROLES.join(', '))
    .option('--scheme <codes...>', 'schemes; all where not given')
    .option('--ceiling <euros>', 'most that one confirmation may move; none where not given')
    .option('--from <day>', 'first day; today where not given')
    .option('--until <day>', 'last day; open where not given')
    .action((who: string, role: string, options: MandateOptions, command: Command) =>
      inSession(door, command, { write: true }, async ({ flows, output, acting }) => {
        const act = acting();
        const { proposalId, answer } = await proposeMandate(flows.engine, act, {
          officialId: atField('official', () => officialId(who)),
          role: roleOf(role),
          schemes: options.scheme ?? ['*'],
          ceiling: ceilingOf(options.ceiling),
          validFrom: dayOption('--from', options.from, act.on),
          validUntil: options.until === undefined ? null : dayOption('--until', options.until, act.on),
        });
        output.record(proposed(proposalId, answer));
      }),
    );
}

function registerDelegate(official: Command, door: Door): void {
  official
    .command('delegate')
    .description('proposes that another official acts for you; an administrator confirms by `flows approve`')
    .argument('<delegate>', 'id of the official who is to act for you')
    .argument('<roles...>', 'roles that you hold')
    .requiredOption('--until <day>', 'last day')
    .option('--from <day>', 'first day; today where not given')
    .option('--scheme <codes...>', 'schemes; yours where not given')
    .option('--ceiling <euros>', 'not above your own, which holds where not given')
    .action(
      (
        who: string,
        roles: readonly string[],
        options: MandateOptions & { readonly until: string },
        command: Command,
      ) =>
        inSession(door, command, { write: true }, async ({ flows, output, acting }) => {
          const act = acting();
          const { proposalId, answer } = await proposeDelegation(flows.engine, act, {
            delegateId: atField('delegate', () => officialId(who)),
            roles: roles.map(roleOf),
            schemes: options.scheme ?? ['*'],
            ceiling: ceilingOf(options.ceiling),
            validFrom: dayOption('--from', options.from, act.on),
            validUntil: dayOption('--until', options.until, act.on),
          });
          output.record(proposed(proposalId, answer));
        }),
    );
}

interface RevokeOptions {
  readonly role?: string;
  readonly delegation?: string;
  readonly from?: string;
  readonly reason: string;
}

function registerRevoke(official: Command, door: Door): void {
  official
    .command('revoke')
    .description(
      'takes a role or a delegation away, at once: one administrator, or the holder of a delegation',
    )
    .argument('<official>', 'whose role, or who delegated')
    .option('--role <role>', ROLES.join(', '))
    .option('--delegation <id>', 'proposal of the delegation')
    .option('--from <day>', 'first day without it; today where not given')
    .requiredOption('--reason <text>', 'why; no personal data')
    .action((who: string, options: RevokeOptions, command: Command) =>
      inSession(door, command, { write: true }, async ({ flows, output, acting }) => {
        const act = acting();
        const { role, delegation: proposalId, reason } = options;
        const revocation = {
          officialId: atField('official', () => officialId(who)),
          from: dayOption('--from', options.from, act.on),
          reason,
        };
        if ((role === undefined) === (proposalId === undefined)) {
          throw new Malformed('either a role or a delegation is named', '--role');
        }
        const answer =
          proposalId === undefined
            ? await revokeMandate(flows.engine, act, { ...revocation, role: roleOf(role ?? '') })
            : await revokeDelegation(flows.engine, act, { ...revocation, proposalId });
        output.record({ status: answer.status, ...revocation });
      }),
    );
}

function registerName(official: Command, door: Door): void {
  official
    .command('name')
    .description(
      'writes or corrects the name of an official in the directory; the log records who did, not the name',
    )
    .argument('<official>')
    .argument('<name>')
    .action((who: string, name: string, _options: object, command: Command) =>
      inSession(door, command, { write: true }, async ({ flows, output, acting }) => {
        const entry = { officialId: atField('official', () => officialId(who)), name };
        await nameOfficial(flows.engine, flows.stores.directory, acting(), entry);
        output.record(entry);
      }),
    );
}

/** Everybody in the directory, and everybody with a mandate on the day; a line for each mandate. */
function registerList(official: Command, door: Door): void {
  const list = official
    .command('list')
    .description('who may do what on a day: the directory, mandates and delegations')
    .argument('[official]', 'one official, with all that was recorded about their mandates');
  clocksOf(list).action((who: string | undefined, options: ClockOptions, command: Command) =>
    inSession(door, command, { write: false }, async ({ flows, output }) => {
      const asOfSequence = asOfOption(flows, 'reference', options);
      const on = dayOption('--valid-on', options.validOn, brusselsDay(flows.clock.now()));
      const moment = { on, asOfSequence };
      if (who !== undefined) {
        const id = atField('official', () => officialId(who));
        const one = flows.engine.read('reference', (store) => mandatesOfOfficial(store, id, moment));
        if (one === undefined) throw new Malformed('nothing is recorded about this official', 'official');
        const facts = one.history.map(({ fact, actor, ...row }) => ({
          ...row,
          by: actor.subject,
          type: fact.type,
          data: JSON.stringify(fact.data),
        }));
        return output.rows(facts, ['sequence', 'recordedAt', 'by', 'type', 'data']);
      }
      const names = new Map((await flows.stores.directory.list()).map((one) => [one.officialId, one.name]));
      const held = flows.engine.read('reference', (store) => mandatesOn(store, moment));
      const holders = new Set<string>(held.map((one) => one.officialId));
      const rows = held.flatMap(({ officialId: id, mandates }) =>
        mandates.map((one) => ({ officialId: id, name: names.get(id) ?? '', ...mandateRow(one) })),
      );
      const others = [...names]
        .filter(([id]) => !holders.has(id))
        .map(([id, name]) => ({ officialId: id, name }));
      output.rows([...rows, ...others], COLUMNS);
    }),
  );
}

const COLUMNS = ['officialId', 'name', 'role', 'schemes', 'ceiling', 'validFrom', 'validUntil', 'onBehalfOf'];

const mandateRow = ({ name: _name, schemes, ...one }: HeldMandate): object => ({
  ...one,
  schemes: schemes.join(' '),
});

const proposed = (proposalId: string, { status }: Answer): object => ({
  proposalId,
  status,
  next: `flows approve ${proposalId} --as ANOTHER`,
});

const ceilingOf = (text: string | undefined): Cents | null =>
  text === undefined ? null : atField('--ceiling', () => centsFromEuro(text));

function roleOf(text: string): Role {
  const known = ROLES.find((one) => one === text);
  if (known === undefined) throw new Malformed(`must be one of ${ROLES.join(', ')}`, 'role');
  return known;
}
