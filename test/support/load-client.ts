import { once } from 'node:events';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { quantile } from '../../src/bench/figure.js';

/** An answer as it came; of the headers only what a client of ours looks at. */
export interface LoadAnswer {
  readonly status: number;
  readonly tag: string | undefined;
  readonly body: string;
}

/**
 * One connection that is kept and carries one request at a time. It understands no more of HTTP/1.1 than our servers
 * send to who accepts no compression: a status, headers and a body of a length that is told. Anything else throws.
 */
export class LoadConnection {
  private held: Buffer = Buffer.alloc(0);
  private waiting: { resolve: (answer: LoadAnswer) => void; reject: (error: Error) => void } | undefined;

  private constructor(private readonly socket: Socket) {
    socket.setNoDelay(true);
    socket.on('data', (bytes) => this.take(bytes));
    const fail = (error: Error): void => this.waiting?.reject(error);
    socket.on('error', fail);
    socket.on('close', () => fail(new Error('the server closed the connection')));
  }

  static async open(port: number): Promise<LoadConnection> {
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    return new LoadConnection(socket);
  }

  /** Sends a request, as {@link requestText} writes it. */
  ask(request: string): Promise<LoadAnswer> {
    return new Promise((resolve, reject) => {
      this.waiting = { resolve, reject };
      this.socket.write(request);
    });
  }

  close(): void {
    this.waiting = undefined;
    this.socket.destroy();
  }

  private take(bytes: Buffer): void {
    this.held = this.held.length === 0 ? bytes : Buffer.concat([this.held, bytes]);
    const end = this.held.indexOf('\r\n\r\n');
    if (end < 0) return;
    const head = this.held.toString('latin1', 0, end);
    const status = Number(head.slice(9, 12));
    const length = status === 304 ? 0 : Number(/\r\ncontent-length: (\d+)/i.exec(head)?.[1]);
    const { waiting } = this;
    if (Number.isNaN(length) || !waiting) {
      (waiting?.reject ?? fatal)(new Error(`an answer that is not understood: ${head}`));
      return;
    }
    if (this.held.length < end + 4 + length) return;
    const body = this.held.toString('utf8', end + 4, end + 4 + length);
    this.held = this.held.subarray(end + 4 + length);
    this.waiting = undefined;
    waiting.resolve({ status, tag: /\r\netag: ([^\r]+)/i.exec(head)?.[1], body });
  }
}

function fatal(error: Error): never {
  throw error;
}

/** `requestText('GET /balances', token)`; what is sent besides as headers and body. */
export function requestText(
  line: string,
  token: string,
  {
    headers = {},
    body,
  }: { readonly headers?: Readonly<Record<string, string>>; readonly body?: string } = {},
): string {
  const content: Readonly<Record<string, string>> =
    body === undefined
      ? {}
      : { 'Content-Type': 'application/json', 'Content-Length': String(Buffer.byteLength(body)) };
  const all = { Host: 'localhost', Authorization: `Bearer ${token}`, ...headers, ...content };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return `${line} HTTP/1.1\r\n${lines.join('')}\r\n${body ?? ''}`;
}

/** What one kind of work reached: each worker began the next one when it had finished the last. */
export interface LoadResult {
  readonly perSecond: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  readonly count: number;
  readonly seconds: number;
}

/**
 * So many workers, each of which does one thing after the other for so many seconds. The times are those of a client
 * that waits for each answer before it asks again: they say nothing of requests that arrive whatever the server does.
 */
export async function closedLoop(
  workers: readonly (() => Promise<void>)[],
  seconds: number,
): Promise<LoadResult> {
  const times: number[] = [];
  const start = performance.now();
  const end = start + seconds * 1000;
  const run = async (work: () => Promise<void>): Promise<void> => {
    for (let before = start; before < end;) {
      await work();
      const now = performance.now();
      times.push(now - before);
      before = now;
    }
  };
  await Promise.all(workers.map(run));
  const took = (performance.now() - start) / 1000;
  return {
    perSecond: times.length / took,
    p50: quantile(times, 0.5),
    p99: quantile(times, 0.99),
    count: times.length,
    seconds: took,
  };
}
