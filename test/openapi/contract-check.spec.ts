import { contractCheck } from '../support/contract-check.js';

const check = contractCheck();
const KEY = '3f0e7a54-5c5e-4a4f-9f0e-0c9d5f3b7a11';
const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8' };
const PROBLEM_TYPE = { 'content-type': 'application/problem+json' };
const HREF = 'https://api.example.org/fundingFlows/v1/cpas/cpas-1';

const change = {
  method: 'POST',
  url: '/cpas/cpas-1/changes',
  headers: { ...JSON_TYPE, 'Idempotency-Key': KEY, 'If-Match': '"3"' },
  body: { startDate: '2025-01-01', enterpriseNumber: '0864484487', source: 'register' },
};
const recorded = {
  status: 201,
  headers: { ...JSON_TYPE, Location: HREF, ETag: '"4"' },
  body: { id: 'cpas-1', href: HREF, version: '4' },
};

describe('what a request may be', () => {
  it('takes what the contract says', () => {
    expect(check.request(change)).toEqual([]);
    expect(
      check.request({
        method: 'GET',
        url: '/cpas?municipalityCode=81001&q=arlon&validOn=2025-01-01',
        headers: {},
      }),
    ).toEqual([]);
    expect(check.request({ method: 'HEAD', url: '/cpas/cpas-1', headers: {} })).toEqual([]);
  });

  it('takes one or several values of a parameter that is a list', () => {
    const url = `/submissions/${KEY}/lines`;
    expect(check.request({ method: 'GET', url: `${url}?outcome=refused`, headers: {} })).toEqual([]);
    expect(
      check.request({ method: 'GET', url: `${url}?outcome=refused&outcome=unchanged`, headers: {} }),
    ).toEqual([]);
    expect(check.request({ method: 'GET', url: `${url}?outcome=lost`, headers: {} })).not.toEqual([]);
  });

  it('takes a fixed path before one with a parameter', () => {
    expect(check.operationId({ method: 'POST', url: '/submissions/simulate' })).toBe('simulateSubmission');
    expect(check.operationId({ method: 'GET', url: '/cpas/cpas-1' })).toBe('readCpas');
  });

  it.each([
    ['an operation that is not there', { ...change, url: '/cpas/cpas-1/deletions' }, 'is no operation'],
    ['a method that is not there', { ...change, method: 'DELETE' }, 'is no operation'],
    ['an unknown query parameter', { ...change, url: `${change.url}?colour=red` }, 'query colour'],
    ['a path parameter of a wrong form', { ...change, url: '/cpas/CPAS_1/changes' }, 'path cpasId'],
    [
      'a required header that is missing',
      { ...change, headers: { ...JSON_TYPE, 'If-Match': '"3"' } },
      'header Idempotency-Key',
    ],
    [
      'a header of a wrong form',
      { ...change, headers: { ...change.headers, 'If-Match': '*' } },
      'header If-Match',
    ],
    [
      'a content type that is not declared',
      { ...change, headers: { ...change.headers, 'content-type': 'text/csv' } },
      'text/csv',
    ],
    ['a body that is missing', { ...change, body: undefined }, 'body is required'],
    ['a property that is missing', { ...change, body: { source: 'register' } }, 'startDate'],
    ['a property that is not declared', { ...change, body: { ...change.body, colour: 'red' } }, 'colour'],
    [
      'a property within a property',
      { ...change, body: { ...change.body, names: { fr: 'A', nl: 'A', de: 'A', it: 'A' } } },
      '"it"',
    ],
    [
      'a day that does not exist',
      { ...change, body: { ...change.body, startDate: '2025-02-30' } },
      '/startDate',
    ],
    ['a null', { ...change, body: { ...change.body, names: null } }, '/names'],
  ])('refuses %s', (_what, request, fault) => {
    expect(check.request(request).join('\n')).toContain(fault);
  });

  it.each([
    ['a number out of bounds', '/cpas?pageSize=101', 'query pageSize'],
    ['a parameter that stands twice', '/cpas?page=1&page=2', 'query page'],
    ['a word for a number', '/cpas?municipalityCode=arlon', 'query municipalityCode'],
    ['a key where nothing is recorded', '/cpas', 'header idempotency-key'],
  ])('refuses %s', (_what, url, fault) => {
    const headers = url === '/cpas' ? { 'idempotency-key': KEY } : {};
    expect(check.request({ method: 'GET', url, headers }).join('\n')).toContain(fault);
  });
});

describe('what an answer may be', () => {
  it('takes what the contract says, and properties that a client does not know', () => {
    expect(check.answer(change, recorded)).toEqual([]);
    expect(check.answer(change, { ...recorded, body: { ...recorded.body, later: 1 } })).toEqual([]);
    expect(
      check.answer(change, { ...recorded, headers: { ...recorded.headers, 'idempotency-replayed': 'true' } }),
    ).toEqual([]);
  });

  it('takes any other problem as the default', () => {
    const body = { type: 'urn:problem-type:belgif:missingScope', title: 'Missing Scope', status: 403 };
    expect(check.answer(change, { status: 403, headers: PROBLEM_TYPE, body })).toEqual([]);
  });

  it.each([
    ['a status that is not declared', { ...recorded, status: 200 }, 'status 200'],
    ['a header that is missing', { ...recorded, headers: { ...JSON_TYPE, Location: HREF } }, 'header ETag'],
    ['a weak tag', { ...recorded, headers: { ...recorded.headers, ETag: 'W/"4"' } }, 'header ETag'],
    [
      'a content type that is not declared',
      { ...recorded, headers: { ...recorded.headers, 'content-type': 'text/html' } },
      'text/html',
    ],
    ['a property that is missing', { ...recorded, body: { id: 'cpas-1', href: HREF } }, 'version'],
    ['a property of a wrong type', { ...recorded, body: { ...recorded.body, version: 4 } }, '/version'],
    ['a null', { ...recorded, body: { ...recorded.body, later: null } }, 'null'],
    [
      'a problem without its issues',
      { status: 400, headers: PROBLEM_TYPE, body: { type: 'urn:x:y', title: 'Bad Request', status: 400 } },
      'issues',
    ],
    ['a problem as plain JSON', { status: 403, headers: JSON_TYPE, body: {} }, 'application/json'],
  ])('refuses %s', (_what, answer, fault) => {
    expect(check.answer(change, answer).join('\n')).toContain(fault);
  });

  it('knows every operation by its id', () => {
    expect(new Set(check.operationIds).size).toBe(check.operationIds.length);
    expect(check.operationIds.length).toBeGreaterThan(60);
  });
});
