import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { decision, openBooks } from '../support/api-books.js';
import type { Books } from '../support/api-books.js';
import { formC, unrealNiss } from '../support/forms.js';

const BAD = formC({
  senderNis: '10001',
  fileNumber: 'UNKNOWN',
  decidedOn: '2024-12-05',
  effectiveFrom: '2024-12-01',
});
const LATE = { decidedOn: '2024-11-04', effectiveFrom: '2024-11-01' };

let api: Books;
let cut: number;
beforeAll(async () => {
  api = await openBooks();
  await api.submit('2024-12-10T09:00:00.000Z', decision(1), decision(2), BAD, {
    ...BAD,
    formReference: 'C-2',
  });
  ({ cut } = await api.runMonth('2025-01-06T09:00:00.000Z'));
  await api.submit('2025-01-20T09:00:00.000Z', decision(3), decision(4, LATE), { form: 'X' });
  await api.submit('2025-02-01T09:00:00.000Z', decision(5, LATE), decision(6, { decidedOn: '2024-12-04' }));
  await api.runMonth('2025-02-03T09:00:00.000Z');
}, 60_000);
afterAll(() => api.close());

describe('open items', () => {
  it('are what no statement had then, over pages that a run meanwhile does not empty', async () => {
    expect((await api.call(`GET /openItems?asOfSequence=${cut}`)).body.items).toEqual([]);
    const before = await api.call(`GET /openItems?asOfSequence=${cut - 1}`);
    expect(before.body.items.length).toBeGreaterThanOrEqual(2);
    expect(before.body.items[0]).toMatchObject({ cpas: { id: 'cpas-2' }, version: 1 });
    const head = api.engine.local.head();
    const whole = await api.call(`GET /openItems?pageSize=100&asOfSequence=${head}`);
    expect(whole.body.items.length).toBeGreaterThan(1);
    const paged = await api.everyPage(`/openItems?pageSize=1&asOfSequence=${head}`, async () => {
      await api.runMonth('2025-03-03T09:00:00.000Z');
    });
    expect(paged).toEqual(whole.body.items);
    const [first] = whole.body.items;
    const own = await api.call(`GET /openItems?asOfSequence=${head}&cpasId=${String(first.cpas.id)}`);
    expect(own.body.items[0]).toEqual(first);
    expect((await api.call('GET /openItems?cpasId=no')).body.items).toEqual([]);
  });
});

describe('findings', () => {
  it('count refused lines by reason, of the files of a time', async () => {
    const { body } = await api.call('GET /refusals');
    expect(body).toMatchObject({ page: 1, total: body.items.length });
    expect(body.items[0]).toMatchObject({ refusalCode: 'decisionNotFound', lines: 2 });
    for (const item of body.items) {
      expect((await api.call(`GET ${item.href}`)).body).toMatchObject({
        total: 1,
        items: [{ lines: item.lines }],
      });
    }
    const january = await api.call('GET /refusals?startDate=2025-01-01&endDate=2025-01-31');
    expect(january.body.items).toMatchObject([{ refusalCode: 'malformed', lines: 1 }]);
    expect((await api.call(`GET /refusals?asOfSequence=${cut}`)).body.items).toHaveLength(1);
  });

  it('sum what is lost because forms came late', async () => {
    const { body } = await api.call('GET /lostAmounts');
    expect(body.items.length).toBeGreaterThan(0);
    const [item] = body.items;
    expect((await api.call(`GET ${item.href}`)).body.items).toEqual([item]);
    expect((await api.call(`GET /lostAmounts?asOfSequence=${cut}`)).body).toMatchObject({
      total: 0,
      items: [],
    });
  });

  it('list stale decisions, of which there are none here, and refuse what is malformed', async () => {
    expect((await api.call('GET /staleDecisions')).body).toMatchObject({ total: 0, items: [] });
    const bad = await api.call('GET /staleDecisions?cpasId=NO!&page=0');
    expect(bad.status).toBe(400);
    expect(bad.body.issues).toHaveLength(2);
    expect((await api.call('GET /lostAmounts?validOn=2025-01-01')).status).toBe(400);
  });
});

describe('the audit trail', () => {
  it('is read on in pages, and narrowed by each filter', async () => {
    const head = api.engine.local.head();
    const whole = await api.everyPage(`/auditTrail?pageSize=37&asOfSequence=${head}`);
    expect(whole).toHaveLength(head);
    const anna = await api.call('GET /auditTrail?officialId=anna&eventType=StatementRunProposed');
    expect(anna.body.items[0]).toMatchObject({
      actor: { officialId: 'anna' },
      eventType: 'StatementRunProposed',
    });
    const [run] = anna.body.items;
    const stream = await api.call(`GET /auditTrail?recordId=${String(run.recordId)}`);
    expect(stream.body.items[0]).toEqual(run);
    expect((await api.call(`GET /auditTrail?sequence=${String(run.sequence)}`)).body.items).toEqual([run]);
    const day = await api.call(
      'GET /auditTrail?startDate=2025-01-20&endDate=2025-01-20&eventType=DecisionRecorded',
    );
    expect(day.body.items).toHaveLength(2);
    const cpas = await api.call('GET /auditTrail?cpasId=cpas-2&eventType=StatementIssued');
    expect(cpas.body.items[0]).toMatchObject({ parties: [{ id: 'cpas-2' }] });
  });

  it('of a person is asked in a body, told to nobody who keeps it, and written down', async () => {
    const body = { ssin: unrealNiss('710102'), reason: 'letter of 3 February', pageSize: 2 };
    const first = await api.call('POST /auditTrail/query', { body, key: null });
    expect(first).toMatchObject({ status: 200, headers: { 'cache-control': 'no-store, max-age=0' } });
    expect(first.body.items).toHaveLength(2);
    expect(first.body.items[0].beneficiaries).toHaveLength(1);
    expect(first.text).not.toContain(body.ssin);
    const { afterEntry, asOfSequence } = first.body;
    const next = { ...body, afterEntry, asOfSequence };
    const second = await api.call('POST /auditTrail/query', { body: next, key: null });
    expect(second.body.items[0].sequence).toBeGreaterThan(Number(first.body.items[1].sequence));
    const other = { ...next, ssin: unrealNiss('720103') };
    const foreign = await api.call('POST /auditTrail/query', { body: other, key: null });
    expect(foreign).toMatchObject({ status: 400, body: { issues: [{ in: 'body', name: 'afterEntry' }] } });
    const later = { ...body, asOfSequence: Number.MAX_SAFE_INTEGER };
    const never = await api.call('POST /auditTrail/query', { body: later, key: null });
    expect(never).toMatchObject({ status: 400, body: { issues: [{ in: 'body', name: 'asOfSequence' }] } });
    const folder = join(api.config.shared, 'access');
    const [file = ''] = await readdir(folder);
    const reads = (await readFile(join(folder, file), 'utf8')).match(/"reason":"letter of 3 February"/g);
    // Nothing was looked up for whoever was refused.
    expect(reads).toHaveLength(2);
  });

  it('of a person needs a number that holds, and a reason', async () => {
    const { status, body } = await api.call('POST /auditTrail/query', {
      body: { ssin: '12345678901' },
      key: null,
    });
    expect(status).toBe(400);
    expect(body.issues).toHaveLength(2);
  });
});
