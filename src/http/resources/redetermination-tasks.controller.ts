import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import * as dossiers from '../../../projections/dossiers/query.js';
import { factsBetween, lastFactAt } from '../../../projections/reference/query.js';
import * as statements from '../../../projections/statements/query.js';
import { mayPropose } from '../../domain/redetermination/redetermination.js';
import type { RedeterminationScope } from '../../domain/redetermination/events.js';
import type { Acting } from '../../engine/acting.js';
import { Engine } from '../../engine/engine.js';
import type { RedeterminationReads, RedeterminationTools } from '../../engine/redetermination-plan.js';
import { approveTaskOf, proposeTaskOf, redeterminationOfTask } from '../../engine/redetermination-task.js';
import {
  approveRedetermination,
  proposeRedetermination,
  redeterminationIdFor,
  runRedetermination,
} from '../../engine/redetermination.js';
import { Acts, ActsOnVersion } from '../acting.js';
import type { Outgoing } from '../answer.js';
import { notFound } from '../fault.js';
import { Scope } from '../scope.js';
import {
  RedeterminationApproval,
  RedeterminationInput,
  RedeterminationPath,
} from './redeterminations.dto.js';
import { TaskPath } from './submissions.dto.js';
import { Tasks } from './tasks.js';
import type { Tell, TaskKind } from './tasks.js';

/** What a redetermination asks of the read models. */
export const REDETERMINATION_READS: RedeterminationReads = {
  ...dossiers,
  ...statements,
  factsBetween,
  lastFactAt,
};

const WAIT_MS = 5_000;

const pathOf = (redeterminationId: string): string => `redeterminations/${redeterminationId}`;

/** Redeterminations on their way: the preview that is proposed, and the lines of one that was approved. */
@Controller('redeterminations')
export class RedeterminationTasksController {
  private readonly kind: TaskKind = {
    path: 'redeterminations/tasks',
    standing: async (taskId) => {
      const { engine } = this;
      await engine.waitFor(engine.local.head(), { timeoutMs: WAIT_MS, names: ['reference'] });
      const task = redeterminationOfTask(engine, taskId);
      if (task === undefined) return undefined;
      const { proposal, status } = task.redetermination;
      const result = pathOf(proposal.redeterminationId);
      return task.act === 'propose'
        ? { result, content: contentOf(proposal), done: true }
        : { result, content: proposal.digest, done: status === 'completed' };
    },
  };

  constructor(
    private readonly engine: Engine,
    private readonly tasks: Tasks,
  ) {}

  @Post('tasks')
  @Scope('prepare')
  async propose(@Body() input: RedeterminationInput, @Acts() acting: Acting): Promise<Outgoing> {
    const scope = input.toCommand();
    return this.tasks.start(this.kind, {
      taskId: proposeTaskOf(acting),
      result: pathOf(redeterminationIdFor(acting)),
      content: contentOf(scope),
      begin: async () => mayPropose({ scope, by: acting.official, on: acting.on }, this.engine.reference()),
      run: (tell) => proposeRedetermination(this.tools(tell), acting, scope),
    });
  }

  @Get('tasks/:taskId')
  @Scope('consult')
  async showTask(@Param() { taskId }: TaskPath): Promise<Outgoing> {
    return this.tasks.show(this.kind, taskId);
  }

  @Post(':redeterminationId/approvals')
  @Scope('approve')
  async approve(
    @Param() { redeterminationId }: RedeterminationPath,
    @Body() { digest }: RedeterminationApproval,
    @ActsOnVersion() acting: Acting,
  ): Promise<Outgoing> {
    if (this.engine.reference().redeterminations.find(redeterminationId) === undefined) {
      throw notFound('redeterminationId', redeterminationId);
    }
    return this.tasks.start(this.kind, {
      taskId: approveTaskOf(acting),
      result: pathOf(redeterminationId),
      content: digest,
      begin: () => approveRedetermination(this.engine, acting, { redeterminationId, digest }),
      run: (tell) => runRedetermination(this.tools(tell), acting, redeterminationId),
    });
  }

  private tools(onProgress: Tell): RedeterminationTools {
    return { engine: this.engine, reads: REDETERMINATION_READS, onProgress };
  }
}

/** What was asked for, in one form for what comes in and what was recorded. */
const contentOf = ({ scheme, basis, ruleIds, cpasIds, from, to }: RedeterminationScope): string =>
  JSON.stringify([scheme, basis, ruleIds, cpasIds, from, to]);
