import type { Command } from 'commander';
import { Malformed, atField } from '../domain/rejection.js';
import type { RedeterminationScope } from '../domain/redetermination/events.js';
import { yearMonth } from '../domain/time.js';
import type { YearMonth } from '../domain/time.js';
import {
  approveRedetermination,
  listRedeterminations,
  proposeRedetermination,
  redeterminationOf,
  runRedetermination,
  withdrawRedetermination,
} from '../engine/redetermination.js';
import { inSession } from './door.js';
import type { Door, Flows, Session } from './door.js';
import { partyAsked } from './parties.js';
import { redeterminationTools, showLines, showOne, showTotals, summaryOf } from './redetermination-shown.js';

/** `flows redetermine`: lines that stand, determined again under the rules of now; two officials. */
export function registerRedetermination(program: Command, door: Door): void {
  const redetermine = program
    .command('redetermine')
    .description(
      'determines lines again after a rule, a share or a count changed; another official approves',
    );
  registerPropose(redetermine, door);
  registerActs(redetermine, door);
  registerQuestions(redetermine, door);
}

interface ScopeOptions {
  readonly rule?: readonly string[];
  readonly shares?: boolean;
  readonly stale?: boolean;
  readonly nis?: readonly string[];
  readonly from?: string;
  readonly to?: string;
  readonly scheme: string;
}

function registerPropose(redetermine: Command, door: Door): void {
  redetermine
    .command('propose')
    .description('computes which lines come out otherwise, and proposes to determine these again')
    .option('--rule <ids...>', 'rules whose rows changed, such as ris.rate.piis')
    .option('--shares', 'shares were confirmed or corrected')
    .option('--stale', 'decisions that did not know a rule or share that stands before them (flows stale)')
    .option('--nis <codes...>', 'CPAS, by NIS code or party id; all where not given')
    .option('--from <month>', 'first reference month, YYYY-MM')
    .option('--to <month>', 'last reference month, YYYY-MM')
    .option('--scheme <code>', 'scheme', 'RIS')
    .action((options: ScopeOptions, command: Command) =>
      inSession(door, command, { write: true }, async ({ flows, output, acting }) => {
        const scope = scopeOf(flows, options);
        const tools = redeterminationTools(flows, output);
        const { redetermination } = await proposeRedetermination(tools, acting(), scope);
        showTotals(flows, output, redetermination);
        const { redeterminationId } = redetermination.proposal;
        output.text(`flows approve ${redeterminationId} --as ANOTHER`);
      }),
    );
}

function registerActs(redetermine: Command, door: Door): void {
  redetermine
    .command('approve')
    .description('the second official: approves the preview, then determines its lines')
    .argument('<id>')
    .option('--digest <hex>', 'of the preview that was looked at; that of the proposal where not given')
    .action((id: string, { digest }: { readonly digest?: string }, command: Command) =>
      inSession(door, command, { write: true }, (session) => approveAndRun(session, id, digest)),
    );
  redetermine
    .command('resume')
    .description('goes on with an approved one that was interrupted')
    .argument('<id>')
    .action((id: string, _options: object, command: Command) =>
      inSession(door, command, { write: true }, async ({ flows, output, acting }) => {
        const tools = redeterminationTools(flows, output);
        showOne(flows, output, await runRedetermination(tools, acting(), id));
      }),
    );
  redetermine
    .command('withdraw')
    .description('ends it: what was not determined yet will not be')
    .argument('<id>')
    .action((id: string, _options: object, command: Command) =>
      inSession(door, command, { write: true }, async ({ flows, output, acting }) => {
        const { redetermination } = await withdrawRedetermination(flows.engine, acting(), id);
        showOne(flows, output, redetermination);
      }),
    );
}

function registerQuestions(redetermine: Command, door: Door): void {
  redetermine
    .command('preview')
    .description(
      'what it comes to per CPAS and scheme; with --nis, each line of one CPAS and what became of it',
    )
    .argument('<id>')
    .option('--nis <code>', 'one CPAS, by NIS code or party id')
    .action((id: string, { nis }: { readonly nis?: string }, command: Command) =>
      inSession(door, command, { write: false }, async ({ flows, output }) => {
        if (nis === undefined) return showTotals(flows, output, redeterminationOf(flows.engine, id));
        await showLines(flows, output, { id, nis });
      }),
    );
  redetermine
    .command('list')
    .description('every redetermination, in the order of the log')
    .action((_options: object, command: Command) =>
      inSession(door, command, { write: false }, async ({ flows, output }) => {
        const rows = listRedeterminations(flows.engine).map((one) => summaryOf(flows, one));
        output.rows(rows, ['redeterminationId', 'status', 'basis', 'lines', 'netDifference', 'determined']);
      }),
    );
  redetermine
    .command('show')
    .description('one of them: scope, who proposed and approved it, how far it is, what came of it')
    .argument('<id>')
    .action((id: string, _options: object, command: Command) =>
      inSession(door, command, { write: false }, async ({ flows, output }) => {
        showOne(flows, output, redeterminationOf(flows.engine, id));
      }),
    );
}

/** The second official's part, also of `flows approve`. */
export async function approveAndRun(
  { flows, output, acting }: Session,
  id: string,
  seen?: string,
): Promise<void> {
  const digest = seen ?? redeterminationOf(flows.engine, id).proposal.digest;
  const act = acting();
  await approveRedetermination(flows.engine, act, { redeterminationId: id, digest });
  showOne(flows, output, await runRedetermination(redeterminationTools(flows, output), act, id));
}

function scopeOf(flows: Flows, options: ScopeOptions): RedeterminationScope {
  const { rule, shares, stale, nis, from, to, scheme } = options;
  const bases = [rule && 'rules', shares && 'shares', stale && 'stale'].filter((one) => one !== undefined);
  const [basis] = bases;
  if (bases.length !== 1 || !basis)
    throw new Malformed('must be one of --rule, --shares and --stale', 'scope');
  return {
    scheme,
    basis: basis as RedeterminationScope['basis'],
    ruleIds: rule ?? [],
    cpasIds: (nis ?? []).map((code) => partyAsked(flows, code)),
    from: monthOption('--from', from),
    to: monthOption('--to', to),
  };
}

const monthOption = (name: string, text: string | undefined): YearMonth | null =>
  text === undefined ? null : atField(name, () => yearMonth(text));
