import type { Command } from 'commander';
import * as dossiers from '../../projections/dossiers/query.js';
import * as statements from '../../projections/statements/query.js';
import { atField } from '../domain/rejection.js';
import { euroText } from '../domain/money.js';
import { yearMonth } from '../domain/time.js';
import { confirmRun as confirm, proposeRun, resumeRun } from '../engine/month-run.js';
import type { Determined, MonthRunTools } from '../engine/month-run.js';
import { inSession } from './door.js';
import type { Door, Flows, Session } from './door.js';
import type { Output } from './output.js';
import { dayOption } from './parties.js';

interface RunOptions {
  readonly sentThrough?: string;
  readonly resume?: boolean;
}

/** `flows month-run MONTH`: proposes the run with its totals; `flows approve ID` by another official makes the cut of just these, and issues. */
export function registerMonthRun(program: Command, door: Door): void {
  program
    .command('month-run')
    .description(
      'determines what is due and proposes the statements of a month; another official approves these totals, or it is proposed again',
    )
    .argument('<month>', 'YYYY-MM')
    .option(
      '--sent-through <day>',
      'forms sent until this day; the last day of the month before where not given',
    )
    .option('--resume', 'go on with a run whose cut was made and which was interrupted')
    .action((text: string, options: RunOptions, command: Command) =>
      inSession(door, command, { write: true }, async (session) => {
        const { flows, output, acting } = session;
        const month = atField('month', () => yearMonth(text));
        const act = acting();
        if (options.resume === true)
          return showRun(output, await resumeRun(toolsOf(flows, output), act, month));
        const { sentThrough: through } = options;
        const sentThrough = through === undefined ? null : dayOption('--sent-through', through, act.on);
        const wanted = { month, sentThrough };
        const { proposalId, determined, due } = await proposeRun(toolsOf(flows, output), act, wanted);
        const next = `flows approve ${proposalId} --as ANOTHER`;
        output.record({ proposalId, ...flat(determined), ...due, next });
      }),
    );
}

/** The second official's part, called by `flows approve`. */
export async function confirmRun(
  { flows, output, acting }: Session,
  proposalId: string,
  text: string,
): Promise<void> {
  const { determined, ...run } = await confirm(toolsOf(flows, output), acting(), {
    month: yearMonth(text),
    proposalId,
  });
  showRun(output, { ...flat(determined), ...run });
}

function showRun(
  output: Output,
  run: Parameters<Output['record']>[0] & {
    net: Parameters<typeof euroText>[0];
    payable: Parameters<typeof euroText>[0];
  },
): void {
  output.record({ ...run, net: euroText(run.net), payable: euroText(run.payable) });
}

/** What a month run needs of an open node. */
export function toolsOf(flows: Flows, output: Output): MonthRunTools {
  const bars = new Map<string, ReturnType<Output['progress']>>();
  return {
    engine: flows.engine,
    reads: { ...dossiers, ...statements },
    onProgress: (step, done, total) => {
      const bar = bars.get(step) ?? output.progress(step, total);
      bars.set(step, bar);
      bar.at(done);
      if (done >= total) bar.end();
    },
  };
}

const flat = ({ dossiers: due, lines, refused }: Determined): object => ({ due, lines, refused });
