import { SpanKind, isSpanContextValid } from '@opentelemetry/api';
import type { Span } from '@opentelemetry/api';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { uuidRandom } from '../uuid.js';
import { inCall } from './call.js';
import type { Call } from './call.js';
import { Fault } from './fault.js';
import type { Flaw } from './flaw.js';
import { languageOf } from './language.js';
import { tracer } from './observation.js';
import type { Refused } from './problem.js';
import { accessOf, scopeText } from './scope.js';
import type { Access } from './scope.js';
import type { Shell } from './shell.js';
import { Tokens } from './tokens.js';

const JSON_ONLY = ['application/json'];
/** What a trace id of another system may look like; anything else is as if it were not there. */
const FOREIGN_TRACE = /^[A-Za-z0-9-]{1,36}$/;

/** Of every answer that does not say otherwise. */
const HEADERS: readonly (readonly [string, string])[] = [
  ['X-Content-Type-Options', 'nosniff'],
  ['Referrer-Policy', 'no-referrer'],
  ['Cross-Origin-Resource-Policy', 'same-origin'],
  ['Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'"],
  ['Cache-Control', 'no-store'],
];

/** What every request passes before its body is read: trace, language, media types, token, scope. */
export class Gate {
  private readonly calls = new WeakMap<object, Call>();

  private readonly tokens: Tokens;

  constructor(private readonly shell: Shell) {
    this.tokens = new Tokens(shell.issuer, shell.config.tokens);
  }

  watch(fastify: FastifyInstance): void {
    fastify.addHook('onRequest', (request, reply, done) => inCall(this.begin(request, reply), done));
    fastify.addHook('onRequest', async (request) => {
      if (this.shell.closing) {
        throw new Fault('serviceUnavailable', { headers: { 'Retry-After': '5' } });
      }
      refuseProtocol(request);
      const access = accessOf(request.routeOptions.config);
      if (access === undefined) return;
      await this.admit(request, access);
      refuseMedia(request, access);
    });
    // Reading a body loses the context of the request.
    fastify.addHook('preValidation', (request, _reply, done) => inCall(this.callOf(request), done));
    fastify.addHook('onSend', (_request, reply, payload, done) => {
      for (const [name, value] of HEADERS) {
        if (!reply.hasHeader(name)) reply.header(name, value);
      }
      // A connection that is kept would keep the node from stopping.
      if (this.shell.closing) reply.header('Connection', 'close');
      done(null, payload);
    });
    fastify.addHook('onResponse', (request, reply, done) => {
      this.answered(request, reply);
      done();
    });
  }

  /** Begins the call of a request, and names it in its answer. */
  begin(request: FastifyRequest, reply: FastifyReply): Call {
    const { headers } = request;
    const related = headers['belgov-trace-id'];
    const span = tracer().startSpan(request.method, { kind: SpanKind.SERVER, root: true });
    const call: Call = {
      traceId: traceIdOf(span),
      relatedTraceId: typeof related === 'string' && FOREIGN_TRACE.test(related) ? related : undefined,
      language: languageOf(headers['accept-language']),
      now: this.shell.clock.now(),
      startedMs: performance.now(),
      span,
      flaws: [],
    };
    this.calls.set(request, call);
    reply.header('BelGov-Trace-Id', call.traceId);
    if (call.relatedTraceId !== undefined) reply.header('BelGov-Related-Trace-Id', call.relatedTraceId);
    return call;
  }

  /** The call of a request that has begun. */
  callOf(request: FastifyRequest): Call {
    const call = this.calls.get(request);
    if (!call) throw new Error('the request was not begun');
    return call;
  }

  /** Counts and writes down a refusal. One of access is in the access log before it is answered. */
  async refused(request: FastifyRequest, { problem }: Refused, error: unknown): Promise<void> {
    const { metrics, log } = this.shell;
    const call = this.callOf(request);
    const { reason } = problem;
    const code = typeof reason === 'string' ? reason : (problem.type.split(':').at(-1) ?? '');
    metrics.refusal(code);
    call.refusal = code;
    if (problem.status >= 500) log.error({ ...traceOf(call), err: error, code }, 'failed');
    if (problem.status !== 401 && problem.status !== 403) return;
    // Who must not come in stays outside, also where that cannot be written down.
    await this.noteDenied(request, code).catch((failure: unknown) =>
      log.fatal({ ...traceOf(call), err: failure }, 'access log'),
    );
  }

  private noteDenied(request: FastifyRequest, reason: string): Promise<void> {
    const call = this.callOf(request);
    return this.shell.accessLog.write({
      at: call.now,
      traceId: call.traceId,
      kind: 'denied',
      operation: operationOf(request),
      subject: call.caller?.official ?? null,
      reason,
    });
  }

  private answered(request: FastifyRequest, reply: FastifyReply): void {
    const { metrics, log } = this.shell;
    const call = this.callOf(request);
    const operation = operationOf(request);
    const status = reply.statusCode;
    const ms = performance.now() - call.startedMs;
    metrics.request(operation, status, ms / 1000);
    call.span
      .updateName(operation)
      .setAttributes({ 'http.route': operation, 'http.response.status_code': status });
    call.span.end();
    log.info(
      { ...traceOf(call), operation, status, ms: Math.round(ms * 10) / 10, code: call.refusal },
      'answered',
    );
  }

  private async admit(request: FastifyRequest, { scope }: Access): Promise<void> {
    if (scope === 'open') return;
    const caller = await this.tokens.callerOf(request.headers.authorization);
    const call = this.callOf(request);
    call.caller = caller;
    if (caller.scopes.has(scope)) return;
    const wanted = scopeText(scope);
    throw new Fault('missingScope', {
      fields: { requiredScopes: [wanted] },
      headers: {
        'WWW-Authenticate': `Bearer realm="fundingFlows", error="insufficient_scope", scope="${wanted}"`,
      },
    });
  }
}

/** Method and pattern of the path: what was asked, without its values. */
const operationOf = (request: FastifyRequest): string =>
  `${request.method} ${request.is404 ? '(no route)' : (request.routeOptions.url ?? '(no route)')}`;

const traceOf = ({ traceId, relatedTraceId, commandId }: Call) => ({ traceId, relatedTraceId, commandId });

/** The trace's own id where it is recorded, so that both are found by one id. */
function traceIdOf(span: Span): string {
  const context = span.spanContext();
  if (!isSpanContextValid(context)) return uuidRandom();
  return context.traceId.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** What Node would refuse with an answer of its own: no `Host` (RFC 9112 §3.2), an `Expect` that nobody meets (RFC 9110 §10.1.1). */
function refuseProtocol({ headers, raw }: FastifyRequest): void {
  const flaws: Flaw[] = [];
  if (headers.host === undefined && raw.httpVersion === '1.1') {
    flaws.push({ kind: 'schemaViolation', in: 'header', name: 'Host', rule: 'required' });
  }
  const { expect } = headers;
  if (expect !== undefined && expect.toLowerCase() !== '100-continue') {
    const values = { allowed: '100-continue' };
    flaws.push({ kind: 'schemaViolation', in: 'header', name: 'Expect', rule: 'oneOf', values });
  }
  if (flaws.length > 0) throw new Fault('badRequest', { flaws });
}

/** 406 and 415, before anything is read. */
function refuseMedia({ headers, method }: FastifyRequest, access: Access): void {
  const { produces = JSON_ONLY, consumes = JSON_ONLY } = access;
  if (!accepts(headers.accept, produces)) {
    throw new Fault('notAcceptable', { fields: { mediaTypes: produces } });
  }
  const hasBody = headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
  if (method !== 'POST' || !hasBody) return;
  const [type = '', ...parameters] = (headers['content-type'] ?? '').toLowerCase().split(';');
  const charset = parameters.map((one) => /^\s*charset="?([^"\s]+)"?\s*$/.exec(one)?.[1]).find(Boolean);
  const packed = headers['content-encoding'] !== undefined && headers['content-encoding'] !== 'identity';
  if (packed || !consumes.includes(type.trim()) || (charset !== undefined && charset !== 'utf-8')) {
    throw new Fault('unsupportedMediaType', { fields: { mediaTypes: consumes } });
  }
}

/** Whether one of the types is acceptable (RFC 9110 §12.5.1); problems are always sent as such. */
function accepts(header: string | undefined, types: readonly string[]): boolean {
  if (header === undefined || header.trim() === '') return true;
  const ranges = header.split(',').map((range) => {
    const [name = '', ...parameters] = range.toLowerCase().split(';');
    const weight = parameters.map((one) => /^\s*q=([\d.]+)\s*$/.exec(one)?.[1]).find(Boolean);
    return { name: name.trim(), weight: Number(weight ?? 1) };
  });
  return types.some((type) => {
    const own = [type, `${type.split('/')[0] ?? ''}/*`, '*/*']
      .map((name) => ranges.find((range) => range.name === name))
      .find(Boolean);
    return own !== undefined && own.weight > 0;
  });
}
