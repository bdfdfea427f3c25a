import { formB, unrealNiss } from './forms.js';

/** A file of so many forms B, each of its own dossier, of which some are bad: every one in another way. */
export interface LargeFile {
  /** The bytes, made while they are read. */
  bytes(options?: { readonly corrected?: boolean }): AsyncGenerator<Uint8Array>;
  /** Numbers of the bad lines. */
  readonly badLines: readonly number[];
}

const LINES_A_PIECE = 200;

/** What is wrong with the n-th bad line. */
const FAULTS: readonly ((good: Record<string, unknown>) => object)[] = [
  (good) => ({ ...good, category: 4 }),
  (good) => ({ ...good, resourcesYear: '-1.00' }),
  (good) => ({ ...good, effectiveFrom: '2024-13-01' }),
  (good) => ({ ...good, senderNis: '99999' }),
  (good) => ({ ...good, remark: 'x' }),
  (good) => ({ ...good, scheme: 'HEATING' }),
  (good) => ({ ...good, decidedOn: null }),
  (good) => ({ ...good, resourcesYear: '1.005' }),
  (good) => ({ ...good, beneficiaries: [{ role: 'main', niss: '12345678901' }] }),
  (good) => ({ ...good, piisFrom: '2025-02-01', piisTo: '2025-01-01' }),
];

export function largeFile(lines: number, bad = FAULTS.length): LargeFile {
  const badLines = Array.from({ length: bad }, (_, index) => Math.floor(((index + 0.5) * lines) / bad));
  const faultAt = new Map(badLines.map((line, index) => [line, FAULTS[index % FAULTS.length]]));
  const line = (number: number, corrected: boolean): string => {
    const good = formB({
      formReference: `L-${number}`,
      fileNumber: `L${number}`,
      beneficiaries: [{ role: 'main', niss: NUMBERS[number % NUMBERS.length] }],
    });
    const fault = corrected ? undefined : faultAt.get(number);
    return `${JSON.stringify(fault ? fault(good) : good)}\n`;
  };
  return {
    badLines,
    async *bytes({ corrected = false } = {}) {
      for (let first = 1; first <= lines; first += LINES_A_PIECE) {
        const count = Math.min(LINES_A_PIECE, lines - first + 1);
        yield Buffer.from(
          Array.from({ length: count }, (_, index) => line(first + index, corrected)).join(''),
        );
      }
    },
  };
}

const NUMBERS = Array.from({ length: 28 }, (_, index) =>
  unrealNiss(`8502${String(index + 1).padStart(2, '0')}`),
);
