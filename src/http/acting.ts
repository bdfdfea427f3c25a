import { createParamDecorator } from '@nestjs/common';
import type { ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { brusselsDay } from '../domain/time.js';
import type { Acting } from '../engine/acting.js';
import { callNow, callerNow } from './call.js';
import { refuseFor } from './fault.js';
import type { Flaw } from './flaw.js';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
/** A strong tag of ours: a revision. */
const TAG = /^"(0|[1-9]\d{0,14})"$/;

/** Who acts, with the key of what is asked, for a command that begins something new. Needs `Idempotency-Key`. */
export const Acts = createParamDecorator((_data: unknown, context: ExecutionContext) =>
  actingOf(context, { onVersion: false }),
);

/** The same for a command on an existing document. Needs `If-Match` too. */
export const ActsOnVersion = createParamDecorator((_data: unknown, context: ExecutionContext) =>
  actingOf(context, { onVersion: true }),
);

async function actingOf(
  context: ExecutionContext,
  { onVersion }: { readonly onVersion: boolean },
): Promise<Acting> {
  const { headers, params } = context.switchToHttp().getRequest<FastifyRequest>();
  const key = headers['idempotency-key'];
  const match = headers['if-match'];
  const flaws = [
    ...flawsOf('Idempotency-Key', key, { shape: UUID, rule: 'uuid' }),
    ...(onVersion ? flawsOf('If-Match', match, { shape: TAG, rule: 'entityTag' }) : []),
  ];
  if (flaws.length > 0) return refuseFor(flaws);
  const call = callNow();
  const { official } = callerNow();
  const document = Object.values(params as Readonly<Record<string, string>>).join('/');
  return {
    official,
    on: brusselsDay(call.now),
    door: 'api',
    // A key is unique to who sends it: nobody can ask for the answer to another's command.
    key: `${official}:${String(key)}`,
    ...(document !== '' && { document }),
    traceId: call.traceId.replaceAll('-', ''),
    ...(onVersion && { expectedRevision: Number(TAG.exec(String(match))?.[1]) }),
  };
}

function flawsOf(
  name: string,
  value: string | readonly string[] | undefined,
  { shape, rule }: { readonly shape: RegExp; readonly rule: 'uuid' | 'entityTag' },
): readonly Flaw[] {
  if (value === undefined) return [{ kind: 'schemaViolation', in: 'header', name, rule: 'required' }];
  if (typeof value === 'string' && shape.test(value)) return [];
  return [{ kind: 'schemaViolation', in: 'header', name, value, rule }];
}
