import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** Seconds of processor that a process used, all its threads together. */
export const processorSeconds = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};

type Work = (value: unknown) => Promise<unknown>;

/** In the child: says that it is ready, then does what it is told, one thing after the other. `processor` is always known. */
export function answerParent(ready: object, works: Readonly<Record<string, Work>>): void {
  const known: Readonly<Record<string, Work>> = { processor: async () => processorSeconds(), ...works };
  process.on('message', (told: { readonly work: string; readonly value: unknown }) => {
    void known[told.work]?.(told.value).then(
      (result) => process.send?.({ result }),
      (error: unknown) => process.send?.({ error: String(error) }),
    );
  });
  process.on('disconnect', () => process.exit());
  process.send?.(ready);
}

/** A program of `test/support/` in a process of its own that does what it is told. */
export class LoadChild {
  private constructor(
    private readonly child: ChildProcess,
    readonly ready: Readonly<Record<string, unknown>>,
  ) {}

  static async start(program: string, ...args: readonly string[]): Promise<LoadChild> {
    const child = fork(join(import.meta.dirname, program), args);
    return new LoadChild(child, await said(child));
  }

  async do<T>(work: string, value?: unknown): Promise<T> {
    const answer = said(this.child);
    this.child.send({ work, value });
    const { error, result } = await answer;
    if (typeof error === 'string') throw new Error(error);
    return result as T;
  }

  async close(): Promise<void> {
    const exit = once(this.child, 'exit');
    this.child.disconnect();
    await exit;
  }
}

async function said(child: ChildProcess): Promise<Readonly<Record<string, unknown>>> {
  const ended = new AbortController();
  const exit = once(child, 'exit', { signal: ended.signal }).then(() => {
    throw new Error('the process ended');
  });
  try {
    const [message] = (await Promise.race([once(child, 'message'), exit])) as [Record<string, unknown>];
    return message;
  } finally {
    exit.catch(() => undefined);
    ended.abort();
  }
}
