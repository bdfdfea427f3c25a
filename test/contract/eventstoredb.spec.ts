import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import fc from 'fast-check';
import { InvalidAppend } from '../../src/log/event-log.js';
import type { EventRecord } from '../../src/log/event-log.js';
import { toServer } from '../../src/log/eventstoredb.wire.js';
import { recordFromWire, wireMeta } from '../../src/log/format.js';
import { openNode } from '../support/eventstore-log.js';
import type { OpenNode } from '../support/eventstore-log.js';
import { startFakeEventStore } from '../support/fake-eventstore.js';
import { eventLogContract } from './event-log.contract.js';
import type { OpenLog } from './event-log.contract.js';
import { record } from './log-samples.js';

jest.setTimeout(60_000);

/** The node and the server behind it end together; the server's file stays for the next process. */
async function overFake(batchAppend: boolean): Promise<OpenLog> {
  const folder = mkdtempSync(join(tmpdir(), 'flows-contract-'));
  const start = async (): Promise<OpenLog> => {
    const server = await startFakeEventStore({ file: join(folder, 'server.jsonl'), batchAppend });
    // As the suite over a real server names its instances, and so not the default of the samples.
    const node: OpenNode = await openNode({ url: server.url, instance: 'test-1a2b3c4d-1', folder });
    const end = async (): Promise<void> => {
      await node.close();
      await server.stop();
    };
    return {
      log: node.log,
      local: node.local,
      instance: node.instance,
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

describe('an event on the wire', () => {
  it('is the canonical text, whatever the event says', () => {
    const text = fc.string({ unit: 'binary' });
    const value = fc.oneof(text, fc.maxSafeInteger(), fc.boolean(), fc.constant(null), fc.array(text));
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.oneof(value, fc.dictionary(fc.string(), value))), (data) => {
        const event = eventIfValid(data);
        fc.pre(event !== undefined);
        const sent = toServer(event);
        expect(JSON.stringify(sent.data)).toBe(event.data);
        const metadata = Buffer.from(sent.metadata as Uint8Array).toString('utf8');
        expect(metadata).toBe(wireMeta(event));
        const received = {
          id: event.id,
          type: event.type,
          data: JSON.parse(event.data),
          meta: JSON.parse(metadata),
        };
        expect(recordFromWire(received)).toEqual({ ...event });
      }),
      { numRuns: 300 },
    );
  });
});

/** Undefined for what the format refuses. */
function eventIfValid(data: object): EventRecord | undefined {
  try {
    return record('wire', { data, meta: { recordedAt: '2025-02-03T09:00:00.000Z', said: data, z: 1 } });
  } catch (error) {
    if (error instanceof InvalidAppend) return undefined;
    throw error;
  }
}
