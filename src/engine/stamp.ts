import { Rejection } from '../domain/rejection.js';
import { instant, msOfInstant } from '../domain/time.js';
import type { Instant } from '../domain/time.js';
import { LogUnavailable } from '../log/event-log.js';
import type { LocalLog } from '../log/event-log.js';
import type { Clock } from './clock.js';
import { metadataOf } from './codec.js';

/** How far a clock may be behind the last stamp, or off the server's: two clocks differ a little, never by more. */
const OFF_MS_MAX = 5_000;

/** Gives the stamps of this node, and refuses to where its clock is behind what the log has seen, or off its server's. */
export class Stamps {
  private seen = 0;
  private last: Instant | undefined;

  constructor(
    private readonly local: LocalLog,
    private readonly clock: Clock,
  ) {}

  /**
   * Throws the rejection `clockBehind`, and {@link LogUnavailable} where the clock is off that of the log's server. A stamp
   * is never moved to fit.
   */
  next(): Instant {
    const now = this.clock.now();
    const last = this.lastRecordedAt();
    if (last !== undefined && msOfInstant(now) < msOfInstant(last) - OFF_MS_MAX) {
      throw new Rejection('clockBehind', { now, lastRecordedAt: last });
    }
    const aheadMs = this.clock.aheadMs?.() ?? 0;
    if (Math.abs(aheadMs) > OFF_MS_MAX) {
      const way = aheadMs > 0 ? 'ahead of' : 'behind';
      throw new LogUnavailable(
        `the clock of this node is ${Math.abs(aheadMs)} ms ${way} that of the log's server: set it right`,
      );
    }
    return now;
  }

  /** Stamp of the last readable event; undefined in an empty log. */
  lastRecordedAt(): Instant | undefined {
    const head = this.local.head();
    for (let sequence = head; sequence > this.seen; sequence--) {
      const [event] = this.local.read(sequence - 1, 1);
      const meta = event && metadataOf(event);
      if (meta === undefined) continue;
      this.last = instant(meta.recordedAt);
      break;
    }
    this.seen = head;
    return this.last;
  }
}
