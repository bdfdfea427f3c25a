import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** Runs a compiled program of ours in a process of its own, with the options of this one and its output; answers its exit code. */
export async function runProgram(file: string, args: readonly string[]): Promise<number> {
  const program = join(import.meta.dirname, '../..', file);
  const child = spawn(process.execPath, [...process.execArgv, program, ...args], { stdio: 'inherit' });
  const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
  if (signal !== null) process.stderr.write(`${file} was ended by ${signal}\n`);
  return code ?? 1;
}
