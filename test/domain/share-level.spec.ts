import fc from 'fast-check';
import { determineShare } from '../../src/domain/share/level.js';
import type { ShareInput } from '../../src/domain/share/level.js';

const levels = {
  standardPoints: 55,
  middleCount: 500,
  middlePoints: 65,
  highCount: 1000,
  highPoints: 70,
  growthMinPercent: 5,
  fallMinPercent: 3,
  stepDownPoints: 1,
};

interface Case {
  readonly now: number;
  readonly before: number;
  readonly previous: number;
  readonly held?: number;
  readonly firstRise?: ShareInput['firstRise'];
}

/** Averages in hundredths, shares in points. */
const shareOf = ({ now, before, previous, held = previous, firstRise = 'levelNeverHeld' }: Case): string => {
  const level = determineShare({
    levels,
    averageHundredths: now,
    averageBeforeHundredths: before,
    previousPoints: previous,
    highestHeldPoints: Math.max(previous, held),
    firstRise,
  });
  return `${level.points} ${level.basis}`;
};

describe('the level of a count', () => {
  it.each([
    ['0.00', { now: 0, before: 0, previous: 55 }, '55 standard'],
    ['499.99', { now: 49999, before: 40000, previous: 55 }, '55 standard'],
    ['500', { now: 50000, before: 40000, previous: 55 }, '65 threshold500'],
    ['999.99', { now: 99999, before: 90000, previous: 55 }, '65 threshold500'],
    ['1000', { now: 100000, before: 90000, previous: 55 }, '70 threshold1000'],
    ['1000, from 65', { now: 100000, before: 90000, previous: 65 }, '70 threshold1000'],
    ['held at 65', { now: 60000, before: 60000, previous: 65 }, '65 threshold500'],
    ['held at 70', { now: 120000, before: 120000, previous: 70 }, '70 threshold1000'],
    ['from 50, the standard of before 2014-07-01', { now: 100, before: 100, previous: 50 }, '55 standard'],
  ])('%s', (_title, given, expected) => expect(shareOf(given)).toBe(expected));
});

describe('a first rise', () => {
  it('needs growth of at least 5 %', () => {
    expect(shareOf({ now: 52499, before: 50000, previous: 55 })).toBe('55 growthTooSmall');
    expect(shareOf({ now: 52500, before: 50000, previous: 55 })).toBe('65 threshold500');
  });
  it('is not given for growth of 4.99 %', () => {
    expect(shareOf({ now: 104990, before: 100000, previous: 65 })).toBe('65 growthTooSmall');
    expect(shareOf({ now: 105000, before: 100000, previous: 65 })).toBe('70 threshold1000');
  });
  it('from no beneficiaries at all is growth', () => {
    expect(shareOf({ now: 50000, before: 0, previous: 55 })).toBe('65 threshold500');
  });
  it('to the higher level fails, while the lower one was held before', () => {
    expect(shareOf({ now: 100000, before: 100000, previous: 60 })).toBe('65 growthTooSmall');
  });
});

describe('a level that was held before', () => {
  it('is taken again with the threshold alone, since only a first rise needs growth', () => {
    expect(shareOf({ now: 50000, before: 50000, previous: 62 })).toBe('65 threshold500');
    expect(shareOf({ now: 100000, before: 100000, previous: 67 })).toBe('70 threshold1000');
    expect(shareOf({ now: 50000, before: 50000, previous: 55, held: 65 })).toBe('65 threshold500');
    expect(shareOf({ now: 100000, before: 100000, previous: 65, held: 66 })).toBe('70 threshold1000');
  });
  it('needs growth again under the policy everyRise', () => {
    const firstRise = 'everyRise';
    expect(shareOf({ now: 50000, before: 50000, previous: 62, firstRise })).toBe('62 growthTooSmall');
    expect(shareOf({ now: 52500, before: 50000, previous: 62, firstRise })).toBe('65 threshold500');
  });
});

describe('below the threshold', () => {
  it('the share loses one point a year', () => {
    expect(shareOf({ now: 45000, before: 50000, previous: 65 })).toBe('64 steppedDown');
    expect(shareOf({ now: 90000, before: 100000, previous: 70 })).toBe('69 steppedDown');
    expect(shareOf({ now: 10000, before: 100000, previous: 70 })).toBe('69 steppedDown');
  });
  it('it stops at the next lower level', () => {
    expect(shareOf({ now: 90000, before: 100000, previous: 66 })).toBe('65 steppedDown');
    expect(shareOf({ now: 80000, before: 90000, previous: 65 })).toBe('65 threshold500');
    expect(shareOf({ now: 10000, before: 20000, previous: 56 })).toBe('55 steppedDown');
    expect(shareOf({ now: 10000, before: 20000, previous: 55 })).toBe('55 standard');
  });
  it('a fall of 3 % costs the point, one of 2.99 % does not', () => {
    expect(shareOf({ now: 48500, before: 50000, previous: 65 })).toBe('64 steppedDown');
    expect(shareOf({ now: 48505, before: 50000, previous: 65 })).toBe('65 stepDownShielded');
    expect(shareOf({ now: 97000, before: 100000, previous: 70 })).toBe('69 steppedDown');
    expect(shareOf({ now: 97010, before: 100000, previous: 70 })).toBe('70 stepDownShielded');
  });
  it('no fall is no loss', () => {
    expect(shareOf({ now: 49000, before: 48000, previous: 60 })).toBe('60 stepDownShielded');
    expect(shareOf({ now: 0, before: 0, previous: 60 })).toBe('60 stepDownShielded');
  });
});

describe('every whole percentage from 55 to 70', () => {
  it('is reached by sliding from 70 and from 65', () => {
    const reached = new Set<string>();
    let points = 70;
    let count = 95000;
    for (let year = 0; year < 30; year += 1) {
      const next = Math.floor(count * 0.96);
      const [share = ''] = shareOf({ now: next, before: count, previous: points }).split(' ');
      reached.add(`${points}`);
      points = Number(share);
      count = next;
    }
    expect([...reached].sort()).toEqual(Array.from({ length: 16 }, (_, index) => `${55 + index}`));
  });

  it('holds whatever the counts: between 55 and 70, never more than a point down, never above the level of the count by rising', () => {
    fc.assert(
      fc.property(
        fc.record({
          now: fc.integer({ min: 0, max: 300000 }),
          before: fc.integer({ min: 0, max: 300000 }),
          previous: fc.integer({ min: 55, max: 70 }),
          firstRise: fc.constantFrom('levelNeverHeld' as const, 'everyRise' as const),
        }),
        (given) => {
          const points = Number(shareOf(given).split(' ')[0]);
          const level = given.now >= 100000 ? 70 : given.now >= 50000 ? 65 : 55;
          expect(Number.isInteger(points)).toBe(true);
          expect(points).toBeGreaterThanOrEqual(Math.max(55, given.previous - 1));
          expect(points).toBeLessThanOrEqual(Math.max(level, given.previous));
        },
      ),
      { seed: 26052002, numRuns: 5000 },
    );
  });
});
