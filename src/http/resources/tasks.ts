import type { BeforeApplicationShutdown } from '@nestjs/common';
import { Rejection } from '../../domain/rejection.js';
import { instantOfMs, msOfInstant } from '../../domain/time.js';
import type { Instant } from '../../domain/time.js';
import type { Clock } from '../../engine/clock.js';
import { Outgoing } from '../answer.js';
import { callNow, callerNow } from '../call.js';
import type { Call } from '../call.js';
import { Fault, notFound } from '../fault.js';
import type { Links } from '../links.js';
import { refusalOf } from '../problem.filter.js';
import { problemOfFault } from '../problem.js';
import type { Problem } from '../problem.js';

/** What the log says of a task, whichever node ran it. */
export interface Standing {
  /** Path of what it makes. */
  readonly result: string;
  /** What was asked for, where the path does not say all of it. */
  readonly content?: string;
  /** False where the work was begun, and its end is not recorded. */
  readonly done: boolean;
}

/** A kind of long work: where its tasks are found, and what the log says of one that this node does not run. */
export interface TaskKind {
  /** Such as `submissions/tasks`. */
  readonly path: string;
  standing(taskId: string): Promise<Standing | undefined>;
}

/** Told after each batch. It throws {@link TaskStopped} once the node stops, which ends the work at the batch's boundary. */
export type Tell = (stepCode: string, done: number, total: number) => void;

/** Work that goes on after the answer. Begun and run again it must do only what is missing. */
export interface Work {
  /** `taskIdOf(acting, operation)` of `src/engine/acting.ts`. */
  readonly taskId: string;
  /** Path of what it makes, such as `monthRuns/2025-02`: the same key for another result is refused. */
  readonly result: string;
  /** What is asked for, where the path does not say all of it: the same key for other content is refused. */
  readonly content?: string;
  /** What must stand before the answer is given; what it throws is the answer. */
  begin(): Promise<unknown>;
  run(tell: Tell): Promise<unknown>;
}

/** The node stops: the same request with the same key goes on from the last batch. */
export class TaskStopped extends Error {
  override readonly name = 'TaskStopped';
}

interface Entry extends Standing {
  readonly kind: TaskKind;
  readonly taskId: string;
  /** The request that set it going. */
  readonly call: Call;
  readonly ended: Promise<void>;
  running: boolean;
  done: boolean;
  progress?: { readonly stepCode: string; readonly done: number; readonly total: number };
  completed?: Instant;
  failure?: unknown;
}

/** What tasks need of the node. */
export interface TaskTools {
  readonly links: Links;
  readonly clock: Clock;
  /** Told of every failure that no rule of ours names. */
  readonly failed: (taskId: string, call: Call, error: unknown) => void;
}

/** Tasks that ended are remembered for a while; after that the log answers for them. */
const KEPT = 1_000;
const POLL_MS = 2_000;
/** Tasks that run at once, of all officials and of one: each holds memory and takes its turns at deciding. */
const RUNNING_MAX = 16;
export const OWN_RUNNING_MAX = 4;

/**
 * The long work of this node. A task is only how far the work is: its truth is in the log, so that nothing is lost with
 * this memory, and the same request with the same key resumes what a stop or a failure interrupted.
 */
export class Tasks implements BeforeApplicationShutdown {
  private readonly entries = new Map<string, Entry>();
  /** Official of each task that is about to run. */
  private readonly beginning = new Map<string, string>();
  private stopping = false;

  constructor(private readonly tools: TaskTools) {}

  /**
   * Begins the work, lets it go on and answers 202; work that runs or is done is only answered. Throws what `begin` throws,
   * `idempotencyKeyReused` where the key was used for another result, and a 429 where too many tasks run.
   */
  async start(kind: TaskKind, work: Work): Promise<Outgoing> {
    const { taskId } = work;
    const known = this.entryOf(kind, taskId) ?? (await kind.standing(taskId));
    refuseOther(known, work);
    if (known?.done !== true && this.entryOf(kind, taskId)?.running !== true) {
      this.takePlace(taskId);
      try {
        await work.begin();
        this.run(kind, work);
      } finally {
        this.beginning.delete(taskId);
      }
    }
    const href = this.tools.links.to(`${kind.path}/${taskId}`);
    return new Outgoing(
      202,
      { id: taskId, href, status: { state: 'processing' } },
      {
        Location: href,
        'Cache-Control': 'no-store',
        ...(known !== undefined && { 'Idempotency-Replayed': 'true' }),
      },
    );
  }

  /**
   * How far a task is: 200 while it goes on or where it failed, 303 once it is done. Of one that this node does not run, what
   * the log says. Throws a 404 where neither knows it.
   */
  async show(kind: TaskKind, taskId: string): Promise<Outgoing> {
    const entry = this.entryOf(kind, taskId);
    if (entry) return this.shown(entry);
    const standing = await kind.standing(taskId);
    if (standing === undefined) throw notFound('taskId', taskId);
    return this.shown({ kind, taskId, ...standing, failure: new Fault('taskNotRunning') });
  }

  /** Tasks stop after the batch that they are at. */
  async beforeApplicationShutdown(): Promise<void> {
    this.stopping = true;
    await Promise.all([...this.entries.values()].map((entry) => entry.ended));
  }

  private entryOf(kind: TaskKind, taskId: string): Entry | undefined {
    const entry = this.entries.get(taskId);
    return entry?.kind.path === kind.path ? entry : undefined;
  }

  private takePlace(taskId: string): void {
    const { official } = callerNow();
    const taken = new Map<string, string | undefined>(this.beginning);
    for (const { taskId: id, running, call } of this.entries.values()) {
      if (running) taken.set(id, call.caller?.official);
    }
    taken.delete(taskId);
    const own = [...taken.values()].filter((one) => one === official).length;
    if (taken.size >= RUNNING_MAX || own >= OWN_RUNNING_MAX) {
      throw new Fault('tooManyRequests', { headers: { 'Retry-After': '10' } });
    }
    this.beginning.set(taskId, official);
  }

  private run(kind: TaskKind, work: Work): void {
    const { taskId, result, content } = work;
    // Another request with the same key may have come first while this one began.
    const other = this.entryOf(kind, taskId);
    refuseOther(other, work);
    if (other?.running === true) return;
    if (this.stopping) throw new Fault('serviceUnavailable', { headers: { 'Retry-After': '5' } });
    const end = Promise.withResolvers<undefined>();
    const entry: Entry = {
      kind,
      taskId,
      result,
      ...(content !== undefined && { content }),
      call: callNow(),
      running: true,
      done: false,
      ended: end.promise,
    };
    this.entries.delete(taskId);
    this.entries.set(taskId, entry);
    void this.finish(entry, work).then(() => end.resolve(undefined));
  }

  private async finish(entry: Entry, work: Work): Promise<void> {
    try {
      await work.run((stepCode, done, total) => {
        if (this.stopping) throw new TaskStopped('the node stops');
        entry.progress = { stepCode, done, total };
      });
      entry.done = true;
    } catch (error) {
      entry.failure = error instanceof TaskStopped ? new Fault('taskNotRunning') : error;
      if (refusalOf(entry.failure, entry.call, this.docs) === undefined) {
        this.tools.failed(entry.taskId, entry.call, error);
      }
    }
    entry.running = false;
    entry.completed = this.tools.clock.now();
    this.forget();
  }

  private forget(): void {
    for (const [taskId, { running }] of this.entries) {
      if (this.entries.size <= KEPT) return;
      if (!running) this.entries.delete(taskId);
    }
  }

  private shown(task: Pick<Entry, 'kind' | 'taskId' | 'result' | 'done'> & Partial<Entry>): Outgoing {
    const { links, clock } = this.tools;
    const { kind, taskId, done, completed, progress } = task;
    const result = links.to(task.result);
    const id = { id: taskId, href: links.to(`${kind.path}/${taskId}`) };
    const ended = completed !== undefined && { completed };
    const headers = { 'Cache-Control': 'no-store' };
    if (done) {
      const body = { ...id, status: { state: 'done', ...ended }, result: { href: result } };
      return new Outgoing(303, body, { ...headers, Location: result });
    }
    const status =
      task.running === true
        ? { state: 'processing', pollAfter: instantOfMs(msOfInstant(clock.now()) + POLL_MS) }
        : { state: 'failed', ...ended, problem: this.problemOf(task) };
    return new Outgoing(200, { ...id, status, ...(progress && { progress }) }, headers);
  }

  /** In the language of who asks, with the trace of the request that set the task going. */
  private problemOf({ failure, call }: Partial<Entry>): Problem {
    const now = callNow();
    const told = { ...(call ?? now), language: now.language };
    const refused =
      refusalOf(failure, told, this.docs) ??
      problemOfFault(new Fault('internalServerError'), told, this.docs);
    return refused.problem;
  }

  private get docs(): string {
    return this.tools.links.to('refData/problemTypes');
  }
}

function refuseOther(known: Standing | undefined, { taskId, result, content }: Work): void {
  if (known === undefined || (known.result === result && known.content === content)) return;
  throw new Rejection('idempotencyKeyReused', { taskId });
}
