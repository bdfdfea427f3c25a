import { jest } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { instant } from '../../src/domain/time.js';
import { LogUnavailable } from '../../src/log/event-log.js';
import { LogOfRecord } from '../../src/log/log-of-record.js';
import type { Told } from '../support/api.js';
import { decision, openBooks } from '../support/api-books.js';
import type { Books } from '../support/api-books.js';
import { formC, formD, ndjson } from '../support/forms.js';

const NDJSON = { 'content-type': 'application/x-ndjson' };

let api: Books;
beforeEach(async () => {
  api = await openBooks();
}, 60_000);
afterEach(() => api.close());

const send = (key: string, ...forms: readonly object[]): Promise<Told> =>
  api.call('POST /submissions/tasks', { key, headers: NDJSON, body: ndjson(...forms) });

/** The lines of a file that was read to its end. */
async function lines(task: Told): Promise<Told> {
  const done = await api.ended(task);
  expect(done.status).toBe(303);
  return api.call(`GET ${done.headers['location'] ?? ''}/lines`);
}

const simulated = (throughMonth: string, ...forms: readonly object[]): Promise<Told> =>
  api.call(`POST /submissions/simulate?throughMonth=${throughMonth}`, {
    key: null,
    headers: NDJSON,
    body: ndjson(...forms),
  });

async function approve(proposed: Told): Promise<void> {
  expect(proposed.status).toBe(201);
  const { body, headers } = await api.call(`GET /proposals/${proposed.body.id}`);
  const asked = { as: 'bea', ifMatch: headers['etag'] ?? '', headers: { 'idempotency-key': randomUUID() } };
  expect((await api.call(`POST /proposals/${body.id}/approvals`, asked)).status).toBe(201);
}

const propose = (rows: readonly object[]): Promise<Told> =>
  api.call('POST /rulebooks/RIS/importProposals', {
    body: {
      rows: rows.map((row) => ({
        legalReference: 'law of a test',
        statusCode: 'published',
        certaintyCode: 'notFound',
        lastCheckedDate: '2024-11-20',
        source: 'test',
        ...row,
      })),
    },
  });

describe('a line of a file is refused', () => {
  it('where the file of the person has not what it refers to', async () => {
    await api.submit('2024-12-10T09:00:00.000Z', decision(3), decision(6));
    await api.runMonth('2025-01-06T09:00:00.000Z');
    api.clock.set(instant('2025-02-10T09:00:00.000Z'));
    const file = { senderNis: '10001', decidedOn: '2025-01-09' };
    const told = await lines(
      await send(
        randomUUID(),
        formC({ ...file, fileNumber: '9', formReference: 'C-1' }),
        formC({ ...file, fileNumber: '3', formReference: 'C-2' }),
        formC({ ...file, fileNumber: '3', formReference: 'C-3', effectiveFrom: '2025-03-01' }),
        formD({ senderNis: '10001', fileNumber: '6', formReference: 'D-1', referenceMonth: '2025-03' }),
        formD({ senderNis: '10001', fileNumber: '6', formReference: 'D-2', amount: '5000.00' }),
      ),
    );
    expect(told.body.items).toMatchObject([
      { outcome: 'refused', problems: [{ refusalCode: 'decisionNotFound' }] },
      { outcome: 'recorded' },
      { outcome: 'refused', problems: [{ refusalCode: 'decisionAlreadyEnded' }] },
      { outcome: 'refused', problems: [{ refusalCode: 'lineNeverDetermined' }] },
      { outcome: 'refused', problems: [{ refusalCode: 'recoveryAboveGranted' }] },
    ]);
  });

  it('where a later line of it has acted first, and what it could not record then could be recorded now', async () => {
    api.clock.set(instant('2024-12-10T09:00:00.000Z'));
    const foreign = decision(3, { senderNis: '10002', openedByNis: '10001' });
    const own = decision(3, { formReference: 'B-3-2', effectiveFrom: '2024-12-03' });
    // The log goes away after the second line was recorded, before it has why the first was refused.
    const { log } = api.app.get(LogOfRecord);
    const append = log.append.bind(log);
    const away = jest
      .spyOn(log, 'append')
      .mockImplementation((appends) =>
        appends.some(({ stream }) => stream.startsWith('submission-')) && api.engine.local.head() > received
          ? Promise.reject(new LogUnavailable('away'))
          : append(appends),
      );
    const received = api.engine.local.head() + 1;
    const key = randomUUID();
    const stopped = await api.ended(await send(key, foreign, own));
    expect(stopped.body).toMatchObject({ status: { state: 'failed' } });
    away.mockRestore();
    const merged = { successorId: 'cpas-2', startDate: '2024-12-01', modeCode: 'absorbed', source: 'test' };
    const { headers } = await api.call('GET /cpas/cpas-1');
    const ask = { ifMatch: headers['etag'] ?? '', body: merged };
    await approve(await api.call('POST /cpas/cpas-1/successionProposals', ask));
    const told = await lines(await send(key, foreign, own));
    expect(told.body.items).toMatchObject([
      { outcome: 'refused', problems: [{ refusalCode: 'overtaken' }] },
      { outcome: 'recorded' },
    ]);
  });
});

describe('a month is refused', () => {
  it('where the share of the year, the amount of the day or its year is not known', async () => {
    api.clock.set(instant('2027-02-10T09:00:00.000Z'));
    const from = (n: number, effectiveFrom: string, resourcesYear: string): object =>
      decision(n, { effectiveFrom, decidedOn: effectiveFrom, resourcesYear });
    const year = await simulated('2027-01', from(1, '2027-01-01', '0.00'));
    expect(year.body.lines).toMatchObject([{ problems: [{ refusalCode: 'shareMissing' }] }]);
    const months = { cat1Month: '876.13', cat2Month: '1314.20', cat3Month: '1776.07' };
    const known = {
      parameterId: 'ris.amount',
      startDate: '2025-03-01',
      endDate: '2025-03-31',
      values: months,
    };
    const rules = await propose([
      { parameterId: 'ris.index', startDate: '2025-03-01', values: {} },
      known,
      { parameterId: 'ris.amount', startDate: '2025-04-01', values: {} },
    ]);
    await approve(rules);
    const march = await simulated('2025-03', from(1, '2025-03-01', '1200.00'));
    expect(march.body.lines).toMatchObject([{ problems: [{ refusalCode: 'amountYearUnknown' }] }]);
    const april = await simulated('2025-04', from(1, '2025-04-01', '0.00'));
    expect(april.body.lines).toMatchObject([{ problems: [{ refusalCode: 'amountInGap' }] }]);
  });
});
