import compress from '@fastify/compress';
import type { DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { AnswerAdapter } from './answer.adapter.js';
import { InputPipe } from './input.js';
import { keepRules } from './kept-rules.js';
import { bodyFault, refuseDeep } from './json-body.js';
import { BASE_PATH, Links } from './links.js';
import { problemOfFault } from './problem.js';
import { ProblemFilter, sendProblem } from './problem.filter.js';
import { Fault } from './fault.js';
import { Gate } from './gate.js';
import { Routes } from './routes.js';
import { Shell } from './shell.js';
import { TakesOnlyDeclared } from './undeclared.js';
import { refuseOnWire } from './wire.js';

/** Largest body of JSON, in bytes. Files of submissions are streamed and have a limit of their own. */
export const BODY_LIMIT = 1_048_576;
/** What is smaller travels as it is. */
const COMPRESS_FROM_BYTES = 1_024;
const SLOW_REQUEST_MS = 300_000;

/** The application of one node behind its HTTP door. Not yet listening; throws where a route declares no scope. */
export async function createServer(module: DynamicModule): Promise<NestFastifyApplication> {
  const adapter = new AnswerAdapter({
    // No middleware of the kind that it runs is used here.
    skipMiddie: true,
    bodyLimit: BODY_LIMIT,
    return503OnClosing: false,
    requestTimeout: SLOW_REQUEST_MS,
    routerOptions: { maxParamLength: 200 },
    // What Node would answer itself for a request without Host, the gate refuses.
    http: { requireHostHeader: false },
    clientErrorHandler: (error, socket) => {
      const code = refuseOnWire(error, socket, docsOf(links));
      if (code === undefined) return;
      const { metrics, log } = app.get(Shell);
      metrics.refusal(code);
      log.info({ code, err: error }, 'no request');
    },
    frameworkErrors: (error: FastifyError, request: FastifyRequest, reply: FastifyReply) => {
      // The address cannot be read, so no hook of ours has run.
      const call = gate.begin(request, reply);
      const fault = error.statusCode === 414 ? new Fault('uriTooLong') : badAddress();
      sendProblem(reply, call, problemOfFault(fault, call, docsOf(links)));
    },
  });
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, {
    bodyParser: false,
    abortOnError: false,
    logger: false,
  });
  const links = app.get(Links);
  const gate = new Gate(app.get(Shell));
  const routes = new Routes();
  const fastify = adapter.getInstance<FastifyInstance>();
  routes.watch(fastify);
  gate.watch(fastify);
  readJsonOnly(fastify);
  // What is expected is refused at the gate, as a problem and not in Node's own way.
  fastify.server.on('checkExpectation', (request, reply) => fastify.server.emit('request', request, reply));
  await fastify.register(compress, {
    global: true,
    // A small body that unpacks to a large one is none that anybody sends here.
    globalDecompression: false,
    threshold: COMPRESS_FROM_BYTES,
    encodings: ['br', 'gzip'],
  });
  keepRules();
  app.setGlobalPrefix(BASE_PATH);
  app.useGlobalGuards(new TakesOnlyDeclared());
  app.useGlobalPipes(new InputPipe());
  app.useGlobalFilters(
    new ProblemFilter({
      callOf: (request) => gate.callOf(request),
      docs: () => docsOf(links),
      bodyLimit: BODY_LIMIT,
      methodsAt: (url) => routes.methodsAt(url),
      refused: (request, refused, error) => gate.refused(request, refused, error),
    }),
  );
  await app.init();
  await fastify.ready();
  return app;
}

/** JSON is parsed here, within bounds; a body of any other declared type reaches its operation as a stream. */
function readJsonOnly(fastify: FastifyInstance): void {
  fastify.removeAllContentTypeParsers();
  const parse = fastify.getDefaultJsonParser('error', 'error');
  fastify.addContentTypeParser(
    'application/json',
    { parseAs: 'string' },
    (request: FastifyRequest, text: string, done: (error: Error | null, body?: unknown) => void) => {
      try {
        refuseDeep(text);
      } catch (error) {
        done(error as Fault);
        return;
      }
      void parse(request, text, (error, body) => done(error ? bodyFault('json') : null, body));
    },
  );
  fastify.addContentTypeParser(
    '*',
    (_request: FastifyRequest, payload: unknown, done: (error: null, body: unknown) => void) =>
      done(null, payload),
  );
}

const docsOf = (links: Links): string => links.to('refData/problemTypes');

const badAddress = (): Fault =>
  new Fault('badRequest', {
    flaws: [{ kind: 'schemaViolation', in: 'path', name: 'url', rule: 'malformedUrl' }],
  });
