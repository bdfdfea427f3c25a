import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { trailOf } from '../../../projections/audit-trail/query.js';
import type { TrailFilter, TrailRow } from '../../../projections/audit-trail/query.js';
import { day } from '../../domain/time.js';
import { pseudonymsOf } from '../../engine/person.js';
import { collection, sensitive } from '../answer.js';
import type { Outgoing } from '../answer.js';
import { askedInBody } from '../fault.js';
import type { Links } from '../links.js';
import { echoOf, Moments } from '../moment.js';
import type { Moment } from '../moment.js';
import { Cursors } from '../page.js';
import type { CursorQuery } from '../page.js';
import { refuseBackwards } from '../period.js';
import { Scope } from '../scope.js';
import { sensitiveRead } from '../sensitive-read.js';
import { Shell } from '../shell.js';
import { AuditQueryInput, AuditTrailQuery } from './audit-trail.dto.js';
import { entryView } from './audit-trail.view.js';
import { Intake } from './intake.js';

const TRAIL = 'audit-trail';
const CURSOR = 'afterEntry';
const AT = { path: 'auditTrail', cursor: CURSOR };

/** Who did what, when, why, for which CPAS and person. */
@Controller('auditTrail')
export class AuditTrailController {
  private readonly links: Links;

  constructor(
    private readonly intake: Intake,
    private readonly moments: Moments,
    private readonly cursors: Cursors,
    private readonly shell: Shell,
  ) {
    this.links = shell.links;
  }

  @Get()
  @Scope('consult')
  async list(@Query() query: AuditTrailQuery): Promise<Outgoing> {
    refuseBackwards('query', { startDate: query.startDate, endDate: query.endDate });
    const moment = await this.moments.of(query, TRAIL);
    const { officialId, cpasId, eventType, recordId, sequence } = query;
    const filter = { official: officialId, cpasId, type: eventType, stream: recordId, ...daysOf(query) };
    const page = this.page({ ...filter, sequence }, query, { moment, after: this.after(query, moment) });
    return collection({ ...echoOf(moment), ...page });
  }

  /** The person is never in an address or a cursor: the cursor goes by the pseudonym. */
  @Post('query')
  @HttpCode(200)
  @Scope('consult')
  query(@Body() input: AuditQueryInput): Promise<Outgoing> {
    return askedInBody(() => this.ofPerson(input));
  }

  private async ofPerson(input: AuditQueryInput): Promise<Outgoing> {
    refuseBackwards('body', { startDate: input.startDate, endDate: input.endDate });
    const moment = await this.moments.of(input, TRAIL);
    const pseudonyms = pseudonymsOf(this.intake.tools.keys, input.ssin);
    const { ssin: _ssin, reason: _reason, ...asked } = input;
    const question = { ...asked, person: pseudonyms.join(' ') };
    const after = this.after(question, moment);
    await sensitiveRead(this.shell, 'POST /fundingFlows/v1/auditTrail/query', input.reason);
    const { items, next } = this.page({ pseudonyms, ...daysOf(input) }, question, { moment, after });
    const cursor = next === undefined ? null : new URL(next).searchParams.get(CURSOR);
    return sensitive({ ...echoOf(moment), items, ...(cursor !== null && { afterEntry: cursor }) });
  }

  /** Sequence after which the question goes on; 0 at its beginning. */
  private after(query: CursorQuery, moment: Moment): number {
    const [after = 0] = this.cursors.after(query, { ...AT, moment }) ?? [];
    return Number(after);
  }

  private page(
    filter: TrailFilter,
    query: CursorQuery,
    { moment, after }: { readonly moment: Moment; readonly after: number },
  ) {
    const { links } = this;
    const rows = this.intake.tools.engine.read(TRAIL, (store) =>
      trailOf(store, filter, {
        afterSequence: after,
        asOfSequence: moment.sequence,
        limit: query.pageSize + 1,
      }),
    );
    const sight = { known: this.moments.referenceAt(moment), on: moment.validOn, links };
    const show = {
      item: (row: TrailRow) => entryView(row, sight),
      position: (row: TrailRow) => [row.sequence],
    };
    return this.cursors.page(rows, query, show, { ...AT, moment, links });
  }
}

const daysOf = ({ startDate, endDate }: { readonly startDate?: string; readonly endDate?: string }) => ({
  ...(startDate !== undefined && { from: day(startDate) }),
  ...(endDate !== undefined && { until: day(endDate) }),
});
