import { hash } from 'node:crypto';
import { createRemoteJWKSet, errors, jwtVerify } from 'jose';
import type { JWTHeaderParameters, JWTPayload, JWTVerifyGetKey, JWTVerifyResult } from 'jose';
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

/** Codes of jose for an issuer that does not answer in time, answers with an error, or with what are no keys. */
const KEYS_AWAY: ReadonlySet<string> = new Set([
  errors.JWKSTimeout.code,
  errors.JOSEError.code,
  errors.JWKSInvalid.code,
]);

/** Tokens that were verified once, at most. */
const KEPT = 1_000;

/** A token whose signature, issuer, audience and subject were found right. */
interface Known {
  readonly caller: Caller;
  /** That it was verified with. Keys that were fetched anew are other ones, whatever they say. */
  readonly key: unknown;
  readonly header: JWTHeaderParameters;
  readonly claims: JWTPayload;
}

/** The bearer tokens of callers. What was verified is not verified again as long as the issuer's key is the same one. */
export class Tokens {
  private readonly known = new Map<string, Known>();

  constructor(
    private readonly issuer: Issuer,
    private readonly rules: TokenRules,
  ) {}

  /**
   * Who a bearer token says calls. Issuer, audience, algorithm and times are checked against the configuration, never
   * against what the token says of itself; times and the issuer's key at each request. Throws {@link Fault}:
   * `noAccessToken`, `invalidAccessToken`, `expiredAccessToken`, and `serviceUnavailable` where the issuer's keys cannot
   * be had.
   */
  async callerOf(authorization: string | undefined): Promise<Caller> {
    if (authorization === undefined) throw unauthorized('noAccessToken');
    const token = /^Bearer ([A-Za-z0-9\-._~+/]+=*)$/i.exec(authorization)?.[1];
    if (token === undefined) throw unauthorized('invalidAccessToken', 'not a bearer token');
    const digest = hash('sha256', token, 'base64');
    const held = this.known.get(digest);
    this.known.delete(digest);
    const known = held && (await this.holds(held, token)) ? held : await this.verified(token);
    this.known.set(digest, known);
    if (this.known.size > KEPT) this.forgetOldest();
    return known.caller;
  }

  private forgetOldest(): void {
    const [oldest] = this.known.keys();
    if (oldest !== undefined) this.known.delete(oldest);
  }

  /** Whether nothing but the time has changed since it was verified, and the time is still one of its own. */
  private async holds({ key, header, claims }: Known, token: string): Promise<boolean> {
    const now = Math.floor(Date.now() / 1000);
    if ((claims.exp ?? 0) <= now - CLOCK_TOLERANCE_SECONDS) return false;
    if ((claims.nbf ?? 0) > now + CLOCK_TOLERANCE_SECONDS) return false;
    const [head = '', payload = '', signature = ''] = token.split('.');
    const current = this.issuer.keys(header, { protected: head, payload, signature });
    // Without keys it is verified again, which says why that is not possible.
    return (await Promise.resolve(current).catch(() => undefined)) === key;
  }

  private async verified(token: string): Promise<Known> {
    const { rules } = this;
    const { payload: claims, protectedHeader, key } = await this.signed(token);
    const subject = claims[rules.subjectClaim];
    if (typeof subject !== 'string') throw unauthorized('invalidAccessToken', 'the token names nobody');
    try {
      const caller = { official: officialId(subject), scopes: scopesOf(claims[rules.scopeClaim]) };
      return { caller, claims, header: protectedHeader, key };
    } catch (error) {
      if (!(error instanceof Malformed)) throw error;
      throw unauthorized('invalidAccessToken', 'the subject is no id of an official');
    }
  }

  private async signed(token: string): Promise<JWTVerifyResult & { readonly key: unknown }> {
    const { issuer, rules } = this;
    try {
      const used: { key?: unknown } = {};
      const keys: JWTVerifyGetKey = async (header, jws) => {
        const key = await issuer.keys(header, jws);
        used.key = key;
        return key;
      };
      const result = await jwtVerify(token, keys, {
        issuer: issuer.name,
        audience: rules.audience,
        algorithms: [rules.algorithm],
        requiredClaims: ['exp'],
        clockTolerance: CLOCK_TOLERANCE_SECONDS,
      });
      return { ...result, key: used.key };
    } catch (error) {
      if (error instanceof errors.JWTExpired) {
        throw unauthorized('expiredAccessToken', 'the token has expired');
      }
      if (!(error instanceof errors.JOSEError) || KEYS_AWAY.has(error.code)) {
        throw new Fault('serviceUnavailable', { headers: { 'Retry-After': '5' }, cause: error });
      }
      throw unauthorized('invalidAccessToken', 'the token is not valid');
    }
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
