import { Readable } from 'node:stream';
import type { DossierCommand } from '../../src/domain/dossier/commands.js';
import { dossier } from '../../src/domain/dossier/dossier.js';
import { dossierId } from '../../src/domain/ids.js';
import { addMonths, firstDayOf, instantOfMs, msOfInstant } from '../../src/domain/time.js';
import type { YearMonth } from '../../src/domain/time.js';
import type { Order } from '../../src/engine/command.js';
import { submit } from '../../src/engine/submit.js';
import { syntheticNation } from '../../src/intake/generate/nation.js';
import { publishedMunicipalities } from '../../src/rulebook/files.js';
import { parseMunicipalities } from '../../src/rulebook/municipalities.js';
import { context } from '../support/engine-node.js';
import { openIntakeNode } from '../support/intake-node.js';
import type { IntakeNode } from '../support/intake-node.js';
import { nationFacts } from '../support/nation-facts.js';

const municipalities = parseMunicipalities(publishedMunicipalities());

/** Lets everything fall due through a month, as the run of the month after it does. */
async function fallDue(node: IntakeNode, through: YearMonth): Promise<void> {
  const on = firstDayOf(addMonths(through, 1));
  node.clock.set(instantOfMs(msOfInstant(node.clock.now()) + 1_000));
  const streams = new Set(node.local.read(0, 1_000_000).map((event) => event.stream));
  const orders = [...streams]
    .filter((stream) => stream.startsWith('dossier-'))
    .map((stream): Order<DossierCommand> => {
      const id = dossierId(stream.slice('dossier-'.length));
      const command = { type: 'DetermineDue', dossierId: id, through, by: node.acting.official, on } as const;
      return { command, context: context(`due:${id}:${through}`) };
    });
  for await (const result of node.engine.executeMany(dossier, orders)) {
    // A file of which only a refusal is known, or of which nothing was granted, has nothing to fall due.
    if ('rejection' in result) expect(result.rejection.code).toBe('none');
  }
}

describe('the synthetic nation', () => {
  let node: IntakeNode;
  beforeAll(async () => {
    node = await openIntakeNode({}, nationFacts('2025-01-01'));
  });
  afterAll(() => node.close());

  it('does on every line what it says it does', async () => {
    const nation = syntheticNation({ municipalities, seed: 2025, scale: 0.002 });
    for (const [index, month] of nation.months.entries()) {
      if (index > 0) await fallDue(node, addMonths(month.month, -1));
      node.clock.set(month.receivedAt);
      const lines = Array.from(nation.linesOf(month));
      const report = await submit(
        node.tools,
        { ...node.acting, on: month.receivedOn },
        Readable.from([Buffer.from(lines.map(({ text }) => `${text}\n`).join(''))]),
      );
      const found = (await node.outcomes(report)).map(({ line, outcome, problems: [problem] }) =>
        [line, outcome, problem?.code, problem?.field].join(' ').trimEnd(),
      );
      const meant = lines.map(({ outcome, code, field }, at) =>
        [at + 1, outcome, code, field].join(' ').trimEnd(),
      );
      expect(found).toEqual(meant);
    }
  }, 120_000);
});
