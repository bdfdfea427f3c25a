import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { flows, flowsJson } from '../support/cli.js';

// Every step is a process of its own, on a machine that may be busy with others.
jest.setTimeout(180_000);

interface Summary {
  readonly sequence: number;
  readonly submitted: readonly { readonly surprises: number; readonly refused: number }[];
  readonly runs: readonly {
    readonly month: string;
    readonly statements: number;
    readonly issued: number;
    readonly cut: number;
    readonly net: number;
    readonly completed: boolean;
  }[];
  readonly trial: readonly { readonly total: number; readonly stated: number; readonly open: number }[];
  readonly largest: readonly { readonly nisCode: string; readonly number: number; readonly cpasId: string }[];
}

interface Statement {
  readonly itemRoot: string;
  readonly movements: number;
  readonly byFund: readonly { readonly opening: number; readonly payable: number }[];
  readonly lines: readonly {
    readonly dossierId: string;
    readonly lineKey: string;
    readonly version: number;
    readonly net: number;
  }[];
}

const home = mkdtempSync(join(tmpdir(), 'flows-demo-'));
const data = join(home, 'data');
let summary: Summary;

beforeAll(async () => {
  summary = await flowsJson<Summary>(data, ['demo', '--seed', '7']);
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

describe('the demo', () => {
  it('ends every line as the scenario says, refused ones included', () => {
    expect(summary.submitted).toHaveLength(4);
    expect(summary.submitted.map((month) => month.surprises)).toEqual([0, 0, 0, 0]);
    expect(summary.submitted.every((month) => month.refused > 0)).toBe(true);
  });

  it('issues a statement to every CPAS in every run, mergers of the first of January in force', () => {
    expect(
      summary.runs.map(({ month, statements, issued, completed }) => [month, statements, issued, completed]),
    ).toEqual([
      ['2025-04', 565, 565, true],
      ['2025-03', 565, 565, true],
      ['2025-02', 565, 565, true],
      ['2025-01', 565, 565, true],
    ]);
  });

  it('leaves books that sum to zero and agree with the statements', () => {
    const net = summary.runs.reduce((sum, run) => sum + run.net, 0);
    expect(summary.trial.map(({ total, stated }) => ({ total, stated }))).toEqual([
      { total: 0, stated: net },
    ]);
  });

  it('answers a question as of a cut as it did then', async () => {
    const cut = summary.runs.at(-1)?.cut ?? 0;
    const [fund] = await flowsJson<Summary['trial']>(data, [
      'trial-balance',
      '--as-of-sequence',
      String(cut),
    ]);
    expect(fund?.stated).toBe(0);
    expect(fund?.open).toBeGreaterThan(0);
  });

  it('unfolds a line of a statement to the events that confirmed its rules', async () => {
    const [largest] = summary.largest;
    const statement = await flowsJson<Statement>(data, [
      'statements',
      'show',
      String(largest?.nisCode),
      String(largest?.number),
    ]);
    expect(statement.lines.reduce((sum, line) => sum + line.net, 0)).toBe(statement.movements);
    const [line] = statement.lines;
    const explained = await flowsJson<{ data: { net: number }; rules: readonly { type: string }[] }>(data, [
      'explain',
      `${String(line?.dossierId)}/${String(line?.lineKey)}/${String(line?.version)}`,
    ]);
    expect(explained.rules.map((rule) => rule.type)).toContain('RulebookConfirmed');
  });

  it('rebuilds every read model to the same digest', async () => {
    const rebuilt = await flowsJson<readonly { name: string; equal: boolean }[]>(data, [
      'rebuild',
      '--verify',
    ]);
    expect(rebuilt.map(({ name, equal }) => [name, equal])).toEqual(rebuilt.map(({ name }) => [name, true]));
    expect(rebuilt).toHaveLength(6);
  });

  it('gives the same log after export and import', async () => {
    const file = join(home, 'export.ndjson');
    expect((await flows(data, ['log', 'export', file])).code).toBe(0);
    const copy = join(home, 'copy');
    expect((await flows(copy, ['log', 'import', file])).code).toBe(0);
    const [first, second] = [
      await flows(data, ['--json', 'log', 'head']),
      await flows(copy, ['--json', 'log', 'head']),
    ];
    expect(second.out).toBe(first.out);
  });
});

describe('the command line', () => {
  it('takes a submission again without writing anything', async () => {
    const before = await flowsJson<{ head: number }>(data, ['log', 'head']);
    const again = await flows(data, [
      '--as',
      'officer-1',
      'submit',
      join(data, 'forms', 'forms-2025-03.ndjson'),
    ]);
    expect(again.out).toContain('repeated');
    expect(again.code).toBe(4);
    expect((await flowsJson<{ head: number }>(data, ['log', 'head'])).head).toBe(before.head);
  });

  it('ends with 3 and the code where a rule refuses, with 2 and the field where input is malformed', async () => {
    const run = await flows(data, ['--as', 'officer-1', 'month-run', '2025-04']);
    expect([run.code, run.err.split(' ')[0]]).toEqual([3, 'runAlreadyStarted']);
    const malformed = await flows(data, ['--as', 'officer-1', 'month-run', '2025-13']);
    expect([malformed.code, malformed.err.startsWith('month: ')]).toEqual([2, true]);
    const rules = join(home, 'rules.txt');
    writeFileSync(
      rules,
      'scheme RIS format 1\nris.unknown | - | - | a=1 | published | C | - | 2025-01-01 | law | S\n',
    );
    const refused = await flows(data, ['--as', 'officer-1', 'rulebook', 'import', rules]);
    expect([refused.code, refused.out.includes('unknownRule')]).toEqual([2, true]);
  });

  it('takes two officials to change an account', async () => {
    const account = ['--as', 'officer-1', 'cpas', 'set-iban', '21004', 'BE68 5390 0754 7034'];
    const { proposalId } = await flowsJson<{ proposalId: string }>(data, account);
    const own = await flows(data, ['--as', 'officer-1', 'approve', proposalId]);
    expect([own.code, own.out.includes('sameOfficial')]).toEqual([3, true]);
    expect((await flowsJson<{ iban: string }>(data, ['cpas', 'show', '21004'])).iban).toBe('');
    const shown = await flows(data, ['proposals', 'show', proposalId]);
    expect(shown.out).toContain('BE68539007547034');
    const done = await flows(data, ['--as', 'officer-2', 'approve', proposalId]);
    expect([done.code, done.out.startsWith(shown.out)]).toEqual([0, true]);
    expect(done.out.slice(shown.out.length)).toMatch(/\nproposalId .*\nrecorded +1\n/);
    expect((await flowsJson<{ iban: string }>(data, ['cpas', 'show', '21004'])).iban).toBe(
      'BE68539007547034',
    );
  });

  it('answers a program that approves with the result alone', async () => {
    const account = ['--as', 'officer-1', 'cpas', 'set-iban', '62063', 'BE68 5390 0754 7034'];
    const { proposalId } = await flowsJson<{ proposalId: string }>(data, account);
    const answer = await flowsJson(data, ['--as', 'officer-2', 'approve', proposalId]);
    expect(answer).toEqual({ proposalId, recorded: 1, unchanged: 0, refused: 0 });
  });

  it('shows the totals of a run when it is proposed, before it is approved, and what it came to', async () => {
    const at = ['--at', '2025-05-05T08:00:00.000Z', '--as'];
    const { proposalId, items } = await flowsJson<{ proposalId: string; items: number }>(data, [
      ...[...at, 'officer-1', 'month-run', '2025-05'],
    ]);
    expect(items).toBeGreaterThan(0);
    const { code, out } = await flows(data, [...at, 'officer-2', 'approve', proposalId]);
    expect(code).toBe(0);
    expect(out).toMatch(new RegExp(`\\n2025-05 +2025-04-30 +${items} .*\\n\\ndue +0\\n`));
    expect(out).toMatch(new RegExp(`\\nstatements +565\\nissued +565\\nitems +${items}\\n`));
  });

  it('says that a folder without a log has none, and ends with 7', async () => {
    const run = await flows(join(home, 'nothing'), ['cpas', 'list']);
    expect([run.code, run.err.includes('has no events yet')]).toEqual([7, true]);
  });
});
