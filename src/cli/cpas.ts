import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { Malformed, atField } from '../domain/rejection.js';
import { iban, partyId } from '../domain/ids.js';
import { addDays, brusselsDay, day } from '../domain/time.js';
import type { Day } from '../domain/time.js';
import { importParties, proposeIban } from '../engine/acts.js';
import { publishedMunicipalities } from '../rulebook/files.js';
import { parseMunicipalities } from '../rulebook/municipalities.js';
import { partyCommands } from '../rulebook/party-commands.js';
import { inSession } from './door.js';
import type { Door, Flows, Session } from './door.js';
import { cpasRow, dayOption, partyAsked, partyOf } from './parties.js';
import { showTally } from './tally.js';

const COLUMNS = ['nisCode', 'nameFr', 'nameNl', 'language', 'region', 'enterpriseNumber', 'iban', 'partyId'];
const MODES = ['newEntity', 'absorbed', 'notKnown'] as const;

/** `flows cpas …`: the register of CPAS. */
export function registerCpas(program: Command, door: Door): void {
  const cpas = program.command('cpas').description('the register of CPAS');
  cpas
    .command('list')
    .description('every CPAS that exists on a day')
    .option('--valid-on <day>', 'the day; today where not given')
    .action((options: { validOn?: string }, command: Command) =>
      inSession(door, command, { write: false }, async ({ flows, output }) => {
        const on = dayOption('--valid-on', options.validOn, today(flows));
        const ids = flows.engine.reference().parties.cpasOn(on);
        output.rows(
          ids.map((id) => cpasRow(flows, id, on)),
          COLUMNS,
        );
      }),
    );
  cpas
    .command('show')
    .description('one CPAS by NIS code or party id, with its predecessors')
    .argument('<nis>', 'NIS code valid on the day, or party id')
    .option('--valid-on <day>', 'the day; today where not given')
    .action((nis: string, options: { validOn?: string }, command: Command) =>
      inSession(door, command, { write: false }, async ({ flows, output }) => {
        const on = dayOption('--valid-on', options.validOn, today(flows));
        const id = options.validOn === undefined ? partyAsked(flows, nis) : partyOf(flows, nis, on);
        const predecessors = flows.engine.reference().parties.predecessorsOf(id, on);
        output.record({ ...cpasRow(flows, id, on), validOn: on, predecessors });
      }),
    );
  registerChanges(cpas, door);
}

/** What changes the register. */
function registerChanges(cpas: Command, door: Door): void {
  cpas
    .command('import')
    .description(
      'registers the CPAS of a table of municipalities, ours where no file is given; proposes its mergers',
    )
    .argument('[file]', 'a table as src/rulebook/municipalities.txt')
    .option('--through <day>', 'make changes up to this day; today where not given')
    .action((file: string | undefined, options: { through?: string }, command: Command) =>
      inSession(door, command, { write: true }, (session) => importTable(session, file, options.through)),
    );
  cpas
    .command('merge')
    .description(
      'proposes that another CPAS has the rights and debts of one from a day on; another official confirms it',
    )
    .argument('<predecessor>', 'NIS code or party id of the one that ends')
    .requiredOption('--into <nis>', 'NIS code or party id of the one that follows')
    .requiredOption('--on <day>', 'first day of the succession')
    .requiredOption('--mode <mode>', MODES.join(', '))
    .requiredOption('--source <text>', 'where it is published')
    .action((predecessor: string, options: MergeOptions, command: Command) =>
      inSession(door, command, { write: true }, (session) => merge(session, predecessor, options)),
    );
  cpas
    .command('set-iban')
    .description('proposes the account of a CPAS; another official confirms it by `flows approve`')
    .argument('<nis>', 'NIS code or party id')
    .argument('<iban>')
    .option('--from <day>', 'first day; today where not given')
    .action((nis: string, account: string, options: { from?: string }, command: Command) =>
      inSession(door, command, { write: true }, async ({ flows, output, acting }) => {
        const validFrom = dayOption('--from', options.from, today(flows));
        const wanted = {
          partyId: partyOf(flows, nis, today(flows)),
          iban: atField('iban', () => iban(account)),
          validFrom,
        };
        const { proposalId, answer } = await proposeIban(flows.engine, acting(), wanted);
        output.record({
          proposalId,
          status: answer.status,
          next: `flows approve ${proposalId} --as ANOTHER`,
        });
      }),
    );
}

async function importTable(
  { flows, output, acting }: Session,
  file: string | undefined,
  through?: string,
): Promise<void> {
  const table = parseMunicipalities(
    file === undefined ? publishedMunicipalities() : await readFile(file, 'utf8'),
  );
  const act = acting();
  const of = { by: act.official, on: act.on, through: dayOption('--through', through, act.on) };
  const imported = await importParties(flows.engine, act, (proposalId) =>
    partyCommands(table, { ...of, proposalId }),
  );
  showImported(output, imported);
}

function showImported(
  output: Session['output'],
  { proposalId, ...tally }: Awaited<ReturnType<typeof importParties>>,
): void {
  const next = proposalId === null ? {} : { proposalId, next: `flows approve ${proposalId} --as ANOTHER` };
  showTally(output, tally, next);
}

interface MergeOptions {
  readonly into: string;
  readonly on: string;
  readonly mode: string;
  readonly source: string;
}

async function merge(
  { flows, output, acting }: Session,
  predecessor: string,
  options: MergeOptions,
): Promise<void> {
  const effectiveOn = atField('--on', () => day(options.on));
  const mode = MODES.find((one) => one === options.mode);
  if (mode === undefined) throw new Malformed(`must be one of ${MODES.join(', ')}`, '--mode');
  const act = acting();
  const wanted = {
    type: 'ProposeSuccession',
    partyId: /^\d{5}$/.test(predecessor)
      ? partyOf(flows, predecessor, addDays(effectiveOn, -1))
      : partyId(predecessor),
    successorId: partyOf(flows, options.into, effectiveOn),
    effectiveOn,
    mode,
    source: options.source,
    by: act.official,
    on: act.on,
  } as const;
  showImported(output, await importParties(flows.engine, act, (proposalId) => [{ ...wanted, proposalId }]));
}

const today = (flows: Flows): Day => brusselsDay(flows.clock.now());
