import type { AppendOutcome, EventLog, StreamAppend } from '../../src/log/event-log.js';
import { LosingLog } from './losing-log.js';

export const DIED = 'the process died';

/** A log whose process dies at its n-th append: before it is written, or after. */
export class DyingLog extends LosingLog {
  constructor(
    inner: EventLog,
    private left: number,
    private readonly isWritten: boolean,
  ) {
    super(inner);
  }

  override async append(appends: readonly StreamAppend[]): Promise<readonly AppendOutcome[]> {
    this.left -= 1;
    if (this.left > 0) return super.append(appends);
    if (this.left === 0 && this.isWritten) await super.append(appends);
    throw new Error(DIED);
  }
}
