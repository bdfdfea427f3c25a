import { ruleIds } from '../../src/domain/rulebook/rule-kinds.js';
import { publishedRis } from '../../src/rulebook/files.js';
import { parseRulebookFile } from '../../src/rulebook/rulebook-file.js';
import type { RulebookProblem } from '../../src/rulebook/rulebook-file.js';

const HEAD = 'scheme RIS format 1\n@law = Law of 26 May 2002\n';
const PIIS = 'ris.rate.piis | 2016-11-01 | - | rate=0.1 | published | C | - | 2026-11-01 | @law | page';

function problemsOf(text: string): readonly RulebookProblem[] {
  const file = parseRulebookFile(text);
  if (file.ok) throw new Error('no problem found');
  return file.problems;
}

const inRows = (...rows: readonly string[]): readonly RulebookProblem[] => problemsOf(HEAD + rows.join('\n'));
/** Line, field and code of each problem. */
const where = (problems: readonly RulebookProblem[]): readonly string[] =>
  problems.map(({ line, field, code }) => `${line} ${field} ${code}`);

describe('the published rulebook', () => {
  const file = parseRulebookFile(publishedRis());

  it('has no gap, overlap or unknown rule', () => {
    expect(file.ok ? [] : file.problems).toEqual([]);
  });
  it('has rows of every rule that is read, each with its law, source, status, mark and last day covered', () => {
    const rows = file.ok ? file.parameters : [];
    expect(new Set(rows.map((row) => row.ruleId))).toEqual(new Set(ruleIds('RIS')));
    for (const row of rows) {
      expect([row.legalReference, row.source].every((text) => text.length > 5 && !text.startsWith('@'))).toBe(
        true,
      );
      expect(row.status).toBe('published');
    }
    expect(rows).toHaveLength(88);
  });
  it('says of amounts, bases and coefficients that their sources end on 2025-02-01', () => {
    const rows = file.ok
      ? file.parameters.filter((row) => /^ris\.(amount|base|index)$/.test(row.ruleId))
      : [];
    expect(new Set(rows.map((row) => row.lastCheckedOn))).toEqual(new Set(['2025-02-01']));
  });
});

describe('a rulebook file', () => {
  it('gives a row with its named texts', () => {
    expect(parseRulebookFile(`\uFEFF# comment\r\n\r\n${HEAD}${PIIS}\r\n`)).toEqual({
      ok: true,
      scheme: 'RIS',
      parameters: [
        {
          ruleId: 'ris.rate.piis',
          validFrom: '2016-11-01',
          validTo: null,
          values: { rate: '0.1' },
          legalReference: 'Law of 26 May 2002',
          status: 'published',
          mark: 'C',
          mayPayFrom: null,
          lastCheckedOn: '2026-11-01',
          source: 'page',
        },
      ],
    });
  });
  it('names a gap by its days, at the row after it', () => {
    const problems = inRows(
      PIIS.replace('| - | rate', '| 2020-12-31 | rate'),
      PIIS.replace('2016-11-01', '2021-02-01'),
    );
    expect(problems).toEqual([
      {
        line: 4,
        field: 'first day',
        code: 'ruleGap',
        rule: 'no row for days of ris.rate.piis: 2021-01-01 to 2021-01-31',
      },
    ]);
  });
  it('names an overlap by its days, at the later row', () => {
    const problems = inRows(
      PIIS.replace('| - | rate', '| 2020-12-31 | rate'),
      '# between',
      PIIS.replace('2016-11-01', '2020-12-01'),
    );
    expect(where(problems)).toEqual(['5 first day ruleOverlap']);
    expect(problems[0]?.rule).toContain('2020-12-01 to 2020-12-31');
  });
  it('that is an addition leaves days between its rows to the log, but not days that two of them cover', () => {
    const [one, two] = [
      PIIS.replace('| - | rate', '| 2020-12-31 | rate'),
      PIIS.replace('2016-11-01', '2021-02-01'),
    ];
    const addition = HEAD.replace('format 1', 'format 1 addition');
    expect(parseRulebookFile(`${addition}${one}\n${two}`)).toMatchObject({ ok: true });
    const overlapping = PIIS.replace('2016-11-01', '2020-02-01');
    expect(where(problemsOf(`${addition}${one}\n${overlapping}`))).toEqual(['4 first day ruleOverlap']);
  });
  it('names a row that stands twice', () => {
    expect(where(inRows(PIIS, PIIS.replace('0.1', '0.2')))).toEqual(['4 first day duplicateRow']);
  });
  it('names a rule that nothing reads', () => {
    expect(inRows(PIIS.replace('piis', 'pii'))).toEqual([
      { line: 3, field: 'rule', code: 'unknownRule', rule: 'no rule ris.rate.pii is known here' },
    ]);
  });
  it.each([
    ['a day that does not exist', PIIS.replace('2016-11-01', '2016-11-31'), '3 first day malformed'],
    [
      'a last day before the first',
      PIIS.replace('| - | rate', '| 2016-10-31 | rate'),
      '3 last day malformed',
    ],
    ['a rate with a comma', PIIS.replace('0.1', '0,1'), '3 values.rate malformed'],
    ['a value of another rule', PIIS.replace('rate=', 'rates='), '3 values.rate malformed'],
    ['a value twice', PIIS.replace('rate=0.1', 'rate=0.1 rate=0.2'), '3 values.rate malformed'],
    ['a value without a name', PIIS.replace('rate=0.1', '0.1'), '3 values malformed'],
    ['no values, but a mark of certainty', PIIS.replace('rate=0.1', '-'), '3 values malformed'],
    ['a status that is none', PIIS.replace('published', 'valid'), '3 status malformed'],
    ['a mark that is none', PIIS.replace('| C |', '| X |'), '3 mark malformed'],
    ['no last day covered', PIIS.replace('2026-11-01', '-'), '3 checked through malformed'],
    ['no source', PIIS.replace('page', ''), '3 source malformed'],
    ['a text that is not named', PIIS.replace('@law', '@laws'), '3 legal reference malformed'],
    ['too few columns', PIIS.replace('| page', ''), '3 row malformed'],
    ['a wrong encoding', PIIS.replace('page', 'pag\uFFFD'), '3 row malformed'],
  ])('names %s with line and field', (_title, row, expected) => {
    expect(where(inRows(row))).toEqual([expected]);
  });
  it('names every problem at once, in the order of lines', () => {
    expect(where(inRows(PIIS.replace('| C |', '| X |'), PIIS, PIIS.replace('piis', 'pii'), PIIS))).toEqual([
      '3 mark malformed',
      '5 rule unknownRule',
      '6 first day duplicateRow',
    ]);
  });
  it('names a missing head, an unknown scheme and a name given twice', () => {
    expect(where(problemsOf(''))).toEqual(['1 scheme malformed']);
    expect(where(problemsOf(`${PIIS}\n`))[0]).toBe('1 scheme malformed');
    expect(where(problemsOf('scheme HEAT format 1\n'))).toEqual(['1 scheme schemeUnknown']);
    expect(where(problemsOf(`${HEAD}@law = again\n`))).toEqual(['3 name malformed']);
    expect(where(problemsOf(`${HEAD}@Law: text\n`))).toEqual(['3 name malformed']);
  });
  it('gives no row where anything is wrong', () => {
    expect(parseRulebookFile(`${HEAD}${PIIS}\nbroken`)).not.toHaveProperty('parameters');
  });
});
