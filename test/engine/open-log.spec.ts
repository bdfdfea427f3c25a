import { officialId } from '../../src/domain/ids.js';
import { Rejection } from '../../src/domain/rejection.js';
import { simulatedClock } from '../../src/engine/clock.js';
import { openLog } from '../../src/engine/open-log.js';
import { SqliteEventLog } from '../../src/log/sqlite.event-log.js';
import { ACTOR, START, hashContent } from '../support/engine-node.js';

let log: SqliteEventLog;
beforeEach(() => (log = SqliteEventLog.open({ path: ':memory:', instance: 'test' })));
afterEach(() => log.close());

const openAs = (logId: string, ...[one, two]: readonly [string, string]): Promise<void> =>
  openLog({
    log,
    logId,
    founders: [officialId(one), officialId(two)],
    clock: simulatedClock(START),
    instance: 'test',
    actor: ACTOR,
    hashContent,
    engine: 'test',
    node: 'node-1',
  });

describe('opening a log', () => {
  it('makes its first event, and does nothing when it is repeated', async () => {
    await openAs('log-1', 'alice', 'bruno');
    await openAs('log-1', 'alice', 'bruno');
    expect(log.local.head()).toBe(1);
  });

  it('is refused under the same log id with other founders', async () => {
    await openAs('log-1', 'alice', 'bruno');
    await expect(openAs('log-1', 'alice', 'carol')).rejects.toEqual(
      new Rejection('idempotencyKeyReused', { logId: 'log-1' }),
    );
  });

  it('is refused where the log is another one', async () => {
    await openAs('log-1', 'alice', 'bruno');
    await expect(openAs('log-2', 'alice', 'bruno')).rejects.toThrow('already open, as another one');
  });
});
