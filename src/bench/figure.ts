/** One figure of the speed table: what we reach, what it is measured against in the same run, and what is asked of it. */
export interface BenchFigure {
  readonly figure: string;
  readonly unit: 'events/s' | 's' | 'ms' | 'MiB';
  readonly ours: number;
  /** What the yardstick of the same run reached; null where the target is a limit. */
  readonly baseline: number | null;
  /** Ours as a multiple of the yardstick, or as a part of the limit. */
  readonly ratio: number;
  readonly target: string;
  readonly met: boolean;
}

/** Told what is being done: a bench takes minutes. */
export type BenchProgress = (text: string) => void;

/** A rate beside that of a yardstick: `atLeast` is the multiple that has to be reached. */
export function rateFigure(
  figure: string,
  measured: { readonly ours: number; readonly baseline: number; readonly atLeast: number },
): BenchFigure {
  const { ours, baseline, atLeast } = measured;
  const ratio = ours / baseline;
  const target = atLeast < 2 ? `>= ${Math.round(atLeast * 100)} %` : `>= ${atLeast} x`;
  return { figure, unit: 'events/s', ours, baseline, ratio, target, met: ratio >= atLeast };
}

/** A cost beside a limit. */
export function limitFigure(
  figure: string,
  measured: { readonly unit: 's' | 'ms' | 'MiB'; readonly ours: number; readonly atMost: number },
): BenchFigure {
  const { unit, ours, atMost } = measured;
  const target = `<= ${atMost} ${unit}`;
  return { figure, unit, ours, baseline: null, ratio: ours / atMost, target, met: ours <= atMost };
}

export const secondsSince = (started: number): number => (performance.now() - started) / 1000;

/** Numbers in order; the one at a part of the way, from 0 (least) to 1 (greatest). */
export function quantile(numbers: readonly number[], part: number): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const found = sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))];
  if (found === undefined) throw new RangeError('there is no number');
  return found;
}
