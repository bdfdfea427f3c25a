import {
  AccessDeniedError,
  CancelledError,
  MaxAppendSizeExceededError,
  NO_STREAM as NO_SERVER_STREAM,
  StreamDeletedError,
  UnavailableError,
  WrongExpectedVersionError,
  isCommandError,
} from '@eventstore/db-client';
import type { AppendResult, EventStoreDBClient } from '@eventstore/db-client';
import { NO_STREAM } from './event-log.js';
import type { StreamAppend } from './event-log.js';
import { ClientHolder, TIMED_OUT, handshake, reasonOf, within } from './eventstoredb.client.js';
import { positionText, toServer } from './eventstoredb.wire.js';

/** Appends on their way at the same time, over all callers. More make the client no faster. */
const IN_FLIGHT_MAX = 128;

/**
 * How long the server may take, by the client's clock. The server reads it as a time of day by its own clock, so it is
 * far beyond any difference between the two; the wait that counts is our own.
 */
const SERVER_DEADLINE_MS = 24 * 3600 * 1000;

/** What became of one append: as in the port, or what the port has no word for. */
export type Settled =
  | { readonly status: 'appended'; readonly lastRevision: number; readonly position: string }
  | { readonly status: 'conflict'; readonly actual: number }
  | { readonly status: 'unknown' | 'notWritten' | 'damaged' | 'refused'; readonly reason: string };

/** The one client of this process that appends, shared by all logs on one server. */
export interface AppendingClient {
  readonly holder: ClientHolder;
  readonly places: Places;
  /** When an append was last answered, in ms of this process. */
  lastAnswerAt: number;
}

let taken: { readonly url: string; users: number; readonly client: AppendingClient } | undefined;

/**
 * The client keeps the pending batch appends of a process in one table: an error on one connection fails those of all,
 * and a late answer on another then ends the process. So a process appends to one server, through one client.
 * Whoever takes it gives it back once, with {@link giveBackAppendingClient}.
 */
export function takeAppendingClient(url: string): AppendingClient {
  if (taken !== undefined && taken.url !== url) {
    throw new Error('this process appends to another server already: one process, one server');
  }
  taken ??= {
    url,
    users: 0,
    client: { holder: new ClientHolder(url), places: new Places(), lastAnswerAt: 0 },
  };
  taken.users += 1;
  return taken.client;
}

/** Closes the client after its last user; what is still under way on it becomes `unknown`. */
export async function giveBackAppendingClient(client: AppendingClient): Promise<void> {
  if (taken?.client !== client) return;
  taken.users -= 1;
  if (taken.users > 0) return;
  taken = undefined;
  await client.holder.close();
}

export interface Sending {
  readonly timeoutMs: number;
  /** Shared by the appends of one call: once the connection is found dead, the rest of them is not sent. */
  readonly call: { failure: string | undefined };
}

/** Sends one append, its stream named as on the server. Never throws for what the server or the network does. */
export async function appendTo(
  appending: AppendingClient,
  append: StreamAppend,
  { timeoutMs, call }: Sending,
): Promise<Settled> {
  await appending.places.take();
  try {
    if (call.failure !== undefined) return { status: 'notWritten', reason: `not sent: ${call.failure}` };
    const client = await appending.holder.client();
    const settled = await attempt(appending, client, append, timeoutMs);
    if ('reason' in settled && !appending.holder.isCurrent(client)) call.failure = settled.reason;
    return settled;
  } finally {
    appending.places.give();
  }
}

async function attempt(
  appending: AppendingClient,
  client: EventStoreDBClient,
  append: StreamAppend,
  timeoutMs: number,
): Promise<Settled> {
  const progress = { sentAt: Infinity };
  try {
    const result = await within(timeoutMs, exchange(appending, client, append, progress));
    if (result !== TIMED_OUT) return landed(append, result);
  } catch (error) {
    return failed(appending, client, error, progress.sentAt);
  }
  // Where others were answered meanwhile the connection is sound, and giving it up would leave those in doubt.
  if (appending.lastAnswerAt < progress.sentAt) appending.holder.retire(client);
  const status = progress.sentAt === Infinity ? 'notWritten' : 'unknown';
  return { status, reason: `no answer within ${timeoutMs} ms` };
}

async function exchange(
  appending: AppendingClient,
  client: EventStoreDBClient,
  append: StreamAppend,
  progress: { sentAt: number },
): Promise<AppendResult> {
  const events = append.events.map(toServer);
  await handshake(client);
  if (!appending.holder.isCurrent(client)) throw new Error('the connection was lost');
  progress.sentAt = performance.now();
  const { expectedRevision } = append;
  return client
    .appendToStream(append.stream, events, {
      expectedRevision: expectedRevision === NO_STREAM ? NO_SERVER_STREAM : BigInt(expectedRevision),
      requiresLeader: true,
      deadline: SERVER_DEADLINE_MS,
    })
    .finally(() => (appending.lastAnswerAt = performance.now()));
}

/** A stream that was deleted and written again goes on numbering: the revision then is not the one that follows. */
function landed(append: StreamAppend, result: AppendResult): Settled {
  const lastRevision = Number(result.nextExpectedRevision);
  if (lastRevision !== append.expectedRevision + append.events.length) {
    const reason = `${append.stream} was deleted or cut: a write after ${append.expectedRevision} became ${lastRevision}`;
    return { status: 'damaged', reason };
  }
  return { status: 'appended', lastRevision, position: positionText(result.position) };
}

function failed(
  appending: AppendingClient,
  client: EventStoreDBClient,
  error: unknown,
  sentAt: number,
): Settled {
  const reason = reasonOf(error);
  if (error instanceof WrongExpectedVersionError) {
    const { actualVersion } = error;
    return {
      status: 'conflict',
      actual: typeof actualVersion === 'bigint' ? Number(actualVersion) : NO_STREAM,
    };
  }
  if (error instanceof StreamDeletedError) {
    return { status: 'damaged', reason: `${error.streamName} was deleted for ever` };
  }
  if (error instanceof MaxAppendSizeExceededError) return { status: 'refused', reason };
  if (error instanceof AccessDeniedError) return { status: 'notWritten', reason };
  if (sentAt === Infinity || isHandshakeError(error)) {
    appending.holder.retireAfter(client, error);
    return { status: 'notWritten', reason };
  }
  const isLost = error instanceof UnavailableError || error instanceof CancelledError;
  if (isLost || !isAnswer(error)) appending.holder.retire(client);
  return { status: 'unknown', reason };
}

/** The client repeats its handshake after a reconnect, within the append; only then is an error left as gRPC made it. */
const isHandshakeError = (error: unknown): boolean =>
  error instanceof Error && !isCommandError(error) && 'code' in error && typeof error.code === 'number';

const isAnswer = (error: unknown): boolean => error instanceof Error && isCommandError(error);

/** Lets so many appends be on their way, and the others wait in the order they came. */
class Places {
  private free = IN_FLIGHT_MAX;
  private readonly waiting: (() => void)[] = [];

  async take(): Promise<void> {
    if (this.free > 0) {
      this.free -= 1;
      return;
    }
    await new Promise<void>((resolve) => this.waiting.push(resolve));
  }

  give(): void {
    const next = this.waiting.shift();
    if (next === undefined) this.free += 1;
    else next();
  }
}
