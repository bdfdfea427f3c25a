import { Controller, Get } from '@nestjs/common';
import { Engine } from '../engine/engine.js';
import { Outgoing } from './answer.js';
import { healthOf } from './health.js';
import { Open } from './scope.js';

/** Whether the service can be relied on, for everybody; what is wrong with it is told on the internal port only. */
@Controller('health')
export class HealthController {
  constructor(private readonly engine: Engine) {}

  @Get()
  @Open()
  check(): Outgoing {
    const status = healthOf(this.engine.health());
    return new Outgoing(status === 'DOWN' ? 503 : 200, { status });
  }
}
