import { readFileSync, readdirSync } from 'node:fs';
import { REFUSALS } from '../../src/domain/refusals.js';
import type { RejectionCode } from '../../src/domain/rejection.js';
import { FAULTS } from '../../src/http/problem-types.js';
import type { FaultCode } from '../../src/http/problem-types.js';
import { REJECTIONS } from '../../src/http/rejection-types.js';

/** When the door itself refuses, by code: a forgotten one does not compile. */
const WHEN: Readonly<Record<FaultCode, string>> = {
  badRequest: 'Something in body, query, path or headers is not as described; `issues` has all of it.',
  noAccessToken: 'No bearer token came with the request.',
  invalidAccessToken: 'The token has another issuer, audience, key, algorithm or time, or names nobody.',
  expiredAccessToken: 'The token was good until its `exp`.',
  missingScope: 'The token lacks the scope of the operation, which `requiredScopes` names.',
  resourceNotFound: 'The address leads nowhere, or nothing stands under an id in its path.',
  methodNotAllowed: 'The address takes other methods; `Allow` names them.',
  notAcceptable: 'The answer does not exist in a type that `Accept` names.',
  versionMismatch:
    'The document is no longer of the version of `If-Match`; `currentVersion` is the one it has.',
  tooManyRequests:
    'Too many tasks run or files are on their way, of the official or of all; `Retry-After` says when to ask again.',
  payloadTooLarge: 'The body has more bytes than `limit`.',
  uriTooLong: 'The address is too long.',
  unsupportedMediaType: 'The body is of another type, charset or encoding than those of `mediaTypes`.',
  requestTimeout: 'The request did not come in whole within the time for it.',
  headerFieldsTooLarge: 'The headers have more bytes than are read.',
  internalServerError:
    'A bug, or a state of the machine that nobody expected; the log has it under the trace id.',
  serviceUnavailable: 'Log, read models or token issuer are away, or the node stops; nothing was recorded.',
  outcomeUnknown:
    'The log did not answer whether it recorded the command `commandId`; the same request with the same key tells.',
  taskNotRunning:
    'A task was begun and neither ended nor runs on this node; the same request with the same key goes on.',
};

/** Refusals of a line of a submission, of a month that is determined or of a row of an import: told within an answer, never as the answer. */
const WITHIN: readonly RejectionCode[] = [
  'amountInGap',
  'amountYearUnknown',
  'decisionAlreadyEnded',
  'decisionNotFound',
  'lineNeverDetermined',
  'overtaken',
  'recoveryAboveGranted',
  'shareMissing',
];

/** A code that the API tells, and the specs that assert it. */
export interface AssertedRow {
  readonly code: string;
  readonly when: string;
  readonly tests: readonly string[];
}

/** A type of problem that the API answers with. */
export interface ProblemRow extends AssertedRow {
  readonly type: string;
  readonly status: number;
  readonly title: string;
}

/** Every type of problem of the API, by code. */
export function problemRows(): readonly ProblemRow[] {
  const specs = specsIn('test/api');
  const faults = Object.entries(FAULTS).map(([code, { type, status, title }]) => ({
    ...{ code, type, status, title },
    when: WHEN[code as FaultCode],
    tests: testsOf(specs, type),
  }));
  const refusals = Object.entries(REJECTIONS)
    .filter(([code]) => !WITHIN.includes(code as RejectionCode))
    .map(([code, { status, title }]) => ({
      ...{ code, status, title },
      type:
        status === 403
          ? 'urn:problem-type:belgif:missingPermission'
          : `urn:problem-type:miis:fundingFlows:${code}`,
      when: REFUSALS[code as RejectionCode].means,
      tests: testsOf(
        specs,
        status === 403 ? `reason: '${code}'` : `urn:problem-type:miis:fundingFlows:${code}`,
      ),
    }));
  return [...faults, ...refusals].sort((a, b) => (a.code < b.code ? -1 : 1));
}

/** Every refusal that is told within an answer alone, by code. */
export function refusalRows(): readonly AssertedRow[] {
  const specs = specsIn('test/api');
  return WITHIN.map((code) => ({
    code,
    when: REFUSALS[code].means,
    tests: testsOf(specs, `refusalCode: '${code}'`),
  }));
}

interface Spec {
  readonly name: string;
  /** Only what it expects: the arguments of `toMatchObject`, `toEqual`, `toBe` and the like. */
  readonly expected: string;
}

/** The specs of a folder, with what stands within their assertions. */
function specsIn(folder: string): readonly Spec[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.spec.ts'))
    .sort()
    .map((name) => ({ name, expected: expectedIn(readFileSync(`${folder}/${name}`, 'utf8')) }));
}

const expectedIn = (source: string): string =>
  source
    .split(/\.(?=to[A-Z]\w*\()/)
    .slice(1)
    .map(argumentOf)
    .join('\n');

/** What stands between the brackets of a call, up to the one that closes it. */
function argumentOf(call: string): string {
  let depth = 0;
  for (const { 0: sign, index } of call.matchAll(/[()]/g)) {
    depth += sign === '(' ? 1 : -1;
    if (depth === 0) return call.slice(0, index);
  }
  return call;
}

const testsOf = (specs: readonly Spec[], text: string): readonly string[] =>
  specs.filter(({ expected }) => new RegExp(`${text}(?![A-Za-z])`).test(expected)).map(({ name }) => name);

/** `docs/errors.md`, as the code would write it now. */
export function errorsPage(): string {
  const refusals = Object.entries(REFUSALS)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([code, { means, next }]) => `| \`${code}\` | ${means} | ${next} |`);
  const within = refusalRows().map(
    ({ code, when, tests }) => `| \`${code}\` | ${when} | ${tests.join(', ')} |`,
  );
  const problems = problemRows().map(
    ({ code, type, status, title, when, tests }) =>
      `| \`${code}\` | \`${type}\` | ${status} | ${title} | ${when} | ${tests.join(', ')} |`,
  );
  return [
    '# Refusals and errors',
    '',
    '<!-- Generated by `npm run docs:generate`. -->',
    '',
    'Three kinds, and no others.',
    '',
    '**Malformed input** names the field and the rule it broke (`Malformed`, `src/domain/rejection.ts`); nothing is recorded.',
    'A **refusal** is a business rule that says no: the code is the contract, its details are ids, days and amounts. A refused',
    'command records nothing; a refused line of a submission is a fact of that submission. **Anything else is a bug** or a',
    'state of the machine, and says so: exit code 1, or one of those in [cli.md](cli.md).',
    '',
    '| code | means | what to do |',
    '| --- | --- | --- |',
    ...refusals,
    '',
    '## Problems of the API',
    '',
    'What a request is answered with where it is refused (RFC 9457, the Belgif guide). Clients go by `type`, and by `reason` where it is',
    '`missingPermission`. The last column has the specs in `test/api` that assert the type; `problem-types.spec.ts` fails where one has',
    'none.',
    '',
    '| code | type | status | title | when | asserted by |',
    '| --- | --- | --- | --- | --- | --- |',
    ...problems,
    '',
    '## Refusals within an answer',
    '',
    'Told as `refusalCode` of a line, a month or a row, and never as the answer. Each is asserted as well.',
    '',
    '| code | when | asserted by |',
    '| --- | --- | --- |',
    ...within,
    '',
  ].join('\n');
}
