import { AsyncLocalStorage } from 'node:async_hooks';
import { ROOT_CONTEXT, context, trace } from '@opentelemetry/api';
import type { Span } from '@opentelemetry/api';
import type { OfficialId } from '../domain/ids.js';
import type { Instant } from '../domain/time.js';
import type { Flaw } from './flaw.js';
import type { Language } from './language.js';
import type { ScopeName } from './scope.js';

/** Who calls, as the token says. */
export interface Caller {
  readonly official: OfficialId;
  readonly scopes: ReadonlySet<ScopeName>;
}

/** What belongs to one request from its first byte on. */
export interface Call {
  /** UUID of our making: `BelGov-Trace-Id` of the answer, and without hyphens the trace id of what it records. */
  readonly traceId: string;
  /** `BelGov-Trace-Id` of the request. */
  readonly relatedTraceId: string | undefined;
  readonly language: Language;
  /** Moment of the request on the clock of the log. */
  readonly now: Instant;
  /** Of a clock that only goes forward. */
  readonly startedMs: number;
  readonly span: Span;
  /** What is wrong with the input, gathered over body, query, path and headers. */
  readonly flaws: Flaw[];
  caller?: Caller;
  /** Of the command that the request carries, for the log lines. */
  commandId?: string;
  /** Code of the problem that was answered, if one was. */
  refusal?: string;
}

const calls = new AsyncLocalStorage<Call>();

/** Runs what follows as part of the call. */
export const inCall = <T>(call: Call, work: () => T): T =>
  calls.run(call, () => context.with(trace.setSpan(ROOT_CONTEXT, call.span), work));

/** The call that is being served; undefined outside of one. */
export const currentCall = (): Call | undefined => calls.getStore();

/** The call that is being served. Throws outside of one. */
export function callNow(): Call {
  const call = calls.getStore();
  if (!call) throw new Error('no request is being served');
  return call;
}

/** Who calls. Throws where the operation is open to everybody. */
export function callerNow(): Caller {
  const { caller } = callNow();
  if (!caller) throw new Error('nobody is known: the operation is open');
  return caller;
}
