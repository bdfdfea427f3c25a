import type { Command } from 'commander';
import { dossierById } from '../../projections/dossiers/query.js';
import { explainLine, explainSequence, lineVersionsOf } from '../../projections/statements/query.js';
import type { ExplainedLine } from '../../projections/statements/query.js';
import type { Component, LineDetermined } from '../domain/dossier/events.js';
import type { ShareDetermined } from '../domain/share/events.js';
import { euroText } from '../domain/money.js';
import { Malformed, Rejection } from '../domain/rejection.js';
import { lineFactAt } from '../engine/line-fact.js';
import { rulesUsedBy, sharesUsedBy } from '../engine/line-uses.js';
import { brusselsDay } from '../domain/time.js';
import { inSession } from './door.js';
import type { Door, Flows } from './door.js';
import type { Output } from './output.js';
import { labelOf } from './parties.js';

export const LINE_TYPE_NAMES = {
  1: '1 grant',
  2: '2 arrears',
  3: '3 recovery',
  4: '4 regularization of a grant',
  5: '5 regularization of arrears',
  6: '6 regularization of a recovery',
} as const;

/** `flows explain LINE` and `flows dossier ID`: from a figure to the article of law. */
export function registerExplain(program: Command, door: Door): void {
  program
    .command('explain')
    .description('line → event → components → rule event → article of law')
    .argument('<line>', 'sequence of the line, or dossier/line[/version] as `statements show` prints it')
    .action((line: string, _options: object, command: Command) =>
      inSession(door, command, { write: false }, async ({ flows, output }) => {
        const found = findLine(flows, line);
        if (output.format === 'json')
          output.record({ ...found, rules: rulesUsedBy(flows.engine.local, found.data) });
        else explain(flows, output, found);
      }),
    );
  program
    .command('dossier')
    .description('a dossier: the forms that hold, and every version of every line')
    .argument('<id>')
    .action((id: string, _options: object, command: Command) =>
      inSession(door, command, { write: false }, async ({ flows, output }) => {
        const dossier = flows.engine.read('dossiers', (store) => dossierById(store, id));
        const lines = flows.engine
          .read('statements', (store) => lineVersionsOf(store, id))
          .map((row) => {
            const { meta, data } = lineFactAt(flows.engine.local, row.sequence);
            return { ...row, recordedAt: meta.recordedAt, cause: data.cause };
          });
        if (dossier === undefined) throw new Rejection('decisionNotFound', { dossierId: id });
        if (output.format === 'json') return output.record({ ...dossier, lines });
        output.record(dossier);
        output.text();
        output.rows(
          lines.map((row) => ({ ...row, gross: euroText(row.gross), net: euroText(row.net) })),
          ['lineKey', 'version', 'sequence', 'recordedAt', 'cause', 'formReference', 'gross', 'net'],
        );
      }),
    );
}

/** A version of a line, with the event that says all it used. */
export type UnfoldedLine = ExplainedLine & {
  readonly recordedAt: string;
  /** The submission, run or redetermination that it belongs to. */
  readonly correlationId: string;
  readonly data: LineDetermined['data'];
};

export function findLine(flows: Flows, text: string): UnfoldedLine {
  const parts = /^(?:(\d{1,15})|([0-9a-f-]{36})\/([0-9.-]+)(?:\/(\d{1,6}))?)$/.exec(text);
  if (!parts) throw new Malformed('must be a sequence, or dossier/line or dossier/line/version', 'line');
  const [, sequence, dossierId = '', lineKey = '', version] = parts;
  const found = flows.engine.read('statements', (store) =>
    sequence === undefined
      ? explainLine(store, {
          dossierId,
          lineKey,
          ...(version === undefined ? {} : { version: Number(version) }),
        })
      : explainSequence(store, Number(sequence)),
  );
  if (found === undefined) throw new Rejection('lineNeverDetermined', { line: text });
  return unfolded(flows, found);
}

export function unfolded(flows: Flows, line: ExplainedLine): UnfoldedLine {
  const { meta, data } = lineFactAt(flows.engine.local, line.sequence);
  return { ...line, recordedAt: meta.recordedAt, correlationId: meta.correlationId, data };
}

/** Why a line is what it is, in one line. */
export function reasonOf(data: LineDetermined['data']): string {
  const days = data.firstDay === null ? 'nothing granted' : `${data.firstDay} to ${String(data.lastDay)}`;
  const lost = data.lost.map(
    ({ firstDay, lastDay, gross }) => `; ${euroText(gross)} lost ${firstDay} to ${lastDay}: form came late`,
  );
  return `${data.cause}, form ${data.form.formReference} sent ${data.form.sendingDate}, ${days}${lost.join('')}${data.provisional ? '; provisional' : ''}`;
}

/** Prints a line down to its law. */
export function explain(flows: Flows, output: Output, line: UnfoldedLine): void {
  const { data } = line;
  const today = brusselsDay(flows.clock.now());
  output.text(
    `Line ${line.lineKey} version ${line.version} of file ${line.fileNumber}, opened by ${labelOf(flows, data.cpasId, today)}`,
  );
  output.text(
    `  event ${line.sequence} LineDetermined in dossier-${line.dossierId}, recorded ${line.recordedAt}, leaf ${flows.engine.local.leafAt(line.sequence)}`,
  );
  const process = data.cause === 'redetermination' ? `, ${line.correlationId}` : '';
  output.text(`  because: ${reasonOf(data)}${process}`);
  if (line.replaces !== null) output.text(`  replaces the version at sequence ${line.replaces}`);
  if (line.replacedBy !== null) output.text(`  replaced by the version at sequence ${line.replacedBy}`);
  output.text();
  output.text(`Gross ${euroText(data.gross)}`);
  for (const part of data.segments) {
    const resources =
      part.resourcesYear === 0 ? '' : `, less resources of ${euroText(part.resourcesYear)} a year`;
    output.text(
      `  ${part.firstDay} to ${part.lastDay}: category ${part.category}, ${euroText(part.monthAmount)} a month${resources}, full month ${euroText(part.fullMonth)}`,
    );
    output.text(
      `    × ${part.days}/${part.daysInMonth} days = ${part.exact} cents exactly, granted ${euroText(part.granted)}`,
    );
    for (const rule of part.rules) output.text(`    ${ruleText(rule)}`);
  }
  for (const article of data.articles) {
    output.text(
      `Article ${article.budgetArticle} (allocation ${article.basicAllocation}): gross ${euroText(article.gross)}, net ${euroText(article.net)}`,
    );
    for (const component of article.components) showComponent(output, component);
  }
  output.text(`Net ${euroText(data.net)}`);
  output.text();
  output.text(
    `Policies: ${data.policies.map(({ name, version, value }) => `${name}@${version}${value === undefined ? '' : `=${value}`}`).join(', ')}; rule code ${data.ruleCode}`,
  );
  for (const item of line.items) {
    output.text(
      `On statement ${String(item.number)} of ${labelOf(flows, item.cpasId, today)}, run of ${item.month}, position ${item.position}: ${LINE_TYPE_NAMES[item.lineType]}, article ${item.budgetArticle}, gross ${euroText(item.gross)}, net ${euroText(item.net)}`,
    );
  }
  if (line.items.length === 0) output.text('On no statement yet');
  output.text();
  for (const { share, sequence } of sharesUsedBy(flows.engine.local, data)) {
    output.text(shareText(share, sequence));
  }
  output.rows(rulesUsedBy(flows.engine.local, data), [
    'sequence',
    'recordedAt',
    'type',
    'stream',
    'official',
    'leaf',
  ]);
}

function shareText(share: ShareDetermined['data'], sequence: number): string {
  const counts = share.counts.map(
    ({ year, averageHundredths }) => `${(averageHundredths / 100).toFixed(2)} in ${year}`,
  );
  const from = counts.length === 0 ? share.source : `a monthly average of ${counts.join(', ')} beneficiaries`;
  const before = share.previousShare === null ? '' : `, before ${share.previousShare}`;
  return `Share ${share.share} of ${share.year}, event ${sequence}: ${share.basis} from ${from}${before}; ${share.ruleCode}`;
}

function showComponent(output: Output, component: Component): void {
  const { code, rate, base, exact, amount, anchor, anchorDate, rule, provisional } = component;
  output.text(
    `  ${code} ${rate} × ${euroText(base)} = ${exact} cents exactly, ${euroText(amount)}; decided by ${anchor} ${anchorDate}${provisional ? '; provisional' : ''}`,
  );
  output.text(`    ${ruleText(rule)}`);
}

const ruleText = ({ ruleId, validFrom, legalReference, sequence }: Component['rule']): string =>
  `${ruleId} from ${validFrom ?? 'ever'}, event ${sequence}: ${legalReference}`;
