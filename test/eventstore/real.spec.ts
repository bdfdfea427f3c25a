import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { eventLogContract } from '../contract/event-log.contract.js';
import type { OpenLog } from '../contract/event-log.contract.js';
import { openNode } from '../support/eventstore-log.js';
import type { OpenNode } from '../support/eventstore-log.js';

jest.setTimeout(60_000);

/**
 * The contract against a real server. Each log has an instance of its own, random per run, so that a run meets nothing
 * of an earlier one; what it wrote stays on the server, under the prefix that is printed.
 */
const url = process.env['EVENTSTORE_URL'];
const run = `test-${randomBytes(4).toString('hex')}`;
let logs = 0;

async function overServer(): Promise<OpenLog> {
  const folder = mkdtempSync(join(tmpdir(), 'flows-real-'));
  const asOpenLog = (node: OpenNode): OpenLog => ({
    ...node,
    reopen: async () => asOpenLog(await node.reopen()),
    close: async () => {
      await node.close();
      rmSync(folder, { recursive: true });
    },
  });
  logs += 1;
  return asOpenLog(await openNode({ url: url ?? '', instance: `${run}-${logs}`, folder, timeoutMs: 30_000 }));
}

if (url === undefined || url === '') {
  process.stdout.write(
    '\nSKIPPED: the contract did not run against a real server; EVENTSTORE_URL names none.\n\n',
  );
  it.skip('needs EVENTSTORE_URL', () => undefined);
} else {
  process.stdout.write(
    `\nThe contract runs against the server of EVENTSTORE_URL, under the prefix ${run}-.\n\n`,
  );
  eventLogContract('EventStoreDB, the server of EVENTSTORE_URL', overServer);
}
