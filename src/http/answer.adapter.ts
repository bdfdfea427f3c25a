import { StreamableFile } from '@nestjs/common';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyReply } from 'fastify';
import { Readable } from 'node:stream';
import { Outgoing } from './answer.js';
import { isUnchanged, tellsAll } from './conditional.js';

/**
 * Puts what an operation answers on the wire: status, headers, and 304 where the reader has it already. An interceptor
 * could do the same, but each one wraps every request in streams of its own.
 */
export class AnswerAdapter extends FastifyAdapter {
  override reply(reply: FastifyReply, result: unknown, status?: number): FastifyReply {
    return result instanceof Outgoing
      ? super.reply(reply, sent(reply, result))
      : super.reply(reply, result, status);
  }
}

/** Sets status and headers, and answers the body that goes with them. */
function sent(reply: FastifyReply, { status, body, headers }: Outgoing): object | undefined {
  const { method, headers: asked, query } = reply.request;
  reply.headers(headers);
  const tag = headers['ETag'];
  const reading = method === 'GET' || method === 'HEAD';
  const known = tag !== undefined && isUnchanged(asked['if-none-match'], tag);
  if (reading && known && tellsAll(body, query)) {
    reply.code(304);
    return undefined;
  }
  reply.code(status);
  return body instanceof Readable ? new StreamableFile(body) : body;
}
