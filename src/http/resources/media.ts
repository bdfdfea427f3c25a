import { createParamDecorator } from '@nestjs/common';
import type { ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

/**
 * Which of the types that an operation gives `Accept` prefers (RFC 9110 §12.5.1), the first of them where it does not
 * say; the gate has refused what takes none. `@Wanted(['application/json', 'text/csv']) type`.
 */
export const Wanted = createParamDecorator((types: readonly string[], context: ExecutionContext) =>
  wantedOf(context.switchToHttp().getRequest<FastifyRequest>().headers.accept, types),
);

export function wantedOf(accept: string | undefined, types: readonly string[]): string {
  const ranges = (accept ?? '*/*').split(',').map((range) => {
    const [name = '', ...parameters] = range.toLowerCase().split(';');
    const weight = parameters.map((one) => /^\s*q=([\d.]+)\s*$/.exec(one)?.[1]).find(Boolean);
    return { name: name.trim(), weight: Number(weight ?? 1) };
  });
  const weightOf = (type: string): number =>
    [type, `${type.split('/')[0] ?? ''}/*`, '*/*']
      .map((name) => ranges.find((range) => range.name === name)?.weight)
      .find((weight) => weight !== undefined) ?? 0;
  return types.reduce((best, type) => (weightOf(type) > weightOf(best) ? type : best));
}
