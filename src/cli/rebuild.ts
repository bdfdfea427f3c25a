import type { Command } from 'commander';
import { catalog } from '../domain/catalog.js';
import { codecOf } from '../engine/codec.js';
import { verifyLog } from '../engine/verify.js';
import { inSession } from './door.js';
import type { Door, Session } from './door.js';
import { EXIT, Ended } from './exit-codes.js';

/** `flows rebuild` and `flows health`: read models can be thrown away, and it can be proved. */
export function registerRebuild(program: Command, door: Door): void {
  program
    .command('rebuild')
    .description('builds read models anew beside the live ones and switches to them')
    .argument('[names...]', 'all where none is given')
    .option('--verify', 'go through the log first; switch only where the new build equals the live one')
    .action((names: readonly string[], options: { verify?: boolean }, command: Command) =>
      inSession(door, command, { write: true }, (session) =>
        rebuildAll(session, names, options.verify === true),
      ),
    );
  program
    .command('health')
    .description('how far each read model is, and what stopped it')
    .action((_options: object, command: Command) =>
      inSession(door, command, { write: false, caughtUp: false }, async ({ flows, output }) => {
        const { readModels, ...health } = flows.engine.health();
        if (output.format === 'json') output.record({ ...health, readModels });
        else {
          output.record(health);
          output.rows(readModels, ['name', 'version', 'sequence', 'unreadable', 'file', 'stopped']);
        }
        const sound = health.commandsStopped === null && readModels.every((model) => model.stopped === null);
        if (!sound) throw new Ended(EXIT.damaged);
      }),
    );
}

async function rebuildAll(
  { flows, output }: Session,
  names: readonly string[],
  verify: boolean,
): Promise<void> {
  const { engine } = flows;
  const problems = verify ? await logProblems(flows, output) : 0;
  const rebuilt = [];
  for (const name of names.length > 0 ? names : engine.readModelNames) {
    const { milliseconds, equal, sequence, file, after } = await engine.rebuild(name, { verify });
    const rows = after?.tables.reduce((sum, table) => sum + table.rows, 0) ?? null;
    rebuilt.push({ name, sequence, equal, rows, seconds: (milliseconds / 1000).toFixed(1), file });
  }
  output.rows(rebuilt, ['name', 'sequence', 'equal', 'rows', 'seconds', 'file']);
  if (problems > 0 || rebuilt.some((one) => one.equal === false)) throw new Ended(EXIT.notEqual);
}

async function logProblems({ engine }: Session['flows'], output: Session['output']): Promise<number> {
  const report = await verifyLog(engine.local, codecOf(catalog));
  for (const problem of report.problems) process.stderr.write(`${problem}\n`);
  output.text(`log ${report.logId}: ${report.events} events, every leaf and revision computed again`);
  return report.problems.length;
}
