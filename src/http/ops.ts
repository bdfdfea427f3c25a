import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Engine } from '../engine/engine.js';
import { healthOf } from './health.js';
import type { Shell } from './shell.js';

/**
 * Liveness, readiness and metrics on a port of their own, which is not public: they say what is wrong inside. The port is
 * closed last, when the node stops.
 */
export async function listenOps(engine: Engine, shell: Shell): Promise<number> {
  const server = createServer((request, response) => {
    void answer({ engine, shell }, request, response);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(shell.config.opsPort, () => resolve());
  });
  shell.atEnd(() => closed(server));
  return (server.address() as AddressInfo).port;
}

async function answer(
  { engine, shell }: { readonly engine: Engine; readonly shell: Shell },
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.method !== 'GET' && request.method !== 'HEAD') return send(response, 405, {});
  switch (request.url) {
    case '/live':
      return send(response, 200, { status: 'live' });
    case '/ready': {
      const health = engine.health();
      const status = shell.closing ? 'DOWN' : healthOf(health);
      return send(response, status === 'UP' ? 200 : 503, { status, ...health });
    }
    case '/metrics': {
      const { registry } = shell.metrics;
      response.writeHead(200, { 'Content-Type': registry.contentType }).end(await registry.metrics());
      return;
    }
    default:
      return send(response, 404, {});
  }
}

const send = (response: ServerResponse, status: number, body: object): void => {
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
};

const closed = (server: Server): Promise<void> =>
  new Promise((resolve, reject) => {
    server.closeAllConnections();
    server.close((error) => (error ? reject(error) : resolve()));
  });
