import type { Command } from 'commander';
import { officialId } from '../domain/ids.js';
import { Malformed, atField } from '../domain/rejection.js';
import { signToken } from '../http/local-issuer.js';
import type { TokenWanted } from '../http/local-issuer.js';
import { BASE_PATH } from '../http/links.js';
import { SCOPES } from '../http/scope.js';
import type { ScopeName } from '../http/scope.js';
import { guarded, simulatedMoment } from './door.js';
import type { Door, Globals } from './door.js';
import type { Output } from './output.js';
import { wholeOption } from './parties.js';

const TTL_MAX = 86_400;

/** `flows serve` and `flows token`: the HTTP door, and a key to it where there is no issuer of tokens. */
export function registerServe(program: Command, door: Door): void {
  program
    .command('serve')
    .description(
      'opens the API on FLOWS_PORT, and metrics and readiness on FLOWS_OPS_PORT, until it is stopped',
    )
    .action((_options: object, command: Command) => {
      const globals = command.optsWithGlobals<Globals>();
      return guarded(globals, async (output) => {
        await serveNode(door, output, globals);
      });
    });
  program
    .command('token')
    .description('signs a bearer token of the local issuer; only for an embedded log, never in production')
    .option('--scope <scopes>', `of ${SCOPES.join(',')}`, 'consult')
    .option('--ttl <seconds>', `seconds until it expires, at most ${TTL_MAX}`, '3600')
    .action((options: { scope: string; ttl: string }, command: Command) => {
      const globals = command.optsWithGlobals<Globals>();
      return guarded(globals, async (output) => {
        const { as } = globals;
        if (as === undefined) throw new Malformed('must name the official whom the token is for', '--as');
        const token = await tokenFor(door, globals.data, {
          official: atField('--as', () => officialId(as)),
          scopes: options.scope.split(',').map(scopeOption),
          ttlSeconds: wholeOption('--ttl', options.ttl, { min: 1, max: TTL_MAX }),
        });
        if (globals.json === true) output.record({ token });
        else process.stdout.write(`${token}\n`);
      });
    });
}

/** Opens the API of a data folder; it stays open when this answers. */
export async function serveNode(
  door: Door,
  output: Output,
  globals: Pick<Globals, 'data' | 'at'>,
): Promise<{ readonly port: number }> {
  const simulatedFrom = simulatedMoment(globals);
  const served = await door.serve({
    ...(globals.data === undefined ? {} : { data: globals.data }),
    ...(simulatedFrom === undefined ? {} : { simulatedFrom }),
  });
  output.text(
    `The API answers on port ${served.port} below /${BASE_PATH}; metrics and readiness on port ${served.opsPort}\n` +
      `All operations: http://localhost:${served.port}/${BASE_PATH}/doc`,
  );
  return served;
}

/** Signs a token for the log of a data folder. Throws `Malformed` where the local issuer must not be used. */
export async function tokenFor(door: Door, data: string | undefined, wanted: TokenWanted): Promise<string> {
  const bare = await door.openLog({ write: false, ...(data === undefined ? {} : { data }) });
  try {
    const { config, local } = bare;
    return await signToken(config, { logId: local.logId, key: await door.tokenKey(config) }, wanted);
  } finally {
    await bare.close();
  }
}

/** Three questions to try on the log of the demo, as one types them. */
export const triesOf = (port: number, token: string): readonly string[] => {
  const base = `http://localhost:${port}/${BASE_PATH}`;
  const bearer = `-H 'Authorization: Bearer ${token}'`;
  return [
    `curl -s ${bearer} '${base}/cpas?q=li%C3%A8ge&validOn=2025-01-01'`,
    `curl -s ${bearer} '${base}/statements?yearMonth=2025-04&pageSize=3'`,
    `curl -s ${bearer} '${base}/trialBalance?asOf=2025-02-28T12:00:00.000Z'`,
  ];
};

function scopeOption(text: string): ScopeName {
  const scope = SCOPES.find((one) => one === text);
  if (scope === undefined) throw new Malformed(`must be of ${SCOPES.join(', ')}`, '--scope');
  return scope;
}
