import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { openNode } from '../support/eventstore-log.js';
import type { OpenNode } from '../support/eventstore-log.js';
import { startFakeEventStore } from '../support/fake-eventstore.js';
import { eventLogContract } from './event-log.contract.js';
import type { OpenLog } from './event-log.contract.js';

jest.setTimeout(60_000);

/** The node and the server behind it end together; the server's file stays for the next process. */
async function overFake(batchAppend: boolean): Promise<OpenLog> {
  const folder = mkdtempSync(join(tmpdir(), 'flows-contract-'));
  const start = async (): Promise<OpenLog> => {
    const server = await startFakeEventStore({ file: join(folder, 'server.jsonl'), batchAppend });
    const node: OpenNode = await openNode({ url: server.url, instance: 'contract', folder });
    const end = async (): Promise<void> => {
      await node.close();
      await server.stop();
    };
    return {
      log: node.log,
      local: node.local,
      settled: () => node.settled(),
      reopen: async () => {
        await end();
        return start();
      },
      close: async () => {
        await end();
        rmSync(folder, { recursive: true });
      },
    };
  };
  return start();
}

eventLogContract('EventStoreDB, batch appends', () => overFake(true));
eventLogContract('EventStoreDB, one call per append', () => overFake(false));
