import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import * as queries from '../../../projections/reference/query.js';
import type { OfficialId } from '../../domain/ids.js';
import { covers } from '../../domain/mandate/held.js';
import { day } from '../../domain/time.js';
import type { Acting } from '../../engine/acting.js';
import { proposeMandate } from '../../engine/acts.js';
import type { Answer } from '../../engine/command.js';
import { Engine } from '../../engine/engine.js';
import {
  MANDATE_OPERATIONS,
  proposeDelegation,
  refuseAnother,
  revokeDelegation,
  revokeMandate,
} from '../../engine/mandate-acts.js';
import { mandatesVersion, onMandatesSeen, versionAfter } from '../../engine/mandate-version.js';
import { Acts, ActsOnVersion } from '../acting.js';
import { recordedAs, sensitive, sensitiveDocument } from '../answer.js';
import type { Made, Outgoing } from '../answer.js';
import { notFound } from '../fault.js';
import { Links } from '../links.js';
import { DatedQuery, Moments, datedEchoOf, echoOf } from '../moment.js';
import { pageOf } from '../page.js';
import { Scope } from '../scope.js';
import {
  DelegationInput,
  DelegationRevocationInput,
  MandateInput,
  MandateRevocationInput,
  MandatesQuery,
  OfficialPath,
} from './mandates.dto.js';
import { officialView } from './mandates.view.js';

/** Who may do what. Names of officials are in the directory of the service, not here. */
@Controller()
export class MandatesController {
  constructor(
    private readonly engine: Engine,
    private readonly moments: Moments,
    private readonly links: Links,
  ) {}

  @Get('mandates')
  @Scope('consult')
  async list(@Query() query: MandatesQuery): Promise<Outgoing> {
    const { links } = this;
    const { roleCode, schemeCode } = query;
    const moment = await this.moments.of(query);
    const book = this.moments.referenceAt(moment).mandates;
    const on = moment.validOn;
    const found = book
      .officials()
      .filter((id) =>
        book
          .heldBy(id, on)
          .some((one) => (roleCode ?? one.role) === one.role && covers(one.schemes, schemeCode)),
      );
    const at = { links, path: 'mandates', moment };
    const page = pageOf(found, query, (id) => officialView(id, { book, on, links }), at);
    return sensitive({ ...datedEchoOf(moment), ...page });
  }

  @Get('mandates/:officialId')
  @Scope('consult')
  async show(@Param() { id }: OfficialPath, @Query() query: DatedQuery): Promise<Outgoing> {
    const moment = await this.moments.of(query);
    const book = this.moments.referenceAt(moment).mandates;
    if (!book.officials().includes(id)) throw notFound('officialId', id);
    const { sequence } = moment;
    const version = String(mandatesVersion(this.engine, queries, { officialId: id, sequence }));
    const on = query.validOn === undefined ? undefined : day(query.validOn);
    const echo = on === undefined ? echoOf(moment) : datedEchoOf(moment);
    return sensitiveDocument({ ...echo, ...officialView(id, { book, on, links: this.links }), version });
  }

  @Post('mandateProposals')
  @Scope('administer')
  async propose(@Body() input: MandateInput, @Acts() acting: Acting): Promise<Outgoing> {
    const wanted = input.toCommand();
    const act = { ...acting, document: wanted.officialId };
    const { proposalId, answer } = await proposeMandate(this.engine, act, wanted);
    return this.recorded(answer, wanted.officialId, this.proposal(proposalId));
  }

  @Post('mandates/:officialId/revocations')
  @Scope('administer')
  async revoke(
    @Param() { id }: OfficialPath,
    @Body() input: MandateRevocationInput,
    @ActsOnVersion() acting: Acting,
  ): Promise<Outgoing> {
    const act = await this.onSeen(acting, id, MANDATE_OPERATIONS.revoke);
    return this.recorded(await revokeMandate(this.engine, act, input.toCommand(id)), id);
  }

  @Post('mandates/:officialId/delegationProposals')
  @Scope('prepare')
  async delegate(
    @Param() { id }: OfficialPath,
    @Body() input: DelegationInput,
    @ActsOnVersion() acting: Acting,
  ): Promise<Outgoing> {
    refuseAnother(acting, id);
    const act = await this.onSeen(acting, id, MANDATE_OPERATIONS.delegate);
    const { proposalId, answer } = await proposeDelegation(this.engine, act, input.toCommand());
    return this.recorded(answer, id, this.proposal(proposalId));
  }

  @Post('mandates/:officialId/delegationRevocations')
  @Scope('prepare')
  async revokeDelegation(
    @Param() { id }: OfficialPath,
    @Body() input: DelegationRevocationInput,
    @ActsOnVersion() acting: Acting,
  ): Promise<Outgoing> {
    const act = await this.onSeen(acting, id, MANDATE_OPERATIONS.revokeDelegation);
    return this.recorded(await revokeDelegation(this.engine, act, input.toCommand(id)), id);
  }

  private onSeen(acting: Acting, officialId: OfficialId, operation: string): Promise<Acting> {
    if (!this.engine.reference().mandates.officials().includes(officialId)) {
      throw notFound('officialId', officialId);
    }
    return onMandatesSeen(this.engine, queries, acting, { officialId, operation });
  }

  private proposal(id: string): Made {
    return { id, href: this.links.to(`proposals/${id}`) };
  }

  /** At the version of the official's mandates. Where there was nothing to record, the mandates themselves stand. */
  private async recorded(answer: Answer, id: OfficialId, made?: Made): Promise<Outgoing> {
    const version = await versionAfter(this.engine, queries, answer, id);
    const mandates = { id, href: this.links.to(`mandates/${id}`) };
    const stands = answer.status === 'unchanged' ? mandates : (made ?? mandates);
    return recordedAs({ ...stands, version, replayed: answer.status === 'replayed' });
  }
}
