import type { DomainEvent, Recorded } from '../domain/decider.js';
import { Reference } from '../domain/reference.js';
import type { LocalLog } from '../log/event-log.js';
import { readBatch } from './batch.js';
import type { Codec } from './codec.js';

/** The confirmed facts that decisions look up, current to the head of the local log whenever they are asked for. */
export interface ReferenceView {
  /**
   * The reference up to the head of the local log. Throws `UnknownFact` or `BrokenFact` from the event on that this
   * release cannot read, each time: no decision is taken on half of what is known.
   */
  current(): Reference;
  /**
   * The caller recorded these events, one behind the other and up to this sequence. Where they begin at the end of what
   * is known, and none is a rule, they are not read again.
   */
  recorded(events: readonly DomainEvent[], through: number): void;
}

const BATCH_SIZE = 1_000;

/** Begins with facts that a read model kept up to a sequence, so that a start does not read the log from its first event. */
export function referenceView(
  local: LocalLog,
  codec: Codec,
  kept: { readonly facts: Iterable<Recorded>; readonly through: number },
): ReferenceView {
  const reference = new Reference();
  for (const fact of kept.facts) reference.apply(fact);
  reference.advanceTo(kept.through);
  return {
    current() {
      while (reference.knownThrough < local.head()) advance(reference, local, codec);
      return reference;
    },
    recorded(events, through) {
      if (reference.knownThrough !== through - events.length) return;
      if (!events.some((event) => Reference.reads.has(event.type))) reference.advanceTo(through);
    },
  };
}

function advance(reference: Reference, local: LocalLog, codec: Codec): void {
  const batch = readBatch(local, codec, reference.knownThrough, BATCH_SIZE);
  for (const [index, event] of batch.events.entries()) {
    const version = batch.version(index);
    const fact = version && Reference.reads.has(version.type) ? batch.fact(index) : undefined;
    if (fact) reference.apply(fact);
    else reference.advanceTo(event.sequence);
  }
}
