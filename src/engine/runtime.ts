import type { Metadata } from '../domain/decider.js';
import type { Instant } from '../domain/time.js';
import type { EventLog, LocalLog } from '../log/event-log.js';
import { canonical } from '../log/format.js';
import { uuidFrom } from '../uuid.js';
import type { Codec } from './codec.js';
import type { CommandContext } from './command.js';
import type { ReferenceView } from './reference-view.js';
import type { Stamps } from './stamp.js';

/** What a command needs of the node it runs on. */
export interface Runtime {
  readonly log: EventLog;
  readonly local: LocalLog;
  readonly codec: Codec;
  readonly stamps: Stamps;
  /** Keyed hash (HMAC) of canonical text. */
  readonly hashContent: (canonicalText: string) => string;
  /** Release of this engine and name of this node, for the metadata. */
  readonly engine: string;
  readonly node: string;
  readonly reference: ReferenceView;
  /** Waits before each retry of an append whose outcome is unknown, in milliseconds. */
  readonly retryDelaysMs: readonly number[];
  /** How long an answer may wait for the local log to show what the log of record has written. */
  readonly readBackMs: number;
}

export const commandHashOf = (runtime: Runtime, context: CommandContext): string =>
  runtime.hashContent(canonical(context.content));

/** Of one command only the stamp differs from try to try. */
export function metadataFor(
  runtime: Runtime,
  context: CommandContext,
  use: { readonly commandHash: string; readonly knownThrough: number; readonly recordedAt: Instant },
): Metadata {
  const { commandId, actor } = context;
  const correlationId = context.correlationId ?? commandId;
  return {
    recordedAt: use.recordedAt,
    actor,
    commandId,
    commandHash: use.commandHash,
    causationId: context.causationId ?? commandId,
    correlationId,
    traceId: context.traceId ?? traceOf(correlationId),
    knownThrough: use.knownThrough,
    engine: runtime.engine,
    node: runtime.node,
  };
}

/** Thousands of commands in a row belong to one correlation. */
let lastTrace = { correlationId: '', traceId: '' };

function traceOf(correlationId: string): string {
  if (lastTrace.correlationId !== correlationId) {
    lastTrace = { correlationId, traceId: uuidFrom('trace', correlationId).replaceAll('-', '') };
  }
  return lastTrace.traceId;
}

/** Whether the local log came to hold the revision within the time given. */
export async function untilLocal(
  local: LocalLog,
  wait: { readonly stream: string; readonly revision: number; readonly waitMs: number },
): Promise<boolean> {
  return untilGrown(local, () => local.revisionOf(wait.stream) >= wait.revision, wait.waitMs);
}

/**
 * Whether the test came to hold within the time given, in milliseconds; it is tried whenever the local log grew. Throws
 * what the test throws, such as where the local log was closed meanwhile.
 */
export async function untilGrown(local: LocalLog, there: () => boolean, waitMs: number): Promise<boolean> {
  if (there()) return true;
  return new Promise((resolve, reject) => {
    const end = (settle: () => void): void => {
      clearTimeout(timer);
      stop();
      settle();
    };
    const look = (isLast: boolean): void => {
      try {
        const reached = there();
        if (reached || isLast) end(() => resolve(reached));
      } catch (error) {
        end(() => reject(error instanceof Error ? error : new Error(String(error))));
      }
    };
    const stop = local.onGrowth(() => look(false));
    const timer = setTimeout(() => look(true), Math.min(waitMs, 2 ** 31 - 1));
  });
}
