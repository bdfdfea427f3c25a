import type { EngineHealth } from '../engine/engine.js';

/** As the Belgian guide spells it (`hlth-res`). */
export type HealthStatus = 'UP' | 'DEGRADED' | 'DOWN';

/** Events that a read model may be behind before the node counts as degraded. */
const LAG_MAX = 10_000;

/** `DOWN` where commands are refused, `DEGRADED` where a read model stopped or is far behind. */
export function healthOf(health: EngineHealth): HealthStatus {
  if (health.commandsStopped !== null) return 'DOWN';
  const stopped = health.readModels.some((model) => model.stopped !== null);
  return stopped || health.lag > LAG_MAX ? 'DEGRADED' : 'UP';
}
