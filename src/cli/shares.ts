import { createReadStream } from 'node:fs';
import { parse } from 'csv-parse';
import type { Command } from 'commander';
import { Malformed, Rejection, atField } from '../domain/rejection.js';
import { nisCode } from '../domain/ids.js';
import type { NisCode, PartyId } from '../domain/ids.js';
import { rate } from '../domain/money.js';
import type { ShareCommand } from '../domain/share/share.js';
import { brusselsDay, day, yearMonth } from '../domain/time.js';
import type { Day } from '../domain/time.js';
import { proposeShares } from '../engine/acts.js';
import type { Acting } from '../engine/acting.js';
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
  return proposeShares(flows.engine, act, (id) =>
    given ? givenShares(flows, rows, { ...of, act, id }) : countedShares(flows, rows, { ...of, act, id }),
  );
}

interface Facts {
  readonly act: Acting;
  readonly year: number;
  readonly status: 'provisional' | 'final';
  readonly source: string;
  readonly id: string;
}

type CsvRow = Readonly<Record<string, string>>;

function givenShares(flows: Flows, rows: readonly CsvRow[], facts: Facts): readonly ShareCommand[] {
  return rows.map((row, index) =>
    atField(`line ${index + 2}`, () => ({
      type: 'GiveShare',
      cpasId: partyOfYear(flows, row, facts.year),
      year: facts.year,
      share: atField('share', () => rate(cell(row, 'share'))),
      status: facts.status,
      source: facts.source,
      legalReference: 'Law of 26 May 2002, subsidy of the State (notified share)',
      proposalId: facts.id,
      by: facts.act.official,
      on: facts.act.on,
    })),
  );
}

/** The CPAS that had the code when the year began, or that began under it within the year. */
function partyOfYear(flows: Flows, row: CsvRow, year: number): PartyId {
  const code = atField('nis', () => nisCode(cell(row, 'nis')));
  const { parties } = flows.engine.reference();
  const found = parties.byNis(code, yearMonth(`${year}-01`)) ?? parties.byNis(code, yearMonth(`${year}-12`));
  if (found === undefined) throw new Rejection('partyUnknown', { party: code, on: firstDayOf(year) });
  return found;
}

/** Each CPAS that exists when the year begins, with its own counts and those of its predecessors. */
function countedShares(flows: Flows, rows: readonly CsvRow[], facts: Facts): readonly ShareCommand[] {
  const counts = new Map<PartyId, { partyId: PartyId; year: number; averageHundredths: number }[]>();
  rows.forEach((row, index) => {
    const count = atField(`line ${index + 2}`, () => countOf(flows, row));
    counts.set(count.partyId, [...(counts.get(count.partyId) ?? []), count]);
  });
  const { parties } = flows.engine.reference();
  const on = firstDayOf(facts.year);
  return parties.cpasOn(on).flatMap((cpasId): readonly ShareCommand[] => {
    const family = [cpasId, ...parties.predecessorsOf(cpasId, on)];
    const own = family
      .flatMap((id) => counts.get(id) ?? [])
      .filter((count) => count.year === facts.year - 2 || count.year === facts.year - 3);
    if (own.length === 0) return [];
    const { year, status, source, id: proposalId } = facts;
    return [
      {
        type: 'DetermineShare',
        cpasId,
        year,
        counts: own,
        status,
        source,
        proposalId,
        by: facts.act.official,
        on: facts.act.on,
      },
    ];
  });
}

function countOf(flows: Flows, row: CsvRow): { partyId: PartyId; year: number; averageHundredths: number } {
  const year = wholeOption('year', cell(row, 'year'), { min: 2000, max: 2100 });
  const code = atField('nis', () => nisCode(cell(row, 'nis')));
  return {
    partyId: countedParty(flows, code, year),
    year,
    averageHundredths: hundredths(cell(row, 'average')),
  };
}

/** A count of a year is of the party that had the code in that year's December. */
function countedParty(flows: Flows, code: NisCode, year: number): PartyId {
  const found = flows.engine.reference().parties.byNis(code, yearMonth(`${year}-12`));
  if (found === undefined) throw new Rejection('nisCodeNotValid', { nisCode: code, year });
  return found;
}

function hundredths(text: string): number {
  const match = /^(\d{1,7})(?:\.(\d{1,2}))?$/.exec(text);
  if (!match) throw new Malformed('must be a number with at most two decimals', 'average');
  return Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'));
}

function cell(row: CsvRow, name: string): string {
  const text = row[name];
  if (text === undefined) throw new Malformed('is a column that the file does not have', name);
  return text;
}

const firstDayOf = (year: number): Day => day(`${year}-01-01`);

async function readRows(file: string): Promise<readonly CsvRow[]> {
  const rows: CsvRow[] = [];
  const parser = createReadStream(file).pipe(
    parse({ columns: true, bom: true, skip_empty_lines: true, trim: true }),
  );
  for await (const row of parser) rows.push(row as CsvRow);
  return rows;
}
