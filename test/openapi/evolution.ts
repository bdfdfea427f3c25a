/* eslint-disable @typescript-eslint/no-unsafe-return, @typescript-eslint/no-unsafe-argument -- a contract is data without a type of its own */
import { breakingChanges } from './breaking.js';
import { isObject } from './walk.js';
import type { Node } from './walk.js';

/** What became of the released contract. */
export interface Evolution {
  /** Breaking changes that nothing allows. */
  readonly refused: readonly string[];
  /** Breaking changes that a reason or a new major version allows. */
  readonly allowed: readonly { readonly change: string; readonly reason: string }[];
  /** Exceptions that nothing needs. */
  readonly unused: readonly string[];
}

/**
 * Compares a contract with the released one. A new major version may break, and needs no exception; an exception is the change in the
 * words of {@link breakingChanges}, with its reason.
 */
export function evolution(
  released: Node,
  today: Node,
  exceptions: Readonly<Record<string, string>>,
): Evolution {
  const changes = breakingChanges(released, today);
  const isMajor = versionOf(today).major > versionOf(released).major;
  const reasonOf = (change: string): string | undefined =>
    isMajor ? `version ${today.info.version}` : exceptions[change];
  return {
    refused: changes.filter((change) => reasonOf(change) === undefined),
    allowed: changes.flatMap((change) => {
      const reason = reasonOf(change);
      return reason === undefined ? [] : [{ change, reason }];
    }),
    unused: Object.keys(exceptions).filter((one) => isMajor || !changes.includes(one)),
  };
}

/** Why a contract cannot be released after the one that was, in words; undefined where it can. */
export function unreleasable(released: Node, today: Node): string | undefined {
  const [before, now] = [versionOf(released), versionOf(today)];
  const isNewer = now.major > before.major || (now.major === before.major && now.minor > before.minor);
  if (isNewer || releasedText(released) === releasedText(today)) return undefined;
  return `version ${today.info.version} must have a higher minor than the released ${released.info.version}`;
}

/** `api-version`: the major of `info.version` is that of the base path. */
export function versionMismatch(document: Node): string | undefined {
  const url = String(document.servers[0].url);
  const { major } = versionOf(document);
  return url.endsWith(`/v${major}`) ? undefined : `version ${document.info.version} is served below ${url}`;
}

function versionOf(document: Node): { readonly major: number; readonly minor: number } {
  const version = String(document.info.version);
  const found = /^(\d+)\.(\d+)(\.\d+)?$/.exec(version);
  if (found === null) throw new Error(`version ${version} is no major.minor.patch`);
  return { major: Number(found[1]), minor: Number(found[2]) };
}

/** What a machine reads of a contract: without texts, examples, tags and what describes the issuer. */
function withoutTexts(node: Node, isMap = false): Node {
  if (Array.isArray(node)) return node.map((one) => withoutTexts(one));
  if (!isObject(node)) return node;
  return Object.fromEntries(
    Object.entries<Node>(node)
      .filter(([key]) => isMap || !(TEXTS.includes(key) || key.startsWith('x-')))
      .map(([key, one]) => [key, withoutTexts(one, !isMap && MAPS.includes(key))]),
  );
}

const TEXTS = [
  'title',
  'description',
  'summary',
  'example',
  'examples',
  'tags',
  'contact',
  'securitySchemes',
];
/** Whose keys are names. */
const MAPS = ['properties', 'schemas', 'parameters', 'headers', 'responses', 'paths', 'content'];

/** The contract as `docs/openapi/released.json` has it: one line for each operation and each component. */
export function releasedText(document: Node): string {
  const lines = (node: Node, depth: number): string => {
    if (depth === 0 || !isObject(node)) return JSON.stringify(node);
    const members = Object.entries<Node>(node).map(
      ([key, one]) => `${JSON.stringify(key)}: ${lines(one, depth - 1)}`,
    );
    return `{\n${members.join(',\n')}\n}`;
  };
  return `${lines(withoutTexts(document), 3)}\n`;
}
