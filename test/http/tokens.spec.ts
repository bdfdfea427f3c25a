import { generateKeyPairSync } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { jest } from '@jest/globals';
import { SignJWT, exportJWK } from 'jose';
import { scopeText, scopesOf } from '../../src/http/scope.js';
import { Tokens, configuredIssuer } from '../../src/http/tokens.js';

const RULES = {
  issuer: undefined,
  audience: 'fundingFlows',
  algorithm: 'ES256',
  subjectClaim: 'sub',
  scopeClaim: 'scope',
} as const;
const pair = () => generateKeyPairSync('ec', { namedCurve: 'P-256' });
const signed = (key: KeyObject, from: number, until: number, kid = 'k1'): Promise<string> =>
  new SignJWT({ sub: 'anna', scope: scopeText('consult') })
    .setProtectedHeader({ alg: 'ES256', kid })
    .setIssuer('us')
    .setAudience('fundingFlows')
    .setNotBefore(from)
    .setExpirationTime(until)
    .sign(key);

/** An issuer whose key can be another one from now on, and that counts how often it is asked. */
function issuer() {
  const state = { key: pair(), asked: 0 };
  const keys = () => {
    state.asked += 1;
    return Promise.resolve(state.key.publicKey);
  };
  return { state, tokens: new Tokens({ name: 'us', keys }, RULES) };
}

beforeEach(() => {
  jest.useFakeTimers({ now: new Date('2025-01-01T12:00:00Z'), doNotFake: ['nextTick', 'setImmediate'] });
});
afterEach(() => jest.useRealTimers());

it('scopes are those of ours in a text or a list, whatever else the list holds', () => {
  const consult = scopeText('consult');
  for (const claim of [`openid ${consult}`, ['openid', consult], [consult, { toString: 1 }, null, 7]]) {
    expect(scopesOf(claim)).toEqual(new Set(['consult']));
  }
  for (const claim of [undefined, null, 7, {}, [[consult]]]) expect(scopesOf(claim)).toEqual(new Set());
});

describe('a token that was taken before', () => {
  it('names the same caller', async () => {
    const { state, tokens } = issuer();
    const now = Date.now() / 1000;
    const bearer = `Bearer ${await signed(state.key.privateKey, now, now + 60)}`;
    const first = await tokens.callerOf(bearer);
    expect(await tokens.callerOf(bearer)).toBe(first);
    expect(first).toEqual({ official: 'anna', scopes: new Set(['consult']) });
    expect(state.asked).toBe(2);
  });

  it('is refused once it has expired, and where the clock is set back before it begins', async () => {
    const { state, tokens } = issuer();
    const now = Date.now() / 1000;
    const bearer = `Bearer ${await signed(state.key.privateKey, now, now + 60)}`;
    await tokens.callerOf(bearer);
    jest.setSystemTime(Date.now() + 66_000);
    await expect(tokens.callerOf(bearer)).rejects.toMatchObject({ code: 'expiredAccessToken' });
    jest.setSystemTime(Date.now() - 90_000);
    await expect(tokens.callerOf(bearer)).rejects.toMatchObject({ code: 'invalidAccessToken' });
  });

  it('is refused once the issuer has taken its key back', async () => {
    const { state, tokens } = issuer();
    const now = Date.now() / 1000;
    const bearer = `Bearer ${await signed(state.key.privateKey, now, now + 60)}`;
    await tokens.callerOf(bearer);
    state.key = pair();
    await expect(tokens.callerOf(bearer)).rejects.toMatchObject({ code: 'invalidAccessToken' });
  });

  it('says nothing for another one that differs in its signature alone', async () => {
    const { state, tokens } = issuer();
    const now = Date.now() / 1000;
    const token = await signed(state.key.privateKey, now, now + 60);
    await tokens.callerOf(`Bearer ${token}`);
    const [head, payload] = token.split('.');
    const forged = `${head}.${payload}.${(await signed(pair().privateKey, now, now + 60)).split('.')[2]}`;
    await expect(tokens.callerOf(`Bearer ${forged}`)).rejects.toMatchObject({ code: 'invalidAccessToken' });
  });
});

describe('keys that are fetched from the issuer', () => {
  /** How long they are kept, and how soon they are fetched again for a key that is not among them. */
  const KEPT_MS = 600_000;
  const COOLED_MS = 30_000;
  const DAY_SECONDS = 86_400;

  interface Keyed {
    readonly kid: string;
    readonly publicKey: KeyObject;
  }

  let server: Server;
  let answer: () => Promise<{ readonly status: number; readonly body: string }>;
  let fetched: number;
  let tokens: Tokens;
  beforeEach(async () => {
    fetched = 0;
    server = createServer((_request, response) => {
      fetched += 1;
      void answer().then(({ status, body }) => response.writeHead(status).end(body));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
    const { port } = server.address() as AddressInfo;
    tokens = new Tokens(configuredIssuer({ url: 'us', jwksUrl: `http://127.0.0.1:${port}/` }), RULES);
  });
  afterEach(() => {
    server.close();
    server.closeAllConnections();
  });

  /** From now on the issuer publishes these keys. */
  function publish(...published: readonly Keyed[]): void {
    answer = async () => {
      const keys = await Promise.all(
        published.map(async ({ kid, publicKey }) => ({ ...(await exportJWK(publicKey)), kid, alg: 'ES256' })),
      );
      return { status: 200, body: JSON.stringify({ keys }) };
    };
  }

  const [old, next] = [
    { kid: 'k1', ...pair() },
    { kid: 'k2', ...pair() },
  ];
  const bearer = async ({ kid, privateKey }: { kid: string; privateKey: KeyObject }): Promise<string> => {
    const now = Date.now() / 1000;
    return `Bearer ${await signed(privateKey, now, now + DAY_SECONDS, kid)}`;
  };
  const later = (ms: number) => jest.setSystemTime(Date.now() + ms);

  it('no longer open for a token once its key is gone from them and they are no longer kept', async () => {
    publish(old);
    const taken = await bearer(old);
    const caller = await tokens.callerOf(taken);
    publish(next);
    later(KEPT_MS - 1);
    expect(await tokens.callerOf(taken)).toBe(caller);
    expect(fetched).toBe(1);
    later(1);
    await expect(tokens.callerOf(taken)).rejects.toMatchObject({ code: 'invalidAccessToken' });
    expect((await tokens.callerOf(await bearer(next))).official).toBe('anna');
  });

  it('no longer open for it at once when a token of a new key made them be fetched', async () => {
    publish(old);
    const taken = await bearer(old);
    await tokens.callerOf(taken);
    publish(next);
    later(COOLED_MS);
    await tokens.callerOf(await bearer(next));
    expect(fetched).toBe(2);
    await expect(tokens.callerOf(taken)).rejects.toMatchObject({ code: 'invalidAccessToken' });
  });

  it('open for it as before where they are still the same ones', async () => {
    publish(old);
    const taken = await bearer(old);
    const caller = await tokens.callerOf(taken);
    publish(next, old);
    later(KEPT_MS);
    expect(await tokens.callerOf(taken)).toEqual(caller);
    expect(fetched).toBe(2);
  });

  it.each([
    ['fails', { status: 502, body: 'bad gateway' }],
    ['answers with what is no JSON', { status: 200, body: '<html>' }],
    ['answers with what are no keys', { status: 200, body: '{}' }],
  ])('are said to be away where the issuer %s: the token is not to blame', async (_how, told) => {
    publish(old);
    const taken = await bearer(old);
    await tokens.callerOf(taken);
    answer = () => Promise.resolve(told);
    later(KEPT_MS);
    await expect(tokens.callerOf(taken)).rejects.toMatchObject({ code: 'serviceUnavailable' });
    publish(old);
    expect((await tokens.callerOf(taken)).official).toBe('anna');
  });

  it('are said to be away where nobody answers', async () => {
    publish(old);
    const taken = await bearer(old);
    await tokens.callerOf(taken);
    server.close();
    server.closeAllConnections();
    later(KEPT_MS);
    await expect(tokens.callerOf(taken)).rejects.toMatchObject({ code: 'serviceUnavailable' });
  });
});
