import { jest } from '@jest/globals';
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import { officialId } from '../../src/domain/ids.js';
import { cents } from '../../src/domain/money.js';
import { day, instant } from '../../src/domain/time.js';
import { confirmProposal, proposeMandate } from '../../src/engine/acts.js';
import { openTokenKey } from '../../src/evidence/token-key.js';
import { LogOfRecord } from '../../src/log/log-of-record.js';
import { BEA, openApi } from '../support/api.js';
import type { Api, Told } from '../support/api.js';
import { openBooks } from '../support/api-books.js';
import { problemRows, refusalRows } from '../support/errors-page.js';
import { ALICE, BRUNO } from '../support/facts.js';

it('every type of problem, and every refusal within an answer, is asserted by a test of the API', () => {
  const untested = [...problemRows(), ...refusalRows()].filter(({ tests }) => tests.length === 0);
  expect(untested.map(({ code }) => code)).toEqual([]);
});

describe('a problem is answered', () => {
  const IBAN = { iban: 'BE68539007547034', startDate: '2025-01-01' };
  let api: Api;
  beforeEach(async () => {
    api = await openApi();
  }, 60_000);
  afterEach(() => api.close());

  const propose = (ask: object = {}): Promise<Told> =>
    api.call('POST /cpas/cpas-1/ibanProposals', { ifMatch: '"0"', body: IBAN, ...ask });
  const succession = (successorId: string, startDate: string) => ({
    ifMatch: '"0"',
    body: { successorId, startDate, modeCode: 'absorbed', source: 'decree of a test' },
  });
  it('to what cannot be taken as it comes', async () => {
    const list = (path: string, headers = {}) => api.call(`GET /cpas${path}`, { headers });
    expect((await list('?page=0')).body).toMatchObject({
      status: 400,
      type: 'urn:problem-type:belgif:badRequest',
    });
    expect((await list('', { accept: 'image/png' })).body).toMatchObject({
      status: 406,
      type: 'urn:problem-type:miis:fundingFlows:notAcceptable',
    });
    expect((await propose({ headers: { 'content-type': 'text/plain' } })).body).toMatchObject({
      status: 415,
      type: 'urn:problem-type:miis:fundingFlows:unsupportedMediaType',
    });
    expect((await list(`/${'a'.repeat(300)}`)).body).toMatchObject({
      status: 414,
      type: 'urn:problem-type:miis:fundingFlows:uriTooLong',
    });
  });

  it('to nobody', async () => {
    expect((await api.call('GET /cpas', { as: null })).body).toMatchObject({
      status: 401,
      type: 'urn:problem-type:belgif:noAccessToken',
    });
    const old = await new SignJWT({ sub: 'anna', exp: 1_700_000_000 })
      .setProtectedHeader({ alg: 'ES256' })
      .setIssuer('urn:cpas-flows:local:log-test')
      .setAudience('fundingFlows')
      .sign(await openTokenKey(api.config.shared));
    const expired = { as: null, headers: { authorization: `Bearer ${old}` } };
    expect((await api.call('GET /cpas', expired)).body).toMatchObject({
      status: 401,
      type: 'urn:problem-type:belgif:expiredAccessToken',
    });
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const foreign = await new SignJWT({ sub: 'anna' }).setProtectedHeader({ alg: 'ES256' }).sign(privateKey);
    const headers = { authorization: `Bearer ${foreign}` };
    expect((await api.call('GET /cpas', { as: null, headers })).body).toMatchObject({
      status: 401,
      type: 'urn:problem-type:belgif:invalidAccessToken',
    });
  });

  it('where nobody knows whether it was recorded, and the same request tells later', async () => {
    const { log } = api.app.get(LogOfRecord);
    const lost = jest
      .spyOn(log, 'append')
      .mockImplementation((appends) =>
        Promise.resolve(
          appends.map(({ stream }) => ({ status: 'unknown', stream, reason: 'the answer was lost' })),
        ),
      );
    const key = randomUUID();
    const unknown = await propose({ key });
    expect(unknown).toMatchObject({
      status: 503,
      body: { type: 'urn:problem-type:miis:fundingFlows:outcomeUnknown', commandId: expect.any(String) },
      headers: { 'retry-after': expect.any(String) },
    });
    lost.mockRestore();
    expect((await propose({ key })).status).toBe(201);
  }, 60_000);

  it('by a node whose clock is behind', async () => {
    api.clock.set(instant('2024-11-20T08:00:00.000Z'));
    expect((await propose()).body).toMatchObject({
      status: 503,
      type: 'urn:problem-type:miis:fundingFlows:clockBehind',
    });
  });

  it('to an official whose mandate does not reach that far', async () => {
    const until = day('2025-12-31');
    const wanted = {
      officialId: officialId('carl'),
      role: 'runManager' as const,
      schemes: ['*'],
      ceiling: cents(100),
      validFrom: day('2024-11-20'),
      validUntil: until,
    };
    const { proposalId } = await proposeMandate(api.engine, api.acting(ALICE), wanted);
    await confirmProposal(api.engine, api.acting(BRUNO), proposalId);
    const { headers } = await api.call('GET /mandates/carl');
    const body = {
      delegateId: 'dora',
      roleCodes: ['runManager'],
      allSchemes: true,
      ceilingAmount: 101,
      startDate: '2024-11-20',
      endDate: '2024-12-31',
    };
    const ask = { as: 'carl', ifMatch: headers['etag'] ?? '', body };
    expect((await api.call('POST /mandates/carl/delegationProposals', ask)).body).toMatchObject({
      status: 403,
      type: 'urn:problem-type:belgif:missingPermission',
      reason: 'ceilingExceeded',
    });
  });

  it('where a party has ended, or another one follows it already', async () => {
    const path = 'POST /cpas/cpas-1/successionProposals';
    const first = await api.call(path, succession('cpas-2', '2024-11-01'));
    await confirmProposal(api.engine, api.acting(BEA), String(first.body.id));
    const { headers } = await api.call('GET /cpas/cpas-1');
    const now = { ifMatch: headers['etag'] ?? '' };
    const again = await api.call(path, { ...succession('cpas-3', '2024-11-01'), ...now });
    expect(again.body).toMatchObject({
      status: 409,
      type: 'urn:problem-type:miis:fundingFlows:alreadySucceeded',
    });
    const ended = await api.call('POST /cpas/cpas-3/successionProposals', succession('cpas-1', '2024-11-02'));
    expect(ended.body).toMatchObject({ status: 409, type: 'urn:problem-type:miis:fundingFlows:partyEnded' });
  });

  it('before the day on which it can be recorded', async () => {
    const ask = succession('cpas-2', '2024-12-01');
    expect((await api.call('POST /cpas/cpas-1/successionProposals', ask)).body).toMatchObject({
      status: 409,
      type: 'urn:problem-type:miis:fundingFlows:notYetEffective',
    });
  });

  it('where a code was that of nobody', async () => {
    const counts = [{ municipalityCode: 99_999, year: 2023, average: '1.00' }];
    const body = { year: 2025, statusCode: 'provisional', source: 'counts of a test', counts };
    expect((await api.call('POST /shareImports', { body })).body).toMatchObject({
      status: 409,
      type: 'urn:problem-type:miis:fundingFlows:nisCodeNotValid',
    });
  });

  it('to the approval of what nobody proposed, and where the rules of the day are not known', async () => {
    const task = await api.call('POST /monthRuns/tasks', { body: { yearMonth: '2024-11' } });
    let now = await api.call(`GET ${task.body.href}`);
    while (now.status === 200) now = await api.call(`GET ${task.body.href}`);
    const run = await api.call(`GET ${now.headers['location']}`);
    const approve = (proposalId: unknown) =>
      api.call('POST /monthRuns/2024-11/approvals', {
        as: 'bea',
        ifMatch: run.headers['etag'] ?? '',
        body: { proposalId },
      });
    expect((await approve(randomUUID())).body).toMatchObject({
      status: 409,
      type: 'urn:problem-type:miis:fundingFlows:proposalUnknown',
    });
    expect((await approve(run.body.proposal.id)).body).toMatchObject({
      status: 409,
      type: 'urn:problem-type:miis:fundingFlows:ruleGap',
    });
  });
});

it('a run whose cut is made is a problem to propose again', async () => {
  const books = await openBooks();
  await books.runMonth('2025-01-06T09:00:00.000Z');
  const again = await books.call('POST /monthRuns/tasks', { body: { yearMonth: '2025-01' } });
  expect(again.body).toMatchObject({
    status: 409,
    type: 'urn:problem-type:miis:fundingFlows:runAlreadyStarted',
  });
  await books.close();
}, 60_000);
