/* eslint-disable @typescript-eslint/no-unsafe-argument -- a contract is data without a type of its own */
import { Spectral } from '@stoplight/spectral-core';
import type { RulesetDefinition } from '@stoplight/spectral-core';
import { oas } from '@stoplight/spectral-rulesets';
import { RULES } from './rules.js';
import type { Node } from './walk.js';

/** The rules of `spectral:oas` that stand for rules of the guide. */
export const OAS_RULES: Readonly<Record<string, string>> = {
  'path-keys-no-trailing-slash': 'uri-notat',
  'operation-singular-tag': 'oas-tags',
  'operation-tag-defined': 'oas-tags',
  'operation-operationId': 'openapi-opid',
  'operation-operationId-unique': 'openapi-opid',
  'oas3-operation-security-defined': 'sec-req',
  'oas3-valid-media-example': 'oas-exampl',
  'oas3-valid-schema-example': 'oas-defaul',
  'typed-enum': 'oas-enum',
};

/** Everything that `spectral:oas` recommends but a description of each operation, and our rules, all as errors. */
export const ruleset: RulesetDefinition = {
  // The two packages describe the same thing by types of their own.
  extends: [[oas as RulesetDefinition, 'recommended']],
  rules: {
    'operation-description': 'off',
    ...Object.fromEntries(Object.keys(OAS_RULES).map((name) => [name, 'error' as const])),
    ...Object.fromEntries(Object.entries(RULES).map(([name, { definition }]) => [name, definition])),
  },
};

/** A breach of a rule. */
export interface Breach {
  readonly rule: string;
  /** The guide's name of the rule, where it is one of the guide. */
  readonly guide: string | undefined;
  readonly path: readonly (string | number)[];
  readonly message: string;
}

export interface Exempted extends Breach {
  /** Where the exemption stands, and the rule of the guide that it names. */
  readonly at: string;
  readonly reason: string;
}

export interface Verdict {
  readonly breaches: readonly Breach[];
  readonly exempted: readonly Exempted[];
  /** Exemptions that nothing needs: rule and reason. */
  readonly unused: readonly string[];
}

/** Lints a contract. A breach under an `x-ignore-rules` that names its rule of the guide is exempted with the reason given there. */
export async function lint(document: Node): Promise<Verdict> {
  const spectral = new Spectral();
  spectral.setRuleset(ruleset);
  const found = await spectral.run(document as Record<string, unknown>);
  const breaches: Breach[] = [];
  const exempted: Exempted[] = [];
  const used = new Set<string>();
  for (const { code, path, message } of found) {
    const rule = String(code);
    const breach = { rule, guide: RULES[rule]?.guide ?? OAS_RULES[rule], path: [...path], message };
    const exemption = exemptionOf(document, breach);
    if (exemption === undefined) breaches.push(breach);
    else {
      used.add(exemption.at);
      exempted.push({ ...breach, ...exemption });
    }
  }
  return { breaches, exempted, unused: exemptionsIn(document).filter((one) => !used.has(one)) };
}

/** The nearest exemption on the way from the root to the breach. */
function exemptionOf(
  document: Node,
  { guide, path }: Breach,
): { readonly at: string; readonly reason: string } | undefined {
  if (guide === undefined) return undefined;
  let node = document;
  let last: { readonly at: string; readonly reason: string } | undefined;
  for (const [depth, step] of [...path, ''].entries()) {
    const reason: unknown = node?.['x-ignore-rules']?.[guide];
    if (typeof reason === 'string') last = { at: `${path.slice(0, depth).join('.')} ${guide}`, reason };
    node = node?.[step];
  }
  return last;
}

function exemptionsIn(node: Node, path: readonly string[] = []): readonly string[] {
  if (typeof node !== 'object' || node === null) return [];
  const own = Object.keys(node['x-ignore-rules'] ?? {}).map((guide) => `${path.join('.')} ${guide}`);
  const below = Object.entries<Node>(node).flatMap(([key, one]) =>
    key === 'x-ignore-rules' ? [] : exemptionsIn(one, [...path, key]),
  );
  return [...own, ...below];
}
