import type { EngineHealth } from '../engine/engine.js';

/** As the Belgian guide spells it (`hlth-res`). */
export type HealthStatus = 'UP' | 'DEGRADED' | 'DOWN';

/** Events that a read model may be behind before the node counts as degraded. */
const LAG_MAX = 10_000;

/** `DOWN` where commands are refused, `DEGRADED` where a read model stopped or is far behind, or a server's log is away. */
export function healthOf(health: EngineHealth): HealthStatus {
  if (health.commandsStopped !== null) return 'DOWN';
  const stopped = health.readModels.some((model) => model.stopped !== null);
  const isAway = health.tail !== null && health.tail.state !== 'live';
  return stopped || isAway || health.lag > LAG_MAX ? 'DEGRADED' : 'UP';
}
