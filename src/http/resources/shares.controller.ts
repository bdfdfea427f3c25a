import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import * as queries from '../../../projections/reference/query.js';
import type { PartyId } from '../../domain/ids.js';
import type { HeldShare } from '../../domain/share/share-book.js';
import { day } from '../../domain/time.js';
import type { Acting } from '../../engine/acting.js';
import { Engine } from '../../engine/engine.js';
import { importShares } from '../../engine/share-import.js';
import { Acts } from '../acting.js';
import { collection, document, recordedAs } from '../answer.js';
import type { Outgoing } from '../answer.js';
import { notFound } from '../fault.js';
import { Links } from '../links.js';
import { MomentQuery, Moments, echoOf } from '../moment.js';
import type { Moment } from '../moment.js';
import { pageOf } from '../page.js';
import { Scope } from '../scope.js';
import { CpasPath } from './parties.dto.js';
import type { Sight } from './parties.view.js';
import { ShareImportInput, SharePath, SharesQuery } from './shares.dto.js';
import { shareDocument, shareItem } from './shares.view.js';
import { tallyView } from './tally.view.js';

/** The RIS share of each CPAS and year. */
@Controller()
export class SharesController {
  constructor(
    private readonly engine: Engine,
    private readonly moments: Moments,
    private readonly links: Links,
  ) {}

  @Get('shares')
  @Scope('consult')
  async list(@Query() query: SharesQuery): Promise<Outgoing> {
    const moment = await this.moments.of(query);
    const sight = this.sightOf(moment);
    const found = heldBy(sight, (one) => query.year === undefined || one.year === query.year).filter(
      (one) => query.cpasId === undefined || one.cpasId === query.cpasId,
    );
    const at = { links: this.links, path: 'shares', moment };
    return collection({ ...echoOf(moment), ...pageOf(found, query, (one) => shareItem(one, sight), at) });
  }

  @Get('cpas/:cpasId/shares')
  @Scope('consult')
  async ofCpas(@Param() { id }: CpasPath, @Query() query: MomentQuery): Promise<Outgoing> {
    const moment = await this.moments.of(query);
    const sight = this.sightOf(moment);
    const version = this.versionOf(id, moment, sight);
    const items = heldBy(sight, (one) => one.cpasId === id).map((one) => shareItem(one, sight));
    const body = { ...echoOf(moment), version, items };
    return document(body);
  }

  @Get('cpas/:cpasId/shares/:year')
  @Scope('consult')
  async show(@Param() { id, year }: SharePath, @Query() query: MomentQuery): Promise<Outgoing> {
    const moment = await this.moments.of(query);
    const sight = this.sightOf(moment);
    const version = this.versionOf(id, moment, sight);
    const share = sight.known.heldShare(id, year);
    if (share === undefined) throw notFound('year', String(year));
    return document({ ...echoOf(moment), ...shareDocument(share, sight), version });
  }

  @Post('shareImports')
  @Scope('prepare')
  async propose(@Body() input: ShareImportInput, @Acts() acting: Acting): Promise<Outgoing> {
    const {
      proposalId: id,
      version,
      replayed,
      ...tally
    } = await importShares(this.engine, queries, acting, input.toCommand());
    const href = this.links.to(`proposals/${id}`);
    return recordedAs({ id, href, version, replayed }, tallyView(tally));
  }

  private sightOf(moment: Moment): Sight {
    return { known: this.moments.referenceAt(moment), on: moment.validOn, links: this.links };
  }

  /** Of the shares of a CPAS; one that never had any looks as one whose first share waits. */
  private versionOf(id: PartyId, moment: Moment, { known }: Sight): string {
    if (known.parties.find(id)?.kind !== 'cpas') throw notFound('cpasId', id);
    return this.moments.versionAt(moment, `share-${id}`) ?? '0';
  }
}

/** Approved shares by year and municipality code. */
function heldBy({ known }: Sight, wanted: (share: HeldShare) => boolean): readonly HeldShare[] {
  const coded = [...known.heldShares()].filter(wanted).map((share) => {
    const profile = known.parties.profileOn(share.cpasId, day(`${share.year}-01-01`));
    return { share, at: `${share.year} ${profile?.nisCode ?? ''} ${share.cpasId}` };
  });
  return coded.sort((a, b) => (a.at < b.at ? -1 : 1)).map(({ share }) => share);
}
