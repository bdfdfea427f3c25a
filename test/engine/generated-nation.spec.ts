import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dossier } from '../../src/domain/dossier/dossier.js';
import { dossierId } from '../../src/domain/ids.js';
import { addMonths, brusselsDay, firstDayOf, instantOfMs, msOfInstant } from '../../src/domain/time.js';
import type { YearMonth } from '../../src/domain/time.js';
import { generateNation } from '../../src/engine/generate.js';
import type { GeneratedNation } from '../../src/engine/generate.js';
import type { Order } from '../../src/engine/command.js';
import type { DossierCommand } from '../../src/domain/dossier/commands.js';
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
  const options = { municipalities, seed: 2025, scale: 0.002 };
  let node: IntakeNode;
  let generated: GeneratedNation;
  beforeAll(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'flows-nation-'));
    generated = await generateNation({ ...options, folder });
    node = await openIntakeNode({}, nationFacts('2025-01-01'));
  });
  afterAll(() => node.close());

  it('does on every line what it says it does', async () => {
    const nation = syntheticNation(options);
    for (const [index, file] of generated.files.entries()) {
      const month = nation.months[index];
      if (month === undefined) throw new Error('a file for each month');
      if (index > 0) await fallDue(node, addMonths(month.month, -1));
      node.clock.set(file.receivedAt);
      const acting = { ...node, acting: { ...node.acting, on: brusselsDay(file.receivedAt) } };
      const report = await acting.submit(readFileSync(file.path));
      const outcomes = await node.outcomes(report);
      const found = outcomes.map(({ line, outcome, problems: [problem] }) =>
        [line, outcome, problem?.code, problem?.field].join(' ').trimEnd(),
      );
      const meant = Array.from(nation.linesOf(month), ({ outcome, code, field }, at) =>
        [at + 1, outcome, code, field].join(' ').trimEnd(),
      );
      expect(found).toEqual(meant);
      const { recorded, replayed, unchanged, refused } = file.expected;
      expect(report).toMatchObject({ lines: file.lines, accepted: recorded + replayed, unchanged, refused });
    }
  }, 120_000);

  it('describes itself', () => {
    expect(generated).toMatchObject({ synthetic: true, seed: 2025, scale: 0.002, dossiers: 326 });
    expect(readFileSync(generated.countsPath, 'utf8').split('\n')[0]).toBe('nis,year,average');
  });
});
