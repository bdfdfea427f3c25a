import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const home = fileURLToPath(new URL('../..', import.meta.url));
const ROUNDS = 25;
/** For processes and syncs, which take their time on a busy machine. */
const SLOW_MS = 60_000;

beforeAll(() => {
  const build = spawnSync(process.execPath, ['.ci/build.mjs', 'src', 'projections', 'test'], { cwd: home });
  if (build.status !== 0) throw new Error(String(build.stderr));
}, SLOW_MS);

const title = 'a read model is begun, and pointed to, by two processes at the same moment';
it(title, race, SLOW_MS);

async function race(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'flows-race-'));
  const processes = [startProcess(), startProcess()];
  for (let round = 0; round < ROUNDS; round++) {
    const place = join(folder, String(round));
    mkdirSync(place);
    expect(await Promise.all(processes.map((one) => one.open(place)))).toEqual(['done', 'done']);
  }
  rmSync(folder, { recursive: true });
}

interface Racer {
  open(folder: string): Promise<string>;
}

const closing: (() => unknown)[] = [];
afterEach(() => closing.splice(0).map((close) => close()));

function startProcess(): Racer {
  const program = join(home, 'dist/test/support/build-process.js');
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', program], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  closing.push(() => child.kill());
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    open: async (folder) => {
      child.stdin.write(`${folder}\n`);
      const { value } = await lines.next();
      return value ?? 'the process ended';
    },
  };
}
