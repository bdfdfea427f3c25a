/** Differences older than this tell nothing about now: a clock may have been mended, or the machine been asleep. */
const KEPT_MS = 600_000;
/** One difference is kept of each span, the quickest. */
const SPAN_MS = 1_000;

interface Heard {
  readonly at: number;
  /** The server's clock minus the time of this process. */
  readonly difference: number;
}

/**
 * How this machine's clock stands to that of the server, by the stamps of events that came live. The way here makes a
 * stamp look late and never early, so the quickest event of the last ten minutes counts. What is kept is compared with
 * the time of this process, which nobody sets: a clock that is mended is right at once.
 */
export class ServerClock {
  private heard: readonly Heard[] = [];

  /** An event that was stamped by the server just now. */
  hear(created: Date): void {
    const at = performance.now();
    const difference = created.getTime() - at;
    const last = this.heard.at(-1);
    if (last !== undefined && at - last.at < SPAN_MS) {
      if (difference <= last.difference) return;
      this.heard = [...this.heard.slice(0, -1), { at: last.at, difference }];
      return;
    }
    this.heard = [...this.recent(at), { at, difference }];
  }

  /** In ms; negative where this machine's clock is behind. Undefined where no event came live of late. */
  aheadMs(): number | undefined {
    const now = performance.now();
    const recent = this.recent(now);
    if (recent.length === 0) return undefined;
    const difference = recent.reduce((most, heard) => Math.max(most, heard.difference), -Infinity);
    return Math.round(Date.now() - now - difference);
  }

  private recent(now: number): readonly Heard[] {
    return this.heard.filter(({ at }) => now - at < KEPT_MS);
  }
}
