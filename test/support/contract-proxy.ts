import { createServer, request } from 'node:http';
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { contractCheck } from './contract-check.js';

/** Passes requests on to a node, and holds each of them and its answer to the contract. */
export interface ContractProxy {
  readonly port: number;
  /** Where requests go from now on. */
  target: number;
  /** What differed from the contract, in words. */
  readonly faults: string[];
  /** The operations that were called. */
  readonly operations: Set<string>;
  close(): Promise<void>;
}

const BASE = '/fundingFlows/v1';

/** Opens the proxy on a free port of this machine. */
export async function openContractProxy(): Promise<ContractProxy> {
  const contract = contractCheck();
  const server = createServer((asked, reply) => void pass(asked, reply));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const proxy: ContractProxy = {
    port: (server.address() as AddressInfo).port,
    target: 0,
    faults: [],
    operations: new Set(),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
  return proxy;

  async function pass(asked: IncomingMessage, reply: ServerResponse): Promise<void> {
    const { method = '', url = '' } = asked;
    const body = await textOf(asked);
    const answer = await send({ port: proxy.target, method, path: url, headers: asked.headers }, body);
    const text = await textOf(answer);
    const status = answer.statusCode ?? 0;
    const sent = {
      method,
      url: url.slice(BASE.length),
      headers: single(asked.headers),
      body: bodyOf(asked.headers, body),
    };
    const told = { status, headers: single(answer.headers), body: bodyOf(answer.headers, text) };
    const found = [...(status < 400 ? contract.request(sent) : []), ...contract.answer(sent, told)];
    proxy.faults.push(...found.map((fault) => `${method} ${url} ${status}: ${fault}`));
    proxy.operations.add(contract.operationId(sent) ?? `${method} ${url}`);
    reply.writeHead(status, answer.headers).end(text);
  }
}

const send = (
  options: { port: number; method: string; path: string; headers: OutgoingHttpHeaders },
  body: string,
): Promise<IncomingMessage> =>
  new Promise((resolve, reject) =>
    request({ host: '127.0.0.1', ...options }, resolve)
      .on('error', reject)
      .end(body),
  );

async function textOf(stream: AsyncIterable<unknown>): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of stream) pieces.push(piece as Buffer);
  return Buffer.concat(pieces).toString();
}

const bodyOf = (headers: IncomingMessage['headers'], text: string): unknown =>
  text === '' ? undefined : /[/+]json\b/.test(headers['content-type'] ?? '') ? JSON.parse(text) : text;

const single = (headers: IncomingMessage['headers']): Readonly<Record<string, string | undefined>> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value].flat()[0]]));
