import { Readable } from 'node:stream';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { countSubmissions, submissionById, submissionsOf } from '../../../projections/statements/query.js';
import type { SubmissionRow } from '../../../projections/statements/query.js';
import { outcomesOf } from '../../engine/outcome-list.js';
import { Outgoing, collection, document } from '../answer.js';
import { notFound } from '../fault.js';
import { Links } from '../links.js';
import { Moments, MomentQuery, echoOf } from '../moment.js';
import type { Moment } from '../moment.js';
import { Cursors, pageOfRows, windowOf } from '../page.js';
import { Scope } from '../scope.js';
import { FORM_FILES } from './file-body.js';
import { Intake } from './intake.js';
import { outcomeLinesOf, outcomeText } from './outcomes.js';
import { Wanted } from './media.js';
import { SubmissionLinesQuery, SubmissionPath, SubmissionsQuery } from './submissions.dto.js';
import { submissionDocument, submissionItem, submissionLine } from './submissions.view.js';

const STORE = 'statements';

/** Received files of forms, what became of each line. */
@Controller('submissions')
export class SubmissionsController {
  constructor(
    private readonly intake: Intake,
    private readonly moments: Moments,
    private readonly links: Links,
    private readonly cursors: Cursors,
  ) {}

  @Get()
  @Scope('consult')
  async list(@Query() query: SubmissionsQuery): Promise<Outgoing> {
    const { links } = this;
    const moment = await this.moments.of(query, STORE);
    const asked = { ...query.received, asOfSequence: moment.sequence };
    const found = this.intake.tools.engine.read(STORE, (store) => ({
      rows: submissionsOf(store, { ...asked, ...windowOf(query) }),
      total: countSubmissions(store, asked),
    }));
    const at = { links, path: 'submissions', moment };
    return collection({
      ...echoOf(moment),
      ...pageOfRows(found, query, (row) => submissionItem(row, links), at),
    });
  }

  @Get(':submissionId')
  @Scope('consult')
  async show(@Param() { submissionId }: SubmissionPath, @Query() query: MomentQuery): Promise<Outgoing> {
    const moment = await this.moments.of(query, STORE);
    const row = this.rowOf(submissionId, moment);
    const version = this.versionOf(submissionId, moment);
    return document({ ...echoOf(moment), ...submissionDocument(row, this.links), version });
  }

  @Get(':submissionId/lines')
  @Scope('consult')
  async lines(
    @Param() { submissionId }: SubmissionPath,
    @Query() query: SubmissionLinesQuery,
  ): Promise<Outgoing> {
    const { links, cursors } = this;
    const moment = await this.moments.of(query, STORE);
    const list = await this.listOf(submissionId, moment);
    const at = { links, path: `submissions/${submissionId}/lines`, cursor: 'afterLine', moment };
    const [after = 0] = cursors.after(query, at) ?? [];
    const { outcome, line, pageSize } = query;
    const rows = await outcomeLinesOf(this.intake.outcomes, list, {
      ...(outcome && { outcomes: new Set(outcome) }),
      ...(line !== undefined && { line }),
      after: Number(after),
      limit: pageSize + 1,
    });
    const show = {
      item: (row: (typeof rows)[number]) => submissionLine(row, submissionId, links),
      position: (row: (typeof rows)[number]) => [row.line],
    };
    return collection({ ...echoOf(moment), ...cursors.page(rows, query, show, at) });
  }

  @Get(':submissionId/outcomeList')
  @Scope('consult', { produces: FORM_FILES })
  async outcomeList(
    @Param() { submissionId }: SubmissionPath,
    @Wanted(FORM_FILES) type: (typeof FORM_FILES)[number],
  ): Promise<Outgoing> {
    const moment = await this.moments.of(new MomentQuery(), STORE);
    const list = await this.listOf(submissionId, moment);
    const text = outcomeText(outcomesOf(this.intake.tools.evidence, list), type);
    return new Outgoing(200, Readable.from(text), {
      ETag: `"${this.versionOf(submissionId, moment)}"`,
      'Cache-Control': 'private, no-cache',
      'Content-Type': `${type}; charset=utf-8`,
      Vary: 'Accept',
    });
  }

  private rowOf(submissionId: string, { sequence }: Moment): SubmissionRow {
    const row = this.intake.tools.engine.read(STORE, (store) =>
      submissionById(store, submissionId, sequence),
    );
    if (row === undefined) throw notFound('submissionId', submissionId);
    return row;
  }

  /** Evidence id of the outcomes of a completed submission. Throws a 404 also where they were erased. */
  private async listOf(submissionId: string, moment: Moment): Promise<string> {
    const list = this.rowOf(submissionId, moment).completed?.outcomeList;
    if (list === undefined || (await this.intake.tools.evidence.isErased(list))) {
      throw notFound('submissionId', submissionId);
    }
    return list;
  }

  private versionOf(submissionId: string, moment: Moment): string {
    const version = this.moments.versionAt(moment, `submission-${submissionId}`);
    if (version === undefined) throw notFound('submissionId', submissionId);
    return version;
  }
}
