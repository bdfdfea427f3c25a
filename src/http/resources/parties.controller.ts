import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { factsOfStream } from '../../../projections/reference/query.js';
import type { Recorded } from '../../domain/decider.js';
import type { PartyId } from '../../domain/ids.js';
import type { Acting } from '../../engine/acting.js';
import { proposeIban } from '../../engine/acts.js';
import { Engine } from '../../engine/engine.js';
import { changeParty, proposeSuccession, registerParty } from '../../engine/party-acts.js';
import { Acts, ActsOnVersion } from '../acting.js';
import { collection, recorded, sensitiveDocument } from '../answer.js';
import type { Made, Outgoing } from '../answer.js';
import { notFound } from '../fault.js';
import { Links } from '../links.js';
import { DatedQuery, MomentQuery, Moments, datedEchoOf, echoOf } from '../moment.js';
import { pageOf } from '../page.js';
import {
  CpasChangeInput,
  CpasPath,
  CpasQuery,
  CpasRegistrationInput,
  IbanInput,
  PartiesQuery,
  PartyPath,
  SuccessionInput,
} from './parties.dto.js';
import { changesView, ibanProposalsView, successionProposalsView } from './parties.history.js';
import { cpasFound, partiesFound } from './parties.search.js';
import { partyDocument, partyItem } from './parties.view.js';
import type { Sight } from './parties.view.js';
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

  @Post()
  @Scope('administer')
  async register(@Body() input: CpasRegistrationInput, @Acts() acting: Acting): Promise<Outgoing> {
    const wanted = input.toCommand();
    const act = { ...acting, document: wanted.partyId };
    return recorded(await registerParty(this.engine, act, wanted), this.cpas(wanted.partyId));
  }

  @Get(':cpasId/changes')
  @Scope('consult')
  async changes(@Param() { id }: CpasPath, @Query() query: MomentQuery): Promise<Outgoing> {
    return this.history(id, query, changesView);
  }

  @Get(':cpasId/ibanProposals')
  @Scope('consult')
  async ibanProposals(@Param() { id }: CpasPath, @Query() query: MomentQuery): Promise<Outgoing> {
    return this.history(id, query, ibanProposalsView);
  }

  @Get(':cpasId/successionProposals')
  @Scope('consult')
  async successionProposals(@Param() { id }: CpasPath, @Query() query: MomentQuery): Promise<Outgoing> {
    return this.history(id, query, successionProposalsView);
  }

  @Post(':cpasId/changes')
  @Scope('administer')
  async change(
    @Param() { id }: CpasPath,
    @Body() input: CpasChangeInput,
    @ActsOnVersion() acting: Acting,
  ): Promise<Outgoing> {
    this.refuseUnknown(id);
    return recorded(await changeParty(this.engine, acting, input.toCommand(id)), this.cpas(id));
  }

  @Post(':cpasId/successionProposals')
  @Scope('prepare')
  async proposeSuccession(
    @Param() { id }: CpasPath,
    @Body() input: SuccessionInput,
    @ActsOnVersion() acting: Acting,
  ): Promise<Outgoing> {
    this.refuseUnknown(id);
    const { proposalId, answer } = await proposeSuccession(this.engine, acting, input.toCommand(id));
    return recorded(answer, this.proposal(proposalId), this.cpas(id));
  }

  @Post(':cpasId/ibanProposals')
  @Scope('prepare')
  async proposeIban(
    @Param() { id }: CpasPath,
    @Body() input: IbanInput,
    @ActsOnVersion() acting: Acting,
  ): Promise<Outgoing> {
    this.refuseUnknown(id);
    const { proposalId, answer } = await proposeIban(this.engine, acting, input.toCommand(id));
    return recorded(answer, this.proposal(proposalId), this.cpas(id));
  }

  private async history(
    id: PartyId,
    query: MomentQuery,
    view: (facts: readonly Recorded[], sight: Sight) => readonly object[],
  ): Promise<Outgoing> {
    const moment = await this.moments.of(query);
    const sight = { known: this.moments.referenceAt(moment), on: moment.validOn, links: this.links };
    const version = this.moments.versionAt(moment, `party-${id}`);
    if (version === undefined || sight.known.parties.find(id)?.kind !== 'cpas') throw notFound('cpasId', id);
    const facts = this.engine.read('reference', (store) =>
      factsOfStream(store, `party-${id}`, moment.sequence),
    );
    const body = { ...echoOf(moment), version, items: view(facts, sight) };
    return sensitiveDocument(body);
  }

  private refuseUnknown(id: PartyId): void {
    if (this.engine.reference().parties.find(id)?.kind !== 'cpas') throw notFound('cpasId', id);
  }

  private cpas(id: PartyId): Made {
    return { id, href: this.links.to(`cpas/${id}`) };
  }

  private proposal(id: string): Made {
    return { id, href: this.links.to(`proposals/${id}`) };
  }
}

/** Parties of every kind. */
@Controller('parties')
export class AllPartiesController {
  constructor(
    private readonly moments: Moments,
    private readonly links: Links,
  ) {}

  @Get()
  @Scope('consult')
  async list(@Query() query: PartiesQuery): Promise<Outgoing> {
    const { links } = this;
    const moment = await this.moments.of(query);
    const sight = { known: this.moments.referenceAt(moment), on: moment.validOn, links };
    const at = { links, path: 'parties', moment };
    const page = pageOf(partiesFound(query, sight), query, (id) => partyItem(id, sight), at);
    return collection({ ...datedEchoOf(moment), ...page });
  }

  @Get(':partyId')
  @Scope('consult')
  async show(@Param() { id }: PartyPath, @Query() query: DatedQuery): Promise<Outgoing> {
    const moment = await this.moments.of(query);
    const sight = { known: this.moments.referenceAt(moment), on: moment.validOn, links: this.links };
    const version = this.moments.versionAt(moment, `party-${id}`);
    if (version === undefined) throw notFound('partyId', id);
    return sensitiveDocument({ ...datedEchoOf(moment), ...partyDocument(id, sight), version });
  }
}
