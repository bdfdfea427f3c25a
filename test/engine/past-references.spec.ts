import type { Recorded } from '../../src/domain/decider.js';
import { officialId } from '../../src/domain/ids.js';
import { Reference } from '../../src/domain/reference.js';
import { PastReferences } from '../../src/engine/past-references.js';
import { factsBetween, lastFactAt } from '../../projections/reference/query.js';
import { giveMandate, openNode } from '../support/engine-node.js';
import type { EngineNode } from '../support/engine-node.js';
import { MANDATES } from '../support/published.js';
import { LOG_OPENED, recorded } from '../support/facts.js';

let node: EngineNode;

beforeEach(async () => {
  node = await openNode();
  await node.engine.waitFor(node.local.head(), { timeoutMs: 5_000, names: ['reference'] });
});
afterEach(() => node.close());

/** What is asked of a reference here: everything that the facts below say. */
const told = (reference: Reference) => ({
  through: reference.knownThrough,
  pending: reference.pendingProposals(),
  officials: reference.mandates.officials().map((one) => [one, reference.mandates.stateOf(one)]),
});

function foldOf(facts: Iterable<Recorded>): Reference {
  const reference = new Reference();
  for (const fact of facts) reference.apply(fact);
  return reference;
}

describe('the reference as of a sequence', () => {
  it('is what the facts up to it say, whatever was asked before', async () => {
    for (let n = 0; n < 20; n += 1) await giveMandate(node.engine, `official-${n}`, 'registrar');
    const head = node.local.head();
    await node.engine.waitFor(head, { timeoutMs: 5_000, names: ['reference'] });
    const past = new PastReferences(node.engine, { factsBetween, lastFactAt });
    const facts = node.engine.read('reference', (store) => [...factsBetween(store, 0, head)]);
    for (let n = 0; n < 3 * head; n += 1) {
      const sequence = 1 + ((n * 17) % head);
      expect(told(past.at(sequence))).toEqual(told(foldOf(facts.slice(0, sequence))));
    }
  });

  it('reads few facts, however long the log is and in whatever order it is asked', () => {
    const [proposed] = MANDATES;
    if (!proposed) throw new Error('no mandate');
    const others = Array.from({ length: 40_000 }, (_none, n) =>
      recorded(
        { ...proposed, data: { ...proposed.data, officialId: officialId(`o-${n % 400}`) } },
        2 * n + 2,
      ),
    );
    const facts: readonly Recorded[] = [recorded(LOG_OPENED, 1), ...others];
    let read = 0;
    const past = new PastReferences(node.engine, {
      // The facts have the sequences 1, 2, 4, 6, ...
      lastFactAt: (_store, sequence) => (sequence < 2 ? sequence : sequence - (sequence % 2)),
      *factsBetween(_store, after, until) {
        for (let at = after === 0 ? 0 : Math.floor(after / 2) + 1; at <= until / 2; at += 1) {
          const fact = facts[at];
          if (fact === undefined) return;
          read += 1;
          yield fact;
        }
      },
    });
    const last = 2 * others.length;
    expect(past.at(last).pendingProposals()).toHaveLength(others.length);
    expect(read).toBe(facts.length);
    // Four times as many facts as 64 waypoints of 256 span: they stand 1,024 apart by now.
    for (let n = 1; n <= 200; n += 1) {
      const sequence = 1 + ((n * 7_919) % last);
      const before = read;
      expect(past.at(sequence).knownThrough).toBe(sequence === 1 ? 1 : sequence - (sequence % 2));
      expect(read - before).toBeLessThanOrEqual(2_048);
    }
    const again = read;
    past.at(1 + ((200 * 7_919) % last));
    expect(read).toBe(again);
  });
});
