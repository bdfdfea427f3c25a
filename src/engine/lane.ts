import type { Recorded } from '../domain/decider.js';
import { LogDamaged } from '../log/event-log.js';
import type { LocalLog } from '../log/event-log.js';
import type { Projection, Projector } from '../../projections/projection.js';
import type { Build, Checkpoint } from '../../projections/read-store.js';
import type { Batch } from './batch.js';
import { UnknownFact } from './codec.js';

/** How a read model of this node stands. */
export interface LaneHealth {
  readonly name: string;
  readonly version: number;
  readonly file: string;
  /** Sequence of the last event in its rows. */
  readonly sequence: number;
  /** Events without valid metadata that it passed over: to be reported, they are not ours. */
  readonly unreadable: number;
  readonly stopped: Stop | null;
}

/** Why a read model does not go on, and at which event. */
export interface Stop {
  /** `unknownType` and `otherLog` also stop the commands of this node. */
  readonly kind: 'unknownType' | 'otherLog' | 'failure';
  readonly reason: string;
  readonly event: { readonly sequence: number; readonly id: string; readonly type: string } | null;
}

class Moved extends Error {}

/** One build of a read model while facts are put into it. A fact that it cannot take stops it, and it alone. */
export class Lane {
  private projector: Projector;
  private held: Checkpoint;
  private stop: Stop | null = null;
  private closed = false;

  constructor(
    readonly projection: Projection,
    readonly build: Build,
    private readonly local: LocalLog,
  ) {
    this.held = build.checkpoint();
    this.projector = projection.open(build.store);
  }

  get sequence(): number {
    return this.held.sequence;
  }

  get checkpoint(): Checkpoint {
    return this.held;
  }

  get stopped(): Stop | null {
    return this.stop;
  }

  health(): LaneHealth {
    const { name, version } = this.projection;
    const { sequence, unreadable } = this.held;
    return { name, version, file: this.build.file, sequence, unreadable, stopped: this.stop };
  }

  /**
   * Compares the checkpoint with the log, so that a read model of another environment, or of a log that has since been
   * restored from an older backup, is not carried on. A copy of the log holds by then all that the server has, or stands
   * for it while it is away.
   */
  resume(): void {
    const { sequence, leaf, logId } = this.held;
    const head = this.local.head();
    if (sequence > 0 && logId !== this.local.logId) {
      this.halt('otherLog', new LogDamaged(`its rows are of log ${logId}, this is log ${this.local.logId}`));
    } else if (sequence > head) {
      this.halt('otherLog', new LogDamaged(`it has seen sequence ${sequence}, the log ends at ${head}`));
    } else if (sequence > 0 && this.local.leafAt(sequence) !== leaf) {
      this.halt('otherLog', new LogDamaged(`event ${sequence} of the log is not the one it has seen`));
    }
  }

  /** Puts the events of the batch after its own checkpoint into the rows; one transaction. */
  advance(batch: Batch): void {
    if (this.closed || this.stop) return;
    const position = { index: -1 };
    try {
      this.put(batch, batch.events.length, position);
    } catch (error) {
      this.projector = this.projection.open(this.build.store);
      this.held = this.build.checkpoint();
      if (error instanceof Moved) return;
      const upTo = position.index;
      this.putBefore(batch, upTo);
      this.halt(error instanceof UnknownFact ? 'unknownType' : 'failure', error, batch.events[upTo]);
    }
  }

  /** Stops it for a reason that lies outside of it. */
  fail(error: unknown): void {
    this.halt(error instanceof LogDamaged ? 'otherLog' : 'failure', error);
  }

  close(): void {
    this.closed = true;
    this.build.close();
  }

  /** What came before the event that failed is sound, and is kept. */
  private putBefore(batch: Batch, index: number): void {
    const event = batch.events[index];
    if (event === undefined || event.sequence <= this.sequence + 1) return;
    try {
      this.put(batch, index, { index: -1 });
    } catch (error) {
      this.halt('failure', error);
    }
  }

  private put(batch: Batch, end: number, position: { index: number }): void {
    const { projection, held } = this;
    this.held = this.build.commit(() => {
      this.assertAlone(held);
      let unreadable = held.unreadable;
      for (let index = 0; index < end; index++) {
        const event = batch.events[index];
        if (event === undefined || event.sequence <= held.sequence) continue;
        position.index = index;
        const version = batch.version(index);
        if (version && projection.reads !== 'all' && !projection.reads.has(version.type)) continue;
        const fact = version && batch.fact(index);
        if (fact === undefined) unreadable += 1;
        else this.projector.apply(fact satisfies Recorded);
      }
      position.index = -1;
      this.projector.flush();
      const sequence = batch.events[end - 1]?.sequence ?? held.sequence;
      return { logId: this.local.logId, sequence, leaf: this.local.leafAt(sequence), unreadable };
    });
  }

  /** Where another process moved the build, what the projector keeps in memory is no longer so: it is opened again. */
  private assertAlone(held: Checkpoint): void {
    if (this.build.checkpoint().sequence !== held.sequence) throw new Moved();
  }

  private halt(
    kind: Stop['kind'],
    error: unknown,
    event?: { sequence: number; id: string; type: string },
  ): void {
    if (this.stop) return;
    const reason = error instanceof Error ? error.message : String(error);
    const at = event ? { sequence: event.sequence, id: event.id, type: event.type } : null;
    this.stop = { kind, reason, event: at };
  }
}
