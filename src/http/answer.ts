import { OutcomeUnknown } from '../engine/acts.js';
import type { Answer } from '../engine/command.js';

/** What an operation answers: status, body and headers. A handler may also return a bare body, which is a 200. */
export class Outgoing {
  constructor(
    readonly status: number,
    readonly body: object | undefined,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {}

  /** The same with further headers. */
  with(headers: Readonly<Record<string, string>>): Outgoing {
    return new Outgoing(this.status, this.body, { ...this.headers, ...headers });
  }
}

/** A document with its version, which is its tag. */
export interface Versioned {
  readonly version: string;
}

const tagOf = (version: string): string => `"${version}"`;

/** A document of one stream, at its version. Answers `If-None-Match`. */
export const document = (body: Versioned): Outgoing =>
  new Outgoing(200, body, { ETag: tagOf(body.version), 'Cache-Control': 'private, no-cache' });

/** A document that holds an account number or what is said of a person: kept by nobody. */
export const sensitiveDocument = (body: Versioned): Outgoing =>
  new Outgoing(200, body, { ETag: tagOf(body.version), 'Cache-Control': 'no-store, max-age=0' });

/** A collection: of many streams, so without a tag. */
export const collection = (body: object): Outgoing =>
  new Outgoing(200, body, { 'Cache-Control': 'private, no-cache' });

/** A collection or an answer with what is said of a person. */
export const sensitive = (body: object): Outgoing =>
  new Outgoing(200, body, { 'Cache-Control': 'no-store, max-age=0' });

/** Where what a command made is found. */
export interface Made {
  readonly id: string;
  readonly href: string;
}

/**
 * The answer to a command: 201 with `id`, `href` and the version, also when it is repeated, which a header then says.
 * Where there was nothing to record, it names what stands. Throws `OutcomeUnknown` (503).
 */
export function recorded(answer: Answer, made: Made, stands: Made = made): Outgoing {
  if (answer.status === 'unknown') throw new OutcomeUnknown(answer.commandId);
  const { id, href } = answer.status === 'unchanged' ? stands : made;
  return recordedAs({ id, href, version: answer.revision, replayed: answer.status === 'replayed' });
}

/** The same of what took more than one command, at the version that it came to; `more` is told of it. */
export function recordedAs(
  { id, href, version: at, replayed }: Made & { readonly version: number; readonly replayed: boolean },
  more: object = {},
): Outgoing {
  const version = String(at);
  return new Outgoing(
    201,
    { id, href, version, ...more },
    {
      Location: href,
      ETag: tagOf(version),
      'Cache-Control': 'no-store',
      ...(replayed && { 'Idempotency-Replayed': 'true' }),
    },
  );
}
