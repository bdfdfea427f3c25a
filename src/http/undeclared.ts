import { Readable } from 'node:stream';
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';
import type { FastifyRequest } from 'fastify';
import { refuseFor } from './fault.js';
import type { Flaw, Place } from './flaw.js';

/**
 * What a request says where its operation takes nothing: a command with `?dryRun=true` must not be carried out as if that
 * had not been asked for. What an operation takes is looked at by its DTO.
 */
export function undeclaredOf(context: ExecutionContext): readonly Flaw[] {
  const { query, body } = context.switchToHttp().getRequest<FastifyRequest>();
  return [
    ...(takes(context, RouteParamtypes.QUERY) ? [] : flawsOf('query', query)),
    ...(takes(context, RouteParamtypes.BODY) || body instanceof Readable ? [] : flawsOf('body', body)),
  ];
}

/** Refuses a read with parameters where it takes none; a command says so with all else that is wrong with it. */
export class TakesOnlyDeclared implements CanActivate {
  canActivate(context: ExecutionContext): boolean | Promise<never> {
    const { method, query } = context.switchToHttp().getRequest<FastifyRequest>();
    if (method === 'POST' || Object.keys(query as object).length === 0) return true;
    const flaws = takes(context, RouteParamtypes.QUERY) ? [] : flawsOf('query', query);
    return flaws.length === 0 || refuseFor(flaws);
  }
}

/** Whether the handler has a parameter of the kind; Nest notes them as `{kind}:{place}`. */
function takes(context: ExecutionContext, kind: RouteParamtypes): boolean {
  const { name } = context.getHandler();
  const declared = (Reflect.getMetadata(ROUTE_ARGS_METADATA, context.getClass(), name) ?? {}) as object;
  return Object.keys(declared).some((key) => key.startsWith(`${kind}:`));
}

function flawsOf(place: Place, given: unknown): readonly Flaw[] {
  if (given === undefined || given === null) return [];
  if (typeof given !== 'object') return [{ kind: 'unknownInput', in: place, name: place, rule: 'unknown' }];
  return Object.keys(given).map((name) => ({ kind: 'unknownInput', in: place, name, rule: 'unknown' }));
}
