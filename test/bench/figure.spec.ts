import { limitFigure, quantile, rateFigure } from '../../src/bench/figure.js';

describe('a figure of the speed table', () => {
  it('meets a share of its yardstick from exactly that share on', () => {
    const at = (ours: number) => rateFigure('append', { ours, baseline: 1000, atLeast: 0.4 });
    expect(at(400)).toMatchObject({ ratio: 0.4, target: '>= 40 %', met: true });
    expect(at(399).met).toBe(false);
  });

  it('names a target above the yardstick as a multiple of it', () => {
    const figure = rateFigure('group commit', { ours: 2999, baseline: 1000, atLeast: 3 });
    expect(figure).toMatchObject({ target: '>= 3 x', met: false });
  });

  it('meets a limit up to exactly that limit, and has no yardstick', () => {
    const at = (ours: number) => limitFigure('start', { unit: 's', ours, atMost: 2 });
    expect(at(2)).toMatchObject({ baseline: null, ratio: 1, target: '<= 2 s', met: true });
    expect(at(2.01).met).toBe(false);
  });

  it('takes the number at a part of the way through the sorted ones', () => {
    const numbers = [5, 1, 4, 2, 3];
    expect([0, 0.5, 0.95, 1].map((part) => quantile(numbers, part))).toEqual([1, 3, 5, 5]);
    expect(() => quantile([], 0.5)).toThrow(RangeError);
  });
});
