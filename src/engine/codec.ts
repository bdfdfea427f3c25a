import type { Catalog } from '../domain/catalog.js';
import type { Actor, DomainEvent, Metadata, Recorded } from '../domain/decider.js';
import type { StoredVersion } from '../domain/shape.js';
import { isInstant } from '../domain/time.js';
import type { EventRecord, LoggedEvent, StreamEvent } from '../log/event-log.js';
import { eventRecord, isReadable } from '../log/format.js';
import { uuidFrom } from '../uuid.js';
import { NodeStopped } from './command.js';

/** A readable event whose name is not in the catalog: written by a newer release, so this one must not go on. */
export class UnknownFact extends NodeStopped {
  constructor(readonly event: StreamEvent) {
    super(`${event.type} at revision ${event.revision} of ${event.stream} is not known to this release`);
  }
}

/** Facts to records and back. An event without valid metadata is unreadable (undefined): counted, and passed over by all. */
export interface Codec {
  /** The record of the command's n-th event (from 0): the same try after try, but for its stamp and salt. */
  encode(event: DomainEvent, index: number, meta: Metadata): EventRecord;
  /** Throws {@link UnknownFact}; throws `BrokenFact` where the data is not what the name promises. */
  decode(event: LoggedEvent): Recorded | undefined;
  /** As `decode`, for an event that comes from the log of record and has no sequence yet. */
  decodeInStream(event: StreamEvent): FactInStream | undefined;
  /** The stored version of a name; undefined where it is unreadable. Throws {@link UnknownFact}. Reads no data. */
  versionOf(event: StreamEvent): StoredVersion | undefined;
}

/** A fact whose place in the log is not known, only that in its stream. */
export interface FactInStream {
  readonly event: DomainEvent;
  readonly revision: number;
  readonly meta: Metadata;
}

export function codecOf(catalog: Catalog): Codec {
  const versionOf = (event: StreamEvent): StoredVersion | undefined => {
    const version = catalog.find(event.type);
    if (version === undefined && metadataOf(event) !== undefined) throw new UnknownFact(event);
    return version;
  };
  return {
    encode: (event, index, meta) =>
      eventRecord({
        id: uuidFrom(meta.commandId, index),
        type: catalog.storedName(event.type),
        data: event.data,
        meta,
      }),
    decode(event) {
      const meta = metadataOf(event);
      const version = meta && versionOf(event);
      if (version === undefined || meta === undefined) return undefined;
      const { sequence, stream, revision, id } = event;
      return {
        type: version.type,
        data: version.read(JSON.parse(event.data)),
        sequence,
        stream,
        revision,
        id,
        meta,
      };
    },
    decodeInStream(event) {
      const meta = metadataOf(event);
      const version = meta && versionOf(event);
      if (version === undefined || meta === undefined) return undefined;
      return {
        event: { type: version.type, data: version.read(JSON.parse(event.data)) },
        revision: event.revision,
        meta,
      };
    },
    versionOf,
  };
}

/** The metadata of an event; undefined where it is not what the engine writes, which makes the event unreadable. */
export function metadataOf(event: EventRecord): Metadata | undefined {
  if (!isReadable(event)) return undefined;
  const meta = parsed(event.meta);
  return isMetadata(meta) ? meta : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Whatever is not JSON is not metadata either: the event is unreadable, and reported as that.
    return undefined;
  }
}

const TEXTS = [
  'commandId',
  'commandHash',
  'causationId',
  'correlationId',
  'traceId',
  'engine',
  'node',
] as const;

function isMetadata(value: unknown): value is Metadata {
  if (!isObject(value)) return false;
  for (const name of TEXTS) if (typeof value[name] !== 'string') return false;
  return (
    isStamp(value['recordedAt']) && Number.isSafeInteger(value['knownThrough']) && isActor(value['actor'])
  );
}

/** Events that were appended together bear one stamp, which is looked at once. */
let lastStamp = '';

function isStamp(value: unknown): boolean {
  if (value === lastStamp) return true;
  if (typeof value !== 'string' || !isInstant(value)) return false;
  lastStamp = value;
  return true;
}

function isActor(value: unknown): value is Actor {
  if (!isObject(value)) return false;
  const { issuer, subject, kind, mandate } = value;
  const named = typeof issuer === 'string' && typeof subject === 'string' && typeof mandate === 'string';
  return named && (kind === 'official' || kind === 'process');
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;
