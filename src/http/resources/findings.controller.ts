import { Controller, Get, Query } from '@nestjs/common';
import { lostPage, openLines, refusedPage, stalePage } from '../../../projections/statements/query.js';
import { Engine } from '../../engine/engine.js';
import { openItemsAt } from '../../engine/open-items.js';
import type { OpenItem } from '../../engine/open-items.js';
import { collection } from '../answer.js';
import type { Outgoing } from '../answer.js';
import { Links } from '../links.js';
import { echoOf, Moments } from '../moment.js';
import type { Moment } from '../moment.js';
import { Cursors, pageOfRows, windowOf } from '../page.js';
import { Scope } from '../scope.js';
import { CpasPageQuery, OpenItemsQuery, RefusalsQuery } from './findings.dto.js';
import { lostView, openItemView, refusedView, staleView } from './findings.view.js';
import type { Sight } from './parties.view.js';

const STORE = 'statements';

/** What is open, lost, refused or stale. */
@Controller()
export class FindingsController {
  constructor(
    private readonly engine: Engine,
    private readonly moments: Moments,
    private readonly cursors: Cursors,
    private readonly links: Links,
  ) {}

  @Get('openItems')
  @Scope('consult')
  async openItems(@Query() query: OpenItemsQuery): Promise<Outgoing> {
    const { links } = this;
    const moment = await this.moments.of(query, STORE);
    const at = { path: 'openItems', cursor: 'afterItem', moment, links };
    const [sequence = 0, place = -1] = this.cursors.after(query, at)?.map(Number) ?? [];
    const rows = openItemsAt(this.engine, openLines, {
      asOfSequence: moment.sequence,
      cpasId: query.cpasId,
      after: { sequence, place },
      limit: query.pageSize + 1,
    });
    const sight = this.sightOf(moment);
    const show = {
      item: (item: OpenItem) => openItemView(item, sight),
      position: (item: OpenItem) => [item.sequence, item.place],
    };
    return collection({ ...echoOf(moment), ...this.cursors.page(rows, query, show, at) });
  }

  @Get('lostAmounts')
  @Scope('consult')
  async lostAmounts(@Query() query: CpasPageQuery): Promise<Outgoing> {
    const { links } = this;
    const moment = await this.moments.of(query, STORE);
    const asked = { asOfSequence: moment.sequence, cpasId: query.cpasId };
    const found = this.engine.read(STORE, (store) => lostPage(store, asked, windowOf(query)));
    const sight = this.sightOf(moment);
    const page = pageOfRows(found, query, (row) => lostView(row, moment.sequence, sight), {
      links,
      path: 'lostAmounts',
      moment,
    });
    return collection({ ...echoOf(moment), ...page });
  }

  @Get('staleDecisions')
  @Scope('consult')
  async staleDecisions(@Query() query: CpasPageQuery): Promise<Outgoing> {
    const { links } = this;
    const moment = await this.moments.of(query, STORE);
    const asked = { asOfSequence: moment.sequence, cpasId: query.cpasId };
    const found = this.engine.read(STORE, (store) => stalePage(store, asked, windowOf(query)));
    const sight = this.sightOf(moment);
    const at = { links, path: 'staleDecisions', moment };
    return collection({ ...echoOf(moment), ...pageOfRows(found, query, (row) => staleView(row, sight), at) });
  }

  @Get('refusals')
  @Scope('consult')
  async refusals(@Query() query: RefusalsQuery): Promise<Outgoing> {
    const { links } = this;
    const moment = await this.moments.of(query, STORE);
    const asOfSequence = moment.sequence;
    const asked = { ...query.received, asOfSequence, code: query.refusalCode, field: query.field };
    const found = this.engine.read(STORE, (store) => refusedPage(store, asked, windowOf(query)));
    const page = pageOfRows(found, query, (row) => refusedView(row, query, { links, asOfSequence }), {
      links,
      path: 'refusals',
      moment,
    });
    return collection({ ...echoOf(moment), ...page });
  }

  private sightOf(moment: Moment): Sight {
    return { known: this.moments.referenceAt(moment), on: moment.validOn, links: this.links };
  }
}
