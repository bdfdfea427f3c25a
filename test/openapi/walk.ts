/* eslint-disable @typescript-eslint/no-unsafe-return, @typescript-eslint/no-unsafe-argument -- a contract is data without a type of its own */
/** Any node of a contract. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Node = any;
export type Path = readonly (string | number)[];

/** What is wrong, and where in the document. */
export interface Finding {
  readonly message: string;
  readonly path: (string | number)[];
}

export const isObject = (node: Node): boolean =>
  typeof node === 'object' && node !== null && !Array.isArray(node);

/** Calls for every object of a document but examples, with its path. */
export function everyObject(node: Node, visit: (node: Node, path: Path) => void, path: Path = []): void {
  if (Array.isArray(node)) {
    node.forEach((one, index) => everyObject(one, visit, [...path, index]));
    return;
  }
  if (!isObject(node)) return;
  visit(node, path);
  for (const [key, one] of Object.entries(node)) {
    if (!(key === 'example' || key === 'examples') || path.at(-1) === 'properties') {
      everyObject(one, visit, [...path, key]);
    }
  }
}

/** What a `$ref` of this document points to, or the node itself. A reference that leads nowhere is undefined. */
export function followed(document: Node, node: Node): Node {
  let found = node;
  for (let hops = 0; isObject(found) && typeof found.$ref === 'string'; hops += 1) {
    if (hops > 20) return undefined;
    const steps = (found.$ref as string).replace(/^#\//, '').split('/');
    found = steps.reduce((at, step) => at?.[step.replaceAll('~1', '/').replaceAll('~0', '~')], document);
  }
  return found;
}

/** A schema and every member of its `allOf`, references followed. */
export function members(document: Node, schema: Node): readonly Node[] {
  const own = followed(document, schema);
  if (!isObject(own)) return [];
  return [own, ...((own.allOf as Node[] | undefined) ?? []).flatMap((one) => members(document, one))];
}

/** Names of the properties of a schema, inherited ones included. */
export const propertiesOf = (document: Node, schema: Node): readonly string[] =>
  members(document, schema).flatMap((one) => Object.keys(one.properties ?? {}));

export interface Operation {
  readonly path: string;
  readonly method: string;
  readonly operation: Node;
}

const METHODS = ['get', 'head', 'put', 'post', 'patch', 'delete', 'options'];

/** Every operation of a document. */
export const operationsOf = (document: Node): readonly Operation[] =>
  Object.entries<Node>(document.paths ?? {}).flatMap(([path, item]) =>
    METHODS.flatMap((method) => (item[method] ? [{ path, method, operation: item[method] }] : [])),
  );
