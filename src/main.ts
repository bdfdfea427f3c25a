import 'reflect-metadata';
import { AppModule } from './app.module.js';
import { configFrom } from './config.js';
import { createServer } from './http/server.js';

const config = configFrom(process.env);
const app = await createServer(AppModule.for({ config, write: true, serve: true }));
app.enableShutdownHooks();
await app.listen(config.port, '0.0.0.0');
