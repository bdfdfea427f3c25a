import { createRemoteJWKSet, errors, jwtVerify } from 'jose';
import type { JWTPayload, JWTVerifyGetKey } from 'jose';
import type { TokenRules } from '../config.js';
import { officialId } from '../domain/ids.js';
import { Malformed } from '../domain/rejection.js';
import type { Caller } from './call.js';
import { Fault } from './fault.js';
import { scopesOf } from './scope.js';

/** Who says who somebody is: the issuer's name as tokens carry it, and its keys. */
export interface Issuer {
  readonly name: string;
  readonly keys: JWTVerifyGetKey;
}

/** Clocks of two machines differ a little. */
const CLOCK_TOLERANCE_SECONDS = 5;

/** The issuer that the configuration names; its keys are fetched when first needed and kept. */
export const configuredIssuer = ({ url, jwksUrl }: NonNullable<TokenRules['issuer']>): Issuer => ({
  name: url,
  keys: createRemoteJWKSet(new URL(jwksUrl), { timeoutDuration: 5_000 }),
});

/**
 * Who a bearer token says calls. Issuer, audience, algorithm and times are checked against the configuration, never
 * against what the token says of itself. Throws {@link Fault}: `noAccessToken`, `invalidAccessToken`,
 * `expiredAccessToken`, and `serviceUnavailable` where the issuer's keys cannot be had.
 */
export async function callerOf(
  authorization: string | undefined,
  issuer: Issuer,
  rules: TokenRules,
): Promise<Caller> {
  if (authorization === undefined) throw unauthorized('noAccessToken');
  const token = /^Bearer ([A-Za-z0-9\-._~+/]+=*)$/i.exec(authorization)?.[1];
  if (token === undefined) throw unauthorized('invalidAccessToken', 'not a bearer token');
  const claims = await verified(token, issuer, rules);
  const subject = claims[rules.subjectClaim];
  if (typeof subject !== 'string') throw unauthorized('invalidAccessToken', 'the token names nobody');
  try {
    return { official: officialId(subject), scopes: scopesOf(claims[rules.scopeClaim]) };
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    throw unauthorized('invalidAccessToken', 'the subject is no id of an official');
  }
}

async function verified(token: string, issuer: Issuer, rules: TokenRules): Promise<JWTPayload> {
  try {
    const { payload } = await jwtVerify(token, issuer.keys, {
      issuer: issuer.name,
      audience: rules.audience,
      algorithms: [rules.algorithm],
      requiredClaims: ['exp'],
      clockTolerance: CLOCK_TOLERANCE_SECONDS,
    });
    return payload;
  } catch (error) {
    if (error instanceof errors.JWTExpired) {
      throw unauthorized('expiredAccessToken', 'the token has expired');
    }
    if (error instanceof errors.JWKSTimeout || !(error instanceof errors.JOSEError)) {
      throw new Fault('serviceUnavailable', { headers: { 'Retry-After': '5' }, cause: error });
    }
    throw unauthorized('invalidAccessToken', 'the token is not valid');
  }
}

function unauthorized(
  code: 'noAccessToken' | 'invalidAccessToken' | 'expiredAccessToken',
  description?: string,
): Fault {
  const challenge = 'Bearer realm="fundingFlows"';
  return new Fault(code, {
    headers: {
      'WWW-Authenticate':
        description === undefined
          ? challenge
          : `${challenge}, error="invalid_token", error_description="${description}"`,
    },
  });
}
