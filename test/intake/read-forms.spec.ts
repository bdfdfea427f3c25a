import type { Keys } from '../../src/evidence/keys.js';
import { contentOf } from '../../src/intake/form.js';
import type { Form } from '../../src/intake/form.js';
import { withFormat } from '../../src/intake/read-forms.js';
import { formB, formC, formD, ndjson, problemsOf, read, unrealNiss } from '../support/forms.js';
import { fixedKeys } from '../support/keys.js';

let keys: Keys;
beforeAll(async () => {
  keys = await fixedKeys();
});

async function one(line: object): Promise<Form> {
  const [first] = await read(keys, ndjson(line));
  if (first === undefined || 'problems' in first) throw new Error(JSON.stringify(first));
  return first.form;
}

describe('form B', () => {
  it('is a decision with amounts in cents and windows, and no national number', async () => {
    const niss = unrealNiss('850101');
    const form = await one(formB({ piisFrom: '2025-01-01', claimedMonth: '1100', openedByNis: '21005' }));
    expect(form).toEqual({
      form: 'B',
      formReference: 'B-1',
      senderNis: '21004',
      openedByNis: '21005',
      fileNumber: '12A',
      beneficiaries: [
        { pseudonym: keys.pseudonymOf(niss), fingerprint: keys.fingerprintOf(niss), role: 'main' },
      ],
      decidedOn: '2024-12-03',
      effectiveFrom: '2024-12-01',
      category: 2,
      resourcesYear: 120_000,
      foreignersRegister: null,
      formerlyHomeless: null,
      piis: { from: '2025-01-01', to: null },
      claimedMonth: 110_000,
    });
    expect(JSON.stringify(form)).not.toContain(niss);
  });

  it('was opened by the sender where it does not say by whom', async () => {
    expect(await one(formB())).toMatchObject({ senderNis: '21004', openedByNis: '21004' });
  });
});

describe('form C', () => {
  it('withdraws from a day on', async () => {
    expect(await one(formC())).toMatchObject({
      of: 'withdrawal',
      effectiveFrom: '2025-02-01',
      regularizes: null,
    });
  });

  it('refuses a request of named persons', async () => {
    const form = await one(formC({ code: 1, beneficiaries: formB()['beneficiaries'] }));
    expect(form).toMatchObject({ of: 'refusal', beneficiaries: [{ role: 'main' }] });
  });

  it('takes an earlier one back, or moves its date, with message status 1', async () => {
    const back = formC({ messageStatus: 1, regularizes: '2025-02-01', effectiveFrom: null });
    expect(await one(back)).toMatchObject({ regularizes: '2025-02-01', effectiveFrom: null });
    const moved = formC({ messageStatus: '1', regularizes: '2025-02-01', effectiveFrom: '2025-03-01' });
    expect(await one(moved)).toMatchObject({ regularizes: '2025-02-01', effectiveFrom: '2025-03-01' });
  });
});

describe('form D', () => {
  it('is a recovery by booking month and number, at 100 %', async () => {
    expect(await one(formD())).toMatchObject({
      bookingMonth: '2025-02',
      bookingNumber: 1,
      recoveryType: '01',
      referenceMonth: '2024-12',
      amount: 25_000,
      beneficiaries: [],
    });
  });
});

describe('the key of a file', () => {
  it('takes 0012-A and 12a for one file', async () => {
    const forms = await Promise.all(
      ['0012-A', '12a', '12A', ' 12.a'].map((text) => one(formB({ fileNumber: text }))),
    );
    expect(new Set(forms.map((form) => form.fileNumber))).toEqual(new Set(['12A']));
  });

  it('never keeps a file number that is a national number', async () => {
    const niss = unrealNiss('850101');
    const dotted = `${niss.slice(0, 2)}.${niss.slice(2, 4)}.${niss.slice(4, 6)}-${niss.slice(6, 9)}.${niss.slice(9)}`;
    const plain = await one(formB({ fileNumber: niss }));
    expect(plain.fileNumber).toMatch(/^N[0-9A-Z]{10}$/);
    expect((await one(formB({ fileNumber: dotted }))).fileNumber).toBe(plain.fileNumber);
  });

  it('finds the national number of a person born in 2004 behind the zeros that file numbers lose', async () => {
    const niss = unrealNiss('040517', '2');
    const full = await one(formB({ fileNumber: niss }));
    const short = await one(formB({ fileNumber: niss.replace(/^0+/, '') }));
    expect(full.fileNumber).toMatch(/^N/);
    expect(short.fileNumber).toBe(full.fileNumber);
  });

  it('never keeps a file number of letters alone, which may be a name', async () => {
    const form = await one(formB({ fileNumber: 'Janssens' }));
    expect(form.fileNumber).toMatch(/^N[0-9A-Z]{10}$/);
    expect((await one(formB({ fileNumber: 'JANSSENS' }))).fileNumber).toBe(form.fileNumber);
  });

  it('leaves an ordinary number of eleven digits as it is', async () => {
    expect((await one(formB({ fileNumber: '98765432101' }))).fileNumber).toBe('98765432101');
  });
});

describe('a national number', () => {
  it.each([
    ['of somebody born before 2000', unrealNiss('850101')],
    ['of somebody born from 2000 on', unrealNiss('050101', '2')],
    ['a bis number without known sex', unrealNiss('852101')],
    ['a bis number with known sex', unrealNiss('854101')],
    ['without a known birthday', unrealNiss('850000')],
    ['written with dots', '85.01.01-000.'.concat(unrealNiss('850101').slice(9))],
  ])('may be %s', async (_what, niss) => {
    expect(problemsOf(await read(keys, ndjson(formB({ beneficiaries: [{ role: 'main', niss }] }))))).toEqual(
      [],
    );
  });

  it.each([
    ['a thirteenth month', unrealNiss('851301')],
    ['a thirty-second day', unrealNiss('850132')],
    ['the check digits of the other century', unrealNiss('850101').slice(0, 9).concat('01')],
    ['ten digits', unrealNiss('850101').slice(1)],
  ])('must not have %s', async (_what, niss) => {
    const found = problemsOf(await read(keys, ndjson(formB({ beneficiaries: [{ role: 'main', niss }] }))));
    expect(found).toEqual([
      '1 beneficiaries[0].niss: must be a national or bis number of eleven digits whose check digits are right',
    ]);
  });
});

describe('two versions of one key in one file', () => {
  it('are both kept, in the order of lines', async () => {
    const lines = await read(keys, ndjson(formB(), formB({ formReference: 'B-2', category: 3 })));
    expect(lines.map(({ line }) => line)).toEqual([1, 2]);
    expect(lines).toMatchObject([{ form: { category: 2 } }, { form: { category: 3 } }]);
  });
});

describe('CSV', () => {
  const header = Object.keys(formB()).join(',');
  const niss = unrealNiss('850101');
  const row = `1,RIS,B,B-1,21004,12A,main:${niss},2024-12-03,2024-12-01,2,1200.00`;

  it('reads the same form from a row as from an object', async () => {
    const [fromCsv] = await read(keys, `${header}\r\n${row}\r\n`);
    expect(fromCsv).toEqual({ line: 2, form: await one(formB()) });
  });

  it('takes columns in any order, semicolons, and values in quotation marks', async () => {
    const text =
      'form;formReference;schemaVersion;scheme;senderNis;fileNumber;decidedOn;code;effectiveFrom\n"C";"C-1";1;RIS;21004;"0012-A";2025-01-09;2;2025-02-01\n';
    const [line] = await read(keys, text);
    expect(line).toEqual({ line: 2, form: await one(formC()) });
  });

  it('reads several persons from one value', async () => {
    const text = `${header}\n${row.replace(`main:${niss}`, `main:${niss} child:${unrealNiss('150101', '2')}`)}\n`;
    const [line] = await read(keys, text);
    expect(line).toMatchObject({ form: { beneficiaries: [{ role: 'main' }, { role: 'child' }] } });
  });

  it.each([
    ['an unknown column', `${header},remark\n${row},x\n`, '1 unknown[12]: is not a field of this format'],
    ['a column named twice', `${header},category\n${row},2\n`, '1 category: must not be named twice'],
    [
      'an open quotation mark',
      `${header}\n"${row}\n`,
      '2 (line): must have its quotation marks in pairs around whole values',
    ],
    [
      'a value too few',
      `${header}\n${row.slice(0, -8)}\n`,
      '2 (line): must have 11 values, as many as the header',
    ],
    [
      'a half-written last line',
      `${header}\n${row}`,
      '2 (line): is not whole: the file ends without a line break',
    ],
  ])('refuses by name %s', async (_what, text, expected) => {
    expect(problemsOf(await read(keys, text))).toEqual([expected]);
  });

  it('does not let an open quotation mark swallow the lines after it', async () => {
    const lines = await read(keys, `${header}\n"${row}\n${row}\n`);
    expect(lines.map((line) => 'form' in line)).toEqual([false, true]);
  });
});

describe('the content of a form', () => {
  it('is the same however the line is written', async () => {
    const written = formB({ fileNumber: '0012-a', category: '2', schemaVersion: '1', claimedMonth: null });
    const reordered = Object.fromEntries(Object.entries(written).reverse());
    expect(contentOf(await one(reordered))).toEqual(contentOf(await one(formB())));
  });

  it('says nothing by which a person could be found once the keys are gone', async () => {
    const text = JSON.stringify(contentOf(await one(formB())));
    expect(text).not.toContain(unrealNiss('850101'));
    expect(text).not.toContain(keys.pseudonymOf(unrealNiss('850101')));
  });
});

describe('the format of a file', () => {
  const formatOf = async (text: string, size = 4): Promise<string> => {
    async function* source(): AsyncGenerator<Uint8Array> {
      for (let at = 0; at < text.length; at += size) yield Buffer.from(text.slice(at, at + size));
    }
    const found = await withFormat(source());
    const bytes: Uint8Array[] = [];
    for await (const piece of found.source) bytes.push(piece);
    expect(Buffer.concat(bytes).toString()).toBe(text);
    return found.format;
  };

  it('is told by its first sign and not by its name', async () => {
    expect(await formatOf('{"form":"B"}\n')).toBe('ndjson');
    expect(await formatOf('\uFEFF\n\n  {"form":"B"}\n')).toBe('ndjson');
    expect(await formatOf('[{"form":"B"}]\n')).toBe('ndjson');
    expect(await formatOf('\uFEFFform;scheme\n')).toBe('csv');
    expect(await formatOf('"form","scheme"\n')).toBe('csv');
    expect(await formatOf('')).toBe('csv');
  });

  it('keeps every byte of what it looked at', async () => {
    await formatOf(`${' '.repeat(40_000)}{`, 7);
  });
});
