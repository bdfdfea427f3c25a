/* eslint-disable @typescript-eslint/no-unsafe-return, @typescript-eslint/no-unsafe-call -- a contract is data without a type of its own */
import { contractDocument } from '../support/contract-bundle.js';
import { breakingChanges } from './breaking.js';
import { evolution, releasedText, unreleasable, versionMismatch } from './evolution.js';
import type { Node } from './walk.js';

type Change = (document: Node) => unknown;

const text = { type: 'string' };
const answer = (schema: Node): Node => ({ 'application/json': { schema }, 'text/csv': { schema: text } });

const released = (): Node => ({
  openapi: '3.0.3',
  info: { title: 'Things', version: '1.2.0' },
  servers: [{ url: '/things/v1' }],
  security: [{ Token: ['read'] }],
  paths: {
    '/things/{thingId}': {
      post: {
        operationId: 'changeThing',
        parameters: [
          { name: 'thingId', in: 'path', required: true, schema: text },
          { $ref: '#/components/parameters/Kind' },
          { name: 'If-Match', in: 'header', schema: text },
          { name: 'size', in: 'query', schema: { type: 'integer', default: 20 } },
        ],
        requestBody: { content: answer({ $ref: '#/components/schemas/Input' }) },
        responses: {
          '200': {
            headers: { ETag: { required: true, schema: text }, Old: { schema: text } },
            content: answer({ $ref: '#/components/schemas/Thing' }),
          },
          '404': { $ref: '#/components/responses/NotFound' },
          default: { description: 'a problem' },
        },
      },
      get: { operationId: 'readThing', security: [{ Token: ['read', 'look'] }], responses: {} },
    },
  },
  components: {
    parameters: {
      Kind: {
        name: 'kind',
        in: 'query',
        style: 'form',
        explode: true,
        schema: { type: 'array', maxItems: 5, items: { $ref: '#/components/schemas/Code' } },
      },
    },
    responses: { NotFound: { description: 'not found' } },
    schemas: {
      Code: { type: 'string', minLength: 1, maxLength: 10, pattern: '^a' },
      Base: { type: 'object', required: ['id'], properties: { id: text } },
      Input: {
        type: 'object',
        required: ['day'],
        properties: {
          day: { type: 'string', format: 'date' },
          side: { type: 'string', enum: ['debit', 'credit'] },
          count: { type: 'integer', minimum: 1, maximum: 9 },
          list: { type: 'array', items: { allOf: [{ $ref: '#/components/schemas/Code' }] } },
          description: text,
          notes: { type: 'object', additionalProperties: true },
          any: { type: 'array' },
        },
      },
      Thing: {
        allOf: [
          { $ref: '#/components/schemas/Base' },
          {
            type: 'object',
            required: ['state'],
            properties: {
              state: { type: 'string', enum: ['open', 'shut'] },
              parts: { type: 'array', items: { $ref: '#/components/schemas/Part' } },
              names: { type: 'object', additionalProperties: { type: 'string', maxLength: 5 } },
            },
          },
        ],
      },
      Part: {
        type: 'object',
        required: ['label'],
        properties: {
          label: { type: 'string', maxLength: 5 },
          parts: { type: 'array', items: { $ref: '#/components/schemas/Part' } },
        },
      },
    },
  },
});

function changed(change: Change): Node {
  const document = JSON.parse(JSON.stringify(released()));
  change(document);
  return document;
}

const operation = (document: Node): Node => document.paths['/things/{thingId}'].post;
const input = (document: Node): Node => document.components.schemas.Input;
const code = (document: Node): Node => document.components.schemas.Code;
const thing = (document: Node): Node => document.components.schemas.Thing.allOf[1];
const part = (document: Node): Node => document.components.schemas.Part;
const header = (name: string, required: boolean): Node => ({ name, in: 'header', required, schema: text });

const POST = 'POST /things/{thingId}';
const INPUT = 'schemas/Input in requests';
const THING = 'schemas/Thing in answers';

describe('a change that breaks clients is told', () => {
  it.each<[what: string, change: Change, ...told: string[]]>([
    [
      'an operation removed',
      (one) => delete one.paths['/things/{thingId}'].get,
      'GET /things/{thingId} is gone',
    ],
    [
      'another base path',
      (one) => (one.servers[0].url = '/things/v2'),
      'the base path is /things/v2, was /things/v1',
    ],
    ['a status removed', (one) => delete operation(one).responses['404'], `${POST}: 404 is gone`],
    [
      'another scope for all',
      (one) => (one.security = [{ Token: ['write'] }]),
      `${POST}: needs [{"Token":["write"]}], was [{"Token":["read"]}]`,
    ],
    [
      'one scope more',
      (one) => (operation(one).security = [{ Token: ['read', 'write'] }]),
      `${POST}: needs [{"Token":["read","write"]}], was [{"Token":["read"]}]`,
    ],
    [
      'a parameter removed',
      (one) => operation(one).parameters.splice(1, 1),
      `${POST}: query kind is no longer taken`,
    ],
    [
      'a parameter newly required',
      (one) => (one.components.parameters.Kind.required = true),
      `${POST}: query kind is required now`,
    ],
    [
      'a header added and required',
      (one) => operation(one).parameters.push(header('Idempotency-Key', true)),
      `${POST}: header Idempotency-Key is required now`,
    ],
    [
      'a header newly required',
      (one) => (operation(one).parameters[2] = header('If-Match', true)),
      `${POST}: header If-Match is required now`,
    ],
    [
      'a header required of the whole path',
      (one) => (one.paths['/things/{thingId}'].parameters = [header('Idempotency-Key', true)]),
      'GET /things/{thingId}: header Idempotency-Key is required now',
      `${POST}: header Idempotency-Key is required now`,
    ],
    [
      'a list spelled otherwise',
      (one) => (one.components.parameters.Kind.explode = false),
      `${POST}: query kind is spelled otherwise`,
    ],
    [
      'fewer values of a parameter',
      (one) => (one.components.parameters.Kind.schema.maxItems = 2),
      `${POST}: query kind: maxItems is 2, was 5`,
    ],
    [
      'another default',
      (one) => (operation(one).parameters[3].schema.default = 10),
      `${POST}: query size: default is 10, was 20`,
    ],
    [
      'a body newly required',
      (one) => (operation(one).requestBody.required = true),
      `${POST}: body is required now`,
    ],
    ['a body removed', (one) => delete operation(one).requestBody, `${POST}: body is no longer taken`],
    [
      'a media type of a body removed',
      (one) => delete operation(one).requestBody.content['text/csv'],
      `${POST}: body as text/csv is gone`,
    ],
    ['a field newly required', (one) => input(one).required.push('count'), `${INPUT}: count is required now`],
    ['a field removed', (one) => delete input(one).properties.side, `${INPUT}: side is no longer taken`],
    [
      'a field of the name of a text removed',
      (one) => delete input(one).properties.description,
      `${INPUT}: description is no longer taken`,
    ],
    [
      'a value removed from an enum',
      (one) => input(one).properties.side.enum.pop(),
      `${INPUT}.side: enum is ["debit"], was ["debit","credit"]`,
    ],
    [
      'a second enum, that holds fewer values',
      (one) => (input(one).properties.side = { allOf: [input(one).properties.side, { enum: ['debit'] }] }),
      `${INPUT}.side: enum is ["debit"], was ["debit","credit"]`,
    ],
    [
      'a map closed',
      (one) => (input(one).properties.notes.additionalProperties = false),
      `${INPUT}.notes{} is no longer taken`,
    ],
    [
      'values of a map where all were taken',
      (one) => (input(one).properties.notes.additionalProperties = text),
      `${INPUT}.notes{}: type is "string", was absent`,
    ],
    [
      'items of a list where all were taken',
      (one) => (input(one).properties.any.items = text),
      `${INPUT}.any[]: type is "string", was absent`,
    ],
    [
      'an enum where all was taken',
      (one) => (input(one).properties.description.enum = ['a']),
      `${INPUT}.description: enum is ["a"], was absent`,
    ],
    [
      'another type',
      (one) => (input(one).properties.day.type = 'integer'),
      `${INPUT}.day: type is "integer", was "string"`,
    ],
    [
      'another format',
      (one) => (input(one).properties.day.format = 'date-time'),
      `${INPUT}.day: format is "date-time", was "date"`,
    ],
    [
      'a pattern where there was none',
      (one) => (input(one).properties.day.pattern = '^2'),
      `${INPUT}.day: pattern is ["^2"], was []`,
    ],
    [
      'a lower maximum',
      (one) => (input(one).properties.count.maximum = 8),
      `${INPUT}.count: maximum is 8, was 9`,
    ],
    [
      'a higher minimum',
      (one) => (input(one).properties.count.minimum = 2),
      `${INPUT}.count: minimum is 2, was 1`,
    ],
    [
      'a maximum where there was none',
      (one) => (input(one).properties.list.maxItems = 3),
      `${INPUT}.list: maxItems is 3, was absent`,
    ],
    [
      'a schema that others use',
      (one) => (code(one).maxLength = 9),
      'schemas/Code in requests: maxLength is 9, was 10',
    ],
    [
      'a field of an answer removed',
      (one) => delete thing(one).properties.parts,
      `${THING}: parts is no longer given`,
    ],
    [
      'a field of an answer that may be absent now',
      (one) => delete thing(one).required,
      `${THING}: state is not always given any more`,
    ],
    [
      'an inherited field that may be absent now',
      (one) => delete one.components.schemas.Base.required,
      `${THING}: id is not always given any more`,
    ],
    [
      'a field within a field that may be absent now',
      (one) => delete part(one).required,
      'schemas/Part in answers: label is not always given any more',
    ],
    [
      'a value added to the enum of an answer',
      (one) => thing(one).properties.state.enum.push('lost'),
      `${THING}.state: enum is ["open","shut","lost"], was ["open","shut"]`,
    ],
    [
      'an enum of an answer lifted',
      (one) => delete thing(one).properties.state.enum,
      `${THING}.state: enum is absent, was ["open","shut"]`,
    ],
    [
      'another type in an answer',
      (one) => (part(one).properties.label.type = 'integer'),
      'schemas/Part in answers.label: type is "integer", was "string"',
    ],
    [
      'longer texts in an answer',
      (one) => (part(one).properties.label.maxLength = 6),
      'schemas/Part in answers.label: maxLength is 6, was 5',
    ],
    [
      'null in an answer',
      (one) => (part(one).properties.label.nullable = true),
      'schemas/Part in answers.label: nullable is true, was absent',
    ],
    [
      'another type of the values of a map',
      (one) => (thing(one).properties.names.additionalProperties.type = 'integer'),
      `${THING}.names{}: type is "integer", was "string"`,
    ],
    [
      'a media type of an answer removed',
      (one) => delete operation(one).responses['200'].content['text/csv'],
      `${POST}: 200 as text/csv is gone`,
    ],
    [
      'a header of an answer removed',
      (one) => delete operation(one).responses['200'].headers.Old,
      `${POST}: 200: header Old is no longer given`,
    ],
    [
      'a header of an answer that may be absent now',
      (one) => delete operation(one).responses['200'].headers.ETag.required,
      `${POST}: 200: header ETag is not always given any more`,
    ],
  ])('%s', (_what, change, ...told) => {
    expect(breakingChanges(released(), changed(change))).toEqual(told);
    expect(breakingChanges(JSON.parse(releasedText(released())), changed(change))).toEqual(told);
  });
});

describe('a change that breaks nobody is not told', () => {
  it.each<[what: string, change: Change]>([
    ['nothing', () => undefined],
    ['an operation added', (one) => (one.paths['/more'] = one.paths['/things/{thingId}'])],
    ['a status added', (one) => (operation(one).responses['409'] = { description: 'conflict' })],
    ['no scope needed', (one) => (operation(one).security = [])],
    [
      'another scope that suffices',
      (one) => (operation(one).security = [{ Token: ['write'] }, { Token: ['read'] }]),
    ],
    ['a parameter added', (one) => operation(one).parameters.push({ name: 'q', in: 'query', schema: text })],
    ['parameters in another order', (one) => operation(one).parameters.reverse()],
    ['a field added to a request', (one) => (input(one).properties.more = text)],
    ['a field no longer required', (one) => delete input(one).required],
    ['a value added to an enum of a request', (one) => input(one).properties.side.enum.push('both')],
    ['an enum of a request lifted', (one) => delete input(one).properties.side.enum],
    ['a format lifted', (one) => delete input(one).properties.day.format],
    ['a higher maximum', (one) => (input(one).properties.count.maximum = 10)],
    ['a lower minimum', (one) => (input(one).properties.count.minimum = 0)],
    ['a maximum lifted', (one) => delete input(one).properties.count.maximum],
    ['any number for a whole one', (one) => (input(one).properties.count.type = 'number')],
    ['a pattern lifted', (one) => delete code(one).pattern],
    ['a field added to an answer', (one) => (thing(one).properties.more = text)],
    ['a field of an answer that is always given now', (one) => thing(one).required.push('parts')],
    ['a value removed from the enum of an answer', (one) => thing(one).properties.state.enum.pop()],
    ['shorter texts in an answer', (one) => (part(one).properties.label.maxLength = 4)],
    [
      'inheritance written out',
      (one) => {
        const { required, properties } = thing(one);
        one.components.schemas.Thing = {
          type: 'object',
          required: ['id', ...required],
          properties: { id: text, ...properties },
        };
      },
    ],
    ['a text beside a reference', (one) => (input(one).properties.list.items.description = 'a code')],
    ['texts', (one) => Object.assign(operation(one), { summary: 'other', 'x-more': 1 })],
  ])('%s', (_what, change) => {
    expect(breakingChanges(released(), changed(change))).toEqual([]);
  });
});

describe('the comparison', () => {
  it('tells each change of a named schema once, and where a value goes both ways for both', () => {
    const wider = changed((one) => (code(one).maxLength = 11));
    expect(breakingChanges(released(), wider)).toEqual([]);
    const answered = (document: Node): Node => {
      part(document).properties.label = { $ref: '#/components/schemas/Code' };
      thing(document).properties.label = { $ref: '#/components/schemas/Code' };
      return document;
    };
    expect(breakingChanges(answered(released()), answered(wider))).toEqual([
      'schemas/Code in answers: maxLength is 11, was 10',
    ]);
  });

  it('does not pass over a keyword that it does not know', () => {
    const composed = changed((one) => (input(one).oneOf = [{ required: ['side'] }]));
    expect(() => breakingChanges(released(), composed)).toThrow('does not know oneOf');
  });

  it('finds nothing between the contract and itself, as a release keeps it', () => {
    const contract = contractDocument();
    expect(breakingChanges(JSON.parse(releasedText(contract)), contract)).toEqual([]);
  });
});

describe('what may become of a released contract', () => {
  const change = `${POST}: 404 is gone`;
  const broken = (version = '1.2.0', major = 1): Node =>
    changed((one) => {
      delete operation(one).responses['404'];
      one.info.version = version;
      one.servers[0].url = `/things/v${major}`;
    });

  it('refuses a breaking change without a reason', () => {
    expect(evolution(released(), broken('1.3.0'), {})).toEqual({
      refused: [change],
      allowed: [],
      unused: [],
    });
  });

  it('allows it with a reason, and refuses a reason that nothing needs', () => {
    expect(evolution(released(), broken(), { [change]: 'it never came', 'GET /x is gone': 'it is' })).toEqual(
      {
        refused: [],
        allowed: [{ change, reason: 'it never came' }],
        unused: ['GET /x is gone'],
      },
    );
  });

  it('allows it in a new major version, and needs no reason then', () => {
    const { refused, allowed, unused } = evolution(released(), broken('2.0.0', 2), { [change]: 'why' });
    expect(refused).toEqual([]);
    expect(allowed).toContainEqual({ change, reason: 'version 2.0.0' });
    expect(unused).toEqual([change]);
  });

  it('is released under a higher minor, or not at all', () => {
    const more = (version: string): Node =>
      changed((one) => {
        input(one).properties.more = text;
        one.info.version = version;
      });
    expect(unreleasable(released(), more('1.2.1'))).toBe(
      'version 1.2.1 must have a higher minor than the released 1.2.0',
    );
    expect(unreleasable(released(), more('1.3.0'))).toBeUndefined();
    expect(unreleasable(released(), more('2.0.0'))).toBeUndefined();
    expect(
      unreleasable(
        released(),
        changed((one) => (one.info.title = 'Other')),
      ),
    ).toBeUndefined();
  });

  it('has its major version in its base path', () => {
    expect(versionMismatch(broken('2.0.0', 2))).toBeUndefined();
    expect(versionMismatch(broken('2.0.0', 1))).toBe('version 2.0.0 is served below /things/v1');
  });
});
