import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { openApi } from '../support/api.js';
import type { Api, Ask, Told } from '../support/api.js';
import { contracted, nameOf } from '../support/operations.js';
import type { Operation } from '../support/operations.js';

const FORMS = 'application/x-ndjson';
const operations = contracted();
const names = [...new Set(operations.flatMap(({ query }) => query.map(({ name }) => name)))];

let api: Api;
beforeAll(async () => {
  api = await openApi();
}, 60_000);
afterAll(() => api.close());

const unknown = (place: string, name: string) =>
  expect.objectContaining({
    type: 'urn:problem-type:belgif:input-validation:unknownInput',
    in: place,
    name,
  }) as unknown;

/** Asks with a good token and all that the operation takes, and what is added to it. */
function ask(operation: Operation, query: string, body = samplesOf(operation).at(-1)): Promise<Told> {
  const { method, address, headers } = operation;
  const isFile = operation.bodies.some(([type]) => type === FORMS);
  const asked: Ask = {
    ...(method === 'POST' && { body }),
    ...(!headers.includes('Idempotency-Key') && { key: null }),
    ...(headers.includes('If-Match') && { ifMatch: '"0"' }),
    ...(isFile && { headers: { 'content-type': FORMS } }),
  };
  return api.call(`${method} ${address}${query}`, asked);
}

/** Bodies that the operation takes; none where it takes none. */
const samplesOf = ({ bodies }: Operation): readonly unknown[] =>
  bodies.some(([type]) => type === FORMS)
    ? ['{}\n']
    : bodies.flatMap(([type, examples]) => (type === 'application/json' ? examples : []));

/** What the node has written so far: the head of its log and the files beside it. */
async function written(): Promise<unknown> {
  const files = await readdir(join(api.config.shared, 'evidence'), { recursive: true });
  return [api.engine.local.head(), files.sort()];
}

describe('every operation of the contract refuses', () => {
  it('each parameter that it does not declare, those of others too, and does nothing', async () => {
    const before = await written();
    expect(operations.length).toBeGreaterThan(50);
    for (const operation of operations) {
      const own = new Set(operation.query.map(({ name }) => name));
      const foreign = ['nonsense', ...names.filter((name) => !own.has(name))];
      const { status, body } = await ask(operation, `?${foreign.map((name) => `${name}=1`).join('&')}`);
      expect([nameOf(operation), status, body.issues]).toEqual([
        nameOf(operation),
        400,
        expect.arrayContaining(foreign.map((name) => unknown('query', name))),
      ]);
    }
    expect(await written()).toEqual(before);
  }, 60_000);

  it('a parameter twice where it is declared once', async () => {
    for (const operation of operations) {
      for (const { name, isList, example } of operation.query) {
        const once = `${name}=${encodeURIComponent(String(example ?? 'x'))}`;
        const { status, body } = await ask(operation, `?${once}&${once}`);
        const told = (body?.issues ?? []) as readonly { in: string; name: string; value?: unknown }[];
        const named = told.some((one) => one.in === 'query' && one.name === name && Array.isArray(one.value));
        expect([nameOf(operation), name, status === 400 && named]).toEqual([
          nameOf(operation),
          name,
          !isList,
        ]);
      }
    }
  }, 60_000);

  it('each field of a body that it does not declare, at any depth, and does nothing', async () => {
    const before = await written();
    const posts = operations.filter(
      ({ method, bodies }) => method === 'POST' && !bodies.some(([type]) => type === FORMS),
    );
    expect(posts.length).toBeGreaterThan(15);
    for (const operation of posts) {
      const samples = operation.bodies.length === 0 ? [{}] : samplesOf(operation);
      expect([nameOf(operation), samples.length]).not.toEqual([nameOf(operation), 0]);
      for (const [place, body] of samples.flatMap((sample) => strangersIn(sample))) {
        const { status, body: told } = await ask(operation, '', body);
        expect([nameOf(operation), status, told.issues]).toEqual([
          nameOf(operation),
          400,
          expect.arrayContaining([unknown('body', place)]),
        ]);
      }
    }
    expect(await written()).toEqual(before);
  }, 60_000);

  it('null, a list in the place of an object, and an object in the place of a list', async () => {
    const before = await written();
    const posts = operations.filter(({ bodies }) => bodies.some(([type]) => type === 'application/json'));
    for (const operation of posts) {
      for (const sample of samplesOf(operation) as readonly Readonly<Record<string, unknown>>[]) {
        for (const [name, value] of Object.entries(sample)) {
          const isObject = typeof value === 'object' && !Array.isArray(value);
          const isList = Array.isArray(value) && typeof value[0] === 'object';
          const others = [
            null,
            ...(isObject ? [[], [value]] : []),
            ...(isList ? [{}, [[]], [null], [value]] : []),
          ];
          for (const other of others) {
            const { status, body } = await ask(operation, '', { ...sample, [name]: other });
            expect([nameOf(operation), name, other, status, body.issues]).toEqual([
              nameOf(operation),
              name,
              other,
              400,
              expect.arrayContaining([expect.objectContaining({ in: 'body' })]),
            ]);
          }
        }
      }
    }
    const mandate = { officialId: 'rita', roleCode: 'registrar', allSchemes: true, startDate: '2025-01-01' };
    for (const name of ['endDate', 'schemeCodes', 'ceilingAmount']) {
      const { body } = await api.call('POST /mandateProposals', { body: { ...mandate, [name]: null } });
      expect(body.issues).toEqual([expect.objectContaining({ in: 'body', name })]);
    }
    // More than a number can be, which JSON would tell back as null.
    const text = JSON.stringify({ ...mandate, ceilingAmount: 0 }).replace(':0}', ':1e999}');
    const endless = await api.call('POST /mandateProposals', { body: text });
    expect(endless.body.issues).toContainEqual(expect.objectContaining({ name: 'ceilingAmount' }));
    const none = await api.call('POST /rulebooks/RIS/importProposals', { body: { rows: null } });
    expect(none.body.issues).toEqual([expect.objectContaining({ in: 'body', name: 'rows' })]);
    expect(await written()).toEqual(before);
  }, 60_000);

  it('what the program has a name for, at any depth, and does nothing', async () => {
    const before = await written();
    const mandate = { officialId: 'rita', roleCode: 'registrar', allSchemes: true, startDate: '2025-01-01' };
    for (const name of ['toCommand', 'terms', 'schemes']) {
      const { status, body } = await api.call('POST /mandateProposals', { body: { ...mandate, [name]: 1 } });
      expect([name, status, body.issues]).toEqual([name, 400, [unknown('body', name)]]);
    }
    const rules = await api.call('POST /rulebooks/RIS/importProposals', {
      body: { rows: [{ toParameter: 1 }] },
    });
    expect(rules.body.issues).toEqual(expect.arrayContaining([unknown('body', 'rows[0].toParameter')]));
    const list = await api.call('GET /submissions?received=1&page=0');
    expect(list.body.issues).toEqual([
      unknown('query', 'received'),
      expect.objectContaining({ name: 'page' }),
    ]);
    expect(await written()).toEqual(before);
  });
});

/** Each way to put a field more into a body, with the name that it then has; `values` of a row of law has names of its own. */
function strangersIn(value: unknown, place = ''): readonly (readonly [string, unknown])[] {
  if (typeof value !== 'object' || value === null || place.endsWith('.values')) return [];
  const isList = Array.isArray(value);
  const within = Object.entries(value).flatMap(([key, one]) => {
    const at = isList ? `${place}[${key}]` : place === '' ? key : `${place}.${key}`;
    return strangersIn(one, at).map(
      ([name, changed]) =>
        [name, isList ? value.with(Number(key), changed) : { ...value, [key]: changed }] as const,
    );
  });
  if (isList) return within;
  return [[place === '' ? 'nonsense' : `${place}.nonsense`, { ...value, nonsense: '1' }], ...within];
}
