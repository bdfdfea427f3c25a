import { Waits } from '../../src/engine/waits.js';
import type { Standing } from '../../src/engine/waits.js';

const standing = (stopped: Standing['health']['stopped']): Standing => ({
  health: { name: 'books', version: 1, file: 'books.sqlite', sequence: 3, unreadable: 0, stopped },
  pointed: true,
});
const FAILED = standing({ kind: 'failure', reason: 'the disk is full', event: null });

describe('a wait for a read model', () => {
  it('that is over before it gets there says how far it was', async () => {
    const wait = new Waits().untilReached(() => [standing(null)], 4, { timeoutMs: 5 });
    await expect(wait).rejects.toMatchObject({ name: 'NotReached' });
  });

  it('that is over when the read model has stopped, but before anybody was told, ends with that', async () => {
    let standings = [standing(null)];
    const wait = new Waits().untilReached(() => standings, 4, { timeoutMs: 5 });
    standings = [FAILED];
    await expect(wait).rejects.toMatchObject({ name: 'ReadModelStopped' });
  });
});
