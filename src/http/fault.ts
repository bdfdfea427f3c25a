import { setImmediate as nextTurn } from 'node:timers/promises';
import { callNow } from './call.js';
import type { Flaw, Place } from './flaw.js';
import type { FlawRule } from './flaw-rules.js';
import type { FaultCode } from './problem-types.js';

/** Any refusal of the door itself: becomes a problem by the table of `problem-types.ts`. */
export class Fault extends Error {
  override readonly name = 'Fault';

  constructor(
    readonly code: FaultCode,
    readonly more: {
      readonly flaws?: readonly Flaw[];
      /** Extra fields of the problem, also put into its text. */
      readonly fields?: Readonly<Record<string, unknown>>;
      readonly headers?: Readonly<Record<string, string>>;
      /** For the log, never for the answer. */
      readonly cause?: unknown;
    } = {},
  ) {
    super(code, { cause: more.cause });
  }
}

/**
 * Refuses the request for what is wrong with it, together with what is wrong with its other parts: body, query, path
 * and headers are looked at side by side, and all issues are told at once.
 */
export async function refuseFor(flaws: readonly Flaw[]): Promise<never> {
  const call = callNow();
  for (const flaw of flaws) call.flaws.push(flaw);
  await nextTurn();
  throw new Fault('badRequest', { flaws: call.flaws });
}

/** Answers a question that came as a body: what is refused of it as of a query is said of the body. */
export async function askedInBody<Answer>(answer: () => Promise<Answer>): Promise<Answer> {
  try {
    return await answer();
  } catch (error) {
    if (!(error instanceof Fault) || error.more.flaws === undefined) throw error;
    const flaws = error.more.flaws.map((flaw) =>
      flaw.in === 'query' ? { ...flaw, in: 'body' as const } : flaw,
    );
    throw new Fault(error.code, { ...error.more, flaws });
  }
}

/** The path names something that is not there. */
export const notFound = (name: string, value: string): Fault =>
  new Fault('resourceNotFound', {
    flaws: [{ kind: 'referencedResourceNotFound', in: 'path', name, value, rule: 'notFound' }],
  });

/** A value that only a look at the state can refuse. */
export const invalid = (
  place: Place,
  name: string,
  rule: FlawRule,
  more: Pick<Flaw, 'value' | 'values'> = {},
): Fault => new Fault('badRequest', { flaws: [{ kind: 'invalidInput', in: place, name, rule, ...more }] });
