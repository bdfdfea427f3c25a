import type { EventData, Position } from '@eventstore/db-client';
import { InvalidAppend, LogDamaged } from './event-log.js';
import type { EventRecord, StreamEvent } from './event-log.js';
import { canonical, isReadable, recordFromWire, wireMeta } from './format.js';

/** Instances share a server; none has a dot in its name, so that no prefix is the beginning of another's. */
const INSTANCE = /^[a-z][a-z0-9-]{0,30}$/;

/** What the server calls the streams of one instance. */
export interface StreamNames {
  readonly prefix: string;
  /** Prefix of the streams in which the server keeps the metadata (retention, rights) of ours. */
  readonly metadataPrefix: string;
}

/** Throws where the name of the instance could not be told from another's. */
export function streamNames(instance: string): StreamNames {
  if (!INSTANCE.test(instance)) {
    throw new Error(`instance ${JSON.stringify(instance)}: must be lower-case letters, digits and hyphens`);
  }
  return { prefix: `${instance}.`, metadataPrefix: `$$${instance}.` };
}

/** An event as the client hands it out. Position and creation time are the server's. */
export interface ServerEvent {
  readonly streamId: string;
  readonly id: string;
  readonly type: string;
  readonly data: unknown;
  readonly metadata?: unknown;
  readonly revision: bigint;
  readonly created: Date;
  readonly position?: Position | undefined;
}

/**
 * The event to send. The client writes the data as JSON again, which gives the canonical text back; the metadata, with
 * the salt among them, it takes as the bytes they are.
 */
export const toServer = (record: EventRecord): EventData => ({
  id: record.id,
  type: record.type,
  contentType: 'application/json',
  data: JSON.parse(record.data) as Record<string, unknown>,
  metadata: utf8.encode(wireMeta(record)),
});

const utf8 = new TextEncoder();

/**
 * The event as every node of ours sees it, readable or not. Throws {@link LogDamaged} for an event of the server's
 * own in a stream of ours (a tombstone, or a link that somebody wrote there), and for one that bears metadata of ours
 * while its data are not in our format: it may be money, so nobody passes over it.
 */
export function fromServer(event: ServerEvent, { prefix }: StreamNames): StreamEvent {
  const stream = event.streamId.slice(prefix.length);
  const revision = Number(event.revision);
  if (event.type === '$streamDeleted') throw new LogDamaged(`stream ${stream} was deleted for ever`);
  if (event.type.startsWith('$')) {
    throw new LogDamaged(`stream ${stream} holds a ${event.type} of the server at revision ${revision}`);
  }
  const { type, data, metadata: meta } = event;
  const id = event.id.toLowerCase();
  const record = recordFromWire({ id, type, data, meta });
  if (!isReadable(record) && isReadable(recordFromWire({ id, type, data: {}, meta }))) {
    const place = `${stream} ${revision} (${type})`;
    throw new LogDamaged(`${place} has metadata of ours, but data that are not: ${faultIn(data)}`);
  }
  return { ...record, stream, revision };
}

/** Why the data of an event are not in our format. The client hands out what is not JSON as text or bytes. */
function faultIn(data: unknown): string {
  if (typeof data !== 'object' || data === null || data instanceof Uint8Array) return 'must be a JSON object';
  try {
    canonical(data);
    return 'must be a JSON object';
  } catch (error) {
    if (error instanceof InvalidAppend) return error.message;
    throw error;
  }
}

/** The retention that a stream's metadata ask for, as text; undefined where they let every event stay. */
export function retentionIn(metadata: unknown): string | undefined {
  if (typeof metadata !== 'object' || metadata === null) return undefined;
  const found = Object.entries(metadata).filter(([key]) => key in RETENTION);
  return found.length === 0 ? undefined : found.map(([key, value]) => `${key} = ${String(value)}`).join(', ');
}

const RETENTION = { $maxCount: true, $maxAge: true, $tb: true };

/** A place in the server's log as text that sorts as the places do. */
export const positionText = (position: Position | undefined): string =>
  position === undefined ? '' : `${padded(position.commit)}/${padded(position.prepare)}`;

/** 20 digits hold every unsigned number of 64 bits. */
const padded = (value: bigint): string => String(value).padStart(20, '0');
