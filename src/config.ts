import { hostname } from 'node:os';
import { join, resolve } from 'node:path';
import 'reflect-metadata';
import { plainToInstance } from 'class-transformer';
import { IsIn, IsInt, IsOptional, Matches, Max, Min, MinLength, validateSync } from 'class-validator';
import { Malformed } from './domain/rejection.js';

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

  @IsInt()
  @Min(1)
  @Max(65_535)
  FLOWS_PORT = 3000;
}

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
  });
}

function logOf(settings: Environment): Config['log'] {
  if (settings.FLOWS_LOG === 'sqlite') return { kind: 'sqlite' };
  if (settings.EVENTSTORE_URL === undefined) {
    throw new Malformed('must name the server when FLOWS_LOG is eventstoredb', 'EVENTSTORE_URL');
  }
  return { kind: 'eventstoredb', url: settings.EVENTSTORE_URL };
}
