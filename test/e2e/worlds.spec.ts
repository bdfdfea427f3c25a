import fc from 'fast-check';
import { propertyRuns } from '../support/properties.js';
import { nothingSeen, worldProperty } from '../support/world-property.js';

describe('in any history of forms, shares, laws, mergers, month runs and lines determined again', () => {
  it('books, statements and read models agree, whatever is sent twice', async () => {
    const seen = nothingSeen();
    await fc.assert(worldProperty(seen), propertyRuns(50));
    expect(seen.lines).toBeGreaterThan(0);
    expect(seen.statements).toBeGreaterThan(0);
    expect(seen.again).toBeGreaterThan(0);
  }, 120_000);
});
