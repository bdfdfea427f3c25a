import { Catch, HttpException } from '@nestjs/common';
import type { ArgumentsHost, ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Malformed, Rejection } from '../domain/rejection.js';
import { OutcomeUnknown } from '../engine/acts.js';
import { NodeStopped, NotReached } from '../engine/command.js';
import { ReadModelStopped } from '../engine/waits.js';
import { LogUnavailable } from '../log/event-log.js';
import type { Call } from './call.js';
import { Fault } from './fault.js';
import { problemOfFault, problemOfRejection } from './problem.js';
import type { Refused } from './problem.js';

/** What the filter is given by the server. */
export interface FilterOptions {
  readonly callOf: (request: FastifyRequest) => Call;
  /** Address under which our own problem types are documented. */
  readonly docs: () => string;
  /** Largest JSON body, in bytes. */
  readonly bodyLimit: number;
  /** Methods that the path of a request has, empty where it is no path of ours. */
  readonly methodsAt: (url: string) => readonly string[];
  /** Told of every refusal before it is sent; what must be written down of it is, once this resolves. */
  readonly refused: (request: FastifyRequest, refused: Refused, error: unknown) => Promise<void>;
}

const RETRY_SOON = { 'Retry-After': '5' };

/** Turns whatever is thrown into a problem; nothing else answers with an error. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly options: FilterOptions) {}

  async catch(error: unknown, host: ArgumentsHost): Promise<void> {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const { callOf, refused: tell } = this.options;
    const call = callOf(request);
    const refused = this.refusalOf(error, request, call);
    await tell(request, refused, error);
    sendProblem(reply, call, refused);
  }

  private refusalOf(error: unknown, request: FastifyRequest, call: Call): Refused {
    const docs = this.options.docs();
    const fault = versionFault(error, request);
    if (fault) return problemOfFault(fault, call, docs);
    const refused = refusalOf(error, call, docs);
    if (refused) return refused;
    const unexpected = this.frameworkFault(error, request) ?? new Fault('internalServerError');
    return problemOfFault(unexpected, call, docs);
  }

  /** What Fastify and Nest throw before a handler of ours runs, by status. */
  private frameworkFault(error: unknown, request: FastifyRequest): Fault | undefined {
    const status = statusOf(error);
    // Where there is no such path, or no such method there, nothing else matters.
    switch (request.is404 && status < 500 ? 404 : status) {
      case 400:
        return new Fault('badRequest', {
          flaws: [{ kind: 'schemaViolation', in: 'path', name: 'url', rule: 'malformedUrl' }],
        });
      case 404:
        return this.absentFault(request);
      case 413:
        return new Fault('payloadTooLarge', { fields: { limit: this.options.bodyLimit } });
      case 414:
        return new Fault('uriTooLong');
      case 415:
        return new Fault('unsupportedMediaType', { fields: { mediaTypes: ['application/json'] } });
      case 503:
        return new Fault('serviceUnavailable', { headers: RETRY_SOON });
      default:
        return undefined;
    }
  }

  private absentFault(request: FastifyRequest): Fault {
    const allowed = this.options.methodsAt(request.url);
    if (allowed.length === 0) return new Fault('resourceNotFound');
    return new Fault('methodNotAllowed', { headers: { Allow: allowed.join(', ') } });
  }
}

/** The refusal that an error of ours means; undefined for one that nobody expected. `docs` is where our types are documented. */
export function refusalOf(error: unknown, call: Call, docs: string): Refused | undefined {
  if (error instanceof Rejection) return problemOfRejection(error, call, docs);
  const fault = faultOf(error);
  return fault && problemOfFault(fault, call, docs);
}

function faultOf(error: unknown): Fault | undefined {
  if (error instanceof Fault) return error;
  if (error instanceof Malformed) return malformedFault(error);
  if (error instanceof OutcomeUnknown) {
    return new Fault('outcomeUnknown', { fields: { commandId: error.commandId }, headers: RETRY_SOON });
  }
  const isAway = UNAVAILABLE.some((kind) => error instanceof kind);
  return isAway ? new Fault('serviceUnavailable', { headers: RETRY_SOON }) : undefined;
}

/** Sends a refusal in the place of whatever was about to be answered. */
export function sendProblem(reply: FastifyReply, call: Call, { problem, headers }: Refused): void {
  // An answer that has begun cannot become another one: cut off, its reader knows that it is not whole.
  if (reply.raw.headersSent) {
    reply.raw.destroy();
    return;
  }
  for (const name of ['etag', 'location', 'content-encoding', 'content-length']) reply.removeHeader(name);
  void reply
    .code(problem.status)
    .headers({ ...headers, 'Cache-Control': 'no-store', 'Content-Language': call.language })
    .header('Vary', 'Accept-Language')
    .type('application/problem+json')
    .serializer((body: unknown) => JSON.stringify(body))
    .send(problem);
}

const UNAVAILABLE = [NodeStopped, LogUnavailable, NotReached, ReadModelStopped];

/** A version named by `If-Match` is a precondition of HTTP; one that others overtook without it is a conflict. */
function versionFault(error: unknown, request: FastifyRequest): Fault | undefined {
  if (!(error instanceof Rejection)) return undefined;
  const actual = error.details['actual'];
  if (error.code !== 'staleVersion' || request.headers['if-match'] === undefined || actual === undefined) {
    return undefined;
  }
  return new Fault('versionMismatch', { fields: { currentVersion: String(actual) } });
}

const malformedFault = ({ rule, field }: Malformed): Fault =>
  new Fault('badRequest', {
    flaws: [{ kind: 'invalidInput', in: 'body', name: field === '' ? 'body' : field, rule: { text: rule } }],
  });

function statusOf(error: unknown): number {
  if (typeof error !== 'object' || error === null) return 500;
  if (error instanceof HttpException) return error.getStatus();
  return 'statusCode' in error ? Number(error.statusCode) : 500;
}
