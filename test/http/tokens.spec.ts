import { generateKeyPairSync } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { jest } from '@jest/globals';
import { SignJWT } from 'jose';
import { scopeText } from '../../src/http/scope.js';
import { Tokens } from '../../src/http/tokens.js';

const RULES = {
  issuer: undefined,
  audience: 'fundingFlows',
  algorithm: 'ES256',
  subjectClaim: 'sub',
  scopeClaim: 'scope',
} as const;
const pair = () => generateKeyPairSync('ec', { namedCurve: 'P-256' });
const signed = (key: KeyObject, from: number, until: number): Promise<string> =>
  new SignJWT({ sub: 'anna', scope: scopeText('consult') })
    .setProtectedHeader({ alg: 'ES256' })
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
