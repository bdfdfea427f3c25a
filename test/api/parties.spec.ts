import { openApi } from '../support/api.js';
import type { Api, Told } from '../support/api.js';

let api: Api;
beforeAll(async () => {
  api = await openApi();
}, 60_000);
afterAll(() => api.close());

const IBAN = { iban: 'BE68539007547034', startDate: '2025-01-01' };

describe('the CPAS', () => {
  it('are listed by page, with links that stand where the page stands', async () => {
    const { status, body } = await api.call('GET /cpas?pageSize=2&validOn=2025-01-01');
    expect(status).toBe(200);
    expect(body).toMatchObject({ page: 1, pageSize: 2, total: 3, validOn: '2025-01-01' });
    expect(body.items).toMatchObject([{ id: 'cpas-1' }, { id: 'cpas-2' }]);
    const next = await api.call(`GET ${body.next}`);
    expect(next.body.items).toMatchObject([{ id: 'cpas-3' }]);
    expect(next.body.asOfSequence).toBe(body.asOfSequence);
  });

  it('are found by code and by name', async () => {
    expect((await api.call('GET /cpas?municipalityCode=10002')).body.items).toMatchObject([{ id: 'cpas-2' }]);
    expect((await api.call('GET /cpas?q=oshz%20cpas-3')).body.items).toMatchObject([{ id: 'cpas-3' }]);
  });

  it('are shown with their version as tag, and not again to who has it', async () => {
    const shown = await api.call('GET /cpas/cpas-1');
    expect(shown).toMatchObject({
      status: 200,
      body: { id: 'cpas-1', version: '0' },
      headers: { etag: '"0"' },
    });
    const headers = { 'if-none-match': '"0"' };
    const then = await api.call(`GET /cpas/cpas-1?asOfSequence=${shown.body.asOfSequence}`, { headers });
    expect(then).toMatchObject({ status: 304, text: '' });
  });

  it('have their names in the order of our languages', async () => {
    const shown = (await api.call('GET /cpas/cpas-1')).body;
    expect(Object.keys((shown.names[0]?.names ?? shown.names) as object)).toEqual(['fr', 'nl', 'de']);
    const [item] = (await api.call('GET /cpas')).body.items;
    expect(Object.keys(item.names as object)).toEqual(['fr', 'nl', 'de']);
  });

  it('that are not there are no resource', async () => {
    const { status, body } = await api.call('GET /cpas/cpas-9');
    expect(status).toBe(404);
    expect(body).toMatchObject({
      type: 'urn:problem-type:belgif:resourceNotFound',
      issues: [{ in: 'path', name: 'cpasId', value: 'cpas-9' }],
    });
  });
});

describe('the account of a CPAS', () => {
  it('is proposed on a version, and once for a key', async () => {
    const key = '3f0e7a54-5c5e-4a4f-9f0e-0c9d5f3b7a11';
    const ask = { key, ifMatch: '"0"', body: IBAN };
    const first = await api.call('POST /cpas/cpas-1/ibanProposals', ask);
    expect(first).toMatchObject({ status: 201, body: { version: '1' }, headers: { etag: '"1"' } });
    expect(first.headers['location']).toBe(first.body.href);
    const again = await api.call('POST /cpas/cpas-1/ibanProposals', ask);
    expect(again).toMatchObject({
      status: 201,
      body: first.body,
      headers: { 'idempotency-replayed': 'true' },
    });
    const other = { ...ask, body: { ...IBAN, startDate: '2025-02-01' } };
    expect((await api.call('POST /cpas/cpas-1/ibanProposals', other)).body).toMatchObject({
      status: 409,
      type: 'urn:problem-type:miis:fundingFlows:idempotencyKeyReused',
    });
  });

  it('is not proposed on a version that others have overtaken', async () => {
    const { status, body } = await api.call('POST /cpas/cpas-2/ibanProposals', {
      ifMatch: '"5"',
      body: IBAN,
    });
    expect(status).toBe(412);
    expect(body).toMatchObject({
      type: 'urn:problem-type:miis:fundingFlows:versionMismatch',
      currentVersion: '0',
    });
  });
});

const ARLON = {
  names: { fr: 'Arlon', nl: 'Aarlen', de: 'Arel' },
  linguisticRegimeCode: 'F',
  regionCode: 'BE-WAL',
  municipalityCode: 81001,
  startDate: '1977-01-01',
  source: 'Statbel REFNIS 2025',
};

describe('the register', () => {
  it('takes a CPAS once for a key, and refuses its code for another', async () => {
    const ask = { key: '3f0e7a54-5c5e-4a4f-9f0e-0c9d5f3b7a12', body: ARLON };
    const first = await api.call('POST /cpas', ask);
    expect(first).toMatchObject({ status: 201, body: { version: '0' } });
    const again = await api.call('POST /cpas', ask);
    expect(again).toMatchObject({ text: first.text, headers: { 'idempotency-replayed': 'true' } });
    expect((await api.call(`GET ${first.body.href}`)).body).toMatchObject({ municipalityCode: 81001 });
    const other = await api.call('POST /cpas', { body: { ...ARLON, municipalityCode: 10001 } });
    expect(other.body).toMatchObject({ type: 'urn:problem-type:miis:fundingFlows:alreadyExists' });
    const read = { scopes: ['consult'] as const, body: ARLON };
    expect((await api.call('POST /cpas', read)).status).toBe(403);
  });

  it('is told all that is wrong with what is sent', async () => {
    const body = { ...ARLON, names: { fr: '' }, regionCode: 'BE', municipalityCode: 1 };
    const { status, body: problem } = await api.call('POST /cpas', { body });
    expect(status).toBe(400);
    expect((problem.issues as { name: string }[]).map((one) => one.name).sort()).toEqual([
      'municipalityCode',
      'names.de',
      'names.fr',
      'names.nl',
      'regionCode',
    ]);
  });

  it('changes a CPAS from a day on, on the version seen, and lists its changes as of any sequence', async () => {
    const change = {
      startDate: '2024-06-01',
      source: 'gazette',
      names: { fr: 'Deux', nl: 'Twee', de: 'Zwei' },
    };
    const path = 'POST /cpas/cpas-2/changes';
    const before = await api.call('GET /cpas/cpas-2/changes');
    expect(before.body).toMatchObject({ version: '0', items: [] });
    expect((await api.call(path, { ifMatch: '"5"', body: change })).status).toBe(412);
    expect((await api.call(path, { ifMatch: '"0"', body: change })).body).toMatchObject({ version: '1' });
    const { startDate, source } = change;
    const nothing = await api.call(path, { ifMatch: '"1"', body: { startDate, source } });
    expect(nothing.status).toBe(400);
    const { body } = await api.call('GET /cpas/cpas-2/changes');
    expect(body.items).toMatchObject([{ names: { fr: 'Deux' }, startDate, source, changedBy: 'anna' }]);
    const then = await api.call(`GET /cpas/cpas-2/changes?asOfSequence=${before.body.asOfSequence}`);
    expect(then.text).toBe(before.text);
    expect((await api.call('GET /cpas/cpas-2?validOn=2024-05-31')).body.names.fr).toBe('CPAS cpas-2');
    expect((await api.call('POST /cpas/cpas-9/changes', { ifMatch: '"0"', body: change })).status).toBe(404);
  });

  it('takes the proposal of a successor, and lists what was proposed for a CPAS', async () => {
    const succession = {
      successorId: 'cpas-2',
      startDate: '2024-11-01',
      modeCode: 'absorbed',
      source: 'decree',
    };
    const ask = { ifMatch: '"0"', body: succession };
    const { status, body } = await api.call('POST /cpas/cpas-3/successionProposals', ask);
    expect({ status, body }).toMatchObject({ status: 201, body: { version: '1' } });
    const item = { id: body.id, stateCode: 'pending', successor: { id: 'cpas-2' }, modeCode: 'absorbed' };
    expect((await api.call('GET /cpas/cpas-3/successionProposals')).body.items).toMatchObject([item]);
    const ibans = await api.call('GET /cpas/cpas-1/ibanProposals');
    expect(ibans).toMatchObject({
      headers: { 'cache-control': 'no-store, max-age=0' },
      body: { version: '1', items: [{ iban: IBAN.iban, stateCode: 'pending', proposedBy: 'anna' }] },
    });
    expect((await api.call('GET /cpas/cpas-9/ibanProposals')).status).toBe(404);
  });

  it('shows parties of every kind', async () => {
    const page = await api.call('GET /parties?kindCode=cpas&pageSize=2');
    expect(page.body).toMatchObject({
      total: 4,
      items: [{ id: 'cpas-1', kindCode: 'cpas' }, { id: 'cpas-2' }],
    });
    expect((await api.call('GET /parties?kindCode=fund')).body.items).toEqual([]);
    expect((await api.call('GET /parties/cpas-1')).body).toMatchObject({ id: 'cpas-1', version: '1' });
    expect((await api.call('GET /parties/nobody')).status).toBe(404);
  });

  it('takes the published table, and the same again changes nothing', async () => {
    const ask = { key: '3f0e7a54-5c5e-4a4f-9f0e-0c9d5f3b7a13', body: { endDate: '2024-01-01' } };
    const { status, body } = await api.call('POST /cpas/tasks', ask);
    expect({ status, body }).toMatchObject({ status: 202, body: { status: { state: 'processing' } } });
    const done = await settled(String(body.href));
    // Arlon was registered by hand, of another day: the table does not say the same of it.
    expect(done.body).toMatchObject({
      status: { state: 'failed', problem: { partyId: expect.any(String) } },
    });
    expect((await api.call('GET /cpas?pageSize=1')).body.total).toBe(584);
    const head = api.engine.local.head();
    await api.call('POST /cpas/tasks', ask);
    await settled(String(body.href));
    expect(api.engine.local.head()).toBe(head);
    expect((await api.call('GET /cpas/tasks/3f0e7a54-5c5e-4a4f-9f0e-0c9d5f3b7a13')).status).toBe(404);
  }, 60_000);
});

async function settled(href: string): Promise<Told> {
  for (;;) {
    const told = await api.call(`GET ${href}`);
    if (told.body.status.state !== 'processing') return told;
    await new Promise((done) => setTimeout(done, 50));
  }
}

describe('a key', () => {
  it('is another act on another document under the same key', async () => {
    const key = '7d0c2a52-6f4e-4c9c-9b1d-2f6f3e1f0a11';
    const { local } = api.engine;
    const stand = (id: string) => local.revisionOf(`party-${id}`);
    const seen = { 'cpas-2': stand('cpas-2'), 'cpas-3': stand('cpas-3') };
    const replayed = [];
    for (const id of ['cpas-2', 'cpas-3', 'cpas-2'] as const) {
      const ask = { key, ifMatch: `"${seen[id]}"`, body: IBAN };
      const told = await api.call(`POST /cpas/${id}/ibanProposals`, ask);
      expect([id, told.status]).toEqual([id, 201]);
      replayed.push(told.headers['idempotency-replayed']);
    }
    expect(replayed).toEqual([undefined, undefined, 'true']);
    const ids = (['cpas-2', 'cpas-3'] as const).map((id) =>
      local.readStream(`party-${id}`, seen[id] + 1).map((event) => event.id),
    );
    expect(ids.map((one) => one.length)).toEqual([1, 1]);
    expect(new Set(ids.flat()).size).toBe(2);
  });
});
