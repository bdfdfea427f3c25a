import { randomInt } from 'node:crypto';
import type { Parameters } from 'fast-check';

/**
 * How a property runs: `PROPERTY_RUNS` random cases (few by default; a campaign asks for 10,000 and more) from `PROPERTY_SEED`, or a
 * new seed, which is printed where the property fails.
 */
export const propertyRuns = (runsDefault = 200): Pick<Parameters, 'numRuns' | 'seed'> => ({
  numRuns: Number(process.env['PROPERTY_RUNS'] ?? runsDefault),
  seed: Number(process.env['PROPERTY_SEED'] ?? randomInt(2 ** 31 - 1)),
});
