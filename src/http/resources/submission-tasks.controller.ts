import { Controller, Get, Param, Post } from '@nestjs/common';
import { submissionCausedBy } from '../../../projections/statements/query.js';
import type { Acting } from '../../engine/acting.js';
import { submitTaskOf } from '../../engine/submission-run.js';
import { keepFile, readIn, receive } from '../../engine/submit.js';
import { Acts } from '../acting.js';
import type { Outgoing } from '../answer.js';
import { Scope } from '../scope.js';
import { FORM_FILES, FileBody } from './file-body.js';
import { Intake } from './intake.js';
import { TaskPath } from './submissions.dto.js';
import { Tasks } from './tasks.js';
import type { TaskKind } from './tasks.js';

/** Largest file that is taken in, in bytes. */
export const FILE_LIMIT = 2_147_483_648;

const STORE = 'statements';
const WAIT_MS = 5_000;

/** Files of forms on their way in. */
@Controller('submissions/tasks')
export class SubmissionTasksController {
  private readonly kind: TaskKind = {
    path: 'submissions/tasks',
    standing: async (taskId) => {
      const { engine } = this.intake.tools;
      await engine.waitFor(engine.local.head(), { timeoutMs: WAIT_MS, names: [STORE] });
      const row = engine.read(STORE, (store) => submissionCausedBy(store, taskId));
      return row && { result: `submissions/${row.submissionId}`, done: row.completed !== null };
    },
  };

  constructor(
    private readonly intake: Intake,
    private readonly tasks: Tasks,
  ) {}

  @Post()
  @Scope('prepare', { consumes: FORM_FILES })
  async submit(
    @Acts() acting: Acting,
    @FileBody(FILE_LIMIT) file: AsyncIterable<Uint8Array>,
  ): Promise<Outgoing> {
    const { tools } = this.intake;
    const kept = await keepFile(tools, acting, file);
    return this.tasks.start(this.kind, {
      taskId: submitTaskOf(acting),
      result: `submissions/${kept.submissionId}`,
      begin: () => receive(tools, acting, kept),
      run: (tell) =>
        readIn({ ...tools, onProgress: (at) => tell('read', at.bytesRead, at.bytes) }, acting, kept),
    });
  }

  @Get(':taskId')
  @Scope('consult')
  async showTask(@Param() { taskId }: TaskPath): Promise<Outgoing> {
    return this.tasks.show(this.kind, taskId);
  }
}
