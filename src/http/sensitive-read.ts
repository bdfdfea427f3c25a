import { callNow, callerNow } from './call.js';
import { Fault } from './fault.js';
import type { Shell } from './shell.js';

/**
 * Writes to the access log that the caller looks a person up, before they are answered. `operation` is method and pattern
 * of the path, `reason` what the caller gives, which holds no personal data. Throws {@link Fault} `serviceUnavailable`
 * where it cannot be written: nobody sees what would go unrecorded.
 */
export async function sensitiveRead({ accessLog }: Shell, operation: string, reason: string): Promise<void> {
  const { now, traceId } = callNow();
  const { official } = callerNow();
  try {
    await accessLog.write({ at: now, traceId, kind: 'sensitiveRead', operation, subject: official, reason });
  } catch (cause) {
    throw new Fault('serviceUnavailable', { headers: { 'Retry-After': '5' }, cause });
  }
}
