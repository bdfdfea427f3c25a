/* eslint-disable @typescript-eslint/no-unsafe-return, @typescript-eslint/no-unsafe-argument -- a contract is data without a type of its own */
import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import type { ValidateFunction } from 'ajv';
import formats from 'ajv-formats';

/** What a client sends: the path and query below the base path of the contract, such as `/cpas?q=arlon`. */
export interface SentRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** Parsed where it is JSON, as it is otherwise; undefined where there is none. */
  readonly body?: unknown;
}

/** What the API answers; the body as in {@link SentRequest}. */
export interface GivenAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body?: unknown;
}

/** Compares requests and answers with the contract, and says in words what differs; an empty list where nothing does. */
export interface ContractCheck {
  request(request: SentRequest): readonly string[];
  answer(request: Pick<SentRequest, 'method' | 'url'>, answer: GivenAnswer): readonly string[];
  /** Every operation of the contract by id, for counting those that tests never call. */
  readonly operationIds: readonly string[];
  /** The operation that a request is for; undefined where the contract has none. */
  operationId(request: Pick<SentRequest, 'method' | 'url'>): string | undefined;
}

// A contract is data without a type of its own; the linter of the contract says whether it is well formed.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Node = any;

const FILE = new URL('../../src/http/openapi.json', import.meta.url);

/** Headers that any operation may have, as the contract's introduction says, and those of the transport. */
const COMMON = [
  'accept',
  'accept-encoding',
  'accept-language',
  'authorization',
  'belgov-trace-id',
  'connection',
  'content-length',
  'content-type',
  'host',
  'user-agent',
];

export function contractCheck(document: Node = JSON.parse(readFileSync(FILE, 'utf8'))): ContractCheck {
  const operations = operationsOf(document);
  const schemas = schemaChecks(document);
  const find = ({ method, url }: Pick<SentRequest, 'method' | 'url'>): Found | undefined =>
    foundIn(operations, method, url.split('?')[0] ?? '');
  return {
    operationIds: operations.map(({ operation }) => String(operation.operationId)),
    operationId: (request) => find(request)?.operation.operationId,
    request(request) {
      const found = find(request);
      if (found === undefined) return [`${request.method} ${request.url} is no operation of the contract`];
      return [...parameterFaults(found, request, schemas), ...bodyFaults(found, request, schemas)];
    },
    answer(request, answer) {
      const found = find(request);
      if (found === undefined) return [`${request.method} ${request.url} is no operation of the contract`];
      return answerFaults(found, answer, schemas);
    },
  };
}

interface Operation {
  readonly method: string;
  readonly path: string;
  readonly steps: readonly string[];
  readonly operation: Node;
  /** References followed. */
  readonly parameters: readonly Node[];
  readonly responses: Readonly<Record<string, Node>>;
}

interface Found extends Operation {
  readonly values: Readonly<Record<string, string>>;
}

const METHODS = ['get', 'head', 'put', 'post', 'patch', 'delete', 'options'];

function operationsOf(document: Node): readonly Operation[] {
  const followed = (node: Node): Node =>
    node?.$ref === undefined
      ? node
      : (node.$ref as string)
          .slice(2)
          .split('/')
          .reduce((at, step) => at?.[step], document);
  return Object.entries<Node>(document.paths).flatMap(([path, item]) =>
    METHODS.filter((method) => item[method] !== undefined).map((method) => ({
      method,
      path,
      steps: path.split('/'),
      operation: item[method],
      parameters: ((item[method].parameters as Node[] | undefined) ?? []).map(followed),
      responses: Object.fromEntries(
        Object.entries<Node>(item[method].responses).map(([status, response]) => {
          const { headers, ...rest } = followed(response);
          const all = Object.entries<Node>(headers ?? {}).map(([name, one]) => [name, followed(one)]);
          return [status, { ...rest, headers: Object.fromEntries(all) }];
        }),
      ),
    })),
  );
}

/** HEAD is answered wherever GET is. The path with most fixed steps wins: `/cpas/tasks` is no `/cpas/{cpasId}`. */
function foundIn(operations: readonly Operation[], method: string, path: string): Found | undefined {
  const steps = path.split('/');
  const wanted = method.toLowerCase() === 'head' ? 'get' : method.toLowerCase();
  const fitting = operations.filter(
    (one) =>
      one.method === wanted &&
      one.steps.length === steps.length &&
      one.steps.every((step, index) => step.startsWith('{') || step === steps[index]),
  );
  const fixed = ({ steps: own }: Operation): number => own.filter((step) => !step.startsWith('{')).length;
  const [best] = fitting.toSorted((a, b) => fixed(b) - fixed(a));
  if (best === undefined) return undefined;
  const named = best.steps.flatMap((step, index) =>
    step.startsWith('{') ? [[step.slice(1, -1), decodeURIComponent(steps[index] ?? '')] as const] : [],
  );
  return { ...best, values: Object.fromEntries(named) };
}

type SchemaCheck = (schema: Node, value: unknown, what: string) => readonly string[];

interface SchemaChecks {
  /** As a reader of answers: unknown properties are fine. */
  readonly open: SchemaCheck;
  /** As the edge takes requests: what the contract does not have is a fault. */
  readonly closed: SchemaCheck;
}

function schemaChecks(document: Node): SchemaChecks {
  const checker = (components: Node): SchemaCheck => {
    const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: true });
    // The types of the package say that its default is a module; at run time it is the function.
    (formats as unknown as (to: Ajv) => void)(ajv);
    ajv.addSchema({ $id: 'contract', components });
    const compiled = new Map<string, ValidateFunction>();
    return (schema, value, what) => {
      const key = JSON.stringify(schema);
      const validate = compiled.get(key) ?? ajv.compile(rebased(schema));
      compiled.set(key, validate);
      if (validate(value)) return [];
      return (validate.errors ?? []).map(
        ({ instancePath, message, params }) =>
          `${what}${instancePath} ${message ?? 'is wrong'} ${JSON.stringify(params)}`,
      );
    };
  };
  const components = rebased({ schemas: document.components.schemas });
  return { open: checker(components), closed: checker(closedIn(components)) };
}

/** References into the document become references into the schema that ajv has of it. */
const rebased = (node: Node): Node =>
  JSON.parse(JSON.stringify(node).replaceAll('"#/components/', '"contract#/components/'));

/** Every object of own properties alone refuses others. Requests are no compositions, so this says what the edge says. */
function closedIn(node: Node): Node {
  if (Array.isArray(node)) return node.map(closedIn);
  if (typeof node !== 'object' || node === null) return node;
  const inside = Object.fromEntries(Object.entries(node).map(([key, one]) => [key, closedIn(one)]));
  const isPlain =
    node.type === 'object' && typeof node.properties === 'object' && !('additionalProperties' in node);
  return isPlain ? { ...inside, additionalProperties: false } : inside;
}

function parameterFaults(found: Found, request: SentRequest, { open }: SchemaChecks): readonly string[] {
  const query = new URLSearchParams(request.url.split('?')[1] ?? '');
  const headers = lowered(request.headers);
  const of = (place: string): readonly Node[] => found.parameters.filter((one) => one.in === place);
  const known = new Set(of('query').map(({ name }) => String(name)));
  const unknown = [...new Set(query.keys())].filter((name) => !known.has(name));
  const knownHeaders = [...COMMON, ...of('header').map(({ name }) => String(name).toLowerCase())];
  const needless = ['idempotency-key', 'if-match'].filter(
    (name) => headers[name] !== undefined && !knownHeaders.includes(name),
  );
  const sent = (parameter: Node): readonly string[] => {
    const { name } = parameter as { readonly name: string };
    if (parameter.in === 'query') return query.getAll(name);
    const one = parameter.in === 'path' ? found.values[name] : headers[name.toLowerCase()];
    return one === undefined ? [] : [one];
  };
  return [
    ...unknown.map((name) => `query ${name} is no parameter of ${String(found.operation.operationId)}`),
    ...needless.map((name) => `header ${name} is no parameter of ${String(found.operation.operationId)}`),
    ...found.parameters.flatMap((parameter) => valueFaults(parameter, sent(parameter), open)),
  ];
}

function valueFaults(parameter: Node, texts: readonly string[], open: SchemaCheck): readonly string[] {
  const what = `${String(parameter.in)} ${String(parameter.name)}`;
  if (texts.length === 0) return parameter.required === true ? [`${what} is required`] : [];
  if (parameter.schema.type === 'array') return open(parameter.schema, texts, what);
  if (texts.length > 1) return [`${what} stands more than once`];
  const text = texts[0] ?? '';
  const faults = open(parameter.schema, text, what);
  const readings = [
    ...(/^-?\d{1,16}$/.test(text) ? [Number(text)] : []),
    ...(/^(true|false)$/.test(text) ? [text === 'true'] : []),
  ];
  return readings.some((one) => open(parameter.schema, one, what).length === 0) ? [] : faults;
}

function bodyFaults(found: Found, request: SentRequest, { closed }: SchemaChecks): readonly string[] {
  const declared = found.operation.requestBody;
  if (declared === undefined) return request.body === undefined ? [] : ['body is not declared'];
  if (request.body === undefined) return declared.required === true ? ['body is required'] : [];
  const type = mediaOf(lowered(request.headers)['content-type']);
  const media = declared.content[type];
  if (media === undefined) return [`content type ${type} is not declared`];
  return isJson(type) ? closed(media.schema, request.body, 'body') : [];
}

function answerFaults(found: Found, answer: GivenAnswer, { open }: SchemaChecks): readonly string[] {
  const named = found.responses[String(answer.status)];
  const response = named ?? (answer.status >= 400 ? found.responses['default'] : undefined);
  if (response === undefined) return [`status ${answer.status} is not declared`];
  const headers = lowered(answer.headers);
  const inHeaders = Object.entries<Node>(response.headers).flatMap(([name, header]) => {
    const text = headers[name.toLowerCase()];
    return valueFaults({ ...header, in: 'header', name }, text === undefined ? [] : [text], open);
  });
  return [...inHeaders, ...contentFaults(response, headers, answer, open)];
}

function contentFaults(
  response: Node,
  headers: Readonly<Record<string, string | undefined>>,
  answer: GivenAnswer,
  open: SchemaCheck,
): readonly string[] {
  if (answer.body === undefined) return [];
  const type = mediaOf(headers['content-type']);
  const media = response.content?.[type];
  if (media === undefined) return [`status ${answer.status} has no content of type ${type}`];
  const nulls = isJson(type) && hasNull(answer.body) ? ['body holds a null'] : [];
  return isJson(type) ? [...nulls, ...open(media.schema, answer.body, 'body')] : [];
}

const hasNull = (value: unknown): boolean =>
  value === null || (typeof value === 'object' && Object.values(value).some(hasNull));

const isJson = (type: string): boolean => /^application\/([a-z.-]+\+)?json$/.test(type);

const mediaOf = (contentType: string | undefined): string => (contentType ?? '').split(';')[0]?.trim() ?? '';

const lowered = (
  headers: Readonly<Record<string, string | undefined>>,
): Readonly<Record<string, string | undefined>> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
