import { Controller, Get, Param, Query } from '@nestjs/common';
import { runsOf, runSummary } from '../../../projections/statements/query.js';
import type { RunRow } from '../../../projections/statements/query.js';
import { Engine } from '../../engine/engine.js';
import { runHistory } from '../../engine/month-run-history.js';
import type { RunHistory } from '../../engine/month-run-history.js';
import { collection, document } from '../answer.js';
import type { Outgoing } from '../answer.js';
import { notFound } from '../fault.js';
import { Links } from '../links.js';
import { echoOf, MomentQuery, Moments } from '../moment.js';
import type { Moment } from '../moment.js';
import { pageOf } from '../page.js';
import { Scope } from '../scope.js';
import { RunPath, RunsQuery } from './month-runs.dto.js';
import { proposedItem, runDocument, runItem, totalView } from './month-runs.view.js';

const STORE = 'statements';

/** The month runs, proposed, started and completed. */
@Controller('monthRuns')
export class MonthRunsController {
  constructor(
    private readonly engine: Engine,
    private readonly moments: Moments,
    private readonly links: Links,
  ) {}

  @Get()
  @Scope('consult')
  async list(@Query() query: RunsQuery): Promise<Outgoing> {
    const { links } = this;
    const moment = await this.moments.of(query, STORE);
    const proposed = this.moments
      .referenceAt(moment)
      .pendingProposals()
      .filter(({ kind }) => kind === 'statementRun')
      .map((one) => proposedItem(one, links));
    const items = [...proposed, ...this.runsAt(moment).map((row) => runItem(row, links))];
    const newest = items.toSorted((a, b) => (a.yearMonth < b.yearMonth ? 1 : -1));
    const at = { links, path: 'monthRuns', moment };
    return collection({ ...echoOf(moment), ...pageOf(newest, query, (item) => item, at) });
  }

  @Get(':yearMonth')
  @Scope('consult')
  async show(@Param() path: RunPath, @Query() query: MomentQuery): Promise<Outgoing> {
    const moment = await this.moments.of(query, STORE);
    const run = this.historyAt(path, moment);
    const row = this.runsAt(moment).find((one) => one.cut === run.started?.sequence);
    return document({ ...echoOf(moment), ...runDocument(run, row, this.links) });
  }

  @Get(':yearMonth/totals')
  @Scope('consult')
  async totals(@Param() path: RunPath, @Query() query: MomentQuery): Promise<Outgoing> {
    const moment = await this.moments.of(query, STORE);
    const { started } = this.historyAt(path, moment);
    if (started === undefined) throw notFound('yearMonth', path.yearMonth);
    const rows = this.engine.read(STORE, (store) => runSummary(store, started.sequence));
    return collection({
      ...echoOf(moment),
      yearMonth: path.yearMonth,
      items: rows.map((row) => totalView(row, path.yearMonth, this.links)),
    });
  }

  private runsAt({ sequence }: Moment): readonly RunRow[] {
    return this.engine.read(STORE, (store) => runsOf(store, sequence));
  }

  private historyAt({ yearMonth, month }: RunPath, { sequence }: Moment): RunHistory {
    const run = runHistory(this.engine.local, month, sequence);
    if (run === undefined) throw notFound('yearMonth', yearMonth);
    return run;
  }
}
