import fc from 'fast-check';
import type { Keys } from '../../src/evidence/keys.js';
import type { FormLine } from '../../src/intake/read-forms.js';
import { formB, formC, formD, ndjson, read } from '../support/forms.js';
import { fixedKeys } from '../support/keys.js';

let keys: Keys;
beforeAll(async () => {
  keys = await fixedKeys();
});

/** Every line is a form or has named problems; lines go up; nothing is thrown. */
function assertNamed(lines: readonly FormLine[]): void {
  for (const [index, line] of lines.entries()) {
    expect(line.line).toBeGreaterThan(lines[index - 1]?.line ?? 0);
    if ('problems' in line) {
      expect(line.problems.length).toBeGreaterThan(0);
      for (const problem of line.problems) expect(problem.rule.length).toBeGreaterThan(5);
    }
  }
}

const format = fc.constantFrom('ndjson', 'csv');

describe('whatever the bytes are', () => {
  it('every line becomes a form or a named problem', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), format, async (bytes, as) => {
        assertNamed(await read(keys, bytes, { format: as }));
      }),
      { numRuns: 200 },
    );
  });

  it('every line of text does', async () => {
    const text = fc.array(fc.string({ unit: 'binary', maxLength: 60 }), { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(text, format, async (lines, as) => {
        assertNamed(await read(keys, lines.join('\n'), { format: as }));
      }),
      { numRuns: 200 },
    );
  });

  it('every JSON value does', async () => {
    await fc.assert(
      fc.asyncProperty(fc.json({ maxDepth: 8 }), async (json) => {
        assertNamed(await read(keys, `${json}\n`));
      }),
      { numRuns: 200 },
    );
  });

  it('every form with one strange value does, and a form that passes has only well-formed fields', async () => {
    const base = fc.constantFrom(formB(), formC(), formD());
    const field = fc.constantFrom(
      ...Object.keys({ ...formB(), ...formC(), ...formD() }),
      'piisTo',
      'sentOn',
      '__proto__',
    );
    const value = fc.oneof(
      fc.anything(),
      fc.string(),
      fc.double(),
      fc.constantFrom('-0', '0', '1e5', 'NaN', '٣', '2025-02-30'),
    );
    await fc.assert(
      fc.asyncProperty(base, field, value, async (form, name, strange) => {
        const line = JSON.stringify(
          Object.defineProperty({ ...form }, name, { value: strange, enumerable: true }),
        );
        const [read_] = await read(keys, `${line}\n`);
        assertNamed(read_ === undefined ? [] : [read_]);
        if (read_ !== undefined && 'form' in read_) {
          expect(JSON.stringify(read_.form)).toMatch(/^[\x20-\x7e]*$/);
        }
      }),
      { numRuns: 1000 },
    );
  });
});

describe('wherever the stream is cut into pieces', () => {
  it('the same bytes are read as the same lines', async () => {
    const bad = Buffer.from(`${ndjson(formB())}\u00e9\n\r\n${'y'.repeat(20_000)}\n{"form":\n`);
    bad[bad.indexOf('B-1')] = 0xff;
    const bytes = Buffer.concat([
      Buffer.from('\uFEFF'),
      Buffer.from(ndjson(formD())),
      bad,
      Buffer.from('{"a"'),
    ]);
    const whole = await read(keys, bytes);
    expect(whole.map(({ line }) => line)).toEqual([1, 2, 3, 5, 6, 7]);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 30_000 }), async (piece) => {
        expect(await read(keys, bytes, { piece })).toEqual(whole);
      }),
      { numRuns: 40 },
    );
  });
});
