import grpc from '@grpc/grpc-js';

export type Operation = 'features' | 'gossip' | 'append' | 'batchAppend' | 'read' | 'subscribe' | 'delete';

export type StatusName =
  'UNAVAILABLE' | 'ABORTED' | 'INTERNAL' | 'CANCELLED' | 'UNIMPLEMENTED' | 'UNAUTHENTICATED';

/** What goes wrong in one call. `landed`: whether the append was written before it went wrong. */
export type Effect =
  /** The call ends with this status; a read or subscription after so many events. */
  | {
      readonly does: 'fail';
      readonly code: StatusName;
      readonly landed?: boolean;
      readonly afterEvents?: number;
    }
  /** The node refuses to act, since another one leads. */
  | { readonly does: 'notLeader'; readonly leaderPort: number }
  /** A batched append is answered with an error inside the answer. */
  | {
      readonly does: 'answerError';
      readonly type: 'Timeout' | 'Unknown' | 'AccessDenied';
      readonly landed?: boolean;
    }
  /** No answer until `release()` is called: late, or never. */
  | { readonly does: 'hold'; readonly landed?: boolean; readonly afterEvents?: number }
  /** The call is closed with OK although there is more to come. */
  | { readonly does: 'end'; readonly afterEvents?: number }
  /** A checkpoint far beyond what was delivered is sent first. */
  | { readonly does: 'checkpointAhead' }
  /** An event comes twice, is left out, or comes after its successor. */
  | { readonly does: 'duplicate' | 'skip' | 'swap'; readonly afterEvents: number }
  /** The list of features names methods twice and in another order. */
  | { readonly does: 'shuffle' };

export type Fault = Effect & {
  readonly on: Operation;
  /** Only calls on this stream, named as on the server. */
  readonly stream?: string;
  /** How many calls it strikes, 1 unless told; and how many it lets pass before. */
  readonly times?: number;
  readonly skip?: number;
};

/** The faults that wait for their call, and the answers that are held back. */
export class Faults {
  private waiting: { readonly fault: Fault; skip: number; times: number }[] = [];
  private held: (() => void)[] = [];
  private readonly holdListeners = new Set<() => void>();

  inject(...faults: readonly Fault[]): void {
    for (const fault of faults) {
      this.waiting.push({ fault, skip: fault.skip ?? 0, times: fault.times ?? 1 });
    }
  }

  /** Forgets every fault that has not struck yet. */
  clear(): void {
    this.waiting = [];
  }

  take(on: Operation, stream?: string): Fault | undefined {
    const found = this.waiting.find(
      ({ fault }) => fault.on === on && (fault.stream === undefined || fault.stream === stream),
    );
    if (found === undefined) return undefined;
    if (found.skip > 0) {
      found.skip -= 1;
      return undefined;
    }
    found.times -= 1;
    if (found.times <= 0) this.waiting = this.waiting.filter((each) => each !== found);
    return found.fault;
  }

  hold(answer: () => void): void {
    this.held.push(answer);
    for (const listener of this.holdListeners) listener();
  }

  /** Resolves when so many answers are being held back. */
  async holding(count: number): Promise<void> {
    while (this.held.length < count) {
      await new Promise<void>((resolve) => this.holdListeners.add(resolve));
    }
  }

  /** Gives every answer that was held back. */
  release(): void {
    const held = this.held;
    this.held = [];
    for (const answer of held) answer();
  }
}

/** The status with which the server ends a call. */
export function statusOf(effect: Effect): grpc.ServiceError {
  if (effect.does === 'notLeader') {
    return serviceError(grpc.status.NOT_FOUND, 'Leader info available', {
      exception: 'not-leader',
      'leader-endpoint-host': '127.0.0.1',
      'leader-endpoint-port': String(effect.leaderPort),
    });
  }
  if (effect.does !== 'fail') throw new Error(`${effect.does} is no status`);
  return serviceError(grpc.status[effect.code], `injected ${effect.code}`);
}

export function serviceError(
  code: grpc.status,
  details: string,
  trailers: Readonly<Record<string, string>> = {},
): grpc.ServiceError {
  const metadata = new grpc.Metadata();
  for (const [name, value] of Object.entries(trailers)) metadata.set(name, value);
  return Object.assign(new Error(details), { code, details, metadata });
}
