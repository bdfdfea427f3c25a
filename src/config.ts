import { hostname } from 'node:os';
import { join, resolve } from 'node:path';
import 'reflect-metadata';
import { Type, plainToInstance } from 'class-transformer';
import {
  IsIn,
  IsInt,
  IsOptional,
  IsUrl,
  Matches,
  Max,
  Min,
  MinLength,
  ValidateIf,
  validateSync,
} from 'class-validator';
import { Malformed } from './domain/rejection.js';

const URL_RULE = { require_tld: false, protocols: ['http', 'https'], require_protocol: true };

/** What the environment may say; every variable is named FLOWS_… but the URL of the server. */
class Environment {
  @IsOptional()
  @MinLength(1)
  FLOWS_DATA = 'flows-data';

  @IsIn(['sqlite', 'eventstoredb'])
  FLOWS_LOG: 'sqlite' | 'eventstoredb' = 'sqlite';

  @IsOptional()
  @Matches(/^esdb(\+discover)?:\/\/.+/, {
    message: 'EVENTSTORE_URL must begin with esdb:// or esdb+discover://',
  })
  EVENTSTORE_URL?: string;

  @Matches(/^[a-z][a-z0-9-]{0,30}$/, {
    message: 'FLOWS_INSTANCE must be lower-case letters, digits or hyphens, without a dot',
  })
  FLOWS_INSTANCE = 'flows';

  @Matches(/^[a-zA-Z0-9][a-zA-Z0-9-.]{0,62}$/)
  FLOWS_NODE = hostname();

  @IsOptional()
  @MinLength(1)
  FLOWS_SHARED?: string;

  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(65_535)
  FLOWS_PORT = 3000;

  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(65_535)
  FLOWS_OPS_PORT = 3001;

  @IsOptional()
  @Matches(/^https?:\/\/[^/?#]+(\/[^?#]*[^/?#])?$/, {
    message: 'FLOWS_PUBLIC_URL must be http(s)://host[/prefix] without a slash at its end',
  })
  FLOWS_PUBLIC_URL?: string;

  @IsOptional()
  @IsUrl(URL_RULE)
  FLOWS_OIDC_ISSUER?: string;

  @ValidateIf((settings: Environment) => settings.FLOWS_OIDC_ISSUER !== undefined)
  @IsUrl(URL_RULE)
  FLOWS_OIDC_JWKS_URL?: string;

  @MinLength(1)
  FLOWS_OIDC_AUDIENCE = 'fundingFlows';

  @Matches(/^(ES256|RS256)$/, { message: 'FLOWS_OIDC_ALGORITHM must be ES256 or RS256' })
  FLOWS_OIDC_ALGORITHM: 'ES256' | 'RS256' = 'ES256';

  @MinLength(1)
  FLOWS_OIDC_SUBJECT_CLAIM = 'sub';

  @MinLength(1)
  FLOWS_OIDC_SCOPE_CLAIM = 'scope';

  @IsIn(['fatal', 'error', 'warn', 'info', 'debug', 'silent'])
  FLOWS_LOG_LEVEL: LogLevel = 'info';
}

export type LogLevel = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'silent';

/** Where this node keeps its things and which log of record it writes to. */
export interface Config {
  /** Folder of the local log file and the read models. */
  readonly data: string;
  /** Folder of the evidence, the directory and the keys; with several nodes, one folder that all of them mount. */
  readonly shared: string;
  readonly log: { readonly kind: 'sqlite' } | { readonly kind: 'eventstoredb'; readonly url: string };
  readonly instance: string;
  readonly node: string;
  readonly port: number;
  /** Port of liveness, readiness and metrics, which are not public; 0 for any free one. */
  readonly opsPort: number;
  /** Scheme, host and prefix of every link, without a slash at the end: never what a request says its host is. */
  readonly publicUrl: string;
  readonly tokens: TokenRules;
  readonly logLevel: LogLevel;
  /** True where `NODE_ENV` is `production`: then no token of our own making is taken. */
  readonly production: boolean;
}

/** Which bearer tokens are taken, and where they say who acts. */
export interface TokenRules {
  /** Undefined where tokens come from the local issuer, which only an embedded log has. */
  readonly issuer: { readonly url: string; readonly jwksUrl: string } | undefined;
  readonly audience: string;
  readonly algorithm: 'ES256' | 'RS256';
  readonly subjectClaim: string;
  readonly scopeClaim: string;
}

/** Reads and checks the environment once. Throws {@link Malformed} naming the variable and the rule. */
export function configFrom(environment: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(
    Object.entries(environment).filter(
      ([name, value]) => /^(FLOWS_|EVENTSTORE_URL$)/.test(name) && value !== '',
    ),
  );
  const settings = plainToInstance(Environment, given, {
    enableImplicitConversion: true,
    exposeDefaultValues: true,
  });
  const [problem] = validateSync(settings, { whitelist: true, forbidNonWhitelisted: true });
  if (problem) throw new Malformed(Object.values(problem.constraints ?? {}).join('; '), problem.property);
  const data = resolve(settings.FLOWS_DATA);
  return Object.freeze({
    data,
    shared: settings.FLOWS_SHARED === undefined ? join(data, 'shared') : resolve(settings.FLOWS_SHARED),
    log: logOf(settings),
    instance: settings.FLOWS_INSTANCE,
    node: settings.FLOWS_NODE,
    port: settings.FLOWS_PORT,
    opsPort: settings.FLOWS_OPS_PORT,
    publicUrl: settings.FLOWS_PUBLIC_URL ?? `http://localhost:${settings.FLOWS_PORT}`,
    tokens: tokensOf(settings),
    logLevel: settings.FLOWS_LOG_LEVEL,
    production: environment['NODE_ENV'] === 'production',
  });
}

function tokensOf(settings: Environment): TokenRules {
  const { FLOWS_OIDC_ISSUER: url, FLOWS_OIDC_JWKS_URL: jwksUrl } = settings;
  return {
    issuer: url === undefined || jwksUrl === undefined ? undefined : { url, jwksUrl },
    audience: settings.FLOWS_OIDC_AUDIENCE,
    algorithm: settings.FLOWS_OIDC_ALGORITHM,
    subjectClaim: settings.FLOWS_OIDC_SUBJECT_CLAIM,
    scopeClaim: settings.FLOWS_OIDC_SCOPE_CLAIM,
  };
}

function logOf(settings: Environment): Config['log'] {
  if (settings.FLOWS_LOG === 'sqlite') return { kind: 'sqlite' };
  if (settings.EVENTSTORE_URL === undefined) {
    throw new Malformed('must name the server when FLOWS_LOG is eventstoredb', 'EVENTSTORE_URL');
  }
  return { kind: 'eventstoredb', url: settings.EVENTSTORE_URL };
}
