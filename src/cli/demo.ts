import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import { Malformed } from '../domain/rejection.js';
import { officialId } from '../domain/ids.js';
import { instant } from '../domain/time.js';
import { SCOPES } from '../http/scope.js';
import { uuidFrom } from '../uuid.js';
import { guarded } from './door.js';
import type { Door, Globals } from './door.js';
import { ADMINISTRATORS, playScenario } from './demo-scenario.js';
import { showSummary } from './demo-summary.js';
import { nationOf } from './generate.js';
import type { Output } from './output.js';
import { wholeOption } from './parties.js';
import { serveNode, tokenFor, triesOf } from './serve.js';

interface DemoOptions {
  readonly nation?: boolean;
  readonly serve?: boolean;
  readonly scale: string;
  readonly seed: string;
}

const OPENED_AT = instant('2024-12-02T07:00:00.000Z');

/** `flows demo`: December 2024 to April 2025 on a synthetic nation, from an empty log to a cent unfolded to its law. */
export function registerDemo(program: Command, door: Door): void {
  program
    .command('demo')
    .description('runs the main job on real rules and a synthetic population, in a fresh folder')
    .option('--nation', 'the whole nation: about 163,000 files')
    .option('--serve', 'opens the API on it afterwards, with three questions to try')
    .option('--scale <percent>', 'per cent of the nation', '1')
    .option('--seed <n>', 'the same seed gives the same figures', '2025')
    .action((options: DemoOptions, command: Command) => {
      const globals = command.optsWithGlobals<Globals>();
      return guarded(globals, (output) => demo(door, output, { ...options, data: globals.data }));
    });
}

async function demo(
  door: Door,
  output: Output,
  options: DemoOptions & { readonly data: string | undefined },
): Promise<void> {
  const seed = wholeOption('--seed', options.seed, { min: 0, max: 2 ** 32 - 1 });
  const percent = options.nation === true ? 100 : wholeOption('--scale', options.scale, { min: 1, max: 200 });
  const data = freshFolder(options.data ?? process.env['FLOWS_DATA']);
  const started = performance.now();
  const flows = await door.open({
    write: true,
    data,
    simulatedFrom: OPENED_AT,
    opening: { logId: uuidFrom('demo', seed, percent), founders: ADMINISTRATORS },
  });
  try {
    output.text(`Writing to ${data}`);
    const nation = nationOf(seed, percent / 100);
    const played = await playScenario(flows, output, { nation, folder: join(data, 'forms') });
    const seconds = (performance.now() - started) / 1000;
    showSummary(flows, output, { ...played, seconds, data, seed, percent });
  } finally {
    await flows.close();
  }
  if (options.serve === true) await serveDemo(door, output, data);
}

/** The officer who submits may also ask; the token is good for a working day. */
async function serveDemo(door: Door, output: Output, data: string): Promise<void> {
  const wanted = { official: officialId('officer-1'), scopes: SCOPES, ttlSeconds: 8 * 3_600 };
  const token = await tokenFor(door, data, wanted);
  const { port } = await serveNode(door, output, { data });
  for (const line of triesOf(port, token)) output.text(line);
}

/** The folder named, which must be empty; else a new one under `flows-data`. */
function freshFolder(named: string | undefined): string {
  if (named !== undefined && named !== '') {
    const folder = resolve(named);
    if (existsSync(folder) && readdirSync(folder).length > 0) {
      throw new Malformed(`must be empty or not there: ${folder}`, 'FLOWS_DATA');
    }
    return folder;
  }
  for (let n = 1; ; n += 1) {
    const folder = resolve('flows-data', `demo-${n}`);
    if (!existsSync(folder)) return folder;
  }
}
