import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Fault } from './fake-eventstore-faults.js';

/** The fake server as a process of its own, so that it can be killed. */
export interface FakeProcess {
  readonly url: string;
  readonly port: number;
  inject(fault: Fault): void;
  /** Gives the answers that a fault holds back. */
  release(): void;
  /** SIGKILL; resolves when the process is gone and its port is free. */
  kill(): Promise<void>;
}

/** Starts from the file, if it is there, on the given port, or a free one. */
export async function startFakeProcess(file: string, port = 0): Promise<FakeProcess> {
  const child = spawn(process.execPath, [program(), file, String(port)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const gone = once(child, 'exit');
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL');
    await gone;
  };
  for await (const line of createInterface({ input: child.stdout })) {
    return {
      ...(JSON.parse(line) as { url: string; port: number }),
      inject: (fault) => child.stdin.write(`${JSON.stringify(fault)}\n`),
      release: () => child.stdin.write('release\n'),
      kill,
    };
  }
  throw new Error('the fake server ended before it listened');
}

let built: string | undefined;

/** The compiled program; compiled once per process, since a restart must be quick. */
function program(): string {
  const home = new URL(import.meta.url.includes('/dist/') ? '../../../' : '../../', import.meta.url);
  if (built === undefined) {
    execFileSync(process.execPath, [
      fileURLToPath(new URL('.ci/build.mjs', home)),
      'src',
      'projections',
      'test',
    ]);
    built = fileURLToPath(new URL('dist/test/support/fake-eventstore-main.js', home));
  }
  return built;
}
