import { RACES_AGAIN } from '../support/races-again.js';
import { RACES_APPROVAL } from '../support/races-approval.js';
import { RACES } from '../support/races.js';

describe('two nodes on one log', () => {
  for (const play of [...RACES, ...RACES_AGAIN, ...RACES_APPROVAL]) {
    it(`agree on ${play.name}, and nothing is lost or there twice`, async () => {
      const { violations, outcome, equal } = await play();
      expect({ outcome, violations, equal }).toEqual({ outcome, violations: [], equal: true });
    }, 60_000);
  }
});
