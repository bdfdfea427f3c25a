import { createReadStream } from 'node:fs';
import type { Command } from 'commander';
import { assess } from '../engine/assess.js';
import type { AssessedLine } from '../engine/assess.js';
import { atField } from '../domain/rejection.js';
import { euroText } from '../domain/money.js';
import { addMonths, brusselsDay, monthOf, yearMonth } from '../domain/time.js';
import { inSession } from './door.js';
import type { Door } from './door.js';
import { reasonOf } from './explain.js';
import { submitTools } from './submit.js';

/** `flows assess FILE`: what a file would do, and each line down to its components. Records nothing. */
export function registerAssess(program: Command, door: Door): void {
  program
    .command('assess')
    .description('the determination of each line of a file with components and reasons; records nothing')
    .argument('<file>', '- for standard input')
    .option('--through <month>', 'last month to determine; the month before this one where not given')
    .action((file: string, options: { through?: string }, command: Command) =>
      inSession(door, command, { write: false }, async ({ flows, output, acting }) => {
        const { engine, dossierOfForm } = submitTools(flows);
        const { through: text } = options;
        const through =
          text === undefined
            ? addMonths(monthOf(brusselsDay(flows.clock.now())), -1)
            : atField('--through', () => yearMonth(text));
        const tools = {
          engine,
          keys: flows.stores.keys,
          dossierOfForm,
          receivedAt: flows.clock.now(),
          through,
        };
        const lines: AssessedLine[] = [];
        const source = file === '-' ? process.stdin : createReadStream(file);
        for await (const line of assess(tools, acting(), source)) lines.push(line);
        if (output.format === 'json') output.record({ lines });
        else
          output.rows(lines.flatMap(rowsOf), [
            'line',
            'formReference',
            'outcome',
            'what',
            'gross',
            'components',
            'net',
            'reason',
          ]);
      }),
    );
}

function rowsOf({ line, formReference, outcome, events, problems }: AssessedLine): readonly object[] {
  const head = { line, formReference, outcome };
  const refused = problems.map(({ code, field, rule }) => ({
    ...head,
    what: code,
    reason: `${field ?? ''} ${rule}`.trim(),
  }));
  const made = events.map((event) => {
    if (event.type !== 'LineDetermined') return { ...head, what: event.type };
    const { line: key, gross, net, articles } = event.data;
    const terms = articles.flatMap((article) =>
      article.components.map(
        ({ code, rate, amount }) => `${article.budgetArticle}: ${code} ${rate} = ${euroText(amount)}`,
      ),
    );
    const what = `${key.kind} of ${key.referenceMonth}`;
    return {
      ...head,
      what,
      gross: euroText(gross),
      components: terms.join(' + '),
      net: euroText(net),
      reason: reasonOf(event.data),
    };
  });
  return [...refused, ...made];
}
