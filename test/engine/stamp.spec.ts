import { realClock, realClockBeside } from '../../src/engine/clock.js';
import { Stamps } from '../../src/engine/stamp.js';
import { LogUnavailable } from '../../src/log/event-log.js';
import { SqliteEventLog } from '../../src/log/sqlite.event-log.js';

const log = SqliteEventLog.open({ path: ':memory:', instance: 'test' });
afterAll(() => log.close());

const stampWith = (aheadMs: number | undefined): unknown =>
  new Stamps(
    log.local,
    realClockBeside(() => aheadMs),
  ).next();

describe('a stamp beside the clock of a server', () => {
  it.each([undefined, 0, 5_000, -5_000])('is given at a difference of %s ms', (aheadMs) => {
    expect(typeof stampWith(aheadMs)).toBe('string');
  });

  it.each([
    [5_001, 'ahead of'],
    [-5_001, 'behind'],
  ])('is refused at a difference of %i ms, whichever way', (aheadMs, way) => {
    expect(() => stampWith(aheadMs)).toThrow(LogUnavailable);
    expect(() => stampWith(aheadMs)).toThrow(`5001 ms ${way} that of the log's server`);
  });

  it('is given by the clock alone where there is no server', () => {
    expect(typeof new Stamps(log.local, realClock).next()).toBe('string');
  });
});
