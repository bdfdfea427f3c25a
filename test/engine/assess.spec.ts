import { assess } from '../../src/engine/assess.js';
import type { AssessedLine } from '../../src/engine/assess.js';
import { officialId } from '../../src/domain/ids.js';
import { instant, yearMonth } from '../../src/domain/time.js';
import { formB, formC, formD, ndjson } from '../support/forms.js';
import { openIntakeNode } from '../support/intake-node.js';
import type { IntakeNode } from '../support/intake-node.js';

let node: IntakeNode;
beforeEach(async () => {
  node = await openIntakeNode();
  node.clock.set(instant('2024-12-10T09:00:00.000Z'));
});
afterEach(() => node.close());

async function assessed(text: string, through = '2024-12'): Promise<readonly AssessedLine[]> {
  const tools = { ...node.tools, keys: node.keys, receivedAt: node.clock.now(), through: yearMonth(through) };
  async function* bytes(): AsyncGenerator<Uint8Array> {
    yield Buffer.from(text);
  }
  const lines: AssessedLine[] = [];
  for await (const line of assess(tools, node.acting, bytes())) lines.push(line);
  return lines;
}

const outcomes = (lines: readonly AssessedLine[]): readonly string[] =>
  lines.map(({ outcome, problems }) => [outcome, ...problems.map(({ code }) => code)].join(' '));

describe('an assessment', () => {
  it('determines each month with its components, and records nothing', async () => {
    const before = node.local.head();
    const [line] = await assessed(ndjson(formB({ resourcesYear: '0.00' })), '2025-02');
    expect(line?.events.map((event) => event.type)).toEqual([
      'DossierOpened',
      'DecisionRecorded',
      'LineDetermined',
      'LineDetermined',
      'LineDetermined',
    ]);
    expect(line?.events.slice(2)).toMatchObject([
      {
        data: {
          line: { referenceMonth: '2024-12' },
          gross: 128_846,
          net: 90_192,
          articles: [{ budgetArticle: '101', components: [{ code: 'baseShare', rate: '0.7' }] }],
        },
      },
      { data: { line: { referenceMonth: '2025-01' }, gross: 128_846 } },
      { data: { line: { referenceMonth: '2025-02' }, gross: 131_420 } },
    ]);
    expect(node.local.head()).toBe(before);
  });

  it('sees each line after those before it, as a submission would', async () => {
    const text = ndjson(
      formB(),
      formB({ formReference: 'B-2' }),
      formB(),
      formB({ category: 3 }),
      formB({ fileNumber: '13' }),
      formC({ decidedOn: '2024-12-09', effectiveFrom: '2024-12-20' }),
      formC({ formReference: 'C-2', decidedOn: '2024-12-09', effectiveFrom: '2024-12-28' }),
      formD({ referenceMonth: '2024-12' }),
      formB({ formReference: 'B-9', category: 9 }),
    );
    const lines = await assessed(text);
    expect(outcomes(lines)).toEqual([
      'recorded',
      'unchanged',
      'replayed',
      'refused idempotencyKeyReused',
      'refused idempotencyKeyReused',
      'recorded',
      'refused decisionAlreadyEnded',
      'refused lineNeverDetermined',
      'refused malformed',
    ]);
    const report = await node.submit(text);
    expect((await node.outcomes(report)).map(({ outcome }) => outcome)).toEqual(
      lines.map(({ outcome }) => outcome),
    );
  });

  it('knows what was recorded before', async () => {
    await node.submit(ndjson(formB()));
    const again = formB({ formReference: 'B-2', category: 3 });
    expect(outcomes(await assessed(ndjson(formB(), again, formB({ category: 3 }))))).toEqual([
      'replayed',
      'recorded',
      'refused idempotencyKeyReused',
    ]);
  });

  it('says why no month could be determined', async () => {
    const lines = await assessed(ndjson(formB({ effectiveFrom: '2026-01-01' })), '2026-01');
    expect(outcomes(lines)).toEqual(['recorded shareMissing']);
  });

  it('asks nobody for a mandate', async () => {
    const acting = { ...node.acting, official: officialId('nobody') };
    const through = yearMonth('2024-12');
    const tools = { ...node.tools, keys: node.keys, receivedAt: node.clock.now(), through };
    async function* bytes(): AsyncGenerator<Uint8Array> {
      yield Buffer.from(ndjson(formB()));
    }
    for await (const line of assess(tools, acting, bytes())) expect(line.outcome).toBe('recorded');
  });
});
