import { openSync, writeSync } from 'node:fs';
import 'reflect-metadata';
import { codeOf } from '../../src/cli/exit-codes.js';
import type { AppendOutcome, StreamAppend } from '../../src/log/event-log.js';
import { STEPS, configOf, openNation, playStep } from './played-nation.js';
import type { Step } from './played-nation.js';

/**
 * The process that is killed: `killed-program.js FOLDER ACKNOWLEDGED URL FROM AT-ONCE`. It opens the node in the folder, on a
 * server if a URL is given, and plays the steps from one on. Every event that the log acknowledged and every answer of a step is one
 * line in the file `ACKNOWLEDGED` before anything else is done; on stdout it says which step begins. It ends with the exit
 * code of the command line. A list of appends goes to the log in pieces of `AT-ONCE`, which the port leaves to the
 * caller: small pieces give more moments at which a kill leaves half of it.
 */
const [folder = '', acknowledged = '', url = '', from = '', atOnce = ''] = process.argv.slice(2);
const file = openSync(acknowledged, 'a');
const acknowledge = (line: object): void => {
  writeSync(file, `${JSON.stringify(line)}\n`);
};

try {
  process.stdout.write('begin open\n');
  const flows = await openNation(configOf(folder, url === '' ? undefined : url));
  const { log } = flows.record;
  const append = log.append.bind(log);
  log.append = async (appends) => {
    const all: AppendOutcome[] = [];
    for (let start = 0; start < appends.length; start += Number(atOnce)) {
      const piece = appends.slice(start, start + Number(atOnce));
      const outcomes = await append(piece);
      acknowledge({ ids: appendedOf(piece, outcomes) });
      all.push(...outcomes);
    }
    return all;
  };
  for (const step of STEPS.slice(STEPS.indexOf(from as Step))) {
    process.stdout.write(`begin ${step}\n`);
    const answer = await playStep(flows, step);
    acknowledge({ step, answer });
  }
  process.stdout.write('begin close\n');
  await flows.close();
  process.exit();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(codeOf(error));
}

function appendedOf(appends: readonly StreamAppend[], outcomes: readonly AppendOutcome[]): readonly string[] {
  return appends.flatMap(({ events }, index) =>
    outcomes[index]?.status === 'appended' ? events.map(({ id }) => id) : [],
  );
}
