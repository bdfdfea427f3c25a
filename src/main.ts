import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { AppModule } from './app.module.js';
import { configFrom } from './config.js';

const config = configFrom(process.env);
const app = await NestFactory.create(
  AppModule.for({ config, write: true, ownThread: true }),
  new FastifyAdapter(),
);
app.enableShutdownHooks();
await app.listen(config.port, '0.0.0.0');
