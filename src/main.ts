import 'reflect-metadata';
import { AppModule } from './app.module.js';
import { configFrom } from './config.js';
import { serve } from './http/serve.js';

await serve(AppModule.for({ config: configFrom(process.env), write: true, serve: true, ownThread: true }));
