/* eslint-disable @typescript-eslint/no-unsafe-return, @typescript-eslint/no-unsafe-argument -- a contract is data without a type of its own */
import { everyObject, followed, isObject, members, operationsOf, propertiesOf } from './walk.js';
import type { Finding, Node } from './walk.js';

/** A check of a whole document whose references stand as they are written. */
export type Check = (document: Node) => readonly Finding[];

const finding = (path: readonly (string | number)[], message: string): Finding => ({
  message,
  path: [...path],
});

/** Every answer of every operation, references followed. */
function answers(document: Node) {
  return operationsOf(document).flatMap(({ path, method, operation }) =>
    Object.entries<Node>(operation.responses ?? {}).map(([status, response]) => ({
      path,
      status,
      at: ['paths', path, method, 'responses', status],
      response: followed(document, response),
    })),
  );
}

/** `err-problem`: 4xx, 5xx and default offer problem+json; the health check's 503 and an answer without body need not. */
export const problemMedia: Check = (document) =>
  answers(document).flatMap(({ path, status, at, response }) => {
    const content = response?.content ?? {};
    const isFault = /^[45]|^default$/.test(status);
    const offers = 'application/problem+json' in content;
    if (!isFault) return offers ? [finding(at, 'an answer that is no problem offers problem+json')] : [];
    const mayLack = (path === '/health' && status === '503') || ['405', '406', '415'].includes(status);
    return offers || mayLack ? [] : [finding(at, 'a problem must offer application/problem+json')];
  });

/** `prb-defaul`: the default answer is there, and its schema is a reference to Problem. */
export const defaultProblem: Check = (document) =>
  operationsOf(document).flatMap(({ path, method, operation }) => {
    const at = ['paths', path, method, 'responses'];
    const response = followed(document, operation.responses?.default);
    if (response === undefined) return [finding(at, 'an operation needs a default answer')];
    const ref: unknown = response.content?.['application/problem+json']?.schema?.$ref;
    return typeof ref === 'string' && ref.endsWith('/Problem')
      ? []
      : [finding([...at, 'default'], 'the default answer must be of the schema Problem')];
  });

/** `jsn-null`: nothing is nullable but in what PATCH takes. */
export const nullable: Check = (document) => {
  const found: Finding[] = [];
  everyObject(document, (node, path) => {
    const named = path[0] === 'components' && /(Patch|Update)$/.test(String(path[2]));
    if (node.nullable === true && !named && !path.includes('patch')) {
      found.push(finding(path, 'leave a property out rather than send null'));
    }
  });
  return found;
};

/** `oas-descr`: an object schema that is written in place has a title, but for members of compositions. */
export const inlineTitles: Check = (document) => {
  const found: Finding[] = [];
  everyObject(document, (node, path) => {
    const isComponent = path.length === 3 && path[0] === 'components' && path[1] === 'schemas';
    const isMember = ['allOf', 'anyOf', 'oneOf'].includes(String(path.at(-2)));
    if (node.type !== 'object' || isComponent || isMember || node.title !== undefined) return;
    if (path.at(-1) === 'additionalProperties') return;
    found.push(finding(path, 'an object schema that is written in place needs a title'));
  });
  return found;
};

/** `oas-descr`: a component has no title, or its own name. */
export const componentTitles: Check = (document) =>
  Object.entries<Node>(document.components?.schemas ?? {})
    .filter(([name, schema]) => schema.title !== undefined && schema.title !== name)
    .map(([name]) => finding(['components', 'schemas', name, 'title'], 'must be the name of the component'));

/** `evo-object`: JSON and multipart bodies have a schema. */
export const bodySchemas: Check = (document) =>
  bodies(document).flatMap(({ at, media }) => (media.schema ? [] : [finding(at, 'a body needs a schema')]));

/** `evo-object`: JSON and multipart bodies are objects. */
export const bodyObjects: Check = (document) =>
  bodies(document).flatMap(({ at, media }) => {
    if (!media.schema) return [];
    const types = members(document, media.schema).flatMap((one) => (one.type ? [one.type] : []));
    return types.length > 0 && types.every((type) => type === 'object')
      ? []
      : [finding(at, 'a body must be an object')];
  });

function bodies(document: Node) {
  const found: { readonly at: readonly (string | number)[]; readonly media: Node }[] = [];
  everyObject(document, (node, path) => {
    if (!isObject(node.content)) return;
    for (const [type, media] of Object.entries<Node>(node.content)) {
      if (/^application\/([a-z.-]+\+)?json$|^multipart\//.test(type)) {
        found.push({ at: [...path, 'content', type], media });
      }
    }
  });
  return found;
}

/** `rep-struct`: a body that is not binary is of a structured media type. */
export const structuredMedia: Check = (document) => {
  const found: Finding[] = [];
  everyObject(document, (node, path) => {
    if (!isObject(node.content)) return;
    for (const [type, media] of Object.entries<Node>(node.content)) {
      const isStructured = /[/+](json|xml|yaml)$|^multipart\/|x-www-form-urlencoded$/.test(type);
      const schema = followed(document, media.schema);
      if (isStructured || schema?.format === 'binary') continue;
      found.push(finding([...path, 'content', type], 'must be a structured media type, or binary'));
    }
  });
  return found;
};

function collections(document: Node) {
  const paths = Object.keys(document.paths ?? {});
  return paths.filter((path) =>
    paths.some((one) => one.startsWith(`${path}/{`) && !one.slice(path.length + 1).includes('/')),
  );
}

/** `col-repres`: what has `/{id}` below it answers a list of objects as `items`. */
export const collectionItems: Check = (document) =>
  collections(document).flatMap((path) => {
    const media = followed(document, document.paths[path].get?.responses?.['200'])?.content?.[
      'application/json'
    ];
    if (media === undefined) return [];
    const at = ['paths', path, 'get', 'responses', '200'];
    const items = members(document, media.schema).flatMap((one) =>
      one.properties?.items ? [followed(document, one.properties.items)] : [],
    )[0];
    if (items?.type !== 'array') return [finding(at, 'a collection needs an array of items')];
    const isList = members(document, items.items).some((one) => one.type === 'object');
    return isList ? [] : [finding(at, 'the items of a collection must be objects')];
  });

/** `col-name`: what has `/{id}` below it is a plural. */
export const collectionNames: Check = (document) =>
  collections(document).flatMap((path) => {
    const last = path.split('/').at(-1) ?? '';
    return last.startsWith('{') || /(s|[dD]ata|[hH]istory)$/.test(last)
      ? []
      : [finding(['paths', path], 'the name of a collection must be a plural')];
  });

const schemasOf = (document: Node): readonly [string, Node][] =>
  Object.entries<Node>(document.components?.schemas ?? {});

/** `oas-rdonly`: what only the server writes is not required of a client. */
export const readOnlyRequired: Check = (document) =>
  schemasOf(document).flatMap(([name, schema]) => {
    const all = members(document, schema);
    const required = all.flatMap((one) => (one.required as string[] | undefined) ?? []);
    return all
      .flatMap((one) => Object.entries<Node>(one.properties ?? {}))
      .filter(([key, property]) => property.readOnly === true && required.includes(key))
      .map(([key]) => finding(['components', 'schemas', name], `${key} is readOnly and cannot be required`));
  });

/** `prop-req`: whatever is required is a property, its own or inherited. */
export const requiredDeclared: Check = (document) =>
  schemasOf(document).flatMap(([name, schema]) => {
    const known = propertiesOf(document, schema);
    return members(document, schema)
      .flatMap((one) => (one.required as string[] | undefined) ?? [])
      .filter((key) => !known.includes(key))
      .map((key) => finding(['components', 'schemas', name], `${key} is required and no property`));
  });

/** `sch-allof`: the members of a composition repeat no property. */
export const allOfRepeats: Check = (document) =>
  schemasOf(document).flatMap(([name, schema]) => {
    if (!Array.isArray(schema.allOf)) return [];
    const keys = propertiesOf(document, schema);
    const twice = new Set(keys.filter((key, index) => keys.indexOf(key) !== index));
    return [...twice].map((key) => finding(['components', 'schemas', name, 'allOf'], `${key} stands twice`));
  });

/** `sch-allof`: the members of a composition are of one type. */
export const allOfTypes: Check = (document) =>
  schemasOf(document).flatMap(([name, schema]) => {
    if (!Array.isArray(schema.allOf)) return [];
    const types = new Set(members(document, schema).flatMap((one) => (one.type ? [one.type] : [])));
    return types.size > 1
      ? [finding(['components', 'schemas', name, 'allOf'], 'the members are of different types')]
      : [];
  });

/** `sch-discr`: a discriminator has a mapping, by reference. */
export const discriminators: Check = (document) => {
  const found: Finding[] = [];
  everyObject(document, (node, path) => {
    if (!isObject(node.discriminator)) return;
    const mapping = Object.values<Node>(node.discriminator.mapping ?? {});
    if (mapping.length === 0) found.push(finding([...path, 'discriminator'], 'needs a mapping'));
    if (mapping.some((one) => !/^#\//.test(String(one)))) {
      found.push(finding([...path, 'discriminator', 'mapping'], 'must be references'));
    }
  });
  return found;
};
