import { spawn } from 'node:child_process';

/** What a run of the command line left behind. */
export interface CliRun {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs the built command line as a process of its own, as a person would. `npm test` builds it first. */
export async function flows(data: string, args: readonly string[]): Promise<CliRun> {
  const environment = { ...process.env, FLOWS_DATA: data, NODE_OPTIONS: '' };
  const child = spawn(process.execPath, ['dist/src/cli.js', ...args], { env: environment });
  const [out, err] = [collect(child.stdout), collect(child.stderr)];
  const code = await new Promise<number>((resolve) => child.on('close', (exit) => resolve(exit ?? -1)));
  return { code, out: await out, err: await err };
}

/** The answer in JSON. Throws with what the command said where it failed. */
export async function flowsJson<T>(data: string, args: readonly string[]): Promise<T> {
  const run = await flows(data, ['--json', ...args]);
  if (run.code !== 0) throw new Error(`flows ${args.join(' ')} ended with ${run.code}: ${run.err}`);
  return JSON.parse(run.out) as T;
}

async function collect(stream: NodeJS.ReadableStream): Promise<string> {
  let text = '';
  for await (const piece of stream) text += String(piece);
  return text;
}
