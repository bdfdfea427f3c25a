import { readFileSync, writeFileSync } from 'node:fs';
import { parse } from 'yaml';
import { contractDocument } from '../support/contract-bundle.js';
import { evolution, releasedText, unreleasable, versionMismatch } from './evolution.js';
import { RULES } from './rules.js';
import { OAS_RULES, lint } from './ruleset.js';
import { operationsOf } from './walk.js';

/** `npm run contract`: lints docs/openapi/ and compares it with the released contract, and says what was held and what is exempted, and why. `-- --release` makes today's contract the released one. Run from the project's folder. */
const RELEASED = 'docs/openapi/released.json';
const EXCEPTIONS = 'docs/openapi/breaking-changes.yaml';
const document = contractDocument();

const complain = (text: string): void => {
  process.stderr.write(`${text}\n`);
  process.exitCode = 1;
};

await rules();
changes();
if (process.argv.includes('--release') && process.exitCode === undefined) release();

async function rules(): Promise<void> {
  const { breaches, exempted, unused } = await lint(document);
  const names = [...Object.keys(RULES), ...Object.keys(OAS_RULES)];
  const broken = new Set([...breaches, ...exempted].map(({ rule }) => rule));
  const guides = new Set([...Object.values(RULES).map(({ guide }) => guide), ...Object.values(OAS_RULES)]);
  const exemptions = new Map(exempted.map(({ at, reason }) => [at, reason]));
  const passed = names.filter((name) => !broken.has(name)).length;
  for (const { rule, path, message } of breaches) complain(`${path.join('.')} ${rule}: ${message}`);
  for (const one of unused) complain(`${one}: nothing needs this exemption`);
  process.stdout.write(
    `${operationsOf(document).length} operations; ${names.length} rules for ${guides.size} of the guide, ${passed} hold everywhere, ` +
      `${new Set(exempted.map(({ rule }) => rule)).size} but for ${exemptions.size} exemptions, ${breaches.length} breaches\n`,
  );
  for (const [at, reason] of exemptions) process.stdout.write(`  ${at}: ${reason}\n`);
}

function changes(): void {
  const released = releasedContract();
  const exceptions = parse(readFileSync(EXCEPTIONS, 'utf8')) as Readonly<Record<string, string>>;
  const { refused, allowed, unused } = evolution(released, document, exceptions);
  const mismatch = versionMismatch(document);
  if (mismatch !== undefined) complain(mismatch);
  for (const change of refused) complain(`breaks clients of ${released.info.version}: ${change}`);
  for (const one of unused) complain(`${EXCEPTIONS}: nothing needs the exception "${one}"`);
  process.stdout.write(
    `compared with ${released.info.version}: ${refused.length + allowed.length} breaking changes, ${allowed.length} of them allowed\n`,
  );
  for (const { change, reason } of allowed) process.stdout.write(`  ${change}: ${reason}\n`);
}

function release(): void {
  const refusal = unreleasable(releasedContract(), document);
  if (refusal !== undefined) return complain(refusal);
  writeFileSync(RELEASED, releasedText(document));
  process.stdout.write(`${RELEASED} written\n`);
}

function releasedContract(): { readonly info: { readonly version: string } } {
  return JSON.parse(readFileSync(RELEASED, 'utf8')) as { readonly info: { readonly version: string } };
}
