import { generateKeyPairSync } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { SignJWT, UnsecuredJWT } from 'jose';
import { openTokenKey } from '../../src/evidence/token-key.js';
import { scopeText } from '../../src/http/scope.js';
import { openApi } from '../support/api.js';
import type { Api, Ask } from '../support/api.js';

let api: Api;
beforeAll(async () => {
  api = await openApi();
}, 60_000);
afterAll(() => api.close());

const IBAN = { iban: 'BE68539007547034', startDate: '2025-01-01' };
const propose = (ask: Ask) =>
  api.call('POST /cpas/cpas-3/ibanProposals', { ifMatch: '"0"', body: IBAN, ...ask });
const issue = (kind: string, place: string, name: string) => ({
  type: `urn:problem-type:belgif:input-validation:${kind}`,
  in: place,
  name,
});

describe('a body', () => {
  it('that is no JSON is refused', async () => {
    const { status, body } = await propose({ body: '{"iban": ' });
    expect(status).toBe(400);
    expect(body.issues).toMatchObject([issue('schemaViolation', 'body', 'body')]);
  });

  it('that is a list or nothing is refused', async () => {
    expect((await propose({ body: '[]' })).body.issues).toMatchObject([
      issue('schemaViolation', 'body', 'body'),
    ]);
    expect((await propose({ body: 'null' })).body.issues).toMatchObject([
      issue('schemaViolation', 'body', 'body'),
    ]);
    expect((await propose({ body: '' })).status).toBe(400);
  });

  it('that nests too deep is refused, and brackets within texts do not count', async () => {
    const deep = `{"iban": ${'['.repeat(40)}${']'.repeat(40)}}`;
    expect((await propose({ body: deep })).body.issues[0].detail).toContain('32');
    const { body } = await propose({ body: { ...IBAN, iban: '['.repeat(40) } });
    expect(body.issues).toMatchObject([issue('invalidInput', 'body', 'iban')]);
  });

  it('without an object that is required is refused for it', async () => {
    const body = {
      linguisticRegimeCode: 'F',
      regionCode: 'BE-WAL',
      municipalityCode: 62063,
      startDate: '2025-01-01',
      source: 'a letter',
    };
    const told = await api.call('POST /cpas', { body });
    expect(told.body.issues).toMatchObject([issue('schemaViolation', 'body', 'names')]);
  });

  it('that is too large is refused with the limit', async () => {
    const { status, body } = await propose({ body: { ...IBAN, more: 'x'.repeat(1_100_000) } });
    expect(status).toBe(413);
    expect(body).toMatchObject({ type: 'urn:problem-type:belgif:payloadTooLarge', limit: 1_048_576 });
  });

  it('of another type or charset is refused', async () => {
    for (const type of ['text/csv', 'application/xml', 'application/json; charset=latin1']) {
      const { status, body } = await propose({ headers: { 'content-type': type } });
      expect([type, status]).toEqual([type, 415]);
      expect(body.mediaTypes).toEqual(['application/json']);
    }
  });

  it('that would change the prototype is refused', async () => {
    expect((await propose({ body: '{"__proto__": {"iban": "x"}}' })).status).toBe(400);
  });

  it('with a member that every object has by itself is refused for it', async () => {
    for (const name of ['constructor', 'hasOwnProperty', 'toString']) {
      const { body } = await propose({
        body: `{"iban": "${IBAN.iban}", "startDate": "2025-01-01", "${name}": 1}`,
      });
      expect(body.issues).toMatchObject([issue('unknownInput', 'body', name)]);
    }
  });

  it('with a control character in a name or a free text is refused for it', async () => {
    const names = { fr: 'A\u0000B', nl: 'A\u001bB', de: 'C' };
    const body = { names, source: 'a\nb', startDate: '2025-01-01' };
    const told = await api.call('POST /cpas/cpas-3/changes', { ifMatch: '"0"', body });
    expect(told.body.issues).toMatchObject([
      issue('invalidInput', 'body', 'names.fr'),
      issue('invalidInput', 'body', 'names.nl'),
      issue('invalidInput', 'body', 'source'),
    ]);
  });

  it('that says one thing twice is refused, however it is spelled', async () => {
    const { body } = await propose({
      body: `{"iban": "BE00", "startDate": "2025-01-01", "\\u0069ban": "${IBAN.iban}"}`,
    });
    expect(body.issues).toMatchObject([issue('schemaViolation', 'body', 'iban')]);
    expect(api.engine.local.revisionOf('party-cpas-3')).toBe(0);
  });

  it('with half a character is refused, in a text and in a name', async () => {
    const names =
      '"names": {"fr": "\\ud800", "nl": "n", "de": "d"}, "startDate": "2025-01-01", "source": "s"';
    for (const text of [`{${names}}`, '{"\\udfff": 1}']) {
      const { status, body } = await api.call('POST /cpas/cpas-3/changes', { ifMatch: '"0"', body: text });
      expect(status).toBe(400);
      expect(body.issues).toMatchObject([issue('schemaViolation', 'body', 'body')]);
    }
  });

  it('of tens of thousands of members or items is refused at once', async () => {
    const members = Array.from({ length: 40_000 }, (_, index) => `"a${index}":1`);
    const before = process.cpuUsage();
    const { status, text } = await propose({ body: `{${members.join(',')}}` });
    expect(process.cpuUsage(before).user).toBeLessThan(3_000_000);
    expect([status, text.length < 2_000]).toEqual([400, true]);
    const counts = await api.call('POST /shareImports', {
      body: { counts: Array.from({ length: 200_000 }, () => ({})) },
    });
    expect(process.cpuUsage(before).user).toBeLessThan(5_000_000);
    expect([counts.status, counts.body.issues]).toMatchObject([
      400,
      [issue('schemaViolation', 'body', 'body')],
    ]);
  });

  it('is told of a hundred issues at most, and not what it said at length', async () => {
    const counts = Array.from({ length: 400 }, () => ({ municipalityCode: 'x'.repeat(2_000) }));
    const { status, body, text } = await api.call('POST /shareImports', { body: { counts } });
    expect(status).toBe(400);
    expect(body.issues).toHaveLength(100);
    expect(text).not.toContain('xxx');
  });

  it('may not hold a national number in a free text, and is not told a number of a person, even a mistyped one', async () => {
    const search = await api.call('POST /dossiers/query', {
      body: { ssin: '85073003329', reason: 'control of 85.07.30-033.28' },
    });
    expect(search.body.issues).toMatchObject([
      issue('invalidInput', 'body', 'ssin'),
      issue('invalidInput', 'body', 'reason'),
    ]);
    expect(search.text).not.toMatch(/85\.?07\.?30/);
    const shares = await api.call('POST /shareImports', {
      body: { year: 2025, statusCode: 'final', source: 'letter 85073003328', shares: [] },
    });
    expect(shares.body.issues).toContainEqual(
      expect.objectContaining(issue('invalidInput', 'body', 'source')),
    );
  });

  it('is told all that is wrong with it, with its headers', async () => {
    const { status, body } = await propose({
      key: 'ABC',
      ifMatch: 'W/"0"',
      body: { iban: 'BE00', startDate: 7, amount: 1.5 },
    });
    expect(status).toBe(400);
    expect(body.issues).toHaveLength(5);
    expect(body.issues).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ ...issue('schemaViolation', 'header', 'Idempotency-Key'), value: 'ABC' }),
        expect.objectContaining({ ...issue('schemaViolation', 'header', 'If-Match'), value: 'W/"0"' }),
        expect.objectContaining({ ...issue('unknownInput', 'body', 'amount'), value: 1.5 }),
        expect.objectContaining({ ...issue('invalidInput', 'body', 'iban'), value: 'BE00' }),
        expect.objectContaining({ ...issue('schemaViolation', 'body', 'startDate'), value: 7 }),
      ]),
    );
    expect(api.engine.local.revisionOf('party-cpas-3')).toBe(0);
  });

  it('or a parameter where the command takes none is refused, and not passed over', async () => {
    const asked = await api.call('POST /cpas/cpas-3/ibanProposals?dryRun=true', {
      ifMatch: '"0"',
      body: IBAN,
    });
    expect([asked.status, asked.body.issues]).toMatchObject([
      400,
      [issue('unknownInput', 'query', 'dryRun')],
    ]);
    const id = '00000000-0000-4000-8000-000000000000';
    const approval = await api.call(`POST /proposals/${id}/approvals`, {
      ifMatch: '"0"',
      body: { digest: 'x' },
    });
    expect(approval.body.issues).toMatchObject([issue('unknownInput', 'body', 'digest')]);
    expect(api.engine.local.revisionOf('party-cpas-3')).toBe(0);
  });

  it('without the headers of a command is refused', async () => {
    const { body } = await api.call('POST /cpas/cpas-3/ibanProposals', { key: null, body: IBAN });
    expect(body.issues).toMatchObject([
      issue('schemaViolation', 'header', 'Idempotency-Key'),
      issue('schemaViolation', 'header', 'If-Match'),
    ]);
    expect((await propose({ ifMatch: '*' })).body.issues).toMatchObject([
      issue('schemaViolation', 'header', 'If-Match'),
    ]);
  });
});

describe('an address', () => {
  it('with unknown or wrong parameters is refused, each of them named', async () => {
    const { status, body } = await api.call('GET /cpas?colour=red&page=0&pageSize=101&validOn=2025-02-30');
    expect(status).toBe(400);
    expect(body.issues).toEqual(
      expect.arrayContaining([
        expect.objectContaining(issue('unknownInput', 'query', 'colour')),
        expect.objectContaining(issue('schemaViolation', 'query', 'page')),
        expect.objectContaining(issue('schemaViolation', 'query', 'pageSize')),
        expect.objectContaining(issue('invalidInput', 'query', 'validOn')),
      ]),
    );
  });

  it('with a parameter where the read takes none is refused', async () => {
    for (const path of ['health', 'submissions/tasks/00000000-0000-4000-8000-000000000000']) {
      const { status, body } = await api.call(`GET /${path}?colour=red`);
      expect([status, body.issues]).toMatchObject([400, [issue('unknownInput', 'query', 'colour')]]);
    }
  });

  it('with a period whose end is before its start is refused', async () => {
    for (const path of ['auditTrail', 'submissions', 'refusals']) {
      const { status, body } = await api.call(`GET /${path}?startDate=2025-02-02&endDate=2025-02-01`);
      expect([status, body.issues]).toMatchObject([400, [issue('invalidInput', 'query', 'endDate')]]);
    }
  });

  it('with the number of a person as that of a file is refused, and not told it back', async () => {
    for (const number of ['85010112387', '85-01/01 12387', '1010100126']) {
      const { status, body, text } = await api.call(
        `GET /dossiers?fileNumber=${encodeURIComponent(number)}`,
        {
          headers: { 'accept-language': 'nl' },
        },
      );
      expect([status, body.issues]).toMatchObject([400, [issue('invalidInput', 'query', 'fileNumber')]]);
      expect(body.issues[0].detail).toContain('POST /dossiers/query');
      expect(text).not.toContain(number);
    }
  });

  it('with a parameter that every object has by itself is refused for it', async () => {
    const { body } = await api.call('GET /cpas?constructor=1&__proto__=2&page=0');
    expect(body.issues).toEqual(
      expect.arrayContaining([
        expect.objectContaining(issue('unknownInput', 'query', 'constructor')),
        expect.objectContaining(issue('unknownInput', 'query', '__proto__')),
        expect.objectContaining(issue('schemaViolation', 'query', 'page')),
      ]),
    );
  });

  it('is told how its parameters are named, in part where that is long or of a person', async () => {
    const { body } = await api.call(`GET /cpas?0=1&${'x'.repeat(3_000)}=1&who.85073003328=1`);
    expect(body.issues).toMatchObject([
      issue('unknownInput', 'query', '0'),
      issue('unknownInput', 'query', `${'x'.repeat(499)}…`),
      issue('unknownInput', 'query', 'who.…'),
    ]);
    const within = await api.call('POST /mandateProposals', { body: { 1: 1 } });
    expect(within.body.issues[0]).toMatchObject(issue('unknownInput', 'body', '1'));
  });

  it('with a number up to the largest of the contract is refused for nothing else', async () => {
    const { body } = await api.call(`GET /cpas?asOfSequence=${Number.MAX_SAFE_INTEGER}`);
    expect(body.issues).toMatchObject([issue('invalidInput', 'query', 'asOfSequence')]);
    const larger = await api.call(`GET /cpas?asOfSequence=${Number.MAX_SAFE_INTEGER + 1}`);
    expect(larger.body.issues).toMatchObject([issue('schemaViolation', 'query', 'asOfSequence')]);
  });

  it('with a text twice is told so in the language of who asks', async () => {
    const headers = { 'accept-language': 'de' };
    const { body } = await api.call('GET /cpas?validOn=2025-01-01&validOn=2025-01-02', { headers });
    expect(body.issues).toMatchObject([
      { ...issue('schemaViolation', 'query', 'validOn'), detail: 'validOn muss ein Text sein.' },
    ]);
  });

  it('with a parameter twice, or a number that is none, is refused', async () => {
    expect((await api.call('GET /cpas?page=1&page=2')).status).toBe(400);
    expect((await api.call('GET /cpas?page=1.5')).status).toBe(400);
    expect((await api.call('GET /cpas?page=1e3')).status).toBe(400);
  });

  it('with unknown headers is served', async () => {
    expect((await api.call('GET /cpas', { headers: { 'x-colour': 'red' } })).status).toBe(200);
  });

  it('that is malformed in its path is refused', async () => {
    expect((await api.call('GET /cpas/CPAS_1')).body.issues).toMatchObject([
      issue('invalidInput', 'path', 'cpasId'),
    ]);
    expect((await api.call('GET /cpas/%E0%A4%A')).status).toBe(400);
    expect((await api.call(`GET /cpas/${'a'.repeat(300)}`)).status).toBe(414);
  });

  it('that leads nowhere is a problem too', async () => {
    for (const address of ['GET /nothing', 'GET /cpas/', 'GET /CPAS']) {
      const { status, body, headers } = await api.call(address);
      expect([address, status]).toEqual([address, 404]);
      expect(body.type).toBe('urn:problem-type:belgif:resourceNotFound');
      expect(headers['content-type']).toContain('application/problem+json');
    }
  });

  it('with a method that it does not take says which ones it does', async () => {
    const { status, headers, body } = await api.call('DELETE /cpas/cpas-1');
    expect(status).toBe(405);
    expect(headers['allow']).toBe('GET, HEAD');
    expect(body.type).toBe('urn:problem-type:miis:fundingFlows:methodNotAllowed');
    // Methods of which the framework has rules of its own.
    for (const method of ['QUERY', 'TRACE', 'M-SEARCH']) {
      expect([method, (await api.call(`${method} /cpas`)).status]).toEqual([method, 405]);
      expect([method, (await api.call(`${method} /nothing`)).status]).toEqual([method, 404]);
    }
  });

  it('is not answered in a type that the client does not take', async () => {
    expect((await api.call('GET /cpas', { headers: { accept: 'text/html' } })).status).toBe(406);
    expect((await api.call('GET /cpas', { headers: { accept: 'application/json;q=0, */*' } })).status).toBe(
      406,
    );
    expect(
      (await api.call('GET /cpas', { headers: { accept: 'text/html, application/*;q=0.1' } })).status,
    ).toBe(200);
  });
});

describe('the clocks', () => {
  it('refuse what they cannot stand at', async () => {
    const cases = [
      ['asOf=2031-01-01T00:00:00.000Z', 'asOf'],
      ['asOf=2001-01-01T00:00:00.000Z', 'asOf'],
      ['asOf=yesterday', 'asOf'],
      ['asOfSequence=999999', 'asOfSequence'],
      ['asOfSequence=0', 'asOfSequence'],
      ['asOf=2024-11-20T09:00:00.000Z&asOfSequence=3', 'asOfSequence'],
    ] as const;
    for (const [query, name] of cases) {
      const { status, body } = await api.call(`GET /cpas?${query}`);
      expect([query, status]).toEqual([query, 400]);
      expect(body.issues).toMatchObject([{ in: 'query', name }]);
    }
  });

  it('answer the same bytes for the same sequence', async () => {
    const before = await api.call('GET /cpas?validOn=2025-01-01');
    await api.call('POST /cpas/cpas-2/ibanProposals', { ifMatch: '"0"', body: IBAN });
    const address = `GET /cpas?validOn=2025-01-01&asOfSequence=${before.body.asOfSequence}`;
    expect((await api.call(address)).text).toBe(before.text);
    const early = await api.call('GET /cpas?asOfSequence=1');
    expect(early.body).toMatchObject({ asOfSequence: 1, validOn: '2024-11-20', items: [], total: 0 });
  });

  it('let everybody read what they wrote', async () => {
    const { body } = await api.call('GET /cpas/cpas-2');
    expect(body.version).toBe('1');
    expect(body.asOfSequence).toBe(api.engine.local.head());
  });
});

describe('a token', () => {
  const forged = async (change: (jwt: SignJWT) => SignJWT, key?: KeyObject): Promise<Ask> => {
    const now = Math.floor(Date.now() / 1000);
    const jwt = new SignJWT({ sub: 'anna', scope: scopeText('consult') })
      .setProtectedHeader({ alg: 'ES256' })
      .setIssuer('urn:cpas-flows:local:log-test')
      .setAudience('fundingFlows')
      .setExpirationTime(now + 60);
    const token = await change(jwt).sign(key ?? (await openTokenKey(api.config.shared)));
    return { as: null, headers: { authorization: `Bearer ${token}` } };
  };
  const status = async (ask: Ask): Promise<unknown> => {
    const told = await api.call('GET /cpas', ask);
    const type = String(told.body.type ?? '');
    return [told.status, type.split(':').at(-1), told.headers['www-authenticate']];
  };

  it('is needed', async () => {
    expect(await status({ as: null })).toEqual([401, 'noAccessToken', 'Bearer realm="fundingFlows"']);
    expect(await status(await forged((jwt) => jwt))).toMatchObject([200, '']);
  });

  it('of another issuer, audience, key, time or algorithm is not taken', async () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const unsigned = new UnsecuredJWT({ sub: 'anna', scope: scopeText('consult') })
      .setIssuer('urn:cpas-flows:local:log-test')
      .setAudience('fundingFlows')
      .setExpirationTime('1h')
      .encode();
    const none: Ask = { as: null, headers: { authorization: `Bearer ${unsigned}` } };
    const bad = [
      await forged((jwt) => jwt.setIssuer('urn:other')),
      await forged((jwt) => jwt.setAudience('other')),
      await forged((jwt) => jwt.setNotBefore(Math.floor(Date.now() / 1000) + 600)),
      await forged((jwt) => jwt.setSubject('Not An Id')),
      await forged((jwt) => jwt, privateKey),
      none,
      { as: null, headers: { authorization: 'Basic YTpi' } },
      { as: null, headers: { authorization: 'Bearer x.y.z' } },
    ];
    for (const ask of bad) {
      expect(await status(ask)).toEqual([
        401,
        'invalidAccessToken',
        expect.stringContaining('invalid_token'),
      ]);
    }
    const old = await forged((jwt) => jwt.setExpirationTime(Math.floor(Date.now() / 1000) - 60));
    expect(await status(old)).toEqual([401, 'expiredAccessToken', expect.stringContaining('invalid_token')]);
  });

  it('without the scope opens nothing, and says which one is missing', async () => {
    const { status: code, body, headers } = await propose({ scopes: ['consult', 'approve'] });
    expect(code).toBe(403);
    expect(body).toMatchObject({
      type: 'urn:problem-type:belgif:missingScope',
      requiredScopes: ['scope:miis:fundingFlows:prepare'],
    });
    expect(headers['www-authenticate']).toContain('insufficient_scope');
  });

  it('is looked at before the body is read', async () => {
    expect((await propose({ as: null, body: '{' })).status).toBe(401);
  });

  it('opens the door, and the mandate decides', async () => {
    const { status: code, body } = await propose({ as: 'zoe' });
    expect(code).toBe(403);
    expect(body).toMatchObject({
      type: 'urn:problem-type:belgif:missingPermission',
      reason: 'mandateMissing',
    });
  });
});

describe('an answer', () => {
  it('says why in the language of the client', async () => {
    const detail = async (accepted?: string): Promise<unknown> => {
      const headers = accepted === undefined ? {} : { 'accept-language': accepted };
      const { headers: told, body } = await api.call('GET /cpas/cpas-9', { headers });
      expect(told['vary']).toContain('Accept-Language');
      return [told['content-language'], body.detail];
    };
    expect(await detail()).toEqual(['fr', 'Ce qui est demandé n’existe pas.']);
    expect(await detail('nl-BE')).toEqual(['nl', 'Wat gevraagd wordt, bestaat niet.']);
    expect(await detail('nl;q=0.5, de-BE;q=0.8, en')).toEqual(['de', 'Das Angefragte gibt es nicht.']);
    expect(await detail('en-US, tlh')).toEqual(['fr', expect.any(String)]);
    expect(await detail('nl;q=0, ;;, x')).toEqual(['fr', expect.any(String)]);
  });

  it('has a trace of its own, and repeats that of the client where it is one', async () => {
    const first = await api.call('GET /cpas/cpas-9', { headers: { 'belgov-trace-id': 'from-elsewhere-1' } });
    expect(first.headers['belgov-related-trace-id']).toBe('from-elsewhere-1');
    expect(first.body.instance).toBe(`urn:uuid:${first.headers['belgov-trace-id']}`);
    const odd = await api.call('GET /cpas', { headers: { 'belgov-trace-id': 'x'.repeat(37) } });
    expect(odd.headers['belgov-related-trace-id']).toBeUndefined();
  });

  it('of a command has its trace in the event', async () => {
    const { headers } = await propose({});
    const [event] = api.engine.local.readStream('party-cpas-3').slice(-1);
    expect(JSON.parse(event?.meta ?? '').traceId).toBe(headers['belgov-trace-id']?.replaceAll('-', ''));
  });

  it('carries the headers of security, and no tag of its own making', async () => {
    const { headers } = await api.call('GET /cpas');
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'content-type': 'application/json; charset=utf-8',
    });
    expect(headers['etag']).toBeUndefined();
    expect(headers['x-powered-by']).toBeUndefined();
  });

  it('to HEAD is that to GET without its body', async () => {
    const { status, text, headers } = await api.call('HEAD /cpas/cpas-1');
    expect([status, text, headers['etag']]).toEqual([200, '', '"0"']);
  });

  it('is compressed where it is worth it', async () => {
    const headers = { 'accept-encoding': 'gzip' };
    const unknown = Array.from({ length: 20 }, (_, n) => `unknown${n}=1`).join('&');
    expect((await api.call(`GET /cpas?${unknown}`, { headers })).headers['content-encoding']).toBe('gzip');
    expect((await api.call('GET /health', { headers })).headers['content-encoding']).toBeUndefined();
  });

  it('about health needs no token', async () => {
    expect(await api.call('GET /health', { as: null })).toMatchObject({
      status: 200,
      body: { status: 'UP' },
    });
  });
});
