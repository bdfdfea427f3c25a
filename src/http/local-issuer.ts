import { createPublicKey } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { SignJWT } from 'jose';
import type { Config } from '../config.js';
import type { OfficialId } from '../domain/ids.js';
import { Malformed } from '../domain/rejection.js';
import { scopeText } from './scope.js';
import type { ScopeName } from './scope.js';
import type { Issuer } from './tokens.js';

/** Names the log, so that a token of one environment is foreign in another. */
const nameFor = (logId: string): string => `urn:cpas-flows:local:${logId}`;

/** The issuer of tokens that an embedded log has of its own. Throws {@link Malformed} where it must not be used. */
export function localIssuer(config: Config, logId: string, key: KeyObject): Issuer {
  refuseOutside(config);
  const open = createPublicKey(key);
  return { name: nameFor(logId), keys: () => Promise.resolve(open) };
}

/** Refuses the local issuer where the organization's own one must be used. Throws {@link Malformed}. */
export function refuseOutside({ log, production, tokens }: Config): void {
  const why = production
    ? 'NODE_ENV is production'
    : log.kind !== 'sqlite'
      ? 'the log is not an embedded one'
      : tokens.issuer
        ? 'an issuer is configured'
        : undefined;
  if (why !== undefined) {
    throw new Malformed(`must name the issuer of tokens: ${why}`, 'FLOWS_OIDC_ISSUER');
  }
}

export interface TokenWanted {
  readonly official: OfficialId;
  readonly scopes: readonly ScopeName[];
  readonly ttlSeconds: number;
}

/** Signs a token of the local issuer. Throws {@link Malformed} where the local issuer must not be used. */
export async function signToken(
  config: Config,
  { logId, key }: { readonly logId: string; readonly key: KeyObject },
  { official, scopes, ttlSeconds }: TokenWanted,
): Promise<string> {
  refuseOutside(config);
  const { audience, subjectClaim, scopeClaim } = config.tokens;
  const now = Math.floor(Date.now() / 1000);
  return new SignJWT({ [subjectClaim]: official, [scopeClaim]: scopes.map(scopeText).join(' ') })
    .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt' })
    .setIssuer(nameFor(logId))
    .setAudience(audience)
    .setIssuedAt(now)
    .setNotBefore(now)
    .setExpirationTime(now + ttlSeconds)
    .sign(key);
}
