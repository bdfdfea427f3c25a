import type { Type } from '@nestjs/common';
import { HealthController } from './health.controller.js';
import { PartiesController } from './resources/parties.controller.js';

/** Every controller of the API; one line for each resource. */
export const CONTROLLERS: readonly Type[] = [HealthController, PartiesController, BalancesController];
