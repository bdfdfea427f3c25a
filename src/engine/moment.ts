import { Malformed } from '../domain/rejection.js';
import { msOfInstant } from '../domain/time.js';
import type { Instant } from '../domain/time.js';
import type { Store } from '../../projections/projection.js';
import type { Clock } from './clock.js';
import type { Engine } from './engine.js';

/** When a reader wants to stand: at a moment, at a sequence, or now. */
export interface MomentAsked {
  readonly asOf?: Instant | undefined;
  readonly asOfSequence?: number | undefined;
}

export interface MomentTools {
  readonly engine: Engine;
  readonly clock: Clock;
  /** The query of the audit trail that says what a time means as a sequence. */
  readonly sequenceAsOf: (store: Store, moment: Instant, head: number) => { readonly sequence: number };
}

/** Why a moment cannot be stood at. */
export type MomentFlaw = 'notBoth' | 'inTheFuture' | 'beforeTheLog' | 'beyondTheLog';

/** A moment that cannot be stood at; a door tells it in its own words. */
export class NoSuchMoment extends Malformed {
  constructor(
    readonly flaw: MomentFlaw,
    field: keyof MomentAsked,
    readonly head: number,
  ) {
    super(MEANS[flaw], field);
  }
}

const MEANS: Readonly<Record<MomentFlaw, string>> = {
  notBoth: 'cannot stand beside a moment',
  inTheFuture: 'is in the future',
  beforeTheLog: 'is before the log was opened',
  beyondTheLog: 'is beyond the head of the log',
};

/**
 * The sequence that a read is of, at most `head`; `head` itself where nothing is asked. The audit trail must hold `head`
 * where a time is asked. Throws {@link NoSuchMoment}.
 */
export function sequenceOfMoment(tools: MomentTools, asked: MomentAsked, head: number): number {
  const { asOf, asOfSequence } = asked;
  if (asOf !== undefined && asOfSequence !== undefined)
    throw new NoSuchMoment('notBoth', 'asOfSequence', head);
  if (asOfSequence !== undefined) {
    if (asOfSequence > head) throw new NoSuchMoment('beyondTheLog', 'asOfSequence', head);
    return asOfSequence;
  }
  if (asOf === undefined) return head;
  if (msOfInstant(asOf) > msOfInstant(tools.clock.now())) throw new NoSuchMoment('inTheFuture', 'asOf', head);
  const { sequence } = tools.engine.read('audit-trail', (store, at) =>
    tools.sequenceAsOf(store, asOf, at.sequence),
  );
  if (sequence === 0) throw new NoSuchMoment('beforeTheLog', 'asOf', head);
  return Math.min(sequence, head);
}
