import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { DynamicModule } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule, NodeClock } from '../../src/app.module.js';
import { configFrom } from '../../src/config.js';
import type { Config } from '../../src/config.js';
import { officialId } from '../../src/domain/ids.js';
import type { OfficialId } from '../../src/domain/ids.js';
import type { Role } from '../../src/domain/mandate/events.js';
import { brusselsDay, instant } from '../../src/domain/time.js';
import type { Acting } from '../../src/engine/acting.js';
import { confirmProposal, importParties, proposeMandate } from '../../src/engine/acts.js';
import type { SimulatedClock } from '../../src/engine/clock.js';
import { Engine } from '../../src/engine/engine.js';
import { openTokenKey } from '../../src/evidence/token-key.js';
import { createServer } from '../../src/http/server.js';
import { signToken } from '../../src/http/local-issuer.js';
import { SCOPES } from '../../src/http/scope.js';
import type { ScopeName } from '../../src/http/scope.js';
import { contractCheck } from './contract-check.js';
import type { ContractCheck, SentRequest } from './contract-check.js';
import { ALICE, BRUNO, FOUNDERS } from './facts.js';
import { registerParty } from './parties.js';

/** What the tests send. */
export interface Ask {
  /** Official whose token is sent, with every scope unless `scopes` narrows it; nobody where it is null. */
  readonly as?: string | null;
  readonly scopes?: readonly ScopeName[];
  /** A key of its own for each command unless given; none where it is null. */
  readonly key?: string | null;
  readonly ifMatch?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON; as it is where it is a text. */
  readonly body?: unknown;
}

export interface Told {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  // Tests look into answers by name.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly body: any;
  readonly text: string;
}

/** A real server in this process over an embedded log of its own. */
export interface Api {
  readonly app: NestFastifyApplication;
  readonly engine: Engine;
  readonly clock: SimulatedClock;
  readonly config: Config;
  readonly token: (official: string, scopes?: readonly ScopeName[]) => Promise<string>;
  /** `call('GET /cpas')`: a path below the base path, or a link of an answer. */
  readonly call: (request: string, ask?: Ask) => Promise<Told>;
  /** Acts as an official without the door, for what a test takes as given. */
  readonly acting: (official: OfficialId, key?: string) => Acting;
  /** Gives an official a role by two founders. */
  readonly give: (official: string, ...roles: readonly Role[]) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Holds every mandate but that of a founder; `bea` too, as the second person. */
export const ANNA = officialId('anna');
export const BEA = officialId('bea');

const START = instant('2024-11-20T09:00:00.000Z');
const ROLES: readonly Role[] = ['registrar', 'ruleEditor', 'shareEditor', 'intake', 'runManager'];
const BASE = '/fundingFlows/v1';

/** Opens the server on a new log with three CPAS (`cpas-1` to `cpas-3`) and the officials {@link ANNA} and {@link BEA}. */
export async function openApi(
  environment: Readonly<Record<string, string>> = {},
  change: (module: DynamicModule) => DynamicModule = (module) => module,
): Promise<Api> {
  const folder = await mkdtemp(join(tmpdir(), 'flows-api-'));
  const config = configFrom({
    FLOWS_DATA: folder,
    FLOWS_LOG_LEVEL: 'silent',
    FLOWS_PORT: '0',
    FLOWS_OPS_PORT: '0',
    FLOWS_PUBLIC_URL: 'https://api.example.org',
    ...environment,
  });
  const opening = { logId: 'log-test', founders: FOUNDERS };
  const module = AppModule.for({ config, write: true, opening, simulatedFrom: START, serve: true });
  const app = await createServer(change(module));
  const engine = app.get(Engine);
  const clock = app.get(NodeClock).clock as SimulatedClock;
  const key = await openTokenKey(config.shared);
  const token = (official: string, scopes: readonly ScopeName[] = SCOPES): Promise<string> =>
    signToken(
      config,
      { logId: 'log-test', key },
      { official: officialId(official), scopes, ttlSeconds: 600 },
    );
  const acting = (official: OfficialId, own: string = randomUUID()): Acting => ({
    official,
    on: brusselsDay(clock.now()),
    door: 'test',
    key: own,
  });
  const give = async (official: string, ...roles: readonly Role[]): Promise<void> => {
    for (const role of roles) {
      const wanted = {
        officialId: officialId(official),
        role,
        schemes: ['*'],
        validFrom: brusselsDay(START),
        validUntil: null,
      };
      const { proposalId } = await proposeMandate(engine, acting(ALICE), wanted);
      await confirmProposal(engine, acting(BRUNO), proposalId);
    }
  };
  await give(ANNA, ...ROLES);
  await give(BEA, ...ROLES);
  const parties = [1, 2, 3].map((n) => ({ ...registerParty(`cpas-${n}`, n), by: ANNA }));
  const { refused } = await importParties(engine, acting(ANNA), () => parties);
  if (refused[0]) throw refused[0];
  const call = async (request: string, ask: Ask = {}): Promise<Told> =>
    told(app, request, await sent(ask, token));
  const close = async (): Promise<void> => {
    await app.close();
    await rm(folder, { recursive: true, force: true });
  };
  return { app, engine, clock, config, token, call, acting, give, close };
}

async function sent(ask: Ask, token: Api['token']) {
  const { as = ANNA, scopes, key = randomUUID(), ifMatch, body } = ask;
  const payload = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
  return {
    payload,
    headers: {
      ...(as !== null && { authorization: `Bearer ${await token(as, scopes)}` }),
      ...(key !== null && body !== undefined && { 'idempotency-key': key }),
      ...(ifMatch !== undefined && { 'if-match': ifMatch }),
      ...(payload !== undefined && { 'content-type': 'application/json' }),
      ...ask.headers,
    },
  };
}

async function told(
  app: NestFastifyApplication,
  request: string,
  { payload, headers }: Awaited<ReturnType<typeof sent>>,
): Promise<Told> {
  const [method = '', address = ''] = request.split(' ');
  const url = address.startsWith('https://api.example.org') ? address.slice(23) : `${BASE}${address}`;
  const answer = await app.inject({
    method: method as 'GET',
    url,
    headers,
    ...(payload !== undefined && { payload }),
  });
  const json = /[/+]json\b/.test(String(answer.headers['content-type']));
  const packed = answer.headers['content-encoding'] === 'gzip';
  const text = packed ? gunzipSync(answer.rawPayload).toString() : answer.body;
  const told = {
    status: answer.statusCode,
    headers: answer.headers as Told['headers'],
    text,
    body: json && text !== '' ? JSON.parse(text) : undefined,
  };
  const isJson = headers['content-type'] === 'application/json';
  const body = payload === undefined || !isJson ? payload : parsedOr(payload);
  holdToContract({ method, url: url.slice(BASE.length), headers, body }, told);
  return told;
}

let contract: ContractCheck | undefined;

/** What was taken is as the contract has it, and so is every answer; addresses that it does not have are not its matter. */
function holdToContract(request: SentRequest, answer: Told): void {
  contract ??= contractCheck();
  if (/%(?![0-9a-f]{2})|\/$/i.test(request.url) || contract.operationId(request) === undefined) return;
  const faults = [
    ...(answer.status < 400 ? contract.request(request) : []),
    ...contract.answer(request, {
      ...answer,
      body: answer.body ?? (answer.text === '' ? undefined : answer.text),
    }),
  ];
  if (faults.length > 0) {
    throw new Error(
      `${request.method} ${request.url} ${answer.status}: ${faults.join('; ')}\n${answer.text}`,
    );
  }
}

/** A test may send what is no JSON. */
function parsedOr(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
