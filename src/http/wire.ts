import { STATUS_CODES } from 'node:http';
import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { uuidRandom } from '../uuid.js';
import { Fault } from './fault.js';
import { languageOf } from './language.js';
import { problemOfFault } from './problem.js';
import type { FaultCode } from './problem-types.js';

/** What Node's parser of HTTP names; whatever else it refuses is a request that is malformed. */
const CODES: Readonly<Record<string, FaultCode>> = {
  HPE_HEADER_OVERFLOW: 'headerFieldsTooLarge',
  ERR_HTTP_REQUEST_TIMEOUT: 'requestTimeout',
};

/**
 * Answers what is no request by the rules of HTTP, and ends the connection: nothing of it reached us, so that its language
 * is not known. Answers the code of the problem; undefined where nobody is left to tell.
 */
export function refuseOnWire(
  error: Error & { readonly code?: string },
  socket: Socket,
  docs: string,
): string | undefined {
  // An answer that has begun cannot become another one; Node keeps it here until it is sent.
  const { _httpMessage: answer } = socket as Socket & { readonly _httpMessage?: ServerResponse | null };
  if (error.code === 'ECONNRESET' || !socket.writable || answer?.headersSent === true) {
    socket.destroy();
    return undefined;
  }
  const code = CODES[error.code ?? ''] ?? 'badRequest';
  const flaws = [{ kind: 'schemaViolation', in: 'header', name: 'HTTP', rule: 'malformedRequest' }] as const;
  const fault = new Fault(code, code === 'badRequest' ? { flaws } : {});
  const call = { traceId: uuidRandom(), language: languageOf(undefined) };
  const { problem } = problemOfFault(fault, call, docs);
  const body = JSON.stringify(problem);
  const head = [
    `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status] ?? ''}`,
    'Content-Type: application/problem+json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    `Content-Language: ${call.language}`,
    `BelGov-Trace-Id: ${call.traceId}`,
    'Cache-Control: no-store',
    'X-Content-Type-Options: nosniff',
    'Connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`, () => socket.destroy());
  return code;
}
