import type { BeforeApplicationShutdown } from '@nestjs/common';
import type { Config } from '../config.js';
import type { Clock } from '../engine/clock.js';
import type { Issuer } from './tokens.js';

/** What the server needs of the node it opens a door to. */
export class Shell implements BeforeApplicationShutdown {
  private stopping = false;

  constructor(
    readonly config: Config,
    readonly clock: Clock,
    readonly issuer: Issuer,
  ) {}

  /** True once the node is told to stop: requests that come now are refused, those that run are finished. */
  get closing(): boolean {
    return this.stopping;
  }

  beforeApplicationShutdown(): void {
    this.stopping = true;
  }
}
