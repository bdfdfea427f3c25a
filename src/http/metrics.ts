import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import type { Engine } from '../engine/engine.js';

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** What this node tells Prometheus. */
export class Metrics {
  readonly registry = new Registry();
  private readonly requests = new Histogram({
    name: 'flows_http_request_duration_seconds',
    help: 'Time from the first byte of a request to the last of its answer',
    labelNames: ['operation', 'status'] as const,
    buckets: SECONDS,
    registers: [this.registry],
  });
  private readonly refusals = new Counter({
    name: 'flows_refusals_total',
    help: 'Requests that were refused, by code of the problem',
    labelNames: ['code'] as const,
    registers: [this.registry],
  });
  private readonly appends = new Histogram({
    name: 'flows_append_duration_seconds',
    help: 'Time that an append of the log of record takes, waiting for its commit included',
    buckets: SECONDS,
    registers: [this.registry],
  });
  private readonly commits = new Histogram({
    name: 'flows_group_commit_calls',
    help: 'Appends that shared one commit',
    buckets: [1, 2, 4, 8, 16, 32, 64, 128],
    registers: [this.registry],
  });

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }

  request(operation: string, status: number, seconds: number): void {
    this.requests.observe({ operation, status: String(status) }, seconds);
  }

  refusal(code: string): void {
    this.refusals.inc({ code });
  }

  append(seconds: number): void {
    this.appends.observe(seconds);
  }

  commit(calls: number): void {
    this.commits.observe(calls);
  }

  /** Read models and log of the engine, looked at whenever somebody asks. */
  watch(engine: Engine): void {
    new Gauge({
      name: 'flows_read_model_lag_events',
      help: 'Events of the log that a read model does not hold yet',
      labelNames: ['name'] as const,
      registers: [this.registry],
      collect() {
        const { head, readModels } = engine.health();
        for (const { name, sequence } of readModels) this.set({ name }, Math.max(0, head - sequence));
      },
    });
    new Gauge({
      name: 'flows_log_head_sequence',
      help: 'Sequence of the last event of the local log',
      registers: [this.registry],
      collect() {
        this.set(engine.local.head());
      },
    });
  }
}
