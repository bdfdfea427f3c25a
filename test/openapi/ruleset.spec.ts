/* eslint-disable @typescript-eslint/no-unsafe-return, @typescript-eslint/no-unsafe-call -- a contract is data without a type of its own */
import { contractDocument } from '../support/contract-bundle.js';
import { RULES } from './rules.js';
import { OAS_RULES, lint } from './ruleset.js';
import type { Node } from './walk.js';

/** A contract that breaks no rule; each test breaks one. */
function good(): Node {
  const problem = {
    description: 'a problem',
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  };
  const answer = (name: string): Node => ({
    description: 'an answer',
    content: { 'application/json': { schema: { $ref: `#/components/schemas/${name}` } } },
  });
  const operation = (operationId: string, more: Node): Node => ({
    operationId,
    summary: 'an operation',
    description: 'an operation',
    tags: ['Things'],
    ...more,
  });
  return {
    openapi: '3.0.3',
    info: { title: 'Things', version: '1.0.0', description: 'things', contact: { name: 'us' } },
    servers: [{ url: '/things/v1' }],
    tags: [{ name: 'Things', description: 'things' }],
    security: [{ Token: ['read'] }],
    paths: {
      '/health': {
        get: operation('checkHealth', {
          responses: { '200': answer('Thing'), '503': answer('Thing'), default: problem },
        }),
      },
      '/things': {
        get: operation('listThings', {
          parameters: [
            {
              name: 'kind',
              in: 'query',
              style: 'form',
              explode: true,
              schema: { type: 'array', items: { type: 'string' } },
            },
          ],
          responses: { '200': answer('Things'), default: problem },
        }),
        post: operation('makeThing', {
          requestBody: {
            required: true,
            content: { 'application/json': { schema: { $ref: '#/components/schemas/Thing' } } },
          },
          responses: {
            '201': { ...answer('Thing'), headers: { ETag: { schema: { type: 'string' } } } },
            default: problem,
          },
        }),
      },
      '/things/{thingId}': {
        get: operation('readThing', {
          parameters: [
            { name: 'thingId', in: 'path', required: true, schema: { type: 'string' } },
            { name: 'If-None-Match', in: 'header', schema: { type: 'string' } },
          ],
          responses: { '200': answer('Thing'), default: problem },
        }),
      },
    },
    components: {
      securitySchemes: {
        Token: {
          type: 'oauth2',
          flows: {
            clientCredentials: { tokenUrl: 'https://issuer.example.org/token', scopes: { read: 'read' } },
          },
        },
      },
      schemas: {
        Problem: { type: 'object', properties: { type: { type: 'string' } } },
        Thing: {
          type: 'object',
          required: ['name'],
          properties: { name: { type: 'string', enum: ['one', 'two'], default: 'one' } },
        },
        Things: {
          allOf: [
            { type: 'object', properties: { total: { type: 'integer' } } },
            {
              type: 'object',
              required: ['items'],
              properties: { items: { type: 'array', items: { $ref: '#/components/schemas/Thing' } } },
            },
          ],
        },
      },
    },
  };
}

type Break = (document: Node) => void;

const get = (document: Node): Node => document.paths['/things'].get;
const post = (document: Node): Node => document.paths['/things'].post;
const thing = (document: Node): Node => document.components.schemas.Thing;
const things = (document: Node): Node => document.components.schemas.Things;
const answers = (document: Node): Node => get(document).responses;
const add =
  (path: string): Break =>
  (document) => {
    document.paths[path] = { get: { ...get(document), operationId: 'another', parameters: [] } };
  };
const status =
  (method: string, code: string): Break =>
  (document) => {
    document.paths['/things'][method] = { ...get(document), operationId: 'another' };
    document.paths['/things'][method].responses = {
      ...answers(document),
      [code]: method === 'head' ? { description: 'x' } : answers(document)['200'],
    };
  };
const set =
  (node: (document: Node) => Node, more: Node): Break =>
  (document) => {
    Object.assign(node(document), more);
  };

/** For each rule a contract that breaks it. */
const BREAKS: Readonly<Record<string, Break>> = {
  'uri-format': set((d) => d.servers[0], { url: '/things/first' }),
  'uri-notat-path': add('/Other_things'),
  'uri-notat-query': set((d) => get(d).parameters[0], { name: 'Kind' }),
  'uri-extens': add('/things.json'),
  'path-param': (d) => {
    d.paths['/things/{ThingId}'] = d.paths['/things/{thingId}'];
    delete d.paths['/things/{thingId}'];
    d.paths['/things/{ThingId}'].get.parameters[0].name = 'ThingId';
  },
  'id-name': (d) => {
    d.paths['/things/{id}'] = d.paths['/things/{thingId}'];
    delete d.paths['/things/{thingId}'];
    d.paths['/things/{id}'].get.parameters[0].name = 'id';
  },
  'qry-multi': set((d) => get(d).parameters[0], { explode: false }),
  'hdr-case-request': set((d) => d.paths['/things/{thingId}'].get.parameters[1], { name: 'if_none_match' }),
  'hdr-case-response': set((d) => post(d).responses['201'].headers, {
    'x-thing': { schema: { type: 'string' } },
  }),
  'jsn-naming': set((d) => thing(d).properties, { Other_name: { type: 'string' } }),
  'jsn-null': set((d) => thing(d).properties.name, { nullable: true }),
  'cod-design-enum': set((d) => thing(d).properties.name, { enum: ['one', 'TWO'] }),
  'cod-design-discriminator': set(thing, {
    discriminator: { propertyName: 'name', mapping: { ONE: '#/components/schemas/Thing' } },
  }),
  'oas-comp': set((d) => d.components.schemas, { other_thing: { type: 'string' } }),
  'oas-contra': set((d) => d, { openapi: '3.1.0' }),
  'oas-descr-summary': (d) => delete get(d).summary,
  'oas-descr-title': set(thing, { title: 'a thing' }),
  'oas-descr-inline': set((d) => thing(d).properties, { part: { type: 'object' } }),
  'oas-descr-component': set(thing, { title: 'Other' }),
  'oas-tags': set((d) => d.tags[0], { name: 'things' }),
  'openapi-opid': set(get, { operationId: 'List_things' }),
  'opbody-req': (d) => delete post(d).requestBody.required,
  'meth-http-request': (d) => {
    get(d).requestBody = post(d).requestBody;
  },
  'meth-http-200': (d) => delete answers(d)['200'].content,
  'meth-http-204': status('put', '204'),
  'meth-http-head': (d) => {
    d.paths['/things'].head = { ...get(d), operationId: 'another' };
  },
  'stat-codes-get': status('get', '201'),
  'stat-codes-head': status('head', '202'),
  'stat-codes-put': status('put', '202'),
  'stat-codes-post': set((d) => post(d).responses, { '304': { description: 'x' } }),
  'stat-codes-patch': status('patch', '201'),
  'stat-codes-delete': status('delete', '413'),
  'stat-codes-options': status('options', '201'),
  'err-problem': set(answers, { '404': { description: 'not there' } }),
  'prb-defaul': (d) => delete answers(d).default,
  'evo-object-schema': (d) => delete answers(d)['200'].content['application/json'].schema,
  'evo-object-object': set((d) => answers(d)['200'].content['application/json'], {
    schema: { type: 'array', items: { type: 'string' } },
  }),
  'rep-struct': set((d) => answers(d)['200'].content, { 'text/plain': { schema: { type: 'string' } } }),
  'col-repres': set((d) => answers(d)['200'].content['application/json'], {
    schema: { $ref: '#/components/schemas/Thing' },
  }),
  'col-name': (d) => {
    d.paths['/thing'] = d.paths['/things'];
    d.paths['/thing/{thingId}'] = d.paths['/things/{thingId}'];
    delete d.paths['/things'];
    delete d.paths['/things/{thingId}'];
  },
  'hlth-res': (d) => delete d.paths['/health'],
  'hlth-res-get': (d) => {
    d.paths['/health'] = { put: d.paths['/health'].get };
  },
  'hlth-res-statuses': (d) => delete d.paths['/health'].get.responses['503'],
  'oas-rdonly': set((d) => thing(d).properties.name, { readOnly: true }),
  'prop-req': set(thing, { required: ['name', 'other'] }),
  'sch-allof-repeats': set((d) => things(d).allOf[0].properties, { items: { type: 'array', items: {} } }),
  'sch-allof-types': set((d) => things(d).allOf[0], { type: 'array', items: {} }),
  'sch-discr': set(thing, { discriminator: { propertyName: 'name', mapping: { one: 'Thing' } } }),
  'path-keys-no-trailing-slash': add('/others/'),
  'operation-singular-tag': (d) => {
    d.tags.push({ name: 'Others', description: 'others' });
    get(d).tags = ['Things', 'Others'];
  },
  'operation-tag-defined': set(get, { tags: ['Others'] }),
  'operation-operationId': (d) => delete get(d).operationId,
  'operation-operationId-unique': set(get, { operationId: 'makeThing' }),
  'oas3-operation-security-defined': set(get, { security: [{ Token: ['write'] }] }),
  'oas3-valid-media-example': set((d) => answers(d)['200'].content['application/json'], {
    example: { items: 1 },
  }),
  'oas3-valid-schema-example': set((d) => thing(d).properties.name, { default: 'three' }),
  'typed-enum': set((d) => thing(d).properties, { size: { type: 'integer', enum: [1, 'two'] } }),
};

const RULE_NAMES = [...Object.keys(RULES), ...Object.keys(OAS_RULES)];

describe('the ruleset of the contract', () => {
  it('finds nothing in a contract that keeps every rule', async () => {
    expect((await lint(good())).breaches).toEqual([]);
  });

  it('has a bad example for each rule', () => {
    expect(Object.keys(BREAKS).sort()).toEqual([...RULE_NAMES].sort());
  });

  it.each(RULE_NAMES)('%s fires', async (name) => {
    const document = good();
    BREAKS[name]?.(document);
    expect((await lint(document)).breaches.map(({ rule }) => rule)).toContain(name);
  });

  it('exempts a breach with the reason given above it, and only of the rule named', async () => {
    const document = good();
    thing(document).properties.name.enum = ['ONE'];
    delete thing(document).properties.name.default;
    thing(document).properties.name.nullable = true;
    thing(document)['x-ignore-rules'] = { 'cod-design': 'official codes keep their spelling' };
    const { breaches, exempted } = await lint(document);
    expect(breaches.map(({ rule }) => rule)).toEqual(['jsn-null']);
    expect(exempted.map(({ rule, reason }) => [rule, reason])).toEqual([
      ['cod-design-enum', 'official codes keep their spelling'],
    ]);
  });

  it('names an exemption that nothing needs', async () => {
    const document = good();
    thing(document)['x-ignore-rules'] = { 'col-name': 'kept for later' };
    expect((await lint(document)).unused).toEqual(['components.schemas.Thing col-name']);
  });
});

describe('the contract', () => {
  it('keeps every rule, or says why not', async () => {
    const { breaches, unused } = await lint(contractDocument());
    expect({ breaches, unused }).toEqual({ breaches: [], unused: [] });
  });

  it('speaks of the money, not of how it is stored', () => {
    expect(JSON.stringify(contractDocument())).not.toMatch(/\b(event )?stream|aggregate|projection|decider/i);
  });
});
