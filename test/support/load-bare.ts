import fastify from 'fastify';
import type { AddressInfo } from 'node:net';
import { answerParent } from './load-child.js';

/** A bare Fastify of its own process: it answers the JSON that it is started with, to a GET, and to a POST with a body. */
const constant = JSON.parse(process.argv[2] ?? '{}') as object;
const server = fastify();
server.get('/', async () => constant);
server.post('/', async (_request, reply) => reply.code(201).send(constant));
await server.listen({ port: 0, host: '127.0.0.1' });
answerParent({ port: (server.server.address() as AddressInfo).port }, {});
