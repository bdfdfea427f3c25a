import type { Recorded } from '../domain/decider.js';
import type { StoredVersion } from '../domain/shape.js';
import type { LocalLog, LoggedEvent } from '../log/event-log.js';
import { LogDamaged } from '../log/event-log.js';
import type { Codec } from './codec.js';

/** Some events in log order, each decoded once for all who read it, and not at all where nobody does. */
export interface Batch {
  readonly events: readonly LoggedEvent[];
  /** Stored version of the n-th event of the batch, undefined where it is unreadable. Throws `UnknownFact`. */
  version(index: number): StoredVersion | undefined;
  /** The n-th fact, undefined where it is unreadable. Throws `UnknownFact` or `BrokenFact`. */
  fact(index: number): Recorded | undefined;
}

/** The events after a sequence; sequences are dense, or the file is not the log it says it is. */
export function readBatch(local: LocalLog, codec: Codec, after: number, limit: number): Batch {
  const events = local.read(after, limit);
  const [first] = events;
  if (
    first !== undefined &&
    (first.sequence !== after + 1 || events.at(-1)?.sequence !== after + events.length)
  ) {
    throw new LogDamaged(`the local log has a hole after sequence ${after}`);
  }
  const versions: (StoredVersion | undefined)[] = [];
  const facts: (Recorded | undefined)[] = [];
  const at = (index: number): LoggedEvent => {
    const event = events[index];
    if (event === undefined) throw new RangeError(`the batch has no event ${index}`);
    return event;
  };
  return {
    events,
    version: (index) =>
      index in versions ? versions[index] : (versions[index] = codec.versionOf(at(index))),
    fact: (index) => (index in facts ? facts[index] : (facts[index] = codec.decode(at(index)))),
  };
}
