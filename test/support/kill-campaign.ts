import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startFakeProcess } from './fake-eventstore-process.js';
import { checkTrial } from './kill-checks.js';
import type { Picture } from './kill-checks.js';
import { playTrial } from './kill-trial.js';
import type { Kill, Moment, Played } from './kill-trial.js';
import { configOf, prepareNation } from './played-nation.js';

export type Backend = 'embedded' | 'server';

export interface CampaignOptions {
  readonly backend: Backend;
  readonly seed: number;
  /** Kills that must strike; trials go on until so many have. */
  readonly kills: number;
  /** Part of a nation of about 163,000 files. */
  readonly scale: number;
  readonly onProgress: (line: string) => void;
}

export interface CampaignRow {
  readonly backend: Backend;
  readonly trials: number;
  readonly kills: number;
  /** Kills by the moment they struck in: start of the process, submission, mergers, proposal, approval, end. */
  readonly open: number;
  readonly submit: number;
  readonly mergers: number;
  readonly propose: number;
  readonly confirm: number;
  readonly close: number;
  /** Kills of which the server was a victim. */
  readonly ofServer: number;
  readonly starts: number;
  readonly asked: number;
  readonly acknowledged: number;
  readonly seconds: number;
  readonly violations: readonly string[];
}

/** Where kills strike: mostly in submission and month run, some while the process starts again or ends. */
const MOMENTS: readonly Moment[] = [
  'submit',
  'submit',
  'submit',
  'mergers',
  'propose',
  'propose',
  'confirm',
  'confirm',
  'confirm',
  'confirm',
  'open',
  'close',
];
const KILLS_A_TRIAL = 5;
const AT_ONCE = [10, 40, 1_000];
/** A server that is asked again meets a process that has something to lose. */
const SERVER_SHARE = 0.35;

/** Kills, restarts and compares until enough kills have struck. */
export async function killCampaign(options: CampaignOptions): Promise<CampaignRow> {
  const { backend, seed, kills, onProgress } = options;
  const started = performance.now();
  const home = mkdtempSync(join(tmpdir(), 'flows-kill-'));
  const random = randomFrom(seed);
  const server = backend === 'server';
  const trials: Played[] = [];
  const violations: string[] = [];
  const struck = (): number => trials.reduce((sum, trial) => sum + trial.killed.length, 0);
  try {
    const base = join(home, 'base');
    await prepare(base, options);
    const trial = (number: number, strikes: readonly Kill[], atOnce: number): Promise<Played> =>
      playTrial({ base, folder: join(home, `trial-${number}`), server, kills: strikes, atOnce });
    const whole = await trial(0, [], 1_000);
    const expected = await check(whole, join(home, 'trial-0'), violations);
    onProgress(`uninterrupted: ${JSON.stringify(expected.totals)}, ${timesOf(whole)}`);
    while (struck() < kills && violations.length === 0) {
      const number = trials.length + 1;
      const strikes = killsOf(whole, { random, server, most: Math.min(KILLS_A_TRIAL, kills - struck()) });
      const played = await trial(number, strikes, AT_ONCE[number % AT_ONCE.length] ?? 1);
      trials.push(played);
      await check(played, join(home, `trial-${number}`), violations, expected);
      const where = played.killed.map(({ at, afterMs, whom }) => `${at}+${afterMs}ms ${whom}`).join(', ');
      onProgress(
        `trial ${number}, ${struck()} kills: ${where}${violations.map((one) => `\n  ${one}`).join('')}`,
      );
    }
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
  return rowOf(backend, trials, { seconds: Math.round((performance.now() - started) / 1000), violations });
}

async function prepare(base: string, { backend, seed, scale }: CampaignOptions): Promise<void> {
  if (backend === 'embedded') return prepareNation(configOf(base), { seed, scale });
  mkdirSync(base);
  const server = await startFakeProcess(join(base, 'server.jsonl'));
  await prepareNation(configOf(base, server.url), { seed, scale });
  await server.kill();
}

async function check(
  played: Played,
  folder: string,
  violations: string[],
  expected?: Picture,
): Promise<Picture> {
  try {
    const checked = await checkTrial(folder, played, expected);
    violations.push(...checked.violations);
    return checked.picture;
  } finally {
    await played.stop();
  }
}

/** One kill a moment, at any time of what that moment takes where nothing disturbs it. */
function killsOf(
  whole: Played,
  use: { readonly random: () => number; readonly server: boolean; readonly most: number },
): readonly Kill[] {
  const { random, server, most } = use;
  const pick = (): Moment => MOMENTS[Math.floor(random() * MOMENTS.length)] ?? 'submit';
  return Array.from({ length: most }, () => {
    const at = pick();
    const atServer = server && random() < SERVER_SHARE;
    return {
      at,
      afterMs: Math.floor(random() * (whole.took.get(at) ?? 100)),
      whom: !atServer ? 'node' : random() < 0.3 ? 'both' : 'server',
      awayMs: Math.floor(random() * 400),
    };
  });
}

function rowOf(
  backend: Backend,
  trials: readonly Played[],
  rest: { readonly seconds: number; readonly violations: readonly string[] },
): CampaignRow {
  const killed = trials.flatMap((trial) => trial.killed);
  const at = (moment: Moment): number => killed.filter((kill) => kill.at === moment).length;
  const sum = (of: (trial: Played) => number): number => trials.reduce((all, trial) => all + of(trial), 0);
  return {
    backend,
    trials: trials.length,
    kills: killed.length,
    open: at('open'),
    submit: at('submit'),
    mergers: at('mergers'),
    propose: at('propose'),
    confirm: at('confirm'),
    close: at('close'),
    ofServer: killed.filter((kill) => kill.whom !== 'node').length,
    starts: sum((trial) => trial.starts),
    asked: sum((trial) => trial.asked),
    acknowledged: sum((trial) => trial.acknowledgedIds.length),
    ...rest,
  };
}

const timesOf = ({ took }: Played): string =>
  [...took].map(([moment, ms]) => `${moment} ${Math.round(ms)} ms`).join(', ');

/** Numbers from 0 to 1 that follow from a seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
