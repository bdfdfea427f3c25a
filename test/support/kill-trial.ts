import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { cpSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { LocalLogFile } from '../../src/log/local-log-file.js';
import { startFakeProcess } from './fake-eventstore-process.js';
import type { FakeProcess } from './fake-eventstore-process.js';
import { STEPS, configOf } from './played-nation.js';
import type { Step } from './played-nation.js';

/** When the process begins one of these, the clock of the next kill starts. */
export type Moment = 'open' | Step | 'close';

/** A kill: so long after the beginning of a moment. A server that is killed comes back after `awayMs`. */
export interface Kill {
  readonly at: Moment;
  readonly afterMs: number;
  readonly whom: 'node' | 'server' | 'both';
  readonly awayMs: number;
}

export interface Trial {
  /** A prepared folder; it is copied, never written to. */
  readonly base: string;
  readonly folder: string;
  readonly server: boolean;
  readonly kills: readonly Kill[];
  /** Appends that go to the log at once. */
  readonly atOnce: number;
}

export interface Played {
  readonly killed: readonly Kill[];
  /** Kills that came to nothing, because the process was through before. */
  readonly missed: number;
  readonly starts: number;
  /** Ends with a code that asks for the same command again (unknown, unavailable). */
  readonly asked: number;
  readonly acknowledgedIds: readonly string[];
  readonly answers: ReadonlyMap<Step, object>;
  /** How long each moment took, where it was not interrupted, in milliseconds. */
  readonly took: ReadonlyMap<Moment, number>;
  readonly violations: readonly string[];
  /** The server at the end, which the caller stops. */
  readonly url: string | undefined;
  stop(): Promise<void>;
}

const STARTS_MAX = 40;
const RUN_MS_MAX = 180_000;
const TRY_AGAIN = [6, 7];

/** Plays all steps in a process that is killed and started again until it is through. */
export async function playTrial(trial: Trial): Promise<Played> {
  cpSync(trial.base, trial.folder, { recursive: true });
  const run = new TrialRun(trial);
  return run.toTheEnd();
}

interface RunEnd {
  readonly code: number | null;
  readonly errors: string;
}

class TrialRun {
  private readonly pending: Kill[];
  private readonly killed: Kill[] = [];
  private readonly took = new Map<Moment, number>();
  private readonly violations: string[] = [];
  private readonly ids = new Set<string>();
  private readonly answers = new Map<Step, object>();
  private server: FakeProcess | undefined;
  private serverWork: Promise<void> = Promise.resolve();
  private asked = 0;

  constructor(private readonly trial: Trial) {
    this.pending = [...trial.kills];
  }

  async toTheEnd(): Promise<Played> {
    const { trial } = this;
    if (trial.server) this.server = await startFakeProcess(join(trial.folder, 'server.jsonl'));
    let starts = 0;
    while (this.nextStep() !== undefined && starts < STARTS_MAX && this.violations.length === 0) {
      starts += 1;
      const before = this.killed.length;
      const end = await this.run();
      await this.serverWork;
      this.readAcknowledged();
      this.checkAcknowledged();
      this.judge(end, this.killed.length > before);
    }
    if (this.nextStep() !== undefined) this.violations.push(`not through after ${starts} starts`);
    return {
      killed: this.killed,
      missed: this.pending.length,
      starts,
      asked: this.asked,
      acknowledgedIds: [...this.ids],
      answers: this.answers,
      took: this.took,
      violations: this.violations,
      url: this.server?.url,
      stop: async () => {
        await this.server?.kill();
        rmSync(trial.folder, { recursive: true, force: true });
      },
    };
  }

  /** The first step that has no answer yet: only that one and those after it are asked again. */
  private nextStep(): Step | undefined {
    return STEPS.find((step) => !this.answers.has(step));
  }

  private judge({ code, errors }: RunEnd, wasKilled: boolean): void {
    if (code === 0) return;
    if (code === null) {
      if (!wasKilled) this.violations.push(`ended by a signal that was not ours, or was stuck: ${errors}`);
    } else if (wasKilled && TRY_AGAIN.includes(code)) this.asked += 1;
    else this.violations.push(`ended with ${code}: ${errors}`);
  }

  private async run(): Promise<RunEnd> {
    const { folder, atOnce } = this.trial;
    const args = [
      folder,
      join(folder, 'acknowledged'),
      this.server?.url ?? '',
      this.nextStep() ?? '',
      String(atOnce),
    ];
    const child = spawn(process.execPath, [program(), ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    const gone = new Promise<number | null>((resolve) => child.on('close', resolve));
    const timers: NodeJS.Timeout[] = [setTimeout(() => child.kill('SIGKILL'), RUN_MS_MAX)];
    let errors = '';
    child.stderr.on('data', (piece) => (errors += String(piece)));
    let [moment, since] = ['', performance.now()];
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (moment !== '') this.took.set(moment as Moment, performance.now() - since);
      [moment, since] = [line.slice('begin '.length), performance.now()];
      const index = this.pending.findIndex((kill) => kill.at === moment);
      const [kill] = index < 0 ? [] : this.pending.splice(index, 1);
      if (kill) timers.push(setTimeout(() => this.strike(kill, child), kill.afterMs));
    });
    const code = await gone;
    for (const timer of timers) clearTimeout(timer);
    return { code, errors };
  }

  private strike(kill: Kill, child: ChildProcess): void {
    this.killed.push(kill);
    if (kill.whom !== 'server') child.kill('SIGKILL');
    if (kill.whom !== 'node') this.serverWork = this.restartServer(kill.awayMs);
  }

  private async restartServer(awayMs: number): Promise<void> {
    const { server, trial } = this;
    if (server === undefined) return;
    await server.kill();
    await pause(awayMs);
    this.server = await startFakeProcess(join(trial.folder, 'server.jsonl'), server.port);
  }

  /**
   * Before anything is asked again: the log itself holds all that was acknowledged. Later, a command that is given again
   * would bring back what was lost, under the same ids.
   */
  private checkAcknowledged(): void {
    const { folder, server } = this.trial;
    const held = server ? idsOnServer(join(folder, 'server.jsonl')) : idsInFile(logFileIn(folder));
    const lost = [...this.ids].filter((id) => !held.has(id));
    if (lost.length > 0) this.violations.push(`${lost.length} acknowledged events are lost: ${lost[0]}`);
  }

  /** A line without its end was being written when the process died: it was not acknowledged. */
  private readAcknowledged(): void {
    const path = join(this.trial.folder, 'acknowledged');
    if (!existsSync(path)) return;
    const text = readFileSync(path, 'utf8');
    for (const line of text.slice(0, text.lastIndexOf('\n') + 1).split('\n')) {
      if (line === '') continue;
      const read = JSON.parse(line) as { ids?: readonly string[]; step?: Step; answer?: object };
      for (const id of read.ids ?? []) this.ids.add(id);
      if (read.step && read.answer && !this.answers.has(read.step)) this.answers.set(read.step, read.answer);
    }
  }
}

const logFileIn = (folder: string): string => join(configOf(folder).data, 'log.sqlite');

function idsInFile(path: string): ReadonlySet<string> {
  const local = LocalLogFile.open({ path, writable: false });
  try {
    return new Set(local.read(0, Number.MAX_SAFE_INTEGER).map(({ id }) => id));
  } finally {
    local.close();
  }
}

/** The ids in the file of the fake server, where each whole line is an append with its events, each beginning with its id. */
function idsOnServer(path: string): ReadonlySet<string> {
  const text = readFileSync(path, 'utf8');
  const lines = text.slice(0, text.lastIndexOf('\n')).split('\n');
  return new Set(
    lines.flatMap((line) =>
      (JSON.parse(line) as { readonly e: readonly string[][] }).e.flatMap(([id = '']) => id),
    ),
  );
}

const program = (): string => {
  const home = new URL(import.meta.url.includes('/dist/') ? '../../../' : '../../', import.meta.url);
  return fileURLToPath(new URL('dist/test/support/killed-program.js', home));
};
