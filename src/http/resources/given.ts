import { createParamDecorator } from '@nestjs/common';
import type { ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

/** Which of the parameters stand in the query, where one that is left out has a value of its own. `@Given('page') names`. */
export const Given = (...names: readonly string[]): ParameterDecorator => GivenOf(names);

const GivenOf = createParamDecorator((names: readonly string[], context: ExecutionContext) => {
  const query = context.switchToHttp().getRequest<FastifyRequest>().query as object;
  return names.filter((name) => name in query);
});
