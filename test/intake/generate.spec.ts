import { createHash } from 'node:crypto';
import { Malformed } from '../../src/domain/rejection.js';
import { day } from '../../src/domain/time.js';
import { FILES_MAX } from '../../src/intake/generate/decision.js';
import { syntheticNation } from '../../src/intake/generate/nation.js';
import type { SyntheticNation } from '../../src/intake/generate/nation.js';
import { NATION } from '../../src/intake/generate/population.js';
import { UNREAL_PERSONS, unrealNiss } from '../../src/intake/generate/unreal-person.js';
import { niss } from '../../src/intake/niss.js';
import { publishedMunicipalities } from '../../src/rulebook/files.js';
import { parseMunicipalities } from '../../src/rulebook/municipalities.js';
import { problemsOf, read } from '../support/forms.js';
import { fixedKeys } from '../support/keys.js';

const municipalities = parseMunicipalities(publishedMunicipalities());
const nation = (seed: number, scale: number): SyntheticNation =>
  syntheticNation({ municipalities, seed, scale });

const textOf = (of: SyntheticNation): string =>
  of.months.flatMap((month) => Array.from(of.linesOf(month), ({ text }) => `${text}\n`)).join('');

describe('an unreal person', () => {
  it('has right check digits and a birthday that no calendar has', () => {
    for (let person = 0; person < UNREAL_PERSONS; person += 31_337) {
      const digits = unrealNiss(person);
      expect(niss(digits)).toBe(digits);
      const month = String(Number(digits.slice(2, 4)) % 20).padStart(2, '0');
      expect(() => day(`2000-${month}-${digits.slice(4, 6)}`)).toThrow(Malformed);
    }
  });

  it('is nobody else, up to the last one there is', () => {
    const persons = Array.from({ length: 20_000 }, (_, index) => index * 89).concat(UNREAL_PERSONS - 1);
    expect(new Set(persons.map(unrealNiss)).size).toBe(20_001);
    expect(() => unrealNiss(UNREAL_PERSONS)).toThrow(RangeError);
  });

  it('is one of enough for a nation', () => {
    expect(FILES_MAX).toBeGreaterThan(NATION * 1.2);
  });
});

describe('a synthetic nation', () => {
  it('is the same, byte for byte, for the same seed and scale', () => {
    const digest = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16);
    expect(digest(textOf(nation(2025, 0.002)))).toMatchInlineSnapshot(`"3391ad525a965700"`);
    expect(digest(Array.from(nation(2025, 0.002).population.counts()).join('\n'))).toMatchInlineSnapshot(
      `"febc347a93528cdb"`,
    );
    expect(textOf(nation(2026, 0.002))).not.toBe(textOf(nation(2025, 0.002)));
  });

  it('has as many files as its scale says, in every CPAS of December 2024 by its size', () => {
    const { population } = nation(1, 1);
    expect(population.dossiers).toBe(163_000);
    const openers = new Map<string, number>();
    for (let file = 0; file < population.dossiers; file += 1) {
      const code = population.openerOf(file);
      openers.set(code, (openers.get(code) ?? 0) + 1);
    }
    expect(openers.size).toBe(581);
    expect(Math.max(...openers.values())).toBeGreaterThan(5_000);
    expect(Math.min(...openers.values())).toBeLessThan(60);
  });

  it('has counts of a whole nation at every scale', () => {
    const counts = (scale: number): readonly string[] => Array.from(nation(1, scale).population.counts());
    expect(counts(0.01)).toEqual(counts(1));
    expect(counts(1)).toHaveLength(581 * 4);
    expect(counts(1).filter((line) => !/^\d{5},202[0-3],\d+\.\d\d$/.test(line))).toEqual([]);
  });

  it('has forms of every kind in every month, and a line for each way of getting one wrong', () => {
    const { months, linesOf } = nation(2025, 0.01);
    const [standing, ...later] = months.map(
      (month) => new Set(Array.from(linesOf(month), ({ kind }) => kind)),
    );
    expect(standing).toContain('standing');
    for (const kinds of later) {
      for (const kind of ['new', 'changed', 'changedLate', 'withdrawn', 'recovery', 'restated'] as const) {
        expect(kinds).toContain(kind);
      }
      for (const kind of ['codeEnded', 'brokenLine', 'aboveGranted', 'endedBefore', 'notItsFile'] as const) {
        expect(kinds).toContain(kind);
      }
    }
    const all = new Set([standing, ...later].flatMap((kinds) => [...(kinds ?? [])]));
    for (const kind of [
      'takenBack',
      'moved',
      'doubled',
      'otherContent',
      'otherDossier',
      'sentTooLate',
    ] as const) {
      expect(all).toContain(kind);
    }
  });

  it('sends the forms of a merged CPAS from the one that followed it, on the file that was opened before', () => {
    const { months, linesOf } = nation(2025, 0.01);
    const february = months.slice(2, 3).flatMap((month) => Array.from(linesOf(month)));
    const followed = february.filter(
      ({ text, outcome }) => outcome === 'recorded' && text.includes('"openedByNis"'),
    );
    expect(followed.length).toBeGreaterThan(0);
  });

  it('writes lines that are read as forms, or refused for the reason that was meant', async () => {
    const of = nation(7, 0.002);
    const keys = await fixedKeys();
    for (const month of of.months) {
      const lines = Array.from(of.linesOf(month));
      const found = await read(keys, lines.map(({ text }) => `${text}\n`).join(''));
      expect(found).toHaveLength(lines.length);
      const wrong = problemsOf(found).map((problem) => problem.split(':')[0]);
      const meant = lines.flatMap(({ code, field, kind }, index) =>
        (code === 'malformed' || code === 'schemeUnknown') && kind !== 'decidedAfterReceipt'
          ? [`${index + 1} ${field ?? '(line)'}`]
          : [],
      );
      expect(wrong).toEqual(meant);
    }
  });

  it('refuses a scale for which there are not unreal persons enough', () => {
    expect(() => nation(1, 3)).toThrow(RangeError);
  });
});
