import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { contractJson, contractTypes, contractYaml } from './contract-bundle.js';
import { contractPage } from './contract-page.js';
import { errorsPage } from './errors-page.js';
import { eventsPage } from './events-page.js';

/** Writes the pages that code knows best and what follows from the contract, or with `--check` says which of them are stale. Run from the project's folder. */
const pages: Readonly<Record<string, () => string | Promise<string>>> = {
  'docs/errors.md': errorsPage,
  'docs/events.md': eventsPage,
  'src/http/openapi.yaml': contractYaml,
  'src/http/openapi.json': contractJson,
  'src/http/openapi.html': contractPage,
  'src/http/contract.ts': contractTypes,
};

const check = process.argv.includes('--check');
for (const [path, page] of Object.entries(pages)) {
  const text = await page();
  const stale = !existsSync(path) || readFileSync(path, 'utf8') !== text;
  if (!stale) continue;
  if (check) {
    process.stderr.write(`${path} is stale: run npm run docs:generate\n`);
    process.exitCode = 1;
  } else {
    writeFileSync(path, text);
    process.stdout.write(`${path} written\n`);
  }
}
