import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { brusselsDay } from '../domain/time.js';
import { proposeRules } from '../engine/acts.js';
import { publishedRis } from '../rulebook/files.js';
import { parseRulebookFile } from '../rulebook/rulebook-file.js';
import { inSession } from './door.js';
import type { Door } from './door.js';
import { EXIT, Ended } from './exit-codes.js';
import { dayOption } from './parties.js';
import { ruleIds } from '../domain/rulebook/rule-kinds.js';

const COLUMNS = [
  'ruleId',
  'validFrom',
  'validTo',
  'values',
  'status',
  'mark',
  'lastCheckedOn',
  'sequence',
  'legalReference',
];

/** `flows rulebook …`: the law as dated rows. */
export function registerRulebook(program: Command, door: Door): void {
  const rulebook = program.command('rulebook').description('the law as dated rows');
  rulebook
    .command('import')
    .description('proposes the rows of a rulebook file, the published RIS where no file is given')
    .argument('[file]', 'a file as src/rulebook/ris.txt')
    .action((file: string | undefined, _options: object, command: Command) =>
      inSession(door, command, { write: true }, async ({ flows, output, acting }) => {
        const read = parseRulebookFile(file === undefined ? publishedRis() : await readFile(file, 'utf8'));
        if (!read.ok) {
          output.rows(read.problems, ['line', 'field', 'code', 'rule']);
          throw new Ended(EXIT.malformed);
        }
        const { proposalId, answer } = await proposeRules(flows.engine, acting(), read);
        const next = `flows approve ${proposalId} --as ANOTHER`;
        output.record({ proposalId, status: answer.status, rows: read.parameters.length, next });
      }),
    );
  rulebook
    .command('show')
    .description('the confirmed rows of a scheme')
    .argument('<scheme>', 'such as RIS')
    .argument('[rule]', 'such as ris.amount; all where not given')
    .option('--valid-on <day>', 'only the rows in force on the day')
    .action((scheme: string, rule: string | undefined, options: { validOn?: string }, command: Command) =>
      inSession(door, command, { write: false }, async ({ flows, output }) => {
        const { rulebook: book } = flows.engine.reference();
        const wanted = rule === undefined ? ruleIds(scheme) : [rule];
        const on =
          options.validOn === undefined
            ? undefined
            : dayOption('--valid-on', options.validOn, brusselsDay(flows.clock.now()));
        const rows = wanted.flatMap((id) => {
          if (on === undefined) return book.rows(scheme, id);
          const row = book.rowOn(scheme, id, on);
          return row ? [row] : [];
        });
        output.rows(rows, COLUMNS);
      }),
    );
}
