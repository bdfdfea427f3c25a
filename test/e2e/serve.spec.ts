import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { flows } from '../support/cli.js';

let data: string;
beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'flows-serve-'));
  expect((await flows(data, ['log', 'open', '--founders', 'admin-1,admin-2'])).code).toBe(0);
}, 60_000);
afterAll(() => rm(data, { recursive: true, force: true }));

it('a node serves under a token of its own issuer, and stops when it is told to', async () => {
  const { out: token } = await flows(data, ['token', '--as', 'officer-1', '--scope', 'consult']);
  const { child, ended, port, base } = await started();
  const headers = { authorization: `Bearer ${token.trim()}` };
  expect(await (await fetch(`${base}/health`)).json()).toEqual({ status: 'UP' });
  expect(await (await fetch(`${base}/cpas`, { headers })).json()).toMatchObject({
    total: 0,
    items: [],
    first: expect.stringContaining(`http://localhost:${port}/fundingFlows/v1/cpas?`),
  });
  expect((await fetch(`${base}/cpas`)).status).toBe(401);
  child.kill('SIGTERM');
  expect(await ended).toBe('SIGTERM');
}, 120_000);

it('log lines say what was done, and nothing of what was sent', async () => {
  const { out } = await flows(data, ['token', '--as', 'officer-1', '--scope', 'consult,prepare']);
  const token = out.trim();
  const { child, ended, base, lines } = await started();
  const headers = {
    authorization: `Bearer ${token}`,
    'content-type': 'application/json',
    'idempotency-key': randomUUID(),
    'if-match': '"0"',
  };
  const post = async (path: string, body: string): Promise<number> =>
    (await fetch(`${base}${path}`, { method: 'POST', headers, body })).status;
  const [ssin, iban] = ['85021599958', 'BE68539007547034'];
  expect(await post('/dossiers/query', JSON.stringify({ ssin, reason: 'secretReason' }))).toBeLessThan(500);
  expect(await post('/dossiers/query', `{"ssin": "${ssin}"`)).toBe(400);
  expect(await post('/cpas/cpas-x/ibanProposals', JSON.stringify({ iban, startDate: '2025-01-01' }))).toBe(
    404,
  );
  expect((await fetch(`${base}/cpas?q=${ssin}`, { headers })).status).toBe(200);
  expect((await fetch(`${base}/cpas/${ssin}-x`, { headers })).status).toBe(404);
  expect((await fetch(`${base}/cpas`, { headers: { authorization: `Bearer ${token}x` } })).status).toBe(401);
  child.kill('SIGTERM');
  await ended;
  const text = lines();
  expect(text.match(/"answered"/g)).toHaveLength(6);
  for (const secret of [ssin, iban, 'secretReason', token, token.split('.')[2] ?? '']) {
    expect(text).not.toContain(secret);
  }
}, 120_000);

it('a token of our own making is refused where the organization has an issuer', async () => {
  const wrong = await flows(data, ['token', '--as', 'officer-1', '--scope', 'everything']);
  expect([wrong.code, wrong.err]).toEqual([2, expect.stringContaining('--scope')]);
  process.env['NODE_ENV'] = 'production';
  const refused = await flows(data, ['token', '--as', 'officer-1']);
  process.env['NODE_ENV'] = 'test';
  expect([refused.code, refused.err]).toEqual([2, expect.stringContaining('FLOWS_OIDC_ISSUER')]);
}, 60_000);

/** A server of its own process, what it says on standard error, and the signal that it ended by. */
async function started() {
  const child = spawn(process.execPath, ['dist/src/cli.js', 'serve'], {
    env: { ...process.env, FLOWS_DATA: data, FLOWS_PORT: '0', FLOWS_OPS_PORT: '0', NODE_OPTIONS: '' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  child.stderr.on('data', (piece) => (text += String(piece)));
  const ended = new Promise<string | null>((resolve) =>
    child.on('close', (_code, signal) => resolve(signal)),
  );
  const port = await portOf(child.stdout);
  return { child, ended, port, base: `http://127.0.0.1:${port}/fundingFlows/v1`, lines: () => text };
}

async function portOf(stream: NodeJS.ReadableStream): Promise<string> {
  let text = '';
  for await (const piece of stream) {
    text += String(piece);
    const port = /answers on port (\d+)/.exec(text)?.[1];
    if (port !== undefined) return port;
  }
  throw new Error(`it did not serve: ${text}`);
}
