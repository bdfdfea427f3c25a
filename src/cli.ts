import { fileURLToPath } from 'node:url';
import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { CommanderError } from 'commander';
import { AppModule, NodeClock, RELEASE } from './app.module.js';
import { bench, benchMonth } from './bench/bench.js';
import type { OpenNode } from './bench/node.js';
import type { Door } from './cli/door.js';
import { flowsProgram } from './cli/program.js';
import { configFrom } from './config.js';
import type { Config } from './config.js';
import { Engine } from './engine/engine.js';
import { Stores } from './evidence/stores.js';
import { openTokenKey } from './evidence/token-key.js';
import { serve } from './http/serve.js';
import { LogOfRecord } from './log/log-of-record.js';

const configured = (data: string | undefined): Config =>
  configFrom({ ...process.env, ...(data === undefined ? {} : { FLOWS_DATA: data }) });

/** What goes wrong at the start is thrown, and shown once by the command that met it. */
const quiet = { logger: false, abortOnError: false } as const;

const door: Door = {
  bench({ month, ...options }) {
    const program = fileURLToPath(import.meta.url);
    return (month ? benchMonth : bench)({ program, open: openForBench }, options);
  },
  async open({ data, ...options }) {
    const config = configured(data);
    const module = AppModule.for({ config, ...options, ownThread: options.write });
    const app = await NestFactory.createApplicationContext(module, quiet);
    const { clock } = app.get(NodeClock);
    return { engine: app.get(Engine), stores: app.get(Stores), clock, config, close: () => app.close() };
  },
  async serve({ data, ...options }) {
    const config = configured(data);
    return serve(AppModule.for({ config, ...options, write: true, serve: true, ownThread: true }));
  },
  tokenKey: ({ shared }) => openTokenKey(shared),
  async openLog({ data, write }) {
    const config = configured(data);
    const record = await LogOfRecord.open({ ...config, write });
    return { log: record.log, local: record.local, config, close: () => record.close() };
  },
};

const openForBench: OpenNode = ({ data, start }) =>
  door.open({ write: true, data, ...(start && { opening: start, simulatedFrom: start.at }) });

// Whoever reads our output may stop reading (`| head`); that is no failure of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

try {
  await flowsProgram(door, RELEASE).parseAsync();
} catch (error) {
  if (!(error instanceof CommanderError)) throw error;
}
