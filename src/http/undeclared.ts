import { Readable } from 'node:stream';
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';
import type { FastifyRequest } from 'fastify';
import { callNow } from './call.js';
import { refuseFor } from './fault.js';
import type { Flaw, Place } from './flaw.js';

/**
 * Notes what a request says where its operation takes nothing: a command with `?dryRun=true` must not be carried out as
 * if that had not been asked for. `InputPipe` refuses it, with all else that is wrong with the request; what an operation
 * takes is looked at by its DTO.
 */
export class TakesOnlyDeclared implements CanActivate {
  canActivate(context: ExecutionContext): boolean | Promise<never> {
    const { query, body } = context.switchToHttp().getRequest<FastifyRequest>();
    const inputs = inputsOf(context);
    const flaws = [
      ...(takes(inputs, RouteParamtypes.QUERY) ? [] : flawsOf('query', query)),
      ...(takes(inputs, RouteParamtypes.BODY) || body instanceof Readable ? [] : flawsOf('body', body)),
    ];
    // No pipe looks at the inputs of an operation that has none.
    if (flaws.length > 0 && inputs.length === 0) return refuseFor(flaws);
    callNow().flaws.push(...flaws);
    return true;
  }
}

/** What the handler has of the request; Nest notes each as `{kind}:{place}`. */
function inputsOf(context: ExecutionContext): readonly string[] {
  const { name } = context.getHandler();
  return Object.keys((Reflect.getMetadata(ROUTE_ARGS_METADATA, context.getClass(), name) ?? {}) as object);
}

const takes = (inputs: readonly string[], kind: RouteParamtypes): boolean =>
  inputs.some((input) => input.startsWith(`${kind}:`));

function flawsOf(place: Place, given: unknown): readonly Flaw[] {
  if (given === undefined || given === null) return [];
  if (typeof given !== 'object') return [{ kind: 'unknownInput', in: place, name: place, rule: 'unknown' }];
  return Object.keys(given).map((name) => ({ kind: 'unknownInput', in: place, name, rule: 'unknown' }));
}
