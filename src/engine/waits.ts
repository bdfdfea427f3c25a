import { NotReached } from './command.js';
import type { LaneHealth } from './lane.js';

/** A read model cannot reach the sequence that was waited for: it stopped before. */
export class ReadModelStopped extends Error {
  override readonly name = 'ReadModelStopped';
}

/** How a read model stands, and whether readers see it. */
export interface Standing {
  readonly health: LaneHealth;
  /** False until the first build has once reached the end of the log: until then readers are told so. */
  readonly pointed: boolean;
}

/** How long to wait, and for which read models; for all where not given. */
export interface ReadModelWait {
  readonly timeoutMs: number;
  readonly names?: readonly string[];
}

interface Waiter {
  readonly done: () => boolean;
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

/** Those who wait for read models to get somewhere. */
export class Waits {
  private readonly waiters = new Set<Waiter>();

  /**
   * Resolves when the test holds; it is tried now and at each {@link answer}. Rejects with what the test throws, and
   * with `late()` when the time is over.
   */
  async until(done: () => boolean, timeoutMs: number, late: () => Error): Promise<void> {
    if (done()) return;
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => settle(() => reject(thrownOr(late))), Math.min(timeoutMs, 2 ** 31 - 1));
      const settle = (end: () => void): void => {
        clearTimeout(timer);
        this.waiters.delete(waiter);
        end();
      };
      const waiter = {
        done,
        resolve: () => settle(resolve),
        reject: (error: Error) => settle(() => reject(error)),
      };
      this.waiters.add(waiter);
    });
  }

  /** Resolves once the read models hold the sequence. Throws {@link NotReached} or {@link ReadModelStopped}. */
  async untilReached(
    standings: () => readonly Standing[],
    sequence: number,
    { timeoutMs, names }: ReadModelWait,
  ): Promise<void> {
    for (const name of names ?? []) standingOf(standings(), name);
    const behind = (): LaneHealth | undefined =>
      standings().find(({ health, pointed }) => {
        if (names !== undefined && !names.includes(health.name)) return false;
        if (health.sequence >= sequence && pointed) return false;
        if (health.stopped) throw new ReadModelStopped(`${health.name} stopped: ${health.stopped.reason}`);
        return true;
      })?.health;
    await this.until(
      () => behind() === undefined,
      timeoutMs,
      () => {
        const model = behind();
        return new NotReached(model?.name ?? 'read models', sequence, model?.sequence ?? sequence);
      },
    );
  }

  /** Tries the tests of all who wait. */
  answer(): void {
    for (const waiter of this.waiters) {
      try {
        if (waiter.done()) waiter.resolve();
      } catch (error) {
        waiter.reject(errorOf(error));
      }
    }
  }

  end(error: Error): void {
    for (const waiter of this.waiters) waiter.reject(error);
  }
}

/** What is said of being late, or what it threw: nobody catches what a timer throws, and the node would end. */
function thrownOr(late: () => Error): Error {
  try {
    return late();
  } catch (error) {
    return errorOf(error);
  }
}

const errorOf = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));

/** Throws where there is no read model of the name. */
export function standingOf(standings: readonly Standing[], name: string): Standing {
  const standing = standings.find(({ health }) => health.name === name);
  if (standing === undefined) throw new Error(`there is no read model ${name}`);
  return standing;
}
