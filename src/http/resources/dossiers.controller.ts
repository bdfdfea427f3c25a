import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { streamsNaming } from '../../../projections/audit-trail/query.js';
import { dossiersPage } from '../../../projections/dossiers/query.js';
import type { PartyId } from '../../domain/ids.js';
import { dossierAt, namesOneOf } from '../../engine/dossier-at.js';
import { isPersonal, pseudonymsOf } from '../../engine/person.js';
import { collection, sensitive, sensitiveDocument } from '../answer.js';
import type { Outgoing } from '../answer.js';
import { askedInBody, invalid, refuseFor } from '../fault.js';
import { Links } from '../links.js';
import { DatedQuery, Moments, MomentQuery, datedEchoOf, echoOf } from '../moment.js';
import type { Moment } from '../moment.js';
import { Cursors } from '../page.js';
import { Scope } from '../scope.js';
import { sensitiveRead } from '../sensitive-read.js';
import { Shell } from '../shell.js';
import { dossierSight, shownDossier } from './dossiers.reading.js';
import { DossierPath, DossierSearch, DossiersQuery } from './dossiers.dto.js';
import { dossierDocument, dossierItem, keyOf, recordedDecision } from './dossiers.view.js';
import { Intake } from './intake.js';

const FOUND_MAX = 100;

/** Dossiers, as they were known at any sequence. */
@Controller('dossiers')
export class DossiersController {
  constructor(
    private readonly intake: Intake,
    private readonly moments: Moments,
    private readonly links: Links,
    private readonly cursors: Cursors,
  ) {}

  @Get()
  @Scope('consult')
  async list(@Query() query: DossiersQuery): Promise<Outgoing> {
    const { links, cursors } = this;
    const { cpas, file, schemeCode: scheme, pageSize } = query;
    if (file !== undefined && isPersonal(file)) throw invalid('query', 'fileNumber', 'personInAddress');
    if (file !== undefined && cpas === undefined) {
      return refuseFor([{ kind: 'schemaViolation', in: 'query', name: 'cpasId', rule: 'required' }]);
    }
    const moment = await this.moments.of(query, 'dossiers');
    const sight = dossierSight(this.moments, moment, links);
    const at = { links, path: 'dossiers', cursor: 'afterDossier', moment };
    const [after = ''] = cursors.after(query, at) ?? [];
    const filter = { openers: cpas && this.openersFor(cpas, moment), scheme, fileNumber: file };
    const page = { asOfSequence: moment.sequence, after: String(after), limit: pageSize + 1 };
    const rows = this.intake.tools.engine.read('dossiers', (store) => dossiersPage(store, filter, page));
    const show = {
      item: (row: (typeof rows)[number]) => dossierItem(row, sight),
      position: (row: (typeof rows)[number]) => [row.dossierId],
    };
    return collection({ ...echoOf(moment), ...cursors.page(rows, query, show, at) });
  }

  @Get(':dossierId')
  @Scope('consult')
  async show(@Param() { dossierId }: DossierPath, @Query() query: DatedQuery): Promise<Outgoing> {
    const moment = await this.moments.of(query);
    const dossier = shownDossier(this.intake, dossierId, moment);
    const shown = dossierDocument(dossier, dossierSight(this.moments, moment, this.links));
    return sensitiveDocument({ ...datedEchoOf(moment), ...shown, version: dossier.version });
  }

  @Get(':dossierId/decisions')
  @Scope('consult')
  async decisions(@Param() { dossierId }: DossierPath, @Query() query: MomentQuery): Promise<Outgoing> {
    const moment = await this.moments.of(query);
    const { facts, version } = shownDossier(this.intake, dossierId, moment);
    const sight = dossierSight(this.moments, moment, this.links);
    const items = facts.flatMap((fact) =>
      fact.type === 'DossierOpened' || fact.type === 'LineDetermined' ? [] : [recordedDecision(fact, sight)],
    );
    const body = { ...echoOf(moment), items, version };
    return sensitiveDocument(body);
  }

  /** Of the CPAS that has what another one had, all who opened its files. */
  private openersFor(cpas: PartyId, moment: Moment): readonly PartyId[] {
    const { parties } = this.moments.referenceAt(moment);
    if (parties.find(cpas) === undefined) throw invalid('query', 'cpasId', 'notFound', { value: cpas });
    const owner = parties.ownerOn(cpas, moment.validOn);
    return [owner, ...parties.predecessorsOf(owner, moment.validOn)];
  }
}

/** Dossiers by person: a sensitive read. */
@Controller('dossiers/query')
export class DossierSearchController {
  constructor(
    private readonly intake: Intake,
    private readonly moments: Moments,
    private readonly links: Links,
    private readonly shell: Shell,
  ) {}

  @Post()
  @HttpCode(200)
  @Scope('consult')
  async search(@Body() input: DossierSearch): Promise<Outgoing> {
    const moment = await askedInBody(() => this.moments.of(input, 'audit-trail'));
    await sensitiveRead(this.shell, 'POST /fundingFlows/v1/dossiers/query', input.reason);
    const { engine, keys } = this.intake.tools;
    const pseudonyms = pseudonymsOf(keys, input.ssin);
    const streams = engine.read('audit-trail', (store) => streamsNaming(store, pseudonyms));
    const sought = new Set<string>(pseudonyms);
    const found = streams
      .filter((stream) => stream.startsWith('dossier-'))
      .flatMap((stream) => dossierAt(engine.local, stream.slice('dossier-'.length), moment.sequence) ?? [])
      .filter((dossier) => namesOneOf(dossier, sought))
      .sort((a, b) => b.opened.sequence - a.opened.sequence)
      .slice(0, FOUND_MAX);
    const sight = dossierSight(this.moments, moment, this.links);
    return sensitive({
      ...echoOf(moment),
      items: found.map((dossier) => dossierItem(keyOf(dossier), sight)),
    });
  }
}
