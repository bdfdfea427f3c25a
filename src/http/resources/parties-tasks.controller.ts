import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { IsOptional } from 'class-validator';
import * as queries from '../../../projections/reference/query.js';
import { day } from '../../domain/time.js';
import type { Day } from '../../domain/time.js';
import { taskIdOf } from '../../engine/acting.js';
import type { Acting } from '../../engine/acting.js';
import { importParties } from '../../engine/acts.js';
import { Engine } from '../../engine/engine.js';
import { publishedMunicipalities } from '../../rulebook/files.js';
import { parseMunicipalities } from '../../rulebook/municipalities.js';
import { partyCommands } from '../../rulebook/party-commands.js';
import { Acts } from '../acting.js';
import type { Outgoing } from '../answer.js';
import { Parsed } from '../input.js';
import { Scope } from '../scope.js';
import { TaskPath } from './submissions.dto.js';
import { Tasks } from './tasks.js';
import type { TaskKind, Tell } from './tasks.js';

const OPERATION = 'cpas.import';
const RESULT = 'cpas';
const WAIT_MS = 5_000;

class CpasImportInput {
  @IsOptional()
  @Parsed(day)
  readonly endDate?: string;
}

/** The import of the published table of municipalities. */
@Controller('cpas/tasks')
export class PartiesTasksController {
  constructor(
    private readonly engine: Engine,
    private readonly tasks: Tasks,
  ) {}

  private readonly kind: TaskKind = {
    path: 'cpas/tasks',
    // Nothing records that an import is whole: a node that does not run it says how to go on with it.
    standing: async (taskId) => {
      await this.engine.waitFor(this.engine.local.head(), { timeoutMs: WAIT_MS, names: ['reference'] });
      const begun = this.engine.read('reference', (store) => queries.isBegun(store, taskId));
      return begun ? { result: RESULT, done: false } : undefined;
    },
  };

  @Post()
  @Scope('administer')
  async import(@Body() input: CpasImportInput, @Acts() acting: Acting): Promise<Outgoing> {
    const through = input.endDate === undefined ? acting.on : day(input.endDate);
    return this.tasks.start(this.kind, {
      taskId: taskIdOf(acting, OPERATION),
      result: RESULT,
      begin: () => Promise.resolve(),
      run: (tell) => this.run(acting, through, tell),
    });
  }

  @Get(':taskId')
  @Scope('consult')
  async show(@Param() { taskId }: TaskPath): Promise<Outgoing> {
    return this.tasks.show(this.kind, taskId);
  }

  /** What is refused ends the task as failed, after all else is done; the same again then does nothing more. */
  private async run(acting: Acting, through: Day, tell: Tell): Promise<void> {
    const table = parseMunicipalities(publishedMunicipalities());
    const of = { by: acting.official, on: acting.on, through };
    const { refused } = await importParties(
      this.engine,
      acting,
      (proposalId) => partyCommands(table, { ...of, proposalId }),
      (done, total) => tell('import', done, total),
    );
    if (refused[0]) throw refused[0];
  }
}
