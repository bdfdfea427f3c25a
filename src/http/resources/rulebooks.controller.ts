import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import { SCHEMES, knownScheme, ruleIds, ruleKind } from '../../domain/rulebook/rule-kinds.js';
import { ruleChanges } from '../../domain/rulebook/changes.js';
import { day } from '../../domain/time.js';
import type { Acting } from '../../engine/acting.js';
import { proposeRules } from '../../engine/acts.js';
import { Engine } from '../../engine/engine.js';
import { Acts } from '../acting.js';
import { collection, document, recorded } from '../answer.js';
import type { Made, Outgoing } from '../answer.js';
import { invalid, notFound } from '../fault.js';
import { labelOf } from '../labels.js';
import { Links } from '../links.js';
import { DatedQuery, MomentQuery, Moments, datedEchoOf, echoOf } from '../moment.js';
import { Scope } from '../scope.js';
import { ParameterPath, SchemePath } from './rulebooks.dto.js';
import { RulesBody } from './rulebooks.input.js';
import type { RulesSent } from './rulebooks.input.js';
import { allRows, approvedRows, rowView } from './rulebooks.view.js';

/** The law as dated rows. */
@Controller('rulebooks')
export class RulebooksController {
  constructor(
    private readonly engine: Engine,
    private readonly moments: Moments,
    private readonly links: Links,
  ) {}

  @Get()
  @Scope('consult')
  async list(@Query() query: MomentQuery): Promise<Outgoing> {
    const moment = await this.moments.of(query);
    const { rulebook } = this.moments.referenceAt(moment);
    const items = SCHEMES.flatMap((id) => {
      const rows = allRows(rulebook, id).length;
      const href = this.links.to(`rulebooks/${id}`);
      return rows === 0
        ? []
        : [{ href, id, label: labelOf('schemes', id) ?? { fr: id, nl: id, de: id }, rows }];
    });
    return collection({ ...echoOf(moment), items });
  }

  @Get(':schemeCode')
  @Scope('consult')
  async show(@Param() { schemeCode }: SchemePath, @Query() query: DatedQuery): Promise<Outgoing> {
    return this.rows(schemeCode, ruleIds(schemeCode), query);
  }

  @Get(':schemeCode/parameters/:parameterId')
  @Scope('consult')
  async parameter(
    @Param() { schemeCode, parameterId }: ParameterPath,
    @Query() query: DatedQuery,
  ): Promise<Outgoing> {
    if (ruleKind(schemeCode, parameterId) === undefined) throw notFound('parameterId', parameterId);
    return this.rows(schemeCode, [parameterId], query);
  }

  @Post(':schemeCode/importProposals')
  @Scope('prepare', { consumes: ['application/json', 'text/plain'] })
  async propose(
    @Param() { schemeCode: scheme }: SchemePath,
    @RulesBody() { scheme: own, parameters }: RulesSent,
    @Acts() acting: Acting,
  ): Promise<Outgoing> {
    if (!knownScheme(scheme)) throw notFound('schemeCode', scheme);
    if (own !== undefined && own !== scheme)
      throw invalid('path', 'schemeCode', 'notFound', { value: scheme });
    const { proposalId, answer } = await proposeRules(this.engine, acting, { scheme, parameters });
    const made = { id: proposalId, href: this.links.to(`proposals/${proposalId}`) };
    return recorded(answer, made, answer.status === 'unchanged' ? this.standing(scheme, parameters) : made);
  }

  /** Where nothing was to be recorded: the rulebook that has the rows, or the proposal of them that waits. */
  private standing(scheme: string, parameters: RulesSent['parameters']): Made {
    const known = this.engine.reference();
    const waiting = known
      .pendingProposals()
      .findLast(({ kind, key }) => kind === 'rulebook' && key === scheme);
    if (waiting === undefined || ruleChanges(known.rulebook, scheme, parameters).length === 0) {
      return { id: scheme, href: this.links.to(`rulebooks/${scheme}`) };
    }
    return { id: waiting.proposalId, href: this.links.to(`proposals/${waiting.proposalId}`) };
  }

  private async rows(scheme: string, ids: readonly string[], query: DatedQuery): Promise<Outgoing> {
    const moment = await this.moments.of(query);
    const version = this.moments.versionAt(moment, `rulebook-${scheme}`);
    if (version === undefined) throw notFound('schemeCode', scheme);
    const on = query.validOn === undefined ? undefined : day(query.validOn);
    const rows = approvedRows(this.moments.referenceAt(moment).rulebook, { scheme, ids, on });
    const body = {
      ...(on === undefined ? echoOf(moment) : datedEchoOf(moment)),
      id: scheme,
      href: this.links.to(`rulebooks/${scheme}`),
      version,
      rows: rows.map((row) => rowView(row, scheme, this.links)),
    };
    return document(body);
  }
}
