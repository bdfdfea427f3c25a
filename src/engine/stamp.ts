import { Rejection } from '../domain/rejection.js';
import { instant, msOfInstant } from '../domain/time.js';
import type { Instant } from '../domain/time.js';
import type { LocalLog } from '../log/event-log.js';
import type { Clock } from './clock.js';
import { metadataOf } from './codec.js';

/** How far a clock may be behind the last stamp: clocks of two nodes differ a little, never by more. */
const BEHIND_MS_MAX = 5_000;

/** Gives the stamps of this node, and refuses to where its clock is behind what the log has already seen. */
export class Stamps {
  private seen = 0;
  private last: Instant | undefined;

  constructor(
    private readonly local: LocalLog,
    private readonly clock: Clock,
  ) {}

  /** Throws the rejection `clockBehind`; a stamp is never moved forward to fit. */
  next(): Instant {
    const now = this.clock.now();
    const last = this.lastRecordedAt();
    if (last !== undefined && msOfInstant(now) < msOfInstant(last) - BEHIND_MS_MAX) {
      throw new Rejection('clockBehind', { now, lastRecordedAt: last });
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
