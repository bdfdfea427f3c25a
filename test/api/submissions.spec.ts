import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readdir, rename, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { submissionById } from '../../projections/statements/query.js';
import { AppModule } from '../../src/app.module.js';
import { instant } from '../../src/domain/time.js';
import { Engine } from '../../src/engine/engine.js';
import { Stores } from '../../src/evidence/stores.js';
import { createServer } from '../../src/http/server.js';
import { openApi } from '../support/api.js';
import type { Api, Ask, Told } from '../support/api.js';
import { formB, ndjson } from '../support/forms.js';

let api: Api;
beforeEach(async () => {
  api = await openApi();
  api.clock.set(instant('2024-12-10T09:00:00.000Z'));
}, 60_000);
afterEach(() => api.close());

const NDJSON = { 'content-type': 'application/x-ndjson' };
const form = (n: number, changes: Readonly<Record<string, unknown>> = {}) =>
  formB({ senderNis: '10001', formReference: `B-${n}`, fileNumber: String(100 + n), ...changes });
const forms = (count: number): string =>
  ndjson(...Array.from({ length: count }, (_one, index) => form(index + 1)));

const call = (request: string, ask: Ask = {}): Promise<Told> => api.call(request, ask);

const submit = (body: string, ask: Ask = {}): Promise<Told> =>
  call('POST /submissions/tasks', { headers: NDJSON, body, ...ask });

/** Follows a task to its end. */
async function ended(task: Told): Promise<Told> {
  for (;;) {
    const told = await call(`GET ${String(task.body.href)}`);
    if (told.status !== 200 || told.body.status.state !== 'processing') return told;
    await delay(20);
  }
}

async function submitted(body: string): Promise<string> {
  const task = await submit(body);
  const done = await ended(task);
  expect(done.status).toBe(303);
  return done.headers['location'] ?? '';
}

describe('a file of forms', () => {
  it('is received before the answer, and leads to its submission', async () => {
    const task = await submit(forms(3));
    expect(task.status).toBe(202);
    expect(task.headers['location']).toBe(task.body.href);
    const done = await ended(task);
    expect(done).toMatchObject({ status: 303, body: { status: { state: 'done' } } });
    const shown = await call(`GET ${done.headers['location'] ?? ''}`);
    expect(shown.body).toMatchObject({
      stateCode: 'completed',
      lines: 3,
      accepted: 3,
      refused: 0,
      version: '1',
    });
    expect(shown.headers['etag']).toBe('"1"');
  });

  it('once more is the same submission and writes nothing; the key is not good for another file', async () => {
    const key = randomUUID();
    const first = await submit(forms(2), { key });
    const done = await ended(first);
    const head = api.engine.local.head();
    const again = await submit(forms(2), { key });
    expect(again).toMatchObject({
      status: 202,
      body: first.body,
      headers: { 'idempotency-replayed': 'true' },
    });
    const other = await ended(await submit(forms(2)));
    expect(other.headers['location']).toBe(done.headers['location']);
    expect(api.engine.local.head()).toBe(head);
    const reused = await submit(forms(4), { key });
    expect(reused).toMatchObject({ status: 409, body: { title: 'Idempotency Key Reused' } });
    expect(api.engine.local.head()).toBe(head);
  });

  it('waits for its turn where its official has four at work', async () => {
    const file = (of: number): string =>
      ndjson(...Array.from({ length: 600 }, (_one, index) => form(of * 600 + index)));
    const keys = Array.from({ length: 8 }, () => randomUUID());
    const all = await Promise.all(keys.map((key, of) => submit(file(of), { key })));
    const begun = all.filter(({ status }) => status === 202);
    const refused = all.find(({ status }) => status === 429);
    expect(begun.length).toBeGreaterThanOrEqual(4);
    expect(refused).toMatchObject({
      headers: { 'retry-after': '10' },
      body: { type: 'urn:problem-type:belgif:tooManyRequests' },
    });
    for (const task of begun) expect((await ended(task)).status).toBe(303);
    const later = all.findIndex(({ status }) => status === 429);
    expect((await ended(await submit(file(later), { key: keys[later] ?? '' }))).status).toBe(303);
  }, 30_000);

  it('is refused whole to who may not, to the wrong scope and type, and beyond the limit', async () => {
    const head = api.engine.local.head();
    expect(await submit(forms(1), { as: 'alice' })).toMatchObject({
      status: 403,
      body: { reason: 'mandateMissing' },
    });
    expect((await submit(forms(1), { scopes: ['consult'] })).status).toBe(403);
    expect((await submit(forms(1), { headers: { 'content-type': 'application/json' } })).status).toBe(415);
    expect((await submit(forms(1), { key: null })).body.issues).toMatchObject([{ name: 'Idempotency-Key' }]);
    const large = await call('POST /submissions/simulate', {
      headers: NDJSON,
      body: 'x'.repeat(16_777_217),
      key: null,
    });
    expect(large).toMatchObject({ status: 413, body: { limit: 16_777_216 } });
    expect(api.engine.local.head()).toBe(head);
  });

  it('that grows beyond the limit while it comes is refused there', async () => {
    const pieces = Array.from({ length: 17 }, () => Buffer.alloc(1_048_576, 'x'));
    const answer = await api.app.inject({
      method: 'POST',
      url: '/fundingFlows/v1/submissions/simulate',
      headers: {
        ...NDJSON,
        authorization: `Bearer ${await api.token('anna')}`,
        'transfer-encoding': 'chunked',
      },
      payload: Readable.from(pieces),
    });
    expect(answer.statusCode).toBe(413);
    expect(answer.json()).toMatchObject({ limit: 16_777_216 });
  });

  it('waits where its official has four files on their way, and they keep their places until they broke', async () => {
    const drafts = join(api.config.shared, 'evidence', 'drafts');
    await api.app.listen(0, '127.0.0.1');
    const { port } = api.app.getHttpServer().address() as AddressInfo;
    const token = await api.token('anna');
    const sockets = [1, 2, 3, 4].map(() => connect(port, '127.0.0.1'));
    for (const socket of sockets) {
      socket.write(
        `POST /fundingFlows/v1/submissions/tasks HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\n` +
          `Content-Type: application/x-ndjson\r\nIdempotency-Key: ${randomUUID()}\r\nContent-Length: 100000\r\n\r\n{`,
      );
    }
    while ((await readdir(drafts)).length < 4) await delay(10);
    expect(await submit(forms(1))).toMatchObject({ status: 429, headers: { 'retry-after': '10' } });
    for (const socket of sockets) socket.destroy();
    while ((await readdir(drafts)).length > 0) await delay(10);
    await delay(50);
    expect((await ended(await submit(forms(1)))).status).toBe(303);
  });

  it('of which the connection breaks half way is not submitted, and leaves no evidence', async () => {
    const evidence = join(api.config.shared, 'evidence');
    const before = await readdir(evidence, { recursive: true });
    const head = api.engine.local.head();
    await api.app.listen(0, '127.0.0.1');
    const { port } = api.app.getHttpServer().address() as AddressInfo;
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    const token = await api.token('anna');
    socket.write(
      `POST /fundingFlows/v1/submissions/tasks HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\n` +
        `Content-Type: application/x-ndjson\r\nIdempotency-Key: ${randomUUID()}\r\nContent-Length: 100000\r\n\r\n`,
    );
    socket.write(forms(5));
    while ((await readdir(join(evidence, 'drafts'))).length === 0) await delay(10);
    socket.destroy();
    while ((await readdir(join(evidence, 'drafts'))).length > 0) await delay(10);
    await delay(50);
    expect(await readdir(evidence, { recursive: true })).toEqual(before);
    expect(api.engine.local.head()).toBe(head);
  });

  it('has lines by page and outcome, the same at a sequence ever after, and a list as a document', async () => {
    const href = await submitted(ndjson(form(1), form(2, { category: 9 }), form(3), { no: 'form' }));
    const first = await call(`GET ${href}/lines?pageSize=2`);
    expect(first.body.items).toMatchObject([
      { line: 1, outcome: 'recorded', formReference: 'B-1' },
      { line: 2, outcome: 'refused', problems: [{ refusalCode: 'malformed', field: 'category' }] },
    ]);
    await submitted(forms(6));
    const second = await call(`GET ${first.body.next}`);
    expect(second.body.items).toMatchObject([{ line: 3 }, { line: 4 }]);
    expect(second.body.next).toBeUndefined();
    const again = await call(`GET ${href}/lines?pageSize=2&asOfSequence=${first.body.asOfSequence}`);
    expect(again.text).toBe(first.text);
    const refused = await call(`GET ${href}/lines?outcome=refused&outcome=unchanged`);
    expect((refused.body.items as readonly { line: number }[]).map((one) => one.line)).toEqual([2, 4]);
    const one = await call(`GET ${href}/lines?outcome=refused&pageSize=1`);
    const next = await call(`GET ${one.body.next}`);
    expect([one.body.items, next.body.items]).toMatchObject([[{ line: 2 }], [{ line: 4 }]]);
    expect(next.body.next).toBeUndefined();
    expect((await call(`GET ${String(one.body.next).replace('refused', 'recorded')}`)).status).toBe(400);
    expect((await call(`GET ${href}/lines?line=3`)).body.items).toMatchObject([{ line: 3 }]);
    expect((await call(`GET ${href}/lines?outcome=maybe&line=0`)).body.issues).toHaveLength(2);
    const csv = await call(`GET ${href}/outcomeList`, { headers: { accept: 'text/csv' } });
    expect(csv.headers['content-type']).toContain('text/csv');
    expect(csv.text.split('\r\n')[2]).toMatch(/^2,B-2,refused,,malformed,category,/);
    const list = await call(`GET ${href}/outcomeList`);
    expect(list.text.trimEnd().split('\n')).toHaveLength(4);
  });

  it('has neither lines nor a list once that was erased; a list that was lost is our fault', async () => {
    const href = await submitted(forms(2));
    const statuses = async (): Promise<readonly number[]> => [
      (await call(`GET ${href}/lines`)).status,
      (await call(`GET ${href}/outcomeList`)).status,
      (await call(`GET ${href}`)).status,
    ];
    const row = api.engine.read('statements', (store) =>
      submissionById(store, href.split('/').at(-1) ?? '', api.engine.local.head()),
    );
    const list = row?.completed?.outcomeList ?? '';
    const file = join(api.config.shared, 'evidence', list.slice(3, 5), list);
    await rename(file, `${file}.away`);
    expect(await statuses()).toEqual([500, 500, 200]);
    await rename(`${file}.away`, file);
    expect(await statuses()).toEqual([200, 200, 200]);
    await api.app.get(Stores).evidence.erase(list);
    expect(await statuses()).toEqual([404, 404, 200]);
  });

  it('is listed as it was known, the newest first', async () => {
    await submitted(forms(1));
    const before = api.engine.local.head();
    const list = await call('GET /submissions?pageSize=1');
    expect(list.body).toMatchObject({ total: 1, items: [{ stateCode: 'completed', lines: 1 }] });
    api.clock.set(instant('2024-12-12T09:00:00.000Z'));
    await submitted(forms(2));
    expect((await call(`GET /submissions?pageSize=1&asOfSequence=${before}`)).text).toBe(list.text);
    const both = await call('GET /submissions?pageSize=1');
    expect(both.body).toMatchObject({ total: 2, items: [{ lines: 2 }] });
    expect((await call(`GET ${both.body.next}`)).body.items).toMatchObject([{ lines: 1 }]);
    const day = await call('GET /submissions?startDate=2024-12-11&endDate=2024-12-12');
    expect(day.body.items).toMatchObject([{ lines: 2 }]);
    const received = await call(`GET ${list.body.items[0].href}?asOfSequence=${before - 1}`);
    expect(received.body).toMatchObject({ stateCode: 'processing' });
    expect((await call(`GET ${list.body.items[0].href}/lines?asOfSequence=${before - 1}`)).status).toBe(404);
    expect((await call(`GET /submissions/${randomUUID()}`)).status).toBe(404);
    expect((await call(`GET /submissions/tasks/${randomUUID()}`)).status).toBe(404);
  });
});

describe('a node that stops', () => {
  it('ends its tasks between two batches; the same request with the same key goes on with them', async () => {
    const key = randomUUID();
    const task = await submit(forms(4_000), { key });
    await api.app.close();
    const app = await createServer(AppModule.for({ config: api.config, write: true, serve: true }));
    const engine = app.get(Engine);
    try {
      const headers = { authorization: `Bearer ${await api.token('anna')}` };
      const ask = async (method: 'GET' | 'POST', url: string, payload?: string) =>
        app.inject({
          method,
          url: url.replace('https://api.example.org', ''),
          headers: { ...headers, ...(payload !== undefined && { ...NDJSON, 'idempotency-key': key }) },
          ...(payload !== undefined && { payload }),
        });
      const { href } = task.body as { href: string };
      const known = await ask('GET', href);
      expect(known.json()).toMatchObject({
        status: { state: 'failed', problem: { type: 'urn:problem-type:miis:fundingFlows:taskNotRunning' } },
      });
      const again = await ask('POST', '/fundingFlows/v1/submissions/tasks', forms(4_000));
      expect(again.statusCode).toBe(202);
      expect(again.headers['idempotency-replayed']).toBe('true');
      expect(again.json()).toEqual(task.body);
      let now = await ask('GET', href);
      for (; now.statusCode === 200; now = await ask('GET', href)) {
        expect(now.json()).toMatchObject({ status: { state: 'processing' } });
        await delay(50);
      }
      const shown = await ask('GET', now.headers['location'] as string);
      expect(shown.json()).toMatchObject({ lines: 4_000, accepted: 4_000, refused: 0 });
      const opened = engine.local.read(0, 100_000).filter(({ type }) => type === 'DossierOpened.v1');
      expect(opened).toHaveLength(4_000);
    } finally {
      await app.close();
      await rm(api.config.data, { recursive: true, force: true });
      api = await openApi();
    }
  }, 60_000);
});

describe('a simulation', () => {
  it('says what each line would do down to the components, and records nothing', async () => {
    const head = api.engine.local.head();
    const told = await call('POST /submissions/simulate?throughMonth=2024-12', {
      headers: NDJSON,
      key: null,
      scopes: ['consult'],
      body: ndjson(form(1), form(2, { category: 9 })),
    });
    expect(told.status).toBe(200);
    expect(told.headers['cache-control']).toContain('no-store');
    expect(told.body).toMatchObject({
      throughMonth: '2024-12',
      asOfSequence: head,
      lines: [
        {
          line: 1,
          outcome: 'recorded',
          effects: [{ kindCode: 'dossierOpened' }, { kindCode: 'decisionRecorded' }],
        },
        { line: 2, outcome: 'refused', effects: [] },
      ],
    });
    expect(api.engine.local.head()).toBe(head);
    const many = await call('POST /submissions/simulate', {
      headers: NDJSON,
      key: null,
      body: '{}\n'.repeat(5_001),
    });
    expect(many.body).toMatchObject({ status: 400, issues: [{ name: 'body' }] });
  });
});
