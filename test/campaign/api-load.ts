// npm run campaign:api-load -- [--files 2000] [--seconds 3] [--rounds 5] [--folder FOLDER] [--profile FOLDER] [--minutes 10]
// The API under load, its generator on the same machine: reads of balances, reads of what the client has already, single
// commands, each beside a bare Fastify that answers a constant and beside the same log without HTTP, measured in turns.
// With --minutes: a constant mixed load instead, in which the server's memory must stay flat. Ends with 1 where it does not.
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import 'reflect-metadata';
import { BASE_PATH } from '../../src/http/links.js';
import { LoadChild } from '../support/load-child.js';
import { LoadConnection, requestText } from '../support/load-client.js';
import type { Asked } from '../support/load-clients.js';
import { isFlat, soak } from '../support/load-soak.js';
import { measured, table } from '../support/load-table.js';
import { buildLoadLog, clerkToken } from '../support/load-node.js';
import { LoadServer } from '../support/load-server.js';

const { values } = parseArgs({
  options: {
    files: { type: 'string', default: '2000' },
    seconds: { type: 'string', default: '3' },
    rounds: { type: 'string', default: '5' },
    folder: { type: 'string', default: tmpdir() },
    profile: { type: 'string' },
    minutes: { type: 'string' },
  },
});
mkdirSync(values.folder, { recursive: true });
const folder = mkdtempSync(join(values.folder, 'flows-api-load-'));
try {
  const data = join(folder, 'served');
  const { events, cpas } = await buildLoadLog(data, Number(values.files), (text) => console.error(text));
  console.log(`a log of ${events} events, ${cpas.length} CPAS, ${values.files} files`);
  cpSync(data, join(folder, 'called'), { recursive: true });
  const server = await LoadServer.start(data, values.profile);
  try {
    const asked: Asked = { port: server.port, token: await clerkToken(data), cpas };
    if (values.minutes === undefined) await compared(server, asked);
    else await soaked(server, asked, Number(values.minutes));
  } finally {
    await server.stop();
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function compared(server: LoadServer, asked: Asked): Promise<void> {
  const body = await balanceOf(asked);
  const bare = await LoadChild.start('load-bare.js', body);
  const called = await LoadChild.start('load-engine.js', join(folder, 'called'), asked.cpas.join(','));
  const options = { rounds: Number(values.rounds), seconds: Number(values.seconds) };
  const rows = await measured({ server, asked, bare, called }, options);
  console.log(
    `the constant is a balance of ${Buffer.byteLength(body)} bytes; medians of ${options.rounds} rounds`,
  );
  console.table(table(rows));
  await called.do('close');
  await called.close();
  await bare.close();
}

async function soaked(server: LoadServer, asked: Asked, minutes: number): Promise<void> {
  const samples = await soak(server, asked, { minutes, said: (line) => console.log(line) });
  const verdict = isFlat(samples);
  console.log(verdict.text);
  if (!verdict.flat) process.exitCode = 1;
}

async function balanceOf({ port, token, cpas }: Asked): Promise<string> {
  const connection = await LoadConnection.open(port);
  const line = `GET /${BASE_PATH}/balances?partyId=${cpas[Math.floor(cpas.length / 2)] ?? ''}`;
  const { body } = await connection.ask(requestText(line, token));
  connection.close();
  return body;
}
