import { createInterface } from 'node:readline';
import type { Fault } from './fake-eventstore-faults.js';
import { startFakeEventStore } from './fake-eventstore.js';

/**
 * The fake as a process of its own, to be killed: `fake-eventstore-main.js [FILE] [PORT]`. Its first line on stdout is
 * `{"url":…,"port":…}`. A line of JSON on stdin injects a fault; `release` and `clear` are what they are in `Faults`.
 */
const [file, port] = process.argv.slice(2);
const server = await startFakeEventStore({
  ...(file === undefined || file === '' ? {} : { file }),
  ...(port === undefined ? {} : { port: Number(port) }),
});
process.stdout.write(`${JSON.stringify({ url: server.url, port: server.port })}\n`);

for await (const line of createInterface({ input: process.stdin })) {
  if (line === 'release') server.faults.release();
  else if (line === 'clear') server.faults.clear();
  else if (line !== '') server.faults.inject(JSON.parse(line) as Fault);
}
await server.stop();
