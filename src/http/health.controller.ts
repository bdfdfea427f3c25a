import { Controller, Get, ServiceUnavailableException } from '@nestjs/common';
import { Engine } from '../engine/engine.js';
import type { EngineHealth } from '../engine/engine.js';

/** Whether this node lives, and whether it can be relied on. */
@Controller('health')
export class HealthController {
  constructor(private readonly engine: Engine) {}

  @Get('live')
  live(): { readonly status: 'live' } {
    return { status: 'live' };
  }

  /** 503 with the reason where commands are refused or a read model stopped: the fact and why are named. */
  @Get('ready')
  ready(): EngineHealth {
    const health = this.engine.health();
    const ready =
      health.commandsStopped === null && health.readModels.every((model) => model.stopped === null);
    if (!ready) throw new ServiceUnavailableException(health);
    return health;
  }
}
