import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import type { Command } from 'commander';
import { Malformed, atField } from '../domain/rejection.js';
import { officialId } from '../domain/ids.js';
import { logOpened } from '../engine/open-log.js';
import { exportLines, importLines, linesIn } from '../engine/transfer.js';
import { LogUnavailable } from '../log/event-log.js';
import { uuidRandom } from '../uuid.js';
import { guarded, inLog, simulatedMoment } from './door.js';
import type { BareLog, Door, Globals } from './door.js';
import type { Output } from './output.js';

const IMPORT_BATCH = 500;
const IMPORT_WAIT_MS = 60_000;

/** `flows log …`: the log itself. */
export function registerLog(program: Command, door: Door): void {
  const log = program.command('log').description('the log itself');
  log
    .command('open')
    .description('opens an empty log, and with it its keys; names the two founding administrators')
    .requiredOption('--founders <a,b>', 'ids of two officials')
    .option('--simulated', 'for tests and what-if: stamps come from --at and not from the machine')
    .action((options: { founders: string; simulated?: boolean }, command: Command) =>
      openNew(door, command.optsWithGlobals<Globals>(), options),
    );
  log
    .command('head')
    .description('log id, last sequence and its leaf')
    .action((_options: object, command: Command) =>
      inLog(door, command, { write: false }, async ({ local, config }, output) => {
        const head = local.head();
        if (head === 0) throw new LogUnavailable(`the log in ${config.data} has no events yet`);
        const { instance, clock } = logOpened(local);
        output.record({ logId: local.logId, instance, clock, head, leaf: local.leafAt(head) });
      }),
    );
  log
    .command('export')
    .description('one JSON line an event, the last one with count and digest of all leaves')
    .argument('<file>', '- for standard output')
    .action((file: string, _options: object, command: Command) =>
      inLog(door, command, { write: false }, (bare, output) => exportTo(bare, output, file)),
    );
  log
    .command('import')
    .description(
      'puts an export into an empty log, same ids, stamps and leaves; goes on with one interrupted',
    )
    .argument('<file>')
    .action((file: string, _options: object, command: Command) =>
      inLog(door, command, { write: true }, async ({ log: record, local, config }, output) => {
        const lines = (): AsyncIterable<string> => linesIn(createReadStream(file, 'utf8'));
        const batchSize = config.log.kind === 'sqlite' ? IMPORT_BATCH : 1;
        output.record(await importLines({ log: record, local, lines, batchSize, waitMs: IMPORT_WAIT_MS }));
      }),
    );
}

async function openNew(
  door: Door,
  globals: Globals,
  options: { readonly founders: string; readonly simulated?: boolean },
): Promise<void> {
  await guarded(globals, async (output) => {
    const [first, second, more] = options.founders
      .split(',')
      .map((id) => atField('--founders', () => officialId(id.trim())));
    if (first === undefined || second === undefined || more !== undefined || first === second) {
      throw new Malformed('must name two different officials', '--founders');
    }
    const moment = simulatedMoment(globals);
    if (options.simulated === true && moment === undefined) {
      throw new Malformed('is needed with --simulated', '--at');
    }
    const flows = await door.open({
      write: true,
      opening: { logId: uuidRandom(), founders: [first, second] },
      ...(globals.data === undefined ? {} : { data: globals.data }),
      ...(options.simulated === true && moment !== undefined ? { simulatedFrom: moment } : {}),
    });
    try {
      output.record({ ...flows.engine.logOpened(), data: flows.config.data });
    } finally {
      await flows.close();
    }
  });
}

async function exportTo({ local }: BareLog, output: Output, file: string): Promise<void> {
  const target = file === '-' ? process.stdout : createWriteStream(file, { flags: 'wx' });
  const bar = output.progress('export', local.head());
  let lines = 0;
  for (const line of exportLines(local)) {
    if (!target.write(`${line}\n`)) await once(target, 'drain');
    lines += 1;
    if (lines % 10_000 === 0) bar.at(lines);
  }
  bar.end();
  if (target === process.stdout) return;
  target.end();
  await once(target, 'finish');
  output.record({ file, events: lines - 1 });
}
