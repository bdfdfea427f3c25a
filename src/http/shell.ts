import type { BeforeApplicationShutdown, OnApplicationShutdown } from '@nestjs/common';
import type { Logger } from 'pino';
import type { Config } from '../config.js';
import type { Clock } from '../engine/clock.js';
import type { AccessLog } from '../evidence/access-log.js';
import type { Links } from './links.js';
import type { Metrics } from './metrics.js';
import type { Issuer } from './tokens.js';

/** What the server needs of the node it opens a door to. */
export interface Surroundings {
  readonly config: Config;
  readonly clock: Clock;
  readonly issuer: Issuer;
  readonly accessLog: AccessLog;
  readonly metrics: Metrics;
  readonly log: Logger;
  readonly links: Links;
}

/** The surroundings of the server, and whether it is about to stop. */
export class Shell implements BeforeApplicationShutdown, OnApplicationShutdown {
  readonly config: Config;
  readonly clock: Clock;
  readonly issuer: Issuer;
  readonly accessLog: AccessLog;
  readonly metrics: Metrics;
  readonly log: Logger;
  readonly links: Links;
  private stopping = false;
  private readonly ends: (() => Promise<void>)[] = [];

  constructor(surroundings: Surroundings) {
    this.config = surroundings.config;
    this.clock = surroundings.clock;
    this.issuer = surroundings.issuer;
    this.accessLog = surroundings.accessLog;
    this.metrics = surroundings.metrics;
    this.log = surroundings.log;
    this.links = surroundings.links;
  }

  /** True once the node is told to stop: requests that come now are refused, those that run are finished. */
  get closing(): boolean {
    return this.stopping;
  }

  /** What is done last, when no request runs any more. */
  atEnd(work: () => Promise<void>): void {
    this.ends.push(work);
  }

  beforeApplicationShutdown(signal?: string): void {
    this.stopping = true;
    this.log.info({ signal }, 'stopping');
  }

  async onApplicationShutdown(): Promise<void> {
    for (const work of this.ends) await work();
    await this.accessLog.close();
  }
}
