import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';

/** What the server says of itself on the port of operators. */
export interface ServerFigures {
  /** Seconds of processor since it began, all threads together. */
  readonly processor: number;
  readonly rssMiB: number;
  /** Of the heap of the main thread: in use, and taken from the system. */
  readonly heapMiB: number;
  readonly heapHeldMiB: number;
  /** Of the event loop since it was last asked, in milliseconds. */
  readonly delayP99: number;
}

/** `flows serve` in a process of its own. */
export class LoadServer {
  private constructor(
    private readonly child: ChildProcess,
    readonly port: number,
    private readonly opsPort: number,
  ) {}

  /** Its log lines go to a file beside the data; with a folder for it, it leaves a profile of its processor there. */
  static async start(data: string, profile?: string): Promise<LoadServer> {
    const program = join(import.meta.dirname, '../../src/cli.js');
    // Those of `npm start`.
    const flags = [
      '--max-semi-space-size=16',
      '--max-old-space-size=1536',
      ...(profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profile}`]),
    ];
    const lines = openSync(`${data}.ndjson`, 'a');
    const child = spawn(process.execPath, [...flags, program, 'serve'], {
      env: { ...process.env, FLOWS_DATA: data, FLOWS_PORT: '0', FLOWS_OPS_PORT: '0' },
      stdio: ['ignore', 'pipe', lines],
    });
    closeSync(lines);
    let said = '';
    for await (const piece of child.stdout ?? []) {
      said += String(piece);
      const ports = /on port (\d+)[^]*on port (\d+)/.exec(said);
      if (ports) return new LoadServer(child, Number(ports[1]), Number(ports[2]));
    }
    throw new Error(`it did not serve: ${said}`);
  }

  async figures(): Promise<ServerFigures> {
    const text = await (await fetch(`http://127.0.0.1:${this.opsPort}/metrics`)).text();
    const of = (name: string): number => Number(new RegExp(`^${name} (\\S+)`, 'm').exec(text)?.[1]);
    const mib = (name: string): number => of(name) / 2 ** 20;
    return {
      processor: of('process_cpu_seconds_total'),
      rssMiB: mib('process_resident_memory_bytes'),
      heapMiB: mib('nodejs_heap_size_used_bytes'),
      heapHeldMiB: mib('nodejs_heap_size_total_bytes'),
      delayP99: of('nodejs_eventloop_lag_p99_seconds') * 1000,
    };
  }

  /** Tells it to stop as an operator does, and waits until it has. */
  async stop(): Promise<void> {
    const exit = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    await exit;
  }
}
