import { createReadStream } from 'node:fs';
import type { Command } from 'commander';
import { dossierOfForm } from '../../projections/forms/query.js';
import { outcomesOf } from '../engine/outcome-list.js';
import { submit } from '../engine/submit.js';
import type { SubmissionReport, SubmitTools } from '../engine/submit.js';
import { inSession } from './door.js';
import type { Door, Flows, Session } from './door.js';
import { EXIT, Ended } from './exit-codes.js';
import { wholeOption } from './parties.js';

const PROBLEMS_SHOWN = '20';

/** `flows submit FILE`: takes a file of forms in; `docs/submission-format.md` says how it is written. */
export function registerSubmit(program: Command, door: Door): void {
  program
    .command('submit')
    .description('takes a file of forms in (NDJSON or CSV); sent again it only answers')
    .argument('<file>', '- for standard input')
    .option('--problems <n>', 'refused lines to show', PROBLEMS_SHOWN)
    .action((file: string, options: { problems: string }, command: Command) =>
      inSession(door, command, { write: true }, async (session) => {
        const shown = wholeOption('--problems', options.problems, { min: 0, max: 1_000_000 });
        const report = await submitFile(session, file);
        await show(session, report, shown);
        if (report.refused > 0) throw new Ended(EXIT.linesRefused);
      }),
    );
}

/** What {@link submit} needs of an open node. */
export const submitTools = (flows: Flows): SubmitTools => ({
  engine: flows.engine,
  evidence: flows.stores.evidence,
  keys: flows.stores.keys,
  clock: flows.clock,
  dossierOfForm,
});

async function submitFile({ flows, output, acting }: Session, file: string): Promise<SubmissionReport> {
  const bar = output.progress('bytes', 1);
  const tools: SubmitTools = {
    ...submitTools(flows),
    onProgress: ({ bytesRead, bytes }) => bar.at(bytesRead / Math.max(1, bytes)),
  };
  try {
    return await submit(tools, acting(), file === '-' ? process.stdin : createReadStream(file));
  } finally {
    bar.end();
  }
}

interface RefusedRow {
  readonly line: number;
  readonly formReference: string | null;
  readonly code: string;
  readonly field: string | null;
  readonly rule: string;
}

async function show({ flows, output }: Session, report: SubmissionReport, shown: number): Promise<void> {
  const rows: RefusedRow[] = [];
  if (report.refused > 0 && shown > 0) {
    for await (const { line, formReference, outcome, problems } of outcomesOf(
      flows.stores.evidence,
      report.outcomeList,
    )) {
      if (outcome !== 'refused') continue;
      rows.push(...problems.map((problem) => ({ line, formReference, ...problem })));
      if (rows.length >= shown) break;
    }
  }
  if (output.format === 'json') return output.record({ ...report, refusedLines: rows.slice(0, shown) });
  output.record(report);
  if (rows.length > 0) output.rows(rows.slice(0, shown), ['line', 'formReference', 'code', 'field', 'rule']);
}
