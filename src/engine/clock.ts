import { instantOfMs, msOfInstant } from '../domain/time.js';
import type { Instant } from '../domain/time.js';

/** Where stamps come from. Its kind is that of the log: a simulated clock never stamps a real log, nor the other way round. */
export interface Clock {
  readonly kind: 'real' | 'simulated';
  now(): Instant;
  /**
   * How far it is ahead of the clock by which the log of record stamps what it takes, in milliseconds, negative where it
   * is behind; undefined where that is not known.
   */
  aheadMs?(): number | undefined;
}

export const realClock: Clock = { kind: 'real', now: () => instantOfMs(Date.now()) };

/** The clock of this machine, where its difference to that of the log's server is known. */
export const realClockBeside = (aheadMs: () => number | undefined): Clock => ({ ...realClock, aheadMs });

/** A clock that stands still until a scenario moves it: for demos, tests and what-if. */
export interface SimulatedClock extends Clock {
  readonly kind: 'simulated';
  set(moment: Instant): void;
  advance(milliseconds: number): void;
}

export function simulatedClock(start: Instant): SimulatedClock {
  let moment = start;
  return {
    kind: 'simulated',
    now: () => moment,
    set(to) {
      moment = to;
    },
    advance(milliseconds) {
      moment = instantOfMs(msOfInstant(moment) + milliseconds);
    },
  };
}
