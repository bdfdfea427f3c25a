// node .ci/launch.mjs [--if-present] FILE.ts ARGS: brings dist/ up to date, then runs the compiled FILE in this
// same process, so that signals, stdin and the exit code are those of the program itself.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import * as nodeModule from 'node:module';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const home = fileURLToPath(new URL('..', import.meta.url));
process.setSourceMapsEnabled(true);
// What V8 compiled is kept beside the packages: a start costs a sixth less. Node 20 does not know it yet.
nodeModule.enableCompileCache?.(join(home, 'node_modules', '.cache', 'node-compile'));
const optional = process.argv[2] === '--if-present';
const [file, ...args] = process.argv.slice(optional ? 3 : 2);

if (file === undefined || !existsSync(join(home, file))) {
  process.stderr.write(`${file ?? 'no file named'}: not there${optional ? ', nothing to do' : ''}\n`);
  process.exitCode = optional ? 0 : 2;
} else if (compiles()) {
  const program = join(home, 'dist', file.replace(/\.ts$/, '.js'));
  process.argv = [process.argv[0], program, ...args];
  await import(pathToFileURL(program).href);
} else {
  process.exitCode = 70;
}

/** In a process of its own: the compiler's memory and threads stay out of the program's. */
function compiles() {
  const roots = ['src', 'projections', ...(file.startsWith('test/') ? ['test'] : [])];
  const builder = join(home, '.ci', 'build.mjs');
  return spawnSync(process.execPath, [builder, ...roots], { stdio: ['ignore', 2, 2] }).status === 0;
}
