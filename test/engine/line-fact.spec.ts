import { lineFactAt } from '../../src/engine/line-fact.js';
import { formB, ndjson } from '../support/forms.js';
import { openIntakeNode } from '../support/intake-node.js';
import type { IntakeNode } from '../support/intake-node.js';
import { dossier } from '../../src/domain/dossier/dossier.js';
import { dossierId } from '../../src/domain/ids.js';
import { day, instant, yearMonth } from '../../src/domain/time.js';
import { context } from '../support/engine-node.js';
import { CLARA } from '../support/published.js';

describe('the event of a line', () => {
  let node: IntakeNode;
  beforeAll(async () => {
    node = await openIntakeNode();
    node.clock.set(instant('2024-12-10T09:00:00.000Z'));
    await node.submit(ndjson(formB()));
    node.clock.set(instant('2025-01-06T09:00:00.000Z'));
    const [opened] = node.local.read(0, 1_000).filter((event) => event.stream.startsWith('dossier-'));
    const id = dossierId(opened?.stream.slice('dossier-'.length) ?? '');
    const through = yearMonth('2024-12');
    const command = {
      type: 'DetermineDue',
      dossierId: id,
      through,
      by: CLARA,
      on: day('2025-01-06'),
    } as const;
    await node.engine.execute(dossier, command, context('due'));
  });
  afterAll(() => node.close());

  it('is read from the log, with all that it used', () => {
    const { data, meta } = lineFactAt(node.local, node.local.head());
    expect(data).toMatchObject({ line: { kind: 'grant', referenceMonth: '2024-12' }, version: 1 });
    expect(data.segments[0]?.rules.length).toBeGreaterThan(0);
    expect(data.articles[0]?.components[0]?.rule.legalReference).toMatch(/./);
    expect(meta.recordedAt).toBe('2025-01-06T09:00:00.000Z');
  });

  it('is not taken for another event, nor made up', () => {
    expect(() => lineFactAt(node.local, 1)).toThrow('event 1 is no determination');
    expect(() => lineFactAt(node.local, 1_000_000)).toThrow('no determination');
  });
});
