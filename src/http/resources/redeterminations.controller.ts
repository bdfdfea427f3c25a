import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import { countOfProcess } from '../../../projections/audit-trail/query.js';
import type { PreviewTotal } from '../../domain/redetermination/events.js';
import type { Redetermination } from '../../domain/redetermination/redetermination-book.js';
import type { Reference } from '../../domain/reference.js';
import { Rejection } from '../../domain/rejection.js';
import type { Acting } from '../../engine/acting.js';
import { Engine } from '../../engine/engine.js';
import { redeterminationLines } from '../../engine/redetermination-lines.js';
import type { RedeterminationLine } from '../../engine/redetermination-lines.js';
import { processIdOf, withdrawRedetermination } from '../../engine/redetermination.js';
import { ActsOnVersion } from '../acting.js';
import { collection, document, recorded, sensitive } from '../answer.js';
import type { Outgoing } from '../answer.js';
import { invalid, notFound } from '../fault.js';
import { Links } from '../links.js';
import { MomentQuery, Moments, echoOf } from '../moment.js';
import type { Moment } from '../moment.js';
import { Cursors, pageOf } from '../page.js';
import { Scope } from '../scope.js';
import {
  PreviewQuery,
  RedeterminationLinesQuery,
  RedeterminationPath,
  RedeterminationsQuery,
} from './redeterminations.dto.js';
import { REDETERMINATION_READS } from './redetermination-tasks.controller.js';
import {
  previewItem,
  redeterminationDocument,
  redeterminationItem,
  redeterminationLine,
} from './redeterminations.view.js';

const TRAIL = 'audit-trail';

/** Lines that stand, determined again after rules, shares or what was known of them changed. */
@Controller('redeterminations')
export class RedeterminationsController {
  constructor(
    private readonly engine: Engine,
    private readonly moments: Moments,
    private readonly cursors: Cursors,
    private readonly links: Links,
  ) {}

  @Get()
  @Scope('consult')
  async list(@Query() query: RedeterminationsQuery): Promise<Outgoing> {
    const { links } = this;
    const { stateCode } = query;
    const moment = await this.moments.of(query);
    const found = this.moments
      .referenceAt(moment)
      .redeterminations.list()
      .filter(({ status }) => stateCode === undefined || status === stateCode)
      .toReversed();
    const at = { links, path: 'redeterminations', moment };
    return collection({
      ...echoOf(moment),
      ...pageOf(found, query, (one) => redeterminationItem(one, links), at),
    });
  }

  @Get(':redeterminationId')
  @Scope('consult')
  async show(@Param() path: RedeterminationPath, @Query() query: MomentQuery): Promise<Outgoing> {
    const moment = await this.moments.of(query, TRAIL);
    const found = this.foundAt(moment, path);
    const determined = this.determined(found, moment);
    return document({ ...echoOf(moment), ...redeterminationDocument(found, determined, this.links) });
  }

  @Get(':redeterminationId/preview')
  @Scope('consult')
  async preview(@Param() path: RedeterminationPath, @Query() query: PreviewQuery): Promise<Outgoing> {
    const { links, cursors } = this;
    const moment = await this.moments.of(query);
    const { proposal } = this.foundAt(moment, path);
    const known = this.moments.referenceAt(moment);
    const { redeterminationId, totals, ruleSequence, digest, proposedOn } = proposal;
    const self = `redeterminations/${redeterminationId}/preview`;
    const at = { links, path: self, cursor: 'afterItem', moment };
    const after = Number(cursors.after(query, at)?.[0] ?? 0);
    const rows = totals
      .map((total, index) => ({ total, place: index + 1 }))
      .filter(({ total, place }) => place > after && isAskedFor(total, query, { known, moment }));
    const sight = { known, on: proposedOn, links, moment };
    const show = {
      item: ({ total }: (typeof rows)[number]) => previewItem(total, redeterminationId, sight),
      position: ({ place }: (typeof rows)[number]) => [place],
    };
    return collection({
      ...echoOf(moment),
      href: links.to(self),
      previewSequence: ruleSequence,
      digest,
      ...cursors.page(rows, query, show, at),
    });
  }

  @Get(':redeterminationId/lines')
  @Scope('consult')
  async lines(
    @Param() path: RedeterminationPath,
    @Query() query: RedeterminationLinesQuery,
  ): Promise<Outgoing> {
    const { links, cursors, engine } = this;
    const moment = await this.moments.of(query);
    const found = this.foundAt(moment, path);
    const at = {
      links,
      path: `redeterminations/${path.redeterminationId}/lines`,
      cursor: 'afterLine',
      moment,
    };
    const [after] = cursors.after(query, at) ?? [];
    const rows = await redeterminationLines({ engine, reads: REDETERMINATION_READS }, found, {
      cpasId: query.id,
      after: after === undefined ? null : String(after),
      limit: query.pageSize + 1,
      asOfSequence: moment.sequence,
    }).catch((error: unknown) => {
      if (!(error instanceof Rejection) || error.code !== 'partyUnknown') throw error;
      throw invalid('query', 'cpasId', 'notFound', { value: query.cpasId });
    });
    const show = {
      item: (row: RedeterminationLine) => redeterminationLine(row, links),
      position: (row: RedeterminationLine) => [row.place],
    };
    const page = cursors.page(rows, query, show, at);
    return sensitive({ ...echoOf(moment), previewSequence: found.proposal.ruleSequence, ...page });
  }

  @Post(':redeterminationId/withdrawals')
  @Scope('prepare')
  async withdraw(
    @Param() { redeterminationId }: RedeterminationPath,
    @ActsOnVersion() acting: Acting,
  ): Promise<Outgoing> {
    if (this.engine.reference().redeterminations.find(redeterminationId) === undefined) {
      throw notFound('redeterminationId', redeterminationId);
    }
    const { answer } = await withdrawRedetermination(this.engine, acting, redeterminationId);
    const href = this.links.to(`redeterminations/${redeterminationId}`);
    return recorded(answer, { id: redeterminationId, href });
  }

  private foundAt(moment: Moment, { redeterminationId }: RedeterminationPath): Redetermination {
    const found = this.moments.referenceAt(moment).redeterminations.find(redeterminationId);
    if (found === undefined) throw notFound('redeterminationId', redeterminationId);
    return found;
  }

  /** Lines that had their new version at the moment. */
  private determined({ proposal, approvedSequence }: Redetermination, { sequence }: Moment): number {
    if (approvedSequence === null) return 0;
    const correlationId = processIdOf(proposal.redeterminationId);
    const of = { correlationId, type: 'LineDetermined', after: approvedSequence, asOfSequence: sequence };
    return this.engine.read(TRAIL, (store) => countOfProcess(store, of));
  }
}

/** Of the CPAS asked for, or of one whose rights and debts it has. */
const isAskedFor = (
  { cpasId }: PreviewTotal,
  asked: PreviewQuery,
  { known, moment }: { readonly known: Reference; readonly moment: Moment },
): boolean =>
  asked.cpasId === undefined ||
  asked.cpasId === cpasId ||
  asked.cpasId === known.parties.ownerOn(cpasId, moment.validOn);
