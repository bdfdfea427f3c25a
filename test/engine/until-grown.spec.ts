import { setTimeout as pause } from 'node:timers/promises';
import { untilGrown, untilLocal } from '../../src/engine/runtime.js';
import { SqliteEventLog } from '../../src/log/sqlite.event-log.js';
import { logOpened } from '../contract/log-samples.js';

const open = (): SqliteEventLog => SqliteEventLog.open({ path: ':memory:', instance: 'contract' });

describe('waiting for the local log', () => {
  it('ends when it holds what is waited for', async () => {
    const log = open();
    const waiting = untilLocal(log.local, { stream: 'log', revision: 0, waitMs: 60_000 });
    await log.append([logOpened()]);
    expect(await waiting).toBe(true);
    await log.close();
  });

  it('ends in time where it never does', async () => {
    const log = open();
    expect(await untilLocal(log.local, { stream: 'log', revision: 0, waitMs: 5 })).toBe(false);
    await log.close();
  });

  it('tells whoever waits that the log was closed, and nobody else', async () => {
    const log = open();
    const waiting = untilLocal(log.local, { stream: 'log', revision: 0, waitMs: 20 });
    const told = expect(waiting).rejects.toThrow('the log is closed');
    await log.close();
    await told;
  });

  it('tells whoever waits what the test throws when the log grows', async () => {
    const log = open();
    const isReady = { ready: false };
    const waiting = untilGrown(
      log.local,
      () => {
        if (isReady.ready) throw new Error('cannot tell');
        return false;
      },
      60_000,
    );
    const told = expect(waiting).rejects.toThrow('cannot tell');
    isReady.ready = true;
    await log.append([logOpened()]);
    await told;
    await pause(0);
    await log.close();
  });
});
