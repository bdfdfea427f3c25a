import type { Redetermination } from '../domain/redetermination/redetermination-book.js';
import { taskIdOf, taskIdOfCommand } from './acting.js';
import type { Acting } from './acting.js';
import type { Engine } from './engine.js';
import { APPROVE, PROPOSE, listRedeterminations } from './redetermination.js';

/** The task that proposes under a key. */
export const proposeTaskOf = (acting: Acting): string => taskIdOf(acting, PROPOSE);

/** The task that approves under a key, and determines the lines. */
export const approveTaskOf = (acting: Acting): string => taskIdOf(acting, APPROVE);

/** A redetermination as the result of a task: the proposal, or the approval and all that it sets going. */
export interface RedeterminationTask {
  readonly redetermination: Redetermination;
  readonly act: 'propose' | 'approve';
}

/** The redetermination that a task has proposed or approved; undefined where none is recorded. */
export function redeterminationOfTask(engine: Engine, taskId: string): RedeterminationTask | undefined {
  for (const one of listRedeterminations(engine)) {
    if (taskIdOfCommand(one.proposedCommand) === taskId) return { redetermination: one, act: 'propose' };
    if (one.approvedCommand !== null && taskIdOfCommand(one.approvedCommand) === taskId) {
      return { redetermination: one, act: 'approve' };
    }
  }
  return undefined;
}
