import { jest } from '@jest/globals';
import { ServerClock } from '../../src/log/eventstoredb.clock.js';

const time = { machine: 0, process: 0 };
beforeEach(() => {
  Object.assign(time, { machine: 1_700_000_000_000, process: 5_000 });
  jest.spyOn(Date, 'now').mockImplementation(() => time.machine);
  jest.spyOn(performance, 'now').mockImplementation(() => time.process);
});
afterEach(() => jest.restoreAllMocks());

const pass = (ms: number): void => {
  time.machine += ms;
  time.process += ms;
};
const heard = (clock: ServerClock, aheadMs: number): void => clock.hear(new Date(time.machine - aheadMs));

describe("the server's clock", () => {
  it('is not known before an event came live', () => {
    expect(new ServerClock().aheadMs()).toBeUndefined();
  });

  it('is told by the quickest event, and not by one that a busy node was late to take', () => {
    const clock = new ServerClock();
    heard(clock, 30);
    for (let n = 0; n < 1_000; n++) {
      pass(10);
      heard(clock, 8_000);
    }
    expect(clock.aheadMs()).toBe(30);
    heard(clock, -7_000);
    expect(clock.aheadMs()).toBe(-7_000);
  });

  it('is known to agree as soon as the clock of the machine was mended', () => {
    const clock = new ServerClock();
    heard(clock, 60_000);
    expect(clock.aheadMs()).toBe(60_000);
    time.machine -= 60_000;
    expect(clock.aheadMs()).toBe(0);
  });

  it('is not known any more ten minutes after the last event', () => {
    const clock = new ServerClock();
    heard(clock, 60_000);
    pass(599_000);
    expect(clock.aheadMs()).toBe(60_000);
    pass(2_000);
    expect(clock.aheadMs()).toBeUndefined();
  });
});
