import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import type { Acting } from '../../engine/acting.js';
import { proposeIban } from '../../engine/acts.js';
import { Engine } from '../../engine/engine.js';
import { ActsOnVersion } from '../acting.js';
import { collection, recorded, sensitiveDocument } from '../answer.js';
import type { Outgoing } from '../answer.js';
import { notFound } from '../fault.js';
import { Links } from '../links.js';
import { Moments, datedEchoOf, DatedQuery } from '../moment.js';
import { pageOf } from '../page.js';
import { CpasPath, CpasQuery, IbanInput } from './parties.dto.js';
import { cpasFound } from './parties.search.js';
import { partyDocument, partyItem } from './parties.view.js';
import { Scope } from '../scope.js';

/** The register of CPAS. */
@Controller('cpas')
export class PartiesController {
  constructor(
    private readonly engine: Engine,
    private readonly moments: Moments,
    private readonly links: Links,
  ) {}

  @Get()
  @Scope('consult')
  async list(@Query() query: CpasQuery): Promise<Outgoing> {
    const { links } = this;
    const moment = await this.moments.of(query);
    const sight = { known: this.moments.referenceAt(moment), on: moment.validOn, links };
    const found = cpasFound(query, sight);
    const page = pageOf(found, query, (id) => partyItem(id, sight), { links, path: 'cpas', moment });
    return collection({ ...datedEchoOf(moment), ...page });
  }

  @Get(':cpasId')
  @Scope('consult')
  async show(@Param() { id }: CpasPath, @Query() query: DatedQuery): Promise<Outgoing> {
    const moment = await this.moments.of(query);
    const known = this.moments.referenceAt(moment);
    const version = this.moments.versionAt(moment, `party-${id}`);
    if (version === undefined || known.parties.find(id)?.kind !== 'cpas') throw notFound('cpasId', id);
    const shown = partyDocument(id, { known, on: moment.validOn, links: this.links });
    return sensitiveDocument({ ...datedEchoOf(moment), ...shown, version });
  }

  @Post(':cpasId/ibanProposals')
  @Scope('prepare')
  async proposeIban(
    @Param() { id }: CpasPath,
    @Body() input: IbanInput,
    @ActsOnVersion() acting: Acting,
  ): Promise<Outgoing> {
    if (this.engine.reference().parties.find(id)?.kind !== 'cpas') throw notFound('cpasId', id);
    const { proposalId, answer } = await proposeIban(this.engine, acting, input.toCommand(id));
    const stands = { id, href: this.links.to(`cpas/${id}`) };
    return recorded(answer, { id: proposalId, href: this.links.to(`proposals/${proposalId}`) }, stands);
  }
}
