import { contractDocument } from '../support/contract-bundle.js';
import { RULES } from './rules.js';
import { OAS_RULES, lint } from './ruleset.js';
import { operationsOf } from './walk.js';

/** `npm run contract`: lints docs/openapi/ and says what was held and what is exempted, and why. Run from the project's folder. */
const document = contractDocument();
const { breaches, exempted, unused } = await lint(document);
const names = [...Object.keys(RULES), ...Object.keys(OAS_RULES)];
const broken = new Set([...breaches, ...exempted].map(({ rule }) => rule));
const guides = new Set([...Object.values(RULES).map(({ guide }) => guide), ...Object.values(OAS_RULES)]);
const exemptions = new Map(exempted.map(({ at, reason }) => [at, reason]));
const passed = names.filter((name) => !broken.has(name)).length;

for (const { rule, path, message } of breaches)
  process.stderr.write(`${path.join('.')} ${rule}: ${message}\n`);
for (const one of unused) process.stderr.write(`${one}: nothing needs this exemption\n`);
process.stdout.write(
  `${operationsOf(document).length} operations; ${names.length} rules for ${guides.size} of the guide, ${passed} hold everywhere, ` +
    `${new Set(exempted.map(({ rule }) => rule)).size} but for ${exemptions.size} exemptions, ${breaches.length} breaches\n`,
);
for (const [at, reason] of exemptions) process.stdout.write(`  ${at}: ${reason}\n`);
if (breaches.length > 0 || unused.length > 0) process.exitCode = 1;
