import { instantOfMs, msOfInstant } from '../domain/time.js';
import type { Instant } from '../domain/time.js';

/** Where stamps come from. Its kind is that of the log: a simulated clock never stamps a real log, nor the other way round. */
export interface Clock {
  readonly kind: 'real' | 'simulated';
  now(): Instant;
}

export const realClock: Clock = { kind: 'real', now: () => instantOfMs(Date.now()) };

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
