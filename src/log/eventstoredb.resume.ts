import { START } from '@eventstore/db-client';
import type { EventStoreDBClient, Position, ReadPosition } from '@eventstore/db-client';
import { LogDamaged } from './event-log.js';
import type { EventRecord, LocalLog } from './event-log.js';
import { readEvents, refuseRetention } from './eventstoredb.read.js';
import { fromServer } from './eventstoredb.wire.js';
import type { ServerEvent, StreamNames } from './eventstoredb.wire.js';

/**
 * The server's log ends before the last event of the local copy: it was emptied, restored from an older backup, or is
 * another server's. Nothing can be read on from here; people decide which of the two is right.
 */
export class LogBehindCopy extends Error {
  override readonly name = 'LogBehindCopy';
}

export interface Source {
  readonly client: EventStoreDBClient;
  readonly names: StreamNames;
  readonly timeoutMs: number;
}

/**
 * Where to read on: the place on the server of the local copy's last event, which must be there as the copy has it.
 * Throws {@link LogBehindCopy} where it is not there, {@link LogDamaged} where it is another.
 */
export async function resumePosition(source: Source, local: LocalLog): Promise<ReadPosition> {
  const head = local.head();
  const [last] = head === 0 ? [] : local.read(head - 1, 1);
  if (last === undefined) return START;
  const found = await eventAt(source, last.stream, last.revision);
  if (found === undefined) {
    await refuseRetention({ ...source, stream: source.names.prefix + last.stream });
    throw new LogBehindCopy(
      `the server has no revision ${last.revision} of ${last.stream}, which is sequence ${last.sequence} of the local copy`,
    );
  }
  const difference = firstDifference(fromServer(found, source.names), last);
  if (difference !== undefined) {
    throw new LogDamaged(
      `sequence ${last.sequence} (${last.stream} ${last.revision}): its ${difference} on the server is not that of the local copy`,
    );
  }
  return positionOf(found);
}

/** The first field in which two records of one event differ. */
export const firstDifference = (one: EventRecord, other: EventRecord): string | undefined =>
  (['id', 'type', 'data', 'meta', 'salt'] as const).find((field) => one[field] !== other[field]);

export function positionOf(event: ServerEvent): Position {
  if (event.position === undefined) throw new Error('the server is older than 23.10 and gives no positions');
  return event.position;
}

async function eventAt(source: Source, stream: string, revision: number): Promise<ServerEvent | undefined> {
  const found: ServerEvent[] = [];
  await readEvents(
    { ...source, stream: source.names.prefix + stream, from: revision, limit: 1 },
    (event) => void found.push(event),
  );
  // A stream whose beginning was cut answers with the first event that is left.
  return found.find((event) => event.revision === BigInt(revision));
}
