import { instant } from '../../src/domain/time.js';
import { submit } from '../../src/engine/submit.js';
import { openIntakeNode } from '../support/intake-node.js';
import type { IntakeNode } from '../support/intake-node.js';
import { largeFile } from '../support/large-file.js';

/** `npm run campaign:file` does the same with 200,000 lines. */
describe('a file of 5,000 lines with 10 bad ones', () => {
  const file = largeFile(5_000);
  let node: IntakeNode;
  beforeAll(async () => {
    node = await openIntakeNode();
    node.clock.set(instant('2024-12-10T09:00:00.000Z'));
  });
  afterAll(() => node.close());

  it('accepts 4,990 and lists 10', async () => {
    const report = await submit(node.tools, node.acting, file.bytes());
    expect(report).toMatchObject({ status: 'completed', lines: 5_000, accepted: 4_990, refused: 10 });
    const outcomes = await node.outcomes(report);
    expect(outcomes.filter(({ outcome }) => outcome === 'refused').map(({ line }) => line)).toEqual(
      file.badLines,
    );
    expect(outcomes.map(({ line }) => line)).toEqual(Array.from({ length: 5_000 }, (_, index) => index + 1));
  }, 60_000);

  it('writes nothing when it is sent again', async () => {
    const before = node.local.head();
    expect(await submit(node.tools, node.acting, file.bytes())).toMatchObject({
      status: 'repeated',
      refused: 10,
    });
    expect(node.local.head()).toBe(before);
  });

  it('writes the corrected lines only, once they are corrected', async () => {
    const before = node.local.head();
    const report = await submit(node.tools, node.acting, file.bytes({ corrected: true }));
    expect(report).toMatchObject({ accepted: 5_000, unchanged: 0, refused: 0 });
    const outcomes = await node.outcomes(report);
    expect(outcomes.filter(({ outcome }) => outcome === 'recorded').map(({ line }) => line)).toEqual(
      file.badLines,
    );
    // Receipt, two facts for each corrected line, completion.
    expect(node.local.head() - before).toBe(2 + 2 * 10);
  }, 60_000);
});
