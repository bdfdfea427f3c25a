import { nissCheck } from '../../src/intake/niss.js';
import type { NissKeys } from '../../src/intake/niss.js';
import { readForms, withFormat } from '../../src/intake/read-forms.js';
import type { FormLine, SubmissionFormat } from '../../src/intake/read-forms.js';

/** A national number that no person has: its serial number is 000, and the National Register starts at 001. */
export const unrealNiss = (sixDigits: string, century: '' | '2' = ''): string =>
  `${sixDigits}000${nissCheck(`${sixDigits}000`, century)}`;

/** A form B without fault, with some fields changed; undefined takes one away. */
export const formB = (changes: Readonly<Record<string, unknown>> = {}): Record<string, unknown> => ({
  schemaVersion: 1,
  scheme: 'RIS',
  form: 'B',
  formReference: 'B-1',
  senderNis: '21004',
  fileNumber: '12A',
  beneficiaries: [{ role: 'main', niss: unrealNiss('850101') }],
  decidedOn: '2024-12-03',
  effectiveFrom: '2024-12-01',
  category: 2,
  resourcesYear: '1200.00',
  ...changes,
});

export const formC = (changes: Readonly<Record<string, unknown>> = {}): Record<string, unknown> => ({
  schemaVersion: 1,
  scheme: 'RIS',
  form: 'C',
  formReference: 'C-1',
  senderNis: '21004',
  fileNumber: '12A',
  decidedOn: '2025-01-09',
  code: 2,
  effectiveFrom: '2025-02-01',
  ...changes,
});

export const formD = (changes: Readonly<Record<string, unknown>> = {}): Record<string, unknown> => ({
  schemaVersion: 1,
  scheme: 'RIS',
  form: 'D',
  formReference: 'D-1',
  senderNis: '21004',
  fileNumber: '12A',
  bookingMonth: '2025-02',
  bookingNumber: 1,
  recoveryType: '01',
  referenceMonth: '2024-12',
  amount: '250.00',
  ...changes,
});

/** Lines of NDJSON, each ended. */
export const ndjson = (...lines: readonly object[]): string =>
  lines.map((line) => `${JSON.stringify(line)}\n`).join('');

/** What a file of these bytes is read as, in the format that it shows or the one given; `piece` cuts the stream into so many bytes. */
export async function read(
  keys: NissKeys,
  bytes: string | Uint8Array,
  options: { readonly format?: SubmissionFormat; readonly piece?: number } = {},
): Promise<readonly FormLine[]> {
  const lines: FormLine[] = [];
  const { format, source } = await withFormat(pieces(Buffer.from(bytes), options.piece ?? 65_536));
  for await (const group of readForms(source, options.format ?? format, keys)) lines.push(...group);
  return lines;
}

async function* pieces(bytes: Buffer, size: number): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size);
}

/** `line field: rule` of every problem. */
export const problemsOf = (lines: readonly FormLine[]): readonly string[] =>
  lines.flatMap((line) =>
    'problems' in line
      ? line.problems.map((problem) => `${line.line} ${problem.field ?? '(line)'}: ${problem.rule}`)
      : [],
  );
