import { casing, defined, pattern, schema, truthy, undefined as absent } from '@stoplight/spectral-functions';
import type { RuleDefinition } from '@stoplight/spectral-core';
import * as checks from './checks.js';
import type { Check } from './checks.js';

/** A rule, and the rule of the Belgif guide that it holds, by which `x-ignore-rules` names it. */
export interface GuideRule {
  readonly guide: string;
  readonly definition: RuleDefinition;
}

type Then = RuleDefinition['then'];

const METHODS = '[get,head,put,post,patch,delete,options]';
const OPERATIONS = `$.paths[*]${METHODS}`;
const HEADERS = ['$.paths[*][*].responses[*].headers[*]~', '$.components.responses[*].headers[*]~'];

/** A rule over the places that JSONPath finds; references stand as they are written. */
const at = (guide: string, description: string, given: string | string[], then: Then): GuideRule => ({
  guide,
  definition: {
    description,
    message: '{{description}}; {{error}}',
    given,
    then,
    severity: 'error',
    resolved: false,
  },
});

/** A rule over the whole document. */
const whole = (guide: string, description: string, check: Check): GuideRule =>
  at(guide, description, '$', { function: (document: unknown) => [...check(document)] });

const matches = (match: string): Then => ({ function: pattern, functionOptions: { match } });
const camel: Then = { function: casing, functionOptions: { type: 'camel' } };
const pascal: Then = { function: casing, functionOptions: { type: 'pascal' } };

/** Statuses that a method never answers. */
const never = (method: string, ...statuses: readonly string[]): GuideRule =>
  at(
    'stat-codes',
    `${method.toUpperCase()} never answers ${statuses.join(', ')}`,
    `$.paths[*].${method}.responses`,
    {
      function: schema,
      functionOptions: { schema: { propertyNames: { not: { enum: statuses } } } },
    },
  );

/** Where a parameter of a place may stand. */
const list = (place: string): string[] =>
  ['$.components.parameters', '$.paths[*][*].parameters'].map((all) => `${all}[?(@ && @.in === '${place}')]`);

/** Our rules for the guide's checklist, by name. Those that `spectral:oas` has are in `ruleset.ts`. */
export const RULES: Readonly<Record<string, GuideRule>> = {
  'uri-format': at(
    'uri-format',
    'a server is [https://host/prefix]/apiName/vN',
    '$.servers[*].url',
    matches('^(https://[^/]+(/[A-Za-z0-9-]+)*)?/[a-z][A-Za-z0-9]*/v[0-9]+$'),
  ),
  'uri-notat-path': at(
    'uri-notat',
    'path segments are lowerCamelCase',
    '$.paths[*]~',
    matches('^(/([a-z][A-Za-z0-9]*(\\.[A-Za-z0-9]+)?|\\{[^/}]+\\}))+/?$'),
  ),
  'uri-notat-query': at(
    'uri-notat',
    'query names are lowerCamelCase',
    list('query').map((one) => `${one}.name`),
    matches('^[a-z][A-Za-z0-9]*([._][A-Za-z0-9]+)*$'),
  ),
  'uri-extens': at(
    'uri-extens',
    'no file extension but that of the contract',
    '$.paths[*]~',
    matches('^([^.]*|/doc/openapi\\.(yaml|json))$'),
  ),
  'path-param': at(
    'path-param',
    'path parameters are lowerCamelCase',
    list('path').map((one) => `${one}.name`),
    camel,
  ),
  'id-name': at(
    'id-name',
    'a path parameter says of what it is the id',
    list('path').map((one) => `${one}.name`),
    { function: pattern, functionOptions: { notMatch: '^(id|code)$' } },
  ),
  'qry-multi': {
    guide: 'qry-multi',
    definition: {
      ...at(
        'qry-multi',
        'several values repeat the parameter',
        `$.paths[*][*].parameters[?(@ && @.in === 'query' && @.schema && @.schema.type === 'array')]`,
        {
          function: schema,
          functionOptions: {
            schema: {
              properties: { style: { const: 'form' }, explode: { const: true } },
              required: ['style', 'explode'],
            },
          },
        },
      ).definition,
      resolved: true,
    },
  },
  'hdr-case-request': at(
    'hdr-case',
    'headers are Upper-Kebab',
    list('header').map((one) => `${one}.name`),
    matches('^(ETag|BelGov|traceparent|[A-Z][a-z0-9]*)(-[A-Z][a-z0-9]*)*$'),
  ),
  'hdr-case-response': at(
    'hdr-case',
    'headers are Upper-Kebab',
    HEADERS,
    matches('^(ETag|BelGov|traceparent|[A-Z][a-z0-9]*)(-[A-Z][a-z0-9]*)*$'),
  ),
  'jsn-naming': at(
    'jsn-naming',
    'properties are lowerCamelCase',
    '$.components.schemas..properties[*]~',
    matches('^[a-z][A-Za-z0-9]*$'),
  ),
  'jsn-null': whole('jsn-null', 'no null', checks.nullable),
  'cod-design-enum': at(
    'cod-design',
    'codes are lowerCamelCase',
    '$..enum[*]',
    matches('^-?[a-z][A-Za-z0-9]*$'),
  ),
  'cod-design-discriminator': at(
    'cod-design',
    'codes are lowerCamelCase',
    '$..discriminator.mapping[*]~',
    matches('^[a-z][A-Za-z0-9]*$'),
  ),
  'oas-comp': at(
    'oas-comp',
    'components are UpperCamelCase',
    '$.components[*][*]~',
    matches('^[A-Z][A-Za-z0-9]*$'),
  ),
  'oas-contra': at('oas-contra', 'OpenAPI 3.0', '$.openapi', matches('^3\\.0\\.[0-9]+$')),
  'oas-descr-summary': at('oas-descr', 'an operation has a summary', OPERATIONS, {
    field: 'summary',
    function: truthy,
  }),
  'oas-descr-title': at(
    'oas-descr',
    'titles of schemas are UpperCamelCase',
    ['$.components.schemas[*].title', '$..schema.title'],
    pascal,
  ),
  'oas-descr-inline': whole('oas-descr', 'object schemas in place have a title', checks.inlineTitles),
  'oas-descr-component': whole('oas-descr', 'a component is titled by its name', checks.componentTitles),
  'oas-tags': at(
    'oas-tags',
    'tags start with a capital',
    ['$.tags[*].name', '$.paths[*][*].tags[*]'],
    matches('^[A-Z]'),
  ),
  'openapi-opid': at('openapi-opid', 'operation ids are lowerCamelCase', `${OPERATIONS}.operationId`, camel),
  'opbody-req': at(
    'opbody-req',
    'a request body says whether it is required',
    '$..requestBody[?(@property === "content")]^',
    { field: 'required', function: defined },
  ),
  'meth-http-request': at(
    'meth-http',
    'no body on GET, HEAD, DELETE and OPTIONS',
    '$.paths[*][get,head,delete,options]',
    { field: 'requestBody', function: absent },
  ),
  'meth-http-200': at(
    'meth-http',
    '200 has content',
    `$.paths[*][get,put,post,patch,delete].responses['200']`,
    { field: 'content', function: truthy },
  ),
  'meth-http-204': at('meth-http', '204 has no content', `$.paths[*][*].responses['204']`, {
    field: 'content',
    function: absent,
  }),
  'meth-http-head': at('meth-http', 'HEAD has no content', '$.paths[*].head.responses[*]', {
    field: 'content',
    function: absent,
  }),
  'stat-codes-get': never('get', '201', '202', '204', '409', '412', '413'),
  'stat-codes-head': never('head', '201', '202', '409', '412', '413'),
  'stat-codes-put': never('put', '202', '304'),
  'stat-codes-post': never('post', '304'),
  'stat-codes-patch': never('patch', '201', '202', '304'),
  'stat-codes-delete': never('delete', '201', '202', '304', '413'),
  'stat-codes-options': never('options', '201', '204', '304', '405', '409', '412', '413'),
  'err-problem': whole('err-problem', 'problems are problem+json', checks.problemMedia),
  'prb-defaul': whole('prb-defaul', 'a default Problem', checks.defaultProblem),
  'evo-object-schema': whole('evo-object', 'JSON has a schema', checks.bodySchemas),
  'evo-object-object': whole('evo-object', 'JSON is an object', checks.bodyObjects),
  'rep-struct': whole('rep-struct', 'structured media types', checks.structuredMedia),
  'col-repres': whole('col-repres', 'collections have items', checks.collectionItems),
  'col-name': whole('col-name', 'collections are plurals', checks.collectionNames),
  'hlth-res': at('hlth-res', 'there is a health check', '$.paths', { field: '/health', function: truthy }),
  'hlth-res-get': at('hlth-res', 'the health check is a GET', `$.paths['/health']`, {
    field: 'get',
    function: truthy,
  }),
  'hlth-res-statuses': at(
    'hlth-res',
    'the health check answers 200 or 503',
    `$.paths['/health'].get.responses`,
    [
      { field: '200', function: truthy },
      { field: '503', function: truthy },
    ],
  ),
  'oas-rdonly': whole('oas-rdonly', 'readOnly is not required', checks.readOnlyRequired),
  'prop-req': whole('prop-req', 'what is required is declared', checks.requiredDeclared),
  'sch-allof-repeats': whole('sch-allof', 'members repeat no property', checks.allOfRepeats),
  'sch-allof-types': whole('sch-allof', 'members are of one type', checks.allOfTypes),
  'sch-discr': whole('sch-discr', 'discriminators are mapped by reference', checks.discriminators),
};
