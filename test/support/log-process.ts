import { createInterface } from 'node:readline';
import type { StreamAppend } from '../../src/log/event-log.js';
import { SqliteEventLog } from '../../src/log/sqlite.event-log.js';
import { logOpened, record } from '../contract/log-samples.js';

/**
 * A process that writes to an embedded log, to be killed or starved: `log-process.js MODE FILE`. `hold` opens the log,
 * says so and waits; each line on stdin makes it append one event. `append` never stops: eight clients, each with a
 * stream of its own, say what was acknowledged. `fill` does so with large events until an append is not acknowledged,
 * then says what became of that one and of one more.
 */
const [mode, path] = process.argv.slice(2);
const log = SqliteEventLog.open({ path: path ?? '', instance: 'contract' });
if (log.local.head() === 0) await log.append([logOpened()]);
say('open');
if (mode === 'hold') await hold();
else if (mode === 'append') await Promise.all([0, 1, 2, 3, 4, 5, 6, 7].map(appendFor));
else await fill();

async function hold(): Promise<void> {
  for await (const _line of createInterface({ input: process.stdin })) {
    const revision = log.local.revisionOf('held');
    await log.append([next('held', revision)]);
    say(`held ${revision + 1}`);
  }
  await log.close();
}

async function appendFor(client: number): Promise<void> {
  for (;;) {
    const stream = `client-${client}`;
    const [outcome] = await log.append([next(stream, log.local.revisionOf(stream))]);
    if (outcome?.status === 'appended') say(`${stream} ${outcome.lastRevision}`);
  }
}

async function fill(): Promise<void> {
  for (;;) {
    const revision = log.local.revisionOf('filled');
    const [outcome] = await log.append([next('filled', revision, 'x'.repeat(100_000))]);
    if (outcome?.status === 'appended') {
      say(`filled ${outcome.lastRevision}`);
      continue;
    }
    say(`${outcome?.status ?? 'none'} ${revision + 1}`);
    const more = await log.append([next('more', -1)]).catch((error: unknown) => error);
    say(more instanceof Error ? more.name : 'appended');
    return;
  }
}

/** The only event that ever follows the revision of that stream, so that a repeat after a restart is a repeat. */
function next(stream: string, expectedRevision: number, text = ''): StreamAppend {
  const events = [record(`${stream} ${expectedRevision + 1}`, { data: { text } })];
  return { stream, expectedRevision, events };
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
