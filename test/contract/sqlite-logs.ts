import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SqliteEventLog } from '../../src/log/sqlite.event-log.js';
import type { OpenLog } from './event-log.contract.js';

/** A folder of its own for one test. */
export const freshFolder = (): string => mkdtempSync(join(tmpdir(), 'flows-log-'));

/** A log in a file of its own, removed when it is closed. */
export async function openSqlite(): Promise<OpenLog> {
  return openIn(freshFolder());
}

function openIn(folder: string): OpenLog {
  const instance = 'contract';
  const log = SqliteEventLog.open({ path: join(folder, 'log.sqlite'), instance });
  return {
    log,
    instance,
    local: log.local,
    settled: async () => undefined,
    reopen: async () => {
      await log.close();
      return openIn(folder);
    },
    close: async () => {
      await log.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
