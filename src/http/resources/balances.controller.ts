import { Controller, Get, Param, Query } from '@nestjs/common';
import { balancesPage, postingsOfParty, trialBalanceAt } from '../../../projections/balances/query.js';
import type { Moment as BookMoment } from '../../../projections/balances/query.js';
import { day } from '../../domain/time.js';
import { Engine } from '../../engine/engine.js';
import { collection } from '../answer.js';
import type { Outgoing } from '../answer.js';
import { notFound } from '../fault.js';
import { Links } from '../links.js';
import { datedEchoOf, echoOf, Moments } from '../moment.js';
import type { DatedQuery, Moment } from '../moment.js';
import { Cursors, pageOfRows, windowOf } from '../page.js';
import { CpasPath } from './parties.dto.js';
import { Scope } from '../scope.js';
import { BalancesQuery, PostingsQuery, TrialBalanceQuery } from './balances.dto.js';
import { balanceItem, fundBalance, postingItem } from './balances.view.js';

const BALANCES = 'balances';

/** The books: what is owed to whom, at any past moment. */
@Controller()
export class BalancesController {
  constructor(
    private readonly engine: Engine,
    private readonly moments: Moments,
    private readonly cursors: Cursors,
    private readonly links: Links,
  ) {}

  @Get('balances')
  @Scope('consult')
  async list(@Query() query: BalancesQuery): Promise<Outgoing> {
    const { links } = this;
    const moment = await this.moments.of(query, BALANCES);
    const { partyId, fundCode: fund, schemeCode: scheme, referenceYear, budgetYear } = query;
    const filter = { partyId, fund, scheme, referenceYear, budgetYear };
    const asked = { moment: bookMoment(query, moment), filter, ...windowOf(query) };
    const found = this.engine.read(BALANCES, (store) => balancesPage(store, asked));
    const sight = { known: this.moments.referenceAt(moment), on: moment.validOn, links, moment };
    const show = (row: (typeof found.rows)[number]) => balanceItem(row, query.validOn, sight);
    return collection({
      ...echoAsked(query, moment),
      ...pageOfRows(found, query, show, { links, path: 'balances', moment }),
    });
  }

  @Get('trialBalance')
  @Scope('consult')
  async trialBalance(@Query() query: TrialBalanceQuery): Promise<Outgoing> {
    const moment = await this.moments.of(query, BALANCES);
    const rows = this.engine.read(BALANCES, (store) => trialBalanceAt(store, bookMoment(query, moment)));
    return collection({ ...echoAsked(query, moment), funds: rows.map(fundBalance) });
  }

  @Get('cpas/:cpasId/postings')
  @Scope('consult')
  async postings(@Param() { id }: CpasPath, @Query() query: PostingsQuery): Promise<Outgoing> {
    const { links } = this;
    const moment = await this.moments.of(query, BALANCES);
    const kind = this.moments.referenceAt(moment).parties.find(id)?.kind;
    if (kind !== 'cpas') throw notFound('cpasId', id);
    const at = { path: `cpas/${id}/postings`, cursor: 'afterPosting', moment, links };
    const [sequence = 0, cell = 0] = this.cursors.after(query, at)?.map(Number) ?? [];
    const rows = this.engine.read(BALANCES, (store) =>
      postingsOfParty(store, {
        partyId: id,
        after: { sequence, cell },
        asOfSequence: moment.sequence,
        limit: query.pageSize + 1,
      }),
    );
    const page = this.cursors.page(
      rows,
      query,
      { item: (row) => postingItem(row, { links }), position: (row) => [row.sequence, row.cell] },
      at,
    );
    return collection({ ...echoOf(moment), ...page });
  }
}

/** Without a day that was asked for, postings of every day count. */
const bookMoment = ({ validOn }: DatedQuery, { sequence }: Moment): BookMoment => ({
  asOfSequence: sequence,
  validOn: validOn === undefined ? null : day(validOn),
});

const echoAsked = (query: DatedQuery, moment: Moment): object =>
  query.validOn === undefined ? echoOf(moment) : datedEchoOf(moment);
