import { Readable } from 'node:stream';
import type { DossierEvent } from '../../src/domain/dossier/events.js';
import { instant } from '../../src/domain/time.js';
import { catalog } from '../../src/domain/catalog.js';
import { officialId } from '../../src/domain/ids.js';
import { codecOf } from '../../src/engine/codec.js';
import { submit } from '../../src/engine/submit.js';
import { EventLog, LogUnavailable } from '../../src/log/event-log.js';
import type { AppendOutcome, StreamAppend, StreamEvent, TailHealth } from '../../src/log/event-log.js';
import { SqliteEventLog } from '../../src/log/sqlite.event-log.js';
import { reusedReferences } from '../../projections/forms/query.js';
import { fixedKeys } from '../support/keys.js';
import { formB, formC, formD, ndjson, unrealNiss } from '../support/forms.js';
import { LosingLog } from '../support/losing-log.js';
import { openIntakeNode } from '../support/intake-node.js';
import type { IntakeNode } from '../support/intake-node.js';

let node: IntakeNode;
beforeEach(async () => {
  node = await openIntakeNode();
  node.clock.set(instant('2024-12-10T09:00:00.000Z'));
});
afterEach(() => node.close());

const outcomesOf = async (bytes: string): Promise<readonly string[]> =>
  (await node.outcomes(await node.submit(bytes))).map(
    ({ line, outcome, problems }) =>
      `${line} ${outcome}${problems.map(({ code, field }) => ` ${code} ${field ?? '-'}`).join('')}`,
  );

const typesSince = (sequence: number): readonly string[] =>
  node.local.read(sequence, 10_000).map((event) => event.type);

describe('a file of forms', () => {
  it('is received, acts line by line, and is completed with its control totals', async () => {
    const before = node.local.head();
    const report = await node.submit(ndjson(formB(), formB({ formReference: 'B-2', fileNumber: '13' })));
    expect(report).toMatchObject({ status: 'completed', lines: 2, accepted: 2, unchanged: 0, refused: 0 });
    expect(typesSince(before)).toEqual([
      'SubmissionReceived.v1',
      'DossierOpened.v1',
      'DecisionRecorded.v1',
      'DossierOpened.v1',
      'DecisionRecorded.v1',
      'SubmissionCompleted.v1',
    ]);
  });

  it('has its bytes in the evidence under the hash that the log names', async () => {
    const text = ndjson(formB());
    await node.submit(text);
    const received = node.local.read(0, 10_000).find((event) => event.type === 'SubmissionReceived.v1');
    const { fileHash, bytes } = JSON.parse(received?.data ?? '{}') as { fileHash: string; bytes: number };
    expect(bytes).toBe(text.length);
    const pieces: Uint8Array[] = [];
    for await (const piece of node.tools.evidence.read(fileHash)) pieces.push(piece);
    expect(Buffer.concat(pieces).toString()).toBe(text);
  });

  it('leaves no national number, name or file number of a person in the log', async () => {
    const niss = unrealNiss('850101');
    const report = await node.submit(ndjson(formB({ fileNumber: niss }), formB({ formReference: niss })));
    expect(report).toMatchObject({ accepted: 1, refused: 1 });
    const log = JSON.stringify(node.local.read(0, 10_000));
    expect(log).not.toContain(niss);
    expect(log).toContain(node.keys.pseudonymOf(niss));
  });

  it('is refused before it is stored where the official has no mandate', async () => {
    const before = node.local.head();
    const acting = { ...node.acting, official: officialId('nobody') };
    async function* bytes(): AsyncGenerator<Uint8Array> {
      yield Buffer.from(ndjson(formB()));
    }
    await expect(submit(node.tools, acting, bytes())).rejects.toMatchObject({ code: 'mandateMissing' });
    expect(node.local.head()).toBe(before);
  });

  it('lists each line with what became of it, the refused ones with field and reason', async () => {
    const text = ndjson(
      formB(),
      formB({ formReference: 'B-2' }),
      formB({ formReference: 'B-3', category: 4 }),
      formC({ fileNumber: '99', decidedOn: '2024-12-09' }),
      formD({ referenceMonth: '2024-12' }),
      formB({ formReference: 'B-6', senderNis: '99999' }),
    );
    expect(await outcomesOf(text)).toEqual([
      '1 recorded',
      '2 unchanged',
      '3 refused malformed category',
      '4 refused decisionNotFound -',
      '5 refused lineNeverDetermined referenceMonth',
      '6 refused partyUnknown senderNis',
    ]);
  });

  it('keeps every refused line in the log, with its first reason', async () => {
    await node.submit(ndjson(formB({ category: 4, resourcesYear: '-1' }), formB()));
    const refused = node.local.read(0, 10_000).filter((event) => event.type === 'SubmissionLinesRefused.v1');
    expect(refused.map((event) => JSON.parse(event.data) as unknown)).toMatchObject([
      {
        chunk: 1,
        lines: [
          {
            line: 1,
            formReference: 'B-1',
            code: 'malformed',
            field: 'category',
            rule: 'must be 1 or 2 or 3',
          },
        ],
      },
    ]);
  });
});

describe('the same file again', () => {
  it('writes nothing and gives the same answer', async () => {
    const text = ndjson(formB(), formB({ formReference: 'B-2', category: 9 }));
    const first = await node.submit(text);
    const before = node.local.head();
    const again = await node.submit(text);
    expect(again).toEqual({ ...first, status: 'repeated' });
    expect(node.local.head()).toBe(before);
    expect(await node.outcomes(again)).toHaveLength(2);
  });

  it('is known by its bytes, whatever it is called and whoever sends it again', async () => {
    const first = await node.submit(ndjson(formB()));
    const other = await node.submit(ndjson(formB()));
    expect(other.submissionId).toBe(first.submissionId);
  });
});

describe('a corrected file', () => {
  it('acts on its corrected lines only', async () => {
    const good = formB();
    await node.submit(ndjson(good, formB({ formReference: 'B-2', fileNumber: '13', category: 9 })));
    const before = node.local.head();
    expect(await outcomesOf(ndjson(good, formB({ formReference: 'B-2', fileNumber: '13' })))).toEqual([
      '1 replayed',
      '2 recorded',
    ]);
    expect(typesSince(before).filter((type) => type.startsWith('D'))).toEqual([
      'DossierOpened.v1',
      'DecisionRecorded.v1',
    ]);
  });

  it('may be written in the other format: the same form is the same form', async () => {
    await node.submit(ndjson(formB()));
    const { beneficiaries: _, ...rest } = formB();
    const csv = `${Object.keys(rest).join(',')},beneficiaries\n${Object.values(rest).map(String).join(',')},main:${unrealNiss('850101')}\n`;
    expect(await outcomesOf(csv)).toEqual(['2 replayed']);
  });
});

describe('a new pseudonym key', () => {
  it('leaves a form the same form, and names the persons of new ones anew', async () => {
    await node.submit(ndjson(formB()));
    const keys = await fixedKeys({ rotated: true });
    const report = await submit(
      { ...node.tools, keys },
      node.acting,
      Readable.from([Buffer.from(ndjson(formB(), formB({ formReference: 'B-2', fileNumber: '13' })))]),
    );
    expect((await node.outcomes(report)).map(({ outcome }) => outcome)).toEqual(['replayed', 'recorded']);
    const named = factsOf().flatMap((fact) =>
      fact.type === 'DecisionRecorded' ? fact.data.beneficiaries : [],
    );
    expect(named.map(({ pseudonym }) => pseudonym.slice(0, 3))).toEqual(['p1:', 'p2:']);
  });
});

describe('a form reference', () => {
  it('with the same content twice in a file acts once', async () => {
    expect(await outcomesOf(ndjson(formB(), formB()))).toEqual(['1 recorded', '2 replayed']);
  });

  it('with other content is refused, in the same file and in a later one', async () => {
    expect(await outcomesOf(ndjson(formB(), formB({ category: 3 })))).toEqual([
      '1 recorded',
      '2 refused idempotencyKeyReused formReference',
    ]);
    expect(await outcomesOf(ndjson(formB({ category: 1 })))).toEqual([
      '1 refused idempotencyKeyReused formReference',
    ]);
  });

  it('cannot be used for another dossier, in the same file or in a later one', async () => {
    expect(await outcomesOf(ndjson(formB(), formB({ fileNumber: '13' })))).toEqual([
      '1 recorded',
      '2 refused idempotencyKeyReused formReference',
    ]);
    expect(await outcomesOf(ndjson(formB({ fileNumber: '14' })))).toEqual([
      '1 refused idempotencyKeyReused formReference',
    ]);
    expect(node.engine.read('forms', reusedReferences)).toEqual([]);
  });

  it('is free for the next line where the line before was refused', async () => {
    expect(await outcomesOf(ndjson(formB({ category: 9 }), formB()))).toEqual([
      '1 refused malformed category',
      '2 recorded',
    ]);
    expect(
      await outcomesOf(
        ndjson(
          formC({ formReference: 'X-1', fileNumber: '77', decidedOn: '2024-12-09' }),
          formB({ formReference: 'X-1', fileNumber: '78' }),
        ),
      ),
    ).toEqual(['1 refused decisionNotFound -', '2 recorded']);
  });
});

describe('two versions of one key in one file', () => {
  it('are both kept, and the later line holds', async () => {
    await node.submit(
      ndjson(
        formB({ fileNumber: '0012-A' }),
        formB({ formReference: 'B-2', fileNumber: '12a', category: 3 }),
      ),
    );
    const decisions = factsOf().filter((fact) => fact.type === 'DecisionRecorded');
    expect(decisions).toMatchObject([
      { data: { category: 2, replaces: false } },
      { data: { category: 3, replaces: true } },
    ]);
    expect(new Set(decisions.map((fact) => fact.data.dossierId)).size).toBe(1);
  });
});

describe('the CPAS of a form', () => {
  const inJanuary = (): void => node.clock.set(instant('2025-01-20T09:00:00.000Z'));
  const late = {
    senderNis: '46030',
    openedByNis: '46013',
    effectiveFrom: '2024-12-01',
    decidedOn: '2024-12-20',
  };

  it('may be the successor, with a late form for an old month', async () => {
    inJanuary();
    expect(await outcomesOf(ndjson(formB(late)))).toEqual(['1 recorded']);
  });

  it('may be the successor, with a new form on a file that its predecessor opened', async () => {
    await node.submit(ndjson(formB({ senderNis: '46013' })));
    inJanuary();
    const next = { ...late, formReference: 'B-2', effectiveFrom: '2025-01-01', decidedOn: '2025-01-10' };
    expect(await outcomesOf(ndjson(formB(next)))).toEqual(['1 recorded']);
    expect(new Set(factsOf().map((fact) => fact.data.dossierId)).size).toBe(1);
  });

  it('must have borne its code in the month of receipt or in the reference month', async () => {
    inJanuary();
    const ended = { senderNis: '46013', effectiveFrom: '2025-01-01', decidedOn: '2025-01-10' };
    expect(await outcomesOf(ndjson(formB(ended)))).toEqual(['1 refused nisCodeNotValid senderNis']);
  });

  it('may be the predecessor, with a late form for a month of its own', async () => {
    inJanuary();
    const form = { senderNis: '46013', effectiveFrom: '2024-12-01', decidedOn: '2024-12-20' };
    expect(await outcomesOf(ndjson(formB(form)))).toEqual(['1 recorded']);
  });

  it('must have the file', async () => {
    expect(await outcomesOf(ndjson(formB({ openedByNis: '46013' })))).toEqual([
      '1 refused nisCodeNotValid openedByNis',
    ]);
  });

  it('must exist', async () => {
    expect(await outcomesOf(ndjson(formB({ openedByNis: '10000' })))).toEqual([
      '1 refused partyUnknown openedByNis',
    ]);
  });

  it('must have existed in the reference month, or have followed one that did', async () => {
    inJanuary();
    const opened = { senderNis: '46030', effectiveFrom: '2024-12-01', decidedOn: '2024-12-20' };
    expect(await outcomesOf(ndjson(formB(opened)))).toEqual(['1 recorded']);
  });
});

it('a decision must not be taken after it was received', async () => {
  expect(await outcomesOf(ndjson(formB({ decidedOn: '2024-12-11' })))).toEqual([
    '1 refused malformed decidedOn',
  ]);
});

describe('a file that is no submission', () => {
  it('is received, refused by name and completed', async () => {
    const report = await node.submit(Buffer.from(`\uFEFF${ndjson(formB())}`, 'utf16le'));
    expect(report).toMatchObject({ lines: 1, refused: 1 });
    expect(await node.outcomes(report)).toMatchObject([
      { line: 1, problems: [{ rule: 'the file is UTF-16; it must be UTF-8' }] },
    ]);
  });
});

/** Lines that are recorded, unchanged and refused, some on one dossier, with a reference used twice. */
const FILE = ndjson(
  formB(),
  formB({ formReference: 'B-2' }),
  formC({ formReference: 'C-3', fileNumber: '13', decidedOn: '2024-12-09' }),
  formB({ formReference: 'B-4', fileNumber: '13' }),
  formB({ formReference: 'B-5', category: 3 }),
  formB({ formReference: 'B-6', category: 9 }),
  formB({ formReference: 'B-7', fileNumber: '14' }),
  formB({ formReference: 'B-7', fileNumber: '15' }),
);

describe('a file that is not what it should be', () => {
  it('is given up after 20,000 refused lines, since the log keeps each of them', async () => {
    const text = '{\n'.repeat(30_000) + ndjson(formB());
    const report = await node.submit(text);
    expect(report).toMatchObject({ lines: 20_001, accepted: 0, refused: 20_001 });
    const refused = node.local.read(0, 1_000).filter((event) => event.type === 'SubmissionLinesRefused.v1');
    const lines = refused.flatMap(
      (event) => (JSON.parse(event.data) as { lines: { line: number; rule: string }[] }).lines,
    );
    expect(lines).toHaveLength(20_001);
    expect(lines.at(-1)).toMatchObject({
      line: 20_001,
      rule: expect.stringContaining('is not read') as string,
    });
  }, 60_000);
});

describe('a log that does not answer', () => {
  it('leaves no line out and does none twice', async () => {
    const whole = await node.submit(FILE);
    const inner = SqliteEventLog.open({ path: ':memory:', instance: 'test' });
    const losing = new LosingLog(inner);
    const other = await openIntakeNode({ log: losing, local: inner.local });
    other.clock.set(instant('2024-12-10T09:00:00.000Z'));
    losing.faults.push('lostAfter', 'lostAfter', 'lostBefore', 'none', 'lostAfter', 'unavailable');
    await expect(other.submit(FILE)).rejects.toThrow(LogUnavailable);
    losing.faults.push('lostBefore', 'lostAfter');
    expect(await other.submit(FILE)).toMatchObject({
      submissionId: whole.submissionId,
      accepted: 4,
      refused: 3,
    });
    expect(new Set(dossierData(other).map((fact) => JSON.stringify(fact)))).toEqual(
      new Set(dossierData(node).map((fact) => JSON.stringify(fact))),
    );
    expect(dossierData(other)).toHaveLength(dossierData(node).length);
    await other.close();
    await inner.close();
  });
});

describe('an interruption', () => {
  const EXPECTED = [
    '1 recorded',
    '2 unchanged',
    '3 refused decisionNotFound -',
    '4 recorded',
    '5 recorded',
    '6 refused malformed category',
    '7 recorded',
    '8 refused idempotencyKeyReused formReference',
  ];

  it('is not needed for the outcome of each line', async () => {
    expect(await outcomesOf(FILE)).toEqual(EXPECTED);
  });

  it('at any append, before or after it landed, changes nothing in the end', async () => {
    const whole = await node.submit(FILE);
    const facts = dossierData(node);
    const at = new Set<string>();
    for (let call = 1; ; call += 1) {
      for (const moment of ['before', 'after'] as const) {
        const log = SqliteEventLog.open({ path: ':memory:', instance: 'test' });
        const killed = new KilledLog(log);
        const other = await openIntakeNode({ log: killed, local: log.local });
        other.clock.set(instant('2024-12-10T09:00:00.000Z'));
        killed.killAt(call, moment);
        const first = await other.submit(FILE).then(
          () => 'through',
          (error: unknown) => String(error),
        );
        if (first !== 'through') at.add(`${call} ${moment}`);
        const report = await other.submit(FILE);
        expect(report).toMatchObject({
          submissionId: whole.submissionId,
          lines: 8,
          accepted: 4,
          unchanged: 1,
          refused: 3,
        });
        expect((await other.outcomes(report)).map(({ line, outcome }) => `${line} ${outcome}`)).toEqual(
          EXPECTED.map((text) => text.split(' ').slice(0, 2).join(' ')),
        );
        expect(dossierData(other)).toEqual(facts);
        await other.close();
        await log.close();
        if (first === 'through') {
          expect([...at]).toEqual(
            Array.from({ length: call - 1 }, (_, index) => [
              `${index + 1} before`,
              `${index + 1} after`,
            ]).flat(),
          );
          expect(at.size).toBeGreaterThanOrEqual(8);
          return;
        }
      }
    }
  });

  it('does not let a refused line act after a later line of the file has', async () => {
    const log = SqliteEventLog.open({ path: ':memory:', instance: 'test' });
    const killed = new KilledLog(log);
    const other = await openIntakeNode({ log: killed, local: log.local });
    other.clock.set(instant('2024-12-10T09:00:00.000Z'));
    const text = ndjson(formC({ decidedOn: '2024-12-09' }), formB({ formReference: 'B-2' }));
    killed.killAt(3, 'before');
    await expect(other.submit(text)).rejects.toThrow('killed');
    const lines = await other.outcomes(await other.submit(text));
    expect(lines.map(({ outcome }) => outcome)).toEqual(['refused', 'recorded']);
    expect(lines[0]?.problems).toMatchObject([{ code: 'decisionNotFound' }]);
    await other.close();
    await log.close();
  });
});

const factsOf = (of: IntakeNode = node): readonly DossierEvent[] => {
  const codec = codecOf(catalog);
  return of.local
    .read(0, 100_000)
    .filter((event) => event.stream.startsWith('dossier-'))
    .map((event) => codec.decode(event) as unknown as DossierEvent);
};

const dossierData = (of: IntakeNode): readonly object[] =>
  factsOf(of).map(({ type, data }) => ({ type, data }));

/** A real log whose process dies at one append: before it is written, or before anybody hears of it. */
class KilledLog extends EventLog {
  private calls = 0;
  private at: { readonly call: number; readonly moment: 'before' | 'after' } | undefined;

  constructor(private readonly inner: EventLog) {
    super();
  }

  /** The n-th append from now. */
  killAt(call: number, moment: 'before' | 'after'): void {
    this.calls = 0;
    this.at = { call, moment };
  }

  async append(appends: readonly StreamAppend[]): Promise<readonly AppendOutcome[]> {
    this.calls += 1;
    const { at } = this;
    const dies = at?.call === this.calls;
    if (dies && at.moment === 'before') throw new Error('killed');
    const outcomes = await this.inner.append(appends);
    if (dies) throw new Error('killed');
    return outcomes;
  }

  readStream(stream: string, fromRevision?: number): Promise<readonly StreamEvent[]> {
    return this.inner.readStream(stream, fromRevision);
  }

  tail(): TailHealth | null {
    return this.inner.tail();
  }

  close(): Promise<void> {
    return this.inner.close();
  }
}
