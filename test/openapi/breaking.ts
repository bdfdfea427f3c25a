/* eslint-disable @typescript-eslint/no-unsafe-return, @typescript-eslint/no-unsafe-argument, @typescript-eslint/no-unsafe-call -- a contract is data without a type of its own */
import { followed, members, operationsOf } from './walk.js';
import type { Node } from './walk.js';

/** The two contracts, and the pairs of named schemas that were compared. */
interface Contracts {
  readonly released: Node;
  readonly today: Node;
  readonly seen: Set<string>;
}

/** One thing as it was released and as it is today. */
interface Pair {
  readonly was: Node;
  readonly is: Node;
}

interface Place {
  readonly at: string;
  /** Which way it goes: what is sent must be taken by whoever receives it. */
  readonly flow: 'request' | 'answer';
}

/**
 * Every change after which a client of the released contract may fail, one line each (`evo-compat`): nothing that it may send is refused,
 * nothing that it gets is of another kind. So a request takes no less, and an answer holds no more values, yet no property fewer; what is
 * new beside it harms nobody. An `enum` of an answer may shrink, never grow: lists that grow are codes of /refData.
 * A keyword of a schema that this does not know is an error.
 */
export function breakingChanges(released: Node, today: Node): readonly string[] {
  const all = { released, today, seen: new Set<string>() };
  const [was, is] = [released, today].map((one) => String(one.servers?.[0]?.url));
  const now = new Map(operationsOf(today).map((one) => [`${one.method} ${one.path}`, one.operation]));
  const found = operationsOf(released).flatMap(({ path, method, operation }) => {
    const at = `${method.toUpperCase()} ${path}`;
    const same = now.get(`${method} ${path}`);
    if (same === undefined) return [`${at} is gone`];
    return operationChanges(
      all,
      { was: effective(released, path, operation), is: effective(today, path, same) },
      at,
    );
  });
  return [...new Set([...(was === is ? [] : [`the base path is ${is}, was ${was}`]), ...found])];
}

/** An operation with what its path and its contract say for it. */
function effective(document: Node, path: string, operation: Node): Node {
  const parameters = [...(document.paths[path].parameters ?? []), ...(operation.parameters ?? [])];
  const byName = parameters.map((one) => {
    const parameter = followed(document, one);
    return [`${parameter.in} ${parameter.name}`, parameter] as const;
  });
  return {
    ...operation,
    parameters: Object.fromEntries(byName),
    security: operation.security ?? document.security ?? [],
  };
}

function operationChanges(all: Contracts, { was, is }: Pair, at: string): readonly string[] {
  const ask: Place = { at, flow: 'request' };
  const fresh = Object.keys(is.parameters).filter(
    (name) => is.parameters[name].required === true && was.parameters[name] === undefined,
  );
  return [
    ...securityChanges({ was: was.security, is: is.security }, at),
    ...fresh.map((name) => `${at}: ${name} is required now`),
    ...Object.keys(was.parameters).flatMap((name) =>
      parameterChanges(
        all,
        { was: was.parameters[name], is: is.parameters[name] },
        { ...ask, at: `${at}: ${name}` },
      ),
    ),
    ...bodyChanges(all, { was: was.requestBody, is: is.requestBody }, { ...ask, at: `${at}: body` }),
    ...Object.keys(was.responses).flatMap((status) =>
      answerChanges(
        all,
        { was: followed(all.released, was.responses[status]), is: followed(all.today, is.responses[status]) },
        `${at}: ${status}`,
      ),
    ),
  ];
}

/** A token that was good must still be: each set of scopes that sufficed holds one that suffices. */
function securityChanges({ was, is }: Pair, at: string): readonly string[] {
  const scopes = (requirement: Node): readonly string[] =>
    Object.entries<readonly string[]>(requirement).flatMap(([scheme, names]) => [scheme, ...names]);
  const suffices = (held: Node): boolean =>
    is.length === 0 || is.some((needed: Node) => scopes(needed).every((one) => scopes(held).includes(one)));
  const held: readonly Node[] = was.length === 0 ? [{}] : was;
  return held.every(suffices) ? [] : [`${at}: needs ${JSON.stringify(is)}, was ${JSON.stringify(was)}`];
}

function parameterChanges(all: Contracts, { was, is }: Pair, place: Place): readonly string[] {
  if (is === undefined) return [`${place.at} is no longer taken`];
  const spelled = (one: Node): string => JSON.stringify([one.style, one.explode]);
  return [
    ...(is.required === true && was.required !== true ? [`${place.at} is required now`] : []),
    ...(spelled(was) === spelled(is) ? [] : [`${place.at} is spelled otherwise`]),
    ...schemaChanges(all, { was: was.schema, is: is.schema }, place),
  ];
}

function bodyChanges(all: Contracts, { was, is }: Pair, place: Place): readonly string[] {
  const [before, now] = [followed(all.released, was), followed(all.today, is)];
  if (before !== undefined && now === undefined) return [`${place.at} is no longer taken`];
  const required = now?.required === true && before?.required !== true;
  return [
    ...(required ? [`${place.at} is required now`] : []),
    ...(before === undefined ? [] : mediaChanges(all, { was: before, is: now }, place)),
  ];
}

function answerChanges(all: Contracts, { was, is }: Pair, at: string): readonly string[] {
  if (is === undefined) return [`${at} is gone`];
  const inHeaders = Object.entries<Node>(was.headers ?? {}).flatMap(([name, header]) => {
    const place: Place = { at: `${at}: header ${name}`, flow: 'answer' };
    const [before, now] = [followed(all.released, header), followed(all.today, is.headers?.[name])];
    if (now === undefined) return [`${place.at} is no longer given`];
    const optional = before.required === true && now.required !== true;
    return [
      ...(optional ? [`${place.at} is not always given any more`] : []),
      ...schemaChanges(all, { was: before.schema, is: now.schema }, place),
    ];
  });
  return [...inHeaders, ...mediaChanges(all, { was, is }, { at, flow: 'answer' })];
}

const mediaChanges = (all: Contracts, { was, is }: Pair, place: Place): readonly string[] =>
  Object.entries<Node>(was.content ?? {}).flatMap(([type, media]) => {
    const at = `${place.at} as ${type}`;
    const now = is.content?.[type];
    if (now === undefined) return [`${at} is gone`];
    return schemaChanges(all, { was: media.schema, is: now.schema }, { ...place, at });
  });

function schemaChanges(all: Contracts, pair: Pair, place: Place): readonly string[] {
  const [was, is] = [unwrapped(pair.was), unwrapped(pair.is)];
  const names = [was, is].map((one) => String(one?.$ref ?? '').replace('#/components/', ''));
  const isNamed = names.every((name) => name !== '');
  const key = `${place.flow} ${names.join(' ')}`;
  if (isNamed && all.seen.has(key)) return [];
  if (isNamed) all.seen.add(key);
  const isSame = isNamed && names[0] === names[1];
  const here = isSame ? { ...place, at: `${names[0]} in ${place.flow}s` } : place;
  const shapes = { was: shapeOf(all.released, was), is: shapeOf(all.today, is) };
  return [...valueChanges(shapes, here), ...partChanges(all, shapes, here)];
}

/** A reference that stands in an `allOf` of one only to have a text beside it. */
function unwrapped(schema: Node): Node {
  const isBare = Object.keys(schema ?? {}).every((key) => key === 'allOf' || isText(key));
  return isBare && schema?.allOf?.length === 1 ? unwrapped(schema.allOf[0]) : schema;
}

const isText = (key: string): boolean => TEXTS.includes(key) || key.startsWith('x-');
const TEXTS = ['title', 'description', 'example', 'deprecated'];
const CEILINGS = ['maximum', 'maxLength', 'maxItems', 'maxProperties'];
const FLOORS = ['minimum', 'minLength', 'minItems', 'minProperties'];
const SINGLE = ['type', 'format', 'nullable', 'default', 'items', 'additionalProperties'];
const KNOWN = [
  ...SINGLE,
  ...CEILINGS,
  ...FLOORS,
  'enum',
  'pattern',
  'properties',
  'required',
  'allOf',
  '$ref',
];

/** A schema with all that its `allOf` brings. */
function shapeOf(document: Node, schema: Node): Node {
  const parts = members(document, schema ?? {});
  const unknown = parts.flatMap(Object.keys).find((key) => !KNOWN.includes(key) && !isText(key));
  if (unknown !== undefined) throw new Error(`the comparison of contracts does not know ${unknown}`);
  const all = (key: string): Node[] => parts.map((one) => one[key]).filter((one) => one !== undefined);
  const bound = (key: string, pick: (...values: number[]) => number): number | undefined =>
    all(key).length > 0 ? pick(...all(key)) : undefined;
  return {
    ...Object.fromEntries(SINGLE.map((key) => [key, all(key)[0]])),
    ...Object.fromEntries(CEILINGS.map((key) => [key, bound(key, Math.min)])),
    ...Object.fromEntries(FLOORS.map((key) => [key, bound(key, Math.max)])),
    enum: all('enum').reduce<Node>(
      (some, more) => some?.filter((one: Node) => more.includes(one)) ?? more,
      undefined,
    ),
    pattern: all('pattern'),
    properties: Object.assign({}, ...all('properties')),
    required: all('required').flat(),
  };
}

/** What may be sent that is not taken: the sender of a request holds the released contract, that of an answer today's. */
function valueChanges({ was, is }: Pair, { at, flow }: Place): readonly string[] {
  const [sent, taken] = flow === 'request' ? [was, is] : [is, was];
  const tells = (key: string, shape: Node): string => JSON.stringify(shape[key]) ?? 'absent';
  const fails = [
    ...(taken.type !== undefined && !typesOf(taken.type).includes(sent.type) ? ['type'] : []),
    ...(taken.format !== undefined && taken.format !== sent.format ? ['format'] : []),
    ...(taken.nullable !== true && sent.nullable === true ? ['nullable'] : []),
    ...(isWithin(taken.pattern, sent.pattern) ? [] : ['pattern']),
    ...(taken.enum !== undefined && !isWithin(sent.enum, taken.enum) ? ['enum'] : []),
    ...CEILINGS.filter((key) => taken[key] < (sent[key] ?? Infinity)),
    ...FLOORS.filter((key) => taken[key] > (sent[key] ?? -Infinity)),
    ...(flow === 'request' && tells('default', was) !== tells('default', is) ? ['default'] : []),
  ];
  return fails.map((key) => `${at}: ${key} is ${tells(key, is)}, was ${tells(key, was)}`);
}

const typesOf = (type: string): readonly string[] => (type === 'number' ? ['number', 'integer'] : [type]);

const isWithin = (values: Node, others: readonly Node[]): boolean =>
  Array.isArray(values) && values.every((one) => others.includes(one));

/** Properties, items and values of a map. */
function partChanges(all: Contracts, { was, is }: Pair, place: Place): readonly string[] {
  const gone = place.flow === 'request' ? 'is no longer taken' : 'is no longer given';
  const inside = Object.keys(was.properties).flatMap((name) => {
    const at = `${place.at}: ${name}`;
    if (is.properties[name] === undefined) return [`${at} ${gone}`];
    return schemaChanges(
      all,
      { was: was.properties[name], is: is.properties[name] },
      { ...place, at: `${place.at}.${name}` },
    );
  });
  const [fewer, more] = place.flow === 'request' ? [was, is] : [is, was];
  const told = place.flow === 'request' ? 'is required now' : 'is not always given any more';
  const bound = more.required.filter(
    (name: string) =>
      !fewer.required.includes(name) && (place.flow === 'request' || is.properties[name] !== undefined),
  );
  const nested = (['items', 'additionalProperties'] as const).flatMap((key) => {
    const at = `${place.at}${key === 'items' ? '[]' : '{}'}`;
    const isOpen = was[key] === undefined || was[key] === true;
    if (isOpen ? place.flow === 'answer' : was[key] === false) return [];
    if (typeof is[key] === 'object') {
      return schemaChanges(all, { was: isOpen ? {} : was[key], is: is[key] }, { ...place, at });
    }
    return isOpen && is[key] !== false ? [] : [`${at} ${gone}`];
  });
  return [...inside, ...bound.map((name: string) => `${place.at}: ${name} ${told}`), ...nested];
}
