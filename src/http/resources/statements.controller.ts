import { Readable } from 'node:stream';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { itemsOf, statementOf, statementsPage } from '../../../projections/statements/query.js';
import type { Statement } from '../../../projections/statements/query.js';
import type { StatementItem } from '../../domain/statements/item.js';
import { Engine } from '../../engine/engine.js';
import { collection, document, Outgoing } from '../answer.js';
import { notFound, refuseFor } from '../fault.js';
import { Links } from '../links.js';
import { echoOf, MomentQuery, Moments } from '../moment.js';
import type { Moment } from '../moment.js';
import { Cursors, pageOfRows, windowOf } from '../page.js';
import { Scope } from '../scope.js';
import { Given } from './given.js';
import { Wanted } from './media.js';
import { statementCsv } from './statements.csv.js';
import { StatementLinesQuery, StatementPath, StatementsQuery } from './statements.dto.js';
import {
  statementDocument,
  statementId,
  statementItem,
  statementLeaf,
  statementLine,
} from './statements.view.js';

const STORE = 'statements';
const LINE_TYPES = ['application/json', 'text/csv'] as const;
const CSV_PAGE = 500;

/** What each CPAS received. A statement never changes once it is issued. */
@Controller('statements')
export class StatementsController {
  constructor(
    private readonly engine: Engine,
    private readonly moments: Moments,
    private readonly cursors: Cursors,
    private readonly links: Links,
  ) {}

  @Get()
  @Scope('consult')
  async list(@Query() query: StatementsQuery): Promise<Outgoing> {
    const { links } = this;
    const moment = await this.moments.of(query, STORE);
    const asked = { asOfSequence: moment.sequence, cpasId: query.cpasId, month: query.yearMonth };
    const found = this.engine.read(STORE, (store) => statementsPage(store, asked, windowOf(query)));
    const at = { links, path: 'statements', moment };
    return collection({
      ...echoOf(moment),
      ...pageOfRows(found, query, (row) => statementItem(row, links), at),
    });
  }

  @Get(':statementId')
  @Scope('consult')
  async show(@Param() path: StatementPath, @Query() query: MomentQuery): Promise<Outgoing> {
    const moment = await this.moments.of(query, STORE);
    const statement = this.statementAt(path, moment);
    const version = this.versionOf(statement);
    return document({ ...echoOf(moment), ...statementDocument(statement, this.links), version });
  }

  @Get(':statementId/lines')
  @Scope('consult', { produces: LINE_TYPES })
  async lines(
    @Param() path: StatementPath,
    @Query() query: StatementLinesQuery,
    @Wanted(LINE_TYPES) type: (typeof LINE_TYPES)[number],
    @Given('afterLine', 'pageSize') paging: readonly string[],
  ): Promise<Outgoing> {
    const moment = await this.moments.of(query, STORE);
    const statement = this.statementAt(path, moment);
    if (type === 'text/csv') return this.csv(statement, paging);
    const show = (item: StatementItem) => statementLine(item, this.links);
    const page = this.page(statement, query, { show, moment, path: 'lines' });
    return collection({ ...echoOf(moment), ...page }).with({ Vary: 'Accept' });
  }

  @Get(':statementId/proof')
  @Scope('consult')
  async proof(@Param() path: StatementPath, @Query() query: StatementLinesQuery): Promise<Outgoing> {
    const moment = await this.moments.of(query, STORE);
    const statement = this.statementAt(path, moment);
    const { items: itemCount, itemRoot, sequence, number } = statement;
    const id = statementId(statement);
    const href = this.links.to(`statements/${id}`);
    const show = (item: StatementItem) => statementLeaf(item, this.links);
    return collection({
      ...echoOf(moment),
      href: `${href}/proof`,
      statement: { id, href, number },
      ...{ itemRoot, itemCount, sequence },
      leafHash: this.engine.local.leafAt(sequence),
      ...this.page(statement, query, { show, moment, path: 'proof' }),
    });
  }

  private async csv(statement: Statement & Issued, paging: readonly string[]): Promise<Outgoing> {
    if (paging.length > 0) {
      return refuseFor(paging.map((name) => ({ kind: 'unknownInput', in: 'query', name, rule: 'unknown' })));
    }
    const { cut, cpasId } = statement;
    const page = (afterPosition: number): readonly StatementItem[] =>
      this.engine.read(STORE, (store) => itemsOf(store, { cut, cpasId, afterPosition, limit: CSV_PAGE }));
    return new Outgoing(200, Readable.from(statementCsv(page)), {
      'Cache-Control': 'private, no-cache',
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="${statementId(statement)}.csv"`,
      Vary: 'Accept',
    });
  }

  private page<Shown>(
    statement: Statement & Issued,
    query: StatementLinesQuery,
    { show, moment, path }: { show: (item: StatementItem) => Shown; moment: Moment; path: string },
  ) {
    const { cut, cpasId } = statement;
    const at = {
      path: `statements/${statementId(statement)}/${path}`,
      cursor: 'afterLine',
      moment,
      links: this.links,
    };
    const [after = 0] = this.cursors.after(query, at)?.map(Number) ?? [];
    const rows = this.engine.read(STORE, (store) =>
      itemsOf(store, { cut, cpasId, afterPosition: after, limit: query.pageSize + 1 }),
    );
    const position = (item: StatementItem): readonly number[] => [item.position];
    return this.cursors.page(rows, query, { item: show, position }, at);
  }

  private statementAt({ statementId: id, parts }: StatementPath, moment: Moment): Statement & Issued {
    const asked = { ...parts, asOfSequence: moment.sequence };
    const found = this.engine.read(STORE, (store) => statementOf(store, asked));
    if (found === undefined) throw notFound('statementId', id);
    const { number, sequence } = found;
    if (number === null || sequence === null) throw new Error(`${id} has no number`);
    return { ...found, number, sequence };
  }

  /** Revision of the event that issued it, the last that it will ever have. */
  private versionOf({ sequence }: Issued): string {
    const [event] = this.engine.local.read(sequence - 1, 1);
    if (event === undefined) throw new Error(`the log has no event ${sequence}`);
    return String(event.revision);
  }
}

interface Issued {
  readonly number: number;
  readonly sequence: number;
}
