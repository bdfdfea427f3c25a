import { nisCode, officialId, partyId } from '../../src/domain/ids.js';
import type { PartyCommand } from '../../src/domain/party/commands.js';
import { party } from '../../src/domain/party/party.js';
import { day, instant, yearMonth } from '../../src/domain/time.js';
import { assess } from '../../src/engine/assess.js';
import { submit } from '../../src/engine/submit.js';
import { LogUnavailable } from '../../src/log/event-log.js';
import { SqliteEventLog } from '../../src/log/sqlite.event-log.js';
import { formB, formC, formD, ndjson } from '../support/forms.js';
import { FACTS, NEW, OLD, openIntakeNode, registered } from '../support/intake-node.js';
import type { IntakeNode, StreamFacts } from '../support/intake-node.js';
import { LosingLog } from '../support/losing-log.js';
import { CLARA, DAVID, MANDATES } from '../support/published.js';

/** The two CPAS before anybody knew that one follows the other. */
const BEFORE: StreamFacts = [
  ...FACTS.filter(([stream]) => stream !== `party-${OLD}` && stream !== `party-${NEW}`),
  ['mandate-david', MANDATES.filter(({ data }) => data.officialId === DAVID)],
  [`party-${OLD}`, [registered(OLD, '46013', '2002-10-01')]],
  [`party-${NEW}`, [registered(NEW, '46030', '2024-11-01')]],
];

let inner: SqliteEventLog;
let log: LosingLog;
let node: IntakeNode;
beforeEach(async () => {
  inner = SqliteEventLog.open({ path: ':memory:', instance: 'test' });
  log = new LosingLog(inner);
  node = await openIntakeNode({ log, local: inner.local }, BEFORE);
  node.clock.set(instant('2024-12-10T09:00:00.000Z'));
});
afterEach(async () => {
  await node.close();
  await inner.close();
});

let acts = 0;
async function register(command: PartyCommand): Promise<void> {
  acts += 1;
  const actor = { issuer: 'test', subject: command.by, kind: 'official', mandate: 'registrar' } as const;
  const context = { commandId: `act-${acts}`, actor, content: { ...command } };
  expect(await node.engine.execute(party, command, context)).toMatchObject({ status: 'recorded' });
}

const on = day('2025-01-20');

async function merge(effectiveOn: string): Promise<void> {
  const proposal = { partyId: OLD, proposalId: 'merger', on };
  const facts = {
    successorId: NEW,
    effectiveOn: day(effectiveOn),
    mode: 'absorbed',
    source: 'test',
  } as const;
  await register({ type: 'ProposeSuccession', ...proposal, ...facts, by: CLARA });
  await register({ type: 'ConfirmSuccession', ...proposal, by: DAVID });
}

const recode = (nis: string, from: string): Promise<void> =>
  register({
    type: 'ChangeParty',
    partyId: OLD,
    names: null,
    nisCode: nisCode(nis),
    enterpriseNumber: null,
    validFrom: day(from),
    source: 'test',
    by: CLARA,
    on,
  });

/** The code was written down for the wrong CPAS: it is taken from it, and given to the one whose it is. */
async function giveCodeTo(id: string): Promise<void> {
  await recode('46099', '2002-10-01');
  const { registeredBy: by, ...facts } = registered(partyId(id), '46013', '2002-10-01').data;
  await register({ type: 'RegisterParty', ...facts, by, on });
}

const told = async (text: string): Promise<readonly string[]> =>
  (await node.outcomes(await node.submit(text))).map(
    ({ line, outcome, problems }) =>
      `${line} ${outcome}${problems.map(({ code, field }) => ` ${code} ${field ?? '-'}`).join('')}`,
  );

async function assessed(text: string): Promise<readonly string[]> {
  const tools = { ...node.tools, receivedAt: node.clock.now(), through: yearMonth('2024-12') };
  async function* bytes(): AsyncGenerator<Uint8Array> {
    yield Buffer.from(text);
  }
  const lines: string[] = [];
  const read = assess({ ...tools, keys: node.keys }, node.acting, bytes());
  for await (const { line, outcome, problems } of read) {
    lines.push([line, outcome, ...problems.map(({ code }) => code)].join(' '));
  }
  return lines;
}

const old = { senderNis: '46013' };
const first = formB(old);
const next = formB({ ...old, formReference: 'B-2', fileNumber: '13', effectiveFrom: '2025-01-01' });

describe('a file that was interrupted', () => {
  /** The second line uses the reference of the first again, so that the third waits for what becomes of it. */
  const file = ndjson(
    first,
    formB({ ...old, fileNumber: '14' }),
    formB({ ...old, formReference: 'B-3', fileNumber: '15' }),
  );

  it.each([
    ['a merger', () => merge('2024-12-01')],
    ['another code', () => recode('46099', '2024-12-01')],
    ['another code from the first day on', () => recode('46099', '2002-10-01')],
  ])('goes on after %s: what was recorded stays so, the rest is looked at anew', async (_what, change) => {
    log.faults.push('none', 'none', 'unavailable');
    await expect(told(file)).rejects.toThrow(LogUnavailable);
    await change();
    const lines = await told(file);
    expect(lines[0]).toBe('1 recorded');
    expect(lines.slice(1)).toEqual([
      expect.stringMatching(/^2 refused (nisCodeNotValid|partyUnknown) senderNis$/),
      expect.stringMatching(/^3 refused (nisCodeNotValid|partyUnknown) senderNis$/),
    ]);
  });

  it('records no line a second time where the code of the sender is now of another CPAS', async () => {
    log.faults.push('none', 'none', 'unavailable');
    await expect(told(ndjson(first))).rejects.toThrow(LogUnavailable);
    await giveCodeTo('cpas-right');
    const head = node.local.head();
    expect(await told(ndjson(first))).toEqual(['1 recorded']);
    expect(node.local.read(head, 10).map(({ type }) => type)).toEqual(['SubmissionCompleted.v1']);
  });

  it('is gone on with by another official on another day', async () => {
    log.faults.push('none', 'none', 'unavailable');
    await expect(told(file)).rejects.toThrow(LogUnavailable);
    await merge('2024-12-01');
    node.clock.set(instant('2025-01-20T09:00:00.000Z'));
    async function* bytes(): AsyncGenerator<Uint8Array> {
      yield Buffer.from(file);
    }
    const nobody = { ...node.acting, official: officialId('nobody'), on };
    await expect(submit(node.tools, nobody, bytes())).rejects.toMatchObject({ code: 'mandateMissing' });
    const report = await submit(node.tools, { ...node.acting, official: DAVID, on }, bytes());
    expect((await node.outcomes(report)).map(({ outcome }) => outcome)).toEqual([
      'recorded',
      'refused',
      'refused',
    ]);
  });
});

describe('a form that is sent again after a merger', () => {
  beforeEach(async () => {
    expect(await told(ndjson(first, next))).toEqual(['1 recorded', '2 recorded']);
  });
  const inJanuary = async (): Promise<void> => {
    await merge('2025-01-01');
    node.clock.set(instant('2025-01-20T09:00:00.000Z'));
  };

  it('is replayed with all of its file, also for a month after it', async () => {
    await inJanuary();
    const head = node.local.head();
    const whole = `\n${ndjson(first, next)}`;
    expect(await assessed(whole)).toEqual(['2 replayed', '3 replayed']);
    expect(await told(whole)).toEqual(['2 replayed', '3 replayed']);
    expect(node.local.read(head, 100).filter(({ stream }) => stream.startsWith('dossier-'))).toEqual([]);
  });

  it('is replayed where it withdrew, refused or recovered', async () => {
    node.clock.set(instant('2025-01-10T09:00:00.000Z'));
    const later = { ...old, decidedOn: '2025-01-09' };
    const refusal = { code: 1, effectiveFrom: '2025-01-01', beneficiaries: first['beneficiaries'] };
    const file = ndjson(
      formC({ ...later, effectiveFrom: '2025-01-05' }),
      formC({ ...later, formReference: 'C-2', fileNumber: '20', ...refusal }),
      formC({
        ...later,
        formReference: 'C-3',
        messageStatus: 1,
        regularizes: '2025-01-05',
        effectiveFrom: undefined,
      }),
      formD({ ...old, referenceMonth: '2024-10', amount: '1.00' }),
    );
    const before = await told(file);
    expect(before).toEqual(['1 recorded', '2 recorded', '3 recorded', '4 recorded']);
    await inJanuary();
    node.clock.set(instant('2027-01-20T09:00:00.000Z'));
    expect(await told(`\n${file}`)).toEqual(['2 replayed', '3 replayed', '4 replayed', '5 replayed']);
  });

  it('is replayed in a corrected file, whose corrected line acts', async () => {
    const wrong = { ...old, formReference: 'B-4', fileNumber: '16' };
    expect(await told(ndjson(next, formB({ ...wrong, category: 9 })))).toEqual([
      '1 replayed',
      '2 refused malformed category',
    ]);
    await inJanuary();
    expect(await told(ndjson(next, formB(wrong)))).toEqual(['1 replayed', '2 recorded']);
  });

  it('is refused with other content, as before', async () => {
    await inJanuary();
    const other = ndjson({ ...first, category: 3 }, { ...next, category: 3 }, { ...first, fileNumber: '17' });
    const refused = ['1', '2', '3'].map((line) => `${line} refused idempotencyKeyReused`);
    expect(await assessed(other)).toEqual(refused);
    expect(await told(other)).toEqual(refused.map((line) => `${line} formReference`));
  });

  it('leaves its file to the successor, whose references are its own', async () => {
    await inJanuary();
    const own = formB({
      senderNis: '46030',
      openedByNis: '46013',
      decidedOn: '2025-01-15',
      effectiveFrom: '2025-01-15',
    });
    expect(await told(ndjson(own, next))).toEqual(['1 recorded', '2 replayed']);
    await recode('46098', '2002-10-01');
    expect(await told(ndjson(first, own))).toEqual(['1 replayed', '2 replayed']);
    const decisions = node.local.read(0, 1_000).filter(({ type }) => type === 'DecisionRecorded.v1');
    expect(new Set(decisions.map(({ stream }) => stream)).size).toBe(2);
  });
});

it('a CPAS that was given its code late uses the references of the one that had it by mistake', async () => {
  await told(ndjson(first));
  await giveCodeTo('cpas-right');
  expect(await told(ndjson(formB({ ...old, fileNumber: '18' })))).toEqual(['1 recorded']);
});

it('a form that was recorded for the CPAS that had the code by mistake is told to the one whose it is, not passed over', async () => {
  expect(await told(ndjson(first))).toEqual(['1 recorded']);
  await giveCodeTo('cpas-right');
  const again = ndjson(first);
  expect(await assessed(`\n${again}`)).toEqual(['2 refused idempotencyKeyReused']);
  for (const blank of ['\n', '\n\n']) {
    const line = blank.length + 1;
    expect(await told(`${blank}${again}`)).toEqual([`${line} refused idempotencyKeyReused formReference`]);
  }
  expect(await told(ndjson(formB({ ...old, formReference: 'B-9' })))).toEqual(['1 recorded']);
  const opened = node.local.read(0, 1_000).filter(({ type }) => type === 'DossierOpened.v1');
  expect(opened.map(({ data }) => (JSON.parse(data) as { cpasId: string }).cpasId)).toEqual([
    OLD,
    'cpas-right',
  ]);
});

it('a form of a decision just after midnight is replayed on a node whose clock is a little behind', async () => {
  const decided = formB({ ...old, decidedOn: '2024-12-11' });
  node.clock.set(instant('2024-12-10T23:00:02.000Z'));
  expect(await told(ndjson(decided))).toEqual(['1 recorded']);
  node.clock.set(instant('2024-12-10T22:59:59.000Z'));
  expect(await told(`\n${ndjson(decided)}`)).toEqual(['2 replayed']);
});
