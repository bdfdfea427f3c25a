import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { SignJWT, UnsecuredJWT } from 'jose';
import { openTokenKey } from '../../src/evidence/token-key.js';
import { CONTROLLERS } from '../../src/http/controllers.js';
import { SCOPES, scopeText } from '../../src/http/scope.js';
import { openApi } from '../support/api.js';
import type { Api } from '../support/api.js';
import { contracted, nameOf } from '../support/operations.js';
import type { Operation } from '../support/operations.js';

const BASE = '/fundingFlows/v1';
const UUID = '3f0e7a54-5c5e-4a4f-9f0e-0c9d5f3b7a11';
const OPEN = ['GET /doc', 'GET /doc/openapi.json', 'GET /doc/openapi.yaml', 'GET /doc/style', 'GET /health'];

const routeOf = (path: string): string => BASE + path.replaceAll(/\{(\w+)\}/g, ':$1');
const addressOf = ({ method, path }: Operation): string => `${method} ${path.replaceAll(/\{\w+\}/g, UUID)}`;

let api: Api;
const operations = contracted();
beforeAll(async () => {
  api = await openApi({ FLOWS_NODE: 'node-1' });
}, 60_000);
afterAll(() => api.close());

describe('the contract and the routes', () => {
  it('are the same operations', () => {
    expect(operations.filter((one) => !isServed(one)).map(nameOf)).toEqual([]);
    const known = new Set(operations.map(({ method, path }) => `${method} ${routeOf(path)}`));
    expect(routes().filter((route) => !known.has(route))).toEqual([]);
  });

  it('are open to nobody but for health and the contract itself', () => {
    const open = operations.filter(({ scopes }) => scopes.length === 0);
    expect(open.map(nameOf).sort()).toEqual(OPEN);
  });
});

function isServed({ method, path }: Operation): boolean {
  const fastify: FastifyInstance = api.app.getHttpAdapter().getInstance();
  return fastify.hasRoute({ method, url: routeOf(path) });
}

/** What the controllers declare, as `GET /fundingFlows/v1/cpas/:cpasId`. */
function routes(): readonly string[] {
  const methods: Readonly<Record<number, string>> = {
    0: 'GET',
    1: 'POST',
    2: 'PUT',
    3: 'DELETE',
    4: 'PATCH',
  };
  return CONTROLLERS.flatMap((controller) => {
    const prototype = controller.prototype as Readonly<Record<string, object>>;
    return Object.getOwnPropertyNames(prototype).flatMap((name) => {
      const handler = prototype[name];
      const method: unknown = handler && Reflect.getMetadata('method', handler);
      if (handler === undefined || typeof method !== 'number') return [];
      const parts = [Reflect.getMetadata('path', controller), Reflect.getMetadata('path', handler)];
      const path = parts.map((part) => String(part).replaceAll(/^\/|\/$/g, '')).filter((part) => part !== '');
      return [`${methods[method] ?? method} ${[BASE, ...path].join('/')}`];
    });
  });
}

describe('every operation', () => {
  const seconds = Math.floor(Date.now() / 1000);
  const every = SCOPES.map(scopeText).join(' ');
  const other = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const own = (): Promise<KeyObject> => openTokenKey(api.config.shared);

  /** A good token but for one thing. */
  async function signed(change: (jwt: SignJWT) => SignJWT, key?: KeyObject): Promise<string> {
    const jwt = new SignJWT({ sub: 'anna', scope: every })
      .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt' })
      .setIssuer('urn:cpas-flows:local:log-test')
      .setAudience('fundingFlows')
      .setNotBefore(seconds - 60)
      .setExpirationTime(seconds + 3_600);
    return change(jwt).sign(key ?? (await own()));
  }

  /** Signed with what everybody can know, as if it were a secret. */
  async function signedWithPublicKey(): Promise<string> {
    const pem = createPublicKey(await own()).export({ type: 'spki', format: 'pem' });
    return new SignJWT({ sub: 'anna', scope: every })
      .setProtectedHeader({ alg: 'HS256' })
      .setIssuer('urn:cpas-flows:local:log-test')
      .setAudience('fundingFlows')
      .setExpirationTime(seconds + 3_600)
      .sign(Buffer.from(pem));
  }

  async function altered(): Promise<string> {
    const good = await signed((jwt) => jwt);
    const headers = { authorization: `Bearer ${good}` };
    expect((await api.call('GET /cpas', { as: null, headers })).status).toBe(200);
    const [head, , seal] = good.split('.');
    const [, payload] = (await signed((jwt) => jwt.setSubject('alice'))).split('.');
    return [head, payload, seal].join('.');
  }

  const unsigned = (): string =>
    new UnsecuredJWT({ sub: 'anna', scope: every })
      .setIssuer('urn:cpas-flows:local:log-test')
      .setAudience('fundingFlows')
      .setExpirationTime(seconds + 3_600)
      .encode();

  // Ten cases at most: what more is refused so within a minute is counted, and has no line of its own.
  const INVALID = [401, 'invalidAccessToken', expect.stringContaining('error="invalid_token"')];
  const CASES: readonly (readonly [
    string,
    () => Promise<string> | string | undefined,
    readonly unknown[],
  ])[] = [
    ['without a token', () => undefined, [401, 'noAccessToken', 'Bearer realm="fundingFlows"']],
    [
      'with a token that has expired',
      () => signed((jwt) => jwt.setExpirationTime(seconds - 60)),
      [401, 'expiredAccessToken', expect.stringContaining('error="invalid_token"')],
    ],
    ['with a token not yet valid', () => signed((jwt) => jwt.setNotBefore(seconds + 600)), INVALID],
    ['with a token of another issuer', () => signed((jwt) => jwt.setIssuer('urn:other')), INVALID],
    ['with a token for another audience', () => signed((jwt) => jwt.setAudience('other')), INVALID],
    ['with a token that nobody signed (alg none)', unsigned, INVALID],
    ['with a token signed HS256 by the public key', signedWithPublicKey, INVALID],
    ['with a token signed by a key that is not known', () => signed((jwt) => jwt, other.privateKey), INVALID],
    ['with a token that was good until it was altered', altered, INVALID],
    [
      'with a token of another instance, whose key is its own',
      () => signed((jwt) => jwt.setIssuer('urn:cpas-flows:local:log-other'), other.privateKey),
      INVALID,
    ],
    [
      'with a token of another log, whose key is the same',
      () => signed((jwt) => jwt.setIssuer('urn:cpas-flows:local:log-other')),
      INVALID,
    ],
  ];

  it.each(CASES)(
    '%s does nothing, and the access log says so',
    async (_case, make, [status, code, challenge]) => {
      const token = await make();
      const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
      await refuses(() => headers, { status, code, challenge });
    },
    60_000,
  );

  it('with a token that has every scope but its own does nothing, and the access log says so', async () => {
    const tokens = new Map<string, string>();
    for (const scope of SCOPES) {
      const others = SCOPES.filter((one) => one !== scope);
      tokens.set(scopeText(scope), await api.token('anna', others));
    }
    await refuses(({ scopes }) => ({ authorization: `Bearer ${tokens.get(scopes[0] ?? '')}` }), {
      status: 403,
      code: 'missingScope',
      challenge: expect.stringContaining('error="insufficient_scope"'),
    });
  }, 60_000);
});

/** Asks for every operation that is served and not open; each is refused so, nothing is recorded, and each refusal is in the access log. */
async function refuses(
  headersFor: (operation: Operation) => Readonly<Record<string, string>>,
  expected: Readonly<Record<'status' | 'code' | 'challenge', unknown>>,
): Promise<void> {
  const head = api.engine.local.head();
  const guarded = operations.filter((one) => one.scopes.length > 0 && isServed(one));
  expect(guarded.length).toBeGreaterThan(50);
  const traces: (string | undefined)[] = [];
  for (const operation of guarded) {
    const asked = { as: null, key: null, headers: headersFor(operation) };
    const { status, headers, body } = await api.call(addressOf(operation), asked);
    const type = String(body?.type);
    expect({
      operation: nameOf(operation),
      status,
      code: type.split(':').at(-1),
      challenge: headers['www-authenticate'],
      requiredScopes: body?.requiredScopes ?? operation.scopes,
    }).toEqual({ operation: nameOf(operation), requiredScopes: operation.scopes, ...expected });
    expect(type).toMatch(/^urn:problem-type:belgif:/);
    traces.push(headers['belgov-trace-id']);
  }
  expect(api.engine.local.head()).toBe(head);
  const text = await readFile(join(api.config.shared, 'access', 'node-1.ndjson'), 'utf8');
  const lines = text.trim().split('\n');
  const notes = lines.slice(-guarded.length).map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(notes.map(({ kind, traceId, reason, operation }) => ({ kind, traceId, reason, operation }))).toEqual(
    guarded.map(({ method, path }, index) => ({
      kind: 'denied',
      traceId: traces[index],
      reason: expected.code,
      operation: `${method} ${routeOf(path)}`,
    })),
  );
}
