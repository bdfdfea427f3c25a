import { Injectable } from '@nestjs/common';
import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { map } from 'rxjs';
import type { Observable } from 'rxjs';
import { Outgoing } from './answer.js';
import { isUnchanged, tellsAll } from './conditional.js';

/** Puts what an operation answers on the wire: status, headers, and 304 where the reader has it already. */
@Injectable()
export class AnswerInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = context.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    return next.handle().pipe(map((result: unknown) => send(request, reply, result)));
  }
}

function send(request: FastifyRequest, reply: FastifyReply, result: unknown): unknown {
  if (!(result instanceof Outgoing)) return result;
  reply.headers(result.headers);
  const tag = result.headers['ETag'];
  const reading = request.method === 'GET' || request.method === 'HEAD';
  const known = tag !== undefined && isUnchanged(request.headers['if-none-match'], tag);
  if (reading && known && tellsAll(result.body, request.query)) {
    reply.code(304);
    return undefined;
  }
  reply.code(result.status);
  return result.body;
}
