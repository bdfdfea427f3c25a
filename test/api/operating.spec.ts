import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { jest } from '@jest/globals';
import { InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-node';
import { SignJWT, exportJWK } from 'jose';
import { Malformed } from '../../src/domain/rejection.js';
import { OWN_LINES } from '../../src/evidence/access-log.js';
import { listenOps } from '../../src/http/ops.js';
import { scopeText } from '../../src/http/scope.js';
import { Shell } from '../../src/http/shell.js';
import { recordTraces } from '../../src/http/tracing.js';
import { LogOfRecord } from '../../src/log/log-of-record.js';
import { openApi } from '../support/api.js';
import type { Api } from '../support/api.js';
import { unrealNiss } from '../support/forms.js';

const IBAN = { iban: 'BE68539007547034', startDate: '2025-01-01' };
const PROPOSE = 'POST /cpas/cpas-1/ibanProposals';

it('denied access goes to the access log, without what was asked', async () => {
  const api = await openApi({ FLOWS_NODE: 'node-1' });
  await api.call('GET /cpas/cpas-1', { as: null });
  const denied = await api.call(PROPOSE, { as: 'zoe', ifMatch: '"0"', body: IBAN });
  const text = await readFile(join(api.config.shared, 'access', 'node-1.ndjson'), 'utf8');
  const lines = text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown);
  expect(lines).toMatchObject([
    {
      kind: 'denied',
      subject: null,
      reason: 'noAccessToken',
      operation: 'GET /fundingFlows/v1/cpas/:cpasId',
    },
    { kind: 'denied', subject: 'zoe', reason: 'mandateMissing', traceId: denied.headers['belgov-trace-id'] },
  ]);
  expect(text).not.toContain(IBAN.iban);
  await api.close();
}, 60_000);

it('who asks again and again without a token is counted in the access log; other addresses leave nothing there', async () => {
  const api = await openApi({ FLOWS_NODE: 'node-1' });
  for (let n = 0; n < OWN_LINES + 2; n += 1) {
    expect((await api.call(`GET /cpas/cpas-${n}`, { as: null })).status).toBe(401);
    expect((await api.call(`GET /nothing-${n}`, { as: null })).status).toBe(404);
    expect((await api.call('PROPFIND /cpas', { as: null })).status).toBe(405);
  }
  const file = join(api.config.shared, 'access', 'node-1.ndjson');
  expect((await readFile(file, 'utf8')).trim().split('\n')).toHaveLength(OWN_LINES);
  await api.app.close();
  const lines = (await readFile(file, 'utf8')).trim().split('\n');
  expect(lines).toHaveLength(OWN_LINES + 1);
  expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({
    kind: 'denied',
    operation: 'GET /fundingFlows/v1/cpas/:cpasId',
    subject: null,
    reason: 'noAccessToken',
    repeated: 2,
    lastAt: api.clock.now(),
  });
  await api.close();
}, 60_000);

describe('where the access log cannot be written', () => {
  const SSIN = unrealNiss('710102');
  const reason = 'letter of 3 February';
  const asked = ['POST /dossiers/query', 'POST /auditTrail/query'];

  /** Asks for a person, which must be refused and logged, and say nothing of them. */
  async function refuses(api: Api, code: string): Promise<void> {
    const failed = jest.spyOn(api.app.get(Shell).log, 'error');
    for (const operation of asked) {
      failed.mockClear();
      const { status, headers, body, text } = await api.call(operation, {
        key: null,
        body: { ssin: SSIN, reason },
      });
      expect([status, headers['retry-after']]).toEqual([503, '5']);
      expect(body).toEqual({
        type: 'urn:problem-type:belgif:serviceUnavailable',
        href: expect.any(String),
        title: 'Service Unavailable',
        status: 503,
        detail: expect.any(String),
        instance: `urn:uuid:${headers['belgov-trace-id']}`,
      });
      expect(text).not.toContain(SSIN);
      expect(failed.mock.calls).toEqual([
        [
          expect.objectContaining({
            traceId: headers['belgov-trace-id'],
            err: expect.objectContaining({ cause: expect.objectContaining({ code }) }),
          }),
          'failed',
        ],
      ]);
    }
    failed.mockRestore();
  }

  it('because the disk is full, nobody is told of a person, and who is refused is refused', async () => {
    const shared = await mkdtemp(join(tmpdir(), 'flows-full-'));
    await mkdir(join(shared, 'access'));
    await symlink('/dev/full', join(shared, 'access', 'node-1.ndjson'));
    const api = await openApi({ FLOWS_NODE: 'node-1', FLOWS_SHARED: shared });
    await refuses(api, 'ENOSPC');
    const fatal = jest.spyOn(api.app.get(Shell).log, 'fatal');
    expect((await api.call('GET /cpas', { as: null })).status).toBe(401);
    expect(fatal.mock.calls).toEqual([
      [expect.objectContaining({ err: expect.objectContaining({ code: 'ENOSPC' }) }), 'access log'],
    ]);
    await api.close();
    await rm(shared, { recursive: true });
  }, 60_000);

  it('because it is closed, nobody is told of a person', async () => {
    const api = await openApi();
    await api.app.get(Shell).accessLog.close();
    await refuses(api, 'EBADF');
    await api.close();
  }, 60_000);
});

it('figures and readiness are told on a port of their own', async () => {
  const api = await openApi();
  const shell = api.app.get(Shell);
  const ops = `http://127.0.0.1:${await listenOps(api.engine, shell)}`;
  await api.call(PROPOSE, { ifMatch: '"0"', body: IBAN });
  await api.call(PROPOSE, { ifMatch: '"7"', body: IBAN });
  const metrics = await (await fetch(`${ops}/metrics`)).text();
  expect(metrics).toContain('flows_refusals_total{code="versionMismatch"} 1');
  expect(metrics).toContain('flows_read_model_lag_events{name="balances"} 0');
  expect(metrics).toMatch(/flows_append_duration_seconds_count [1-9]/);
  expect(metrics).toMatch(/flows_group_commit_calls_count [1-9]/);
  expect(metrics).toContain(
    'flows_http_request_duration_seconds_count{operation="POST /fundingFlows/v1/cpas/:cpasId/ibanProposals",status="201"} 1',
  );
  expect((await fetch(`${ops}/live`)).status).toBe(200);
  expect((await fetch(`${ops}/ready`)).status).toBe(200);
  shell.beforeApplicationShutdown();
  expect((await fetch(`${ops}/ready`)).status).toBe(503);
  expect((await api.call('GET /cpas')).body.type).toBe('urn:problem-type:belgif:serviceUnavailable');
  await api.close();
}, 60_000);

it('a trace goes from the request to the read models, under the id that the client was told', async () => {
  const exporter = new InMemorySpanExporter();
  const stop = recordTraces(new SimpleSpanProcessor(exporter));
  const api = await openApi();
  exporter.reset();
  const { headers } = await api.call(PROPOSE, { ifMatch: '"0"', body: IBAN });
  await api.engine.waitFor(api.engine.local.head(), { timeoutMs: 5_000 });
  await new Promise((resolve) => setImmediate(resolve));
  const spans = exporter.getFinishedSpans();
  const traceId = headers['belgov-trace-id']?.replaceAll('-', '');
  expect(spans.map((span) => span.name).sort()).toEqual([
    'POST /fundingFlows/v1/cpas/:cpasId/ibanProposals',
    'append',
    'command',
    'read models',
  ]);
  expect(new Set(spans.map((span) => span.spanContext().traceId))).toEqual(new Set([traceId]));
  await api.close();
  await stop();
}, 60_000);

it('a stop finishes or refuses each command', async () => {
  const api = await openApi();
  await api.app.listen(0, '127.0.0.1');
  const { port } = api.app.getHttpServer().address() as AddressInfo;
  const token = await api.token('anna');
  const send = async (n: number): Promise<number> => {
    const answer = await fetch(
      `http://127.0.0.1:${port}/fundingFlows/v1/cpas/cpas-${(n % 3) + 1}/ibanProposals`,
      {
        method: 'POST',
        headers: {
          authorization: `Bearer ${token}`,
          'content-type': 'application/json',
          'idempotency-key': randomUUID(),
          'if-match': `"${Math.floor(n / 3)}"`,
        },
        body: JSON.stringify({ ...IBAN, startDate: `2025-01-${String(n + 1).padStart(2, '0')}` }),
      },
    ).catch(() => undefined);
    return answer?.status ?? 0;
  };
  const sent = Array.from({ length: 12 }, (_, n) => send(n));
  await sent[0];
  const closing = api.app.close();
  const codes = await Promise.all(sent);
  await closing;
  const record = await LogOfRecord.open({ ...api.config, write: false });
  const recorded = [1, 2, 3].reduce((sum, n) => sum + record.local.revisionOf(`party-cpas-${n}`), 0);
  await record.close();
  expect(codes.filter((code) => code === 201)).toHaveLength(recorded);
  expect(codes.every((code) => [201, 412, 503, 0].includes(code))).toBe(true);
  await api.close();
}, 20_000);

it('an issuer that is configured is the only one: its keys by URL, and none of ours', async () => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const jwk = { ...(await exportJWK(publicKey)), kid: 'k1', alg: 'RS256', use: 'sig' };
  const server = createServer((_request, response) => response.end(JSON.stringify({ keys: [jwk] })));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const api = await openApi({
    FLOWS_OIDC_ISSUER: url,
    FLOWS_OIDC_JWKS_URL: `${url}/jwks`,
    FLOWS_OIDC_ALGORITHM: 'RS256',
    FLOWS_OIDC_SUBJECT_CLAIM: 'fedid',
    NODE_ENV: 'production',
  });
  const sign = (alg: string) =>
    new SignJWT({ fedid: 'anna', scope: [scopeText('consult')] })
      .setProtectedHeader({ alg, kid: 'k1' })
      .setIssuer(url)
      .setAudience('fundingFlows')
      .setExpirationTime('1m')
      .sign(privateKey);
  const ask = (token: string) =>
    api.call('GET /cpas', { as: null, headers: { authorization: `Bearer ${token}` } });
  expect((await ask(await sign('RS256'))).status).toBe(200);
  expect((await ask(await sign('PS256'))).status).toBe(401);
  await expect(api.token('anna')).rejects.toThrow(Malformed);
  await api.close();
  server.close();
}, 60_000);

it('without an issuer a production node does not start', async () => {
  await expect(openApi({ NODE_ENV: 'production' })).rejects.toThrow(/FLOWS_OIDC_ISSUER/);
}, 60_000);

it('a failure that nobody expected says nothing of the inside', async () => {
  const api = await openApi();
  await api.engine.waitFor(api.engine.local.head(), { timeoutMs: 10_000 });
  const { file } = api.engine.health().readModels.find(({ name }) => name === 'reference') ?? { file: '' };
  const readModel = new DatabaseSync(join(api.config.data, 'read-models', 'reference', file));
  readModel.exec('DROP TABLE fact');
  readModel.close();
  const { status, body, text } = await api.call('GET /cpas/cpas-1', { headers: { 'accept-language': 'de' } });
  expect([status, body.type]).toEqual([500, 'urn:problem-type:belgif:internalServerError']);
  expect(text).not.toMatch(/fact|table|sqlite/i);
  await api.close();
}, 60_000);
