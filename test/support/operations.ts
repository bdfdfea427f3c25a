import { readFileSync } from 'node:fs';

/** An operation of the contract that the node serves. */
export interface Operation {
  readonly method: string;
  /** As the contract has it, such as `/cpas/{cpasId}`. */
  readonly path: string;
  /** Scopes that the contract asks for; none where the operation is open. */
  readonly scopes: readonly string[];
  /** An address of it below the base path, by the examples of the contract. */
  readonly address: string;
  readonly query: readonly QueryParameter[];
  /** Names of the headers that it takes. */
  readonly headers: readonly string[];
  /** Content types of the body with the examples of each; none where the operation takes no body. */
  readonly bodies: readonly (readonly [type: string, examples: readonly unknown[]])[];
}

export interface QueryParameter {
  readonly name: string;
  /** A list: may be given more than once. */
  readonly isList: boolean;
  /** A value that the contract allows, where it shows one. */
  readonly example: string | number | readonly string[] | undefined;
}

// The linter of the contract says whether it is well formed.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Node = any;

/* eslint-disable @typescript-eslint/no-unsafe-return, @typescript-eslint/no-unsafe-argument -- a contract is data without a type of its own */

/** Every operation of the contract: none can be forgotten. */
export function contracted(): readonly Operation[] {
  const file = new URL('../../src/http/openapi.json', import.meta.url);
  const contract: Node = JSON.parse(readFileSync(file, 'utf8'));
  const at = (place: string): Node => place.split('/').reduce((node: Node, key) => node[key], contract);
  const plain = (node: Node): Node =>
    typeof node?.$ref === 'string' ? plain(at(String(node.$ref).slice(2))) : node;
  const exampleOf = (one: Node): QueryParameter['example'] => {
    const schema = plain(one.schema);
    return one.example ?? schema.example ?? schema.enum?.[0] ?? schema.default ?? schema.minimum;
  };
  const queryOf = (one: Node): QueryParameter => ({
    name: one.name,
    isList: plain(one.schema).type === 'array',
    example: exampleOf(one),
  });
  const bodyOf = ([type, { examples = {} }]: [string, Node]): readonly [string, readonly unknown[]] => [
    type,
    Object.values(examples).map((one) => plain(one).value),
  ];
  const operationOf = (path: string, [method, one]: [string, Node]): Operation => {
    const given: readonly Node[] = one.parameters ?? [];
    const parameters = given.map(plain);
    const security: readonly Readonly<Record<string, readonly string[]>>[] = one.security;
    const inPath = new Map(
      parameters.filter((each) => each.in === 'path').map((each) => [each.name, exampleOf(each)]),
    );
    return {
      method: method.toUpperCase(),
      path,
      address: path.replaceAll(/\{(\w+)\}/g, (_all, name: string) => String(inPath.get(name))),
      scopes: security.flatMap((each) => Object.values(each).flat()),
      query: parameters.filter((each) => each.in === 'query').map(queryOf),
      headers: parameters.filter((each) => each.in === 'header').map((each) => each.name),
      bodies: Object.entries(plain(one.requestBody)?.content ?? {}).map(bodyOf),
    };
  };
  return Object.entries(contract.paths).flatMap(([path, item]) =>
    Object.entries(item as Node).map((one) => operationOf(path, one)),
  );
}

export const nameOf = ({ method, path }: Pick<Operation, 'method' | 'path'>): string => `${method} ${path}`;
