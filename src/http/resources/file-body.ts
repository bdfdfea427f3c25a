import { Readable } from 'node:stream';
import { createParamDecorator } from '@nestjs/common';
import type { ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Fault, refuseFor } from '../fault.js';

/** The types that a file of forms may be sent as. */
export const FORM_FILES = ['application/x-ndjson', 'text/csv'] as const;

/** A body that is a file, as it comes in: `@FileBody(bytes)` is what it may have at most. */
export const FileBody = createParamDecorator((limit: number, context: ExecutionContext) =>
  fileOf(context.switchToHttp().getRequest<FastifyRequest>(), limit),
);

async function fileOf({ body, headers }: FastifyRequest, limit: number): Promise<AsyncIterable<Uint8Array>> {
  if (!(body instanceof Readable)) {
    return refuseFor([{ kind: 'schemaViolation', in: 'body', name: 'body', rule: 'required' }]);
  }
  if (Number(headers['content-length'] ?? 0) > limit) throw tooLarge(limit);
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
