import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openBash } from '../support/bash.js';
import type { Bash } from '../support/bash.js';
import { openContractProxy } from '../support/contract-proxy.js';
import type { ContractProxy } from '../support/contract-proxy.js';
import { differences } from '../support/printed.js';
import { stepsOf } from '../support/tutorial.js';
import type { Step } from '../support/tutorial.js';

/** `docs/tutorial.md` as its reader types it, but for the data folder and the ports. */
const steps = stepsOf(readFileSync('docs/tutorial.md', 'utf8'));
const sections = [...new Set(steps.map(({ section }) => section))];
const TASK_PATIENCE_MS = 20_000;

let folder: string;
let proxy: ContractProxy;
let bash: Bash;
let node: { readonly child: ChildProcess; readonly ended: Promise<void> } | undefined;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'flows-tutorial-'));
  proxy = await openContractProxy();
  bash = openBash({ NODE_OPTIONS: '' });
});
afterAll(async () => {
  bash.close();
  await stop();
  await proxy.close();
  await rm(folder, { recursive: true, force: true });
});

const hasCurl = spawnSync('bash', ['-c', 'command -v curl']).status === 0;
const describeMorning = hasCurl ? describe : describe.skip;
if (!hasCurl)
  console.warn('skipped: docs/tutorial.md is not executed, for want of bash or curl on this machine');

describeMorning('the morning of a finance officer is as docs/tutorial.md tells it', () => {
  it.each(sections)(
    '%s',
    async (section) => {
      for (const step of steps.filter((one) => one.section === section)) await take(step);
    },
    120_000,
  );

  it('and a page that is off by a cent, a field or an item would not pass', () => {
    const said = '{"net":83192,"terms":[1,2],"text":"a b"}';
    const passes = (printed: string): boolean => differences(printed, said, 'json').length === 0;
    expect(passes('{"net":83192, "terms":[1, …], "text":"a …"}')).toBe(true);
    expect(passes('{"net":83192, …}')).toBe(true);
    expect(passes('{"net":83193, …}')).toBe(false);
    expect(passes('{"net":83192, "more":1, …}')).toBe(false);
    expect(passes('{"net":83192, "text":"a b"}')).toBe(false);
    expect(passes('{"terms":[1], …}')).toBe(false);
    expect(passes('{"terms":[2, …], …}')).toBe(false);
    expect(passes('{"text":"b…", …}')).toBe(false);
  });

  it('and nothing that was said is past the contract', () => {
    expect(proxy.faults).toEqual([]);
    expect(proxy.operations.size).toBeGreaterThan(15);
  });
});

/** Takes a step; throws where the answer is not the one printed. The end of a task is asked for until it has come. */
async function take(step: Step): Promise<void> {
  const { answer, line, server } = step;
  const until = Date.now() + (step.request.includes('/tasks/') ? TASK_PATIENCE_MS : 0);
  for (;;) {
    const told = server ? await start(step.request) : await bash.run(real(step.request));
    const found = answer === undefined ? [] : differences(answer.text, told, answer.language);
    if (found.length === 0) return;
    if (Date.now() > until) throw new Error(`docs/tutorial.md:${line}: ${found.join('; ')}\n${told}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

const real = (request: string): string =>
  request
    .replaceAll('flows-data/morning', join(folder, 'data'))
    .replaceAll('localhost:3000', `127.0.0.1:${proxy.port}`);

/** Starts a node in place of the one that runs; what it says names the ports of the page. */
async function start(request: string): Promise<string> {
  await stop();
  const child = spawn('bash', ['-c', real(request)], {
    env: {
      ...process.env,
      NODE_OPTIONS: '',
      FLOWS_PORT: '0',
      FLOWS_OPS_PORT: '0',
      FLOWS_PUBLIC_URL: 'http://localhost:3000',
      FLOWS_LOG_LEVEL: 'silent',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  });
  const ended = new Promise<void>((resolve) => child.on('close', () => resolve()));
  node = { child, ended };
  const said = await firstLines(child.stdout);
  const [, api = '', ops = ''] = /on port (\d+) below.* on port (\d+)/.exec(said) ?? [];
  proxy.target = Number(api);
  return said.replaceAll(api, '3000').replace(ops, '3001');
}

/** As Ctrl-C does: the signal goes to everything in the window. */
async function stop(): Promise<void> {
  if (node?.child.pid === undefined) return;
  process.kill(-node.child.pid, 'SIGINT');
  await node.ended;
  node = undefined;
}

/** Until the node has said what it says at its start. */
async function firstLines(stream: NodeJS.ReadableStream): Promise<string> {
  let text = '';
  return new Promise((resolve, reject) => {
    stream.on('data', (piece) => {
      text += String(piece);
      if (/\/doc\n/.test(text)) resolve(text);
    });
    stream.on('end', () => reject(new Error(`it did not serve: ${text}`)));
  });
}
