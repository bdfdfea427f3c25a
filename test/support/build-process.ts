import { createInterface } from 'node:readline';
import { buildsInFolder } from '../../projections/read-store.js';

/**
 * A process that opens the first build of a read model, and points to it, in each folder that a line of its input
 * names: `build-process.js`. Two of them given the same folder do so at the same moment.
 */
const model = { name: 'raced', version: 1, tables: 'CREATE TABLE one (one INTEGER) STRICT' };

for await (const folder of createInterface({ input: process.stdin })) {
  process.stdout.write(`${attempt(folder)}\n`);
}

function attempt(folder: string): string {
  try {
    const builds = buildsInFolder(folder, model);
    const build = builds.current() ?? builds.begin({ resume: true });
    for (let times = 0; times < 3; times++) builds.pointTo(build);
    build.close();
    return 'done';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
