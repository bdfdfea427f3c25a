import { SpanStatusCode, context, trace } from '@opentelemetry/api';
import type { Span } from '@opentelemetry/api';
import type { Answer, Settled } from '../engine/command.js';
import type { Observer } from '../engine/observer.js';
import { currentCall } from './call.js';
import type { Metrics } from './metrics.js';

/** Tracer of the product; without an SDK its spans are nothing and cost nothing. */
export const tracer = () => trace.getTracer('cpas-flows');

/** Watches the engine for traces and metrics: a span for each command, append, and for the read models to follow. */
export class Observation implements Observer {
  constructor(private readonly metrics: Metrics) {}

  async command<A extends Answer>(
    told: { readonly commandId: string; readonly stream: string },
    work: () => Promise<A>,
    reached: (answer: Settled) => Promise<number>,
  ): Promise<A> {
    const call = currentCall();
    if (call) call.commandId = told.commandId;
    const attributes = { 'flows.command_id': told.commandId, 'flows.stream': told.stream };
    return tracer().startActiveSpan('command', { attributes }, async (span) => {
      const answer = await ending(span, work);
      span.setAttribute('flows.status', answer.status);
      if (span.isRecording() && answer.status === 'recorded') this.follow(answer, reached);
      span.end();
      return answer;
    });
  }

  async append<T>(told: { readonly events: number }, work: () => Promise<T>): Promise<T> {
    const started = performance.now();
    return tracer().startActiveSpan(
      'append',
      { attributes: { 'flows.events': told.events } },
      async (span) => {
        try {
          const outcome = await ending(span, work);
          span.end();
          return outcome;
        } finally {
          this.metrics.append((performance.now() - started) / 1000);
        }
      },
    );
  }

  /** From the command's end until every read model holds what it recorded; nobody waits for it. */
  private follow(answer: Settled, reached: (answer: Settled) => Promise<number>): void {
    const span = tracer().startSpan('read models', {}, context.active());
    void ending(span, () => reached(answer)).then(
      (sequence) => span.setAttribute('flows.sequence', sequence).end(),
      // The span says what went wrong; the node's health says it too.
      () => undefined,
    );
  }
}

/** Runs the work; a span of what fails says so and ends. */
async function ending<T>(span: Span, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    span.setStatus({ code: SpanStatusCode.ERROR, message: error instanceof Error ? error.name : 'error' });
    span.end();
    throw error;
  }
}
