import type { Command } from 'commander';
import {
  itemsOf,
  runSummary,
  runsOf,
  statementOf,
  statementsOfCpas,
  statementsOfRun,
} from '../../projections/statements/query.js';
import type { RunRow, Statement } from '../../projections/statements/query.js';
import type { StatementItem } from '../domain/statements/item.js';
import { Rejection, atField } from '../domain/rejection.js';
import { euroText } from '../domain/money.js';
import { yearMonth } from '../domain/time.js';
import { lineFactAt } from '../engine/line-fact.js';
import { inSession } from './door.js';
import type { Door, Flows, Session } from './door.js';
import { LINE_TYPE_NAMES, reasonOf } from './explain.js';
import { REGIONS, partyAsked, wholeOption } from './parties.js';

const STORE = 'statements';
const HEADER = ['nisCode', 'name', 'month', 'number', 'items', 'opening', 'movements', 'payable', 'closing'];
const ITEM = [
  'position',
  'lineType',
  'fileNumber',
  'line',
  'referenceMonth',
  'budgetArticle',
  'versionGross',
  'components',
  'versionNet',
  'replacesVersion',
  'gross',
  'net',
  'reason',
];

/** `flows statements …`: what each CPAS received, and how it came about. */
export function registerStatements(program: Command, door: Door): void {
  const statements = program.command('statements').description('numbered monthly statements');
  statements
    .command('runs')
    .description('the month runs')
    .action((_options: object, command: Command) =>
      inSession(door, command, { write: false }, async ({ flows, output }) => {
        const rows = flows.engine.read(STORE, (store) => runsOf(store));
        output.rows(rows, [
          'month',
          'cut',
          'sentThrough',
          'issuedOn',
          'completed',
          'statements',
          'items',
          'net',
          'payable',
          'carried',
        ]);
      }),
    );
  statements
    .command('list')
    .description('the statements of a month, or of one CPAS')
    .option('--month <month>', 'the month of the run; the newest where neither is given')
    .option('--nis <code>', 'one CPAS, by NIS code or party id')
    .action((options: { month?: string; nis?: string }, command: Command) =>
      inSession(door, command, { write: false }, async (session) => list(session, options)),
    );
  statements
    .command('show')
    .description(
      'one statement with its lines: gross, components, reasons, net, difference and what it replaces',
    )
    .argument('<nis>', 'NIS code or party id')
    .argument('<number>', 'number of the statement')
    .option('--limit <n>', 'lines to show', '1000000')
    .action((nis: string, number: string, options: { limit: string }, command: Command) =>
      inSession(door, command, { write: false }, async (session) =>
        show(session, { nis, number, limit: options.limit }),
      ),
    );
  registerSummary(statements, door);
}

function registerSummary(statements: Command, door: Door): void {
  statements
    .command('summary')
    .description('totals of a run by region, article and line type')
    .argument('<month>')
    .action((month: string, _options: object, command: Command) =>
      inSession(door, command, { write: false }, async ({ flows, output }) => {
        const { cut } = runOf(flows, month);
        const rows = flows.engine.read(STORE, (store) => runSummary(store, cut));
        output.rows(
          rows.map((row) => ({
            ...row,
            region: REGIONS[row.region ?? ''] ?? row.region,
            lineType: LINE_TYPE_NAMES[row.lineType],
          })),
          ['region', 'fund', 'budgetArticle', 'lineType', 'cpas', 'items', 'gross', 'net'],
        );
      }),
    );
}

async function list(
  { flows, output }: Session,
  options: { readonly month?: string; readonly nis?: string },
): Promise<void> {
  const { nis, month } = options;
  const rows = flows.engine.read(STORE, (store, at) => {
    if (nis === undefined) return statementsOfRun(store, runOf(flows, month).cut);
    const ofCpas = statementsOfCpas(store, { cpasId: partyAsked(flows, nis), asOfSequence: at.sequence });
    return month === undefined ? ofCpas : ofCpas.filter((row) => row.month === month);
  });
  output.rows(
    rows.map((row) => ({
      ...row,
      name: row.language === 'N' ? row.nameNl : row.language === 'D' ? row.nameDe : row.nameFr,
    })),
    HEADER,
  );
}

/** The run of a month, the newest where none is named. */
function runOf(flows: Flows, month: string | undefined): RunRow {
  const wanted = month === undefined ? undefined : atField('month', () => yearMonth(month));
  const run = flows.engine
    .read(STORE, (store) => runsOf(store))
    .find((one) => wanted === undefined || one.month === wanted);
  if (run === undefined) throw new Rejection('proposalUnknown', { month: month ?? 'any' });
  return run;
}

interface Shown {
  readonly nis: string;
  readonly number: string;
  readonly limit: string;
}

async function show({ flows, output }: Session, { nis, number, limit }: Shown): Promise<void> {
  const cpasId = partyAsked(flows, nis);
  const wanted = { cpasId, number: wholeOption('number', number, { min: 1, max: 100_000 }) };
  const most = wholeOption('--limit', limit, { min: 0, max: 1_000_000 });
  const { statement, items } = flows.engine.read(STORE, (store) => {
    const found = statementOf(store, wanted);
    if (found === undefined) throw new Rejection('proposalUnknown', wanted);
    const page = itemsOf(store, { cut: found.cut, cpasId, afterPosition: 0, limit: most });
    const { local } = flows.engine;
    return {
      statement: found,
      items: page.map((item) => ({ item, data: lineFactAt(local, item.sequence).data })),
    };
  });
  if (output.format === 'json') {
    output.record({ ...statement, lines: items.map(({ item, data }) => ({ ...item, determination: data })) });
    return;
  }
  if (output.format === 'table') head(output, statement);
  output.rows(
    items.map(({ item, data }) => itemRow(item, reasonOf(data))),
    ITEM,
  );
}

function head(output: Session['output'], statement: Statement): void {
  const { nisCode, nameFr, nameNl, month, number, issuedOn, cut, sentThrough, itemRoot } = statement;
  output.text(`Statement ${number ?? ''} of ${nisCode ?? ''} ${nameFr} / ${nameNl}, run of ${month}`);
  output.text(`issued on ${issuedOn}, forms sent through ${sentThrough}, cut at sequence ${cut}`);
  output.text(`item root ${itemRoot ?? ''}`);
  output.text();
  output.rows(statement.byFund, ['fund', 'opening', 'movements', 'payable', 'closing']);
  output.text();
  output.rows(
    statement.byArticle.map((row) => ({ ...row, lineType: LINE_TYPE_NAMES[row.lineType] })),
    ['budgetArticle', 'basicAllocation', 'lineType', 'referenceYear', 'budgetYear', 'items', 'gross', 'net'],
  );
  output.text();
}

const itemRow = (item: StatementItem, reason: string): object => ({
  ...item,
  lineType: LINE_TYPE_NAMES[item.lineType],
  line: `${item.dossierId}/${item.lineKey}/${item.version}`,
  components: item.terms.map(({ code, rate, amount }) => `${code} ${rate} = ${euroText(amount)}`).join(' + '),
  reason,
});
