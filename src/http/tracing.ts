import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import type { SpanProcessor } from '@opentelemetry/sdk-trace-node';

/** Sends traces to the endpoint that `OTEL_EXPORTER_OTLP_ENDPOINT` names. Returns what sends the rest at the end. */
export const exportTraces = (): (() => Promise<void>) =>
  recordTraces(new BatchSpanProcessor(new OTLPTraceExporter()));

/** Records traces into a processor, for the whole process. */
export function recordTraces(processor: SpanProcessor): () => Promise<void> {
  const provider = new NodeTracerProvider({ spanProcessors: [processor] });
  provider.register();
  return () => provider.shutdown();
}
