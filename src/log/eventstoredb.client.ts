import { EventStoreDBClient, isCommandError, NotLeaderError } from '@eventstore/db-client';

/** How long a closing client may take to end its streams and its channel. */
const CLOSE_MS = 500;

/**
 * Holds one client of the server and replaces it when its connection is of no use any more. A client is never left
 * to reconnect by itself, but to the leader that a node named: its cached handshake, its append stream and its
 * discovery outlive the connection they were made on (ADR 0003, defects 5 and 6).
 */
export class ClientHolder {
  private current: EventStoreDBClient | undefined;
  private closing: Promise<void> = Promise.resolve();

  constructor(private readonly url: string) {}

  /** The client to use now. The one before it is wholly closed, so that two never have calls at the same time. */
  async client(): Promise<EventStoreDBClient> {
    for (let closing: Promise<void> | undefined; closing !== this.closing;) {
      closing = this.closing;
      await closing;
    }
    this.current ??= newClient(this.url);
    return this.current;
  }

  /** Gives up a client: what is still under way on it fails, and the next call gets a new one. */
  retire(client: EventStoreDBClient): void {
    if (this.current !== client) return;
    this.current = undefined;
    this.closing = this.closing.then(() => closeClient(client));
  }

  /** Gives up a client after an error, unless the error is about one call or says where the leader is. */
  retireAfter(client: EventStoreDBClient, error: unknown): void {
    if (!(error instanceof NotLeaderError)) this.retire(client);
  }

  /**
   * False once the client was given up. A read that ended meanwhile may be cut short, since the client takes the
   * cancellation of its own call for the end of the data.
   */
  isCurrent(client: EventStoreDBClient): boolean {
    return this.current === client;
  }

  async close(): Promise<void> {
    if (this.current !== undefined) this.retire(this.current);
    await this.closing;
  }
}

/** What the client keeps to itself and we need: the channel, to close it, and the handshake, to see it fail. */
interface Internals {
  getChannel(): Promise<{ close(): void }>;
  readonly capabilities: Promise<unknown>;
}

const internalsOf = (client: EventStoreDBClient): Internals => client as unknown as Internals;

/**
 * Asks the server what it can do, once per connection: the client would do so within its first append, where a
 * failure could not be told from a lost answer. Until it passes nothing has been sent. Throws what the client throws.
 */
export async function handshake(client: EventStoreDBClient): Promise<void> {
  await internalsOf(client).capabilities;
}

/** Refuses a connection string that this client cannot use, or whose options undo what the adapter relies on. */
export function checkUrl(url: string): void {
  if (/[?&]throwOnAppendFailure=false/i.test(url)) {
    throw new Error('throwOnAppendFailure=false hides the revision of a conflict: leave it out');
  }
  if (/[?&]keepAlive(Interval|Timeout)=-/i.test(url)) {
    throw new Error('without keep-alive a dead connection is never noticed: leave keepAlive… out');
  }
  newClient(url);
}

function newClient(url: string): EventStoreDBClient {
  try {
    return EventStoreDBClient.connectionString(url);
  } catch (error) {
    // The client's own message quotes the string, and the string may hold a password.
    const expected = /expected (.*)$/.exec(error instanceof Error ? error.message : '')?.[1];
    throw new Error(`the connection string of the log is not valid; expected ${expected ?? 'esdb://'}`);
  }
}

/** Streams are ended twice: a call that was on its way to the channel when it closed may have opened one more. */
async function closeClient(client: EventStoreDBClient): Promise<void> {
  await within(CLOSE_MS, client.dispose());
  // No channel, because none could be made, is nothing to close.
  const channel = internalsOf(client).getChannel();
  await within(
    CLOSE_MS,
    channel.then(
      (open) => open.close(),
      () => undefined,
    ),
  );
  await within(CLOSE_MS, client.dispose());
}

export const TIMED_OUT = Symbol('timed out');

/** The promise's result, or {@link TIMED_OUT}. The promise is not stopped; a later rejection of it is of no interest. */
export async function within<T>(timeoutMs: number, promise: Promise<T>): Promise<T | typeof TIMED_OUT> {
  promise.catch(() => undefined);
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<typeof TIMED_OUT>((resolve) => {
    timer = setTimeout(() => resolve(TIMED_OUT), timeoutMs);
  });
  return Promise.race([promise, timeout]).finally(() => clearTimeout(timer));
}

/** What went wrong, for an outcome or a health report: the kind of error and its text, on one line. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return isCommandError(error) ? [error.type, error.message].filter(Boolean).join(': ') : error.message;
}
