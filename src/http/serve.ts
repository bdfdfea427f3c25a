import type { AddressInfo } from 'node:net';
import type { DynamicModule } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Engine } from '../engine/engine.js';
import { listenOps } from './ops.js';
import { createServer } from './server.js';
import { Shell } from './shell.js';

/** A node whose doors are open. */
export interface Served {
  readonly app: NestFastifyApplication;
  readonly port: number;
  readonly opsPort: number;
  /** Finishes the requests that run, refuses others, then closes everything. */
  close(): Promise<void>;
}

/**
 * Opens the doors of a node: the API on `FLOWS_PORT`, what operators need on `FLOWS_OPS_PORT`. SIGTERM and SIGINT close
 * it. Traces go out where `OTEL_EXPORTER_OTLP_ENDPOINT` names an endpoint.
 */
export async function serve(module: DynamicModule): Promise<Served> {
  const endpoint = process.env['OTEL_EXPORTER_OTLP_ENDPOINT'];
  const traced = endpoint === undefined || endpoint === '' ? undefined : await import('./tracing.js');
  const stopTracing = traced?.exportTraces();
  const app = await createServer(module);
  const shell = app.get(Shell);
  if (stopTracing) shell.atEnd(stopTracing);
  app.enableShutdownHooks();
  const opsPort = await listenOps(app.get(Engine), shell);
  await app.listen(shell.config.port, '0.0.0.0');
  const { port } = app.getHttpServer().address() as AddressInfo;
  shell.links.listeningOn(port);
  shell.log.info({ port, opsPort }, 'listening');
  return { app, port, opsPort, close: () => app.close() };
}
