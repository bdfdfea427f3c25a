import { decision, openBooks } from '../support/api-books.js';
import type { Books } from '../support/api-books.js';

let api: Books;
let before: number;
beforeAll(async () => {
  api = await openBooks();
  const first = await api.submit('2024-12-10T09:00:00.000Z', decision(1), decision(2), decision(3));
  expect(first).toMatchObject({ accepted: 3, refused: 0 });
  await api.runMonth('2025-01-06T09:00:00.000Z');
  before = api.engine.local.head();
  await api.submit('2025-01-07T09:00:00.000Z', decision(4));
}, 60_000);
afterAll(() => api.close());

describe('the balances', () => {
  it('are listed by party and dimension, narrowed by each filter, and a row has its own address', async () => {
    const { status, body } = await api.call('GET /balances?pageSize=2');
    expect(status).toBe(200);
    expect(body).toMatchObject({ page: 1, pageSize: 2 });
    expect(body.items).toHaveLength(2);
    const [row] = body.items;
    expect(row).toMatchObject({ party: { id: 'cpas-1' }, fundCode: 'federal', schemeCode: 'RIS' });
    const alone = await api.call(`GET ${row.href}`);
    expect(alone.body).toMatchObject({ total: 1, items: [row] });
    for (const filter of [
      'fundCode=other',
      'schemeCode=OTHER',
      'referenceYear=1999',
      'budgetYear=1999',
      'partyId=x',
    ]) {
      expect((await api.call(`GET /balances?${filter}`)).body).toMatchObject({ total: 0, items: [] });
    }
    expect((await api.call(`GET ${body.last}`)).body.total).toBe(body.total);
  });

  it('are what was known then, and of the postings until a day', async () => {
    const now = await api.call('GET /balances');
    const then = await api.call(`GET /balances?asOfSequence=${before}`);
    expect(then.body.items).not.toEqual(now.body.items);
    const none = await api.call('GET /balances?validOn=2024-01-01');
    expect(none.body).toMatchObject({ validOn: '2024-01-01', total: 0 });
  });

  it('refuse what they do not know, every issue of it', async () => {
    const { status, body } = await api.call('GET /balances?fundCode=X&referenceYear=12&nis=1&pageSize=0');
    expect(status).toBe(400);
    const issues = body.issues as readonly { readonly name: string }[];
    expect(issues.map((one) => one.name).sort()).toEqual(['fundCode', 'nis', 'pageSize', 'referenceYear']);
    expect((await api.call('GET /balances', { scopes: ['prepare'] })).status).toBe(403);
  });
});

describe('the trial balance', () => {
  it('is zero in every fund, now and then', async () => {
    for (const query of ['', `?asOfSequence=${before}`, '?validOn=2024-12-31']) {
      const { body } = await api.call(`GET /trialBalance${query}`);
      for (const fund of body.funds) expect(fund.total).toBe(0);
    }
    expect((await api.call('GET /trialBalance')).body.funds).toHaveLength(1);
  });
});

describe('the postings of a CPAS', () => {
  it('follow the log over pages, which later events do not move', async () => {
    const whole = await api.call('GET /cpas/cpas-2/postings?pageSize=100');
    const items = await api.everyPage('/cpas/cpas-2/postings?pageSize=1', async () => {
      await api.submit('2025-01-08T09:00:00.000Z', decision(7));
      await api.runMonth('2025-02-03T09:00:00.000Z');
    });
    expect(items).toEqual(whole.body.items);
    expect(items.length).toBeGreaterThan(1);
    const now = await api.call('GET /cpas/cpas-2/postings?pageSize=100');
    expect(now.body.items.length).toBeGreaterThan(items.length);
  });

  it('are of a CPAS that is there, and take no day', async () => {
    expect((await api.call('GET /cpas/cpas-9/postings')).status).toBe(404);
    const { status, body } = await api.call('GET /cpas/cpas-1/postings?validOn=2025-01-01');
    expect(status).toBe(400);
    expect(body.issues).toMatchObject([{ type: 'urn:problem-type:belgif:input-validation:unknownInput' }]);
    const foreign = await api.call('GET /cpas/cpas-1/postings?afterPosting=a.b');
    expect(foreign.body.issues).toMatchObject([{ in: 'query', name: 'afterPosting' }]);
  });
});
