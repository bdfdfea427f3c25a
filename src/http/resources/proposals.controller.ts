import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import * as queries from '../../../projections/reference/query.js';
import type { Acting } from '../../engine/acting.js';
import { approveProposal, proposalAt, proposalsAt } from '../../engine/approval.js';
import { Engine } from '../../engine/engine.js';
import { ActsOnVersion } from '../acting.js';
import { recordedAs, sensitive, sensitiveDocument } from '../answer.js';
import type { Outgoing } from '../answer.js';
import { notFound } from '../fault.js';
import { Links } from '../links.js';
import { MomentQuery, Moments, echoOf } from '../moment.js';
import type { Moment } from '../moment.js';
import { pageOf } from '../page.js';
import { Scope } from '../scope.js';
import { ProposalPath, ProposalsQuery } from './proposals.dto.js';
import { proposalDocument, proposalItem, settled, waiting } from './proposals.view.js';
import { tallyView } from './tally.view.js';

/** What one official proposed and another one approves. */
@Controller('proposals')
export class ProposalsController {
  constructor(
    private readonly engine: Engine,
    private readonly moments: Moments,
    private readonly links: Links,
  ) {}

  @Get()
  @Scope('consult')
  async list(@Query() query: ProposalsQuery): Promise<Outgoing> {
    const { links } = this;
    const moment = await this.moments.of(query);
    const { stateCode = 'pending', kindCode, proposedBy } = query;
    const known = this.moments.referenceAt(moment);
    const all =
      stateCode === 'pending'
        ? waiting(known.pendingProposals())
        : settled(proposalsAt(this.engine, queries, known, moment.sequence), stateCode);
    const found = all.filter(
      ({ first }) =>
        (kindCode === undefined || first.kind === kindCode) &&
        (proposedBy === undefined || first.proposedBy === proposedBy),
    );
    const at = { links, path: 'proposals', moment };
    return sensitive({ ...echoOf(moment), ...pageOf(found, query, (one) => proposalItem(one, links), at) });
  }

  @Get(':proposalId')
  @Scope('consult')
  async show(@Param() { proposalId }: ProposalPath, @Query() query: MomentQuery): Promise<Outgoing> {
    const moment = await this.moments.of(query);
    const proposal = this.find(proposalId, moment);
    const known = this.moments.referenceAt(moment);
    const knownBefore = (sequence: number) => this.moments.referenceAt({ ...moment, sequence: sequence - 1 });
    const sight = { links: this.links, on: moment.validOn, known, knownBefore };
    return sensitiveDocument({ ...echoOf(moment), ...proposalDocument(proposal, sight) });
  }

  @Post(':proposalId/approvals')
  @Scope('approve')
  async approve(@Param() { proposalId }: ProposalPath, @ActsOnVersion() acting: Acting): Promise<Outgoing> {
    this.find(proposalId, await this.moments.of({}));
    const { tally, ...approved } = await approveProposal(this.engine, queries, acting, proposalId);
    const made = { id: proposalId, href: this.links.to(`proposals/${proposalId}`) };
    return recordedAs({ ...made, ...approved }, tallyView(tally));
  }

  private find(proposalId: string, moment: Moment) {
    const known = this.moments.referenceAt(moment);
    const { sequence } = moment;
    const proposal = proposalAt(this.engine, queries, known, { proposalId, sequence });
    if (proposal === undefined) throw notFound('proposalId', proposalId);
    return proposal;
  }
}
