import { day, instant, yearMonth } from '../../src/domain/time.js';
import { ANNA } from '../support/api.js';
import type { Ask, Told } from '../support/api.js';
import { decision, openBooks } from '../support/api-books.js';
import type { Books } from '../support/api-books.js';
import { proposeUndetermined, replaceLine } from '../support/moved.js';

const KEY = '3f0e7a54-5c5e-4a4f-9f0e-0c9d5f3b7a11';
const OTHER_KEY = '3f0e7a54-5c5e-4a4f-9f0e-0c9d5f3b7a12';
const JANUARY = { yearMonth: '2025-01' };

let api: Books;
beforeAll(async () => {
  api = await openBooks();
  await api.submit('2024-12-10T09:00:00.000Z', decision(1), decision(2), decision(4));
  api.clock.set(instant('2025-01-06T09:00:00.000Z'));
}, 60_000);
afterAll(() => api.close());

/** Asks for a task until it is over. */
async function ended(task: string, { call }: Pick<Books, 'call'> = api): Promise<Told> {
  for (;;) {
    const told = await call(`GET ${task}`);
    if (told.body.status.state !== 'processing') return told;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const approve = (body: object, ifMatch: string, key = KEY, as = 'bea') =>
  api.call('POST /monthRuns/2025-01/approvals', { as, key, ifMatch, body });

describe('a month run', () => {
  it('is not begun where it would be refused', async () => {
    const early = await api.call('POST /monthRuns/tasks', { body: { yearMonth: '2025-02' } });
    expect(early).toMatchObject({ status: 409, body: { type: expect.stringContaining('notYetEffective') } });
    const bad = await api.call('POST /monthRuns/tasks', {
      body: { yearMonth: '2025-1', sentThroughDate: 'x' },
    });
    expect(bad).toMatchObject({
      status: 400,
      body: { issues: [{ name: 'yearMonth' }, { name: 'sentThroughDate' }] },
    });
    const scope = await api.call('POST /monthRuns/tasks', { body: JANUARY, scopes: ['approve'] });
    expect(scope.status).toBe(403);
    expect((await api.call('GET /monthRuns/2025-01')).status).toBe(404);
    expect((await api.call(`GET /monthRuns/tasks/${KEY}`)).status).toBe(404);
    expect((await approve({ proposalId: KEY }, '"0"')).status).toBe(404);
  });

  it('is proposed by a task with what it would state, once for a key', async () => {
    const asked = await api.call('POST /monthRuns/tasks', { key: KEY, body: JANUARY });
    expect(asked.status).toBe(202);
    const task = await ended(String(asked.headers['location']));
    expect(task.status).toBe(303);
    const run = await api.call(`GET ${String(task.headers['location'])}`);
    expect(run).toMatchObject({
      status: 200,
      headers: { etag: '"0"' },
      body: { stateCode: 'proposed', proposedBy: 'anna', due: { items: 3 } },
    });
    const again = await api.call('POST /monthRuns/tasks', { key: KEY, body: JANUARY });
    expect(again).toMatchObject({ status: 202, body: { id: asked.body.id } });
    expect(again.headers['idempotency-replayed']).toBe('true');
    for (const other of [{ yearMonth: '2024-12' }, { ...JANUARY, sentThroughDate: '2024-12-30' }]) {
      const reused = await api.call('POST /monthRuns/tasks', { key: KEY, body: other });
      expect(reused).toMatchObject({
        status: 409,
        body: { type: expect.stringContaining('idempotencyKeyReused') },
      });
    }
    expect((await api.call('GET /monthRuns')).body).toMatchObject({
      total: 1,
      items: [{ stateCode: 'proposed' }],
    });
    expect((await api.call('GET /monthRuns/2025-01/totals')).status).toBe(404);
  });

  it('is approved by another, on the version that was seen, and issues every statement', async () => {
    const { proposal, asOfSequence } = (await api.call('GET /monthRuns/2025-01')).body;
    const body = { proposalId: String(proposal.id) };
    expect((await approve(body, '"3"')).status).toBe(412);
    expect((await approve(body, '"0"', OTHER_KEY, 'anna')).status).toBe(403);
    const none = await api.call('POST /monthRuns/2025-01/approvals', { body });
    expect(none).toMatchObject({ status: 400, body: { issues: [{ in: 'header', name: 'If-Match' }] } });
    const asked = await approve(body, '"0"');
    expect(asked.status).toBe(202);
    const task = await ended(String(asked.headers['location']));
    expect(task).toMatchObject({
      status: 303,
      body: { result: { href: expect.stringContaining('2025-01') } },
    });
    const run = (await api.call('GET /monthRuns/2025-01')).body;
    expect(run).toMatchObject({
      stateCode: 'completed',
      approvedBy: 'bea',
      version: '2',
      issuedStatements: 3,
      items: 3,
    });
    expect((await approve(body, '"0"')).headers['idempotency-replayed']).toBe('true');
    expect((await approve({ proposalId: KEY }, '"0"')).status).toBe(409);
    const before = await api.call(`GET /monthRuns?asOfSequence=${String(asOfSequence)}`);
    expect(before.body.items).toMatchObject([{ stateCode: 'proposed' }]);
    const cut = await api.call(`GET /monthRuns/2025-01?asOfSequence=${String(run.cutSequence)}`);
    expect(cut.body).toMatchObject({ stateCode: 'started', statements: 3, issuedStatements: 0 });
    const { body: totals } = await api.call('GET /monthRuns/2025-01/totals');
    expect(totals.items).toMatchObject([{ regionCode: 'BE-WAL', items: 3, net: run.net }]);
  });
});

describe('a month run of which something moved after it was proposed', () => {
  let books: Books;
  beforeEach(async () => {
    books = await openBooks();
    await books.submit('2024-12-10T09:00:00.000Z', decision(1), decision(2), decision(4));
    books.clock.set(instant('2025-01-06T09:00:00.000Z'));
  }, 60_000);
  afterEach(() => books.close());

  const ask = (proposalId: string, ifMatch: string, how: Ask = {}): Promise<Told> =>
    books.call('POST /monthRuns/2025-01/approvals', { as: 'bea', ifMatch, body: { proposalId }, ...how });
  const proposed = async (): Promise<string> => {
    const { headers } = await books.call('POST /monthRuns/tasks', { body: JANUARY });
    await ended(String(headers['location']), books);
    return String((await books.call('GET /monthRuns/2025-01')).body.proposal.id);
  };

  it('is refused at once where it shows, and approved once it is proposed again', async () => {
    const first = await proposed();
    await replaceLine(books.engine, ANNA);
    const head = books.engine.local.head();
    const refused = await ask(first, '"0"');
    expect(refused).toMatchObject({
      status: 409,
      body: {
        type: 'urn:problem-type:miis:fundingFlows:dueMoved',
        proposedItems: 3,
        proposedNet: 249576,
        proposedPayable: 249576,
        items: 4,
        net: 288274,
        payable: 288274,
      },
    });
    expect(refused.body.asOfSequence).toBeGreaterThan(Number(refused.body.proposedAsOfSequence));
    expect(books.engine.local.head()).toBe(head);
    const second = await proposed();
    expect((await ask(first, '"1"')).status).toBe(409);
    const task = await ended(String((await ask(second, '"1"')).headers['location']), books);
    expect(task.status).toBe(303);
    const run = (await books.call('GET /monthRuns/2025-01')).body;
    expect(run).toMatchObject({ stateCode: 'completed', items: 4, payable: 288274 });
  });

  it('is a task that failed where only what falls due shows it; the same key then is refused at once', async () => {
    const wanted = { month: yearMonth('2025-01'), proposalId: KEY };
    await proposeUndetermined(books.engine, ANNA, { ...wanted, on: day('2025-01-06') });
    const head = books.engine.local.head();
    expect((await ask(KEY, '"0"', { as: 'anna' })).body).toMatchObject({ reason: 'sameOfficial' });
    expect((await ask(KEY, '"1"')).status).toBe(412);
    expect(books.engine.local.head()).toBe(head);
    const asked = await ask(KEY, '"0"', { key: OTHER_KEY });
    expect(asked.status).toBe(202);
    const task = await ended(String(asked.headers['location']), books);
    expect(task).toMatchObject({
      status: 200,
      body: {
        status: {
          state: 'failed',
          problem: {
            type: 'urn:problem-type:miis:fundingFlows:dueMoved',
            status: 409,
            proposedItems: 0,
            items: 3,
          },
        },
        progress: { stepCode: 'determine', done: 3, total: 3 },
      },
    });
    expect((await ask(KEY, '"0"', { key: OTHER_KEY })).status).toBe(409);
    expect((await books.call('GET /monthRuns/2025-01')).body).toMatchObject({
      stateCode: 'proposed',
      version: '0',
    });
  });
});
