import type { Keys } from '../../src/evidence/keys.js';
import { formB, formC, formD, ndjson, problemsOf, read, unrealNiss } from '../support/forms.js';
import { fixedKeys } from '../support/keys.js';

let keys: Keys;
beforeAll(async () => {
  keys = await fixedKeys();
});

const problems = async (line: object): Promise<readonly string[]> =>
  problemsOf(await read(keys, ndjson(line)));

/** Each row: what is wrong, the line, the problems by field and rule. */
const CASES: readonly (readonly [string, object, readonly string[]])[] = [
  ['another scheme', formB({ scheme: 'HEATING' }), ['1 scheme: must be RIS']],
  ['another schema version', formB({ schemaVersion: 2 }), ['1 schemaVersion: must be 1']],
  ['a form of another law', formB({ form: 'D1' }), ['1 form: must be B or C or D']],
  [
    'a NIS code of four digits',
    formB({ senderNis: '2100' }),
    ['1 senderNis: must be a NIS code of five digits'],
  ],
  [
    'a month that does not exist',
    formD({ referenceMonth: '2024-13' }),
    ['1 referenceMonth: must be a month that exists, such as 2025-02'],
  ],
  [
    'a day that does not exist',
    formB({ effectiveFrom: '2025-02-29' }),
    ['1 effectiveFrom: must be a day that exists, such as 2025-02-28'],
  ],
  [
    'a day before the law',
    formB({ effectiveFrom: '0001-01-01' }),
    ['1 effectiveFrom: must lie between 2002-05-26, the day of the law, and 2099-12-31'],
  ],
  [
    'a first day after the last day',
    formB({ piisFrom: '2025-03-01', piisTo: '2025-02-28' }),
    ['1 piisTo: must not be before piisFrom'],
  ],
  ['a last day without a first', formB({ piisTo: '2025-02-28' }), ['1 piisFrom: is required with piisTo']],
  [
    'fractions of a cent',
    formB({ resourcesYear: '1200.005' }),
    ['1 resourcesYear: must not have fractions of a cent'],
  ],
  ['a negative amount', formD({ amount: '-5.00' }), ['1 amount: must not be negative']],
  [
    'NaN',
    formB({ resourcesYear: 'NaN' }),
    ['1 resourcesYear: must be euros with at most two decimals, such as 1776.07'],
  ],
  [
    'an exponent',
    formB({ resourcesYear: '1e3' }),
    ['1 resourcesYear: must be euros with at most two decimals, such as 1776.07'],
  ],
  [
    'a decimal comma',
    formB({ resourcesYear: '1200,00' }),
    ['1 resourcesYear: must be euros with at most two decimals, such as 1776.07'],
  ],
  [
    'an amount of 2^53 cents',
    formD({ amount: '90071992547409.92' }),
    ['1 amount: must be less than 2^53 cents'],
  ],
  [
    'a number with decimals, which JSON reads as a float',
    formB({ resourcesYear: 1200.5 }),
    ['1 resourcesYear: must be text: amounts stand in quotation marks'],
  ],
  ['a category that does not exist', formB({ category: 4 }), ['1 category: must be 1 or 2 or 3']],
  [
    'a recovery type of another time',
    formD({ recoveryType: '04' }),
    ['1 recoveryType: must be 01 or 05 or 06'],
  ],
  ['a missing field', formB({ decidedOn: undefined }), ['1 decidedOn: is required']],
  ['an empty field', formB({ decidedOn: '' }), ['1 decidedOn: is required']],
  [
    'a field that no form has',
    formB({ remark: 'free text' }),
    ['1 unknown[12]: is not a field of this format'],
  ],
  ['a field of another form', formC({ category: 2 }), ['1 category: does not belong on form C']],
  [
    'a sending date',
    formB({ sentOn: '2024-12-01' }),
    [
      '1 sentOn: is not taken: a form is sent on the day it is received, unless two officials record another day with evidence',
    ],
  ],
  [
    'a national number with a wrong check digit',
    formB({ beneficiaries: [{ role: 'main', niss: '85010100000' }] }),
    [
      '1 beneficiaries[0].niss: must be a national or bis number of eleven digits whose check digits are right',
    ],
  ],
  [
    'a role that does not exist',
    formB({ beneficiaries: [{ role: 'cousin', niss: unrealNiss('850101') }] }),
    ['1 beneficiaries[0].role: must be main or partner or child'],
  ],
  [
    'two main beneficiaries',
    formB({
      beneficiaries: [
        { role: 'main', niss: unrealNiss('850101') },
        { role: 'main', niss: unrealNiss('850102') },
      ],
    }),
    ['1 beneficiaries: must name one main beneficiary'],
  ],
  [
    'one person in two roles',
    formB({
      beneficiaries: [
        { role: 'main', niss: unrealNiss('850101') },
        { role: 'child', niss: unrealNiss('850101') },
      ],
    }),
    ['1 beneficiaries: must name each person once'],
  ],
  [
    'a name beside a national number',
    formB({ beneficiaries: [{ role: 'main', niss: unrealNiss('850101'), name: 'X' }] }),
    ['1 beneficiaries[0]: must have nothing but a role and a niss'],
  ],
  [
    'persons that are no list',
    formB({ beneficiaries: 'X' }),
    ['1 beneficiaries: must be a list of 1 to 20 persons'],
  ],
  [
    'free text as form reference',
    formB({ formReference: 'file of Mrs X' }),
    ['1 formReference: must be 1 to 20 letters, digits or inner hyphens, a digit among them'],
  ],
  [
    'a national number as form reference',
    formB({ formReference: `B-${unrealNiss('850101')}` }),
    ['1 formReference: must not pass the check of a national number'],
  ],
  [
    'a control character in a value',
    formB({ fileNumber: '12\tA' }),
    ['1 (line): must not hold escape sequences: no field needs them'],
  ],
  [
    'a file number of twelve positions',
    formB({ fileNumber: '123456789012' }),
    ['1 fileNumber: must hold 1 to 11 letters or digits besides leading zeros'],
  ],
  [
    'a withdrawal with persons',
    formC({ beneficiaries: [{ role: 'main', niss: unrealNiss('850101') }] }),
    ['1 beneficiaries: belongs on form C only where it is a new refusal'],
  ],
  ['a refusal without persons', formC({ code: 1 }), ['1 beneficiaries: is required on a refusal']],
  [
    'a regularization that does not say of what',
    formC({ messageStatus: 1 }),
    ['1 regularizes: is required with messageStatus 1'],
  ],
  [
    'what is regularized on a new form',
    formC({ regularizes: '2025-02-01' }),
    ['1 regularizes: needs messageStatus 1'],
  ],
  [
    'a booking number of zero',
    formD({ bookingNumber: 0 }),
    ['1 bookingNumber: must be a whole number from 1 to 9999'],
  ],
];

describe('a line that cannot be taken', () => {
  it.each(CASES)('names %s', async (_what, line, expected) => {
    expect(await problems(line)).toEqual(expected);
  });

  it('tells all its problems at once, in the order of the fields', async () => {
    const line = formB({ scheme: 'X', senderNis: '1', category: 9, resourcesYear: '-1', amount: '5.00' });
    expect(await problems(line)).toEqual([
      '1 scheme: must be RIS',
      '1 senderNis: must be a NIS code of five digits',
      '1 category: must be 1 or 2 or 3',
      '1 resourcesYear: must not be negative',
      '1 amount: does not belong on form B',
    ]);
  });

  it('is known by its form reference where that can be read', async () => {
    const [first, second] = await read(keys, ndjson(formB({ category: 9 }), formB({ formReference: 'A B' })));
    expect(first).toMatchObject({ formReference: 'B-1' });
    expect(second).toMatchObject({ formReference: null });
  });

  it('names an unknown scheme as the refusal it is', async () => {
    const [line] = await read(keys, ndjson(formB({ scheme: 'HEATING' })));
    expect(line).toMatchObject({ problems: [{ code: 'schemeUnknown', field: 'scheme' }] });
  });

  it('repeats nothing of what the line says, since it may name a person', async () => {
    const secret = 'Janssens';
    const lines = Object.keys(formB()).map((field) => formB({ [field]: secret }));
    const text = JSON.stringify(await read(keys, ndjson(...lines, formB({ [secret]: secret }))));
    expect(text).not.toMatch(new RegExp(secret, 'i'));
  });
});

describe('a line that is not JSON', () => {
  const CASES: readonly (readonly [string, string, string])[] = [
    ['broken JSON', '{"form": B}\n', '1 (line): must be JSON'],
    ['a list', '[1,2]\n', '1 (line): must be one JSON object'],
    ['a number', '12\n', '1 (line): must be one JSON object'],
    ['null', 'null\n', '1 (line): must be one JSON object'],
    [
      'deep nesting',
      `{"form":${'['.repeat(5000)}${']'.repeat(5000)}}\n`,
      '1 (line): must not be nested deeper than the persons of a form',
    ],
    ['the same key twice', '{"form":"B","form":"C"}\n', '1 form: must not be named twice'],
    ['a control character', '{"form":"B\u0001"}\n', '1 (line): must be JSON'],
  ];
  it.each(CASES)('is refused by name: %s', async (_what, text, expected) => {
    expect(problemsOf(await read(keys, text, { format: 'ndjson' }))).toEqual([expected]);
  });

  it('does not fall for keys that mean something to JavaScript', async () => {
    const line = JSON.stringify(formB()).replace('{', '{"__proto__":{"form":"C"},"constructor":1,');
    expect(problemsOf(await read(keys, `${line}\n`))).toEqual([
      '1 unknown[1]: is not a field of this format',
      '1 unknown[2]: is not a field of this format',
    ]);
    expect('form' in {}).toBe(false);
  });
});

describe('a file that is damaged', () => {
  it('names a last line that was written in half', async () => {
    const text = ndjson(formB(), formB({ formReference: 'B-2' })).slice(0, -30);
    expect(problemsOf(await read(keys, text))).toEqual([
      '2 (line): is not whole: the file ends in the middle of this line',
    ]);
  });

  it('takes a last line whose object is whole', async () => {
    expect(problemsOf(await read(keys, ndjson(formB()).trimEnd()))).toEqual([]);
  });

  it('refuses the line alone that is not UTF-8', async () => {
    const text = ndjson(formB(), formB({ formReference: 'B-2' }), formB({ formReference: 'B-3' }));
    const bytes = Buffer.from(text);
    bytes[bytes.indexOf('B-2')] = 0xe9;
    const lines = await read(keys, bytes);
    expect(problemsOf(lines)).toEqual(['2 (line): must be UTF-8']);
    expect(lines).toHaveLength(3);
  });

  it('passes over the byte order mark that spreadsheets write', async () => {
    expect(problemsOf(await read(keys, `\uFEFF${ndjson(formB())}`))).toEqual([]);
  });

  it.each([
    ['with mark', Buffer.from(`\uFEFF${ndjson(formB())}`, 'utf16le')],
    ['without mark', Buffer.from(ndjson(formB()), 'utf16le')],
    ['big endian', Buffer.from(`\uFEFF${ndjson(formB())}`, 'utf16le').swap16()],
  ])('refuses UTF-16 as a whole: %s', async (_what, bytes) => {
    expect(problemsOf(await read(keys, bytes))).toEqual(['1 (line): the file is UTF-16; it must be UTF-8']);
  });

  it('refuses a compressed file as a whole', async () => {
    const bytes = Uint8Array.of(0x1f, 0x8b, 8, 0, 1, 2, 3, 10, 4);
    expect(problemsOf(await read(keys, bytes))).toEqual([
      '1 (line): the file is compressed; it must be plain text',
    ]);
  });

  it.each(['', '\n', '\r', '\r\n\n', '\uFEFF'])('refuses an empty file: %j', async (text) => {
    for (const format of ['ndjson', 'csv'] as const) {
      const problems = problemsOf(await read(keys, text, { format }));
      expect(problems).toEqual(['1 (line): must hold at least one line']);
    }
  });

  it('refuses a line longer than any form, and reads on after it', async () => {
    const text = `${ndjson(formB())}${'x'.repeat(100_000)}\n${ndjson(formB({ formReference: 'B-2' }))}`;
    const lines = await read(keys, text);
    expect(problemsOf(lines)).toEqual(['2 (line): must not be longer than 16384 bytes']);
    expect(lines.map(({ line }) => line)).toEqual([1, 2, 3]);
  });

  it('counts empty lines and gives none for them', async () => {
    const lines = await read(keys, `\n\r\n${ndjson(formB())}\n`);
    expect(lines.map(({ line }) => line)).toEqual([3]);
  });
});
