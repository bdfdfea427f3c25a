import { Controller, Get, Param, Query } from '@nestjs/common';
import { explainSequence } from '../../../projections/statements/query.js';
import type { Recorded } from '../../domain/decider.js';
import type { LineDetermined } from '../../domain/dossier/events.js';
import { lineKeyText } from '../../domain/statements/item.js';
import type { DossierAt } from '../../engine/dossier-at.js';
import { redeterminationIdIn } from '../../engine/redetermination.js';
import { rulesUsedBy, sharesUsedBy } from '../../engine/line-uses.js';
import { collection, sensitive, sensitiveDocument } from '../answer.js';
import type { Outgoing } from '../answer.js';
import { invalid, notFound } from '../fault.js';
import { Links } from '../links.js';
import { Moments, MomentQuery, echoOf } from '../moment.js';
import type { Moment } from '../moment.js';
import { Cursors } from '../page.js';
import { Scope } from '../scope.js';
import { determinationView, lineIdentity } from './determination.view.js';
import { DossierPath, ExplanationQuery, LinePath, LinesQuery } from './dossiers.dto.js';
import { dossierSight, shownDossier } from './dossiers.reading.js';
import {
  currentLine,
  explanationOf,
  lineReference,
  lineVersion,
  ruleApproval,
  staleRules,
  statedItems,
  usedShare,
} from './dossiers.view.js';
import { Intake } from './intake.js';

type LineFact = Recorded<LineDetermined>;

/** The lines of a dossier: each in all its versions, down to the article of law. */
@Controller('dossiers/:dossierId/lines')
export class DossierLinesController {
  constructor(
    private readonly intake: Intake,
    private readonly moments: Moments,
    private readonly links: Links,
    private readonly cursors: Cursors,
  ) {}

  @Get()
  @Scope('consult')
  async list(@Param() { dossierId }: DossierPath, @Query() query: LinesQuery): Promise<Outgoing> {
    const { links, cursors } = this;
    const moment = await this.moments.of(query);
    const dossier = shownDossier(this.intake, dossierId, moment);
    const at = { links, path: `dossiers/${dossierId}/lines`, cursor: 'afterLine', moment };
    const [after = ''] = cursors.after(query, at) ?? [];
    const rows = currentLines(dossier).filter(
      ({ data: { line } }) =>
        lineKeyText(line) > String(after) &&
        (query.referenceMonth === undefined || line.referenceMonth === query.referenceMonth),
    );
    const show = {
      item: (row: LineFact) => currentLine(row, links),
      position: (row: LineFact) => [lineKeyText(row.data.line)],
    };
    const page = cursors.page(rows.slice(0, query.pageSize + 1), query, show, at);
    return collection({ ...echoOf(moment), ...page });
  }

  @Get(':lineKey')
  @Scope('consult')
  async show(@Param() { dossierId, lineKey }: LinePath, @Query() query: MomentQuery): Promise<Outgoing> {
    const { links } = this;
    const moment = await this.moments.of(query);
    const dossier = shownDossier(this.intake, dossierId, moment);
    const versions = versionsOf(dossier, lineKey);
    const last = versions.at(-1);
    if (last === undefined) throw notFound('lineKey', lineKey);
    const body = {
      ...echoOf(moment),
      href: lineReference(last, links).href,
      dossier: { id: dossierId, href: links.to(`dossiers/${dossierId}`) },
      line: lineIdentity(last.data.line),
      versions: versions.map((fact) => lineVersion(fact, links)),
      version: dossier.version,
    };
    return sensitiveDocument(body);
  }

  @Get(':lineKey/explanation')
  @Scope('consult')
  async explain(
    @Param() { dossierId, lineKey }: LinePath,
    @Query() query: ExplanationQuery,
  ): Promise<Outgoing> {
    const { links } = this;
    const moment = await this.moments.of(query, 'statements');
    const dossier = shownDossier(this.intake, dossierId, moment);
    const versions = versionsOf(dossier, lineKey);
    const wanted = query.version ?? versions.at(-1)?.data.version;
    const fact = versions.find(({ data }) => data.version === wanted);
    if (versions.length === 0) throw notFound('lineKey', lineKey);
    if (fact === undefined) throw invalid('query', 'version', 'notFound', { value: wanted });
    const next = versions.find(({ data }) => data.replacesVersion === fact.data.version);
    const redeterminationId = redeterminationIdIn(fact);
    return sensitive({
      ...echoOf(moment),
      href: explanationOf(fact, links),
      line: lineReference(fact, links),
      dossier: { id: dossierId, href: links.to(`dossiers/${dossierId}`) },
      fileNumber: dossier.opened.data.fileNumber,
      ...(next && { replacedByVersion: next.data.version }),
      ...(redeterminationId !== undefined && {
        redetermination: { href: links.to(`redeterminations/${redeterminationId}`) },
      }),
      ...this.usesOf(fact, moment),
    });
  }

  /** What the version used, and where it is listed. */
  private usesOf(fact: LineFact, moment: Moment) {
    const { links } = this;
    const { engine } = this.intake.tools;
    const { sequence, data } = fact;
    const sight = dossierSight(this.moments, moment, links);
    const explained = engine.read('statements', (store) => explainSequence(store, sequence, moment.sequence));
    if (explained === undefined) throw new Error(`line ${sequence} is not among the statements' lines`);
    return {
      sequence,
      recordedAt: fact.meta.recordedAt,
      leafHash: engine.local.leafAt(sequence),
      determination: determinationView(data, sight),
      statementItems: statedItems(explained, sight),
      staleRules: staleRules(explained),
      ruleApprovals: rulesUsedBy(engine.local, data).map((rule) => ruleApproval(rule, links)),
      shares: sharesUsedBy(engine.local, data).map((share) => usedShare(share, links)),
    };
  }
}

const versionsOf = ({ lines }: DossierAt, lineKey: string): readonly LineFact[] =>
  lines
    .filter(({ data }) => lineKeyText(data.line) === lineKey)
    .sort((a, b) => a.data.version - b.data.version);

/** Each line in its current version, by key. */
function currentLines({ lines }: DossierAt): readonly LineFact[] {
  const current = new Map(lines.map((fact) => [lineKeyText(fact.data.line), fact]));
  return [...current].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, fact]) => fact);
}
