import { randomUUID } from 'node:crypto';
import { openApi } from '../support/api.js';
import type { Api } from '../support/api.js';

let api: Api;
beforeAll(async () => {
  api = await openApi();
}, 60_000);
afterAll(() => api.close());

it('after midnight a document of the day is shown again, though its version is the same', async () => {
  const { body: proposed } = await api.call('POST /cpas/cpas-1/ibanProposals', {
    ifMatch: '"0"',
    body: { iban: 'BE68539007547034', startDate: '2024-11-21' },
  });
  const { body: proposal } = await api.call(`GET /proposals/${proposed.id}`);
  const approved = await api.call(`POST /proposals/${proposed.id}/approvals`, {
    as: 'bea',
    ifMatch: `"${proposal.version}"`,
    headers: { 'idempotency-key': randomUUID() },
  });
  expect(approved.status).toBeLessThan(300);
  const today = await api.call('GET /cpas/cpas-1');
  expect(today.body).toMatchObject({ validOn: '2024-11-20' });
  expect(today.body.iban).toBeUndefined();
  api.clock.advance(24 * 3_600_000);
  const headers = { 'if-none-match': today.headers['etag'] ?? '' };
  const tomorrow = await api.call('GET /cpas/cpas-1', { headers });
  expect(tomorrow).toMatchObject({ status: 200, body: { validOn: '2024-11-21', iban: 'BE68539007547034' } });
  expect(tomorrow.headers['etag']).toBe(today.headers['etag']);
  const { asOfSequence } = tomorrow.body;
  expect((await api.call(`GET /cpas/cpas-1?asOfSequence=${asOfSequence}`, { headers })).status).toBe(304);
}, 60_000);

it('a document is shown again once another one became its predecessor, though its version is the same', async () => {
  const question = 'GET /cpas/cpas-3?validOn=2024-11-15';
  const before = await api.call(question);
  const { body: proposed } = await api.call('POST /cpas/cpas-2/successionProposals', {
    ifMatch: '"0"',
    body: {
      successorId: 'cpas-3',
      startDate: '2024-11-01',
      modeCode: 'absorbed',
      source: 'decree of a test',
    },
  });
  expect(proposed).toMatchObject({ version: '1' });
  const { body: proposal } = await api.call(`GET /proposals/${proposed.id}`);
  const approved = await api.call(`POST /proposals/${proposed.id}/approvals`, {
    as: 'bea',
    ifMatch: `"${proposal.version}"`,
    headers: { 'idempotency-key': randomUUID() },
  });
  expect(approved.status).toBe(201);
  const after = await api.call(question, { headers: { 'if-none-match': before.headers['etag'] ?? '' } });
  expect(after).toMatchObject({ status: 200, body: { predecessors: [{ id: 'cpas-2' }] } });
}, 60_000);
