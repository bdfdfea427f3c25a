import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { AppModule } from '../../src/app.module.js';
import { Engine } from '../../src/engine/engine.js';
import { approveRedetermination } from '../../src/engine/redetermination.js';
import { approveTaskOf } from '../../src/engine/redetermination-task.js';
import { createServer } from '../../src/http/server.js';
import { BEA } from '../support/api.js';
import type { Ask, Told } from '../support/api.js';
import { LATE_LAW, LATE_SCOPE, decision, openBooks } from '../support/api-books.js';
import type { Books } from '../support/api-books.js';

const FILES = 6;

let api: Books;
beforeEach(async () => {
  api = await openBooks();
  const forms = Array.from({ length: FILES }, (_, n) =>
    decision(n + 1, { piisFrom: '2024-12-01', resourcesYear: '0.00' }),
  );
  await api.submit('2024-12-10T09:00:00.000Z', ...forms);
  await api.runMonth('2025-01-06T09:00:00.000Z');
  await api.runMonth('2025-02-03T09:00:00.000Z');
  await api.publishLateLaw('2025-02-10T09:00:00.000Z');
}, 120_000);
afterEach(() => api.close());

const propose = (ask: Ask = {}) => api.call('POST /redeterminations/tasks', { body: LATE_SCOPE, ...ask });

async function proposed(): Promise<Told> {
  const done = await api.ended(await propose());
  expect(done.status).toBe(303);
  return api.call(`GET ${done.headers['location']}`);
}

const approve = ({ body, headers }: Told, ask: Ask = {}) =>
  api.call(`POST ${body.href}/approvals`, {
    as: 'bea',
    ifMatch: headers['etag'] ?? '',
    body: { digest: body.digest },
    ...ask,
  });

const withdraw = ({ body, headers }: Told, ask: Ask = {}) =>
  api.call(`POST ${body.href}/withdrawals`, {
    ifMatch: headers['etag'] ?? '',
    ...ask,
    headers: { 'idempotency-key': randomUUID(), ...ask.headers },
  });

describe('a law that is published late', () => {
  it('is previewed, approved by another official, and comes as regularizations in the next run, explained', async () => {
    const before = api.engine.local.head();
    const found = await proposed();
    expect(api.engine.local.head()).toBe(before + 1);
    expect(found.body).toMatchObject({
      ...LATE_SCOPE,
      stateCode: 'proposed',
      version: '0',
      proposedBy: 'anna',
      proposedDate: '2025-02-10',
      previewSequence: before,
    });
    const preview = await api.call(`GET ${found.body.preview.href}`);
    // December and January of two files each, 1288.46 a month: 10 % and then 15 % of it.
    expect(preview.body.items).toMatchObject(
      ['cpas-1', 'cpas-2', 'cpas-3'].map((id) => ({
        cpas: { id },
        lines: 4,
        grossBefore: 515_384,
        grossAfter: 515_384,
        refused: [],
      })),
    );
    const [{ netBefore, netAfter, details }] = preview.body.items;
    expect(netAfter - netBefore).toBe(4 * (19_327 - 12_885));
    const lines = await api.call(`GET ${details.href}`);
    expect(lines.body.items).toHaveLength(4);
    expect(lines.body.items[0]).toMatchObject({
      referenceMonth: '2024-12',
      stateCode: 'waiting',
      lineKey: '2024-12',
      replacesVersion: 1,
    });

    const alone = await approve(found, { as: 'anna' });
    expect(alone.body).toMatchObject({
      status: 403,
      type: 'urn:problem-type:belgif:missingPermission',
      reason: 'sameOfficial',
    });
    expect(api.engine.local.head()).toBe(before + 1);
    const done = await api.ended(await approve(found));
    expect(done.headers['location']).toBe(found.body.href);
    const completed = await api.call(`GET ${found.body.href}`);
    expect(completed.body).toMatchObject({
      stateCode: 'completed',
      version: '2',
      approvedBy: 'bea',
      outcome: { lines: 12, gross: 0, net: 12 * 6_442, overtaken: 0, refused: [] },
    });
    const now = await api.call(`GET /redeterminations/${found.body.id}/lines?cpasId=cpas-1`);
    expect(now.body.items[0]).toMatchObject({ stateCode: 'determined', version: 2 });
    expect((await api.call(`GET ${details.href}`)).text).toBe(lines.text);
    const past = await api.call(`GET ${found.body.href}?asOfSequence=${found.body.asOfSequence}`);
    expect(past.text).toBe(found.text);

    const { cut } = await api.runMonth('2025-03-03T09:00:00.000Z');
    expect(cut).toBeGreaterThan(0);
    const [line] = now.body.items;
    const explained = await api.call(`GET ${line.explanation.href}`);
    // Regularization to the advantage of the CPAS, in the run of March, under the rule that came late.
    expect(explained.body).toMatchObject({
      redetermination: { href: found.body.href },
      determination: { causeCode: 'redetermination', replacesVersion: 1 },
      statementItems: [{ yearMonth: '2025-03', lineTypeCode: 4, gross: 0, net: 6_442 }],
      ruleApprovals: expect.arrayContaining([expect.objectContaining({ officialId: 'bea' })]),
    });
    expect(explained.text).toContain(LATE_LAW.legalReference);
  }, 60_000);

  it('has one preview, page by page, whatever is recorded meanwhile', async () => {
    const { body } = await proposed();
    const first = await api.call(`GET ${body.preview.href}?pageSize=2`);
    expect(first.body.items).toHaveLength(2);
    await api.submit('2025-02-11T09:00:00.000Z', decision(50));
    const second = await api.call(`GET ${first.body.next}`);
    expect(second.body.items).toMatchObject([{ cpas: { id: 'cpas-3' } }]);
    expect(second.body.next).toBeUndefined();
    const again = `GET ${body.preview.href}?pageSize=2&asOfSequence=${first.body.asOfSequence}`;
    expect((await api.call(again)).text).toBe(first.text);
    const alone = await api.call(`GET ${first.body.items[1].href}`);
    expect(alone.body.items).toEqual([first.body.items[1]]);

    const address = `/redeterminations/${body.id}/lines?cpasId=cpas-2`;
    const all = await api.call(`GET ${address}`);
    const paged = await api.everyPage(`${address}&pageSize=1`, async () => {
      await api.submit('2025-02-12T09:00:00.000Z', decision(51));
    });
    expect(paged).toEqual(all.body.items);
    const foreign = await api.call(`GET ${second.body.href}?afterItem=${'x'.repeat(20)}`);
    expect(foreign.body.issues).toMatchObject([{ in: 'query', name: 'afterItem' }]);
    for (const cpasId of ['cpas-9', 'CPAS']) {
      const { status, body: problem } = await api.call(
        `GET /redeterminations/${body.id}/lines?cpasId=${cpasId}`,
      );
      expect([status, problem.issues[0].name]).toEqual([400, 'cpasId']);
    }
  }, 60_000);

  it('is proposed once for a key, and withdrawn once', async () => {
    const key = randomUUID();
    const task = await propose({ key });
    await api.ended(task);
    const head = api.engine.local.head();
    const again = await propose({ key });
    expect(again).toMatchObject({
      status: 202,
      body: task.body,
      headers: { 'idempotency-replayed': 'true' },
    });
    const other = await propose({ key, body: { ...LATE_SCOPE, startMonth: '2025-01' } });
    expect(other.body).toMatchObject({
      status: 409,
      type: 'urn:problem-type:miis:fundingFlows:idempotencyKeyReused',
    });
    const list = await api.call('GET /redeterminations');
    expect(list.body).toMatchObject({ total: 1, items: [{ stateCode: 'proposed' }] });
    expect(api.engine.local.head()).toBe(head);

    const found = await api.call(`GET ${list.body.items[0].href}`);
    const unchanged = { headers: { 'if-none-match': '"0"' } };
    expect((await api.call(`GET ${found.body.href}`, unchanged)).status).toBe(304);
    const stale = await withdraw(found, { ifMatch: '"7"' });
    expect(stale.body).toMatchObject({
      type: 'urn:problem-type:miis:fundingFlows:versionMismatch',
      currentVersion: '0',
    });
    const once = { headers: { 'idempotency-key': randomUUID() } };
    const gone = await withdraw(found, once);
    expect(gone).toMatchObject({ status: 201, body: { id: found.body.id, version: '1' } });
    expect(await withdraw(found, once)).toMatchObject({
      status: 201,
      body: gone.body,
      headers: { 'idempotency-replayed': 'true' },
    });
    const withdrawn = await api.call(`GET ${found.body.href}`);
    expect(withdrawn.body).toMatchObject({ stateCode: 'withdrawn', withdrawnBy: 'anna' });
    const listed = await api.call('GET /proposals?stateCode=withdrawn');
    expect(listed.body.items).toMatchObject([
      { id: found.body.id, kindCode: 'redetermination', stateCode: 'withdrawn' },
    ]);
    const late = await approve(withdrawn);
    expect(late.body).toMatchObject({
      status: 409,
      type: 'urn:problem-type:miis:fundingFlows:invalidState',
    });
    expect((await api.call(`GET /redeterminations?asOfSequence=${head}`)).body.items).toEqual(
      list.body.items,
    );
    expect((await api.call('GET /redeterminations?stateCode=proposed')).body.items).toEqual([]);
    expect((await api.call('GET /redeterminations?stateCode=withdrawn')).body.total).toBe(1);
  }, 60_000);

  it('is not approved on another version, another preview, without the scope or what does not exist', async () => {
    const found = await proposed();
    const head = api.engine.local.head();
    expect((await approve(found, { ifMatch: '"4"' })).status).toBe(412);
    expect((await approve(found, { body: { digest: '0'.repeat(64) } })).body).toMatchObject({
      status: 409,
      type: 'urn:problem-type:miis:fundingFlows:staleVersion',
    });
    expect((await approve(found, { body: { digest: 'x' } })).body.issues).toMatchObject([{ name: 'digest' }]);
    expect((await approve(found, { scopes: ['consult', 'prepare', 'execute'] })).status).toBe(403);
    expect((await propose({ scopes: ['consult', 'approve'] })).status).toBe(403);
    expect((await withdraw(found, { scopes: ['consult', 'approve'] })).status).toBe(403);
    const nowhere = { ...found, body: { ...found.body, href: `/redeterminations/${randomUUID()}` } };
    expect((await approve(nowhere)).status).toBe(404);
    expect((await withdraw(nowhere)).status).toBe(404);
    for (const part of ['', '/preview', '/lines?cpasId=cpas-1']) {
      expect((await api.call(`GET ${nowhere.body.href}${part}`)).status).toBe(404);
    }
    expect((await api.call(`GET /redeterminations/tasks/${randomUUID()}`)).status).toBe(404);
    expect(api.engine.local.head()).toBe(head);
  }, 60_000);

  it('is proposed with a scope that can be, and with a mandate', async () => {
    const wrong = {
      schemeCode: 'ris',
      basisCode: 'law',
      parameterIds: ['x'],
      cpasIds: ['CPAS'],
      startMonth: 'x',
    };
    const { body } = await propose({ body: wrong });
    const issues = body.issues as readonly { name: string }[];
    expect(issues.map(({ name }) => name).sort()).toEqual([
      'basisCode',
      'cpasIds',
      'parameterIds',
      'schemeCode',
      'startMonth',
    ]);
    expect((await propose({ body: { ...LATE_SCOPE, cpasIds: ['cpas-9'] } })).body).toMatchObject({
      status: 409,
      type: 'urn:problem-type:miis:fundingFlows:partyUnknown',
    });
    expect((await propose({ body: { ...LATE_SCOPE, schemeCode: 'DRIE' } })).body).toMatchObject({
      status: 409,
      type: 'urn:problem-type:miis:fundingFlows:schemeUnknown',
    });
    expect((await propose({ as: 'zoe' })).body).toMatchObject({ status: 403, reason: 'mandateMissing' });
    const nothing = await api.ended(await propose({ body: { ...LATE_SCOPE, startMonth: '2025-03' } }));
    expect(nothing).toMatchObject({
      status: 200,
      body: {
        status: { state: 'failed', problem: { type: 'urn:problem-type:miis:fundingFlows:invalidState' } },
      },
    });
  }, 60_000);

  it('goes on after the node stopped, with the same key', async () => {
    const found = await proposed();
    const key = randomUUID();
    // The approval is recorded, and then the node dies before a line is determined.
    const seen = { redeterminationId: String(found.body.id), digest: String(found.body.digest) };
    const document = seen.redeterminationId;
    const acting = { ...api.acting(BEA, `bea:${key}`), door: 'api', document, expectedRevision: 0 };
    await approveRedetermination(api.engine, acting, seen);
    const links = {
      found: String(found.body.href),
      task: `https://api.example.org/fundingFlows/v1/redeterminations/tasks/${approveTaskOf(acting)}`,
    };
    await api.app.close();
    const app = await createServer(AppModule.for({ config: api.config, write: true, serve: true }));
    try {
      const token = await api.token('bea');
      const ask = async (method: 'GET' | 'POST', url: string, more: Ask = {}) => {
        const answer = await app.inject({
          method,
          url: url.replace('https://api.example.org', ''),
          headers: { authorization: `Bearer ${token}`, ...more.headers },
          ...(more.body !== undefined && { payload: JSON.stringify(more.body) }),
        });
        return { status: answer.statusCode, headers: answer.headers, body: answer.json() };
      };
      expect((await ask('GET', links.task)).body).toMatchObject({
        status: { state: 'failed', problem: { type: 'urn:problem-type:miis:fundingFlows:taskNotRunning' } },
      });
      const progress = { stepCode: 'redetermine', done: 0, total: 12 };
      expect((await ask('GET', links.found)).body).toMatchObject({ stateCode: 'approved', progress });
      const sent = {
        body: { digest: found.body.digest },
        headers: { 'idempotency-key': key, 'if-match': '"0"', 'content-type': 'application/json' },
      };
      const again = await ask('POST', `${links.found}/approvals`, sent);
      expect(again).toMatchObject({
        status: 202,
        body: { href: links.task, status: { state: 'processing' } },
        headers: { 'idempotency-replayed': 'true' },
      });
      let now = await ask('GET', links.task);
      for (; now.status === 200; now = await ask('GET', links.task)) {
        expect(now.body).toMatchObject({ status: { state: 'processing' } });
        await delay(20);
      }
      const { body } = await ask('GET', links.found);
      expect(body).toMatchObject({ stateCode: 'completed', outcome: { lines: 12, overtaken: 0 } });
      const log = app.get(Engine).local.read(0, 100_000);
      const made = log.filter(
        ({ type, meta }) => type.startsWith('LineDetermined') && meta.includes(seen.redeterminationId),
      );
      expect(made).toHaveLength(12);
    } finally {
      await app.close();
      await rm(api.config.data, { recursive: true, force: true });
    }
  }, 60_000);
});
