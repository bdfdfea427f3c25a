import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import * as dossiers from '../../../projections/dossiers/query.js';
import { factsOfCause } from '../../../projections/reference/query.js';
import * as statements from '../../../projections/statements/query.js';
import { yearMonth } from '../../domain/time.js';
import type { YearMonth } from '../../domain/time.js';
import type { Acting } from '../../engine/acting.js';
import { Engine } from '../../engine/engine.js';
import { runHistory, runStream } from '../../engine/month-run-history.js';
import {
  confirmRun,
  confirmTaskOf,
  lastDayBefore,
  mayConfirm,
  mayPropose,
  proposeRun,
  proposeTaskOf,
} from '../../engine/month-run.js';
import type { MonthRunTools } from '../../engine/month-run.js';
import { Acts, ActsOnVersion } from '../acting.js';
import type { Outgoing } from '../answer.js';
import { notFound } from '../fault.js';
import { Scope } from '../scope.js';
import { MonthRunApproval, MonthRunInput, RunPath } from './month-runs.dto.js';
import { TaskPath } from './submissions.dto.js';
import { Tasks } from './tasks.js';
import type { Standing, TaskKind, Tell } from './tasks.js';

const WAIT_MS = 5_000;
const REFERENCE = 'reference';
const READS = { ...dossiers, ...statements };

const pathOf = (month: string): string => `monthRuns/${month}`;

/** Month runs on their way: what falls due before the proposal, and the statements after the cut. */
@Controller('monthRuns')
export class MonthRunTasksController {
  private readonly kind: TaskKind = {
    path: 'monthRuns/tasks',
    standing: async (taskId) => {
      const { engine } = this;
      await engine.waitFor(engine.local.head(), { timeoutMs: WAIT_MS, names: [REFERENCE] });
      return this.standingOf(taskId);
    },
  };

  constructor(
    private readonly engine: Engine,
    private readonly tasks: Tasks,
  ) {}

  @Post('tasks')
  @Scope('execute')
  async propose(@Body() input: MonthRunInput, @Acts() acting: Acting): Promise<Outgoing> {
    const wanted = input.toCommand();
    return this.tasks.start(this.kind, {
      taskId: proposeTaskOf(acting),
      result: pathOf(wanted.month),
      content: wanted.sentThrough ?? lastDayBefore(wanted.month),
      begin: () => mayPropose(this.quickTools(), acting, wanted),
      run: (tell) => proposeRun(this.tools(tell), acting, wanted),
    });
  }

  @Get('tasks/:taskId')
  @Scope('consult')
  async showTask(@Param() { taskId }: TaskPath): Promise<Outgoing> {
    return this.tasks.show(this.kind, taskId);
  }

  @Post(':yearMonth/approvals')
  @Scope('approve')
  async approve(
    @Param() { yearMonth: text, month }: RunPath,
    @Body() { proposalId }: MonthRunApproval,
    @ActsOnVersion() acting: Acting,
  ): Promise<Outgoing> {
    if (!(await this.isProposed(month))) throw notFound('yearMonth', text);
    return this.tasks.start(this.kind, {
      taskId: confirmTaskOf(acting),
      result: pathOf(month),
      content: proposalId,
      begin: () => mayConfirm(this.quickTools(), acting, { month, proposalId }),
      run: (tell) => confirmRun(this.tools(tell), acting, { month, proposalId }),
    });
  }

  /** Also where only another node has seen it yet. */
  private async isProposed(month: YearMonth): Promise<boolean> {
    const { engine } = this;
    const isHere = (): boolean => runHistory(engine.local, month, engine.local.head()) !== undefined;
    if (!isHere()) await engine.streamReached(runStream(month), { timeoutMs: WAIT_MS });
    return isHere();
  }

  /** What its events say of a task: a proposal is the whole of one, a cut the middle of one. */
  private standingOf(taskId: string): Standing | undefined {
    const { engine } = this;
    for (const { type, data } of engine.read(REFERENCE, (store) => factsOfCause(store, taskId))) {
      if (type === 'StatementRunProposed') {
        const { month, sentThrough } = data as { readonly month: string; readonly sentThrough: string };
        return { result: pathOf(month), content: sentThrough, done: true };
      }
      if (type === 'StatementRunStarted') {
        const { month, proposalId } = data as { readonly month: string; readonly proposalId: string };
        const run = runHistory(engine.local, yearMonth(month), engine.local.head());
        return { result: pathOf(month), content: proposalId, done: run?.completed !== undefined };
      }
    }
    return undefined;
  }

  private tools(onProgress: Tell): MonthRunTools {
    return { engine: this.engine, reads: READS, onProgress };
  }

  /** For what the answer waits for. */
  private quickTools(): MonthRunTools {
    return { engine: this.engine, reads: READS, waitMs: WAIT_MS };
  }
}
