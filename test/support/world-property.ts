import fc from 'fast-check';
import { anyWorld, playWorld } from './random-world.js';
import { factsOf, violationsOf } from './world-checks.js';

/** What was in the worlds that were played, so that one sees that something happened in them. */
export interface Seen {
  histories: number;
  events: number;
  lines: number;
  statements: number;
  mergers: number;
  again: number;
  taken: number;
  refused: number;
}

export const nothingSeen = (): Seen => ({
  histories: 0,
  events: 0,
  lines: 0,
  statements: 0,
  mergers: 0,
  again: 0,
  taken: 0,
  refused: 0,
});

const LENGTH = 20;

/** Random histories on a real engine in memory, each held against everything that must hold; throws what does not. */
export function worldProperty(
  seen: Seen,
): ReturnType<typeof fc.asyncProperty<[Parameters<typeof playWorld>[0]]>> {
  return fc.asyncProperty(anyWorld(LENGTH), async (acts) => {
    const world = await playWorld(acts);
    try {
      const violations = await violationsOf(world);
      if (violations.length > 0) throw new Error(violations.join('\n'));
      const facts = factsOf(world);
      const of = (type: string): number => facts.filter((fact) => fact.type === type).length;
      seen.histories += 1;
      seen.events += facts.length;
      seen.lines += of('LineDetermined');
      seen.statements += of('StatementIssued');
      seen.mergers += of('PartySucceeded');
      seen.again += world.tally.again;
      seen.taken += world.tally.taken;
      seen.refused += world.tally.refused;
    } finally {
      await world.close();
    }
  });
}
