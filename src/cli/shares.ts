import { createReadStream } from 'node:fs';
import { parse } from 'csv-parse';
import type { Command } from 'commander';
import { Malformed, atField } from '../domain/rejection.js';
import { nisCode } from '../domain/ids.js';
import { rate } from '../domain/money.js';
import { brusselsDay } from '../domain/time.js';
import { proposeShares } from '../engine/acts.js';
import type { Acting } from '../engine/acting.js';
import { hundredths, shareCommands } from '../engine/share-import.js';
import type { CountRow, ShareRow } from '../engine/share-import.js';
import { inSession } from './door.js';
import type { Door, Flows, Session } from './door.js';
import { labelOf, partyAsked, wholeOption } from './parties.js';
import { showTally } from './tally.js';

interface ImportOptions {
  readonly year: string;
  readonly given?: boolean;
  readonly status: string;
  readonly source: string;
}

/** `flows shares …`: the RIS share of each CPAS and year. */
export function registerShares(program: Command, door: Door): void {
  const shares = program.command('shares').description('the RIS share of each CPAS and year');
  shares
    .command('import')
    .description('proposes the shares of a year, from counts (nis,year,average) or as given (nis,share)')
    .argument('<file>', 'CSV with a header')
    .requiredOption('--year <year>', 'the year the shares are for')
    .option('--given', 'the file holds shares, not counts')
    .option('--status <status>', 'provisional or final', 'final')
    .requiredOption('--source <text>', 'where the figures come from')
    .action((file: string, options: ImportOptions, command: Command) =>
      inSession(door, command, { write: true }, (session) => importShares(session, file, options)),
    );
  shares
    .command('show')
    .description('the confirmed shares of a CPAS')
    .argument('<nis>', 'NIS code or party id')
    .option('--from <year>', 'first year', '2014')
    .action((nis: string, options: { from: string }, command: Command) =>
      inSession(door, command, { write: false }, async ({ flows, output }) => {
        const today = brusselsDay(flows.clock.now());
        const id = partyAsked(flows, nis);
        const first = wholeOption('--from', options.from, { min: 2002, max: 2100 });
        const years = Array.from(
          { length: Number(today.slice(0, 4)) + 2 - first },
          (_, index) => first + index,
        );
        const rows = years.flatMap((year) => {
          const found = flows.engine.reference().share(id, year);
          return found ? [{ cpas: labelOf(flows, id, today), ...found }] : [];
        });
        output.rows(rows, ['cpas', 'year', 'share', 'status', 'sequence', 'legalReference']);
      }),
    );
  registerStale(shares, door);
}

function registerStale(shares: Command, door: Door): void {
  shares
    .command('stale')
    .description('confirmed shares that were computed from what is no longer so')
    .action((_options: object, command: Command) =>
      inSession(door, command, { write: false }, async ({ flows, output }) => {
        const today = brusselsDay(flows.clock.now());
        output.rows(
          flows.engine
            .reference()
            .staleShares()
            .map(({ cpasId, ...stale }) => ({ cpas: labelOf(flows, cpasId, today), cpasId, ...stale })),
          ['cpas', 'year', 'sequence', 'because', 'used', 'now'],
        );
      }),
    );
}

async function importShares(
  { flows, output, acting }: Session,
  file: string,
  options: ImportOptions,
): Promise<void> {
  const year = wholeOption('--year', options.year, { min: 2003, max: 2100 });
  const status = (['final', 'provisional'] as const).find((one) => one === options.status);
  if (status === undefined) throw new Malformed('must be provisional or final', '--status');
  const wanted = { file, year, status, source: options.source, given: options.given === true };
  const { proposalId, ...tally } = await proposeSharesOf(flows, acting(), wanted);
  showTally(output, tally, { proposalId, next: `flows approve ${proposalId} --as ANOTHER` });
}

export interface SharesFile {
  readonly file: string;
  readonly year: number;
  readonly status: 'provisional' | 'final';
  readonly source: string;
  /** True where the file holds shares, false where it holds counts. */
  readonly given: boolean;
}

/** Proposes the shares that a file gives, or that follow from its counts. */
export async function proposeSharesOf(
  flows: Flows,
  act: Acting,
  { file, given, ...of }: SharesFile,
): ReturnType<typeof proposeShares> {
  const rows = await readRows(file);
  // The first line of the file is its header.
  const named = <Row>(read: (row: CsvRow) => Row): readonly Row[] =>
    rows.map((row, index) => atField(`line ${index + 2}`, () => read(row)));
  const wanted = given ? { shares: named(shareOf) } : { counts: named(countOf) };
  const { parties } = flows.engine.reference();
  return proposeShares(flows.engine, act, (proposalId) =>
    shareCommands(parties, { ...of, ...wanted }, { ...act, proposalId }),
  );
}

type CsvRow = Readonly<Record<string, string>>;

const shareOf = (row: CsvRow): ShareRow => ({
  nisCode: atField('nis', () => nisCode(cell(row, 'nis'))),
  share: atField('share', () => rate(cell(row, 'share'))),
});

const countOf = (row: CsvRow): CountRow => ({
  nisCode: atField('nis', () => nisCode(cell(row, 'nis'))),
  year: wholeOption('year', cell(row, 'year'), { min: 2000, max: 2100 }),
  averageHundredths: atField('average', () => hundredths(cell(row, 'average'))),
});

function cell(row: CsvRow, name: string): string {
  const text = row[name];
  if (text === undefined) throw new Malformed('is a column that the file does not have', name);
  return text;
}

async function readRows(file: string): Promise<readonly CsvRow[]> {
  const rows: CsvRow[] = [];
  const parser = createReadStream(file).pipe(
    parse({ columns: true, bom: true, skip_empty_lines: true, trim: true }),
  );
  for await (const row of parser) rows.push(row as CsvRow);
  return rows;
}
