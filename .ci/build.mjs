// Compiles the TypeScript of src/ and projections/ (and test/, when named) into dist/ with swc, file by file.
// Only files that changed since the last build are compiled, and each output appears by an atomic rename,
// so two processes may build at the same time. Types are checked by `npm run types`, not here.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { copyFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const home = fileURLToPath(new URL('..', import.meta.url));
const settings = readFileSync(join(home, '.swcrc'), 'utf8');
const tools = createHash('sha256')
  .update(settings)
  .update(readFileSync(fileURLToPath(import.meta.url)))
  .update(readFileSync(join(home, 'package-lock.json')))
  .digest('hex');

/** Brings dist/ up to date for the given top-level folders. */
export async function build(roots = ['src', 'projections']) {
  for (const root of roots) await buildRoot(root);
}

async function buildRoot(root) {
  const stampFile = join(home, 'dist', `.${root}.stamp.json`);
  const before = readStamp(stampFile);
  const now = Object.fromEntries(listFiles(root).map((file) => [file, fingerprint(file)]));
  const changed = Object.keys(now).filter(
    (file) => before[file] !== now[file] || !existsSync(outputOf(file)),
  );
  const gone = Object.keys(before).filter((file) => !(file in now));
  if (changed.length === 0 && gone.length === 0) return;
  const swc = (await import('@swc/core')).default;
  await Promise.all(changed.map((file) => compile(swc, file)));
  for (const file of gone) for (const end of ['', '.map']) rmSync(outputOf(file) + end, { force: true });
  await replace(stampFile, (draft) => writeFile(draft, JSON.stringify({ tools, files: now })));
}

function listFiles(root) {
  if (!existsSync(join(home, root))) return [];
  return readdirSync(join(home, root), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.d.ts') && !entry.name.endsWith('.spec.ts'))
    .map((entry) => join(entry.parentPath, entry.name).slice(home.length));
}

function fingerprint(file) {
  const { mtimeMs, size } = statSync(join(home, file));
  return `${mtimeMs}:${size}`;
}

function readStamp(stampFile) {
  try {
    const stamp = JSON.parse(readFileSync(stampFile, 'utf8'));
    return stamp.tools === tools ? stamp.files : {};
  } catch {
    return {};
  }
}

function outputOf(file) {
  return join(home, 'dist', file.replace(/\.ts$/, '.js'));
}

/** A source becomes JavaScript and a source map; any other file (a table, a schema) is copied beside them. */
async function compile(swc, file) {
  const output = outputOf(file);
  if (!file.endsWith('.ts')) return replace(output, (draft) => copyFile(join(home, file), draft));
  const { code, map } = await swc.transformFile(join(home, file), { cwd: home, sourceMaps: true });
  const link = `\n//# sourceMappingURL=${output.slice(output.lastIndexOf('/') + 1)}.map\n`;
  await replace(`${output}.map`, (draft) => writeFile(draft, map));
  await replace(output, (draft) => writeFile(draft, code + link));
}

async function replace(target, write) {
  mkdirSync(dirname(target), { recursive: true });
  const draft = `${target}.${process.pid}.tmp`;
  await write(draft);
  renameSync(draft, target);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const roots = process.argv.slice(2);
  await build(roots.length > 0 ? roots : undefined);
}
