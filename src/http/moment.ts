import { IsInt, IsOptional, Max, Min } from 'class-validator';
import { sequenceAsOf } from '../../projections/audit-trail/query.js';
import type { Reference } from '../domain/reference.js';
import { brusselsDay, day, instant } from '../domain/time.js';
import type { Day, Instant } from '../domain/time.js';
import type { Clock } from '../engine/clock.js';
import type { Engine } from '../engine/engine.js';
import { NoSuchMoment, sequenceOfMoment } from '../engine/moment.js';
import { invalid } from './fault.js';
import { Parsed, WholeText } from './input.js';
import { RecentReference } from './recent-reference.js';

/** Query of every read: what was known when. Extend it with the filters of the operation. */
export class MomentQuery {
  @IsOptional()
  @Parsed(instant)
  readonly asOf?: string;

  @IsOptional()
  @WholeText()
  @IsInt()
  @Min(1)
  @Max(Number.MAX_SAFE_INTEGER)
  readonly asOfSequence?: number;
}

/** Query of a read of what has validity: also which day it is of. */
export class DatedQuery extends MomentQuery {
  @IsOptional()
  @Parsed(day)
  readonly validOn?: string;
}

/** Where a read stands, as its answer echoes it. */
export interface Moment {
  /** All of the answer is of the first so many events. */
  readonly sequence: number;
  /** The moment asked for, if it was one. */
  readonly asOf?: Instant;
  /** The day asked for; else the Brussels day of the moment, of the stamp of the sequence, or today. */
  readonly validOn: Day;
}

/** What an answer says of where it stands: the first fields of every body. */
export const echoOf = ({ sequence, asOf }: Moment) => ({
  asOfSequence: sequence,
  ...(asOf !== undefined && { asOf }),
});

/** The same of what has validity. */
export const datedEchoOf = (moment: Moment) => ({ ...echoOf(moment), validOn: moment.validOn });

const WAIT_MS = 5_000;

/** Resolves the two clocks of a read. */
export class Moments {
  private readonly references: RecentReference;

  constructor(
    private readonly engine: Engine,
    private readonly clock: Clock,
  ) {
    this.references = new RecentReference(engine);
  }

  /**
   * Waits until the read models hold the sequence asked for, or what the log held when the question came, so that
   * everybody reads their own writes, and says where the question stands. Throws a 400 for a moment that cannot be stood
   * at, `NotReached` and `ReadModelStopped` (503).
   */
  async of(query: DatedQuery, ...readModels: readonly string[]): Promise<Moment> {
    const { engine, clock } = this;
    const head = engine.local.head();
    const asOf = query.asOf === undefined ? undefined : instant(query.asOf);
    const names = [...new Set(['reference', ...readModels, ...(asOf === undefined ? [] : ['audit-trail'])])];
    const needed = Math.min(query.asOfSequence ?? head, head);
    await engine.waitFor(needed, { timeoutMs: WAIT_MS, names });
    const sequence = this.sequenceOf({ asOf, asOfSequence: query.asOfSequence }, head);
    const asked = query.validOn === undefined ? undefined : day(query.validOn);
    return {
      sequence,
      ...(asOf !== undefined && { asOf }),
      validOn:
        asked ??
        brusselsDay(asOf ?? (query.asOfSequence === undefined ? clock.now() : this.stampAt(sequence))),
    };
  }

  /** Parties, mandates, rulebook, shares and proposals as they were known. Use it at once. */
  referenceAt({ sequence }: Moment): Reference {
    return this.references.at(sequence);
  }

  /** The version of a document, its stream's revision as it was known; undefined where there was none. */
  versionAt({ sequence }: Moment, stream: string): string | undefined {
    const { local } = this.engine;
    const isLater = (at: number): boolean => (local.sequenceOf(stream, at) ?? 0) > sequence;
    let revision = local.revisionOf(stream);
    while (revision >= 0 && isLater(revision)) revision -= 1;
    return revision < 0 ? undefined : String(revision);
  }

  private sequenceOf(
    asked: { readonly asOf: Instant | undefined; readonly asOfSequence: number | undefined },
    head: number,
  ): number {
    try {
      return sequenceOfMoment({ engine: this.engine, clock: this.clock, sequenceAsOf }, asked, head);
    } catch (error) {
      if (!(error instanceof NoSuchMoment)) throw error;
      const value = error.field === 'asOf' ? asked.asOf : asked.asOfSequence;
      throw invalid('query', error.field, error.flaw, { value, values: { other: 'asOf', head: error.head } });
    }
  }

  /** Stamp of the event, or of the last one before it that has one. */
  private stampAt(sequence: number): Instant {
    for (let at = sequence; at > 0; at--) {
      const [event] = this.engine.local.read(at - 1, 1);
      const recordedAt = event && (JSON.parse(event.meta) as { readonly recordedAt?: unknown }).recordedAt;
      if (typeof recordedAt === 'string') return instant(recordedAt);
    }
    throw new Error('the log has no readable stamp');
  }
}
