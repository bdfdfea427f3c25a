import { Readable } from 'node:stream';
import { createParamDecorator } from '@nestjs/common';
import type { ExecutionContext } from '@nestjs/common';
import type { HttpArgumentsHost } from '@nestjs/common/interfaces/index.js';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { callerNow } from '../call.js';
import { Fault, refuseFor } from '../fault.js';

/** The types that a file of forms may be sent as. */
export const FORM_FILES = ['application/x-ndjson', 'text/csv'] as const;

/** A body that is a file, as it comes in: `@FileBody(bytes)` is what it may have at most. */
export const FileBody = createParamDecorator((limit: number, context: ExecutionContext) =>
  fileOf(context.switchToHttp(), limit),
);

/** Files that are on their way at once, of all officials and of one: each holds a connection, and disk or memory. */
const FILES_MAX = 16;
const OWN_FILES_MAX = 4;

/** The official of each file on its way, by the server that it comes to. */
const coming = new WeakMap<object, Set<{ readonly official: string }>>();

/** Takes a place until the answer is sent or the connection breaks. Throws a 429 where there is none. */
function takePlace({ server }: FastifyRequest, { raw }: FastifyReply): void {
  const files = coming.get(server.server) ?? new Set();
  coming.set(server.server, files);
  const { official } = callerNow();
  const own = [...files].filter((file) => file.official === official).length;
  if (files.size >= FILES_MAX || own >= OWN_FILES_MAX) {
    throw new Fault('tooManyRequests', { headers: { 'Retry-After': '10', Connection: 'close' } });
  }
  const place = { official };
  files.add(place);
  for (const event of ['finish', 'close']) raw.once(event, () => files.delete(place));
}

async function fileOf(http: HttpArgumentsHost, limit: number): Promise<AsyncIterable<Uint8Array>> {
  const request = http.getRequest<FastifyRequest>();
  const { body, headers } = request;
  if (!(body instanceof Readable)) {
    return refuseFor([{ kind: 'schemaViolation', in: 'body', name: 'body', rule: 'required' }]);
  }
  if (Number(headers['content-length'] ?? 0) > limit) throw tooLarge(limit);
  takePlace(request, http.getResponse<FastifyReply>());
  return limited(body, limit);
}

/** Throws a 413 beyond the limit, and a 400 where the connection breaks before the end: what came is no file. */
async function* limited(body: Readable, limit: number): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  try {
    for await (const piece of body as AsyncIterable<Buffer>) {
      bytes += piece.byteLength;
      if (bytes > limit) throw tooLarge(limit);
      yield piece;
    }
  } catch (cause) {
    if (cause instanceof Fault) throw cause;
    throw new Fault('badRequest', {
      flaws: [{ kind: 'schemaViolation', in: 'body', name: 'body', rule: 'cutOff' }],
      cause,
    });
  }
}

/** The rest of the body is not read: the connection ends with the answer. */
const tooLarge = (limit: number): Fault =>
  new Fault('payloadTooLarge', { fields: { limit }, headers: { Connection: 'close' } });
