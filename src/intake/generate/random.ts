/** Numbers that follow from a seed: the same on every machine and in every release, and never of any secret use. */
export interface Random {
  /** At least 0, less than 1. */
  next(): number;
  /** A whole number from 0 to below the limit. */
  below(limit: number): number;
  chance(probability: number): boolean;
  pick<T>(items: readonly [T, ...T[]]): T;
  /** About a normal distribution, with mean 0 and deviation 1. */
  bell(): number;
}

/** A sequence of its own for every list of parts, so that one dossier does not depend on those before it (mulberry32). */
export function randomOf(...parts: readonly number[]): Random {
  let state = parts.reduce(
    (mixed, part) => mix(Math.imul(mixed ^ part, 0x9e3779b1) + 0x7f4a7c15),
    0x2545f491,
  );
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    return mix(state) / 4_294_967_296;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    next,
    below,
    chance: (probability) => next() < probability,
    pick: (items) => items[below(items.length)] ?? items[0],
    bell: () => (next() + next() + next() + next() + next() + next() - 3) * Math.SQRT2,
  };
}

function mix(value: number): number {
  let mixed = Math.imul(value ^ (value >>> 15), 1 | value);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return (mixed ^ (mixed >>> 14)) >>> 0;
}
